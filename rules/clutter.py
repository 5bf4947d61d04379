"""Пункт 3.3 (2) — чат не засоряют пустым общением.

What it does
    Flags a message that says nothing: emoji alone, a sticker or a postcard, interjections, a
    congratulation, a chain letter, a long text in capitals; slang and idle talk («скучно», «чё
    делаете», «а у меня кот на шкафу сидит») as doubtful. One-word answers are flagged only in a
    row: `answers_of_one` by one member, or `answers_in_a_row` by several when nobody asked
    anything within `question_window`.

Why
    Thirty telephones ring for every smiley, and the timetable is scrolled out of sight.

Allowed
    A lone «+» or «ок», under a question in any number; thanks; a congratulation that brings
    business with it, and any on the school's `allowed_days`; jokes; a word in capitals; a
    photo without words, for it may be the homework.

Breaks it     «😂😂😂»
              «ахахах»
              «С праздником, дорогие мамочки!»
              «Перешли это сообщение 10 друзьям, и сбудется желание»
              «ПОЧЕМУ НИКТО НЕ ОТВЕЧАЕТ НА МОЙ ВОПРОС»
              «это полный кринж»
Allowed       «+»
              «Спасибо большое, Марья Ивановна!»
              «Всех с праздником! Напоминаю, завтра уроки с 9:00»
              «ВАЖНО! Завтра парадная форма»
              «1️⃣ Дневник 2️⃣ Сменка»
"""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated, ClassVar

from rules.language import smalltalk
from rules.language.chain_letters import find_chain_letter
from rules.language.congratulations import find_congratulation, is_a_morning_greeting
from rules.language.conversation import run_of_answers, was_asked
from rules.language.emptiness import (
    CAPITALS,
    CHAIN_LETTER,
    FEAST,
    IDLE,
    SHORT_SLANG,
    SLANG,
    SMALL_TALK,
    TRAILING,
    WISH,
    glance,
    hints,
)
from rules.language.reading import Reading, read
from rules.language.shouting import is_shouted
from rules.language.slang import find_short_slang, find_slang
from rules.regulation.clauses import CLUTTER, Clause
from rules.regulation.message import Attachment, Context, Message, Role
from rules.regulation.violation import Violation

