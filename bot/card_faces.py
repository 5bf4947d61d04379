"""What a card says and which buttons it carries, made anew from what is known when it is shown."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.keyboards import Button, Rows, rows
from rules.language.reading import read
from rules.regulation.cases import OVER, Case, State
from rules.regulation.clauses import (
    CLUTTER,
    FOREIGN_MESSENGERS,
    HATE,
    PERSONAL_DATA,
    PROFANITY,
    RUDENESS,
    UNLAWFUL,
)
from rules.regulation.entry import BOT
from rules.regulation.message import Role
from storage.appeals import Appeal, Course
from storage.cards import About, Card
from storage.complaints import Complaint
from storage.unit import Unit

BREACH, CLEAN, ALLOW = "card_breach", "card_clean", "card_allow"
RIGHT, WRONG, NEXT = "card_right", "card_wrong", "card_next"
UPHOLD, ANNUL, BACK = "appeal_uphold", "appeal_annul", "appeal_back"
CITE, NO_BREACH, SEEN = "complaint_cite", "complaint_clean", "complaint_seen"

WORD_RULES = frozenset({"profanity", "rudeness", "own_words", "clutter"})
CITED = (CLUTTER, RUDENESS, PROFANITY, HATE, PERSONAL_DATA, UNLAWFUL, FOREIGN_MESSENGERS)
MOST_SHOWN = 3  # fragments of one case


@dataclass(frozen=True, slots=True)
class Face:
    chat: int  # that it is about
    text: str
    buttons: Rows


async def face(desk: Desk, unit: Unit, card: Card, now: datetime) -> Face | None:
    """The card as it has to look now; None where there is nothing to ask any more."""
    if card.about is About.COMPLAINT:
        complaint = await unit.complaints.get(card.number)
        if complaint is None or complaint.decided_at is not None:
            return None
        return await _complaint(desk, unit, complaint)
    case = await unit.cases.get(card.number)
    if case is None or case.state in OVER:
        return None
    fragment = await fragment_of(unit, case)
    if card.about is About.CASE:
        return await _case(desk, unit, case, fragment)
    appeal = await unit.appeals.get(case.number)
    if appeal is None or appeal.course is not Course.OPEN:
        return None
    return Face(case.chat, _appealed(desk, case, appeal, fragment), appeal_buttons(desk, case))


async def place_of(unit: Unit, card: Card) -> int | None:
    """The chat that a card is about."""
    if card.about is About.COMPLAINT:
        complaint = await unit.complaints.get(card.number)
        return complaint.chat if complaint else None
    case = await unit.cases.get(card.number)
    return case.chat if case else None


async def fragment_of(unit: Unit, case: Case) -> str:
    """The evidence of a case, masked where it is a personal datum; empty where none is kept."""
    return " … ".join((await fragments_of(unit, case))[:MOST_SHOWN])


async def fragments_of(unit: Unit, case: Case) -> list[str]:
    """Each of the words once: two rules may have found the same, or one a part of the other's."""
    found = list(dict.fromkeys(await unit.evidence.of_case(case.number)))
    plain = [one.casefold() for one in found]
    return [
        one
        for place, one in enumerate(found)
        if not any(
            plain[place] in other and (plain[place] != other or there < place)
            for there, other in enumerate(plain)
            if there != place
        )
    ]


def more_waiting(desk: Desk, shown: Face, others: int) -> Face:
    """One of several: a button leads to the next."""
    label = desk.texts.render("cards.next_button")
    more = rows([Button(label, NEXT)])
    text = f"{shown.text}\n{desk.texts.render('cards.waiting', others=others)}"
    return replace(shown, text=text, buttons=[*shown.buttons, *more])


