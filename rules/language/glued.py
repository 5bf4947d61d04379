"""Swear words glued to other words: «мамасука», «приветбля», «тыдебил»."""

from functools import cache

from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_known

_LONGEST = 30


@cache
def _swear_words() -> frozenset[str]:
    """Whole forms only; those of three letters are too often a piece of something else."""
    insults = {
        form for form, insult in insult_forms().items() if insult.tier in ("certain", "context")
    }
    listed = words("glued.txt") | words("cut.txt") | words("obscene_forms.txt")
    return frozenset(form for form in listed | insults if len(form) > 3 or form in _GLUED_THREE)


_GLUED_THREE = frozenset({"бля", "чмо", "лох", "хер", "хуи"})


def glued_kind(word: str) -> str | None:
    """«glued» when the word is a swear word and one more ordinary word.

    OpenCorpora decides what a word is; it is asked only when a swear word stands at an end.
    """
    if not 5 <= len(word) <= _LONGEST:
        return None
    swear_words = _swear_words()
    for cut in range(2, len(word) - 1):
        for part, rest in ((word[:cut], word[cut:]), (word[cut:], word[:cut])):
            if part in swear_words and _is_word(rest) and not is_known(word):
                insult = insult_forms().get(part)
                return "obscene" if insult is None else _insult_kind(insult.tier, rest)
    return None


def _insult_kind(tier: str, rest: str) -> str | None:
    return tier if rest in words("rests.txt") or len(rest) > 4 else None


def _is_word(rest: str) -> bool:
    return rest in words("rests.txt") if len(rest) < 4 else is_known(rest)
