"""Doubtful cases go to the moderators as cards, over real HTTP."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.vk_state import Consent
from rules.regulation.cases import State
from tests.bot.running import BAD, a_school

DOUBT = "чёрт"  # doubtful, one word, by the rule of profanity
HATE = "хачи"
NEXT = "Показать следующее"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        _open_doors(school)
        yield school


def _open_doors(school):
    """Everybody may be written to, and the chat has two moderators."""
    second = school.world.add_user("Ольга", "Ким", sex=1)
    school.world.join(school.chat, second)
    school.world.make_admin(school.chat, second)
    for person in (school.anna, school.boris, school.teacher, second):
        school.world.allow_private(person)


def olga(school):
    """The second moderator."""
    people = school.world.people.values()
    return next(person for person in people if person.first_name == "Ольга")


def cards(school, person):
    """What the community wrote to a person, oldest first."""
    return [m for m in school.world.private(person) if m.from_id == -school.vk.group_id]


def labels(message):
    rows = (message.keyboard or {"buttons": []})["buttons"]
    return [button["action"]["label"] for row in rows for button in row]


async def press(school, app, person, message, label, place=None):
    """Press a button; the passing word that follows."""
    event = school.world.press(person, place or person.id, message, label)
    await school.until(lambda: event in school.world.answers)
    await school.settle(app)
    return school.world.answers[event]["text"]


async def the_case(app, number=1):
    async with app.memory.look() as unit:
        return await unit.cases.get(number)


async def actions(school, app):
    return [row["action"] for row in await school.journal(app)]


async def test_each_moderator_gets_a_card_and_the_member_hears_nothing(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)

        assert school.notices() == []
        for moderator in (school.teacher, olga(school)):
            (card,) = cards(school, moderator)
            assert "Анна" in card.text
            assert "3.3 (4)" in card.text
            assert DOUBT in card.text
            assert labels(card) == ["Нарушение", "Не нарушение", "Это исключение для чата"]
        assert (await the_case(app)).state is State.DOUBTFUL


async def test_a_breach_counts_and_the_other_moderators_card_says_who_decided(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        await press(school, app, school.teacher, cards(school, school.teacher)[0], "Нарушение")

        case = await the_case(app)
        assert (case.state, case.decided_by) == (State.COUNTED, str(school.teacher.id))
        assert any("Предупреждение" in notice for notice in school.notices())
        for moderator in (school.teacher, olga(school)):
            card = cards(school, moderator)[0]
            assert "нарушение" in card.text
            assert "Мария" in card.text
            assert labels(card) == []
        assert (await actions(school, app)).count("confirm") == 1


async def test_no_breach_costs_nothing_and_is_told_to_nobody_in_the_chat(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        await press(school, app, olga(school), cards(school, olga(school))[0], "Не нарушение")

        assert (await the_case(app)).state is State.DISMISSED
        assert school.notices() == []
        assert cards(school, school.anna) == []
        assert "не нарушение" in cards(school, school.teacher)[0].text


async def test_an_exception_is_no_breach_now_and_later(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        word = await press(
            school, app, school.teacher, cards(school, school.teacher)[0], "Это исключение для чата"
        )
        school.clock.advance(timedelta(hours=1))
        school.say(DOUBT, who=school.boris)
        await school.settle(app)

        assert word
        assert (await the_case(app)).state is State.DISMISSED
        assert await the_case(app, 2) is None
        assert "exception" in await actions(school, app)


async def test_the_second_who_presses_hears_that_it_is_decided(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        first, second = cards(school, school.teacher)[0], cards(school, olga(school))[0]
        for person, card, label in (
            (school.teacher, first, "Не нарушение"),
            (olga(school), second, "Нарушение"),
        ):
            school.world.press(person, person.id, card, label)  # at once: no edit has come yet
        await school.settle(app)

        assert (await the_case(app)).state is State.DISMISSED
        last = list(school.world.answers.values())[-1]["text"]
        assert "решено" in last.lower()
        assert [a for a in await actions(school, app) if a in ("confirm", "dismiss")] == ["dismiss"]


async def test_who_was_answered_by_the_message_is_not_asked_and_may_not_judge(school):
    async with school.bot() as app:
        question = school.world.write(school.chat, school.teacher, "Кто сдал тетради?")
        school.world.write(school.chat, school.anna, DOUBT, reply_to=question)
        await school.settle(app)

        assert cards(school, school.teacher) == []
        (card,) = cards(school, olga(school))
        payload = {"do": "card_breach", "n": 1}
        await _forged(school, app, school.teacher, card, payload)
        assert (await the_case(app)).state is State.DOUBTFUL


async def _forged(school, app, person, message, payload):
    """A button's event as if this person had pressed it under his own message."""
    event = school.world.press(person, person.id, _own(school, person, payload), (0, 0))
    await school.until(lambda: event in school.world.answers)
    await school.settle(app)
    return school.world.answers[event]["text"]


