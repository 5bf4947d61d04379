"""The third life of a dispute: blocked, appealed, annulled, and the strikes read anew."""

from datetime import timedelta

import pytest

from tests.bot.running import BAD, CLEAN, a_school
from tests.bot.test_cards import cards, labels, press


@pytest.fixture
async def school(tmp_path):
    async with a_school(tmp_path) as school:
        for person in (school.anna, school.teacher):
            school.world.allow_private(person)
        yield school


async def test_a_block_an_appeal_an_annulment_and_the_strikes_recomputed(school):
    anna, teacher = school.anna, school.teacher
    async with school.bot() as app:
        # Four breaches, an hour apart: the fourth one blocks.
        await school.four_breaches()
        await school.settle(app)
        assert anna.id in school.world.restricted(school.chat)

        # Anna disputes the second case; the moderator reads her words and the evidence.
        school.world.write_private(anna, "/обжаловать 2 это строка из книги")
        await school.settle(app)
        assert "обращение принято" in cards(school, anna)[-1].text
        card = cards(school, teacher)[-1]
        assert "это строка из книги" in card.text
        assert "мразь" in card.text
        assert labels(card) == ["Оставить в силе", "Отменить дело"]

        # A decision needs a reason: the buttons ask for it.
        await press(school, app, teacher, card, "Отменить дело")
        assert "Это цитата или учебный текст" in labels(card)
        assert anna.id in school.world.restricted(school.chat)
        await press(school, app, teacher, card, "Это цитата или учебный текст")
        await school.until(lambda: anna.id not in school.world.restricted(school.chat))
        await school.settle(app)

        # She is free, and knows why; the moderator's card is closed.
        words = [m.text for m in cards(school, anna)] + school.notices()
        assert any("цитата или учебный текст" in said for said in words)
        assert labels(card) == []
        assert "дело отменено" in card.text
        school.say(CLEAN)

        # Three strikes are left, and none of them is the annulled one.
        school.world.write_private(anna, "/статус")
        await school.settle(app)
        status = cards(school, anna)[-1].text
        assert "3 действующих нарушения" in status
        assert "№2, 1 сентября: п. 3.3 (4), нецензурные выражения, не считается" in status

        # The next breach is the fourth counted one again.
        school.clock.advance(timedelta(hours=1))
        school.say(BAD)
        await school.settle(app)
        assert anna.id in school.world.restricted(school.chat)

        rows = await school.journal(app)
        told = [(r["action"], r["outcome"]) for r in rows if r["action"] == "appeal"]
        assert told == [("appeal", "подано"), ("appeal", "дело отменено")]
        actions = [row["action"] for row in rows]
        assert (actions.count("block"), actions.count("annul"), actions.count("unblock")) == (
            2,
            1,
            1,
        )
        async with app.memory.look() as unit:
            assert await unit.journal.verify() is None
