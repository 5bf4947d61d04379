"""Swear words glued to other words: «мамасука», «идинахуй», «приветбля»."""

import re

from rules.language.lexicon import words
from rules.language.morphology import is_known

# Short words that people glue; a one- or two-letter rest must be one of these.
_RESTS = frozenset(
    "а и я ты вы он мы на не ну да о за по из то те се во от же эй ах ой ох ли бы до у с в к".split()
)


def _glue() -> re.Pattern[str]:
    cores = sorted(words("glued.txt"), key=len, reverse=True)
    return re.compile("|".join(cores))


_GLUE = _glue()


def glued_kind(word: str) -> str | None:
    """«obscene» when all that is left of the word beside a swear word is words too."""
    match = _GLUE.search(word)
    if match is None or len(word) > 40 or match[0] == word or is_known(word):
        return None
    for match in _GLUE.finditer(word):
        if _is_word(word[: match.start()]) and _is_word(word[match.end() :]):
            return "obscene"
    return None


def _is_word(rest: str) -> bool:
    if len(rest) < 3:
        return not rest or rest in _RESTS
    return is_known(rest) or _GLUE.fullmatch(rest) is not None
