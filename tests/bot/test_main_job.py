"""The main job over real HTTP: the sandbox's VK on one side, the whole bot on the other."""

import asyncio
from datetime import timedelta

import pytest

from bot.sandbox.fault_plan import Fault, FaultPlan
from bot.sandbox.vk_state import Consent
from tests.bot.running import BAD, CLEAN, NOON, a_school

pytestmark = pytest.mark.slow

RESTRICTING = "messages.changeConversationMemberRestrictions"
EVERYDAY = (
    CLEAN,
    "Спасибо, Мария Ивановна!",
    "Тимур сегодня болеет, справку принесём в среду.",
    "Кто видел синий пенал? Остался в кабинете 214",
    "Подстрахуйте, пожалуйста, с дежурством в пятницу",
    "По геометрии: начертить тупой угол, № 345 и 346",
    "На экскурсию собираем по 850 рублей до 15.09",
)


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        yield school


async def test_clean_messages_cause_no_call_at_all(school):
    async with school.bot() as app:
        before = len(school.world.calls())
        for words in EVERYDAY:
            school.say(words, who=school.boris)
            school.clock.advance(timedelta(minutes=7))
        await school.settle(app)

        assert school.world.calls()[before:] == []
        assert await school.journal(app) == []


@pytest.mark.both_stores
async def test_a_profane_message_is_deleted_and_its_author_named_with_the_clause(school):
    async with school.bot() as app:
        message = school.say(BAD)
        await school.settle(app)

        assert school.deleted() == {message.cmid}
        (notice,) = school.notices()
        assert f"[id{school.anna.id}|Анна]" in notice
        assert "3.3 (4)" in notice
        assert "Предупреждение 1 из 3" in notice
        rows = await school.journal(app)
        assert [(row["action"], row["case"]) for row in rows] == [
            ("violation", 1),
            ("warning", 1),
            ("delete", 1),
        ]
        assert rows[0]["clause"] == "3.3.4"
        assert rows[2]["outcome"] == "выполнено"


@pytest.mark.parametrize(
    ("at", "breach"),
    [("06:59:59", True), ("07:00:00", False), ("21:00:00", False), ("21:00:01", True)],
)
@pytest.mark.parametrize("late", [timedelta(), timedelta(hours=2)], ids=["at once", "late"])
async def test_the_quiet_hours_go_by_the_messages_own_time(school, at, breach, late):
    school.clock.set(school.moment(at) + late)
    async with school.bot() as app:
        message = school.say(CLEAN, at=at)
        await school.settle(app)

        assert school.deleted() == ({message.cmid} if breach else set())
        rows = await school.journal(app)
        assert {row["clause"] for row in rows} == ({"3.3.1"} if breach else set())


@pytest.mark.parametrize("enforcement", ["restrict", "delete", "remove"])
async def test_the_fourth_case_blocks_and_the_block_ends_by_itself(tmp_path, enforcement):
    async with a_school(tmp_path, blocks={"enforcement": enforcement}) as school:
        school.world.allow_private(school.anna)
        async with school.bot() as app:
            await school.four_breaches()
            await school.settle(app)

            assert [row["action"] for row in await school.journal(app)].count("block") == 1
            assert _is_kept_out(school, enforcement)
            assert school.deleted() >= {1}
            if enforcement == "delete":
                message = school.say(CLEAN)
                await school.until(lambda: message.cmid in school.deleted())

            school.clock.advance(timedelta(days=1, minutes=1))
            await school.until(lambda: not _is_kept_out(school, enforcement))
            await school.settle(app)

            actions = [row["action"] for row in await school.journal(app)]
            assert actions.count("unblock") == 1
            if enforcement == "delete":
                message = school.say(CLEAN)
                await school.settle(app)
                assert message.cmid not in school.deleted()


def _is_kept_out(school, enforcement):
    if enforcement == "restrict":
        return school.anna.id in school.world.restricted(school.chat)
    if enforcement == "remove":
        invited = any("vk.me/join" in m.text for m in school.world.private(school.anna))
        return school.anna.id not in school.chat.members and not invited
    blocked = "доступ ограничен"
    lifted = "снова можете писать"
    notices = school.notices()
    return any(blocked in n for n in notices) and not any(lifted in n for n in notices)


@pytest.mark.both_stores
async def test_a_block_that_fell_due_while_the_bot_was_down_ends_at_start(school):
    async with school.bot() as app:
        await school.four_breaches()
        await school.settle(app)
        assert school.anna.id in school.world.restricted(school.chat)
    school.clock.advance(timedelta(days=2))

    async with school.bot() as app:
        await school.until(
            lambda: school.world.calls("messages.changeConversationMemberRestrictions")[1:]
        )
        await school.settle(app)

        assert [row["action"] for row in await school.journal(app)].count("unblock") == 1


async def test_a_refused_restriction_falls_back_to_deleting(tmp_path):
    refusing = FaultPlan([Fault("error", RESTRICTING, code=15)])
    async with a_school(tmp_path, faults=refusing) as school, school.bot() as app:
        await school.four_breaches()
        await school.settle(app)

        assert school.anna.id not in school.world.restricted(school.chat)
        rows = await school.journal(app)
        assert ["код 15" in row["outcome"] for row in rows if row["action"] == "restrict"] == [True]
        message = school.say(CLEAN)
        await school.until(lambda: message.cmid in school.deleted())


@pytest.mark.both_stores
async def test_what_was_written_while_the_bot_was_down_is_judged_when_it_is_back(school):
    async with school.bot() as app:
        await school.settle(app)
    message = school.say(BAD)

    async with school.bot() as app:
        await school.settle(app)

        assert school.deleted() == {message.cmid}


