"""`dezhurny forget` and `dezhurny export-member`: a person's data, erased or handed over."""

import asyncio
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson
import typer

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import DezhurnyError, StorageError, why
from bot.memory import memory_of
from bot.terminal.asking import agreed, person_of
from bot.terminal.loading import settings_of, storage_in_words
from bot.texts.texts import Texts
from rules.regulation.entry import Deed, Entry
from storage.migrate import migrate
from storage.persons import Record
from storage.unit import Memory

FORMATS = ("json", "text")
Records = Mapping[str, list[Record]]


def forget(config: Path, words: str, *, dry: bool, yes: bool) -> None:
    """Show what is kept, ask on a terminal, erase, and verify the journal's chain."""
    settings = settings_of(config)
    with storage_in_words():
        asyncio.run(_forget(settings, words, dry=dry, yes=yes))


def export(config: Path, words: str, form: str, output: Path | None) -> None:
    if form not in FORMATS:
        raise DezhurnyError(f"Вид «{form}» не умею: напишите --format {' или '.join(FORMATS)}.")
    settings = settings_of(config)
    with storage_in_words():
        handed = asyncio.run(_collect(settings, words))
    as_json = orjson.dumps(handed, option=orjson.OPT_INDENT_2) + b"\n"
    as_text = readable(handed, Texts(settings.texts))
    if output is None:
        typer.echo(as_text if form == "text" else as_json.decode(), nl=False)
        return
    beside = output.with_suffix(".txt")
    if beside == output:
        output = output.with_suffix(".json")
    try:
        output.write_bytes(as_json)
        beside.write_text(as_text, encoding="utf-8")
    except OSError as error:
        raise DezhurnyError(f"Файл {output} не записать: {why(error)}.") from error
    typer.echo(f"Записано: {output} и {beside}.")


async def _forget(settings: Settings, words: str, *, dry: bool, yes: bool) -> None:
    member = await person_of(settings, words)
    texts, memory = Texts(settings.texts), memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.look() as unit:
            records = await unit.persons.records(member)
        if not records:
            typer.echo(f"О человеке vk.com/id{member} ничего не хранится.")
            return
        typer.echo(f"О человеке vk.com/id{member} хранится:")
        _count(records, texts)
        typer.echo(_STAYS)
        if dry:
            typer.echo("Это проба: ничего не стёрто.")
        elif not agreed("Стереть? Вернуть будет нельзя.", yes=yes):
            typer.echo("Ничего не стёрто.")
        else:
            await _erase(memory, settings, texts, member)
    finally:
        await memory.close()


_STAYS = (
    "Останутся номера: дела, ограничения и журнал (его строки связаны в цепочку и слов участников "
    "не содержат). Если бот сейчас работает, перезапустите его: имя есть ещё в его памяти."
)


async def _erase(memory: Memory, settings: Settings, texts: Texts, member: int) -> None:
    async with memory.unit() as unit:
        touched = await unit.persons.erase(member)
        entry = Entry(
            action=Deed.ERASE,
            target=member,
            reason="данные стёрты администратором по просьбе человека",
            outcome=f"строк {sum(touched.values())}",
        )
        await unit.journal.add([entry], school_clock(settings)())
        fault = await unit.journal.verify()
        rows, _ = await unit.journal.head()
        await unit.commit()
    typer.echo("Стёрто:")
    for what, number in touched.items():
        typer.echo(f"  {texts.render('personal.kind', what=what)}: {number}")
    if fault is not None:
        raise StorageError(f"Журнал нарушен в строке {fault.seq}: {fault.problem}.")
    typer.echo(f"Журнал цел: строк {rows}.")


def _count(records: Records, texts: Texts) -> None:
    for what, rows in records.items():
        typer.echo(f"  {texts.render('personal.kind', what=what)}: {len(rows)}")


async def _collect(settings: Settings, words: str) -> dict[str, Any]:
    member = await person_of(settings, words)
    now, memory = school_clock(settings)(), memory_of(settings)
    try:
        await migrate(memory.engine)
        async with memory.unit() as unit:
            records = await unit.persons.records(member)
            entry = Entry(
                action=Deed.EXPORT,
                target=member,
                reason="данные выданы администратором",
                outcome=f"строк {sum(map(len, records.values()))}",
            )
            await unit.journal.add([entry], now)
            await unit.commit()
    finally:
        await memory.close()
    return {"member": member, "school": settings.school.name, "at": now, "records": records}


def readable(handed: Mapping[str, Any], texts: Texts) -> str:
    """All of it for a person to read: a heading for each kind, a line for each record."""
    lines = [
        f"Данные о человеке vk.com/id{handed['member']}",
        f"{handed['school']}, {handed['at']:%d.%m.%Y %H:%M}",
    ]
    for what, rows in handed["records"].items():
        title = texts.render("personal.kind", what=what)
        lines += ["", f"{title[:1].upper()}{title[1:]} ({len(rows)})"]
        lines += [f"— {_line(row)}" for row in rows]
    if not handed["records"]:
        lines += ["", "Ничего не хранится."]
    return "\n".join(lines) + "\n"


def _line(row: Record) -> str:
    shown = {name: value for name, value in row.items() if value not in (None, "", [])}
    return "; ".join(f"{_LABELS.get(name, name)}: {_value(value)}" for name, value in shown.items())


_LABELS = {
    "action": "действие",
    "actor": "кто",
    "asked_at": "показано",
    "at": "когда",
    "case": "дело",
    "certain": "явное",
    "chat": "чат",
    "clause": "пункт",
    "clauses": "пункты",
    "confirmed_at": "подтверждено",
    "decided_at": "решено",
    "decided_by": "кто решил",
    "enforcement": "исполнение",
    "expires_at": "хранится до",
    "filed_at": "подано",
    "form": "класс",
    "fragment": "фрагмент",
    "is_moderator": "модератор",
    "left_at": "вышел(а)",
    "message": "сообщение",
    "messages": "сообщений",
    "name": "имя",
    "number": "номер",
    "opened_at": "начато",
    "outcome": "итог",
    "owed_at": "получено",
    "publish_at": "к публикации",
    "pupil": "чей родитель",
    "reason": "причина",
    "released_at": "освобождён(а)",
    "role": "роль",
    "rule": "правило",
    "seen_at": "замечен(а)",
    "sent_at": "отправлено",
    "seq": "строка",
    "since": "с",
    "state": "состояние",
    "term": "срок",
    "text": "текст",
    "until": "до",
    "version": "редакция правил",
    "word": "слово",
    "words": "слова",
}


def _value(value: object) -> str:
    if hasattr(value, "strftime"):
        return f"{value:%d.%m.%Y %H:%M}"
    if isinstance(value, bool):
        return "да" if value else "нет"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
