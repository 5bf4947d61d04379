"""What can be wrong with the database, as sentences."""

from typing import Self

_NO_SPACE = ("на диске нет места для базы данных", "освободите место на диске")
_NOT_WRITABLE = ("в базу данных нельзя писать", "проверьте права на файл и его папку")
_UNREACHABLE = ("до базы данных не достучаться", "проверьте, запущена ли она и верен ли адрес")
_RESTARTS = ("база данных перезапускается", "подождите немного")
_KNOWN = (
    ("locked", "база данных занята другой программой", "закройте её или подождите"),
    ("disk is full", *_NO_SPACE),
    ("no space left", *_NO_SPACE),
    ("readonly", *_NOT_WRITABLE),
    ("read-only", *_NOT_WRITABLE),
    ("disk i/o", "диск с базой данных не пишется или не читается", "проверьте диск"),
    ("unable to open", "файл базы данных не открывается", "проверьте путь и права в [storage] url"),
    ("not a database", "файл — не база данных бота", "укажите другой файл в [storage] url"),
    ("malformed", "файл базы данных повреждён", "восстановите его из резервной копии"),
    ("password", "база данных не приняла пароль", "проверьте [storage] url"),
    ("does not exist", "такой базы данных нет", "создайте её или проверьте [storage] url"),
    ("starting up", *_RESTARTS),
    ("shutting down", *_RESTARTS),
    ("connect", *_UNREACHABLE),
)


class DatabaseError(Exception):
    """The memory cannot be read or written; says what is wrong and what to do."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem, remedy)
        self.problem = problem
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.problem[0].upper()}{self.problem[1:]}: {self.remedy}."

    @classmethod
    def of(cls, error: BaseException, what: str) -> Self:
        # The driver's own words: SQLAlchemy adds the statement, in which any sign may stand.
        said = str(getattr(error, "orig", None) or error).lower()
        for sign, problem, remedy in _KNOWN:
            if sign in said:
                return cls(problem, remedy)
        if isinstance(error, OSError):  # of the network, or of a server's socket that is gone
            return cls(*_UNREACHABLE)
        return cls(f"не удалось {what}", "посмотрите журнал программы")
