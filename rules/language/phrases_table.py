"""The form in which phrases are written down, and how a line of it becomes a pattern.

A table is text, one line a phrase:

    @рот = рот|пасть|варежк*      a class of words, used below as @рот
    ! закрой|закройте ..1 @рот    certain wherever the text does not calm it
    !! понаехали чурки            certain, and no calming phrase excuses it
    ? опять умничае*              doubtful
    - пословиц*                   calming: anywhere in the text it excuses `!` and `?`
    -< сказал|пишет               calming: it excuses what comes after it in the text

A phrase is words apart by spaces; each stands for one word of the text:

    рот|пасть     one of these      рот*  begins so      рот~  has three letters more at most
    *ешь|*ишь     ends so
    ?свой         may be missing    !до|в    the next word is none of these
    ..2           up to two words of the same sentence, «не» and «ни» not among them
    ...2          the same, «не» and «ни» too
    №             a number, with «р», «к» or «руб» behind it perhaps
    <  >          a sentence begins, ends here
    %3            before the first word: the others in any order, up to three words between two

Words are compared by their skeleton, so that «пашол» and «закрои» meet their right spelling.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rules.language.first_look import MOST_SETS
from rules.language.phrase_matching import BEGIN, END, NUMBER, STOP, Rows, rows_of
from rules.language.reading import read
from rules.language.skeleton import skeleton

EMOJI = "🍁🌿🍀💊❄💉🍄🔌💎🎰"  # stand for words in advertisements: each is a word of its own
_MARKS = frozenset({"!", "!!", "?", "-", "-<"})
_GAPS = ("gap", "wide gap", "any order")


@dataclass(frozen=True)
class Phrase:
    """One line of a table."""

    mark: str
    tokens: tuple[tuple[str, tuple[str, ...]], ...]  # (kind, alternatives)

    @property
    def calms(self) -> bool:
        return self.mark[0] == "-"

    @cached_property
    def rows(self) -> Rows:
        """Made when first asked for: most phrases of a table are never met."""
        return rows_of(self.tokens)

    @property
    def width(self) -> int:
        """The most words that it may cover, those in its gaps included."""
        kinds = [kind for kind, _ in self.tokens]
        gaps = sum(int(words[0]) for kind, words in self.tokens if kind in _GAPS)
        if kinds[0] == "any order":
            gaps *= len(kinds) - 2
        return gaps + sum(kind in ("word", "option") for kind in kinds)

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """The rarest words that the phrase cannot do without: at most three sets of them."""
        sets = [
            words
            for kind, words in self.tokens
            if kind == "word" and all(word[0].isalnum() for word in words)
        ]
        if not sets:
            raise ValueError(f"a phrase without a word of its own: {self.tokens!r}")
        return tuple(sorted(sets, key=_frequency)[:MOST_SETS])


def _frequency(words: tuple[str, ...]) -> float:
    """How often one of these is met, roughly: each letter makes a word three times rarer."""
    bare = [(word.rstrip("*~"), word) for word in words]
    return sum(3.0 ** -len(stem) * (1 if stem == word else 4) for stem, word in bare)


def phrases_of(table: str) -> Iterator[Phrase]:
    """The phrases of a table, in its order.

    Raises ValueError for a line that is not of the form, KeyError for a class not yet named.
    """
    classes: dict[str, str] = {}
    for line in table.splitlines():
        mark, _, rest = line.split("#")[0].strip().partition(" ")
        if not mark:
            continue
        if mark[0] == "@":
            words = "|".join(rest.partition("=")[2].split())
            classes[mark[1:]] = _expanded(words, classes)
        elif mark in _MARKS:
            yield Phrase(mark, tuple(_token(token, classes) for token in rest.split()))
        else:
            raise ValueError(f"not a line of a phrase table: {line!r}")


def _expanded(words: str, classes: dict[str, str]) -> str:
    return "|".join(classes[w[1:]] if w[0] == "@" else w for w in words.split("|") if w)


def _token(token: str, classes: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    if token in (BEGIN, END):
        return "edge", (token,)
    if token[0] == "%":
        return "any order", (token[1:],)
    if token.startswith(".."):
        return ("wide gap" if token.startswith("...") else "gap"), (token.lstrip("."),)
    kind = {"?": "option", "!": "none"}.get(token[0], "word")
    words = _expanded(token if kind == "word" else token[1:], classes)
    return kind, tuple(_folded(word) for word in words.split("|"))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word of the table in the form in which a text's words are compared."""
    bare = word.strip("*~")
    if bare == END:
        return STOP
    if bare == NUMBER or bare in EMOJI:
        return bare
    parts = read(bare).words
    if len(parts) != 1:
        raise ValueError(f"not one word: {word!r}")
    text = skeleton(parts[0].text)
    return f"*{text}" if word[0] == "*" else text + word[len(bare) :]
