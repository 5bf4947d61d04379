"""The law of point «proportionality» over random interleavings of moderators, timers and members.

Whatever two moderators, an administrator, a neighbouring moderator, members and the clock do in
whatever order: no sanction without clause and case, no block before more than three counted
breaches, none over a calendar month, nobody judges his own dispute, a second block by the same
moderator is signed by another person, and nothing happens twice.
"""

import asyncio
import os
import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from bot.judging import (
    Charge,
    SecondSignatures,
    annul,
    breach,
    confirm,
    decline,
    dismiss,
    sign,
    take_back,
)
from rules.regulation.cases import State
from rules.regulation.clauses import CLUTTER, HATE, PROFANITY
from rules.regulation.decide import Answer, Decision, Law, decide
from rules.regulation.durations import A_MONTH, Duration
from rules.regulation.entry import Deed, Entry
from rules.regulation.fairness import SIGNED_WITHIN, is_side, needs_a_signature
from rules.regulation.message import Message
from rules.regulation.violation import Violation
from storage.sanctions import Course, Sanction
from storage.signatures import Answered
from tests.bot.in_memory import (
    ANNA,
    BORIS,
    CHAT,
    HEAD,
    MARIA,
    NOON,
    OLGA,
    PAVEL,
    Memory,
    a_desk,
)

STAFF, EVERYBODY = (MARIA, OLGA, HEAD), (MARIA, OLGA, HEAD, ANNA, BORIS, PAVEL)
TERMS = [Duration.parse(text) for text in ("30m", "3d", "1mo", "40d")]
DEEDS = {
    Answer.REMIND: Deed.REMINDER,
    Answer.WARN: Deed.WARNING,
    Answer.BLOCK: Deed.BLOCK,
}
SAID = {
    "swears": Violation("profanity", PROFANITY, fragment="…"),
    "doubtful": Violation("profanity", PROFANITY, certain=False, fragment="…"),
    "clutters": Violation("clutter", CLUTTER),
    "hates": Violation("hate", HATE, certain=False, fragment="…"),
}

minutes = st.sampled_from([0, 0, 1, 5, 11, 60, 24 * 60, 3 * 24 * 60 + 1, 8 * 24 * 60, 31 * 24 * 60])
numbers = st.integers(1, 8)
somebody = st.sampled_from([MARIA, MARIA, OLGA, OLGA, HEAD, ANNA, BORIS, PAVEL])
steps = st.one_of(
    st.tuples(st.just("say"), st.sampled_from(sorted(SAID)), st.sampled_from([0, 0, MARIA, BORIS])),
    st.tuples(st.just("warn"), somebody, st.sampled_from([0, 0, 0, MARIA, OLGA])),
    st.tuples(st.just("block"), somebody, st.sampled_from(TERMS)),
    st.tuples(st.sampled_from(["confirm", "dismiss", "annul", "take_back"]), somebody, numbers),
    st.tuples(st.sampled_from(["sign", "decline"]), somebody, st.integers(1, 3)),
    st.tuples(st.just("report"), st.sampled_from([MARIA, OLGA, BORIS]), numbers),
    # Many breaches in a row, so that blocks are reached.
    st.tuples(st.just("row"), st.sampled_from([MARIA, OLGA, 0]), st.integers(2, 4)),
)
# Some begin where the law is hard: a block by Maria is over, and three or four more follow.
TWO_DAYS = 2 * 24 * 60
openings = st.sampled_from(
    [
        [],
        [],
        [(0, ("row", MARIA, 4)), (TWO_DAYS, ("row", MARIA, 3))],
        [(0, ("row", MARIA, 4)), (TWO_DAYS, ("row", MARIA, 4))],
        [(0, ("row", 0, 3)), (11, ("block", OLGA, TERMS[0])), (TWO_DAYS, ("row", OLGA, 4))],
    ]
)
lives = st.lists(st.tuples(minutes, steps), min_size=4, max_size=24)
histories = st.builds(lambda opening, life: [*opening, *life], openings, lives)


