"""/правила, /статус, /помощь over real HTTP, as anybody may ask."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands.spoken import Spoken, meant, spoken
from tests.bot.running import BAD, a_school


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        yield school


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("/статус", Spoken("статус", "")),
        ("!Статус", Spoken("статус", "")),
        ("/ правила  ", Spoken("правила", "")),
        ("[club1|@dezhurny] /помощь", Spoken("помощь", "")),
        ("/обжаловать 17 я не виноват\nправда", Spoken("обжаловать", "17 я не виноват\nправда")),
        ("и/или", None),
        ("1/2", None),
        ("Добрый день!", None),
        ("", None),
    ],
)
def test_a_command_is_known_by_its_mark(text, said):
    assert spoken(text) == said


@given(st.text())
def test_no_text_makes_the_parser_raise(text):
    said = spoken(text)

    assert said is None or said.name


def test_a_slip_of_the_finger_is_understood():
    assert meant("статсу", ("статус", "правила")) == "статус"
    assert meant("погода", ("статус", "правила")) == ""


async def test_the_rules_are_told_in_the_chat_and_vanish(school):
    async with school.bot() as app:
        school.say("/правила")
        await school.settle(app)
        (told,) = school.notices()
        school.clock.advance(timedelta(minutes=11))
        await school.until(lambda: not school.notices())

    assert "п. 3.3 (1)" in told
    assert "п. 3.3 (6)" in told
    assert "/обжаловать" in told


async def test_ones_standing_is_told_to_oneself_alone(school):
    school.world.allow_private(school.anna)
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.clock.advance(timedelta(hours=1))
        school.say("/статус")
        await school.settle(app)

    (told,) = school.world.private(school.anna)
    assert "1 действующее нарушение" in told.text
    assert "№1" in told.text
    assert not any("действующее" in notice for notice in school.notices())


async def test_one_who_cannot_be_written_to_is_told_how(school):
    async with school.bot() as app:
        school.say("/статус")
        await school.settle(app)
        await school.until(school.notices)

    (told,) = school.notices()
    assert "напишите сообществу" in told


async def test_in_private_anything_is_answered(school):
    async with school.bot() as app:
        school.world.write_private(school.anna, "здравствуйте")
        school.world.write_private(school.anna, "/статус")
        school.world.write_private(school.anna, "/статсу")
        await school.settle(app)

    said = [m.text for m in school.world.private(school.anna) if m.from_id < 0]
    assert "/правила" in said[0]
    assert "Нарушений у вас нет" in said[1]
    assert "Вы имели в виду /статус?" in said[2]


async def test_another_bots_command_is_let_be(school):
    async with school.bot() as app:
        school.say("/погода завтра")
        await school.settle(app)

    assert school.notices() == []


async def test_a_command_with_a_bad_word_is_a_breach_like_any_message(school):
    async with school.bot() as app:
        message = school.say(f"/правила {BAD}")
        await school.settle(app)

    assert message.cmid in school.deleted()


async def test_at_night_the_chat_is_left_in_peace(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        school.say("/помощь")
        await school.settle(app)

    assert school.notices() == []
