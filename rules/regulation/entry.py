"""One line of the journal: who did what to whom, by which clause. Clause 2.8 made data."""

from dataclasses import dataclass
from enum import StrEnum

from rules.regulation.cases import Case
from rules.regulation.clauses import NO_PREFERENCE

BOT = "bot"


class Deed(StrEnum):
    """What a journal row tells."""

    VIOLATION = "violation"  # a rule was broken; one row for each message and clause
    REMINDER = "reminder"  # told kindly, no strike
    WARNING = "warning"  # strikes 1 to 3
    BLOCK = "block"
    UNBLOCK = "unblock"
    DELETE = "delete"  # a message was deleted, or could not be: see the outcome
    RESTRICT = "restrict"  # the messenger's restriction was laid on, or refused
    RELEASE = "release"  # … and taken off
    REMOVE = "remove"
    INVITE = "invite"
    NOTICE = "notice"  # a notice could not be delivered
    ANNUL = "annul"
    APOLOGY = "apology"
    OBJECTION = "objection"
    APPEAL = "appeal"  # disputed, or a dispute was decided: see the outcome
    CONFIRM = "confirm"  # a moderator says of a doubtful case: a breach
    DISMISS = "dismiss"  # … and: no breach
    LAPSE = "lapse"  # nobody answered in time
    PASSED = "passed"  # a case went on to another judge: the first is a side of it (2.8)
    COMPLAINT = "complaint"  # a member shows a message to the moderators
    SIGNATURE = "signature"  # a second moderator was asked, signed or declined
    EXCEPTION = "exception"  # a word was allowed in a chat, or no longer is
    ORDER = "order"  # mode, kind of chat, quiet hours lifted, a moderator appointed
    ACQUAINTED = "acquainted"  # shown the rules, or confirmed them (2.4)
    REMIND_ALL = "remind_all"  # one reminder of the rules to a whole chat (2.5)
    HELD = "held"  # a night message was kept, published or dropped: see the outcome
    LEAVER = "leaver"  # left the school (2.9): no sanction
    ROSTER = "roster"  # the school's list was read in
    ERASE = "erase"  # a person's data were erased at request
    EXPORT = "export"  # … or handed over
    PURGE = "purge"  # records came to their end
    REPORT = "report"  # the head's figures were sent
    HEAD = "head"  # the digest of the journal so far was sent: it proves what stood before it
    JOINED = "joined"  # the bot came into a chat
    RIGHTS = "rights"  # the bot gained or lost the rights to moderate
    GAP = "gap"  # updates that the messenger no longer offers


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What a row says; its place in the chain is the storage's to give. Never a message's text."""

    action: Deed
    actor: str = BOT  # "bot" or a VK id
    chat: int | None = None
    target: int | None = None
    message: int | None = None
    case: int | None = None
    clause: str | None = None
    rule: str | None = None
    reason: str | None = None
    outcome: str | None = None
    evidence: str | None = None  # the salted digest of what the evidence table holds


def about_case(
    case: Case,
    action: Deed,
    actor: int | str = BOT,
    *,
    target: int | None = None,
    reason: str | None = None,
    outcome: str | None = None,
) -> Entry:
    """A step of the fair procedure about a case (2.8); its target is the member if nobody else."""
    return Entry(
        action=action,
        actor=str(actor),
        chat=case.chat,
        target=case.member if target is None else target,
        case=case.number,
        clause=NO_PREFERENCE.number,
        reason=reason,
        outcome=outcome,
    )
