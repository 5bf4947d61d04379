"""Clause 2.9 over real HTTP: a pupil leaves with his parents, from every chat of the school."""

from datetime import timedelta

import pytest

from storage.roster import Capacity, Listed
from tests.bot.running import BAD, a_school

YES, NO = "Исключить", "Отмена"


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        school.world.allow_private(school.teacher)
        school.world.allow_private(school.anna)
        yield school


@pytest.fixture
def other_chat(school):
    """A chat where Anna is too, beside her mother Vera."""
    school.vera = school.world.add_user("Вера", "Белова", 1)
    return school.world.add_chat(
        "5А класс", admins=[school.teacher], members=[school.anna, school.vera]
    )


async def _roster(school, app):
    async with app.memory.unit() as unit:
        await unit.roster.add(
            (
                Listed(
                    name="Белова Анна", capacity=Capacity.PUPIL, member=school.anna.id, form="5А"
                ),
                Listed(
                    name="Белова Вера",
                    capacity=Capacity.PARENT,
                    member=school.vera.id,
                    pupil="Белова Анна",
                ),
                Listed(name="Ким Борис", capacity=Capacity.STAFF, member=school.boris.id),
            )
        )
        await unit.commit()


async def _known(school, app, *chats):
    """The bot has seen who is in these chats, and heard what they are called."""
    for chat in chats:
        school.world.rename(chat, chat.title)
        school.world.write(chat, school.teacher, "/правила")
    await school.settle(app)


async def _ask(school, app, words, who=None):
    school.world.write_private(who or school.teacher, words)
    await school.settle(app)
    return [m for m in school.world.private(who or school.teacher) if m.from_id < 0][-1]


async def _press(school, app, message, label, who=None):
    who = who or school.teacher
    event = school.world.press(who, message.peer_id, message, label)
    await school.settle(app)
    return school.world.answers[event]["text"]


def _members(chat):
    return set(chat.members)


