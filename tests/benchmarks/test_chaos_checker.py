"""The chaos checker: of a school in order it says nothing, of each kind of damage it does."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from benchmarks.chaos.checker import check
from benchmarks.chaos.damage import Damage
from benchmarks.chaos.evidence import Evidence, InDatabase, InVk, OwnMessage, Row
from benchmarks.chaos.said import Ledger, Order, Press, Said
from rules.regulation.durations import Duration
from rules.regulation.ladder import Block, Standing

NOW = datetime(2026, 9, 1, 12, tzinfo=UTC)
BOT, CHAT, ANNA, BORIS, MARIA = -1, 2_000_000_001, 11, 12, 10
LATER = NOW + timedelta(hours=2)
BAD, CLEAN, OF_STAFF = (CHAT, 1), (CHAT, 2), (CHAT, 3)
NOTICE, REPLY = (CHAT, 4), (CHAT, 5)


def _said(place: tuple[int, int], author: int, *rules: str) -> Said:
    staff = author == MARIA
    return Said(place, author, staff, frozenset(rules), bool(rules) and not staff)


def _row(action: str, **told: Any) -> Row:
    blank = dict.fromkeys(("chat", "target", "message", "case", "rule", "reason", "outcome"))
    return {**blank, "actor": "bot", "action": action, "chat": CHAT, **told}


def _act(number: int, act: str, **told: Any) -> Row:
    payload = {"to": CHAT, "text": f"слова {number}", "target": ANNA}
    blank = {"id": number, "act": act, "chat": CHAT, "case": None, "urgency": 2, "after": None}
    done = {"state": "done", "not_before": NOW, "random_id": 100 + number, "result": {}}
    return {**blank, **done, "payload": payload, **told}


JOURNAL = (
    _row("violation", target=ANNA, message=1, case=1, rule="profanity"),
    _row("block", target=ANNA, message=1, case=1),
    _row("delete", target=ANNA, message=1, case=1, outcome="выполнено"),
    _row("violation", target=MARIA, message=3, rule="profanity"),
    _row("warning", actor=str(MARIA), target=BORIS, case=2, reason="знак1"),
    _row("annul", actor=str(MARIA), target=BORIS, case=2, reason="знак2"),
)
OUTBOX = (
    _act(1, "delete", case=1),
    _act(2, "send", case=1, result={"message": NOTICE[1]}),
    _act(3, "send", urgency=3, payload={"to": CHAT, "text": "готово", "target": MARIA},
         result={"message": REPLY[1]}),
    _act(4, "answer", payload={"event": "e1", "target": MARIA, "text": "готово"}),
    _act(5, "send", case=2, payload={"to": BORIS, "text": "слово", "target": BORIS},
         result={"message": 1}),
)  # fmt: skip
SANCTION = {
    "case": 1, "chat": CHAT, "member": ANNA, "state": "in_force", "enforcement": "restrict",
    "since": NOW, "until": LATER,
}  # fmt: skip


def whole() -> Evidence:
    """Anna's breach brought a block; Boris was warned by Maria, who took it back."""
    case = {"told": "told", "notice": 2}
    one = {**case, "number": 1, "chat": CHAT, "member": ANNA, "messages": 1}
    two = {**case, "number": 2, "chat": CHAT, "member": BORIS, "messages": 1}
    block = Block(1, NOW, LATER, Duration(rest=timedelta(hours=2)))
    return Evidence(
        now=NOW,
        bot=BOT,
        ledger=Ledger(
            said={
                BAD: _said(BAD, ANNA, "profanity"),
                CLEAN: _said(CLEAN, BORIS),
                OF_STAFF: _said(OF_STAFF, MARIA, "profanity"),
            },
            presses=[Press("e1", MARIA)],
            orders=[Order(CHAT, MARIA, "знак1")],
        ),
        vk=InVk(
            deleted={BAD: BOT},
            own=(OwnMessage(NOTICE, 102), OwnMessage(REPLY, 103), OwnMessage((BORIS, 1), 105)),
            restricted={(CHAT, ANNA): LATER},
            members=frozenset({(CHAT, ANNA), (CHAT, BORIS), (CHAT, MARIA)}),
        ),
        kept=InDatabase(
            chain_fault="",
            journal=JOURNAL,
            cases=(one, two),
            case_messages=({"case": 1, "chat": CHAT, "message": 1},),
            sanctions=(SANCTION,),
            outbox=OUTBOX,
            set_aside=(),
            last_case=2,
            standings={(CHAT, ANNA): Standing((), (block,), {1: 4}), (CHAT, BORIS): Standing()},
        ),
    )


def _kept(**changes: Any) -> Callable[[Evidence], Evidence]:
    return lambda evidence: replace(evidence, kept=replace(evidence.kept, **changes))


