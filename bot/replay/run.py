"""A history through the rules and the ladder, message by message, on its own clock.

The rules judge every message as it stood in the chat. The ladder decides with the message's
own time for «now» and with cases that live in memory. While a member is blocked, nothing of
his reaches the ladder: those messages would not have been written. A doubtful breach waits
for a moderator who is not there, so it costs nothing; a watched chat is replayed as if the
bot acted there, for that is the question.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from bot.config import Settings
from bot.replay.history import History
from bot.replay.judging import Advance, judge_all, moment_of, with_roles
from rules.regulation.cases import Case
from rules.regulation.decide import Answer, Decision, Law, decide
from rules.regulation.ladder import Block
from rules.regulation.message import Message
from rules.regulation.policy import Enforcement
from rules.regulation.violation import Violation


class Action(StrEnum):
    """What would have been done with one message."""

    DELETE = "delete"
    WARN = "warn"
    REMIND = "remind"
    REVIEW = "review"  # doubtful: a moderator is asked
    BLOCK = "block"  # its author is blocked by it, or could not have written it
    NONE = "none"  # of the school's staff: never sanctioned


@dataclass(frozen=True, slots=True)
class Breach:
    """A message that broke something, and what it would have brought."""

    message: Message
    violations: tuple[Violation, ...]
    decision: Decision
    action: Action

    @property
    def certain(self) -> bool:
        return any(violation.certain for violation in self.violations)

    @property
    def clauses(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(violation.clause.number for violation in self.violations))

    @property
    def key(self) -> tuple[int, int, float]:
        """The same for the same version of the same message, in every replay."""
        edited = self.message.edited_at
        return self.message.chat, self.message.id, edited.timestamp() if edited else 0.0


@dataclass(frozen=True, slots=True)
class Replay:
    """What would have happened."""

    history: History
    breaches: tuple[Breach, ...]
    # (chat, member) -> messages that a block would have kept from the chat
    unwritten: Mapping[tuple[int, int], int] = field(default_factory=dict)
    failures: Mapping[str, int] = field(default_factory=dict)  # rule -> messages it raised on


def replay(
    history: History,
    settings: Settings,
    advance: Advance = lambda _: None,
    cores: int | None = None,
) -> Replay:
    """Every message in order. `advance` hears how many messages were done just now."""
    messages = with_roles(history.messages, settings)
    judged = judge_all(messages, settings, advance, cores)
    course = _Course(settings)
    heard = (
        course.hear(message, judged.verdicts.get(place, ()))
        for place, message in enumerate(messages)
    )
    breaches = tuple(breach for breach in heard if breach is not None)
    return Replay(history, breaches, course.unwritten, judged.failures)


@dataclass(slots=True)
class _Course:
    """What is remembered of the members while the history goes by."""

    settings: Settings
    cases: dict[tuple[int, int], dict[int, Case]] = field(default_factory=lambda: defaultdict(dict))
    blocks: dict[tuple[int, int], Block] = field(default_factory=dict)
    broken: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    unwritten: Counter[tuple[int, int]] = field(default_factory=Counter)
    _number: int = 1  # of the next case
    _laws: dict[int, Law] = field(default_factory=dict)  # of chats

    def hear(self, message: Message, violations: tuple[Violation, ...]) -> Breach | None:
        block = self._block_of(message)
        if block is not None:
            self.unwritten[message.chat, message.author] += 1
            return self._unwritten(message, violations, block) if violations else None
        return self._decided(message, violations) if violations else None

    def _law(self, chat: int) -> Law:
        if chat not in self._laws:
            settings = self.settings
            policies = settings.rulebook(chat).policies
            self._laws[chat] = Law(
                policies=policies, ladder=settings.ladder, window=settings.incidents.window
            )
        return self._laws[chat]

    def _block_of(self, message: Message) -> Block | None:
        block = self.blocks.get((message.chat, message.author))
        return block if block is not None and block.in_force(moment_of(message)) else None

    def _unwritten(
        self, message: Message, violations: tuple[Violation, ...], block: Block
    ) -> Breach:
        by_deletion = self.settings.blocks.enforcement is Enforcement.DELETE
        decision = Decision(
            answer=Answer.SILENT, violations=violations, delete=by_deletion, block=block
        )
        action = Action.DELETE if by_deletion else Action.BLOCK
        return Breach(message, violations, decision, action)

    def _decided(self, message: Message, violations: tuple[Violation, ...]) -> Breach | None:
        place, member = (message.chat, message.id), (message.chat, message.author)
        known = self.broken.get(place, frozenset())
        fresh = tuple(violation for violation in violations if violation.rule not in known)
        if not fresh:
            return None  # an edit that breaks what its first version broke
        now, law = moment_of(message), self._law(message.chat)
        cases = self.cases[member]
        decision = decide(message, fresh, cases.values(), self._number, now, law)
        self.broken[place] = known | {violation.rule for violation in fresh}
        if decision.case is not None:
            cases[decision.case.number] = decision.case
            self._number += decision.is_new
        if decision.block is not None:
            self.blocks[member] = decision.block
        return Breach(message, fresh, decision, _action(decision))


def _action(decision: Decision) -> Action:
    if decision.delete:
        return Action.DELETE
    return {
        Answer.STAFF: Action.NONE,
        Answer.REVIEW: Action.REVIEW,
        Answer.REMIND: Action.REMIND,
        Answer.WARN: Action.WARN,
        Answer.BLOCK: Action.BLOCK,
    }.get(decision.answer, Action.NONE)
