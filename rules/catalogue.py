"""Every rule that the bot enforces, in the order of the regulation: one line each."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rules.quiet_hours import QuietHours
from rules.regulation.message import Context, Message
from rules.regulation.violation import Rule, Violation

CATALOGUE: Mapping[str, type[Rule]] = MappingProxyType({rule.name: rule for rule in (QuietHours,)})


def violations_in(
    message: Message, context: Context, rules: Iterable[Rule]
) -> tuple[Violation, ...]:
    """What the rules say of one message, in the rules' order."""
    return tuple(
        violation for rule in rules if (violation := rule.check(message, context)) is not None
    )
