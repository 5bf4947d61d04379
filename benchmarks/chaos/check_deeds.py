"""What the bot did: every act has its row, every row its act, and everybody his answer."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from benchmarks.chaos.damage import Damage, Finding, twice
from benchmarks.chaos.evidence import Evidence, Row

ONCE_A_CASE = ("annul", "dismiss")
DECIDED = ("warning", "reminder", "block", "annul", "dismiss")


def journal_is_whole(evidence: Evidence) -> Iterator[Finding]:
    if evidence.kept.chain_fault:
        yield Finding(Damage.CHAIN, evidence.kept.chain_fault)


def nothing_waits_or_was_set_aside(evidence: Evidence) -> Iterator[Finding]:
    states = {row["id"]: row["state"] for row in evidence.kept.outbox}
    for row in evidence.kept.outbox:
        is_free = states.get(row["after"], "done") != "waiting"
        if row["state"] == "waiting" and row["not_before"] <= evidence.now and is_free:
            yield Finding(Damage.WAITING, f"{row['act']} {row['id']} since {row['not_before']}")
    for row in evidence.kept.set_aside:
        yield Finding(Damage.SET_ASIDE, str(row["reason"]))


def every_message_of_ours_has_its_row(evidence: Evidence) -> Iterator[Finding]:
    sends = [row for row in evidence.kept.outbox if row["act"] == "send"]
    known = {(row["payload"]["to"], row["random_id"]) for row in sends}
    held = [(own.place[0], own.random_id) for own in evidence.vk.own]
    for to, number in sorted(set(held) - known):
        yield Finding(Damage.SENT_UNKNOWN, f"random_id {number} to {to}")
    for to, number in twice(held):
        yield Finding(Damage.SENT_TWICE, f"random_id {number} to {to}")
    places = {own.place: own.random_id for own in evidence.vk.own}
    for row in sends:
        place = (row["payload"]["to"], (row["result"] or {}).get("message", 0))
        if row["state"] == "done" and places.get(place) != row["random_id"]:
            yield Finding(Damage.NOT_SENT, f"row {row['id']} at {place}")


def nobody_is_told_twice_or_not_at_all(evidence: Evidence) -> Iterator[Finding]:
    sends = [row for row in evidence.kept.outbox if row["act"] == "send"]
    sent = [row for row in sends if row["state"] == "done"]
    about = [(row["case"], row["payload"]["to"], row["payload"]["text"]) for row in sent]
    for case, to, _ in twice(one for one in about if one[0] is not None):
        yield Finding(Damage.TOLD_TWICE, f"№{case} to {to}")
    told = {(case, to) for case, to, _ in about}
    # What could not be sent stands in the journal; the morning's summary has a row of its own.
    excused = {row["case"] for row in evidence.kept.journal if row["action"] == "notice"}
    excused |= _told_by_summary(evidence, sends)
    for row in evidence.kept.journal:
        if row["action"] not in DECIDED[:3] or row["case"] in excused:
            continue
        if not told & {(row["case"], row["chat"]), (row["case"], row["target"])}:
            yield Finding(Damage.NOT_TOLD, f"{row['action']} of №{row['case']}")


def _told_by_summary(evidence: Evidence, sends: list[Row]) -> set[int]:
    sent = {row["id"] for row in sends if row["state"] == "done"}
    return {
        case["number"]
        for case in evidence.kept.cases
        if case["told"] == "owed" or (case["told"] == "summary" and case["notice"] in sent)
    }


def every_press_and_order_is_answered_once(evidence: Evidence) -> Iterator[Finding]:
    rows = [row for row in evidence.kept.outbox if row["act"] == "answer"]
    answers = Counter(row["payload"]["event"] for row in rows)
    for press in evidence.ledger.presses:
        if answers[press.event] > 1:
            yield Finding(Damage.PRESSED_TWICE, press.event)
        if not answers[press.event] and press.event not in evidence.ledger.lost:
            yield Finding(Damage.PRESS_LOST, press.event)
    yield from _orders(evidence)
    decided = [
        (r["action"], r["case"]) for r in evidence.kept.journal if r["action"] in ONCE_A_CASE
    ]
    for action, case in twice(decided):
        yield Finding(Damage.PRESSED_TWICE, f"{action} of №{case}")


def _orders(evidence: Evidence) -> Iterator[Finding]:
    asked = Counter((order.chat, order.member) for order in evidence.ledger.orders)
    answered: Counter[tuple[int, int]] = Counter()
    for row in evidence.kept.outbox:
        if row["act"] == "send" and row["case"] is None and row["urgency"] == 3:
            answered[row["chat"], row["payload"]["target"]] += 1
    for who, times in asked.items():
        if answered[who] != times:
            damage = Damage.ORDER_LOST if answered[who] < times else Damage.ORDERED_TWICE
            yield Finding(damage, f"{who}: {times} asked, {answered[who]} answered")
    signs: dict[str, list[str]] = defaultdict(list)
    for row in evidence.kept.journal:
        if row["action"] in DECIDED and row["reason"]:
            signs[row["reason"].split()[-1]].append(row["action"])
    for order in evidence.ledger.orders:
        if twice(signs[order.sign]):
            yield Finding(Damage.ORDERED_TWICE, order.sign)
