"""From what the memory counted to the report: put beside the period before. Pure.

A breach is a case that stands: counted as a strike, kindly reminded of, or seen where the bot
only watches. What a moderator has annulled, or found to be none, is no breach.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.reports.period import Period
from bot.reports.report import (
    Appeals,
    Doubts,
    OfChat,
    OfClause,
    Pair,
    Place,
    Report,
    Totals,
    Waits,
)
from bot.reports.work import work
from rules.regulation.cases import State
from rules.regulation.clauses import CLAUSES
from rules.regulation.entry import Deed
from storage.counts import Appealed, Asked, CaseCount, DeedCount, Workload

BREACHES = (State.COUNTED, State.REMINDED, State.OBSERVED)
DONE = "выполнено"  # the journal's word for what the messenger carried out
GRANTED, RETURNED = "annulled", "accepted"  # of an appeal, of an apology


@dataclass(frozen=True, slots=True)
class Counted:
    """What the memory holds of one span."""

    cases: tuple[CaseCount, ...] = ()
    moments: tuple[tuple[datetime, int], ...] = ()  # breaches, by ten minutes
    deeds: tuple[DeedCount, ...] = ()
    asked: tuple[Asked, ...] = ()
    apologies: Mapping[str, int] = field(default_factory=dict)
    workload: tuple[Workload, ...] = ()


def report(
    school: str,
    period: Period,
    places: tuple[Place, ...],
    now: Counted,
    before: Counted,
    appeals: tuple[Appealed, ...] = (),
    names: Mapping[int, str] | None = None,
) -> Report:
    """The report on these chats.

    `appeals` filed or decided in either span, or still open; `names` of moderators, None:
    nobody is named.
    """
    chats = _by_chat(places, now, before)
    return Report(
        school=school,
        scope=places[0].title if len(places) == 1 else "",
        period=period,
        places=places,
        totals=_totals(now, before),
        clauses=_by_clause(now, before),
        chats=chats,
        hours=_by_time(now, before, lambda moment: moment.hour, 24),
        weekdays=_by_time(now, before, lambda moment: moment.weekday(), 7),
        appeals=_appeals(period, appeals),
        doubts=_doubts(now.asked, before.asked),
        work=work(now.workload, {place.peer: place.moderators for place in places}, names),
        quiet=_quiet(places, now),
    )


def _cases(counted: Counted, *states: State, clause: str | None = None) -> int:
    return sum(
        one.cases
        for one in counted.cases
        if one.state in states and (clause is None or clause in one.clauses)
    )


def _deeds(counted: Counted, deed: Deed) -> int:
    action = deed.value
    return sum(
        one.rows
        for one in counted.deeds
        if one.action == action and (deed is not Deed.DELETE or one.outcome == DONE)
    )


def _of_chats(counted: Counted) -> Mapping[int | None, Counted]:
    """Cases and deeds of each chat: all of them are not looked through for each anew."""
    cases: dict[int | None, list[CaseCount]] = {}
    deeds: dict[int | None, list[DeedCount]] = {}
    for case in counted.cases:
        cases.setdefault(case.chat, []).append(case)
    for deed in counted.deeds:
        deeds.setdefault(deed.chat, []).append(deed)
    return {
        chat: Counted(cases=tuple(cases.get(chat, ())), deeds=tuple(deeds.get(chat, ())))
        for chat in cases.keys() | deeds.keys()
    }


def _totals(now: Counted, before: Counted) -> Totals:
    def cases(*states: State) -> Pair:
        return Pair(_cases(now, *states), _cases(before, *states))

    def deeds(deed: Deed) -> Pair:
        return Pair(_deeds(now, deed), _deeds(before, deed))

    return Totals(
        breaches=cases(*BREACHES),
        observed=cases(State.OBSERVED),
        deleted=deeds(Deed.DELETE),
        reminders=deeds(Deed.REMINDER),
        warnings=deeds(Deed.WARNING),
        blocks=deeds(Deed.BLOCK),
        apologies=Pair(sum(now.apologies.values()), sum(before.apologies.values())),
        returns=Pair(now.apologies.get(RETURNED, 0), before.apologies.get(RETURNED, 0)),
        complaints=deeds(Deed.COMPLAINT),
        judged=cases(State.COUNTED, State.REMINDED, State.ANNULLED),
        annulled=cases(State.ANNULLED),
    )


def _by_clause(now: Counted, before: Counted) -> tuple[OfClause, ...]:
    """A case that breaks two clauses counts for both."""
    lines = (
        OfClause(
            clause,
            Pair(_cases(now, *BREACHES, clause=number), _cases(before, *BREACHES, clause=number)),
            _cases(now, State.ANNULLED, clause=number),
        )
        for number, clause in CLAUSES.items()
    )
    return tuple(line for line in lines if line.breaches != Pair() or line.annulled)


def _by_chat(places: tuple[Place, ...], now: Counted, before: Counted) -> tuple[OfChat, ...]:
    of_now, of_before, nothing = _of_chats(now), _of_chats(before), Counted()
    lines = (
        _of_chat(place, of_now.get(place.peer, nothing), of_before.get(place.peer, nothing))
        for place in places
    )
    told = (line for line in lines if line.breaches != Pair() or line.deleted or line.annulled)
    return tuple(
        sorted(told, key=lambda line: (-line.breaches.now, -line.breaches.before, line.place.title))
    )


def _of_chat(place: Place, now: Counted, before: Counted) -> OfChat:
    return OfChat(
        place,
        Pair(_cases(now, *BREACHES), _cases(before, *BREACHES)),
        deleted=_deeds(now, Deed.DELETE),
        warnings=_deeds(now, Deed.WARNING),
        blocks=_deeds(now, Deed.BLOCK),
        annulled=_cases(now, State.ANNULLED),
    )


def _by_time(
    now: Counted, before: Counted, part: Callable[[datetime], int], parts: int
) -> tuple[Pair, ...]:
    sums = [[0, 0] for _ in range(parts)]
    for which, counted in enumerate((now, before)):
        for moment, cases in counted.moments:
            sums[part(moment)][which] += cases
    return tuple(Pair(*pair) for pair in sums)


def _appeals(period: Period, known: tuple[Appealed, ...]) -> Appeals:
    since, until, middle = period.before.since, period.now.until, period.now.since

    def filed(start: datetime, end: datetime) -> int:
        return sum(start <= one.filed_at < end for one in known)

    def decided(start: datetime, end: datetime) -> list[Appealed]:
        return [one for one in known if one.decided_at and start <= one.decided_at < end]

    now, before = decided(middle, until), decided(since, period.before.until)
    waiting = [one for one in known if one.decided_at is None or one.decided_at >= until]
    return Appeals(
        filed=Pair(filed(middle, until), filed(since, period.before.until)),
        decided=Pair(len(now), len(before)),
        granted=sum(one.state == GRANTED for one in now),
        waits=_took(now),
        waits_before=_took(before),
        open=len(waiting),
        oldest=max((until - one.filed_at for one in waiting), default=None),
    )


def _took(decided: list[Appealed]) -> Waits:
    return Waits.of(one.decided_at - one.filed_at for one in decided if one.decided_at)


def _doubts(now: tuple[Asked, ...], before: tuple[Asked, ...]) -> Doubts:
    lapsed = sum(one.state is State.LAPSED for one in now)
    waiting = sum(one.state is State.DOUBTFUL for one in now)
    # Annulled after it was confirmed: in the end it was none.
    dismissed = sum(one.state in (State.DISMISSED, State.ANNULLED) for one in now)
    answered = [one for one in now if one.state not in (State.LAPSED, State.DOUBTFUL)]
    return Doubts(
        asked=Pair(len(now), len(before)),
        breaches=len(answered) - dismissed,
        dismissed=dismissed,
        lapsed=lapsed,
        waiting=waiting,
        waits=Waits.of(one.decided_at - one.opened_at for one in answered),
    )


def _quiet(places: tuple[Place, ...], now: Counted) -> tuple[Place, ...]:
    busy = {one.chat for one in now.cases} | {one.chat for one in now.deeds}
    return tuple(place for place in places if place.peer not in busy and not place.trouble)
