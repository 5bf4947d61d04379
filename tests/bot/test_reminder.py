"""Clause 2.5 over real HTTP: one calm reminder when breaches pile up; the moderators' buttons."""

from datetime import timedelta

import pytest

from tests.bot.running import BAD, a_school
from tests.bot.test_cards import _forged, _open_doors, cards, labels, press

REMINDED = "вернёмся к спокойному деловому разговору"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path, reminder={"cases": 3}) as school:
        _open_doors(school)
        for number in range(8):
            school.world.join(school.chat, school.world.add_user(f"Имя{number}", "Фамилия"))
        yield school


async def breaches(school, app, number):
    """So many people who had said nothing before break the rules."""
    spoke = {m.from_id for m in school.world.messages(school.chat) if m.text == BAD}
    everybody = [p for p in school.world.people.values() if p.first_name.startswith("Имя")]
    for person in [p for p in everybody if p.id not in spoke][:number]:
        school.say(BAD, who=person)
    await school.settle(app)


def reminders(school):
    return [m.text for m in school.world.messages(school.chat) if REMINDED in m.text]


async def test_the_third_case_within_half_an_hour_reminds_everybody_once(school):
    async with school.bot() as app:
        await breaches(school, app, 2)
        assert reminders(school) == []
        await breaches(school, app, 3)

        (told,) = reminders(school)
        assert "п. 2.5" in told
        assert "3.3 (4)" in told
        rows = [r for r in await school.journal(app) if r["action"] == "remind_all"]
        assert [(r["clause"], r["actor"]) for r in rows] == [("2.5", "bot")]


async def test_an_hour_later_it_may_be_said_again(school):
    async with school.bot() as app:
        await breaches(school, app, 3)
        school.clock.advance(timedelta(hours=1, minutes=1))
        await breaches(school, app, 3)

        assert len(reminders(school)) == 2


async def test_cases_far_apart_remind_nobody(school):
    async with school.bot() as app:
        for _ in range(4):
            await breaches(school, app, 1)
            school.clock.advance(timedelta(minutes=20))

        assert reminders(school) == []


async def test_at_night_nobody_is_reminded(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        await breaches(school, app, 5)

        assert reminders(school) == []


async def test_a_little_earlier_the_moderators_may_remind_or_ask_for_a_pause(school):
    async with school.bot() as app:
        await breaches(school, app, 2)
        (heated,) = [m for m in cards(school, school.teacher) if "2 дела" in m.text]
        assert labels(heated) == ["Напомнить правила", "Попросить паузу 10 минут"]
        await press(school, app, school.teacher, heated, "Попросить паузу 10 минут")
        await press(school, app, school.teacher, heated, "Напомнить правила")
        again = await press(school, app, school.teacher, heated, "Напомнить правила")

        assert len(reminders(school)) == 1
        assert len([n for n in school.notices() if "паузу до" in n]) == 1
        assert "меньше часа" in again


@pytest.mark.parametrize("do", ["heat_remind", "heat_pause"])
async def test_nobody_but_a_moderator_of_that_chat_may(school, do):
    other = school.world.add_chat("6Б", admins=[school.boris], members=[school.anna])
    async with school.bot() as app:
        school.world.write(other, school.anna, BAD)
        await school.settle(app)
        data = {"do": do, "c": school.chat.peer_id}
        words = [await _forged(school, app, p, None, data) for p in (school.anna, school.boris)]

        assert all("не для вас" in word for word in words)
        assert reminders(school) == []