def _own(school, person, payload):
    import orjson

    action = {"type": "callback", "label": "x", "payload": orjson.dumps(payload).decode()}
    keyboard = {"inline": True, "one_time": False, "buttons": [[{"action": action}]]}
    dialog = school.world.conversation(person.id)
    return school.world.keep(dialog, -school.vk.group_id, text="x", keyboard=keyboard)


@pytest.mark.parametrize(
    "do", ["card_breach", "card_clean", "card_allow", "card_right", "card_wrong"]
)
async def test_a_members_forged_button_does_nothing(school, do):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        word = await _forged(school, app, school.boris, None, {"do": do, "n": 1})

        assert "не для вас" in word
        assert (await the_case(app)).state is State.DOUBTFUL


@pytest.mark.parametrize("n", [99, None, "1", True, -1, 2**63])
async def test_a_button_of_no_case_is_stale(school, n):
    async with school.bot() as app:
        word = await _forged(school, app, school.teacher, None, {"do": "card_breach", "n": n})

        assert "не действует" in word


async def test_certain_hate_is_shown_and_can_be_confirmed(school):
    async with school.bot() as app:
        school.say(HATE)
        await school.settle(app)
        (card,) = cards(school, school.teacher)
        assert labels(card) == ["Всё верно", "Ошибка: отменить"]
        word = await press(school, app, school.teacher, card, "Всё верно")

        assert "остаётся" in word
        assert (await the_case(app)).state is State.COUNTED
        assert labels(cards(school, olga(school))[0]) == []
        assert "confirm" in await actions(school, app)


async def test_certain_hate_that_was_none_is_annulled_by_the_button(school):
    async with school.bot() as app:
        school.say(HATE)
        await school.settle(app)
        await press(school, app, olga(school), cards(school, olga(school))[0], "Ошибка: отменить")

        assert (await the_case(app)).state is State.ANNULLED
        assert "отменено" in cards(school, school.teacher)[0].text


async def test_a_case_annulled_by_a_command_takes_the_buttons_away(school):
    async with school.bot() as app:
        school.say(HATE)
        await school.settle(app)
        school.world.write_private(school.teacher, "/отменить 1 цитата из учебника")
        await school.until(lambda: not labels(cards(school, olga(school))[0]))

        assert "отменено" in cards(school, olga(school))[0].text


async def test_an_unanswered_card_lapses_without_a_strike(school):
    async with school.bot() as app:
        school.say(DOUBT)
        await school.settle(app)
        school.clock.advance(timedelta(days=3, minutes=1))
        await school.until(lambda: len(cards(school, school.teacher)) == 2)
        await school.settle(app)
        word = await press(
            school, app, school.teacher, cards(school, school.teacher)[0], "Нарушение"
        )

        assert word
        assert (await the_case(app)).state is State.LAPSED
        assert "без ответа" in cards(school, school.teacher)[-1].text
        assert (await actions(school, app)).count("lapse") == 1
        assert school.notices() == []


