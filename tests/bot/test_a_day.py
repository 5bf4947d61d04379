"""Two days in Berlin on which the clocks change: each due work once, at its local time.

Every hour is looked at, and the second before each hour that something is meant for. The clock
stands still between two looks, so that what is done carries the moment it was done at.
"""

from collections.abc import Awaitable, Callable, Iterable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.app import App
from bot.sandbox.vk_state import Chat, Person
from tests.bot.running import BAD, CLEAN, School, a_school
from tests.bot.test_cards import press

BERLIN = ZoneInfo("Europe/Berlin")
BACK, FORWARD = date(2026, 10, 25), date(2027, 3, 28)  # Sundays; both changes at 01:00 UTC
HOUR, MINUTE, SECOND = timedelta(hours=1), timedelta(minutes=1), timedelta(seconds=1)
SORRY = "/извинение Простите меня, пожалуйста, я погорячилась"
MEANT_FOR = ("07:00", "08:00", "14:00")

# What is done by the clock, by words of it.
SUMMARY, HELD, GREETED = "Доброе утро. Ночью", "Сообщение от [", "Коротко о правилах"
HEARD, QUESTION, FREE = "Возражений нет", "Никто не возразил", "срок ограничения закончился"
DIGEST, REPORT, HEAD = "Наблюдение за чатом", "Неделя ", "Отпечаток журнала"


