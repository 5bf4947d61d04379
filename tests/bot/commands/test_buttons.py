"""Nobody who is no moderator causes a sanction: by command, button, forged data, or a forward."""

from datetime import timedelta

import pytest

from bot.commands.book import BUTTONS
from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at

COMMANDS = (
    "/предупредить {} 3.3.4 брань",
    "!предупредить {} 3.3.4 брань",
    "/блок {} 1д 3.3.4 брань",
    "/дело 1",
    "/отменить 1 ошибка",
    "/разблок {} пусть",
)


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path) as school:
        yield school


async def _as_it_was(school, app):
    """No case was decided by anybody, and nobody is restricted."""
    assert not await school.sanctioned(app)
    assert not {"confirm", "dismiss", "annul", "signature"} & set(await school.actions(app))
    rows = await school.journal(app)
    assert all(row["actor"] == "bot" for row in rows if row["case"] is not None)
    assert school.world.restricted(school.chat) == {}


async def test_no_command_of_a_member_sanctions(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        for words in COMMANDS:
            school.say(words.format(at(school.boris)), who=school.anna)
            school.world.write_private(school.anna, words.format(at(school.boris)))
            school.clock.advance(timedelta(minutes=3))
        await school.settle(app)

        await _as_it_was(school, app)


async def test_no_command_of_another_chats_moderator_sanctions(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        for words in COMMANDS:
            school.world.write_private(school.stranger, words.format(at(school.anna)))
            school.world.write(school.neighbours, school.stranger, words.format(at(school.anna)))
        await school.settle(app)

        await _as_it_was(school, app)


async def test_a_forwarded_or_quoted_command_is_no_command(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        words = f"/предупредить {at(school.boris)} 3.3.4 брань"
        said = school.world.write_private(school.olga, "просто текст")
        said.text = words  # as the moderator wrote it elsewhere
        for who in (school.anna, school.teacher):
            school.world.write(school.chat, who, "", forwards=[said])
            school.world.write(school.chat, who, "смотрите", forwards=[said])
            school.world.write(school.chat, who, "смотрите", reply_to=school.say("да"))
        await school.settle(app)

        await _as_it_was(school, app)


async def test_a_communitys_post_is_no_command(school):
    other = school.world.add_community("Чужие объявления")
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        for author in (-other.id, -school.vk.group_id):
            for words in COMMANDS:
                text = words.format(at(school.boris))
                message = school.world.keep(school.chat, author, text=text)
                school.world.deliver_message(school.chat, message)
        await school.settle(app)

        await _as_it_was(school, app)


@pytest.mark.parametrize("do", sorted(BUTTONS))
@pytest.mark.parametrize("n", [1, "1", None, 2**62, -1, True, [1], {"a": 1}])
async def test_no_forged_press_sanctions_or_raises(school, do, n):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        school.world.write_private(school.teacher, "/дело 1")
        await school.settle(app)
        shown = school.with_button(school.teacher, "Нарушение")
        for who in (school.anna, school.boris, school.stranger):
            word = await school.forge(app, who, shown, {"do": do, "n": n, "c": n, "v": "1"})
            assert word

        await _as_it_was(school, app)
        async with app.memory.look() as unit:
            assert await unit.reception.aside() == 0


@pytest.mark.parametrize("payload", [None, [], "x", 7, {"do": 5}, {"do": "no_such"}, {"do": None}])
async def test_a_button_of_nothing_is_stale(school, payload):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        school.world.write_private(school.teacher, "/дело 1")
        await school.settle(app)
        shown = school.with_button(school.teacher, "Нарушение")
        word = await school.forge(app, school.teacher, shown, payload)

        assert word == "Эта кнопка уже не действует."
        await _as_it_was(school, app)


async def test_one_may_not_sign_ones_own_request(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 30м 3.3.4 раз")
        school.clock.advance(school.moment("23:00:00") - school.moment("08:00:00"))
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        school.clock.set(school.moment("09:00:00"))
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 1д 3.3.4 два")
        asked = school.with_button(school.olga, "Подписать")
        word = await school.forge(app, school.teacher, asked, {"do": "sign", "n": 1})
        word2 = await school.forge(app, school.anna, asked, {"do": "sign", "n": 1})

        assert word == "Эта кнопка не для вас."
        assert "для модераторов" in word2
        assert (await school.actions(app)).count("block") == 1
