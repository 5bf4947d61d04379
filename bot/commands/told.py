"""The journal and the states of a case in words that a moderator reads."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from bot.desk import Desk
from rules.regulation.cases import State
from rules.regulation.entry import Deed

STATES: Mapping[State, str] = {
    State.COUNTED: "считается",
    State.REMINDED: "напоминание, не считается",
    State.DOUBTFUL: "ждёт решения модератора",
    State.DISMISSED: "не нарушение",
    State.LAPSED: "закрыто без ответа",
    State.ANNULLED: "отменено",
    State.OBSERVED: "только наблюдение",
}

DEEDS: Mapping[Deed, str] = {
    Deed.VIOLATION: "нарушение замечено",
    Deed.REMINDER: "напоминание",
    Deed.WARNING: "предупреждение",
    Deed.BLOCK: "ограничение доступа",
    Deed.UNBLOCK: "ограничение снято",
    Deed.DELETE: "удаление сообщения",
    Deed.RESTRICT: "запрет писать",
    Deed.RELEASE: "запрет писать снят",
    Deed.REMOVE: "исключение из чата",
    Deed.INVITE: "ссылка для возвращения",
    Deed.NOTICE: "сообщение не доставлено",
    Deed.ANNUL: "дело отменено",
    Deed.APOLOGY: "извинение",
    Deed.OBJECTION: "возражение",
    Deed.APPEAL: "обжалование",
    Deed.CONFIRM: "подтверждено: нарушение",
    Deed.DISMISS: "решено: не нарушение",
    Deed.LAPSE: "закрыто без ответа",
    Deed.COMPLAINT: "жалоба участника",
    Deed.PASSED: "передано другому",
    Deed.SIGNATURE: "вторая подпись",
    Deed.EXCEPTION: "исключение для чата",
    Deed.ORDER: "настройка чата",
    Deed.ACQUAINTED: "ознакомление с правилами",
    Deed.REMIND_ALL: "напоминание всем",
    Deed.HELD: "ночное сообщение",
    Deed.LEAVER: "выбыл",
    Deed.ROSTER: "список школы прочитан",
    Deed.ERASE: "данные человека стёрты",
    Deed.EXPORT: "данные человека выданы",
    Deed.PURGE: "записи стёрты по сроку",
    Deed.REPORT: "отчёт отправлен",
    Deed.HEAD: "отпечаток журнала отправлен",
    Deed.JOINED: "бот в чате",
    Deed.RIGHTS: "права бота",
    Deed.GAP: "пропуск в событиях",
}
# Who complained and who objected is known to the journal alone; and who passed a case on, for
# what makes him a side may be his own complaint.
NOT_NAMED = frozenset({Deed.COMPLAINT, Deed.OBJECTION, Deed.PASSED})


def told(row: Mapping[str, Any], desk: Desk) -> dict[str, Any]:
    """One row of the journal for a template."""
    deed = Deed(row["action"])
    named = str(row["actor"]).isdecimal() and deed not in NOT_NAMED
    actor, chat = int(row["actor"]) if named else 0, row["chat"] or 0
    why = "; ".join(word for word in (row["reason"], row["outcome"]) if word)
    return {
        "at": datetime.fromisoformat(row["at"]),
        "what": DEEDS.get(deed, deed.value),
        "actor": actor,
        "actor_name": desk.people.name(chat, actor) if actor else "",
        "target": row["target"] if (row["target"] or 0) > 0 else 0,
        "target_name": desk.people.name(chat, row["target"] or 0),
        "case": row["case"] or 0,
        "why": why.rstrip("."),
    }