@dataclass
class History:
    """One school's life, and what has to hold after each of its steps."""

    unit: Any = field(default_factory=Memory)
    desk: Any = field(default_factory=a_desk)
    now: Any = NOON
    messages: int = 0
    seen: dict[int, Sanction] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.law = Law(
            policies=self.desk.orders.rulebook(CHAT).policies,
            ladder=self.desk.settings.ladder,
            window=self.desk.settings.incidents.window,
        )

    async def play(self, history: Any) -> None:
        for wait, (do, who, what) in history:
            self.now += timedelta(minutes=wait)
            await self.desk.blocks.do(self.unit, self.now)
            await SecondSignatures(self.desk).do(self.unit, self.now)
            before = self._standing_of_all()
            await getattr(self, do)(who, what)
            if who not in (*STAFF, 0) and do not in ("say", "report"):
                assert self._standing_of_all() == before, "nobody who is no moderator decides"
            self.check()

    def _standing_of_all(self) -> Any:
        return dict(self.unit.cases.held), dict(self.unit.sanctions.held)

    # --- what people do

    async def say(self, said: str, to: int) -> None:
        self.messages += 1
        mention = f"[id{to}|…] " if to else ""
        message = Message(
            chat=CHAT, id=self.messages, author=ANNA, sent_at=self.now, text=mention + "…"
        )
        cases = await self.unit.cases.of_member(CHAT, ANNA)
        number = await self.unit.cases.next_number()
        decision = decide(message, (SAID[said],), cases, number, self.now, self.law)
        await self._record(message, decision)

    async def _record(self, message: Message, decision: Decision) -> None:
        """The rows of `bot/consequences.py` that matter to the law, and no others."""
        case = decision.case
        if case is None:
            return
        await self.unit.cases.save(case)
        await self.unit.cases.add_message(case.number, message, decision.violations)
        if decision.answer in DEEDS and decision.raised:
            entry = Entry(action=DEEDS[decision.answer], chat=CHAT, target=ANNA, case=case.number)
            await self.unit.journal.add([entry], self.now)
        if decision.block is not None and decision.raised:
            await self.desk.blocks.impose(self.unit, decision.block, CHAT, ANNA, 0)

    async def warn(self, judge: int, side: int) -> None:
        await self._charge(judge, None, (side,) if side else ())

    async def block(self, judge: int, term: Duration) -> None:
        await self._charge(judge, term, ())

    async def _charge(self, judge: int, term: Duration | None, sides: tuple[int, ...]) -> None:
        charge = Charge(
            chat=CHAT,
            member=ANNA,
            clause="3.3.3",
            judge=judge,
            reason="тон",
            sides=sides,
            term=term,
        )
        await breach(self.desk, self.unit, charge, self.now)

    async def row(self, judge: int, times: int) -> None:
        for _ in range(times):
            self.now += timedelta(minutes=11)
            if judge:
                await self.warn(judge, 0)
            else:
                await self.say("swears", 0)
            self.check()

    async def confirm(self, judge: int, number: int) -> None:
        if case := self.unit.cases.held.get(number):
            await confirm(self.desk, self.unit, case, judge, self.now)

    async def dismiss(self, judge: int, number: int) -> None:
        if case := self.unit.cases.held.get(number):
            await dismiss(self.desk, self.unit, case, judge, self.now)

    async def annul(self, judge: int, number: int) -> None:
        if case := self.unit.cases.held.get(number):
            await annul(self.desk, self.unit, case, judge, self.now, "ошибка")

    async def take_back(self, judge: int, number: int) -> None:
        await take_back(self.desk, self.unit, number, judge, self.now)

    async def sign(self, person: int, number: int) -> None:
        await sign(self.desk, self.unit, number, person, self.now)

    async def decline(self, person: int, number: int) -> None:
        await decline(self.desk, self.unit, number, person, self.now)

    async def report(self, person: int, number: int) -> None:
        """Before anybody decided: a report of what is decided changes nothing of the past."""
        case = self.unit.cases.held.get(number)
        if case is not None and case.decided_by == "bot":
            known = self.unit.cases.reported.get(number, frozenset())
            self.unit.cases.reported[number] = known | {person}

    # --- what has to hold

    def check(self) -> None:
        cases = tuple(self.unit.cases.held.values())
        standing = self.desk.settings.ladder.standing(cases, self.now)
        for sanction in self.unit.sanctions.held.values():
            if sanction.case not in self.seen:
                self._check_new_block(sanction, cases, standing)
            self.seen[sanction.case] = sanction
        self._check_in_force(standing)
        self._check_journal()

    def _check_new_block(self, sanction: Sanction, cases: Any, standing: Any) -> None:
        case = self.unit.cases.held[sanction.case]
        assert case.clauses, "no sanction without a clause"
        assert standing.ranks[case.number] > 3, "no block before more than three breaches"
        counted = [c for c in cases if c.counts and c.decided_at <= case.decided_at]
        assert len(counted) > 3
        assert sanction.until <= A_MONTH.after(sanction.since), "no block over a month"
        if case.decided_by != "bot":
            judge = int(case.decided_by)
            others = tuple(c for c in cases if c.number != case.number)
            ladder = self.desk.settings.ladder
            if needs_a_signature(others, ANNA, judge, ladder, self.now):
                signed = [
                    s
                    for s in self.unit.signatures.held.values()
                    if s.case == case.number and s.state is Answered.SIGNED
                ]
                assert signed, f"a second block within {SIGNED_WITHIN} needs a second person"
                assert all(s.decided_by is not None for s in signed)
                assert all(s.decided_by != s.moderator for s in signed)
                assert all(s.decided_by in STAFF for s in signed)

    def _check_in_force(self, standing: Any) -> None:
        in_force = [
            s
            for s in self.unit.sanctions.held.values()
            if s.course is Course.IN_FORCE and s.until > self.now  # a timer may be late
        ]
        assert len(in_force) <= 1, "nobody is blocked twice at once"
        for sanction in in_force:
            block = standing.block_of(sanction.case)
            assert block is not None, "a block rests on cases that count"
            assert sanction.until <= block.until
        block = standing.block_at(self.now)
        assert block is None or block.case in {s.case for s in in_force}, "a block nobody laid on"

    def _check_journal(self) -> None:
        for number, case in self.unit.cases.held.items():
            deeds = self.unit.journal.of_case(number)
            assert case.clauses
            assert deeds["warning"] + deeds["block"] <= 1, "one case is one strike"
            assert deeds["confirm"] + deeds["dismiss"] <= 1, "a case is decided once"
            assert deeds["annul"] <= 1
            assert deeds["unblock"] <= deeds["block"]
            if case.counts:
                assert deeds["warning"] + deeds["block"] == 1, "every strike is in the journal"
        deciding = ("warning", "block", "reminder", "confirm", "dismiss", "annul")
        for row in self.unit.journal.rows:
            if row.action.value in deciding and row.actor != "bot":
                judge = int(row.actor)
                assert judge in STAFF, "only moderators decide"
                case = self.unit.cases.held[row.case]
                assert judge != case.member