async def _case(desk: Desk, unit: Unit, case: Case, fragment: str) -> Face:
    label = desk.texts.render
    known = _known(desk, case) | {"sent_at": case.opened_at, "fragment": fragment}
    data = {"n": case.number}
    if case.state is not State.DOUBTFUL:
        deleted = case.messages if _deletes(desk, case) else 0
        text = label("moderators.card_certain", **known, messages=deleted)
        right = Button(label("cards.right_button"), RIGHT, data, "positive")
        wrong = Button(label("cards.wrong_button"), WRONG, data, "negative")
        return Face(case.chat, text, rows([right, wrong]))
    choice = [
        Button(label("cards.breach_button"), BREACH, data, "negative"),
        Button(label("cards.clean_button"), CLEAN, data, "positive"),
    ]
    word = await word_of(unit, case)
    exception = [Button(label("cards.allow_button"), ALLOW, data)] if word else []
    return Face(case.chat, label("moderators.card", **known), rows(choice, exception))


def _deletes(desk: Desk, case: Case) -> bool:
    policies = desk.orders.rulebook(case.chat).policies
    return any(policies[rule].action == "delete" for rule in case.rules if rule in policies)


async def word_of(unit: Unit, case: Case) -> str | None:
    """The one word for which a case was asked about; None where it is not one word."""
    if not case.rules or not WORD_RULES.issuperset(case.rules):
        return None
    words = {_word(fragment) for fragment in await unit.evidence.of_case(case.number)}
    return words.pop() if len(words) == 1 else None


def _word(fragment: str) -> str | None:
    words = read(fragment).texts
    return words[0] if len(words) == 1 else None


def _appealed(desk: Desk, case: Case, appeal: Appeal, fragment: str) -> str:
    known = _known(desk, case) | {"reason": appeal.words, "fragment": fragment}
    return desk.texts.render("moderators.appealed", **known, filed_at=appeal.filed_at)


def appeal_buttons(desk: Desk, case: Case) -> Rows:
    label, data = desk.texts.render, {"n": case.number}
    return rows(
        [
            Button(label("appeals.uphold_button"), UPHOLD, data),
            Button(label("appeals.annul_button"), ANNUL, data),
        ]
    )


async def _complaint(desk: Desk, unit: Unit, complaint: Complaint) -> Face:
    said = desk.texts.render
    kept = await unit.evidence.of_message(complaint.chat, complaint.message)
    of_staff = desk.people.role(complaint.chat, complaint.author) is not Role.MEMBER
    text = said(
        "complaints.card",
        chat=desk.people.title(complaint.chat),
        at=complaint.at,
        member=complaint.author,
        name=desk.people.name(complaint.chat, complaint.author),
        fragment=kept[0] if kept else "",
        of_staff=of_staff,
    )
    data: dict[str, int | str] = {"n": complaint.id}
    if of_staff:
        seen = Button(said("complaints.seen_button"), SEEN, data, "positive")
        return Face(complaint.chat, text, rows([seen]))
    cites = [
        Button(
            said("complaints.clause_button", number=clause.number),
            CITE,
            data | {"c": clause.number},
        )
        for clause in CITED
    ]
    pairs = [cites[first : first + 2] for first in range(0, len(cites), 2)]
    clean = Button(said("complaints.clean_button"), NO_BREACH, data, "positive")
    return Face(complaint.chat, text, rows(*pairs, [clean]))


def decided_text(desk: Desk, case: Case) -> str:
    by = int(case.decided_by) if case.decided_by != BOT else 0
    return desk.texts.render(
        "moderators.card_decided",
        case=case.number,
        breach=case.state not in OVER,
        annulled=case.state is State.ANNULLED,
        clauses=case.clauses,
        decided_by=by,
        decided_by_name=desk.people.name(case.chat, by) if by else "",
        decided_at=case.decided_at,
    )


def lapsed_text(desk: Desk, case: Case) -> str:
    length = str(desk.settings.cards.lapse)
    return desk.texts.render("moderators.card_lapsed", case=case.number, length=length)


def _known(desk: Desk, case: Case) -> dict[str, Any]:
    return {
        "chat": desk.people.title(case.chat),
        "member": case.member,
        "name": desk.people.name(case.chat, case.member),
        "case": case.number,
        "clauses": case.clauses,
    }
