"""What can be wrong with the database, as sentences."""

from typing import Self

_KNOWN = (
    ("locked", "база данных занята другой программой", "закройте её и запустите бота снова"),
    ("full", "на диске нет места для базы данных", "освободите место на диске"),
    ("readonly", "в базу данных нельзя писать", "проверьте права на файл и его папку"),
    ("unable to open", "файл базы данных не открывается", "проверьте путь и права в [storage] url"),
    ("not a database", "файл — не база данных бота", "укажите другой файл в [storage] url"),
    ("malformed", "файл базы данных повреждён", "восстановите его из резервной копии"),
    ("password", "база данных не приняла пароль", "проверьте [storage] url"),
    ("does not exist", "такой базы данных нет", "создайте её или проверьте [storage] url"),
    ("connect", "до базы данных не достучаться", "проверьте, запущена ли она и верен ли адрес"),
)


class DatabaseError(Exception):
    """The memory cannot be read or written; says what is wrong and what to do."""

    def __init__(self, problem: str, remedy: str, *, passing: bool = False) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy
        self.passing = passing  # may be over by itself: worth another try

    def __str__(self) -> str:
        return f"{self.problem[0].upper()}{self.problem[1:]}: {self.remedy}."

    @classmethod
    def of(cls, error: BaseException, what: str) -> Self:
        said = str(error).lower()
        for sign, problem, remedy in _KNOWN:
            if sign in said:
                return cls(problem, remedy, passing=sign in ("locked", "full", "connect"))
        return cls(f"не удалось {what}", "посмотрите журнал программы", passing=True)