@dataclass
class Impartial(History):
    """Checks at the moment of each decision that its judge is no side then."""

    async def play(self, history: Any) -> None:
        for step in history:
            rows = len(self.unit.journal.rows)
            sides = {
                number: {one for one in EVERYBODY if self._is_side(case, one)}
                for number, case in self.unit.cases.held.items()
            }
            await super().play([step])
            for row in self.unit.journal.rows[rows:]:
                if row.action.value in ("confirm", "dismiss", "annul") and row.actor != "bot":
                    assert int(row.actor) not in sides.get(row.case, set()), "a side judged"

    def _is_side(self, case: Any, person: int) -> bool:
        reporters = self.unit.cases.reported.get(case.number, frozenset())
        return is_side(case, person, reporters)


def _play(history: Any) -> None:
    asyncio.run(Impartial().play(history))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(histories)
def test_no_interleaving_breaks_the_law(history):
    _play(history)


# Ten thousand take minutes: DEZHURNY_HISTORIES=10000 pytest tests/bot/test_interleavings.py
HISTORIES = int(os.environ.get("DEZHURNY_HISTORIES", "5000"))


@pytest.mark.slow
@pytest.mark.parametrize("quarter", range(4))  # processes share them
def test_no_interleaving_of_thousands_breaks_the_law(quarter):
    @seed(random.randrange(2**32))
    @settings(max_examples=HISTORIES // 4, suppress_health_check=list(HealthCheck))
    @given(histories)
    def play(history):
        _play(history)

    play()


def test_the_histories_reach_what_they_are_to_prove():
    """Blocks, signatures, lapses and refused sides do occur: the property is not empty."""
    met: set[str] = set()
    states: set[State] = set()

    @settings(
        max_examples=600,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    @given(histories)
    def look(history):
        one = Impartial()
        asyncio.run(one.play(history))
        met.update(row.action.value for row in one.unit.journal.rows)
        met.update(f"signature {s.state.value}" for s in one.unit.signatures.held.values())
        states.update(case.state for case in one.unit.cases.held.values())

    look()

    assert {"block", "unblock", "confirm", "dismiss", "annul", "passed", "signature"} <= met
    assert {"signature signed", "signature declined", "signature lapsed"} <= met
    assert states >= {State.COUNTED, State.REMINDED, State.DISMISSED, State.ANNULLED, State.LAPSED}
