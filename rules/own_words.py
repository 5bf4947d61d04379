"""Пункт 3.3 (4) — слова, которые запретила сама школа.

What it does
    Flags the words of the school's own list, in any form («бублик» also finds «бубликами»),
    and whatever the school's own patterns match. A word that ends with * stands for all words
    that begin so. Patterns are RE2 expressions over the folded text (lower case, ё as е,
    look-alikes made Russian), so that none can be slow.

Why
    Every school has nicknames and words of its own that no common list can know.

Allowed
    Everything, until the school writes a list.

Breaks it     own words «бублик»: «ну ты и бублик»
Allowed       own words «бублик»: «купили булочки»
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar

import re2

from rules.language.morphology import lemma
from rules.language.reading import Reading, Word, read
from rules.regulation.clauses import PROFANITY, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation


@dataclass(frozen=True, slots=True)
class OwnWords:
    """The school's `words` and `patterns`. Raises ValueError for a pattern RE2 cannot read."""

    name: ClassVar[str] = "own_words"
    clause: ClassVar[Clause] = PROFANITY

    words: Annotated[
        tuple[str, ...],
        "Слова, которые школа запретила, в любой форме; звёздочка в конце — любое продолжение.",
    ] = ()
    patterns: Annotated[
        tuple[str, ...],
        "Выражения RE2 по тексту в нижнем регистре, где ё записана как е.",
    ] = ()

    def __post_init__(self) -> None:
        for pattern in self.patterns:
            try:
                re2.compile(pattern)
            except re2.error as error:
                raise ValueError(
                    f"own_words: выражение «{pattern}» не читается: {_reason(error)}. "
                    "Проверьте скобки; просмотр вперёд и назад не поддерживается."
                ) from error

    def check(self, message: Message, context: Context) -> Violation | None:
        if not self.words and not self.patterns:
            return None
        reading = read(message.text)
        return self._own_word(reading, context) or self._own_pattern(reading)

    def _own_word(self, reading: Reading, context: Context) -> Violation | None:
        whole, stems = _folded(self.words)
        for word in reading.words:
            if word.text in context.exceptions:
                continue
            if word.text in whole or (stems and word.text.startswith(stems)):
                return self._violation(reading, word)
            if whole and lemma(word.text) in whole:
                return self._violation(reading, word)
        return None

    def _own_pattern(self, reading: Reading) -> Violation | None:
        folded = " ".join(word.text for word in reading.words)
        for pattern in self.patterns:
            match = _compiled(pattern).search(folded)
            if match is not None and match.end() > match.start():
                first = folded.count(" ", 0, match.start())
                last = folded.count(" ", 0, match.end() - 1)
                return self._violation(reading, reading.words[first], reading.words[last])
        return None

    def _violation(self, reading: Reading, first: Word, last: Word | None = None) -> Violation:
        fragment = reading.fragment(first, last)
        return Violation(
            self.name, self.clause, fragment=fragment, start=first.start, evidence=fragment
        )


def _reason(error: Exception) -> str:
    detail = error.args[0] if error.args else ""
    return detail.decode() if isinstance(detail, bytes) else str(detail)


@lru_cache(maxsize=16)
def _folded(own: tuple[str, ...]) -> tuple[frozenset[str], tuple[str, ...]]:
    """Whole words with their lemmas, and the beginnings written with a star."""
    whole: set[str] = set()
    stems: list[str] = []
    for entry in own:
        for word in read(entry).words:
            if entry.rstrip().endswith("*"):
                stems.append(word.text)
            else:
                whole |= {word.text, lemma(word.text)}
    return frozenset(whole), tuple(stems)


@lru_cache(maxsize=64)
def _compiled(pattern: str) -> Any:
    return re2.compile(pattern)
