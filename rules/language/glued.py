"""Swear words glued to other words: «мамасука», «приветбля», «твоюжматьсука»."""

import re
from functools import cache
from itertools import islice

import ahocorasick

from rules.language.cuts import NEVER, Cuts
from rules.language.latin import ends_like_russian, is_unmistakable, loosened
from rules.language.lexicon import insult_forms, swear_words, words
from rules.language.morphology import is_known
from rules.language.roots import is_ordinary, searched

_LONGEST = 40
_GLUED_THREE = frozenset({"бля", "чмо", "лох", "хер", "хуи", "хуй", "хуя", "хую"})
_PLAIN_FROM = 5  # letters: beside a longer swear word any preposition is one
_LONGEST_PREFIX = 8  # letters from which a root of a derived word has begun
_LONG_FORM = 6  # letters of a swear word in a word read back from Latin
_LONGEST_DERIVED = 15  # letters of a swear word that is not looked at as ordinary words glued
_MOST_CUTS = 24  # ways of cutting a word that are tried
_ROOTS = re.compile("[ъ]?еб|бля|ху[йеия]|пизд|муд|залуп|дроч|пид")
_CHINESE = re.compile("ху[йяеэ]й?(?:чж|цз|цю|нань|дун|бэй|минь|чэн|сянь|хэ|вэй|лян)")
_INSULT_RESTS = 4  # letters that a rest must have beside an insult, if it is not in rests.txt


@cache
def _swear_words() -> ahocorasick.Automaton:
    """Whole forms only; those of three letters are too often a piece of something else."""
    insults = {
        form for form, insult in insult_forms().items() if insult.tier in ("certain", "context")
    }
    automaton = ahocorasick.Automaton()
    for form in swear_words() | insults:
        if len(form) > 3 or form in _GLUED_THREE:
            automaton.add_word(form, form)
    automaton.make_automaton()
    return automaton


def glued_kind(word: str) -> str | None:
    """«obscene», or an insult's tier, when the word is a swear word and ordinary words only.

    OpenCorpora decides what a word is; it is asked only when a swear word stands within.
    """
    if not 5 <= len(word) <= _LONGEST:
        return None
    found = [(end + 1 - len(form), end + 1, form) for end, form in _swear_words().iter(word)]
    rooted = _ROOTS.search(word) is not None
    if (
        not (found or rooted)
        or is_known(word)
        or is_ordinary(word)
        or _CHINESE.search(word) is not None
    ):
        return None
    cuts = Cuts(word)
    kind, count = _listed_kind(word, found, cuts)
    if kind is None and rooted:
        kind, count = "obscene", _count_with_derived(word, cuts) + 1
    if kind is None or count >= NEVER:
        return None
    return kind if count < Cuts(word).all_clean() + (kind == "obscene") else None


def holds_long_swear_word(word: str) -> bool:
    """For a word read back from Latin, where short ones stand by chance: «anywhere»."""
    if len(word) > _LONGEST:
        return False
    found = [(end + 1 - len(form), end + 1, form) for end, form in _swear_words().iter(word)]
    found = [place for place in found if len(place[2]) >= _LONG_FORM]
    if not found or is_known(word):
        return False
    kind, count = _listed_kind(word, found, Cuts(word))
    return kind == "obscene" and count <= Cuts(word).all_clean()


def is_glued_of_ordinary(word: str) -> bool:
    """«вариантзаданиебаллиз»: are ordinary words likelier in it than the root that it hits?"""
    if len(word) > _LONGEST or (len(word) <= _LONGEST_DERIVED and is_unmistakable(word)):
        return False
    return Cuts(word).all_clean() < NEVER and glued_kind(word) is None


def _listed_kind(
    word: str, found: list[tuple[int, int, str]], cuts: Cuts
) -> tuple[str | None, int]:
    """The kind of the first swear word of the lists, and of how many words the whole is then."""
    for start, end, form in found:
        if end - start == len(word):
            continue
        insult = insult_forms().get(form)
        joints = insult is None and len(form) >= _PLAIN_FROM
        count = cuts.before(start, joints=joints) + 1 + cuts.after(end, joints=joints)
        if count >= NEVER or not _is_apart_enough(word, start, end):
            continue
        if insult is None:
            return "obscene", count
        if _stands_beside(word, start, end):
            return insult.tier, count
    return None, NEVER


def _count_with_derived(word: str, cuts: Cuts) -> int:
    """«простовыебон»: of how many words, one a swear word that no list has, the word is made."""
    size = len(word)
    starts = (
        start
        for start in range(size - 3)
        if _ROOTS.search(word, start, start + _LONGEST_PREFIX) is not None
        and cuts.before(start, joints=True) < NEVER
    )
    ends = [end for end in range(size, 3, -1) if cuts.after(end, joints=True) < NEVER]
    pairs = ((a, b) for a in starts for b in ends if 4 <= b - a < size)
    return min(
        (
            cuts.before(start, joints=True) + 1 + cuts.after(end, joints=True)
            for start, end in islice(pairs, _MOST_CUTS)
            if _is_derived(word[start:end])
        ),
        default=NEVER,
    )


def _is_derived(word: str) -> bool:
    """Is the word built of a root at its start, and of a Russian ending?"""
    known = is_known(word) and word not in words("obscene_forms.txt")
    sure = is_unmistakable(word)
    if known and not sure:
        return False
    match = searched(word, drawn=False)
    if match is None or match.start() > 0 or match.lastgroup != "obscene" or is_ordinary(word):
        return False
    return sure or ends_like_russian(loosened(word[match.end() :]))


def _is_apart_enough(word: str, start: int, end: int) -> bool:
    """«сукулент», «ассамбляж»: the shorter the swear word, the commoner its neighbours."""
    rests = words("rests.txt")
    before, after = word[:start], word[end:]
    form = word[start:end]
    if len(form) == 3 and before and after:
        return any(len(rest) > 1 and rest in rests for rest in (before, after))
    if form in ("хуя", "хую") and not any(before[-size:] in rests for size in range(3, 7)):
        return False
    if form in ("хер", "хуи"):
        return all(not rest or rest in rests for rest in (before, after))
    if len(form) > 4 or not after or not form.startswith(("сук", "муд", "елд", "хер", "чмо")):
        return True
    longer = len(after) > 5 and is_known(after)
    return longer or any(after[:size] in rests for size in range(2, 8))


def _stands_beside(word: str, start: int, end: int) -> bool:
    """An insult is short and common: it counts beside long words, or those of rests.txt."""
    rests = words("rests.txt")
    before, after = word[:start], word[end:]
    longest = 99 if end - start == 3 else _INSULT_RESTS
    return all(not rest or rest in rests or len(rest) > longest for rest in (before, after))
