"""What is noted of the bot's state, and what follows from it."""

from dataclasses import replace
from datetime import timedelta

from prometheus_client import generate_latest

from bot.health.state import ChatsState, state
from bot.health.vitals import LONGEST_SILENCE, Vitals
from bot.ports import Refused, Revoked, Unavailable
from storage.backlog import Waiting
from storage.errors import DatabaseError
from tests.bot.running import NOON

FULL = DatabaseError("на диске нет места для базы данных", "освободите место на диске")


class Hand:
    """A clock and a count of seconds that a test moves."""

    def __init__(self):
        self.now, self.seconds = NOON, 0.0

    def __call__(self):
        return self.now

    def ticks(self):
        return self.seconds

    def wait(self, seconds):
        self.now += timedelta(seconds=seconds)
        self.seconds += seconds


def a_bot_at_work():
    hand = Hand()
    vitals = Vitals(hand, hand.ticks)
    for loop in LONGEST_SILENCE:
        vitals.beat(loop)
    vitals.heard("poll")
    vitals.written()
    return hand, vitals


def seen(vitals, waiting: Waiting | None = Waiting(), chats=ChatsState()):  # noqa: B008 - frozen
    return state(vitals, chats, waiting, vitals.clock())


def test_a_bot_that_was_just_started_is_not_well_before_vk_has_answered():
    assert not seen(Vitals(Hand())).ok


def test_a_bot_at_work_is_well():
    _, vitals = a_bot_at_work()

    assert seen(vitals).ok


def test_a_refusal_is_an_answer_of_vk_and_no_answer_is_none():
    hand, vitals = a_bot_at_work()

    hand.wait(200)
    vitals.heard("messages.send", Unavailable("ClientError"))
    unheard = seen(vitals)
    vitals.heard("messages.send", Refused(901))

    assert not unheard.checks["vk"]
    assert seen(vitals).checks["vk"]


def test_the_last_error_is_named_by_its_kind_and_a_refusal_is_none():
    _, vitals = a_bot_at_work()

    vitals.heard("messages.send", Unavailable("тайные слова"))
    vitals.heard("messages.send", Refused(901))

    assert vitals.trouble is not None
    assert vitals.trouble.kind == "Unavailable"
    assert "тайные" not in str(seen(vitals).as_json())


def test_errors_of_vk_are_counted_by_code():
    _, vitals = a_bot_at_work()

    for error in (Refused(15), Refused(15), Unavailable("x", code=9), Unavailable("x"), Revoked()):
        vitals.heard("messages.delete", error)

    figures = generate_latest(vitals.counts.registry).decode()
    for line in ('code="15"} 2.0', 'code="9"} 1.0', 'code="network"} 1.0', 'code="revoked"} 1.0'):
        assert f"dezhurny_vk_errors_total{{{line}" in figures


def test_a_database_that_cannot_be_written_makes_the_bot_unwell_until_it_can():
    hand, vitals = a_bot_at_work()

    vitals.not_written("batch", FULL)
    since = hand.now
    hand.wait(5)
    vitals.not_written("batch", FULL)
    bad = seen(vitals)
    vitals.written()

    assert not bad.ok
    assert (bad.unwritable, bad.unwritable_at) == (FULL.problem, since)
    assert seen(vitals).ok
    assert seen(vitals).failures == 2


def test_a_database_that_was_long_not_written_to_is_not_believed():
    hand, vitals = a_bot_at_work()

    hand.wait(121)
    vitals.heard("poll")

    assert seen(vitals).checks == {"vk": True, "database": False, "outbox": True, "loops": True}


def test_a_database_that_cannot_be_read_makes_the_bot_unwell():
    _, vitals = a_bot_at_work()

    assert not seen(vitals, waiting=None).checks["database"]


def test_an_act_that_waits_for_over_ten_minutes_makes_the_bot_unwell():
    _, vitals = a_bot_at_work()

    young = seen(vitals, Waiting(3, NOON - timedelta(minutes=10)))
    old = seen(vitals, Waiting(3, NOON - timedelta(minutes=11)))

    assert young.ok
    assert not old.checks["outbox"]


def test_a_loop_that_is_not_heard_of_is_named():
    hand, vitals = a_bot_at_work()

    hand.wait(181)
    vitals.beat("due")

    assert vitals.silent == ("delivery",)
    assert not seen(vitals).checks["loops"]


def test_an_answer_to_the_long_poll_is_a_beat_of_the_hearing_and_another_answer_is_not():
    hand, vitals = a_bot_at_work()

    hand.wait(901)
    vitals.heard("messages.send")
    deaf = "hearing" in vitals.silent
    vitals.heard("poll", Unavailable("TimeoutError"))

    assert deaf
    assert "hearing" not in vitals.silent


def test_gaps_are_counted_with_the_moment_of_the_last():
    hand, vitals = a_bot_at_work()

    vitals.gap()
    hand.wait(60)
    vitals.gap()

    assert (vitals.gaps, vitals.gap_at) == (2, hand.now)


def test_chats_without_rights_are_told_and_no_reason_to_start_the_bot_anew():
    _, vitals = a_bot_at_work()

    found = seen(vitals, chats=ChatsState(moderated=(1, 2), without_rights=(3,)))

    assert found.ok
    assert found.as_json()["chats"] == {"moderated": 2, "without_rights": 1, "unknown": 0}


def test_the_oldest_act_is_never_younger_than_nothing():
    _, vitals = a_bot_at_work()
    ahead = replace(seen(vitals), waiting=Waiting(1, NOON + timedelta(seconds=1)))

    assert ahead.oldest == timedelta()
