"""Пункт 3.3 (4) — без брани, нецензурных слов, прозвищ и обидных слов.

What it does
    Flags swearing however it is drawn (look-alikes of other alphabets, digits, masks, letters
    apart, transliteration, an emoji for a letter), vulgar words, and insults. Insults come in
    two kinds: those that are nothing else («дебил») count anywhere; those that are also an
    animal, a thing or an illness («козёл», «тупой») only when they are said to somebody or
    are the whole message. Where the cue is weak, the verdict is doubtful.

Why
    A chat where one is sworn at is a chat that people leave, children first.

Allowed
    Ordinary words that hold the same letters (подстрахуй, оскорблять, хулиган); angles,
    animals and surnames; classics that are called so; mild words (блин, фиг), unless the
    school wants them judged too.

Breaks it     «Да пошёл ты на х*й»
              «ты козёл»
Allowed       «Подстрахуй меня завтра на дежурстве»
              «Тупой угол больше прямого»
"""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from rules.language.message_swearing import Found, nearest_ordinary, worst
from rules.regulation.clauses import PROFANITY, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation


@dataclass(frozen=True, slots=True)
class Profanity:
    """`insults` off leaves only swearing; `euphemisms` on adds the mild words (doubtful)."""

    name: ClassVar[str] = "profanity"
    clause: ClassVar[Clause] = PROFANITY

    insults: Annotated[bool, "Отмечать ли оскорбления; если нет, остаётся только брань."] = True
    euphemisms: Annotated[bool, "Спрашивать ли модератора о смягчённых словах: блин, фиг."] = False

    def check(self, message: Message, context: Context) -> Violation | None:
        found = worst(
            message.text,
            insults=self.insults,
            euphemisms=self.euphemisms,
            exceptions=context.exceptions,
        )
        return None if found is None else self._violation(found)

    def _violation(self, found: Found) -> Violation:
        return Violation(
            self.name,
            self.clause,
            certain=found.certain,
            fragment=found.fragment,
            start=found.start,
            evidence=found.fragment,
        )

    def near_miss(self, message: Message, context: Context) -> str | None:
        word = nearest_ordinary(message.text)
        if word is None:
            return None
        return f"Слово «{word}» содержит похожий корень, но это обычное слово."
