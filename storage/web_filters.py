"""What the lists of the journal in the browser are narrowed to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, String, cast

from rules.regulation.cases import State
from storage.tables import cases, journal


@dataclass(frozen=True, slots=True, kw_only=True)
class JournalFilter:
    case: int | None = None
    targets: Collection[int] | None = None
    clause: str | None = None
    actions: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None  # no part of it


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    members: Collection[int] | None = None
    clause: str | None = None
    states: tuple[State, ...] = ()
    since: datetime | None = None
    until: datetime | None = None


def journal_where(wanted: JournalFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.case is not None:
        where.append(journal.c.case == wanted.case)
    if wanted.targets is not None:
        where.append(journal.c.target.in_(wanted.targets))
    if wanted.clause is not None:
        where.append(journal.c.clause == wanted.clause)
    if wanted.actions:
        where.append(journal.c.action.in_(wanted.actions))
    return where


def case_where(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if wanted.members is not None:
        where.append(cases.c.member.in_(wanted.members))
    if wanted.clause is not None:
        where.append(cast(cases.c.clauses, String).contains(f'"{wanted.clause}"'))
    if wanted.states:
        where.append(cases.c.state.in_([state.value for state in wanted.states]))
    if wanted.since is not None:
        where.append(cases.c.opened_at >= wanted.since)
    if wanted.until is not None:
        where.append(cases.c.opened_at < wanted.until)
    return where