async def test_the_fourth_card_within_half_an_hour_waits_and_comes_with_the_others(school):
    async with school.bot() as app:
        for _ in range(6):
            school.say(DOUBT)
            await school.settle(app)
            school.say(DOUBT, who=school.boris)
            await school.settle(app)
            school.clock.advance(timedelta(minutes=11))
            if len(cards(school, school.teacher)) >= 3:
                break
        shown = len(cards(school, school.teacher))
        assert shown == 3
        school.clock.advance(timedelta(minutes=31))
        await school.until(lambda: len(cards(school, school.teacher)) == 4)
        await school.settle(app)

        digest = cards(school, school.teacher)[-1]
        assert NEXT not in labels(digest)


async def test_a_digest_leads_through_all_that_waits(school):
    people = [school.world.add_user(f"Имя{n}", "Фамилия") for n in range(6)]
    for person in people:
        school.world.join(school.chat, person)
    async with school.bot() as app:
        for person in people:
            school.say(DOUBT, who=person)
        await school.settle(app)
        assert len(cards(school, school.teacher)) == 3

        school.clock.advance(timedelta(minutes=31))
        await school.until(lambda: len(cards(school, school.teacher)) == 4)
        await school.settle(app)
        digest = cards(school, school.teacher)[-1]
        assert "2 вопроса" in digest.text
        await press(school, app, school.teacher, digest, NEXT)
        await press(school, app, school.teacher, cards(school, school.teacher)[-1], NEXT)
        word = await press(school, app, school.teacher, digest, NEXT)

        asked = {m.text.split("Дело №")[1].split(".")[0] for m in cards(school, school.teacher)}
        assert len(asked) == 6
        assert "Больше вопросов нет" in word


async def test_at_night_a_doubtful_card_waits_for_the_morning_and_hate_does_not(school):
    school.clock.set(school.moment("23:15:00"))
    async with school.bot() as app:
        school.say(HATE, who=school.boris)
        await school.settle(app)
        assert len(cards(school, school.teacher)) == 1


async def test_one_who_cannot_be_written_to_is_called_for_once_and_the_administrator_asked(
    tmp_path,
):
    async with a_school(tmp_path) as school:
        director = school.world.add_user("Вера", "Павлова", sex=1)
        school.config["school"] = {"admins": [director.id]}
        school.world.allow_private(director)
        school.world.deny_private(school.teacher, Consent.NEVER_WROTE)
        async with school.bot() as app:
            school.say(DOUBT)
            school.say(DOUBT, who=school.boris)
            await school.until(lambda: len(cards(school, director)) == 2)
            await school.settle(app)

            (called,) = school.notices()
            assert "модераторы" in called
            assert "Анна" not in called
            await press(school, app, director, cards(school, director)[0], "Не нарушение")
            assert (await the_case(app)).state is State.DISMISSED


async def test_a_staff_chat_gets_the_cards_when_the_config_names_one(tmp_path):
    async with a_school(tmp_path) as school:
        staff = school.world.add_chat("Учителя", admins=[school.teacher], members=[school.boris])
        school.config["cards"] = {"staff_chat": staff.peer_id}
        school.world.allow_private(school.teacher)
        async with school.bot() as app:
            school.say(DOUBT)
            await school.settle(app)
            card = school.world.visible(staff)[-1]
            assert cards(school, school.teacher) == []
            foreign = await press(school, app, school.boris, card, "Нарушение", staff)
            assert "не для вас" in foreign
            await press(school, app, school.teacher, card, "Не нарушение", staff)

            assert (await the_case(app)).state is State.DISMISSED
            assert "не нарушение" in school.world.visible(staff)[-1].text


async def test_without_anybody_to_ask_a_doubtful_case_lapses_all_the_same(tmp_path):
    async with a_school(tmp_path) as school, school.bot() as app:
        question = school.world.write(school.chat, school.teacher, "Кто сдал тетради?")
        school.world.write(school.chat, school.anna, DOUBT, reply_to=question)
        await school.settle(app)
        school.clock.advance(timedelta(days=3, minutes=1))
        for _ in range(40):
            if (await the_case(app)).state is State.LAPSED:
                break
            await asyncio.sleep(0.1)

        assert (await the_case(app)).state is State.LAPSED


async def test_a_plain_certain_case_shows_no_card(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)

        assert cards(school, school.teacher) == []