async def test_later_breaches_of_one_incident_change_the_one_notice(school):
    async with school.bot() as app:
        for _ in range(3):
            school.say(BAD)
            await school.settle(app)
            school.clock.advance(timedelta(minutes=1))
        await school.settle(app)

        assert len(school.deleted()) == 3
        (notice,) = school.notices()
        assert "удалены 3 сообщения" in notice
        assert "Предупреждение 1 из 3" in notice


async def test_a_notice_takes_itself_back_after_ten_minutes(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        assert school.notices()
        school.clock.advance(timedelta(minutes=10, seconds=5))
        await school.until(lambda: not school.notices())

        rows = await school.journal(app)
        assert [row["action"] for row in rows].count("delete") == 1


async def test_at_night_a_member_is_told_in_private(school):
    school.world.allow_private(school.anna)
    school.clock.set(school.moment("23:15:00"))
    async with school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)

        assert school.notices() == []
        (told,) = school.world.private(school.anna)
        assert "3.3 (1)" in told.text


@pytest.mark.both_stores
async def test_what_cannot_be_told_at_night_is_told_in_one_summary_at_seven(school):
    school.clock.set(school.moment("23:15:00"))
    async with school.bot() as app:
        school.say(CLEAN)
        school.say(BAD, who=school.boris)
        await school.settle(app)
        assert school.notices() == []
        school.clock.advance(timedelta(hours=7, minutes=44))
        await asyncio.sleep(1.2)
        assert school.notices() == []

        school.clock.advance(timedelta(minutes=2))
        await school.until(school.notices)
        await school.settle(app)

        (summary,) = school.notices()
        assert "Анна" in summary
        assert "Борис" in summary


async def test_administrators_of_the_chat_are_never_sanctioned(school):
    async with school.bot() as app:
        for _ in range(6):
            school.say(BAD, who=school.teacher)
            school.clock.advance(timedelta(hours=1))
        await school.settle(app)

        assert school.deleted() == set()
        assert school.notices() == []
        rows = await school.journal(app)
        assert {row["action"] for row in rows} == {"violation"}
        assert all("сотрудник" in row["outcome"] for row in rows)


async def test_the_bot_greets_once_and_begins_when_it_has_the_right(school):
    chat = school.world.add_chat(
        "6Б", admins=[school.teacher], members=[school.anna], bot_is_member=False
    )
    async with school.bot() as app:
        school.world.invite_bot(chat, school.teacher)
        await school.until(lambda: school.notices(chat))
        await school.settle(app)
        (greeting,) = school.notices(chat)
        assert "администратором чата" in greeting

        school.world.make_bot_admin(chat)
        school.clock.advance(timedelta(seconds=30))
        await school.until(lambda: len(school.notices(chat)) == 2)
        assert "начинаю работу" in school.notices(chat)[1]
        message = school.world.write(chat, school.anna, BAD)
        await school.until(lambda: message in school.world.deleted(chat))
        await school.settle(app)

        assert len(school.notices(chat)) == 3


async def test_an_update_that_cannot_be_read_is_set_aside_and_the_next_is_judged(school):
    async with school.bot() as app:
        for odd in (b'{"type":"message_new","object":null}', b'{"type":"message_new"}', b"[]"):
            school.world.push_update(odd)
        message = school.say(BAD)
        await school.settle(app)

        assert school.deleted() == {message.cmid}
        async with app.memory.look() as unit:
            assert await unit.reception.aside() == 3


async def test_a_second_delivery_of_an_update_changes_nothing(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        log = school.world.community.log
        for event in log.since(1):
            school.world.push_update(event)
        await school.settle(app)

        assert [r["action"] for r in await school.journal(app)].count("warning") == 1
        assert len(school.notices()) == 1


async def test_an_edit_into_a_breach_is_judged_where_vk_tells_of_it(school):
    school.world.behaviour.sends_chat_edits = True
    async with school.bot() as app:
        message = school.say(CLEAN)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=1))
        school.world.edit(school.chat, message, BAD)
        await school.settle(app)

        assert school.deleted() == {message.cmid}


async def test_in_a_watched_chat_nothing_is_done_and_all_is_journaled(tmp_path):
    async with a_school(tmp_path, chats={"mode": "observe"}) as school, school.bot() as app:
        await school.four_breaches()
        await school.settle(app)

        assert school.deleted() == set()
        assert school.notices() == []
        rows = await school.journal(app)
        assert len(rows) == 4
        assert all("наблюдение" in row["outcome"] for row in rows)


async def test_a_person_who_cannot_be_written_to_by_day_is_told_in_the_chat(school):
    school.world.deny_private(school.anna, Consent.PRIVACY)
    school.clock.set(NOON)
    async with school.bot() as app:
        school.say(CLEAN, at="06:10:00")
        await school.settle(app)
        await school.until(school.notices)

        assert "3.3 (1)" in school.notices()[0]


async def test_the_journal_of_a_day_verifies(school):
    async with school.bot() as app:
        await school.four_breaches()
        await school.settle(app)

        async with app.memory.look() as unit:
            assert await unit.journal.verify() is None


async def test_never_more_than_twenty_calls_are_made_in_any_second(school):
    chats = [
        school.world.add_chat(f"{n}А", admins=[school.teacher], members=[school.anna])
        for n in range(30)
    ]
    async with school.bot():
        for chat in chats:
            school.world.write(chat, school.anna, BAD)
        await school.until(lambda: all(school.world.deleted(chat) for chat in chats), 20)

        times = [call.at for call in school.world.calls()]
        assert all(sum(at <= t < at + 1 for t in times) <= 20 for at in times)
        assert not [call for call in school.world.calls() if call.error]
