"""/предупредить, /блок, /разблок over real HTTP: what works, what is refused, and to whom."""

from datetime import timedelta
from typing import Any

import pytest

from storage.sanctions import Course
from tests.bot.commands.staffed import DOUBTFUL, a_staffed_school, at
from tests.bot.running import BAD

SORRY = "/извинение Простите меня, пожалуйста, я погорячилась"


@pytest.fixture
async def school(tmp_path):
    async with a_staffed_school(tmp_path, apology={"objection_window": "90m"}) as school:
        yield school


# --- /предупредить


@pytest.mark.parametrize("clause", ["3.3.3", "п. 3.3 (3)", "п.3.3(3)", "пункт 3.3.3"])
async def test_a_moderator_warns_with_a_clause_and_a_reason(school, clause):
    async with school.bot() as app:
        said = await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} {clause}\nрезкий тон"
        )

        assert f"[id{school.anna.id}|Анна], предупреждение от модератора: п. 3.3 (3)" in said
        assert "Причина: резкий тон" in said
        assert "Предупреждение 1 из 3" in said
        (row,) = await school.journal(app)
        assert (row["action"], row["actor"], row["clause"], row["case"], row["reason"]) == (
            "warning",
            str(school.teacher.id),
            "3.3.3",
            1,
            "резкий тон",
        )


async def test_a_reply_is_a_target(school):
    async with school.bot() as app:
        message = school.say("Ну и порядки у вас", who=school.boris)
        await school.told(app, school.teacher, "/предупредить Д.2.6 реклама", reply_to=message)

        (row,) = await school.journal(app)
        assert (row["target"], row["message"]) == (school.boris.id, message.cmid)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/предупредить", "Кого вы имеете в виду"),
        ("/предупредить 3.3.4 брань", "Кого вы имеете в виду"),
        ("/предупредить @никто 3.3.4 брань", "Кого вы имеете в виду"),
        ("/предупредить [id777|Кто-то] 3.3.4 брань", "Не нахожу такого участника"),
        ("/предупредить {anna} грубит", "п. 2.8"),
        ("/предупредить {anna}", "п. 2.8"),
        ("/предупредить {anna} 9.9 грубит", "«9.9» нет"),
        ("/предупредить {anna} 2.4 грубит", "нарушить не может"),
        ("/предупредить {anna} 3.3.4", "п. 2.8"),
        ("/предупредить {anna} 3.3.4 \n ", "п. 2.8"),
        ("/предупредить {olga} 3.3.4 брань", "модератор этого чата"),
        ("/предупредить {head} 3.3.4 брань", "модератор этого чата"),
        ("/предупрдить {anna} 3.3.4 брань", "Вы имели в виду /предупредить?"),
        ("/блок {anna} 3.3.4 брань", "непонятен"),
        ("/блок {anna} навсегда 3.3.4 брань", "«навсегда» непонятен"),
        ("/блок {anna} 1д брань", "п. 2.8"),
        ("/блок {anna} 1д 3.3.4", "п. 2.8"),
        ("/блок {anna} 1д 2.9 выбыл", "нарушить не может"),
        ("/блок {anna} 32д 3.3.4 брань", "календарный месяц"),
        ("/блок {anna} 2мес 3.3.4 брань", "(п. 2.6)"),
        ("/блок {anna} 1д 3.3.4 брань", "сейчас 0 нарушений, а блокировать можно"),
        ("/блок {olga} 1д 3.3.4 брань", "модератор этого чата"),
        ("/блок", "Кого вы имеете в виду"),
        ("/разблок {anna} пусть пишет", "ограничений сейчас нет"),
        ("/разблок", "Кого вы имеете в виду"),
    ],
)
async def test_what_cannot_be_is_refused_with_its_clause(school, words, refusal):
    known = {"anna": at(school.anna), "olga": at(school.olga), "head": at(school.head)}
    async with school.bot() as app:
        said = await school.told(app, school.teacher, words.format(**known))

        assert refusal in said
        assert await school.journal(app) == []


@pytest.mark.parametrize(
    "words",
    [
        "/предупредить {boris} 3.3.4 брань",
        "/блок {boris} 1д 3.3.4 брань",
        "/разблок {boris} пусть",
        "/отменить 1 ошибка",
        "/режим наблюдение",
        "/исключение козёл",
        "/чат класс",
        "/назначить {boris}",
        "/снять {boris}",
        "/проверить текст",
    ],
)
async def test_a_member_and_a_neighbouring_moderator_are_nobody_here(school, words):
    words = words.format(boris=at(school.boris))
    school.world.join(school.chat, school.stranger)
    async with school.bot() as app:
        said = await school.told(app, school.anna, words)
        assert "Эта команда для" in said
        school.clock.advance(timedelta(minutes=20))
        said = await school.told(app, school.stranger, words)
        assert "Эта команда для" in said
        school.world.write_private(school.anna, words)
        await school.settle(app)

        assert not await school.sanctioned(app)
        assert school.private(school.anna)[-1].startswith(("Эта команда для", "Дела №1 нет"))


