"""Blocks: those that the cases bring, as the journal says, and as VK holds them."""

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.chaos.damage import Damage, Finding, twice
from benchmarks.chaos.evidence import Evidence, Row

IN_FORCE, RESTRICT = "in_force", "restrict"
# VK is told a block's length and counts from when it hears it: the clock goes on in between.
SLACK = timedelta(seconds=90)


def blocks_are_those_that_the_cases_bring(evidence: Evidence) -> Iterator[Finding]:
    """More than three breaches bring a block, and nothing else does (2.6)."""
    for (chat, member), standing in evidence.kept.standings.items():
        brought = {b.case: b.until for b in standing.blocks if b.until > evidence.now + SLACK}
        held = {
            s["case"]: s["until"]
            for s in evidence.kept.sanctions
            if (s["chat"], s["member"]) == (chat, member) and _lasts(evidence, s)
        }
        if brought != held:
            yield Finding(Damage.STRIKES, f"{member} in {chat}: {held}, not {brought}")


def the_journal_knows_what_is_in_force(evidence: Evidence) -> Iterator[Finding]:
    journal = evidence.kept.journal
    begun = [row["case"] for row in journal if row["action"] == "block"]
    ended = [row["case"] for row in journal if row["action"] == "unblock"]
    for case in (*twice(begun), *twice(ended)):
        yield Finding(Damage.UNJOURNALED_BLOCK, f"№{case} more than once")
    states = {sanction["case"]: sanction for sanction in evidence.kept.sanctions}
    for case in sorted(set(begun) ^ set(states)):
        yield Finding(Damage.UNJOURNALED_BLOCK, f"№{case} is in one of the two alone")
    for case, sanction in states.items():
        is_over = sanction["state"] != IN_FORCE
        if is_over != (case in ended) and not _was_followed(evidence, sanction):
            yield Finding(Damage.UNJOURNALED_BLOCK, f"№{case} is {sanction['state']}")


def vk_holds_what_is_in_force(evidence: Evidence) -> Iterator[Finding]:
    lasting = {
        (s["chat"], s["member"]): s
        for s in evidence.kept.sanctions
        if s["state"] == IN_FORCE and s["enforcement"] == RESTRICT
    }
    restricted = evidence.vk.restricted
    for who, sanction in lasting.items():
        if not _lasts(evidence, sanction) or who not in evidence.vk.members:
            continue
        until = restricted.get(who)
        if until is None or abs(until - sanction["until"]) > SLACK:
            told = f"{who} №{sanction['case']} until {sanction['until']}, in VK {until}"
            yield Finding(Damage.UNRESTRICTED, told)
    for who, until in restricted.items():
        if who not in lasting and (until is None or until > evidence.now + SLACK):
            yield Finding(Damage.RESTRICTED, f"{who} until {until}")


def _lasts(evidence: Evidence, sanction: Row) -> bool:
    return bool(sanction["state"] == IN_FORCE and sanction["until"] > evidence.now + SLACK)


def _was_followed(evidence: Evidence, sanction: Row) -> bool:
    """The end of a block frees nobody, and is told to nobody, when a newer one is in force."""
    return any(
        (s["chat"], s["member"]) == (sanction["chat"], sanction["member"])
        and s["case"] != sanction["case"]
        and s["since"] >= sanction["until"] - SLACK
        for s in evidence.kept.sanctions
    )
