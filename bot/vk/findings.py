"""What a look at one thing has found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: is it so, what was seen, and what to do where it is not."""

    what: str
    ok: bool
    seen: str = ""
    remedy: str = ""
    is_warning: bool = False  # it works, but not as well as it should


def warning(what: str, seen: str, remedy: str) -> Finding:
    return Finding(what, True, seen, remedy, is_warning=True)
