"""How a replay is told in Russian: who, what would have been done, and which words it was for."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from bot.replay.history import History
from bot.replay.run import Action, Breach
from rules.language.plurals import counted
from rules.regulation.clauses import PERSONAL_DATA
from rules.regulation.decide import Answer

NAME_AT_MOST = 60  # characters
_AROUND = 120  # characters shown on either side of a fragment


@dataclass(frozen=True, slots=True)
class People:
    """What members are called: «участник 1» in the order of their first message, or by name."""

    _numbers: Mapping[int, int] = field(default_factory=dict)
    _names: Mapping[int, str] = field(default_factory=dict)
    named: bool = False

    @classmethod
    def of(cls, history: History, *, named: bool) -> "People":
        met = dict.fromkeys(message.author for message in history.messages)
        return cls({member: place for place, member in enumerate(met, 1)}, history.names, named)

    def __call__(self, member: int) -> str:
        if self.named:
            name = "".join(filter(str.isprintable, self._names.get(member, "")))
            return name[:NAME_AT_MOST] or (f"id{member}" if member > 0 else f"club{-member}")
        return f"{'участник' if member > 0 else 'сообщество'} {self._numbers[member]}"


@dataclass(frozen=True, slots=True)
class Quote:
    """A message's words around what it was judged for; plain text, never markup."""

    before: str = ""
    marked: str = ""
    after: str = ""


def quote(breach: Breach) -> Quote:
    """Personal data are shown as the rule masked them, and nothing around them."""
    data = [v for v in breach.violations if v.clause.number == PERSONAL_DATA.number]
    if data:
        return Quote(marked="; ".join(v.evidence or "личные данные" for v in data))
    text = breach.message.text
    for violation in breach.violations:
        start, end = violation.start, violation.start + len(violation.fragment)
        if violation.fragment and text[start:end] == violation.fragment:
            return Quote(_tail(text[:start]), text[start:end][: 2 * _AROUND], _head(text[end:]))
    return Quote(_head(text))


def _head(text: str) -> str:
    return text if len(text) <= _AROUND else text[:_AROUND] + "…"


def _tail(text: str) -> str:
    return text if len(text) <= _AROUND else "…" + text[-_AROUND:]


def outcome(breach: Breach, allowed: int) -> str:
    """What this message would have brought: «удалено, предупреждение 2 из 3»."""
    decision = breach.decision
    if decision.answer is Answer.SILENT and breach.action is Action.BLOCK:
        return "не было бы написано: автор заблокирован"
    parts = ["удалено"] if decision.delete else []
    match decision.answer:
        case Answer.STAFF:
            parts.append("сотрудник школы: без взыскания")
        case Answer.REVIEW:
            parts.append("решает модератор")
        case Answer.SILENT:
            parts.append("автор заблокирован")
        case Answer.REMIND:
            parts.append("напоминание" if decision.raised else "то же дело")
        case Answer.WARN if decision.raised:
            parts.append(f"предупреждение {decision.strike} из {allowed}")
        case Answer.BLOCK if decision.raised and decision.block is not None:
            parts.append(f"блокировка до {moment(decision.block.until)}")
        case _:
            parts.append("то же дело")
    return ", ".join(parts)


def cited(breach: Breach) -> str:
    """The clauses: «п. 3.3 (4), нецензурные выражения»; «?» marks a doubtful one."""
    said = {
        v.clause.number: f"{v.clause.cited}, {v.clause.title}{'' if v.certain else ' (?)'}"
        for v in sorted(breach.violations, key=lambda v: v.certain)
    }
    return "; ".join(said[number] for number in breach.clauses)


def moment(when: datetime) -> str:
    return f"{when:%d.%m.%Y %H:%M}"


def span(first: date, last: date) -> str:
    if first == last:
        return f"{first:%d.%m.%Y}"
    return f"{first:%d.%m.%Y} — {last:%d.%m.%Y}"


def scope(history: History) -> str:
    """«2 чата, 34 участника, 2912 сообщений, 01.09.2026 — 28.09.2026»."""
    messages = history.messages
    chats = len({message.chat for message in messages})
    members = len({message.author for message in messages})
    days = [message.sent_at.date() for message in messages]
    return ", ".join(
        (
            counted(chats, "чат", "чата", "чатов"),
            counted(members, "участник", "участника", "участников"),
            counted(len(messages), "сообщение", "сообщения", "сообщений"),
            span(min(days), max(days)),
        )
    )


def left_out(history: History, failures: Mapping[str, int]) -> list[str]:
    """What was not judged, a sentence for each kind."""
    lines = counted(history.unread_count, "строка", "строки", "строк")
    private = counted(history.private, "сообщение", "сообщения", "сообщений")
    service = counted(history.service, "строка", "строки", "строк")
    told = {
        f"Не прочитано: {lines}.": history.unread_count,
        f"Служебных и удалённых: {service}.": history.service,
        f"Повторов: {history.repeated}.": history.repeated,
        f"В личной переписке: {private}, бот туда не смотрит.": history.private,
    }
    broken = [
        f"Правило {rule} не справилось: {counted(times, 'сообщение', 'сообщения', 'сообщений')}."
        for rule, times in failures.items()
    ]
    return [sentence for sentence, number in told.items() if number] + broken
