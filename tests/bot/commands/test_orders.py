"""/исключение, /режим, /чат, /назначить and /снять, over real HTTP."""

import pytest

from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at
from tests.bot.running import BAD


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path) as school:
        yield school


async def _outcomes(school, app):
    return [row["outcome"] for row in await school.journal(app)]


# --- /исключение


async def test_an_exception_makes_a_doubtful_word_clean_in_this_chat_alone(school):
    async with school.bot() as app:
        said = await school.asked(app, school.teacher, "/исключение блин")
        assert "«блин» в этом чате больше не считается нарушением" in said
        school.say(DOUBTFUL)
        await school.settle(app)
        assert "violation" not in await school.actions(app)

        school.world.write(school.neighbours, school.boris, DOUBTFUL)
        await school.settle(app)
        assert "violation" in await school.actions(app)


async def test_an_exception_outlives_a_restart_and_can_be_taken_back(school):
    async with school.bot() as app:
        await school.asked(app, school.teacher, "/исключение блин")
    async with school.bot() as app:
        shown = await school.asked(app, school.teacher, "/исключение")
        assert "Исключения этого чата: блин" in shown
        said = await school.asked(app, school.teacher, "/исключение -блин")
        assert "снова судится" in said
        school.say(DOUBTFUL)
        await school.settle(app)

        assert "violation" in await school.actions(app)
        assert "«блин» разрешено" in await _outcomes(school, app)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/исключение мразь", "здесь и так|нельзя|больше не считается"),
        ("/исключение хуй", "Это слово разрешить нельзя"),
        ("/исключение х*й", "Исключением бывает одно слово|нельзя"),
        ("/исключение два слова", "Исключением бывает одно слово"),
        ("/исключение 12345", "Исключением бывает одно слово"),
        ("/исключение аб", "Исключением бывает одно слово"),
        ("/исключение который", "есть почти в каждой фразе"),
        ("/исключение -чудо", "среди исключений нет"),
        ("/исключение", "Исключений в этом чате нет"),
    ],
)
async def test_what_may_not_be_an_exception_is_refused_with_its_reason(school, words, refusal):
    async with school.bot() as app:
        said = await school.asked(app, school.teacher, words)

        assert any(part in said for part in refusal.split("|"))


async def test_a_second_exception_of_a_word_says_that_it_stands(school):
    async with school.bot() as app:
        await school.asked(app, school.teacher, "/исключение блин")

        assert "и так разрешено" in await school.asked(app, school.olga, "/исключение блин")


# --- /режим


async def test_a_chat_is_watched_and_moderated_again_by_its_moderator(school):
    async with school.bot() as app:
        said = await school.told(app, school.teacher, "/режим наблюдение")
        assert "Теперь я только наблюдаю" in said
        watched = school.say(BAD)
        await school.settle(app)
        assert watched.cmid not in school.deleted()
        assert "Сейчас здесь наблюдение" in await school.told(app, school.olga, "/режим")

        said = await school.told(app, school.olga, "/режим Работа")
        assert "Теперь я слежу за правилами" in said
        deleted = school.say(BAD, who=school.boris)
        await school.settle(app)
        assert deleted.cmid in school.deleted()
        assert "режим: наблюдение" in await _outcomes(school, app)


async def test_the_mode_outlives_a_restart(school):
    async with school.bot() as app:
        await school.told(app, school.teacher, "/режим наблюдение")
    async with school.bot() as app:
        watched = school.say(BAD)
        await school.settle(app)

        assert watched.cmid not in school.deleted()


async def test_a_mode_with_a_typing_error_is_asked_about(school):
    async with school.bot() as app:
        said = await school.told(app, school.teacher, "/режим наблюдения")

        assert "Вы имели в виду «наблюдение»?" in said
        assert "Сейчас здесь работа" in said
        assert await school.journal(app) == []


# --- /чат


@pytest.mark.parametrize("kind", ["класс", "родители", "учителя", "другой"])
async def test_the_kind_of_a_chat_is_set(school, kind):
    async with school.bot() as app:
        said = await school.told(app, school.teacher, f"/чат {kind}")

        assert f"Теперь это чат вида «{kind}»" in said
        assert f"Сейчас это чат вида «{kind}»" in await school.told(app, school.teacher, "/чат")
        assert f"вид чата: {kind}" in await _outcomes(school, app)


