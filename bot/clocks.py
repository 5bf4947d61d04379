"""The time: the machine's, and the school's."""

from datetime import UTC, datetime

from bot.config.settings import Settings
from bot.ports import Clock


def machine_clock() -> datetime:
    """The machine's own time, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251 - the one look at the machine's clock


def school_clock(settings: Settings, clock: Clock = machine_clock) -> Clock:
    """The school's time: what members see on their phones."""
    return lambda: clock().astimezone(settings.zone)
