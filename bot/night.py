"""The quiet hours of a chat as the bot itself keeps them: what can wait, waits for the morning."""

from datetime import datetime, timedelta

from bot.config.rulebook import Rulebook
from rules.quiet_hours import QuietHours
from rules.regulation.moments import passed


def quiet_hours_of(rulebook: Rulebook) -> QuietHours | None:
    rule = rulebook.rule(QuietHours.name)
    return rule if isinstance(rule, QuietHours) else None


def is_night(rulebook: Rulebook, moment: datetime) -> bool:
    """Is the chat closed at this moment (in the school's zone)? Never where the rule is off."""
    quiet = quiet_hours_of(rulebook)
    return quiet is not None and quiet.covers(moment)


def morning(rulebook: Rulebook, moment: datetime) -> datetime:
    """When the chat opens next; the moment itself where it is open."""
    quiet = quiet_hours_of(rulebook)
    return quiet.ends(moment) if quiet is not None and quiet.covers(moment) else moment


def until_morning(rulebook: Rulebook, moment: datetime) -> timedelta:
    """How long, in real time, until the chat opens; nothing where it is open."""
    return passed(moment, morning(rulebook, moment))
