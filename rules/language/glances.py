"""What is seen of a piece of a text at once, and what it would take to judge it closely."""

import re

from rules.language.drawn import AS_DRAWN
from rules.language.folding import fold
from rules.language.lexicon import swear_words, words
from rules.language.morphology import is_known
from rules.language.roots import has_hint
from rules.language.swearing import EDGES, LONGEST_WORD, USUAL, Verdict, listed

_NEVER_GLUED = 7  # letters of a word that is not cut in every way
_GLUED_ROOT = re.compile("[её]б|бля|ху[йеия]|пизд|муд|залуп|дроч|пид|сук")
_LONGEST_READ = 48  # code points


def glance(piece: str) -> Verdict | int | None:
    """None for a clean piece, a verdict, or what judging takes, in units of some 10 µs."""
    usual = USUAL.fullmatch(piece)
    if usual is None:
        return _price_of_strange(piece) or None
    word = usual[1]
    if word is None:
        return None
    word = word.lower().replace("ё", "е")
    kind = listed().get(word)
    if kind is None and has_hint(word):
        return _price_of_rooted(word)
    if kind is None and word in words("pieces.txt"):
        kind = "piece"
    return None if kind is None else Verdict(kind, *usual.span(1))


def _price_of_rooted(word: str) -> int:
    """An unknown word with a root in it is cut in every way."""
    if len(word) <= _NEVER_GLUED or _GLUED_ROOT.search(word) is None or is_known(word):
        return 1
    return 10 + len(word) if len(word) < LONGEST_WORD else 4


def _price_of_strange(piece: str) -> int:
    """0 for signs alone."""
    letters = len(piece.strip(EDGES))
    return 3 + min(letters, LONGEST_WORD) // 5 if letters else 0


def seen_at_once(piece: str) -> Verdict | None:
    """Instead of a close look, where there is too much to look at: whole swear words only."""
    bare = piece[:_LONGEST_READ].strip(EDGES)
    if fold(bare).translate(AS_DRAWN) not in swear_words():
        return None
    start = piece.index(bare)
    return Verdict("obscene", start, start + len(bare))