_DAY = re.compile(r"(?:\d{4}-)?(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
_STICKERS = frozenset({"sticker", "graffiti", "gift", "gif"})
_PICTURES = frozenset({"photo", "video", "clip", "doc", "story"})
_VIDEOS = frozenset({"video", "clip"})
_TO_WATCH_OR_HEAR = frozenset({"audio", "audio_playlist"}) | _VIDEOS


@dataclass(frozen=True, slots=True)
class Clutter:
    """A count of 0 switches its kind off."""

    name: ClassVar[str] = "clutter"
    clause: ClassVar[Clause] = CLUTTER

    allowed_days: Annotated[
        frozenset[str],
        "Дни, когда поздравлять можно: 03-08 — каждый год, 2026-09-01 — один раз.",
    ] = frozenset()
    stickers: Annotated[bool, "Отмечать ли стикеры, открытки и музыку без слов."] = True
    slang: Annotated[bool, "Отмечать ли сленг; о нём всегда спрашивают модератора."] = True
    capital_words: Annotated[
        int,
        "Сколько слов прописными буквами считать криком; 0 — не проверять.",
    ] = 4
    capital_share: Annotated[float, "Какая доля букв при этом прописная, от 0 до 1."] = 0.7
    smileys: Annotated[
        int,
        "Сколько смайликов подряд рядом со словами — засорение; 0 — не проверять.",
    ] = 10
    answers_of_one: Annotated[
        int,
        "Сколько коротких ответов подряд от одного участника — засорение; 0 — не проверять.",
    ] = 3
    answers_in_a_row: Annotated[
        int,
        "Сколько коротких ответов подряд от разных участников — засорение, если никто не "
        "спрашивал; 0 — не проверять.",
    ] = 6
    answers_window: Annotated[
        timedelta,
        "За какое время считать короткие ответы.",
    ] = timedelta(minutes=10)
    question_window: Annotated[
        timedelta,
        "Сколько времени после вопроса короткие ответы уместны.",
    ] = timedelta(hours=1)

    def __post_init__(self) -> None:
        """Raises ValueError for a day that is none."""
        for day in self.allowed_days:
            if not _DAY.fullmatch(day):
                raise ValueError(f"allowed_days: «{day}» — нужен день вида 03-08 или 2026-09-01")

    def check(self, message: Message, context: Context) -> Violation | None:
        if message.attachments and (found := self._card(message, context)):
            return found
        looks = glance(message.text)
        return self._closely(message, context, looks) if looks else None

    def near_miss(self, message: Message, context: Context) -> str | None:
        if smalltalk.is_a_lone_answer(message.text) and not self.check(message, context):
            return "Короткий ответ пропущен: он один или дан на вопрос."
        if self._is_an_allowed_day(message) and find_congratulation(message.text):
            return "Поздравление пропущено: школа разрешила их в этот день."
        return None

    def _small_talk(self, message: Message, context: Context) -> Violation | None:
        """Smileys, interjections and lone answers: what a message of a few words may consist of."""
        text = message.text
        if smalltalk.is_a_lone_answer(text):
            return self._answers(message, context)
        if smalltalk.is_smileys_only(text):
            return self._violation("смайлики", text, 0, len(text))
        if smalltalk.is_interjections_only(text):
            return self._violation("междометия", text, 0, len(text))
        return None

    def _answers(self, message: Message, context: Context) -> Violation | None:
        if message.reply_to is not None or message.is_edit:
            return None
        if not context.in_chat:
            # 👍 with nothing to agree to may still answer an older message: a person sees.
            if read(message.text).words or message.text.strip()[:1] in "+-–—±➕➖✅":
                return None
            return self._violation("смайлики", message.text, 0, len(message.text), certain=False)
        run = list(run_of_answers(message, context.in_chat, self.answers_window))
        own = 1 + sum(earlier.author == message.author for earlier in run)
        if 0 < self.answers_of_one <= own:
            evidence = f"коротких ответов подряд: {own}"
            return Violation(self.name, self.clause, own > self.answers_of_one, evidence=evidence)
        authors = {message.author, *(earlier.author for earlier in run)}
        if 0 < self.answers_in_a_row <= len(run) + 1 and len(authors) > 2:
            if self._was_asked(message, context):
                return None
            evidence = f"коротких ответов подряд: {len(run) + 1}"
            return Violation(self.name, self.clause, certain=False, evidence=evidence)
        return None

    def _was_asked(self, message: Message, context: Context) -> bool:
        return was_asked(message, context.in_chat, self.question_window)

    def _closely(self, message: Message, context: Context, looks: int) -> Violation | None:
        """The kinds that the glance saw, the plainest first."""
        text, reading = message.text, read(message.text)
        if looks & SMALL_TALK and (found := self._small_talk(message, context)):
            return found
        if looks & CHAIN_LETTER and (letter := find_chain_letter(text)):
            return self._violation("цепочка", text, letter.start, letter.end, letter.certain)
        if looks & (FEAST | WISH) and not self._is_an_allowed_day(message):
            wish = find_congratulation(text, bool(looks & FEAST), bool(looks & WISH))
            if wish is not None:
                return self._violation("поздравление", text, wish.start, wish.end, wish.outright)
        if looks & CAPITALS and (shouted := self._is_shouted(reading)) is not None:
            start, end = reading.words[0].start, reading.words[-1].end
            return self._violation("прописные буквы", text, start, end, shouted)
        if looks & (SLANG | SHORT_SLANG) and (found := self._slang(reading, context, looks)):
            return found
        if looks & IDLE and (found := self._idle_talk(message, context)):
            return found
        return self._smileys_beside(reading) if looks & TRAILING else None

    def _idle_talk(self, message: Message, context: Context) -> Violation | None:
        """«Я тут» may answer somebody: then it is none."""
        if message.reply_to is not None or message.is_edit or self._was_asked(message, context):
            return None
        text = message.text
        return self._violation("пустой разговор", text, 0, len(text), certain=False)

    def _slang(self, reading: Reading, context: Context, looks: int) -> Violation | None:
        if not self.slang:
            return None
        said = find_slang(reading, context.exceptions) if looks & SLANG else None
        if said is None and looks & SHORT_SLANG:
            said = find_short_slang(reading.words, context.exceptions)
        if said is None:
            return None
        start, end = said.first.start, said.last.end
        return self._violation("сленг", reading.original, start, end, certain=False)

    def _is_shouted(self, reading: Reading) -> bool | None:
        return is_shouted(reading, self.capital_words, self.capital_share)

    def _smileys_beside(self, reading: Reading) -> Violation | None:
        said, text = reading.words, reading.original
        if not said or self.smileys <= 0 or len(text) - said[-1].end < self.smileys:
            return None
        tail = text[said[-1].end :][: 4 * self.smileys]
        if smalltalk.emoji_in(tail) < self.smileys:
            return None
        return self._violation("смайлики", text, said[-1].end, len(text), certain=False)

    def _card(self, message: Message, context: Context) -> Violation | None:
        """A sticker, a postcard, a song: a thing hung on no words of one's own."""
        if not self.stickers:
            return None
        own = message.text
        for hung in message.attachments:
            own = own.replace(hung.title, " ") if hung.title else own
        greeting = is_a_morning_greeting(own)
        if own.strip() and not greeting:
            return None
        kinds = {hung.kind for hung in message.attachments}
        if kinds & _STICKERS or any(map(_moves, message.attachments)):
            return Violation(self.name, self.clause, evidence="стикер или анимация без слов")
        postcard = greeting or any(map(_is_titled_as_a_card, message.attachments))
        if kinds & _PICTURES and postcard and not self._is_an_allowed_day(message):
            return Violation(
                self.name, self.clause, message.role is Role.MEMBER, evidence="открытка"
            )
        if kinds & _TO_WATCH_OR_HEAR and not self._was_asked(message, context):
            music = kinds.isdisjoint(_VIDEOS)
            return Violation(self.name, self.clause, music, evidence="музыка или видео без слов")
        return None

    def _is_an_allowed_day(self, message: Message) -> bool:
        if not self.allowed_days:
            return False
        day = message.sent_at.date().isoformat()
        return day in self.allowed_days or day[5:] in self.allowed_days

    def _violation(
        self, kind: str, text: str, start: int, end: int, certain: bool = True
    ) -> Violation:
        fragment = text[start:end]
        return Violation(
            self.name, self.clause, certain, fragment, start, f"{kind}: {fragment[:80]}"
        )


def _moves(hung: Attachment) -> bool:
    return hung.kind == "doc" and hung.title.lower().endswith(".gif")


def _is_titled_as_a_card(hung: Attachment) -> bool:
    return bool(hung.title) and bool(hints(hung.title) & FEAST)
