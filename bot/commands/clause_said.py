"""A clause and a length of time, as people write them in a command.

>>> clause_said("п. 3.3 (4): ругань").number
'3.3.4'
"""

import re
from dataclasses import dataclass

from rules.regulation.clauses import CLAUSES
from rules.regulation.durations import Duration

_CLAUSE = re.compile(
    r"(?:п(?:ункт[а-яё]*)?\s*\.?\s*)?([дd]\s*\.?\s*)?(\d{1,2})\s*\.\s*(\d{1,2})"
    r"(?:\s*\.\s*(\d{1,2})|\s*\(\s*(\d{1,2})\s*\))?(?![\d])",
    re.I,
)
_BETWEEN = " \t\n,.;:—–-"
_BREAKABLE = ("3.3", "Д.")


@dataclass(frozen=True, slots=True)
class Said:
    number: str  # "3.3.4"
    rest: str  # what stands after it

    @property
    def is_known(self) -> bool:
        return self.number in CLAUSES

    @property
    def can_be_broken(self) -> bool:
        """By a member: section 2 is what moderators and the bot do."""
        return self.number.startswith(_BREAKABLE)


def clause_said(text: str) -> Said | None:
    """The clause that a text begins with, known or not; None where it begins otherwise."""
    found = _CLAUSE.match(text)
    if found is None:
        return None
    addition, section, point, bullet, in_brackets = found.groups()
    parts = [str(int(part)) for part in (section, point, bullet or in_brackets) if part]
    number = ("Д." if addition else "") + ".".join(parts)
    return Said(number, text[found.end() :].lstrip(_BETWEEN).strip())


def term_said(text: str) -> tuple[Duration | None, str]:
    """The length of time that a text begins with («3д», «1 мес.»), and what stands after it."""
    words = text.split(maxsplit=2)
    for length in (2, 1):
        try:
            term = Duration.parse(" ".join(words[:length]).rstrip(",;:"))
        except ValueError:
            continue
        rest = text.split(maxsplit=length)[length:]
        return term, (rest[0] if rest else "").lstrip(_BETWEEN)
    return None, text
