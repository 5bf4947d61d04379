"""The observe mode's digest: what would have been done, told to the moderators alone."""

from datetime import datetime, timedelta

import pytest

from bot.watching import digest
from rules.regulation.ladder import Ladder
from rules.regulation.policy import DEFAULT_POLICIES
from storage.watched import Seen
from tests.bot.running import BAD, NOON, a_school
from tests.bot.test_cards import DOUBT, cards

DAY = datetime(2026, 9, 1, tzinfo=NOON.tzinfo)


def seen(case, rule="profanity", *, member=7, certain=True, hour=12, clause="3.3.4"):
    return Seen(case, member, case, rule, clause, certain, DAY + timedelta(hours=hour))


def found(*all_seen, since=DAY):
    return digest(all_seen, since, DEFAULT_POLICIES, Ladder())


def test_the_fourth_certain_case_would_have_been_a_block():
    would = found(*(seen(number, hour=number) for number in (1, 2, 3, 4)))

    assert (would.deletions, would.warnings, would.blocks, would.cards) == (4, 3, 1, 0)
    assert would.by_clause == (("3.3.4", 4),)


def test_the_days_before_count_for_the_ladder_and_not_for_the_figures():
    would = found(*(seen(number, hour=number - 24) for number in (1, 2, 3)), seen(4), since=DAY)

    assert (would.deletions, would.warnings, would.blocks) == (1, 0, 1)


def test_a_first_light_breach_would_have_been_a_reminder():
    would = found(seen(1, "flood", clause="3.3.2"), seen(2, "flood", hour=14, clause="3.3.2"))

    assert (would.deletions, would.warnings) == (2, 1)


def test_doubt_and_hate_would_have_been_shown_to_a_moderator():
    would = found(seen(1, certain=False), seen(2, "hate", member=8, clause="3.3.5"))

    assert (would.deletions, would.warnings, would.cards) == (1, 1, 2)


def test_a_rule_that_is_no_more_is_left_out():
    assert found(seen(1, "forgotten")).deletions == 0


@pytest.mark.slow
async def test_the_next_morning_the_moderators_read_it_once_and_the_chat_nothing(tmp_path):
    async with a_school(tmp_path, chats={"mode": "observe"}) as school:
        school.world.allow_private(school.teacher)
        async with school.bot() as app:
            school.say(BAD)
            school.say(DOUBT, who=school.boris)
            await school.settle(app)
            school.clock.advance(timedelta(hours=21))
            await school.until(lambda: cards(school, school.teacher))
            school.clock.advance(timedelta(hours=1))
            await school.settle(app)

            (told,) = cards(school, school.teacher)
            assert "1 сентября" in told.text
            assert "удалено 1 сообщение" in told.text
            assert "вынесено 1 предупреждение" in told.text
            assert "1 вопрос" in told.text
            assert school.notices() == []
