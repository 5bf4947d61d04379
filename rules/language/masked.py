"""Swear words most letters of which are starred: «п****ц», «н***ут», «*уйня», «бля*»."""

import re
from functools import cache, lru_cache

from rules.language.lexicon import insult_forms, swear_words
from rules.language.morphology import is_known
from rules.language.roots import searched

_LETTERS = "абвгдежзийклмнопрстуфхцчшщыьэюя"
_STARRED = re.compile(r"[а-я*]{4,24}")
_LONG_MASK = re.compile(r"\*{3,}")
_ENDED = re.compile(
    r"(?:[нд][ао]|по|ни|о|а|за|вы|у|про|отъ?|объ|съ|подъ|разъ|пере|при)?(?:"
    r"ху[еяй]?|бля?|пиз|еба|ебл|ебу|ебн|ебо|ебе|пзд|блд)[а-я]?\*+|"
    r"(?:муда|мудо|манд|залуп|ганд|гонд|пид[оа]|дроч|долбо|шлюх|мудил)[а-я]?\*+"
)
_ONE_STARRED = re.compile(r"[а-я]+\*[а-я]+")
_LONG = 6
_OF_ONE_LETTER = 5  # letters of a word that misses its first one only


@lru_cache(maxsize=4096)
def starred_certainty(word: str) -> bool | None:
    """Is a folded word with `*` for its hidden letters a swear word? False: perhaps one."""
    if _ENDED.fullmatch(word) is not None:
        return True
    if _STARRED.fullmatch(word) is None:
        return None
    seen = len(word) - word.count("*")
    if seen < 2 or seen == len(word) or (word[0] == "*" and seen < _OF_ONE_LETTER - 1):
        return None
    if not _fits_a_swear_word(word):
        return None
    if word[0] == "*":
        fits = (letter + word[1:] for letter in _LETTERS)
        return None if any(map(_is_ordinary, fits)) else True
    return 2 * seen >= len(word) and seen > 2


def hides_an_ordinary_letter(word: str) -> bool:
    """«ху*ожник», «манд*рин»: does one letter make an ordinary word of a long one?"""
    if word.count("*") != 1 or len(word) < _LONG or _ONE_STARRED.fullmatch(word) is None:
        return False
    if _fits_a_swear_word(word):
        return False
    fits = (word.replace("*", letter) for letter in _LETTERS)
    return any(map(_is_ordinary, fits))


def _is_ordinary(form: str) -> bool:
    return is_known(form) and form not in swear_words() and form not in insult_forms()


def _fits_a_swear_word(word: str) -> bool:
    """Has a swear word these letters there? A mask of three stars hides any number of letters."""
    if word[0] == "*":
        return any(_fits(form, word) for form in _of_length().get(len(word), ()))
    forms = _of_first_letter().get(word[0], ())
    long_mask = _LONG_MASK.search(word)
    if long_mask is None:
        return any(_fits(form, word) for form in forms if len(form) == len(word))
    before, after = word[: long_mask.start()], word[long_mask.end() :]
    shown = len(before) + len(after)
    return any(
        shown + 1 < len(form) < shown + 10
        and _fits(form[: len(before)], before)
        and _fits(form[len(form) - len(after) :], after)
        for form in forms
    )


def _fits(form: str, masked: str) -> bool:
    return all(one in (other, "*") for one, other in zip(masked, form, strict=True))


@cache
def _obscene() -> tuple[str, ...]:
    return tuple(form for form in sorted(swear_words()) if len(form) > 3 and _is_obscene(form))


def _is_obscene(form: str) -> bool:
    match = searched(form, drawn=False)
    return match is not None and match.lastgroup == "obscene"


@cache
def _of_length() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for form in _obscene():
        found.setdefault(len(form), []).append(form)
    return found


@cache
def _of_first_letter() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for form in _obscene():
        found.setdefault(form[0], []).append(form)
    return found