async def test_two_words_on_one_incident_are_one_strike(school):
    words = f"/предупредить {at(school.anna)} 3.3.3 резкий тон"
    async with school.bot() as app:
        await school.told(app, school.teacher, words)
        said = await school.told(app, school.olga, words)

        assert f"Это уже решено (дело №1): [id{school.teacher.id}|Мария]" in said
        assert (await school.actions(app)).count("warning") == 1


async def test_what_the_bot_warned_of_is_not_warned_of_again(school):
    async with school.bot() as app:
        message = school.say(BAD)
        await school.settle(app)
        school.clock.advance(timedelta(hours=2))
        said = await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 брань", reply_to=message
        )

        assert "Это уже решено (дело №1): «Дежурный»" in said
        assert (await school.actions(app)).count("warning") == 1


async def test_another_clause_of_the_same_incident_joins_the_case(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        said = await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.3 тон")

        assert "добавлен к делу №1" in said
        async with app.memory.look() as unit:
            case = await unit.cases.get(1)
            assert case is not None
            assert case.clauses == ("3.3.4", "3.3.3")
        assert (await school.actions(app)).count("warning") == 1


async def test_a_warning_on_a_doubtful_message_decides_its_case(school):
    async with school.bot() as app:
        message = school.say(DOUBTFUL)
        await school.settle(app)
        await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} 3.3.3 тон", reply_to=message
        )

        rows = await school.journal(app)
        assert [
            (r["action"], r["case"]) for r in rows if r["action"] in ("confirm", "warning")
        ] == [
            ("confirm", 1),
            ("warning", 1),
        ]


async def test_nobody_is_sanctioned_where_the_bot_only_watches(school):
    async with school.bot() as app:
        await school.told(app, school.teacher, "/режим наблюдение")
        said = await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 тон")

        assert "только наблюдаю" in said
        assert not await school.sanctioned(app)


async def test_at_night_a_warning_is_told_in_private(school):
    school.clock.set(school.moment("22:00:00"))
    async with school.bot() as app:
        said = await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 тон")

        assert said == ""
        assert "Предупреждение 1 из 3" in school.private(school.anna)[-1]
        assert "дело №1" in school.private(school.teacher)[-1]


# --- the fourth, and /блок


async def test_the_fourth_warning_blocks_as_the_law_wants(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        said = await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 опять"
        )

        assert "доступ ограничен на 1 день" in said
        assert school.anna.id in school.world.restricted(school.chat)
        rows = await school.journal(app)
        (row,) = [r for r in rows if r["action"] == "block"]
        assert (row["actor"], row["clause"], row["case"]) == (str(school.teacher.id), "2.6", 4)


@pytest.mark.parametrize(
    ("term", "told"), [("3д", "3 дня"), ("2 ч", "2 часа"), ("1мес", "1 месяц")]
)
async def test_a_moderator_blocks_when_this_breach_is_one_too_many(school, term, told):
    async with school.bot() as app:
        await school.three_strikes(app)
        said = await school.told(
            app, school.teacher, f"/блок {at(school.anna)} {term} п. 3.3 (4) опять брань"
        )

        assert f"доступ ограничен на {told}" in said
        assert school.anna.id in school.world.restricted(school.chat)


