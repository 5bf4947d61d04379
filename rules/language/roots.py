"""The roots of swearing as regexes: one for Russian letters, one for whatever is drawn for them.

The lexicons are plain lists; here each letter of a root becomes the class of all that people
write for it. Every repetition is bounded, so that no word can make a match slow.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import ahocorasick
import re2

from rules.language.lexicon import lines, words

LONG_RUN = re.compile(r"(.)\1{2,}")
REPEAT = re.compile(r"(.)\1+")
_DOUBLED = re.compile(r"(.)\1")
# As нн, сс and лл of ordinary words are not.
_STRETCHED = re.compile(r"([аеиоуыэюяпбдзжхмкгщш])\1|([а-я])\2\2")
_LOOK_AROUND = re.compile(r"\(\?<?[!=](?:[^()]|\([^()]*\))*\)")
REPEATS = "{1,3}"  # longer runs are squeezed before a word is looked at

# What stands for a letter in a word that is not all Russian: how Latin draws it, how it sounds,
# and the digits and signs of leetspeak.
DRAWN = {
    "а": "аa@4^",
    "б": "бb6",
    "в": "вbv8",
    "г": "гgr7",
    "д": "дdg6",
    "е": "еe3э",
    "ж": "жjz",
    "з": "зz3s",
    "и": "иiu1!l|йn",
    "й": "йiuyj",
    "к": "кk",
    "л": "лl1",
    "м": "мm",
    "н": "нhn",
    "о": "оo0",
    "п": "пpn",
    "р": "рpr",
    "с": "сcs5$",
    "т": "тtm7+",
    "у": "уyu",
    "ф": "фf",
    "х": "хxh",
    "ц": "цcu",
    "ч": "ч4",
    "ш": "шw",
    "щ": "щw",
    "ъ": "ъb'`",
    "ы": "ыyььbi1l|",
    "ь": "ьb'`i",
    "э": "эe3",
    "ю": "юu",
    "я": "яq9r",
}


@dataclass(frozen=True, slots=True)
class Root:
    kind: str
    place: str
    pattern: str


@cache
def roots() -> tuple[Root, ...]:
    return tuple(Root(*line.split()) for line in lines("roots.txt"))


def _letter_as_written(letters: str) -> str:
    return letters + REPEATS if len(letters) == 1 else f"[{letters}]{REPEATS}"


def _letter_as_drawn(letters: str) -> str:
    drawn = "".join(dict.fromkeys("".join(DRAWN.get(letter, letter) for letter in letters)))
    return "[" + re.sub(r"([\^\]\\-])", r"\\\1", drawn) + "*]" + REPEATS


def _expanded(pattern: str, *, drawn: bool) -> str:
    """A pattern of the lexicon with each letter, or class of letters, made a class of its own."""
    letter = _letter_as_drawn if drawn else _letter_as_written
    parts = re.split(r"(\(\?<?[!=][^()]*\)|\[[^\]]+\])", pattern)
    expanded = []
    for part in parts:
        if part.startswith("(?"):
            expanded.append(part)
        elif part.startswith("["):
            expanded.append(letter(part[1:-1]))
        else:
            expanded.append(re.sub("[а-я]", lambda match: letter(match[0]), part))
    ungrouped = re.sub(r"\((?!\?)", "(?:", "".join(expanded))
    return ungrouped.replace(REPEATS + "?", "{0,3}")


def _alternatives(kind: str, place: str, *, drawn: bool) -> str:
    chosen = [
        _expanded(root.pattern, drawn=drawn)
        for root in roots()
        if root.kind == kind and root.place == place
    ]
    return "|".join(chosen) or r"(?!)"


@cache
def _hints() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for hint in words("hints.txt"):
        automaton.add_word(hint, hint)
    automaton.make_automaton()
    return automaton


def has_hint(word: str) -> bool:
    """Does a Russian word hold what every root holds a piece of? Far cheaper than the roots."""
    hints = _hints()
    if next(hints.iter(word), None) is not None:
        return True
    if _DOUBLED.search(word) is None or _STRETCHED.search(word) is None:
        return False
    return next(hints.iter(REPEAT.sub(r"\1", word)), None) is not None


def squeezed(word: str) -> str:
    """No letter twice in a row: «суууука»."""
    return word if _DOUBLED.search(word) is None else REPEAT.sub(r"\1", word)


@cache
def compiled(*, drawn: bool) -> re.Pattern[str]:
    """Searches a folded word; the group that matched is named after the kind."""
    prefix = "|".join(_expanded(prefix, drawn=drawn) for prefix in lines("prefixes.txt"))
    branches = []
    # Insults that are whole are looked up in their forms; only bent ones need a pattern.
    for kind in ("obscene", "vulgar", "insult") if drawn else ("obscene", "vulgar"):
        of = {
            place: _alternatives(kind, place, drawn=drawn)
            for place in ("anywhere", "start", "whole", "head", "alone")
        }
        branches.append(
            f"(?P<{kind}>^(?:(?:{prefix})?(?:{of['start']}|(?:{of['whole']})$)"
            f"|{of['head']}|(?:{of['alone']})$)|{of['anywhere']})"
        )
    return re.compile("|".join(branches))


@cache
def _wider(*, drawn: bool) -> Any:
    """The same without the look-arounds, for RE2: hits more, in linear time."""
    options = re2.Options()
    options.max_mem = 32 << 20
    options.never_capture = True
    pattern = compiled(drawn=drawn).pattern.replace("(?!)", r"\x00")
    pattern = _LOOK_AROUND.sub("", pattern)
    return re2.compile(re.sub(r"\(\?P<\w+>", "(?:", pattern), options)


def searched(word: str, *, drawn: bool) -> re.Match[str] | None:
    """The first root in a folded word."""
    try:
        if _wider(drawn=drawn).search(word) is None:
            return None
    except UnicodeEncodeError:  # a lone surrogate: RE2 reads UTF-8
        return None
    return compiled(drawn=drawn).search(word)


@cache
def _ordinary() -> frozenset[str]:
    return words("ordinary.txt") | words("innocent.txt")


def is_ordinary(word: str) -> bool:
    """Does the word, or the word with its repeated letters squeezed, only look like swearing?"""
    ordinary = _ordinary()
    return word in ordinary or (
        _DOUBLED.search(word) is not None
        and (REPEAT.sub(r"\1", word) in ordinary or LONG_RUN.sub(r"\1", word) in ordinary)
    )
