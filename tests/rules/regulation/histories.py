"""Random histories of one member, for the laws of clause 2.6."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from rules.regulation.cases import Case, State
from rules.regulation.clauses import CLUTTER, PROFANITY, QUIET_HOURS
from rules.regulation.decide import Law
from rules.regulation.ladder import Ladder
from rules.regulation.message import Message, Role
from rules.regulation.policy import DEFAULT_POLICIES
from rules.regulation.violation import Violation

MOSCOW = ZoneInfo("Europe/Moscow")
START = datetime(2026, 1, 5, 12, tzinfo=MOSCOW)
LAW = Law(policies=DEFAULT_POLICIES, ladder=Ladder(), window=timedelta(minutes=10))
SWORE = (Violation("profanity", PROFANITY, fragment="…"),)
JOKED = (Violation("clutter", CLUTTER),)
DOUBT = (Violation("profanity", PROFANITY, certain=False),)
NIGHT = (Violation("quiet_hours", QUIET_HOURS, evidence="отправлено в 23:00:00"),)


def a_message(at: datetime, number: int = 1, role: Role = Role.MEMBER) -> Message:
    return Message(chat=2_000_000_001, id=number, author=7, sent_at=at, text="…", role=role)


def a_case(number: int, at: datetime, state: State = State.COUNTED) -> Case:
    return Case(
        number=number,
        chat=2_000_000_001,
        member=7,
        state=state,
        opened_at=at,
        open_until=at + timedelta(minutes=10),
        decided_at=at,
        rules=("profanity",),
        clauses=("3.3.4",),
    )


gaps = st.timedeltas(timedelta(minutes=11), timedelta(days=40))
states = st.sampled_from([State.COUNTED, State.COUNTED, *State])


@st.composite
def histories(draw: st.DrawFn, most: int = 12) -> tuple[Case, ...]:
    """Cases in the order of their decisions, of every state."""
    at, cases = START, []
    for number in range(1, draw(st.integers(0, most)) + 1):
        at += draw(gaps)
        cases.append(a_case(number, at, draw(states)))
    return tuple(cases)
