"""A decision closes whatever was asked about its case, and nothing happens twice (2.8)."""

from datetime import timedelta

import pytest

from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at
from tests.bot.running import BAD

RUDE = "Посмотрим, что вы на это скажете"


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path) as school:
        yield school


def buttons(message):
    return [b for row in (message.keyboard or {}).get("buttons", ()) for b in row]


async def test_an_annulment_by_command_closes_the_open_appeal_and_its_card(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.write_private(school.anna, "/обжаловать 1 это цитата")
        await school.settle(app)
        cards = [school.with_button(who, "Отменить дело") for who in (school.teacher, school.olga)]

        await school.told(app, school.teacher, "/отменить 1 это цитата из книги")

        for card in cards:
            assert "Обращение по делу №1: дело отменено" in card.text
            assert at(school.teacher) in card.text
            assert buttons(card) == []
        rows = await school.journal(app)
        closing = [row for row in rows if row["action"] in ("annul", "appeal")][1:]
        assert [row["action"] for row in closing] == ["annul", "appeal"]
        assert closing[0]["at"] == closing[1]["at"]
        assert any("это цитата из книги" in notice for notice in school.notices())
        async with app.memory.look() as unit:
            assert (await unit.appeals.get(1)).reason == "это цитата из книги"


async def test_a_doubtful_case_that_is_annulled_is_no_breach_and_its_author_hears_nothing(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        card = school.with_button(school.olga, "Нарушение")

        said = await school.told(app, school.teacher, "/отменить 1 обычные слова")

        assert said == "Дело №1 закрыто: не нарушение."
        assert school.private(school.anna) == []
        assert "не нарушение" in card.text
        assert buttons(card) == []
        assert (await school.actions(app))[-1] == "dismiss"


@pytest.mark.both_stores
async def test_two_moderators_at_one_message_make_one_case_even_after_the_incident(school):
    async with school.bot() as app:
        message = school.say(RUDE)
        words = f"/предупредить {at(school.anna)} 3.3.3 грубость"
        await school.told(app, school.teacher, words, reply_to=message)
        school.clock.advance(timedelta(minutes=11))
        said = await school.told(app, school.olga, words, reply_to=message)

        assert f"Это уже решено (дело №1): {at(school.teacher)}" in said
        assert (await school.actions(app)).count("warning") == 1


async def test_the_words_that_a_moderator_points_at_are_before_the_one_who_hears_the_appeal(
    school,
):
    async with school.bot() as app:
        message = school.say(RUDE)
        words = f"/предупредить {at(school.anna)} 3.3.3 грубость"
        await school.told(app, school.teacher, words, reply_to=message)
        school.world.write_private(school.anna, "/обжаловать 1 я не грубила")
        await school.settle(app)

        card = school.with_button(school.olga, "Отменить дело")
        assert RUDE in card.text
        assert not any(
            "Отменить дело" in str(m.keyboard)
            for m in school.world.conversation(school.teacher.id).messages
        )


async def test_a_warning_answers_what_a_member_reported(school):
    async with school.bot() as app:
        message = school.say(RUDE)
        school.world.write(school.chat, school.boris, "/пожаловаться", reply_to=message)
        await school.settle(app)
        card = school.with_button(school.olga, "Не нарушение")

        words = f"/предупредить {at(school.anna)} 3.3.3 грубость"
        await school.told(app, school.teacher, words, reply_to=message)

        assert "дело №1" in card.text
        assert buttons(card) == []
        async with app.memory.look() as unit:
            (report,) = await unit.complaints.of_message(message.peer_id, message.cmid)
            assert (report.case, report.decided_by) == (1, school.teacher.id)


async def test_one_who_has_become_a_moderator_is_not_sanctioned_for_an_older_doubt(school):
    async with school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        card = school.with_button(school.olga, "Нарушение")
        school.world.make_admin(school.chat, school.anna)
        school.clock.advance(timedelta(minutes=6))

        await school.press(app, school.olga, card, "Нарушение")

        assert not await school.sanctioned(app)


async def test_the_journal_names_neither_who_objected_nor_who_reported(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        message = school.say(RUDE)
        school.world.write(school.chat, school.boris, "/пожаловаться", reply_to=message)
        await school.settle(app)
        await school.told(
            app,
            school.teacher,
            f"/блок {at(school.anna)} 7д 3.3.3 грубость",
            reply_to=message,
        )
        school.world.write_private(school.anna, "/извинение Простите, погорячилась")
        await school.settle(app)
        shown = school.with_button(school.chat, "Возражаю")
        await school.press(app, school.boris, shown, "Возражаю")

        said = await school.told(app, school.olga, "/журнал")
        listed = school.private(school.olga)[-1]
        school.world.write_private(school.olga, "/дело 4")
        await school.settle(app)
        case = school.private(school.olga)[-1]

        assert said == ""
        for text in (listed, case):
            assert "возражение" in text
            assert "Борис" not in text
            assert f"id{school.boris.id}" not in text
        assert "жалоба участника" in listed


async def test_the_journal_is_never_shown_in_the_chat(school):
    school.world.deny_private(school.olga)
    async with school.bot() as app:
        message = school.say(RUDE)
        school.world.write(school.chat, school.boris, "/пожаловаться", reply_to=message)
        await school.settle(app)

        said = await school.told(app, school.olga, "/журнал")

        assert "напишите сообществу" in said
        assert "жалоба" not in said