async def test_a_pupil_leaves_with_her_mother_from_every_chat(school, other_chat):
    async with school.bot() as app:
        await _roster(school, app)
        await _known(school, app, school.chat, other_chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        assert "«5А родители», «5А класс»" in asked.text
        assert f"[id{school.vera.id}|Белова Вера]: «5А класс»" in asked.text
        assert school.anna.id in school.chat.members

        said = await _press(school, app, asked, YES)
        await school.until(lambda: school.vera.id not in other_chat.members)
        await school.settle(app)

        assert "3 исключения" in said
        assert school.anna.id not in _members(school.chat) | _members(other_chat)
        assert school.boris.id in school.chat.members
        farewell = [m.text for m in school.world.private(school.anna) if m.from_id < 0]
        assert len(farewell) == 1
        assert "не взыскание" in farewell[0]


async def test_it_is_recorded_as_leaving_and_as_no_sanction(school, other_chat):
    async with school.bot() as app:
        await _roster(school, app)
        await _known(school, app, school.chat, other_chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        await _press(school, app, asked, YES)
        await school.until(lambda: school.vera.id not in other_chat.members)
        await school.settle(app)

        rows = await school.journal(app)
        actions = [row["action"] for row in rows]
        assert (actions.count("leaver"), actions.count("remove")) == (3, 3)
        assert not {"block", "warning", "violation"} & set(actions)
        assert {row["clause"] for row in rows if row["action"] == "leaver"} == {"2.9"}
        assert "переезд" not in str(rows)
        async with app.memory.look() as unit:
            gone = {line.member for line in await unit.roster.all() if line.left_at}
            assert gone == {school.anna.id, school.vera.id}


async def test_nothing_is_done_before_the_button_and_after_a_no(school):
    async with school.bot() as app:
        await _known(school, app, school.chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        said = await _press(school, app, asked, NO)
        late = await _press(school, app, asked, YES)

        assert "никто не исключён" in said
        assert "не действует" in late
        assert school.anna.id in school.chat.members
        assert "leaver" not in [row["action"] for row in await school.journal(app)]


async def test_a_second_press_does_nothing_twice(school):
    async with school.bot() as app:
        await _known(school, app, school.chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        await _press(school, app, asked, YES)
        again = await _press(school, app, asked, YES)

        assert "не действует" in again
        assert [row["action"] for row in await school.journal(app)].count("leaver") == 1


async def test_a_day_later_the_list_is_too_old(school):
    async with school.bot() as app:
        await _known(school, app, school.chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        school.clock.advance(timedelta(hours=25))

        assert "не действует" in await _press(school, app, asked, YES)
        assert school.anna.id in school.chat.members


async def test_one_who_is_not_on_the_list_leaves_alone(school, other_chat):
    async with school.bot() as app:
        await _known(school, app, school.chat, other_chat)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")

        assert "выйдет только он" in asked.text
        assert "Вера" not in asked.text


async def test_a_leavers_block_ends_without_an_invitation(tmp_path):
    async with a_school(tmp_path, blocks={"enforcement": "remove"}) as school:
        school.world.allow_private(school.teacher)
        other = school.world.add_chat("5А класс", [school.teacher], [school.anna])
        async with school.bot() as app:
            await _known(school, app, other)
            await school.four_breaches()
            await school.settle(app)
            school.world.join(school.chat, school.anna)
            await school.settle(app)
            asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
            await _press(school, app, asked, YES)
            school.clock.advance(timedelta(days=2))
            await school.settle(app)

            assert not school.world.calls("messages.getInviteLink")


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        ("/выбыл", "Кого вы имеете в виду"),
        ("/выбыл переезд", "Кого вы имеете в виду"),
        ("/выбыл @nobody_here переезд", "Кого вы имеете в виду"),
        ("/выбыл id{anna}", "Напишите причину"),
        ("/выбыл id999999 переезд", "Не нахожу такого участника"),
        ("/выбыл id{teacher} уволилась", "модератор этого чата"),
    ],
)
async def test_what_cannot_be_done_is_said(school, words, refusal):
    async with school.bot() as app:
        await _known(school, app, school.chat)
        given = words.format(anna=school.anna.id, teacher=school.teacher.id)
        answer = await _ask(school, app, given)

        assert refusal in answer.text
        assert answer.keyboard is None
        assert "leaver" not in [row["action"] for row in await school.journal(app)]


async def test_a_member_may_not_say_it(school):
    async with school.bot() as app:
        await _known(school, app, school.chat)
        answer = await _ask(school, app, f"/выбыл id{school.boris.id} переезд", who=school.anna)
        school.say(f"/выбыл id{school.boris.id} переезд")
        await school.settle(app)

        assert "для модераторов" in answer.text
        assert school.boris.id in school.chat.members


async def test_a_moderator_of_another_chat_may_not_say_it(school):
    stranger = school.world.add_user("Пётр", "Чужой", 2)
    school.world.allow_private(stranger)
    other = school.world.add_chat("9В", admins=[stranger], members=[])
    async with school.bot() as app:
        await _known(school, app, school.chat)
        school.world.write(other, stranger, "/правила")
        await school.settle(app)
        answer = await _ask(school, app, f"/выбыл id{school.anna.id} переезд", who=stranger)

        assert "Не нахожу такого участника" in answer.text


async def test_a_forged_press_does_nothing(school):
    school.world.allow_private(school.boris)
    async with school.bot() as app:
        await _known(school, app, school.chat)
        await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        for data in ({"n": 1}, {"n": "1"}, {"n": 999}, {"n": True}, {"n": 1, "w": -1}, {}):
            school.world.push_update(_pressed(school.boris, {"do": "leave", **data}))
        await school.settle(app)

        assert school.anna.id in school.chat.members
        assert "leaver" not in [row["action"] for row in await school.journal(app)]


def _pressed(person, data):
    thing = {"user_id": person.id, "peer_id": person.id, "event_id": f"forged{data}"}
    return {"type": "message_event", "object": thing | {"payload": data}}


async def test_an_administrator_removes_an_employee_and_is_told_of_what_vk_forbids(tmp_path):
    async with a_school(tmp_path, school={"admins": [1003]}) as school:
        boss = school.boris
        assert boss.id == 1003
        school.world.allow_private(boss)
        staff = school.world.add_chat("Учителя", admins=[boss], members=[school.teacher])
        async with school.bot() as app:
            await _known(school, app, school.chat)
            school.world.write(staff, boss, "/правила")
            await school.settle(app)
            asked = await _ask(school, app, f"/выбыл id{school.teacher.id} уволилась", who=boss)
            said = await _press(school, app, asked, YES, who=boss)
            await school.until(lambda: school.teacher.id not in staff.members)
            await school.settle(app)

            assert "снимите права и исключите сами: «5А родители»" in asked.text
            assert "1 исключение" in said
            assert school.teacher.id in school.chat.members


async def test_of_a_parent_of_two_the_moderator_picks_the_child(school, other_chat):
    async with school.bot() as app:
        await _roster(school, app)
        async with app.memory.unit() as unit:
            of_masha = Listed(
                name="Белова Вера",
                capacity=Capacity.PARENT,
                member=school.vera.id,
                pupil="Белова Маша",
            )
            masha = Listed(name="Белова Маша", capacity=Capacity.PUPIL, form="3Б")
            await unit.roster.add((of_masha, masha))
            await unit.commit()
        await _known(school, app, school.chat, other_chat)
        asked = await _ask(school, app, f"/выбыл id{school.vera.id} переезд")
        await _press(school, app, asked, "Исключить: Белова Маша")

        assert school.anna.id in school.chat.members
        assert school.vera.id in other_chat.members
        async with app.memory.look() as unit:
            gone = {line.pupil or line.name for line in await unit.roster.all() if line.left_at}
        assert gone == {"Белова Маша"}


async def test_a_breach_of_a_leaver_before_stays_his_case(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        asked = await _ask(school, app, f"/выбыл id{school.anna.id} переезд")
        await _press(school, app, asked, YES)

        async with app.memory.look() as unit:
            assert len(await unit.cases.of_person(school.anna.id)) == 1
