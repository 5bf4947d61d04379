"""The checker: does what VK holds agree with the journal, the cases and the outbox?

Each check looks for its own kinds of damage and knows nothing of the others. It believes
neither side: what people did and what VK holds is compared with what the database says.
"""

from collections.abc import Callable, Iterator

from benchmarks.chaos import check_deeds, check_sanctions, check_words
from benchmarks.chaos.damage import Finding
from benchmarks.chaos.evidence import Evidence

Check = Callable[[Evidence], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_deeds.journal_is_whole,
    check_deeds.nothing_waits_or_was_set_aside,
    check_deeds.every_message_of_ours_has_its_row,
    check_deeds.nobody_is_told_twice_or_not_at_all,
    check_deeds.every_press_and_order_is_answered_once,
    check_words.every_breach_is_judged_once,
    check_words.every_breach_is_deleted_once,
    check_words.nothing_is_deleted_unknown_to_the_journal,
    check_words.cases_are_what_their_messages_are,
    check_sanctions.blocks_are_those_that_the_cases_bring,
    check_sanctions.the_journal_knows_what_is_in_force,
    check_sanctions.vk_holds_what_is_in_force,
)


def check(evidence: Evidence) -> tuple[Finding, ...]:
    """All that does not agree; empty when the bot has kept its promises."""
    return tuple(finding for one in CHECKS for finding in one(evidence))
