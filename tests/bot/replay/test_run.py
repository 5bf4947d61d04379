"""The ladder over a scripted month: quiet hours alone, whose verdicts nobody can dispute."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from bot.replay.history import History
from bot.replay.run import Action, replay
from bot.replay.tally import tally
from rules.regulation.decide import Answer

MOSCOW = ZoneInfo("Europe/Moscow")
ANNA, IVAN, TEACHER = 1001, 1002, 1003
QUIET_HOURS_ALONE = {
    rule: {"enabled": False}
    for rule in (
        "clutter",
        "flood",
        "advertising",
        "rudeness",
        "profanity",
        "hate",
        "personal_data",
        "foreign_messengers",
        "unlawful",
    )
}


def four_nights(a_raw):
    return [a_raw(at=f"2026-09-{day:02} 22:00") for day in (1, 3, 5, 7)]


@pytest.fixture
def replayed(a_history, some_settings):
    def run(*raws, **tables):
        rules = {**QUIET_HOURS_ALONE, **tables.pop("rules", {})}
        return replay(a_history(*raws), some_settings(rules=rules, **tables))

    return run


def test_a_clean_message_brings_nothing(a_raw, replayed):
    found = replayed(a_raw(at="2026-09-01 21:00"), a_raw(at="2026-09-02 07:00"))

    assert found.breaches == ()


def test_three_breaches_warn_and_the_fourth_blocks_for_a_day(a_raw, replayed):
    found = replayed(*four_nights(a_raw))

    answers = [breach.decision.answer for breach in found.breaches]
    assert answers == [Answer.WARN, Answer.WARN, Answer.WARN, Answer.BLOCK]
    assert {breach.action for breach in found.breaches} == {Action.DELETE}
    (member,) = tally(found).members
    assert member.warnings == 3
    assert member.blocks[0].until == datetime(2026, 9, 8, 22, tzinfo=MOSCOW)


def test_one_night_is_one_incident(a_raw, replayed):
    found = replayed(*(a_raw(at=f"2026-09-01 22:{minute}") for minute in (10, 20, 50)))

    counted = tally(found)
    assert (counted.whole.deleted, counted.warnings) == (3, 1)


def test_what_a_blocked_member_writes_would_not_have_been_written(a_raw, replayed):
    during = [a_raw(at="2026-09-08 12:00"), a_raw(at="2026-09-08 21:30")]
    after = a_raw(at="2026-09-09 22:30")

    found = replayed(*four_nights(a_raw), *during, after)

    assert sum(found.unwritten.values()) == 2
    *_, unwritten, last = found.breaches
    assert (unwritten.decision.answer, unwritten.action) == (Answer.SILENT, Action.BLOCK)
    assert (last.decision.answer, last.decision.strike) == (Answer.WARN, 1)


def test_where_blocks_are_kept_by_deletion_the_same_messages_are_deleted(a_raw, replayed):
    found = replayed(
        *four_nights(a_raw), a_raw(at="2026-09-08 21:30"), blocks={"enforcement": "delete"}
    )

    assert found.breaches[-1].action is Action.DELETE
    assert found.breaches[-1].decision.answer is Answer.SILENT


def test_a_block_holds_for_its_member_and_its_chat_alone(a_raw, replayed):
    elsewhere = a_raw(at="2026-09-08 12:00", peer_id=2_000_000_002)
    other = a_raw(at="2026-09-08 12:00", from_id=IVAN)

    assert replayed(*four_nights(a_raw), elsewhere, other).unwritten == {}


def test_staff_named_in_the_settings_are_never_sanctioned(a_raw, replayed):
    raws = [a_raw(at=f"2026-09-{day:02} 22:00", from_id=TEACHER) for day in range(1, 7)]

    found = replayed(*raws, school={"moderators": [TEACHER]})

    assert {breach.action for breach in found.breaches} == {Action.NONE}
    assert tally(found).staff == 6


def test_a_watched_chat_is_replayed_as_if_the_bot_acted(a_raw, replayed):
    found = replayed(*four_nights(a_raw), chats={"mode": "observe"})

    assert tally(found).blocks == 1


def test_a_chat_that_the_bot_does_not_look_after_is_not_judged(a_raw, replayed):
    found = replayed(*four_nights(a_raw), chats={"peer": {"2000000001": {"enabled": False}}})

    assert found.breaches == ()


def test_the_schools_zone_decides_when_it_is_night(a_raw, a_history, some_settings):
    history = a_history(a_raw(at="2026-09-01 18:00"))
    eastern = some_settings(rules=QUIET_HOURS_ALONE, school={"timezone": "Asia/Vladivostok"})

    assert replay(history, some_settings(rules=QUIET_HOURS_ALONE)).breaches == ()
    assert len(replay(history.at(eastern.zone), eastern).breaches) == 1


def test_the_configured_action_is_what_the_message_gets(a_raw, replayed):
    raw = a_raw(at="2026-09-01 22:00")

    actions = {
        action: replayed(raw, rules={"quiet_hours": {"action": action}}).breaches[0].action
        for action in ("delete", "warn", "remind", "review")
    }

    assert actions == {name: Action(name) for name in actions}


def test_a_rule_that_raises_is_counted_and_the_others_are_heard(
    a_raw, a_history, some_settings, monkeypatch
):
    def broken(self, message, context):
        raise ZeroDivisionError

    monkeypatch.setattr("rules.flood.Flood.check", broken)

    found = replay(a_history(a_raw(at="2026-09-01 22:00")), some_settings())

    assert found.failures == {"flood": 1}
    assert found.breaches[0].clauses == ("3.3.1",)


def test_every_figure_of_the_tally_comes_to_the_same_sum(a_raw, replayed):
    raws = [
        a_raw(at=f"2026-09-{day:02} {hour}:30", from_id=member)
        for day in range(1, 29)
        for hour in ("09", "22")
        for member in (ANNA, IVAN)
    ]

    counted = tally(replayed(*raws))

    assert sum(count.breaches for count in counted.clauses.values()) == counted.whole.breaches
    assert sum(count.breaches for count in counted.days.values()) == counted.whole.breaches
    assert sum(count.breaches for count in counted.hours) == counted.whole.breaches
    assert counted.hours[22].breaches == counted.whole.breaches == 56
    assert sum(one.counts.messages for one in counted.members) == len(raws) == 112


def test_progress_is_told_to_the_last_message(a_raw, a_history, some_settings):
    history: History = a_history(*(a_raw() for _ in range(2001)))
    steps: list[int] = []

    replay(history, some_settings(rules=QUIET_HOURS_ALONE), steps.append)

    assert sum(steps) == 2001


def test_several_cores_find_what_one_finds(a_raw, a_history, some_settings):
    lines = ("+", "Кто идёт завтра?", "Сука, достали", "Спасибо!", "😀😀😀", "Ага", "одно и то же")
    raws = [
        a_raw(lines[n * n % 7], from_id=1000 + n % 5, date=1_788_240_000 + 13 * n)
        for n in range(10_500)
    ]
    history = a_history(*raws)

    one, several = (replay(history, some_settings(), cores=cores) for cores in (1, 3))

    assert len(one.breaches) > 100
    assert several.breaches == one.breaches
    assert several.unwritten == one.unwritten
