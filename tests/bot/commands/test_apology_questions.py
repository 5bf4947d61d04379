"""The moderators' question after an apology: who decided is told, and nothing is left to press."""

from datetime import timedelta

import pytest

from tests.bot.apologies import SORRY
from tests.bot.commands.staffed import a_staffed_school, at

YES, NO = "Разблокировать", "Оставить срок"


@pytest.fixture
async def staffed(tmp_path):
    async with a_staffed_school(tmp_path) as staffed:
        yield staffed


async def apologised(staffed, app):
    """Four breaches, the block, the apology; the answer to it and what the chat is shown."""
    await staffed.four_breaches()
    await staffed.settle(app)
    staffed.world.write_private(staffed.anna, SORRY)
    await staffed.settle(app)
    return staffed.private(staffed.anna)[-1], staffed.with_button(staffed.chat, "Возражаю")


async def heard(staffed, app):
    """Nobody objects in time: the questions to both moderators."""
    await apologised(staffed, app)
    staffed.clock.advance(timedelta(hours=16))
    await staffed.settle(app)
    return [staffed.with_button(person, YES) for person in (staffed.teacher, staffed.olga)]


def without_buttons(message):
    return not (message.keyboard or {}).get("buttons")


async def test_the_first_day_s_block_leaves_time_for_an_early_return(staffed):
    async with staffed.bot() as app:
        told, shown = await apologised(staffed, app)  # at 16:00, blocked for a day
        for text in (told, shown.text):
            assert "2 сентября, 04:00" in text
            assert "не больше половины оставшегося срока" in text

        staffed.clock.advance(timedelta(hours=11, minutes=58))
        await staffed.settle(app)
        assert "Возражений нет" not in shown.text
        staffed.clock.advance(timedelta(minutes=3))
        await staffed.settle(app)
        assert "Возражений нет" in shown.text

        # At night nobody is asked; in the morning there is still half a day to be given back.
        staffed.clock.advance(timedelta(hours=4))
        await staffed.settle(app)
        await staffed.press(app, staffed.teacher, staffed.with_button(staffed.teacher, YES), YES)
        await staffed.until(lambda: staffed.anna.id not in staffed.world.restricted(staffed.chat))


async def test_a_block_that_ends_before_the_chat_opens_needs_no_apology(tmp_path):
    ladder = {"ladder": ["2h"]}
    async with a_staffed_school(tmp_path, blocks=ladder) as staffed, staffed.bot() as app:
        staffed.clock.advance(timedelta(hours=5))
        await staffed.four_breaches()  # the last at 20:00, heard of at 21:00
        await staffed.settle(app)
        staffed.clock.advance(timedelta(minutes=1))

        staffed.world.write_private(staffed.anna, SORRY)
        await staffed.settle(app)

        assert "1 сентября, 23:00, раньше, чем откроется чат" in staffed.private(staffed.anna)[-1]
        assert "apology" not in await staffed.actions(app)


@pytest.mark.parametrize(
    ("label", "said"), [(YES, "Участник вернулся раньше срока"), (NO, "Срок оставлен прежним")]
)
async def test_when_one_has_decided_both_questions_say_so_and_lose_their_buttons(
    staffed, label, said
):
    async with staffed.bot() as app:
        marias, olgas = await heard(staffed, app)

        await staffed.press(app, staffed.teacher, marias, label)

        for question in (marias, olgas):
            assert f"{said} (п. 2.7), дело №4. Решение: {at(staffed.teacher)}" in question.text
            assert "я погорячилась" in question.text
            assert without_buttons(question)


async def test_a_command_decides_the_question_too(staffed):
    async with staffed.bot() as app:
        questions = await heard(staffed, app)

        await staffed.told(app, staffed.olga, f"/разблок {at(staffed.anna)} извинилась")

        for question in questions:
            assert f"Решение: {at(staffed.olga)}" in question.text
            assert without_buttons(question)


async def test_a_block_that_ends_by_itself_closes_the_question(staffed):
    async with staffed.bot() as app:
        questions = await heard(staffed, app)

        staffed.clock.advance(timedelta(hours=9))
        await staffed.settle(app)

        for question in questions:
            assert "решать больше нечего" in question.text
            assert without_buttons(question)


async def test_an_annulled_case_closes_the_question(staffed):
    async with staffed.bot() as app:
        questions = await heard(staffed, app)

        await staffed.told(app, staffed.olga, "/отменить 4 это цитата")

        for question in questions:
            assert without_buttons(question)


async def test_who_reported_the_message_is_not_asked(staffed):
    async with staffed.bot() as app:
        await staffed.three_strikes(app)
        said = staffed.say("Какая разница, что вы там думаете")
        staffed.world.write(staffed.chat, staffed.teacher, "/пожаловаться", reply_to=said)
        await staffed.settle(app)
        card = staffed.with_button(staffed.olga, "3.3 (3)")
        label = next(
            b["action"]["label"]
            for row in card.keyboard["buttons"]
            for b in row
            if "3.3 (3)" in b["action"]["label"]
        )
        await staffed.press(app, staffed.olga, card, label)
        assert staffed.anna.id in staffed.world.restricted(staffed.chat)

        staffed.world.write_private(staffed.anna, SORRY)
        await staffed.settle(app)
        staffed.clock.advance(timedelta(hours=16))
        await staffed.settle(app)

        assert YES in str(staffed.with_button(staffed.olga, YES).keyboard)
        assert not any(
            YES in str(m.keyboard) for m in staffed.world.conversation(staffed.teacher.id).messages
        )
