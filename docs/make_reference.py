"""Writes docs/reference.md anew from the settings and the commands: uv run docs/make_reference.py

Nothing in that page is written by hand: a key that changes, changes there or fails the tests.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.testing import CliRunner

from bot.cli import EXIT_CODES, app
from bot.config.reference import Entry, Section, sections

PAGE = Path(__file__).resolve().parent / "reference.md"

HEAD = """\
<!-- Made by docs/make_reference.py: change the sentences in bot/config, rules and bot/cli. -->

# Справочник администратора

Все ключи `config.toml` и все команды. Страница написана программой по самой программе, поэтому
всегда верна. С чего начать — [установка](install.md); если что-то не так —
[по симптомам](troubleshooting.md).

## Как писать настройки

- Файл — [TOML](https://toml.io/ru/v1.0.0): `[раздел]` на своей строке, под ним строки
  `ключ = значение`. Образец со всеми ключами — [config.example.toml](../config.example.toml);
  чего в файле нет, то берётся из столбца «по умолчанию».
- Сроки пишутся в кавычках: `"30s"` секунды, `"10m"` минуты, `"2h"` часы, `"3d"` дни, `"1w"`
  недели, `"1mo"` месяцы. Время — `07:00:00`, дата — `2026-12-31`, «да» и «нет» — `true` и `false`.
- Любой ключ можно задать переменной окружения, она сильнее файла: `[vk] token` — это
  `DEZHURNY_VK__TOKEN`, `[strikes] allowed` — `DEZHURNY_STRIKES__ALLOWED`. Список пишется как
  `["1d", "7d"]`.
- Незнакомый ключ — ошибка: программа назовёт строку и подскажет похожий.
- Правила можно менять в трёх местах, и сильнее то, что ближе к чату: `[rules.flood]` для школы,
  `[chats.kind.parents.rules.flood]` для вида чатов, `[chats.peer.2000000001.rules.flood]` для
  одного чата.
- Звёздочка в имени раздела — то, что вписываете вы: вид чата, номер чата, номер пункта.
- Проверить файл: `dezhurny check`. Бот прочтёт его, когда вы его перезапустите.

## Ключи
"""


def page() -> str:
    return "".join((HEAD, *map(_section, sections()), _commands()))


def _section(section: Section) -> str:
    title = f"[{section.table}]" if section.table else "[texts]"
    rows = "".join(map(_row, section.entries))
    about = f"{_sentence(section.about)}\n\n" if section.about else ""
    return f"\n### `{title}`\n\n{about}| ключ | по умолчанию | что это |\n|---|---|---|\n{rows}"


def _row(entry: Entry) -> str:
    usual = "не задан" if entry.default is None else f"`{_cell(entry.default)}`"
    default = "**нужно задать**" if entry.is_required else usual
    return f"| `{entry.key.rpartition('.')[2]}` | {default} | {_cell(entry.description)} |\n"


def _cell(words: str) -> str:
    return words.replace("|", "\\|").replace("*", "\\*")


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _commands() -> str:
    """Each command as its own `--help` says it."""
    codes = EXIT_CODES.partition("\n\n")[0]
    told = [
        "\n## Команды\n\n"
        "`--config ФАЙЛ` можно поставить до или после команды. Дополнение по Tab включает "
        "`dezhurny --install-completion` (bash, zsh, fish, PowerShell); подействует оно в новом "
        "окне.\n\n"
        f"```text\n{codes}\n```\n"
    ]
    paths = _paths(typer.main.get_command(app))
    told += (
        f"\n### `dezhurny {' '.join(path)}`\n\n```text\n{_help(path)}\n```\n" for path in paths
    )
    return "".join(told)


def _paths(group: Any, before: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for name, each in group.commands.items():
        if hasattr(each, "commands"):
            yield from _paths(each, (*before, name))
        else:
            yield (*before, name)


def _help(path: tuple[str, ...]) -> str:
    # The width is the terminal's otherwise.
    said = CliRunner().invoke(app, [*path, "--help"], prog_name="dezhurny", env={"COLUMNS": "100"})
    return said.stdout.strip()


def main() -> int:
    PAGE.write_text(page(), encoding="utf-8")
    print("docs/reference.md")
    return 0


if __name__ == "__main__":
    sys.exit(main())