async def test_the_kind_is_guessed_from_the_title_until_it_is_set(school):
    async with school.bot() as app:
        assert "чат вида «родители»" in await school.told(app, school.teacher, "/чат")


async def test_a_kind_has_settings_of_its_own(tmp_path):
    kinds = {"kind": {"class": {"rules": {"profanity": {"euphemisms": False}}}}}
    async with a_staffed_school(tmp_path, chats=kinds) as school, school.bot() as app:
        school.say(DOUBTFUL)
        await school.settle(app)
        assert (await school.actions(app)).count("violation") == 1
        await school.told(app, school.teacher, "/чат класс")
        school.say(DOUBTFUL, who=school.boris)
        await school.settle(app)

        assert (await school.actions(app)).count("violation") == 1


async def test_a_kind_that_the_school_fixed_is_not_changed_by_a_command(tmp_path):
    async with a_staffed_school(tmp_path) as first:
        peer = first.chat.peer_id
    fixed = {"peer": {str(peer): {"kind": "parents"}}}
    async with a_staffed_school(tmp_path, chats=fixed) as school, school.bot() as app:
        assert school.chat.peer_id == peer
        said = await school.told(app, school.teacher, "/чат класс")

        assert "задан в настройках школы («родители»)" in said


async def test_a_kind_with_a_typing_error_is_asked_about(school):
    async with school.bot() as app:
        assert "Вы имели в виду «учителя»?" in await school.told(
            app, school.teacher, "/чат учителей"
        )


# --- /назначить, /снять


async def test_the_administrator_appoints_a_moderator_and_dismisses_him(school):
    boris = at(school.boris)
    async with school.bot() as app:
        # He appoints in private; of several chats the bot asks which one is meant.
        await _appointed(school, app, f"/назначить {boris}")
        assert any("Вы теперь модератор чата" in text for text in school.private(school.boris))
        warned = await school.told(
            app, school.boris, f"/предупредить {at(school.anna)} 3.3.4 брань в чате"
        )
        assert "дело №1" in warned

        await _appointed(school, app, f"/снять {boris}")
        said = await school.told(app, school.boris, "/режим наблюдение")
        assert "Эта команда для модераторов чата (п. 2.2)" in said
        assert {"назначен модератор", "модератор снят"} <= set(await _outcomes(school, app))


async def test_an_appointment_outlives_a_restart(school):
    async with school.bot() as app:
        await _appointed(school, app, f"/назначить {at(school.boris)}")
    async with school.bot() as app:
        said = await school.told(app, school.boris, "/режим наблюдение")

        assert "Теперь я только наблюдаю" in said


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/назначить", "Кого вы имеете в виду"),
        ("/назначить {teacher}", "и так модератор"),
        ("/назначить {head}", "и так модератор|Не нахожу такого участника"),
        ("/назначить {nobody}", "Не нахожу такого участника"),
        ("/снять", "Кого вы имеете в виду"),
        ("/снять {teacher}", "не назначен(а) командой"),
    ],
)
async def test_what_cannot_be_appointed_is_refused_with_its_reason(school, words, refusal):
    known = {"teacher": at(school.teacher), "head": at(school.head), "nobody": "[id987654|Кто-то]"}
    async with school.bot() as app:
        said = await _appointed(school, app, words.format(**known))

        assert any(part in said for part in refusal.split("|"))
        assert await school.journal(app) == []


async def test_a_moderator_appoints_nobody(school):
    async with school.bot() as app:
        for words in ("/назначить {0}", "/снять {0}"):
            said = await school.told(app, school.teacher, words.format(at(school.boris)))
            assert "Эта команда для администраторов школы (п. 2.2)" in said
        said = await school.told(app, school.boris, "/режим наблюдение")

        assert "Эта команда для модераторов чата" in said


async def _appointed(school, app, words):
    """The head says it in private and picks the parents' chat of 5А."""
    said = await school.asked(app, school.head, words)
    if "5А родители" in str(school.world.private(school.head)[-1].keyboard):
        asked = school.with_button(school.head, "5А родители")
        await school.press(app, school.head, asked, "5А родители")
        said = school.private(school.head)[-1]
    return said
