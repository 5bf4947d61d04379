"""/мои данные over real HTTP: what is kept of the one who asks, told to him alone."""

import pytest

from tests.bot.running import BAD, a_school


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path, school={"admins": [1001]}) as school:
        school.world.allow_private(school.anna)
        yield school


def _said(school, person):
    return [m.text for m in school.world.private(person) if m.from_id < 0]


async def test_what_is_kept_is_told_to_oneself_alone(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.say("/мои данные")
        await school.settle(app)

        told = _said(school, school.anna)[-1]
        assert "имя в чатах: Анна" in told
        assert "дела: 1" in told
        assert "фрагменты сообщений: 1" in told
        assert "180 дней" in told
        assert "[id1001|" in told
        assert not any("хранится" in notice for notice in school.notices())


async def test_it_never_repeats_the_words_and_never_speaks_of_complaints(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.write_private(school.anna, "/мои данные")
        await school.settle(app)

        told = _said(school, school.anna)[-1]
        assert "мразь" not in told
        assert "жалобы на" not in told


async def test_of_another_person_nothing_is_told(school):
    async with school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        school.world.allow_private(school.boris)
        school.world.write_private(school.boris, f"/мои данные id{school.anna.id}")
        await school.settle(app)

        told = _said(school, school.boris)[-1]
        assert "Вы имели в виду /мои данные" in told
        assert "Анна" not in told


async def test_of_a_stranger_nothing_is_kept(school):
    stranger = school.world.add_user("Зоя")
    school.world.allow_private(stranger)
    async with school.bot() as app:
        school.world.write_private(stranger, "/мои данные")
        await school.settle(app)

        assert "ничего не хранится" in _said(school, stranger)[-1]
