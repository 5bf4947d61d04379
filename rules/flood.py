"""Пункт 3.3 (2) — чат не засоряют множеством сообщений и повторами.

What it does
    Flags three things, all of new messages only:
    a burst: more than `messages` of one author within `window`, so that with 6 and 30 s the
    seventh message is flagged, and each one after it while the burst lasts;
    a repeat: the same or nearly the same text again by one author within `repeat_window`:
    the second time as doubtful, from `repeats` times on as certain; short texts are flagged
    from `short_repeats` times on;
    a copy: the same text from `same_text_authors` accounts within `repeat_window`.

Why
    Ten lines where one would do bury what others wrote; pasting a text from several accounts
    is how spam gets round a limit for each of them.

Allowed
    Four files in a row, a thought in three short lines, the same short answer as everybody's,
    a form that the class was asked to copy, texts that differ in their numbers. Edits never
    count and are never flagged.

Breaks it     the seventh message within 30 seconds
              «Продам детскую коляску, почти новая, недорого» for the third time
Allowed       the sixth message within 30 seconds
              «Мы идём» from twenty parents
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Annotated, ClassVar

from rapidfuzz import fuzz

from rules.language import smalltalk
from rules.language.congratulations import find_congratulation
from rules.language.plurals import counted, lasting
from rules.language.reading import read
from rules.regulation.clauses import CLUTTER, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

THE_SAME = 0.95  # of similarity: a typing error or a sign apart
COMPARED = 400  # code points: longer texts that begin so alike are alike
CROWD = 12  # of the chat's newest messages, among which copies are looked for


_TEXT = attrgetter("text")


@dataclass(frozen=True, slots=True)
class Flood:
    """A count of 0 switches its part off."""

    name: ClassVar[str] = "flood"
    clause: ClassVar[Clause] = CLUTTER

    messages: Annotated[
        int,
        "Сколько сообщений одного участника за window ещё можно; 0 — не проверять.",
    ] = 6
    window: Annotated[
        timedelta,
        "За какое время считать сообщения одного участника.",
    ] = timedelta(seconds=30)
    repeats: Annotated[
        int,
        "На какой раз повтор одного текста — явное нарушение; 0 — не проверять.",
    ] = 3
    short_repeats: Annotated[int, "То же для короткого текста."] = 5
    short: Annotated[int, "Текст, в котором букв и цифр меньше, считается коротким."] = 25
    similarity: Annotated[
        float,
        "Насколько тексты одного участника похожи, чтобы считаться повтором, от 0 до 1.",
    ] = 0.9
    repeat_window: Annotated[
        timedelta,
        "За какое время искать повторы и одинаковые тексты.",
    ] = timedelta(minutes=10)
    same_text_authors: Annotated[
        int,
        "От скольких участников один и тот же текст — рассылка; 0 — не проверять.",
    ] = 3

    def check(self, message: Message, context: Context) -> Violation | None:
        if message.edited_at is not None:
            return None
        if context.by_author:
            found = self._burst(message, context) or self._repeat(message, context)
            if found is not None:
                return found
        if context.in_chat and len(message.text) >= self.short:
            return self._copy(message, context)
        return None

    def _burst(self, message: Message, context: Context) -> Violation | None:
        earlier, since = context.by_author, message.sent_at - self.window
        if not 0 < self.messages <= len(earlier) or earlier[-self.messages].sent_at < since:
            return None
        number = 1 + sum(sent.sent_at >= since for sent in earlier)
        wrote = counted(number, "сообщение", "сообщения", "сообщений")
        return self._violation(f"{wrote} за {lasting(self.window)}")

    def _repeat(self, message: Message, context: Context) -> Violation | None:
        since, own = message.sent_at - self.repeat_window, context.by_author
        if self.repeats <= 0 or own[-1].sent_at < since:
            return None
        text = _folded(message.text)
        length = len(text)
        if not length:
            return None
        slack = (1 - self.similarity) * length + 1
        near = [
            said
            for earlier in own
            if -slack <= len(said := _folded(earlier.text)) - length <= slack
            and earlier.sent_at >= since
        ]
        return self._repeated(text, near) if near else None

    def _repeated(self, text: str, near: list[str]) -> Violation | None:
        likeness = [_likeness(text, said, self.similarity) for said in near]
        alike = 1 + sum(like >= self.similarity for like in likeness)
        the_same = 1 + sum(like >= THE_SAME for like in likeness)
        short = len(text) < self.short
        if alike == 1 or (short and not 0 < self.short_repeats <= the_same):
            return None
        certain = short or the_same >= self.repeats
        times = counted(the_same if certain else alike, "раз", "раза", "раз")
        return self._violation(f"одно и то же {times} за {lasting(self.repeat_window)}", certain)

    def _copy(self, message: Message, context: Context) -> Violation | None:
        crowd, others = context.in_chat[-CROWD:], self.same_text_authors - 1
        since = message.sent_at - self.repeat_window
        if not 0 < others <= len(crowd) or crowd[-others].sent_at < since:
            return None
        text = _folded(message.text)
        if len(text) < self.short or text not in map(_folded, map(_TEXT, crowd)):
            return None
        return self._copied(message, context, text, since)

    def _copied(
        self, message: Message, context: Context, text: str, since: datetime
    ) -> Violation | None:
        authors = {message.author}
        for earlier in context.in_chat:
            said = _folded(earlier.text)
            if said != text and text in said:
                return None  # a form that somebody asked to copy
            if said == text and earlier.sent_at >= since:
                authors.add(earlier.author)
        if len(authors) < self.same_text_authors or _is_everybodys(message.text):
            return None
        accounts = counted(len(authors), "участника", "участников", "участников")
        return self._violation(f"один и тот же текст от {accounts}")

    def _violation(self, evidence: str, certain: bool = True) -> Violation:
        return Violation(self.name, self.clause, certain, evidence=evidence)


@lru_cache(maxsize=4096)
def _folded(text: str) -> str:
    """The words alone, without spaces, signs and smileys."""
    return "".join([word.text for word in read(text).words])[:COMPARED]


def _likeness(one: str, other: str, least: float) -> float:
    """0 to 1; 0 for texts whose numbers differ."""
    if one == other:
        return 1.0
    like = fuzz.ratio(one, other, score_cutoff=100 * least) / 100
    return like if like and _digits(one) == _digits(other) else 0.0


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))


def _is_everybodys(text: str) -> bool:
    """What a whole class writes alike: consent, thanks, congratulations (clutter judges those)."""
    return smalltalk.is_a_joint_answer(text) or find_congratulation(text) is not None