def _vk(**changes: Any) -> Callable[[Evidence], Evidence]:
    return lambda evidence: replace(evidence, vk=replace(evidence.vk, **changes))


def _without(rows: tuple[Row, ...], number: int) -> tuple[Row, ...]:
    return rows[:number] + rows[number + 1 :]


def _changed(rows: tuple[Row, ...], number: int, **changes: Any) -> tuple[Row, ...]:
    return (*rows[:number], {**rows[number], **changes}, *rows[number + 1 :])


OWN = whole().vk.own
DAMAGES: dict[Damage, Callable[[Evidence], Evidence]] = {
    Damage.CHAIN: _kept(chain_fault="строка 3"),
    Damage.WAITING: _kept(outbox=_changed(OUTBOX, 0, state="waiting")),
    Damage.SET_ASIDE: _kept(set_aside=({"reason": "ValueError in the pipeline"},)),
    Damage.SENT_UNKNOWN: _vk(own=(*OWN, OwnMessage((CHAT, 6), 999))),
    Damage.SENT_TWICE: _vk(own=(*OWN, OwnMessage((CHAT, 6), 102))),
    Damage.NOT_SENT: _vk(own=OWN[1:]),
    Damage.TOLD_TWICE: lambda whole: _vk(own=(*OWN, OwnMessage((CHAT, 6), 106)))(
        _kept(outbox=(*OUTBOX, {**OUTBOX[1], "id": 6, "random_id": 106, "result": {"message": 6}}))(
            whole
        )
    ),
    Damage.NOT_TOLD: lambda whole: _vk(own=OWN[1:])(_kept(outbox=_without(OUTBOX, 1))(whole)),
    Damage.PRESS_LOST: _kept(outbox=_without(OUTBOX, 3)),
    Damage.PRESSED_TWICE: _kept(outbox=(*OUTBOX, {**OUTBOX[3], "id": 6})),
    Damage.ORDER_LOST: lambda whole: _vk(own=(OWN[0], OWN[2]))(
        _kept(outbox=_without(OUTBOX, 2))(whole)
    ),
    Damage.ORDERED_TWICE: _kept(journal=(*JOURNAL, JOURNAL[4])),
    Damage.JUDGED_TWICE: _kept(journal=(*JOURNAL, JOURNAL[0])),
    Damage.BREACH_LOST: _kept(journal=_without(JOURNAL, 3)),
    Damage.WRONGED: _kept(journal=(*JOURNAL, _row("violation", message=2, rule="rudeness"))),
    Damage.NOT_DELETED: lambda whole: _vk(deleted={})(_kept(journal=_without(JOURNAL, 2))(whole)),
    Damage.DELETED_TWICE: _kept(journal=(*JOURNAL, JOURNAL[2])),
    Damage.DELETED_UNKNOWN: _kept(journal=_changed(JOURNAL, 2, outcome="поздно")),
    Damage.DELETED_NOT: _vk(deleted={}),
    Damage.DEED_TWICE: _kept(journal=(*JOURNAL, JOURNAL[1])),
    Damage.NUMBERS: _kept(last_case=3),
    Damage.MISCOUNTED: _kept(cases=_changed(whole().kept.cases, 0, messages=2)),
    Damage.STRIKES: _kept(standings={(CHAT, ANNA): Standing()}),
    Damage.UNJOURNALED_BLOCK: _kept(journal=_without(JOURNAL, 1)),
    Damage.UNRESTRICTED: _vk(restricted={}),
    Damage.RESTRICTED: _vk(restricted={(CHAT, ANNA): LATER, (CHAT, BORIS): None}),
}


def test_a_school_in_order_has_no_finding():
    assert check(whole()) == ()


def test_every_kind_of_damage_has_its_mutation():
    assert set(DAMAGES) == set(Damage)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.name.lower())
def test_each_kind_of_damage_is_found(damage):
    found = check(DAMAGES[damage](whole()))

    assert damage in {finding.damage for finding in found}
    assert all(finding.what for finding in found)


def test_what_vk_lost_for_good_is_no_lost_press():
    evidence = _kept(outbox=_without(OUTBOX, 3))(whole())
    evidence.ledger.lost.add("e1")

    assert check(evidence) == ()


def test_a_deletion_that_vk_refused_is_no_lost_one_when_the_journal_says_so():
    refused = _kept(journal=_changed(JOURNAL, 2, outcome="ВК отказал (код 15)"))(whole())

    assert check(_vk(deleted={})(refused)) == ()


def test_a_block_that_vk_would_not_carry_out_is_kept_by_deletion():
    by_deletion = _kept(sanctions=({**SANCTION, "enforcement": "delete"},))(whole())

    assert check(_vk(restricted={})(by_deletion)) == ()
    assert check(by_deletion) != ()
