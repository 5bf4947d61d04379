"""One letter for every way of drawing it: the table that `str.translate` folds a text with.

Folded are compatibility forms (NFKC), case, marks, invisible characters, small capitals,
enclosed and mathematical letters, and the look-alikes of Greek, extended Cyrillic, Armenian,
Georgian, Hebrew, Cherokee and IPA. Latin stays Latin: whether «c» is a «с» only the whole
word can tell. An emoji becomes `HIDDEN`, one letter that nobody can see.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import chain, compress, repeat

from rules.language.lookalikes import LOOK_ALIKES

HIDDEN = "*"
_INVISIBLE = frozenset("\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_DROPPED_CATEGORIES = frozenset({"Mn", "Mc", "Me", "Cf", "Sk"})
_ODD = re.compile("[^\n -~А-Яа-яЁё«»№]")  # neither dropped nor folded, save for case and ё
_OTHER_SCRIPTS = "\u0590"  # from here on; a page of ideographs holds thousands of new letters
# Letters that are like none of ours. A text of so many different ones is made to fill the table.
_FAR_OFF = re.compile(
    "[\u3400-\ua4cf\uac00-\ud7a3\ue000-\uf8ff\U00012000-\U00016eff\U00017000-\U0001cfff\U00020000-\U0003ffff]"
)
_MOST_LETTERS = 400
_SHORT_I = "\u0438\u0306"
# A decomposed й is made whole before its breve is dropped as a mark; both stay two code
# points long, so that no place in the text moves.
_WHOLE_SHORT_I = "\u0439\u200b"


class FoldingTable(dict[int, str]):
    """Code point → what it reads as. Filled as letters are met: at most once for each."""

    def __init__(self) -> None:
        super().__init__()
        self.longer: set[str] = set()  # the letters that fold to more than one

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        folded = _fold_letter(letter)
        self[code] = folded
        if len(folded) > 1:
            self.longer.add(letter)
        return folded


def _fold_letter(letter: str) -> str:
    if letter in LOOK_ALIKES:
        return LOOK_ALIKES[letter]
    if letter.isspace():
        return " " if letter != "\n" else letter
    category = unicodedata.category(letter)
    if category in _DROPPED_CATEGORIES or letter in _INVISIBLE:
        return ""
    if category in ("Cc", "Cs", "Cn"):
        return "\ufffd" if category == "Cs" else ""
    other = letter >= _OTHER_SCRIPTS and category in ("Lo", "So")
    if other and unicodedata.is_normalized("NFKD", letter):
        return letter if category == "Lo" else HIDDEN  # nothing below would change it
    digit = unicodedata.digit(letter, None)
    if digit is not None:
        return str(digit)
    folded = "".join(map(_bare, unicodedata.normalize("NFKC", letter).casefold()))
    if category == "So" and folded == letter:
        return HIDDEN
    return _by_name(letter) if folded == letter and len(letter) == 1 else folded


def _bare(letter: str) -> str:
    """A letter without its marks, drawn as Russian draws it; й keeps its breve."""
    if letter == "й":
        return letter
    if letter in LOOK_ALIKES:
        return LOOK_ALIKES[letter]
    base = unicodedata.normalize("NFKD", letter)[0]
    if unicodedata.category(base) in _DROPPED_CATEGORIES:
        return ""
    return LOOK_ALIKES.get(base, base)


_OUR_SCRIPTS = ("CYRILLIC", "LATIN")
_NAMED = re.compile(
    r"(CYRILLIC|LATIN)(?: SMALL| CAPITAL)* LETTER "
    r"(?:SMALL CAPITAL |CAPITAL |TURNED |REVERSED |BARRED )*(.+?)"
    r"(?: (?:WITH|SYMBOL)\b.*)?"
)


def _by_name(letter: str) -> str:
    """«Cyrillic small letter ka with hook» is drawn like its ka: the chart's names say so."""
    name = unicodedata.name(letter, "")
    named = _NAMED.fullmatch(name) if name.startswith(_OUR_SCRIPTS) else None
    if named is None or ("WITH" not in name and named[1] != "LATIN"):
        return letter
    try:
        base = unicodedata.lookup(f"{named[1]} SMALL LETTER {named[2]}")
    except KeyError:
        return letter
    return LOOK_ALIKES.get(base, base)


TABLE = FoldingTable()


def fold(text: str) -> str:
    """The text as it reads; see `origins` for where each letter of it came from."""
    if _ODD.search(text) is None:  # nearly every message: three times as fast as the table
        return text.lower().replace("ё", "е")
    return _prepared(text).translate(TABLE)


def moves(text: str, folded: str) -> bool:
    """Does any letter of the fold stand elsewhere than in the text?"""
    return len(text) != len(folded) or (
        _ODD.search(text) is not None and not TABLE.longer.isdisjoint(text)
    )


@lru_cache(maxsize=16)
def origins(text: str) -> list[int]:
    """For each letter of `fold(text)`, and for its end, the place in the text.

    Several rules ask for the same text: nobody may change the list.
    """
    text = _prepared(text)
    folded = map(TABLE.__getitem__, map(ord, text))
    if TABLE.longer.isdisjoint(text):
        places = list(compress(range(len(text)), folded))  # a dropped letter folds to nothing
    else:
        places = list(chain.from_iterable(map(repeat, range(len(text)), map(len, folded))))
    places.append(len(text))
    return places


def _prepared(text: str) -> str:
    """Of the same length as the text, so that no place moves."""
    if _SHORT_I in text or "\u0418\u0306" in text:
        text = text.replace(_SHORT_I, _WHOLE_SHORT_I).replace("\u0418\u0306", _WHOLE_SHORT_I)
    if len(text) > _MOST_LETTERS and len(set(text)) > _MOST_LETTERS:
        text = _FAR_OFF.sub("\u4e00", text)
    return text
