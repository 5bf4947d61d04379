"""Clause 2.4 over real HTTP: newcomers are shown the rules and confirm them."""

from datetime import timedelta

import pytest

from bot.newcomers import version_of
from bot.texts.texts import Texts, templates
from rules.regulation.clauses import CLAUSES, with_the_schools_words
from storage.roster import Capacity, Listed
from tests.bot.running import BAD, a_school

BUTTON = "Ознакомлен(а)"
OWN_WORDS = {"clauses": {"3.3.4": {"text": "В нашем чате не бранятся."}}}


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        yield school


def _newcomer(school, name="Вера"):
    person = school.world.add_user(name, "Новая", 1)
    school.world.join(school.chat, person, by=school.teacher)
    return person


async def _greeted(school, app):
    await school.settle(app)
    school.clock.advance(timedelta(seconds=61))
    await school.until(lambda: any(BUTTON in text for text in school.notices()))
    await school.settle(app)
    return _with_button(school)


def _with_button(school):
    visible = school.world.visible(school.chat)
    return [m for m in visible if m.from_id < 0 and BUTTON in m.text][-1]


async def _actions(school, app, kind="acquainted"):
    return [row for row in await school.journal(app) if row["action"] == kind]


async def test_several_who_join_together_get_one_greeting_with_their_names(school):
    async with school.bot() as app:
        _newcomer(school, "Вера")
        _newcomer(school, "Глеб")
        await _greeted(school, app)

        (told,) = [text for text in school.notices() if BUTTON in text]
        assert "Вера" in told
        assert "Глеб" in told
        assert "п. 3.3 (6)" in told


