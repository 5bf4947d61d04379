"""Where a person stands in the tables, and what becomes of it when he is erased.

One line for each way in which a table can name a person: so what is handed over and what is
erased can never be two different things. The outbox, the updates set aside and the parents'
lines of the roster name people inside their texts: `persons.py` looks there itself.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, Table, cast, func, or_, select

from storage import procedure_tables as procedure
from storage import tables

Test = Callable[[int], ColumnElement[bool]]  # which rows name this person


class End(StrEnum):
    """What becomes of the rows when the person is erased."""

    ERASED = "erased"
    EMPTIED = "emptied"  # the words go, the numbers stay
    KEPT = "kept"  # numbers only: what the school did by its regulation


@dataclass(frozen=True, slots=True)
class Trace:
    """The rows of one table that name a person in one way."""

    what: str  # the name under which they are handed over
    table: Table
    names: Test
    end: End
    shown: str  # the columns handed over: none that tells of somebody else
    emptied: Mapping[str, Any] = field(default_factory=dict)  # column → what is put there


def _is(table: Table, *columns: str) -> Test:
    return lambda member: or_(*(table.c[name] == member for name in columns))


def _did(table: Table, column: str) -> Test:
    """The column holds «bot» or a person's number, as text."""
    return lambda member: table.c[column] == str(member)


def _lists(table: Table, column: str) -> Test:
    """The column is a JSON list of numbers, or of lists of numbers."""

    def names(member: int) -> ColumnElement[bool]:
        written: Any = cast(table.c[column], String)
        for mark, stand_in in (("[", ","), ("]", ","), (" ", "")):
            written = func.replace(written, mark, stand_in)
        found: ColumnElement[bool] = written.contains(f",{member},")  # so framed, 1 is not in 12
        return found

    return names


def _messages_of(member: int) -> ColumnElement[bool]:
    own = select(tables.cases.c.number).where(
        tables.cases.c.community == tables.case_messages.c.community,
        tables.cases.c.member == member,
    )
    return tables.case_messages.c.case.in_(own)


_JOURNAL = "seq at actor action chat message case clause rule reason outcome"

TRACES: tuple[Trace, ...] = (
    Trace(
        "members",
        tables.members,
        _is(tables.members, "member"),
        End.ERASED,
        "chat name is_moderator seen_at left_at",
    ),
    Trace(
        "roster",
        procedure.roster,
        _is(procedure.roster, "member"),
        End.ERASED,
        "name form role pupil left_at",
    ),
    Trace(
        "acquaintances",
        procedure.acquaintances,
        _is(procedure.acquaintances, "member"),
        End.ERASED,
        "chat version asked_at confirmed_at",
    ),
    Trace(
        "cases",
        tables.cases,
        _is(tables.cases, "member"),
        End.KEPT,
        "number chat state opened_at decided_at decided_by clauses messages term released_at",
    ),
    Trace(
        "case_messages",
        tables.case_messages,
        _messages_of,
        End.KEPT,
        "case chat message rule clause certain sent_at",
    ),
    Trace(
        "sides",
        tables.cases,
        _lists(tables.cases, "sides"),
        End.KEPT,
        "number chat",
    ),
    Trace(
        "decisions",
        tables.cases,
        _did(tables.cases, "decided_by"),
        End.KEPT,
        "number chat state decided_at",
    ),
    Trace(
        "evidence",
        tables.evidence,
        _is(tables.evidence, "member"),
        End.ERASED,
        "case chat message fragment expires_at",
    ),
    Trace(
        "sanctions",
        tables.sanctions,
        _is(tables.sanctions, "member"),
        End.KEPT,
        "case chat since until state enforcement",
    ),
    Trace(
        "appeals",
        procedure.appeals,
        _is(procedure.appeals, "member"),
        End.EMPTIED,
        "case chat filed_at words state decided_at reason",
        {"words": "", "reason": None},
    ),
    Trace(
        "appeals_decided",
        procedure.appeals,
        _is(procedure.appeals, "decided_by"),
        End.KEPT,
        "case chat state decided_at",
    ),
    Trace(
        "apologies",
        procedure.apologies,
        _is(procedure.apologies, "member"),
        End.EMPTIED,
        "case chat words opened_at until state decided_at",
        {"words": ""},
    ),
    Trace(
        "objections",
        procedure.apologies,
        _is(procedure.apologies, "objector"),
        End.EMPTIED,
        "case chat decided_at",
        {"objector": None},
    ),
    Trace(
        "complaints",
        procedure.complaints,
        _is(procedure.complaints, "reporter"),
        End.ERASED,
        "chat message at case",
    ),
    Trace(
        "complaints_against",
        procedure.complaints,
        _is(procedure.complaints, "author"),
        End.ERASED,
        "chat message at case",
    ),
    Trace(
        "held",
        procedure.held,
        _is(procedure.held, "member"),
        End.ERASED,
        "chat message case words sent_at publish_at state expires_at",
    ),
    Trace(
        "signatures",
        procedure.signatures,
        _is(procedure.signatures, "member"),
        End.EMPTIED,
        "chat clause term reason asked_at state decided_at case",
        {"reason": ""},
    ),
    Trace(
        "signatures_asked",
        procedure.signatures,
        _is(procedure.signatures, "moderator", "decided_by"),
        End.KEPT,
        "chat clause term asked_at state decided_at case",
    ),
    Trace(
        "departures",
        procedure.departures,
        _is(procedure.departures, "target"),
        End.ERASED,
        "reason asked_at state",
    ),
    Trace(
        "departures_with_family",
        procedure.departures,
        _lists(procedure.departures, "places"),
        End.ERASED,
        "asked_at state",
    ),
    Trace(
        "departures_asked",
        procedure.departures,
        _is(procedure.departures, "moderator"),
        End.KEPT,
        "asked_at state",
    ),
    Trace(
        "cards",
        procedure.cards,
        _is(procedure.cards, "receiver"),
        End.ERASED,
        "case owed_at",
    ),
    Trace(
        "appointments",
        procedure.appointments,
        _is(procedure.appointments, "member"),
        End.ERASED,
        "chat at",
    ),
    Trace(
        "appointments_made",
        procedure.appointments,
        _is(procedure.appointments, "by"),
        End.KEPT,
        "chat at",
    ),
    Trace(
        "exceptions",
        procedure.exceptions,
        _is(procedure.exceptions, "by"),
        End.KEPT,
        "chat word at",
    ),
    Trace(
        "unsaid",
        procedure.unsaid,
        _is(procedure.unsaid, "member"),
        End.ERASED,
        "words at",
    ),
    Trace(
        "web_links",
        procedure.web_links,
        _is(procedure.web_links, "member"),
        End.ERASED,
        "expires_at",
    ),
    Trace(
        "web_sessions",
        procedure.web_sessions,
        _is(procedure.web_sessions, "member"),
        End.ERASED,
        "begun_at seen_at",
    ),
    Trace(
        "journal",
        tables.journal,
        _is(tables.journal, "target"),
        End.KEPT,
        _JOURNAL,
    ),
    Trace(
        "journal_own_deeds",
        tables.journal,
        _did(tables.journal, "actor"),
        End.KEPT,
        _JOURNAL,
    ),
)
