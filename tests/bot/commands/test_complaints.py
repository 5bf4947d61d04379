"""/пожаловаться over real HTTP: the moderators are shown a message, the chat learns nothing."""

import pytest

from rules.regulation.cases import State
from tests.bot.running import BAD, CLEAN, a_school
from tests.bot.test_cards import _forged, _open_doors, cards, labels, olga, press, the_case

RUDE = "Вы как всегда ничего не понимаете"
COMPLAIN = "/пожаловаться"
RUDENESS = "п. 3.3 (3), грубость"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        _open_doors(school)
        yield school


async def reported(school, app, who=None, author=None, text=RUDE):
    message = school.say(text, who=author)
    await school.settle(app)
    school.world.write(school.chat, who or school.boris, COMPLAIN, reply_to=message)
    await school.settle(app)
    return message


async def test_the_moderators_see_the_message_and_not_who_minded_it(school):
    async with school.bot() as app:
        await reported(school, app)

        for moderator in (school.teacher, olga(school)):
            (card,) = cards(school, moderator)
            assert RUDE in card.text
            assert "Анна" in card.text
            assert "Борис" not in card.text
            assert RUDENESS in labels(card)
        assert school.notices() == []
        assert any(m.text == COMPLAIN for m in school.world.deleted(school.chat))
        assert "передано" in cards(school, school.boris)[-1].text


async def test_a_reporter_who_cannot_be_written_to_is_not_named_in_the_chat(tmp_path):
    async with a_school(tmp_path) as school, school.bot() as app:
        await reported(school, app)

        said = school.notices()
        assert all("вас ждут вопросы" in text for text in said)
        assert not any("Борис" in text for text in said)


async def test_the_clause_that_a_moderator_names_makes_it_a_counted_case(school):
    async with school.bot() as app:
        await reported(school, app)
        await press(school, app, school.teacher, cards(school, school.teacher)[0], RUDENESS)

        case = await the_case(app)
        assert (case.state, case.clauses, case.member) == (
            State.COUNTED,
            ("3.3.3",),
            school.anna.id,
        )
        assert case.decided_by == str(school.teacher.id)
        assert "нарушение, дело №1" in cards(school, olga(school))[0].text
        assert labels(cards(school, olga(school))[0]) == []
        assert "Борис" not in " ".join(school.notices())
        async with app.memory.look() as unit:
            assert await unit.evidence.of_case(1) == (RUDE,)


async def test_no_breach_keeps_nothing_of_the_words(school):
    async with school.bot() as app:
        message = await reported(school, app)
        await press(school, app, olga(school), cards(school, olga(school))[0], "Не нарушение")

        assert await the_case(app) is None
        assert "не нарушение" in cards(school, school.teacher)[0].text
        async with app.memory.look() as unit:
            assert await unit.evidence.of_message(school.chat.peer_id, message.cmid) == ()


async def test_the_same_message_is_shown_once_whoever_reports_it(school):
    async with school.bot() as app:
        message = await reported(school, app)
        school.world.write(school.chat, school.boris, COMPLAIN, reply_to=message)
        await school.settle(app)

        assert len(cards(school, school.teacher)) == 1
        assert "уже указали" in cards(school, school.boris)[-1].text


async def test_more_than_five_a_day_are_politely_refused(school):
    async with school.bot() as app:
        for number in range(6):
            await reported(school, app, text=f"{RUDE} {number}")

        assert "не больше 5 раз" in cards(school, school.boris)[-1].text
        rows = await school.journal(app)
        assert [row["action"] for row in rows].count("complaint") == 5


async def test_a_moderators_message_goes_to_the_administrators_alone(tmp_path):
    async with a_school(tmp_path) as school:
        _open_doors(school)
        director = school.world.add_user("Вера", "Павлова", sex=1)
        school.world.allow_private(director)
        school.config["school"] = {"admins": [director.id]}
        async with school.bot() as app:
            await reported(school, app, author=school.teacher)
            assert cards(school, olga(school)) == []
            (card,) = cards(school, director)
            assert labels(card) == ["Прочитано"]
            await press(school, app, director, card, "Прочитано")

            assert labels(card) == []
            assert await the_case(app) is None


@pytest.mark.parametrize(
    ("prepare", "refusal"),
    [
        (lambda s: None, "Ответьте командой"),
        (lambda s: s.say(CLEAN, who=s.boris), "ваше сообщение"),
        (lambda s: s.world.keep(s.chat, -s.vk.group_id, text="от бота"), "на сообщение участника"),
    ],
    ids=["no reply", "his own", "the bot's"],
)
async def test_what_cannot_be_reported_is_said_in_private(school, prepare, refusal):
    async with school.bot() as app:
        message = prepare(school)
        await school.settle(app)
        school.world.write(school.chat, school.boris, COMPLAIN, reply_to=message)
        await school.settle(app)

        assert refusal in cards(school, school.boris)[-1].text
        assert cards(school, school.teacher) == []
        assert "complaint" not in [row["action"] for row in await school.journal(app)]


async def test_in_private_it_says_that_it_belongs_into_the_chat(school):
    async with school.bot() as app:
        school.world.write_private(school.boris, COMPLAIN)
        await school.settle(app)

        assert "работает в чате" in cards(school, school.boris)[-1].text


async def test_a_message_that_is_in_a_case_needs_no_report(school):
    async with school.bot() as app:
        message = school.say(BAD)
        school.world.write(school.chat, school.boris, COMPLAIN, reply_to=message)
        await school.settle(app)

        assert "уже обратили внимание" in cards(school, school.boris)[-1].text


@pytest.mark.parametrize("do", ["complaint_cite", "complaint_clean", "complaint_seen"])
async def test_nobody_but_a_moderator_decides(school, do):
    async with school.bot() as app:
        await reported(school, app)
        word = await _forged(school, app, school.boris, None, {"do": do, "n": 1, "c": "3.3.3"})

        assert "не для вас" in word
        assert await the_case(app) is None
        assert labels(cards(school, school.teacher)[0]) != []


async def test_a_moderator_who_reported_cannot_judge(school):
    async with school.bot() as app:
        await reported(school, app, who=school.teacher)
        assert all("просит посмотреть" not in m.text for m in cards(school, school.teacher))
        data = {"do": "complaint_cite", "n": 1, "c": "3.3.3"}
        word = await _forged(school, app, school.teacher, None, data)

        assert "2.8" in word
        assert await the_case(app) is None


@pytest.mark.parametrize("clause", ["2.6", "9.9", None, 3])
async def test_a_clause_that_was_not_offered_is_refused(school, clause):
    async with school.bot() as app:
        await reported(school, app)
        data = {"do": "complaint_cite", "n": 1, "c": clause}
        word = await _forged(school, app, school.teacher, None, data)

        assert "не действует" in word
        assert await the_case(app) is None


async def test_the_second_moderator_hears_what_the_first_did(school):
    async with school.bot() as app:
        await reported(school, app)
        await _forged(school, app, olga(school), None, {"do": "complaint_clean", "n": 1})
        data = {"do": "complaint_cite", "n": 1, "c": "3.3.3"}
        word = await _forged(school, app, school.teacher, None, data)

        assert "Уже решено" in word
        assert await the_case(app) is None


async def test_a_phone_number_in_the_message_is_masked(school):
    async with school.bot() as app:
        message = school.world.keep(
            school.chat, school.anna.id, text="Звоните этой даме: 8 916 123-45-67"
        )
        school.world.write(school.chat, school.boris, COMPLAIN, reply_to=message)
        await school.settle(app)

        assert "123-45-67" not in cards(school, school.teacher)[0].text
