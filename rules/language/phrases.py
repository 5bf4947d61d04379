"""Finds phrases of a table in a text: words, stems and gaps instead of regular expressions.

A table is text, one line a phrase:

    @рот = рот|пасть|варежк*      a class of words, used below as @рот
    ! закрой|закройте ..1 @рот    certain wherever the text does not calm it
    !! понаехали чурки            certain, and no calming phrase excuses it
    ? опять умничае*              doubtful
    - пословиц*                   calming: anywhere in the text it excuses `!` and `?`
    -< сказал|пишет               calming: it excuses what comes after it in the text

A phrase is words apart by spaces; each stands for one word of the text:

    рот|пасть     one of these      рот*     begins so             рот~    at most three letters more
    ?свой         may be missing    !до|в    the next word is none of these
    ..2           up to two words of the same sentence, «не» and «ни» not among them
    ...2          the same, «не» and «ни» too
    <  >          a sentence begins, ends here

Words are compared by their skeleton, so that «пашол», «закрои» and «тытся» meet their right
spelling. What stands in quotation marks is somebody else's words and is not found.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import ahocorasick

from rules.language.reading import Reading, Word, read

_EMOJI = "🍁🌿🍀💊❄💉🍄🔌💎🎰"  # stand for words in advertisements: each is a word of its own
_SENTENCE_END = re.compile(rf"(?P<end>[!?…\n]|[.;](?=\s|$))|(?P<emoji>[{_EMOJI}])")
_SWAPS = (
    ("о", "а"),
    ("й", "и"),
    ("ъ", "ь"),
    ("э", "е"),
    ("тьс", "тс"),
    ("шь", "ш"),
    ("жь", "ж"),
    ("чь", "ч"),
    ("жы", "жи"),
    ("шы", "ши"),
)
_DOUBLES = tuple((letter * 2, letter) for letter in "нслткпм")
_COMMON = frozenset(
    [
        "ты",
        "вы",
        "тебя",
        "вас",
        "тебе",
        "вам",
        "не",
        "и",
        "в",
        "на",
        "с",
        "у",
        "от",
        "ат",
        "чта",
        "все",
        "уже",
        "эта",
        "как",
        "за",
        "он",
        "ана",
        "из",
        "по",
        "для",
        "да",
        "ли",
    ]
)
_BEGIN, _END = "<", ">"


def skeleton(text: str) -> str:
    """Folded words without what people misspell: о/а, й, ъ, -шь, -ться, doubled letters."""
    for wrong, right in _SWAPS + _DOUBLES:
        text = text.replace(wrong, right)
    return text


@dataclass(frozen=True, slots=True)
class Finding:
    """A phrase of the table that stands in a text."""

    certain: bool
    first: Word
    last: Word
    words: tuple[str, ...]  # the folded words it covers
    excuse: str = ""  # why it does not count, when it does not: "quote" or "calm"


@dataclass(frozen=True)
class _Phrase:
    mark: str
    tokens: tuple[tuple[str, tuple[str, ...]], ...]  # (kind, alternatives)

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """Made when first asked for: most phrases of a table are never met."""
        return re.compile("".join(_regex(kind, words) for kind, words in self.tokens))

    @cached_property
    def key(self) -> tuple[str, ...]:
        """The rarest of the words that the phrase cannot do without."""
        needed = [words for kind, words in self.tokens if kind == "word"]
        return min(needed, key=lambda words: sum(_frequency(word) for word in words))


def _frequency(word: str) -> float:
    if word in _COMMON or not word[0].isalnum():
        return 1.0
    bare = word.rstrip("*~")
    return float(3 ** -len(bare) * (1 if word == bare else 4))


def _regex(kind: str, words: tuple[str, ...]) -> str:
    if kind == "any":
        return rf"(?: [^ .]+){{0,{words[0]}}}?"
    if kind == "gap":
        return rf"(?: (?!(?:не|ни) )[^ .]+){{0,{words[0]}}}?"
    if kind == "edge":
        return r"(?<= \.)" if words[0] == _BEGIN else r"(?= \.)"
    endings = {"*": r"[^ .]*", "~": r"(?!и[яию] )[^ .]{0,3}"}
    options = "|".join(re.escape(w.rstrip("*~")) + endings.get(w[-1], "") for w in words)
    if kind == "none":
        return f"(?! (?:{options}) )"
    return f"(?: (?:{options})(?= ))" + ("?" if kind == "option" else "")


class PhraseBook:
    """A table of phrases, ready to be looked for.

    Raises ValueError for a line that is not of the table's form.
    """

    def __init__(self, table: str) -> None:
        self._table = table
        self.find = lru_cache(maxsize=8192)(self._find)

    def first(self, text: str, exceptions: frozenset[str] = frozenset()) -> Finding | None:
        """The finding that counts: the first certain one, else the first doubtful one.

        A finding that covers a word of `exceptions` does not count.
        """
        counted = [
            finding
            for finding in self.find(text)
            if not finding.excuse and exceptions.isdisjoint(finding.words)
        ]
        return min(counted, key=lambda f: (not f.certain, f.first.start), default=None)

    def excused(self, text: str) -> Finding | None:
        """A finding that would have counted but for a quotation or a calming phrase."""
        return next((finding for finding in self.find(text) if finding.excuse), None)

    def _find(self, text: str) -> tuple[Finding, ...]:
        reading = read(text)
        if not reading.words:
            return ()
        spoken = skeleton(" " + " ".join([word.text for word in reading.words]) + " ")
        met = {number for _, numbers in self._automaton.iter(spoken) for number in numbers}
        return tuple(self._judge(reading, sorted(met))) if met else ()

    def _judge(self, reading: Reading, numbers: Sequence[int]) -> Iterator[Finding]:
        phrases = [self._phrases[number] for number in numbers]
        if all(phrase.mark[0] == "-" for phrase in phrases):
            return
        places, spoken = _in_sentences(reading)
        calm_from = min(
            (
                0 if phrase.mark == "-" else match.end()
                for phrase in phrases
                if phrase.mark[0] == "-" and (match := phrase.regex.search(spoken))
            ),
            default=len(spoken),
        )
        quoted = _quoted_spans(reading.original)
        for phrase in phrases:
            if phrase.mark[0] == "-" or (match := phrase.regex.search(spoken)) is None:
                continue
            covered = [
                word
                for word in places[
                    spoken.count(" ", 0, match.start()) : spoken.count(" ", 0, match.end())
                ]
                if word is not None
            ]
            if not covered:
                continue
            first, last = covered[0], covered[-1]
            excuse = ""
            if any(start <= first.start < end for start, end in quoted):
                excuse = "quote"
            elif phrase.mark != "!!" and match.start() >= calm_from:
                excuse = "calm"
            words = tuple(word.text for word in covered)
            yield Finding(phrase.mark[0] == "!", first, last, words, excuse)

    @cached_property
    def _phrases(self) -> tuple[_Phrase, ...]:
        return tuple(_parse(self._table))

    @cached_property
    def _automaton(self) -> "ahocorasick.Automaton":
        keys: dict[str, set[int]] = {}
        for number, phrase in enumerate(self._phrases):
            for word in phrase.key:
                bare = word.rstrip("*~")
                keys.setdefault(f" {bare}" if word != bare else f" {bare} ", set()).add(number)
        automaton = ahocorasick.Automaton()
        for key, numbers in keys.items():
            automaton.add_word(key, tuple(numbers))
        automaton.make_automaton()
        return automaton


def _in_sentences(reading: Reading) -> tuple[list[Word | None], str]:
    """The words with the ends of sentences (".") and telling emoji between them.

    A word said over and over counts twice: it changes no meaning and costs time.
    """
    places: list[Word | None] = [None]
    tokens = ["."]
    end = 0
    for word in reading.words:
        if word.start > end:
            for mark in _marks(reading.original, end, word.start):
                tokens.append(mark)
                places.append(None)
        end = word.end
        text = skeleton(word.text)
        if tokens[-2:] == [text, text]:
            continue
        tokens.append(text)
        places.append(word)
    for mark in (*_marks(reading.original, end, len(reading.original)), "."):
        tokens.append(mark)
        places.append(None)
    return places, " " + " ".join(tokens) + " "


def _marks(text: str, start: int, end: int) -> Iterator[str]:
    last = ""
    for match in _SENTENCE_END.finditer(text, start, end):
        mark = "." if match["end"] else match["emoji"]
        if mark != last:
            yield mark
        last = mark


def _quoted_spans(text: str) -> list[tuple[int, int]]:
    return [
        match.span() for match in re.finditer(r'«[^«»]{1,400}»|"[^"]{1,400}"|“[^“”]{1,400}”', text)
    ]


def _parse(table: str) -> Iterator[_Phrase]:
    classes: dict[str, str] = {}
    for line in table.splitlines():
        mark, _, rest = line.split("#")[0].strip().partition(" ")
        if not mark:
            continue
        if mark[0] == "@":
            name = mark[1:]
            words = "|".join(rest.partition("=")[2].split())
            classes[name] = _expanded(words, classes)
        elif mark in {"!", "!!", "?", "-", "-<"}:
            yield _Phrase(mark, tuple(_token(token, classes) for token in rest.split()))
        else:
            raise ValueError(f"not a line of a phrase table: {line!r}")


def _expanded(words: str, classes: dict[str, str]) -> str:
    return "|".join(classes[w[1:]] if w[0] == "@" else w for w in words.split("|") if w)


def _token(token: str, classes: dict[str, str]) -> tuple[str, tuple[str, ...]]:
    if token in {_BEGIN, _END}:
        return "edge", (token,)
    if token.startswith("..."):
        return "any", (token[3:],)
    if token.startswith(".."):
        return "gap", (token[2:],)
    kind = {"?": "option", "!": "none"}.get(token[0], "word")
    words = _expanded(token if kind == "word" else token[1:], classes)
    return kind, tuple(_folded(word) for word in words.split("|"))


@lru_cache(maxsize=4096)
def _folded(word: str) -> str:
    """A word of the table in the form in which a text's words are compared."""
    bare = word.rstrip("*~")
    if bare == _END or bare in _EMOJI:
        return bare.replace(_END, ".")
    parts = read(bare).words
    if len(parts) != 1:
        raise ValueError(f"not one word: {word!r}")
    return skeleton(parts[0].text) + word[len(bare) :]