@dataclass
class Weekend:
    """Saturday 10:00 to Monday 09:00 of a school in Berlin."""

    school: School
    sunday: date
    vera: Person
    watched: Chat  # the bot only watches it
    club: Chat  # without quiet hours
    app: App | None = None
    said: dict[tuple[int, int, int], str] = field(default_factory=dict)

    @property
    def change(self) -> datetime:
        """When the clocks change: 02:00 comes twice, or 03:00 follows 01:59."""
        return datetime.combine(self.sunday, time(1), UTC)

    def at(self, clock: str, day: int = 0) -> datetime:
        """«23:15» of Saturday (-1), Sunday (0) or Monday (1), in UTC."""
        on = self.sunday + timedelta(days=day)
        return datetime.combine(on, time.fromisoformat(clock), BERLIN).astimezone(UTC)

    def told(self, words: str) -> list[str]:
        """When the bot said something with these words in it, on the local clock."""
        return [_clock(at) for (_, _, at), text in self.said.items() if words in text]

    def taken_back(self) -> list[str]:
        """When the club's notices went."""
        gone = (m.deleted_at for m in self.club.messages if m.from_id < 0)
        return [_clock(at) for at in gone if at is not None]

    def moments(self, more: Iterable[datetime]) -> list[datetime]:
        """Every hour, the second before each hour that is meant for something, and more."""
        start, end = self.at("10:00", -1), self.at("09:00", 1)
        hours = [start + n * HOUR for n in range((end - start) // HOUR + 1)]
        meant = [self.at(clock, day) for clock in MEANT_FOR for day in (0, 1)]
        return sorted({*hours, *meant, *(one - SECOND for one in meant), *more})

    async def look(self, moment: datetime) -> None:
        self.school.clock.set(moment.astimezone(BERLIN))
        if self.app is None:
            return
        await self.app.due.tick()
        self.app.delivery.wake()
        await self.school.settle(self.app)
        # As it is said: some of it is put in other words later.
        for place in (
            *self.school.world.chats.values(),
            *self.school.world.community.dialogs.values(),
        ):
            for one in place.messages:
                if one.from_id == -self.school.vk.group_id:
                    key = (place.peer_id, one.cmid, one.edited_at or one.date)
                    self.said.setdefault(key, one.text)


def _clock(unix: float) -> str:
    return f"{datetime.fromtimestamp(unix, BERLIN):%a %H:%M:%S%z}"


Deed = Callable[[Weekend], Awaitable[object] | object]


def what_people_do(weekend: Weekend) -> dict[datetime, Deed]:
    school, at, change = weekend.school, weekend.at, weekend.change
    world, anna, boris, vera = school.world, school.anna, school.boris, weekend.vera
    newcomer = world.add_user("Глеб", "Сомов")
    four_breaches = {at(f"{hour}:00", -1): lambda _: school.say(BAD) for hour in (10, 11, 12, 14)}
    at_night = (at("23:20", -1), change - 30 * MINUTE, change + 30 * MINUTE)
    in_the_club = (change + minutes * MINUTE for minutes in (-5, 3, 31, 36))
    return {
        **four_breaches,
        at("15:00", -1): lambda _: world.write_private(anna, SORRY),
        at("17:00", -1): lambda _: world.write(weekend.watched, boris, BAD),
        at("22:30", -1): lambda _: world.join(school.chat, newcomer),
        at("23:15", -1): lambda _: school.say("Что задали?", who=boris),
        at("23:30", -1): publish,
        **dict.fromkeys(at_night, lambda _: school.say(CLEAN, who=vera)),
        **dict.fromkeys(in_the_club, lambda _: world.write(weekend.club, vera, BAD)),
        at("12:00"): lambda _: world.write(weekend.watched, boris, BAD),
    }


async def publish(weekend: Weekend) -> None:
    school = weekend.school
    offers = [m for m in school.world.private(school.boris) if "Опубликовать" in str(m.keyboard)]
    assert weekend.app is not None
    await press(school, weekend.app, school.boris, offers[-1], "Опубликовать в 07:00")


async def live_through(weekend: Weekend, down: dict[datetime, datetime]) -> list[tuple[str, str]]:
    """Two days in steps; `down`: the bot is stopped at a moment, and started at another.

    What the journal says was done, and when.
    """
    deeds, starts = what_people_do(weekend), set(down.values())
    told = (weekend.change - 5 * MINUTE, weekend.change + 31 * MINUTE, *starts)
    async with AsyncExitStack() as stack:
        weekend.school.clock.set(weekend.at("09:59", -1).astimezone(BERLIN))
        weekend.app = await stack.enter_async_context(weekend.school.bot())
        for moment in weekend.moments(
            [*down, *starts, *deeds, *(one + 10 * MINUTE for one in told)]
        ):
            if moment in down:
                await stack.aclose()
                weekend.app = None
            if moment in starts:
                weekend.school.clock.set(moment.astimezone(BERLIN))
                weekend.app = await stack.enter_async_context(weekend.school.bot())
            await weekend.look(moment)
            if moment in deeds:
                done = deeds[moment](weekend)
                if isinstance(done, Awaitable):
                    await done
                await weekend.look(moment)
        assert weekend.app is not None
        rows = await weekend.school.journal(weekend.app)
    return [(row["action"], _clock(datetime.fromisoformat(row["at"]).timestamp())) for row in rows]


@pytest.fixture
async def weekend(tmp_path, request):
    async with a_school(tmp_path) as school:
        world = school.world
        school.clock.rate = 0
        vera, head = world.add_user("Вера", "Лис", 1), world.add_user("Пётр", "Великанов", 2)
        people = [school.boris, vera]
        watched = world.add_chat("6Б", admins=[school.teacher], members=people)
        club = world.add_chat("Кружок", admins=[school.teacher], members=people)
        world.join(school.chat, vera)
        for person in (school.teacher, head, school.anna, school.boris):
            world.allow_private(person)
        school.config = {
            "school": {"timezone": "Europe/Berlin", "admins": [head.id]},
            "evidence": {"keep": "1d"},
            "chats": {
                "peer": {
                    str(watched.peer_id): {"mode": "observe"},
                    str(club.peer_id): {"rules": {"quiet_hours": {"enabled": False}}},
                }
            },
        }
        yield Weekend(school, request.param, vera, watched, club)


@pytest.mark.parametrize("weekend", [BACK, FORWARD], indirect=True)
async def test_each_work_is_done_once_at_its_hour(weekend):
    journal = await live_through(weekend, {})

    _assert_at_its_hour(weekend, journal)
    assert weekend.told(HEARD) == [_clock(weekend.change.timestamp())]
    minutes = (5, 41)  # ten after each notice, whatever the wall says
    taken_back = [_clock((weekend.change + n * MINUTE).timestamp()) for n in minutes]
    assert weekend.taken_back() == taken_back


@pytest.mark.parametrize("weekend", [BACK, FORWARD], indirect=True)
async def test_a_bot_that_was_down_over_the_change_and_was_restarted_does_the_same(weekend):
    after_work = [weekend.at("07:00", day) + SECOND for day in (0, 1)]
    down = {weekend.at("00:45"): weekend.at("05:00")} | {one: one for one in after_work}

    journal = await live_through(weekend, down)

    _assert_at_its_hour(weekend, journal)
    offset = _clock(weekend.at("05:00").timestamp())[-5:]
    assert weekend.told(HEARD) == [f"Sun 05:00:00{offset}"]
    assert weekend.taken_back() == [f"Sun 05:10:00{offset}"] * 2


def _assert_at_its_hour(weekend: Weekend, journal: list[tuple[str, str]]) -> None:
    offset = _clock(weekend.at("07:00").timestamp())[-5:]
    assert {words: weekend.told(words) for words in EXPECTED} == {
        words: [f"{hour}:00{offset}" for hour in hours] for words, hours in EXPECTED.items()
    }
    by_clock = [f"{action} {at[:-5]}" for action, at in journal if action in BY_CLOCK]
    assert by_clock == BY_CLOCK_DONE
    # An incident is ten minutes long, also where the wall counts seventy, or none.
    assert len([text for text in weekend.club.messages if text.from_id < 0]) == 2


EXPECTED = {
    SUMMARY: ["Sun 07:00"],
    HELD: ["Sun 07:00"],
    GREETED: ["Sun 07:00"],
    QUESTION: ["Sun 07:00"],
    FREE: ["Sun 14:00"],
    DIGEST: ["Sun 08:00", "Mon 08:00"],
    REPORT: ["Mon 07:00"],
    HEAD: ["Mon 07:00"],
}
BY_CLOCK = ("block", "unblock", "release", "purge", "report", "head")
BY_CLOCK_DONE = [
    "block Sat 14:00:00",
    "unblock Sun 14:00:00",
    "release Sun 14:00:00",
    "purge Mon 00:00:00",
    "report Mon 07:00:00",  # the week's figures
    "head Mon 07:00:00",  # the journal's
]
