"""What is counted, and what it is compared with."""

from dataclasses import replace
from datetime import timedelta

from bot.reports.figures import Counted
from bot.reports.report import Pair
from storage.counts import Workload
from tests.bot.reports.conftest import FIFTH, IRINA, NOW, OLGA, PAVEL, PLACES, SIXTH


def test_a_breach_is_a_case_that_stands(a_report):
    totals = a_report().totals

    assert totals.breaches == Pair(10, 4)
    assert totals.observed == Pair(1, 0)
    assert (totals.annulled, totals.judged) == (Pair(3, 0), Pair(12, 4))


def test_only_what_was_really_deleted_counts_as_deleted(a_report):
    assert a_report().totals.deleted == Pair(8, 4)


def test_a_case_of_two_clauses_counts_for_both(a_report):
    lines = {line.clause.number: line for line in a_report().clauses}

    assert list(lines) == ["3.3.1", "3.3.2", "3.3.4"]
    assert lines["3.3.1"].breaches == Pair(7, 4)
    assert (lines["3.3.4"].breaches, lines["3.3.4"].annulled) == (Pair(2, 0), 3)


def test_chats_come_with_the_most_breaches_first(a_report):
    first, second = a_report().chats

    assert (first.place.peer, first.breaches, first.blocks) == (FIFTH, Pair(7, 4), 1)
    assert (second.place.peer, second.breaches) == (SIXTH, Pair(3, 0))


def test_hours_and_weekdays_are_the_schools(a_report):
    report = a_report()

    assert (report.hours[21], report.hours[9]) == (Pair(7, 4), Pair(3, 0))
    assert (report.weekdays[1], report.weekdays[2]) == (Pair(7, 4), Pair(3, 0))
    assert sum(pair.now for pair in report.hours) == report.totals.breaches.now


def test_appeals_are_measured_from_filing_to_decision(a_report):
    appeals = a_report().appeals

    assert (appeals.filed, appeals.decided, appeals.granted) == (Pair(3, 1), Pair(2, 1), 1)
    assert appeals.waits.usual == timedelta(hours=26, minutes=30)
    assert appeals.waits.longest == timedelta(days=2)
    assert appeals.waits_before.usual == timedelta(days=1)
    assert (appeals.open, appeals.oldest) == (1, timedelta(days=5, hours=2, minutes=30))


def test_doubtful_cases_are_answered_lapsed_or_waiting(a_report):
    doubts = a_report().doubts

    assert (doubts.breaches, doubts.dismissed, doubts.lapsed, doubts.waiting) == (1, 1, 1, 1)
    assert (doubts.answered, doubts.waits.usual) == (2, timedelta(hours=2))


def test_nobody_is_named_unless_it_is_asked_for(a_report):
    named = a_report(names={OLGA: "Ольга Ивановна"})

    assert [share.name for share in a_report().work.shares] == ["модератор 1", "модератор 2"]
    assert [share.name for share in named.work.shares] == ["Ольга Ивановна", f"id{IRINA}"]


def test_one_who_decides_more_than_two_thirds_is_told_of(a_report):
    work = a_report().work

    assert (work.decisions, work.moderators, work.idle) == (10, 3, 1)
    assert work.uneven is not None
    assert (work.uneven.name, work.uneven.percent) == ("модератор 1", 90)


def test_two_thirds_sharp_few_decisions_and_a_single_moderator_are_not_uneven(a_report):
    even = (Workload(FIFTH, OLGA, 8), Workload(FIFTH, IRINA, 4))
    few = (Workload(FIFTH, OLGA, 5),)
    alone = (replace(PLACES[0], moderators=frozenset({PAVEL})),)

    assert a_report(now=replace(NOW, workload=even)).work.uneven is None
    assert a_report(now=replace(NOW, workload=few)).work.uneven is None
    alone_report = a_report(now=replace(NOW, workload=(Workload(FIFTH, PAVEL, 20),)), places=alone)
    assert alone_report.work.uneven is None


def test_quiet_chats_and_chats_out_of_supervision_are_told_apart(a_report):
    report = a_report()

    assert [place.title for place in report.quiet] == ["7В родители"]
    assert [place.title for place in report.troubled] == ["8Г родители"]


def test_a_period_in_which_nothing_happened_is_empty(a_report):
    assert a_report(now=Counted(), before=Counted(), appeals=()).is_empty
    assert not a_report().is_empty
