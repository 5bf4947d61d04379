"""A message as a command: «/статус», «!Правила», «[club1|@dezhurny] /помощь»."""

import re
from dataclasses import dataclass
from difflib import get_close_matches

_MARKED = re.compile(r"\s*(?:\[club\d+\|[^\]]*\][\s,:]*)?[/!]\s?([а-яёa-z]+)(.*)", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Spoken:
    name: str  # lower case, ё as е
    rest: str  # what stands after it, stripped


def spoken(text: str) -> Spoken | None:
    """The command that a text is, or None. «/» and «!» mean the same."""
    found = _MARKED.fullmatch(text[:4096])
    if found is None:
        return None
    return Spoken(found[1].casefold().replace("ё", "е"), found[2].strip())


def meant(name: str, known: tuple[str, ...]) -> str:
    """The known command that a mistyped one resembles, or nothing."""
    close = get_close_matches(name, known, n=1, cutoff=0.7)
    return close[0] if close else ""
