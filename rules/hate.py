"""Пункт 3.3 (5) — не возбуждают вражду и не унижают людей по принадлежности к группе.

What it does
    Flags slurs, and what is said of a group by sex, race, nationality, language, origin,
    religion, health, poverty or other social standing: that they are no people, that all of
    them steal, that they must be driven out, kept apart or beaten.

Why
    The children of every group sit in this class, and their parents read this chat.

Allowed
    The name of a group by itself, whatever stands around it; lessons, books and news of
    history; a complaint that a child was called a slur.

Breaks it     «понаехали чурки, русскому ребёнку места нет»
              «Инвалидов надо держать отдельно от нормальных детей»
Allowed       «Пушкин „Цыганы“, читать до пятницы»
              «Моего сына назвали чуркой, прошу разобраться»
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rules.language.phrases import PhraseBook
from rules.language.phrases_groups import GROUP_PATTERNS
from rules.language.phrases_hate import HATE
from rules.regulation.clauses import HATE as CLAUSE
from rules.regulation.clauses import Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_HATE = PhraseBook(HATE + GROUP_PATTERNS)


@dataclass(frozen=True, slots=True)
class Hate:
    """`doubtful` off: only certain hatred is reported."""

    name: ClassVar[str] = "hate"
    clause: ClassVar[Clause] = CLAUSE

    doubtful: Annotated[
        bool,
        "Спрашивать ли модератора о спорных случаях; если нет, отмечается только явная вражда.",
    ] = True

    def check(self, message: Message, context: Context) -> Violation | None:
        return _HATE.violation(self, message, context.exceptions, doubtful=self.doubtful)

    def near_miss(self, message: Message, context: Context) -> str | None:
        return _HATE.near_miss(
            message.text, "похожи на вражду, но речь об уроке или о чужих словах."
        )
