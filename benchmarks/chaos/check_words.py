"""What people wrote: each breach judged once and gone once, and nothing else touched."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from benchmarks.chaos.damage import Damage, Finding, twice
from benchmarks.chaos.evidence import Evidence, Row
from benchmarks.chaos.said import Place, Said

DONE = "выполнено"
BY_DELETION = "delete"


def every_breach_is_judged_once(evidence: Evidence) -> Iterator[Finding]:
    judged = [(_place(row), row["rule"]) for row in _of(evidence, "violation")]
    for place, rule in twice(judged):
        yield Finding(Damage.JUDGED_TWICE, f"{place} {rule}")
    found: dict[Place, set[str]] = defaultdict(set)
    for place, rule in judged:
        found[place].add(rule)
    silenced = _of_blocked(evidence)
    ledger = evidence.ledger
    for place, said in ledger.said.items():
        if extra := found[place] - said.rules:
            yield Finding(Damage.WRONGED, f"{place}: {', '.join(sorted(extra))}")
        missed = said.rules - found[place]
        if missed and place not in silenced | ledger.unsent | ledger.untold:
            yield Finding(Damage.BREACH_LOST, f"{_named(said)}: {', '.join(sorted(missed))}")


def every_breach_is_deleted_once(evidence: Evidence) -> Iterator[Finding]:
    rows = _deletions(evidence)
    for place, outcomes in rows.items():
        if len(outcomes) > 1:
            yield Finding(Damage.DELETED_TWICE, f"{place}: {outcomes}")
    ledger = evidence.ledger
    for place, said in ledger.said.items():
        excused = place in ledger.unsent or place in ledger.untold
        if not said.is_deleted_for or place in evidence.vk.deleted or excused:
            continue
        if all(outcome["outcome"] == DONE for outcome in rows.get(place, ())):
            yield Finding(Damage.NOT_DELETED, f"{_named(said)} by {said.author}")


def nothing_is_deleted_unknown_to_the_journal(evidence: Evidence) -> Iterator[Finding]:
    rows = _deletions(evidence)
    by_bot = {place for place, by in evidence.vk.deleted.items() if by == evidence.bot}
    for place in sorted(by_bot):
        if not any(row["outcome"] == DONE for row in rows.get(place, ())):
            yield Finding(Damage.DELETED_UNKNOWN, str(place))
    for place, outcomes in rows.items():
        done = any(row["outcome"] == DONE for row in outcomes)
        if done and place not in evidence.vk.deleted:
            yield Finding(Damage.DELETED_NOT, str(place))
    silenced = _of_blocked(evidence)
    for place, said in evidence.ledger.said.items():
        if not said.rules and place in by_bot and place not in silenced:
            yield Finding(Damage.WRONGED, f"{place}: deleted")


def cases_are_what_their_messages_are(evidence: Evidence) -> Iterator[Finding]:
    kept = evidence.kept
    numbers = sorted(case["number"] for case in kept.cases)
    if numbers != list(range(1, kept.last_case + 1)):
        yield Finding(Damage.NUMBERS, f"{len(numbers)} cases up to {kept.last_case}")
    messages: dict[int, set[Place]] = defaultdict(set)
    for row in kept.case_messages:
        messages[row["case"]].add((row["chat"], row["message"]))
    for case in kept.cases:
        by_rules = len(messages[case["number"]])
        # A case that a moderator opened counts his word as the one message that it has not.
        if by_rules and case["messages"] not in (
            by_rules,
            by_rules + _opened_by_word(case, kept.journal),
        ):
            told = f"№{case['number']}: {case['messages']}, not {by_rules}"
            yield Finding(Damage.MISCOUNTED, told)
    deeds = ("warning", "reminder", "block")
    # What a moderator says again, he has said again: his words are told apart by their signs.
    rows = [row for row in kept.journal if row["action"] in deeds and row["actor"] == "bot"]
    done = [(row["action"], row["case"], _place(row)) for row in rows]
    for action, case, place in twice(done):
        yield Finding(Damage.DEED_TWICE, f"{action} of №{case} for {place}")


def _opened_by_word(case: Row, journal: tuple[Row, ...]) -> int:
    first = next((row for row in journal if row["case"] == case["number"]), None)
    return int(first is not None and first["actor"] != "bot")


def _of(evidence: Evidence, action: str) -> list[Row]:
    return [row for row in evidence.kept.journal if row["action"] == action]


def _deletions(evidence: Evidence) -> Mapping[Place, list[Row]]:
    found: dict[Place, list[Row]] = defaultdict(list)
    for row in _of(evidence, "delete"):
        found[_place(row)].append(row)
    return found


def _of_blocked(evidence: Evidence) -> frozenset[Place]:
    """What was deleted because its author is blocked by deletion: nobody judged it."""
    blocks = {s["case"] for s in evidence.kept.sanctions if s["enforcement"] == BY_DELETION}
    return frozenset(_place(row) for row in _of(evidence, "delete") if row["case"] in blocks)


def _place(row: Row) -> Place:
    return row["chat"], row["message"]


def _named(said: Said) -> str:
    return f"{said.place}, edited" if said.was_edited else str(said.place)
