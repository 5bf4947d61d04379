"""Every rule that the bot enforces, in the order of the regulation: one line each."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from rules.advertising import Advertising
from rules.clutter import Clutter
from rules.flood import Flood
from rules.foreign_messengers import ForeignMessengers
from rules.hate import Hate
from rules.own_words import OwnWords
from rules.personal_data import PersonalData
from rules.profanity import Profanity
from rules.quiet_hours import QuietHours
from rules.regulation.message import Context, Message
from rules.regulation.violation import Rule, Violation
from rules.rudeness import Rudeness
from rules.unlawful import Unlawful

_RULES: tuple[type[Rule], ...] = (
    QuietHours,  # 3.3 (1)
    Clutter,  # 3.3 (2)
    Flood,
    Advertising,
    Rudeness,  # 3.3 (3)
    Profanity,  # 3.3 (4)
    OwnWords,
    Hate,  # 3.3 (5)
    PersonalData,  # 3.3 (6)
    ForeignMessengers,  # the other schools' additions
    Unlawful,
)
CATALOGUE: Mapping[str, type[Rule]] = MappingProxyType({rule.name: rule for rule in _RULES})


def violations_in(
    message: Message, context: Context, rules: Iterable[Rule]
) -> tuple[Violation, ...]:
    """What the rules say of one message, in the rules' order."""
    found = [rule.check(message, context) for rule in rules]
    return tuple(filter(None, found)) if any(found) else ()
