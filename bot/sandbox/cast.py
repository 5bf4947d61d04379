"""The people of class 5А, their two chats, and a day of theirs."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.sandbox.clock import SandboxClock
from bot.sandbox.errors import WriteRefusedError
from bot.sandbox.stories import chat_titled, person_named
from bot.sandbox.world import World

PARENTS = "5А родители"
CLASS = "5А класс"

# screen name, first and last name, sex (1 female, 2 male), who this is to the class
TEACHER = "maria_ivanovna"
_TEACHER = (TEACHER, "Мария Ивановна", "Соколова", 1, "классный руководитель")
_PARENTS = (
    ("anna_belova", "Анна", "Белова", 1, "мама Пети"),
    ("boris_kim", "Борис", "Ким", 2, "папа Лены"),
    ("vera_orlova", "Вера", "Орлова", 1, "мама Миши"),
    ("gulnara_safina", "Гульнара", "Сафина", 1, "мама Тимура"),
    ("dmitry_petrov", "Дмитрий", "Петров", 2, "папа Оли"),
    ("igor_lebedev", "Игорь", "Лебедев", 2, "папа Кати"),
    ("oleg_sidorov", "Олег", "Сидоров", 2, "папа Маши"),
    ("natalia_gromova", "Наталья", "Громова", 1, "мама Вани"),
)
_PUPILS = (
    ("petya_belov", "Петя", "Белов", 2, "ученик"),
    ("lena_kim", "Лена", "Ким", 1, "ученица"),
    ("misha_orlov", "Миша", "Орлов", 2, "ученик"),
    ("olya_petrova", "Оля", "Петрова", 1, "ученица"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of the scripted day, at a time of day; `evening` is the day before.

    The bot answers a `breach`, and first has something `due` where a time of its own passed.
    """

    at: str
    who: str
    chat: str
    text: str
    breach: bool = False
    evening: bool = False
    due: str = ""


DAY = (
    Line("20:41", "maria_ivanovna", PARENTS, "Завтра первый урок — физкультура, нужна форма.",
         evening=True),
    Line("20:44", "anna_belova", PARENTS, "Спасибо, Мария Ивановна!", evening=True),
    Line("22:52", "boris_kim", PARENTS, "А форма какая, белый верх обязательно?", breach=True,
         evening=True),
    Line("07:10", "maria_ivanovna", PARENTS, "Доброе утро! Да, белая футболка и тёмный низ.",
         due="07:00"),
    Line("07:32", "gulnara_safina", PARENTS, "Тимур сегодня болеет, справку принесём в среду."),
    Line("07:40", "maria_ivanovna", PARENTS, "Хорошо, пусть поправляется. Задания пришлю."),
    Line("13:05", "lena_kim", CLASS, "Что задали по истории?"),
    Line("13:06", "petya_belov", CLASS, "параграф 4, вопросы 1-3"),
    Line("13:09", "misha_orlov", CLASS, "ты дебил, там только первый вопрос", breach=True),
    Line("13:15", "maria_ivanovna", CLASS, "Ребята, вопросы 1–3, все. Петя прав."),
    Line("13:17", "olya_petrova", CLASS, "Кто нашёл синий пенал в 214?"),
    Line("14:20", "vera_orlova", PARENTS, "Во сколько сегодня собрание?"),
    Line("14:26", "maria_ivanovna", PARENTS, "В 18:00, кабинет 214. Обсудим и экскурсию."),
    Line("15:02", "anna_belova", PARENTS,
         "Девочки, вот телефон экскурсовода: +7 921 555-01-37, звоните ей сами", breach=True),
    Line("15:10", "anna_belova", PARENTS, "Поняла, отправлю каждой лично."),
    Line("17:30", "dmitry_petrov", PARENTS, "Блядь, опять перекрыли Садовую, опоздаю минут на 10",
         breach=True),
    Line("17:33", "maria_ivanovna", PARENTS, "Дмитрий, ничего страшного, начнём с общих вопросов."),
)  # fmt: skip


def populate(world: World) -> None:
    """Put the cast and their two chats into a world; the bot is an administrator of both."""
    if not world.communities:
        world.add_community("Дежурный", screen_name="dezhurny")
    teacher, *_ = _people(world, (_TEACHER,))
    parents, pupils = _people(world, _PARENTS), _people(world, _PUPILS)
    world.add_chat(PARENTS, admins=[teacher], members=parents)
    world.add_chat(CLASS, admins=[teacher], members=pupils)


def _people(world: World, rows: tuple[tuple[str, str, str, int, str], ...]) -> list[int]:
    numbers = []
    for screen_name, first_name, last_name, sex, about in rows:
        person = world.add_user(first_name, last_name, sex)
        person.screen_name, person.about = screen_name, about
        numbers.append(person.id)
    return numbers


async def seed_day(
    world: World,
    clock: SandboxClock,
    *,
    pause: float = 0.03,
    patience: float = 3.0,
    arrival: float = 15.0,
) -> None:
    """Play the scripted day up to 17:33 of the clock's own date, setting the clock as it goes.

    Populates an empty world first. Waits up to `arrival` real seconds for a bot to ask for the
    long poll, so that it hears everything; after a breach up to `patience` seconds for its
    answer to stand where it belongs; and `pause` seconds between two messages. Without a bot
    the day is played all the same.
    """
    if not world.chats:
        populate(world)
    await _until(world, arrival, lambda: bool(world.calls("groups.getLongPollServer")))
    today = clock.now().date()
    for line in DAY:
        day = today - timedelta(days=1) if line.evening else today
        if line.due:
            await _pass(world, clock, datetime.combine(day, time.fromisoformat(line.due)), patience)
        clock.set(_on(clock, datetime.combine(day, time.fromisoformat(line.at))))
        await _say(world, line, patience)
        await asyncio.sleep(pause)


async def _pass(world: World, clock: SandboxClock, moment: datetime, patience: float) -> None:
    """Let the bot do what is due at a moment at that moment."""
    calls = len(world.log)
    clock.set(_on(clock, moment))
    await _bot_has_answered(world, calls, patience)


async def _say(world: World, line: Line, patience: float) -> None:
    calls = len(world.log)
    try:
        world.write(chat_titled(world, line.chat), person_named(world, line.who), line.text)
    except WriteRefusedError:
        return  # a strict bot has restricted him already
    if line.breach:
        await _bot_has_answered(world, calls, patience)


def _on(clock: SandboxClock, local: datetime) -> datetime:
    return local.replace(tzinfo=clock.now().tzinfo)


async def _bot_has_answered(world: World, calls_before: int, patience: float) -> None:
    def acted() -> bool:
        return any(call.method.startswith("messages.") for call in world.log[calls_before:])

    if await _until(world, patience, acted):
        await asyncio.sleep(0.25)  # the notice follows the deletion


async def _until(world: World, seconds: float, reached: Callable[[], bool]) -> bool:
    deadline = world.ticks() + seconds
    while not reached():
        if world.ticks() >= deadline:
            return False
        await asyncio.sleep(0.02)
    return True
