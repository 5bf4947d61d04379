"""The school's list of class 5А: with it the bot knows whose parent leaves with a pupil (2.9)."""

from bot.sandbox.stories import person_named
from bot.sandbox.world import World
from storage.migrate import migrate
from storage.roster import Capacity, Listed
from storage.unit import Memory

FORM = "5А"

# name in the list, screen name; empty: not in VK
_PUPILS = (
    ("Белов Петя", "petya_belov"),
    ("Ким Лена", "lena_kim"),
    ("Орлов Миша", "misha_orlov"),
    ("Петрова Оля", "olya_petrova"),
    ("Сафин Тимур", ""),
    ("Лебедева Катя", ""),
    ("Сидорова Маша", ""),
    ("Громов Ваня", ""),
)
# name in the list, screen name, whose parent
_PARENTS = (
    ("Белова Анна", "anna_belova", "Белов Петя"),
    ("Ким Борис", "boris_kim", "Ким Лена"),
    ("Орлова Вера", "vera_orlova", "Орлов Миша"),
    ("Петров Дмитрий", "dmitry_petrov", "Петрова Оля"),
    ("Сафина Гульнара", "gulnara_safina", "Сафин Тимур"),
    ("Лебедев Игорь", "igor_lebedev", "Лебедева Катя"),
    ("Сидоров Олег", "oleg_sidorov", "Сидорова Маша"),
    ("Громова Наталья", "natalia_gromova", "Громов Ваня"),
)
_TEACHER = ("Соколова Мария Ивановна", "maria_ivanovna")


async def keep_list(memory: Memory, world: World) -> None:
    """Write the list into the bot's memory, as `dezhurny roster import` would."""
    await migrate(memory.engine)
    async with memory.unit() as unit:
        await unit.roster.add(_lines(world))
        await unit.commit()


def _lines(world: World) -> list[Listed]:
    def member(screen_name: str) -> int | None:
        return person_named(world, screen_name).id if screen_name else None

    name, at = _TEACHER
    return [
        Listed(name=name, capacity=Capacity.STAFF, member=member(at)),
        *(
            Listed(name=name, capacity=Capacity.PUPIL, member=member(at), form=FORM)
            for name, at in _PUPILS
        ),
        *(
            Listed(name=name, capacity=Capacity.PARENT, member=member(at), form=FORM, pupil=child)
            for name, at, child in _PARENTS
        ),
    ]
