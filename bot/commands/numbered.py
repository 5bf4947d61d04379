"""The number of a case that a command names, and the words after it."""

import re

_NUMBER = re.compile(r"(?:дело\s*)?№?\s*(\d{1,12})\b[\s,:.—-]*(.*)", re.S | re.I)
LONGEST_REASON = 500  # characters that are kept


def numbered(rest: str) -> tuple[int | None, str]:
    """«17 не согласен» → (17, «не согласен»); (None, "") where no number stands first."""
    found = _NUMBER.fullmatch(rest)
    return (int(found[1]), found[2].strip()[:LONGEST_REASON]) if found else (None, "")
