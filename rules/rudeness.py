"""Пункт 3.3 (3) — не грубят, не обвиняют без оснований и не угрожают.

What it does
    Flags threats of violence («я тебя прибью», «будешь зубы собирать»), orders to be
    silent or be gone («закрой рот», «вали отсюда»), contempt and humiliation («кто вы вообще
    такая», «с головой дружите?»), accusations without ground («вы воруете деньги класса»).
    Plain rudeness is certain; what may be a joke or a fair complaint is doubtful and goes to a
    moderator.

Why
    Thirty families read it, and the one it is meant for has to come back to this chat tomorrow.

Allowed
    Disagreement, complaints about food, buses and marks, a promise to complain to an
    authority, another's words in quotation marks or retold.

Breaks it     «Закройте рот, вас не спрашивали»
              «встретимся после школы, пожалеешь»
Allowed       «Буду жаловаться в департамент образования»
              «Сыну написали „тебе конец“, прошу разобраться»
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rules.language.phrases import PhraseBook
from rules.language.phrases_contempt import CONTEMPT_PATTERNS
from rules.language.phrases_menace import MENACES
from rules.language.phrases_rudeness import RETOLD, RUDENESS, THREATS
from rules.language.phrases_threats import THREAT_PATTERNS
from rules.regulation.clauses import RUDENESS as CLAUSE
from rules.regulation.clauses import Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_RUDE = PhraseBook(THREATS + THREAT_PATTERNS + MENACES + RUDENESS + CONTEMPT_PATTERNS + RETOLD)


@dataclass(frozen=True, slots=True)
class Rudeness:
    """`doubtful` off: only certain rudeness is reported, moderators get no cards of it."""

    name: ClassVar[str] = "rudeness"
    clause: ClassVar[Clause] = CLAUSE

    doubtful: Annotated[
        bool,
        "Спрашивать ли модератора о спорных случаях; если нет, отмечается только явная грубость.",
    ] = True

    def check(self, message: Message, context: Context) -> Violation | None:
        return _RUDE.violation(self, message, context.exceptions, doubtful=self.doubtful)

    def near_miss(self, message: Message, context: Context) -> str | None:
        return _RUDE.near_miss(
            message.text, "похожи на грубость, но это чужие слова или рассказ о них."
        )
