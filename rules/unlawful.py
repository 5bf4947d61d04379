"""Пункт Д.2.5 — содержание, которое нарушает закон или чужие права, удаляют.

What it does
    Flags offers of drugs and of work with them, driving to suicide, calls to violence and
    extremism, betting and casino advertising, loans without questions, «easy money» and bank
    cards for rent, forged papers and sold exam answers, requests for children's nude photos.

Why
    Such a message harms a child within minutes; the teacher answers for every hour it stands.

Allowed
    Lessons, lectures and warnings about the same things, a parent's worry and cry for help,
    salt in chemistry and bookmarks in books.

Breaks it     «Ищем курьеров, закладки, от 150к в неделю»
              «Никто плакать не будет, если ты сдохнешь»
Allowed       «Лекция о вреде наркотиков в актовом зале»
              «Дочка говорит, что не хочет жить, помогите»
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rules.language.phrases import PhraseBook
from rules.language.phrases_offers import OFFER_PATTERNS
from rules.language.phrases_unlawful import UNLAWFUL
from rules.regulation.clauses import UNLAWFUL as CLAUSE
from rules.regulation.clauses import Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_UNLAWFUL = PhraseBook(UNLAWFUL + OFFER_PATTERNS)


@dataclass(frozen=True, slots=True)
class Unlawful:
    """`doubtful` off: only certain cases are reported."""

    name: ClassVar[str] = "unlawful"
    clause: ClassVar[Clause] = CLAUSE

    doubtful: Annotated[
        bool,
        "Спрашивать ли модератора о спорных случаях; если нет, отмечается только явное.",
    ] = True

    def check(self, message: Message, context: Context) -> Violation | None:
        return _UNLAWFUL.violation(self, message, context.exceptions, doubtful=self.doubtful)

    def near_miss(self, message: Message, context: Context) -> str | None:
        return _UNLAWFUL.near_miss(
            message.text, "похожи на запрещённое, но это урок, предупреждение или цитата."
        )
