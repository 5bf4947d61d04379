"""A history through the rules and the ladder, message by message, on its own clock.

The rules judge every message as it stood in the chat. The ladder decides with the message's
own time for «now» and with cases that live in memory. While a member is blocked, nothing of
his reaches the ladder: those messages would not have been written. A doubtful breach waits
for a moderator who is not there, so it costs nothing; a watched chat is replayed as if the
bot acted there, for that is the question.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from bot.config import Settings
from bot.recent import Recent
from bot.replay.history import History
from rules.regulation.cases import Case
from rules.regulation.decide import Answer, Decision, Law, decide
from rules.regulation.ladder import Block
from rules.regulation.message import Context, Message, Role
from rules.regulation.policy import Enforcement
from rules.regulation.violation import Rule, Violation

EVERY = 500  # messages between two words on how far it has got


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
    history: History, settings: Settings, advance: Callable[[int], None] = lambda _: None
) -> Replay:
    """Every message in order. `advance` hears how many messages were done just now."""
    court = _Court(settings)
    breaches: list[Breach] = []
    for done, message in enumerate(history.messages, start=1):
        breach = court.hear(message)
        if breach is not None:
            breaches.append(breach)
        if done % EVERY == 0:
            advance(EVERY)
    advance(len(history.messages) % EVERY)
    unwritten, failures = MappingProxyType(court.unwritten), MappingProxyType(court.failures)
    return Replay(history, tuple(breaches), unwritten, failures)


@dataclass(slots=True)
class _Court:
    """The rules of each chat, and all that is remembered of its members."""

    settings: Settings
    recent: Recent = field(default_factory=Recent)
    cases: dict[tuple[int, int], dict[int, Case]] = field(default_factory=lambda: defaultdict(dict))
    blocks: dict[tuple[int, int], Block] = field(default_factory=dict)
    broken: dict[tuple[int, int], frozenset[str]] = field(default_factory=dict)
    unwritten: Counter[tuple[int, int]] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    _number: int = 1  # of the next case
    _chats: dict[int, tuple[tuple[Rule, ...], Law]] = field(default_factory=dict)
    _staff: dict[int, frozenset[int]] = field(default_factory=dict)

    def hear(self, message: Message) -> Breach | None:
        chat = message.chat
        if chat not in self._chats:
            self._open(chat)
        rules, law = self._chats[chat]
        if message.author in self._staff[chat]:
            message = replace(message, role=Role.MODERATOR)
        violations = self._judged(message, rules)
        block = self._block_of(message)
        if block is not None:
            self.unwritten[chat, message.author] += 1
            return self._unwritten(message, violations, block) if violations else None
        return self._decided(message, violations, law) if violations else None

    def _open(self, chat: int) -> None:
        book, settings = self.settings.rulebook(chat), self.settings
        law = Law(policies=book.policies, ladder=settings.ladder, window=settings.incidents.window)
        self._chats[chat] = (book.rules if settings.enabled(chat) else (), law)
        self._staff[chat] = settings.moderators(chat) | frozenset(settings.school.admins)

    def _judged(self, message: Message, rules: tuple[Rule, ...]) -> tuple[Violation, ...]:
        context: Context = self.recent.context_of(message)
        found: list[Violation] = []
        for rule in rules:
            try:
                violation = rule.check(message, context)
            except Exception:  # noqa: BLE001 - one broken rule may not end the replay: counted, told
                self.failures[rule.name] += 1
            else:
                if violation is not None:
                    found.append(violation)
        self.recent.add(message)
        return tuple(found)

    def _block_of(self, message: Message) -> Block | None:
        block = self.blocks.get((message.chat, message.author))
        moment = message.edited_at or message.sent_at
        return block if block is not None and block.in_force(moment) else None

    def _unwritten(
        self, message: Message, violations: tuple[Violation, ...], block: Block
    ) -> Breach:
        by_deletion = self.settings.blocks.enforcement is Enforcement.DELETE
        decision = Decision(
            answer=Answer.SILENT, violations=violations, delete=by_deletion, block=block
        )
        action = Action.DELETE if by_deletion else Action.BLOCK
        return Breach(message, violations, decision, action)

    def _decided(
        self, message: Message, violations: tuple[Violation, ...], law: Law
    ) -> Breach | None:
        place, member = (message.chat, message.id), (message.chat, message.author)
        known = self.broken.get(place, frozenset())
        fresh = tuple(violation for violation in violations if violation.rule not in known)
        if not fresh:
            return None  # an edit that breaks what its first version broke
        now = message.edited_at or message.sent_at
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