async def test_a_confirmation_is_recorded_with_its_version_and_time(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        greeting = await _greeted(school, app)
        event = school.world.press(vera, school.chat, greeting, BUTTON)
        await school.settle(app)

        assert "записано" in school.world.answers[str(event)]["text"]
        shown, confirmed = await _actions(school, app)
        version = version_of(school.settings.clauses)
        assert (shown["actor"], confirmed["actor"]) == ("bot", str(vera.id))
        assert confirmed["clause"] == "2.4"
        assert version in confirmed["reason"]
        async with app.memory.look() as unit:
            kept = await unit.acquaintances.get(school.chat.peer_id, vera.id)
        assert kept.version == version
        assert timedelta() <= school.clock() - kept.confirmed_at < timedelta(minutes=1)


async def test_before_it_a_breach_is_a_reminder_and_after_it_a_warning(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        greeting = await _greeted(school, app)
        early = school.say(BAD, who=vera)
        await school.settle(app)
        school.clock.advance(timedelta(hours=1))
        school.world.press(vera, school.chat, greeting, BUTTON)
        school.say(BAD, who=vera)
        await school.settle(app)

        actions = [row["action"] for row in await school.journal(app) if row["case"]]
        assert early.cmid in school.deleted()
        assert ("reminder" in actions, actions.count("warning")) == (True, 1)


async def test_no_number_of_breaches_blocks_one_who_was_not_acquainted(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        await _greeted(school, app)
        for _ in range(6):
            school.say(BAD, who=vera)
            await school.settle(app)
            school.clock.advance(timedelta(hours=1))

        actions = {row["action"] for row in await school.journal(app)}
        assert not actions & {"warning", "block"}


async def test_silence_does_not_protect_for_ever(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        await _greeted(school, app)
        school.clock.advance(timedelta(days=15))
        school.say(BAD, who=vera)
        await school.settle(app)

        assert "warning" in [row["action"] for row in await school.journal(app)]


async def test_who_was_there_before_the_bot_is_not_asked(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)

        assert "warning" in [row["action"] for row in await school.journal(app)]


async def test_one_button_may_not_be_pressed_for_another(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        greeting = await _greeted(school, app)
        school.world.press(school.boris, school.chat, greeting, BUTTON)
        await school.settle(app)
        school.say(BAD, who=vera)
        await school.settle(app)

        actions = [row["action"] for row in await school.journal(app)]
        assert "warning" not in actions
        assert [row["actor"] for row in await _actions(school, app)] == [
            "bot",
            str(school.boris.id),
        ]


async def test_a_second_press_is_told_that_it_stands_already(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        greeting = await _greeted(school, app)
        school.world.press(vera, school.chat, greeting, BUTTON)
        await school.settle(app)
        event = school.world.press(vera, school.chat, greeting, BUTTON)
        await school.settle(app)

        assert "Уже записано" in school.world.answers[str(event)]["text"]
        assert len(await _actions(school, app)) == 2


async def test_at_night_newcomers_are_gathered_until_the_morning(school):
    school.clock.set(school.moment("23:00:00"))
    async with school.bot() as app:
        _newcomer(school, "Вера")
        await school.settle(app)
        school.clock.advance(timedelta(hours=2))
        _newcomer(school, "Глеб")
        await school.settle(app)
        assert school.notices() == []
        school.clock.advance(timedelta(hours=7))
        await school.until(school.notices)
        await school.settle(app)

        (told,) = school.notices()
        assert ("Вера" in told, "Глеб" in told) == (True, True)


async def test_who_left_before_the_greeting_is_let_go(school):
    async with school.bot() as app:
        vera = _newcomer(school)
        await school.settle(app)
        school.world.leave(school.chat, vera)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=5))
        _newcomer(school, "Глеб")
        greeting = await _greeted(school, app)

        assert "Вера" not in greeting.text
        assert not school.world.calls("messages.getInviteLink")


async def test_leaving_is_free_and_is_no_breach(school):
    async with school.bot() as app:
        school.world.leave(school.chat, school.anna)
        await school.settle(app)
        school.clock.advance(timedelta(hours=1))
        await school.settle(app)

        assert await school.journal(app) == []
        assert not school.world.calls("messages.getInviteLink")
        assert not school.world.private(school.anna)


async def test_changed_rules_are_asked_about_again_and_once(tmp_path):
    async with a_school(tmp_path) as school:
        async with school.bot() as app:
            vera = _newcomer(school)
            greeting = await _greeted(school, app)
            school.world.press(vera, school.chat, greeting, BUTTON)
            await school.settle(app)
        school.config["regulation"] = OWN_WORDS
        async with school.bot() as app:
            await school.until(lambda: any("изменились" in text for text in school.notices()))
            await school.settle(app)
            old = school.world.press(vera, school.chat, greeting, BUTTON)
            again = _with_button(school)
            event = school.world.press(vera, school.chat, again, BUTTON)
            await school.settle(app)
            assert "изменились" in school.world.answers[str(old)]["text"]
            assert "записано" in school.world.answers[str(event)]["text"]
        async with school.bot() as app:
            school.clock.advance(timedelta(hours=1))
            await school.settle(app)

            asked = [text for text in school.notices() if "правила чата изменились" in text]
            assert len(asked) == 1
            assert "не бранятся" in asked[0]


async def test_who_confirmed_an_older_version_is_still_acquainted(tmp_path):
    async with a_school(tmp_path) as school:
        async with school.bot() as app:
            vera = _newcomer(school)
            greeting = await _greeted(school, app)
            school.world.press(vera, school.chat, greeting, BUTTON)
            await school.settle(app)
        school.config["regulation"] = OWN_WORDS
        async with school.bot() as app:
            await school.until(lambda: any("изменились" in text for text in school.notices()))
            school.say(BAD, who=vera)
            await school.settle(app)

            assert "warning" in [row["action"] for row in await school.journal(app)]


async def _keep_a_roster(app, *members):
    async with app.memory.unit() as unit:
        await unit.roster.add(
            Listed(name=f"Имя {n}", capacity=Capacity.PARENT, member=n, pupil="Пётр")
            for n in members
        )
        await unit.commit()


async def test_one_who_is_not_on_the_list_is_shown_to_the_moderators(school):
    school.world.allow_private(school.teacher)
    async with school.bot() as app:
        await _keep_a_roster(app, school.anna.id)
        vera = _newcomer(school)
        await _greeted(school, app)

        told = [m.text for m in school.world.private(school.teacher) if m.from_id < 0]
        assert len(told) == 1
        assert f"[id{vera.id}|Вера]" in told[0]
        assert "нет в списке школы" in told[0]


async def test_without_a_list_or_on_it_nobody_is_a_stranger(school):
    school.world.allow_private(school.teacher)
    async with school.bot() as app:
        _newcomer(school, "Вера")
        await _greeted(school, app)
        gleb = school.world.add_user("Глеб", "Новый", 2)
        await _keep_a_roster(app, gleb.id)
        school.world.join(school.chat, gleb)
        await school.settle(app)
        school.clock.advance(timedelta(seconds=61))
        await school.until(lambda: any("Глеб" in text for text in school.notices()))
        await school.settle(app)

        assert school.world.private(school.teacher) == []


@pytest.mark.parametrize(
    "config", [{"newcomers": {"greet": False}}, {"chats": {"mode": "observe"}}]
)
async def test_a_school_may_do_without_greetings(tmp_path, config):
    async with a_school(tmp_path, **config) as school, school.bot() as app:
        _newcomer(school)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=5))
        await school.settle(app)

        assert school.notices() == []
        async with app.memory.look() as unit:
            assert await unit.acquaintances.unshown() == ()


async def test_a_teachers_chat_needs_no_greeting(school):
    async with school.bot() as app:
        staff = school.world.add_chat("Учителя", admins=[school.teacher], members=[school.boris])
        school.world.rename(staff, "Учителя")
        vera = school.world.add_user("Вера", "Новая")
        school.world.join(staff, vera)
        await school.settle(app)
        async with app.memory.look() as unit:
            assert await unit.acquaintances.unshown() == ()


def test_another_wording_is_another_version():
    assert version_of(CLAUSES) == version_of(dict(sorted(CLAUSES.items(), reverse=True)))
    assert version_of(CLAUSES) != version_of(with_the_schools_words({"3.3.4": "Не бранятся."}))


@pytest.mark.parametrize("number", [1, 2, 5, 11, 21])
def test_greetings_and_strangers_are_counted_in_russian(number):
    texts = Texts()
    people = [{"member": 1, "name": "Анна"}]
    greeting = texts.render(
        "newcomers.greeting", people=people, others=number, school="", clauses=[]
    )
    strangers = texts.render("newcomers.strangers", chat="", people=people, others=number - 1)

    form = {1: "участник,", 2: "участника,", 5: "участников,", 11: "участников,", 21: "участник,"}
    assert f"{number} {form[number]}" in greeting
    assert ("новый участник, которого" in strangers) == (number in (1, 21))


@pytest.mark.parametrize(
    "name",
    [n for n in templates() if n.startswith(("newcomers.con", "newcomers.ch", "leavers.d"))],
)
def test_a_passing_word_has_room_on_a_button(name):
    assert len(Texts().render(name, **templates()[name]["sample"])) <= 90