async def test_one_who_is_blocked_is_not_blocked_or_warned_again(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        for words in ("/блок {} 7д 3.3.4 опять", "/предупредить {} 3.3.4 опять"):
            said = await school.told(app, school.olga, words.format(at(school.anna)))
            assert "уже ограничен до" in said

        actions = await school.actions(app)
        assert (actions.count("block"), actions.count("warning")) == (1, 3)


async def test_a_block_over_a_month_is_refused_even_when_it_is_due(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        said = await school.told(app, school.teacher, f"/блок {at(school.anna)} 32д 3.3.4 опять")

        assert "Дольше чем на календарный месяц" in said
        assert "block" not in await school.actions(app)


# --- a slip of the finger


async def test_a_wrong_target_is_taken_back_within_a_minute(school):
    async with school.bot() as app:
        await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 брань")
        button = school.with_button(school.chat, "Отменить")
        foreign = await school.press(app, school.olga, button, "Отменить")
        also_foreign = await school.press(app, school.anna, button, "Отменить")
        school.clock.advance(timedelta(seconds=50))
        word = await school.press(app, school.teacher, button, "Отменить")
        again = await school.press(app, school.teacher, button, "Отменить")

        assert foreign == also_foreign == "Эта кнопка не для вас."
        assert word == "Отменено: дело №1 не считается."
        assert again == "Эта кнопка уже не действует."
        await school.until(lambda: any("это была ошибка" in n for n in school.notices()))
        assert not any("Предупреждение 1 из 3" in notice for notice in school.notices())
        assert (await school.actions(app)).count("annul") == 1


async def test_after_a_minute_the_button_is_stale(school):
    async with school.bot() as app:
        await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.4 брань")
        button = school.with_button(school.chat, "Отменить")
        school.clock.advance(timedelta(seconds=61))
        word = await school.press(app, school.teacher, button, "Отменить")

        assert word == "Эта кнопка уже не действует."
        assert "annul" not in await school.actions(app)


async def test_a_block_taken_back_frees_at_once(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        button = school.with_button(school.chat, "Отменить")
        await school.press(app, school.teacher, button, "Отменить")

        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))


# --- sides of a dispute (2.8)


async def test_a_moderator_who_is_a_side_leaves_it_to_another(school):
    async with school.bot() as app:
        message = school.say(f"{at(school.teacher)}, вы неправы", who=school.anna)
        said = await school.told(
            app, school.teacher, f"/предупредить {at(school.anna)} 3.3.3 дерзит", reply_to=message
        )

        assert "Вы участник этого спора" in said
        assert f"Дело передано: [id{school.olga.id}|Ольга]" in said
        assert not await school.sanctioned(app)
        async with app.memory.look() as unit:
            case = await unit.cases.get(1)
            assert case is not None
            assert case.state == "doubtful"


async def test_a_side_may_not_annul_and_the_other_is_told_once(school):
    async with school.bot() as app:
        school.say(f"{at(school.teacher)}, {BAD}", who=school.anna)
        await school.settle(app)
        for _ in range(2):
            said = await school.told(app, school.teacher, "/отменить 1 прощаю")
            assert "Вы участник этого спора" in said

        assert "annul" not in await school.actions(app)
        passed = [t for t in school.private(school.olga) if "передано вам" in t]
        assert len(passed) == 1


# --- the second signature (2.8)


async def _blocked_twice(school, app):
    """Maria blocked Anna by hand; that block is over, and three more strikes stand."""
    await school.three_strikes(app)
    await school.told(app, school.teacher, f"/блок {at(school.anna)} 30м 3.3.4 первая")
    school.clock.advance(timedelta(hours=15))
    await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
    school.clock.set(school.moment("09:00:00"))
    await school.three_strikes(app)


async def test_a_second_block_by_the_same_moderator_needs_a_second_signature(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        said = await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")

        assert "нужна подпись" in said
        assert school.anna.id not in school.world.restricted(school.chat)
        again = await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        assert "уже ждёт подписи" in again
        asked = school.with_button(school.olga, "Подписать")
        assert "на 3 дня" in asked.text
        keyboard = asked.keyboard
        word = await school.press(app, school.olga, asked, "Подписать")
        assert "Готово" in word
        assert school.anna.id in school.world.restricted(school.chat)
        assert "подписал(а)" in school.private(school.teacher)[-1]
        assert "подписано" in asked.text
        assert not asked.keyboard["buttons"]
        asked.keyboard = keyboard  # a phone that has not drawn the change yet
        stale = await school.press(app, school.olga, asked, "Подписать")
        assert "уже решено" in stale
        assert (await school.actions(app)).count("block") == 2


async def test_a_declined_signature_closes_the_case(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        asked = school.with_button(school.olga, "Отклонить")
        word = await school.press(app, school.olga, asked, "Отклонить")

        assert "закрыто без предупреждения" in word
        assert "не подписал(а)" in school.private(school.teacher)[-1]
        assert school.anna.id not in school.world.restricted(school.chat)
        assert (await school.actions(app)).count("block") == 1


async def test_an_unanswered_signature_lapses_after_three_days(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        asked = school.with_button(school.olga, "Подписать")
        keyboard = asked.keyboard
        school.clock.advance(timedelta(days=3, minutes=1))
        await school.until(lambda: any("подписи нет" in t for t in school.private(school.teacher)))
        await school.settle(app)
        asked.keyboard = keyboard  # a phone that has not drawn the change yet
        word = await school.press(app, school.olga, asked, "Подписать")

        assert "уже решено" in word
        assert (await school.actions(app)).count("block") == 1


async def test_a_second_moderators_own_block_needs_no_signature(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        said = await school.told(app, school.olga, f"/блок {at(school.anna)} 3д 3.3.4 опять")

        assert "доступ ограничен на 3 дня" in said


async def test_a_second_moderator_decides_what_waits_for_a_signature_in_his_own_way(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 7д 3.3.4 опять")
        asked = school.with_button(school.olga, "Подписать")

        said = await school.told(app, school.olga, f"/блок {at(school.anna)} 3д 3.3.4 хватит трёх")

        assert "доступ ограничен на 3 дня" in said
        assert "решено иначе, подпись не нужна" in asked.text
        assert not asked.keyboard["buttons"]
        assert "подпись больше не нужна" in school.private(school.teacher)[-1]
        async with app.memory.look() as unit:
            assert not [s for s in await unit.signatures.of_case(8) if s.is_open]


async def test_who_signed_does_not_hear_the_appeal(school):
    async with school.bot() as app:
        await _blocked_twice(school, app)
        await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")
        asked = school.with_button(school.olga, "Подписать")
        await school.press(app, school.olga, asked, "Подписать")

        school.world.write_private(school.anna, "/обжаловать 8 это ошибка")
        await school.settle(app)

        heard_by = [
            who.first_name
            for who in (school.teacher, school.olga, school.head)
            if any(
                "Отменить дело" in str(m.keyboard)
                for m in school.world.conversation(who.id).messages
            )
        ]
        assert heard_by == ["Нина"]


@pytest.mark.parametrize("has_administrator", [True, False])
async def test_without_a_second_moderator_the_administrator_signs_or_the_journal_says(
    tmp_path, has_administrator
):
    config: dict[str, Any] = {} if has_administrator else {"school": {"admins": []}}
    async with a_staffed_school(tmp_path, **config) as school:
        school.world.leave(school.chat, school.olga)
        async with school.bot() as app:
            await _blocked_twice(school, app)
            await school.told(app, school.teacher, f"/блок {at(school.anna)} 3д 3.3.4 опять")

            blocked = school.anna.id in school.world.restricted(school.chat)
            assert blocked is not has_administrator
            if has_administrator:
                asked = school.with_button(school.head, "Подписать")
                await school.press(app, school.head, asked, "Подписать")
                assert school.anna.id in school.world.restricted(school.chat)
            else:
                rows = await school.journal(app)
                (row,) = [r for r in rows if r["action"] == "signature"]
                assert "решено одним человеком" in row["outcome"]


# --- /разблок (2.7)


async def test_early_return_needs_an_apology_its_window_and_no_objection(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.olga, f"/блок {at(school.anna)} 7д 3.3.4 опять")
        words = f"/разблок {at(school.anna)} извинилась"
        said = [await school.told(app, school.teacher, words)]
        school.world.write_private(school.anna, SORRY)
        await school.settle(app)
        said.append(await school.told(app, school.teacher, words))
        school.clock.advance(timedelta(minutes=91))
        await school.until(lambda: school.private(school.olga))
        await school.settle(app)
        no_reason = await school.told(app, school.teacher, f"/разблок {at(school.anna)}")
        assert school.anna.id in school.world.restricted(school.chat)
        await school.told(app, school.teacher, words)

        assert "извинения пока не было" in said[0]
        assert "ещё могут возразить" in said[1]
        assert "причину" in no_reason
        await school.until(lambda: school.anna.id not in school.world.restricted(school.chat))
        async with app.memory.look() as unit:
            sanction = await unit.sanctions.of_case(4)
            assert sanction is not None
            assert sanction.course is Course.LIFTED


async def test_an_objection_stands_against_early_return(school):
    async with school.bot() as app:
        await school.three_strikes(app)
        await school.told(app, school.olga, f"/блок {at(school.anna)} 7д 3.3.4 опять")
        school.world.write_private(school.anna, SORRY)
        await school.settle(app)
        shown = school.with_button(school.chat, "Возражаю")
        await school.press(app, school.boris, shown, "Возражаю")
        said = await school.told(app, school.teacher, f"/разблок {at(school.anna)} пусть пишет")

        assert "кто-то из участников возразил (п. 2.7)" in said
        assert school.anna.id in school.world.restricted(school.chat)


async def test_what_is_certain_and_doubtful_at_once_is_deleted_once(school):
    async with school.bot() as app:
        both = "Продаю детскую коляску, цена 5000, пишите в личку, мой номер 8 (916) 123-45-67"
        message = school.say(both)
        await school.settle(app)
        await school.told(app, school.teacher, f"/предупредить {at(school.anna)} 3.3.6 опять")

        rows = await school.journal(app)
        deleted = [(r["message"], r["outcome"]) for r in rows if r["action"] == "delete"]
        assert deleted == [(message.cmid, "выполнено")]
        assert [r["action"] for r in rows if r["actor"] != "bot"] == ["warning"]
