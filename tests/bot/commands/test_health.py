"""/здоровье over HTTP: who is told what."""

from datetime import timedelta

from bot.sandbox.fault_plan import Fault, FaultPlan
from storage.errors import DatabaseError
from tests.bot.commands.staffed import a_staffed_school
from tests.bot.running import BAD


async def test_a_moderator_is_told_of_the_chats_that_he_moderates(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        told = await school.asked(app, school.teacher, "/здоровье")

        assert "Всё в порядке. Работаю с 1 сентября, 12:00" in told
        assert "ВКонтакте отвеча" in told
        assert "Чатов: 1." in told
        assert "Очередь действий пуста." in told
        assert "База пишется." in told
        assert "Потерь событий не было." in told
        assert "6Б" not in told


async def test_an_administrator_is_told_of_all_chats(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        told = await school.asked(app, school.head, "/здоровье")

        assert "Чатов: 2." in told


async def test_a_parent_is_told_nothing(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        told = await school.asked(app, school.anna, "/здоровье")

        assert "порядке" not in told
        assert "модератор" in told


async def test_a_chat_without_rights_is_named_to_its_moderator_and_to_no_other(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        await school.asked(app, school.teacher, "/здоровье")
        school.world.take_bot_admin(school.neighbours)
        school.clock.advance(timedelta(hours=2))
        await school.until(lambda: not app.people.moderated(school.neighbours.peer_id))
        to_head = await school.asked(app, school.head, "/здоровье")
        to_teacher = await school.asked(app, school.teacher, "/здоровье")

        assert "Есть неполадки." in to_head
        assert "Без прав: 1 — «6Б родители»." in to_head
        assert "6Б" not in to_teacher


async def test_a_loss_and_an_error_are_told_by_kind_and_time(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        app.vitals.gap()
        app.vitals.failed("batch", DatabaseError("слова", "слова"))
        told = await school.asked(app, school.teacher, "/здоровье")

        assert "Потерь событий: 1, последняя 1 сентября, 12:00." in told
        assert "Последняя ошибка: DatabaseError, 1 сентября, 12:00." in told


async def test_what_waits_in_the_outbox_is_told_with_its_age(tmp_path):
    plan = FaultPlan([Fault("error", "messages.delete", code=10)])
    async with a_staffed_school(tmp_path, faults=plan) as school, school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.clock.advance(timedelta(minutes=7))
        told = await school.asked(app, school.teacher, "/здоровье")

        assert "В очереди: 1, старшее ждёт 7 минут" in told


async def test_in_a_chat_only_that_chat_is_told_of(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        await school.asked(app, school.head, "/здоровье")
        school.world.join(school.chat, school.head)
        await school.told(app, school.head, "/здоровье")

        assert "Чатов: 1." in school.private(school.head)[-1]
