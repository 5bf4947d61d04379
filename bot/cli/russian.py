"""Typer's help and its refusals in Russian, with examples as they are typed.

Typer's own sentences are English and not made to be translated: the help is laid out here
anew, and what a wrong call meets is said from the kind of typer's exception.
"""

import re
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.exceptions import TyperException

OPTIONS = "[ПАРАМЕТРЫ]"
_WRONG_CALL = 2
_HELP = "Показать эту справку."
_COMPLETION = {
    "install_completion": "Включить дополнение команд по Tab в этой оболочке.",
    "show_completion": "Показать, что для этого нужно, ничего не меняя.",
}
_WORDS = (
    ("<path>", "ФАЙЛ"),
    ("<str>", "СЛОВО"),
    ("<int range>", "ЧИСЛО"),
    ("<int>", "ЧИСЛО"),
    ("[default: ", "[по умолчанию: "),
    ("[env var: ", "[или переменная "),
    ("; required]", "; обязательно]"),
    ("[required]", "[обязательно]"),
)
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")


def command(
    line: typer.Typer, name: str, *examples: str, panel: str = ""
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with its examples, each a line as it is typed."""
    return line.command(
        name,
        cls=RussianCommand,
        epilog="\n".join(("Примеры:", *(f"  {example}" for example in examples))),
        options_metavar=OPTIONS,
        rich_help_panel=panel or None,
    )


class RussianCommand(TyperCommand):
    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _options(self, ctx, formatter)

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _as_written(self.epilog, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))


class RussianGroup(TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**{**given, "subcommand_metavar": "КОМАНДА …"})

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        _usage(self, ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        self.format_commands(ctx, formatter)
        _options(self, ctx, formatter)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Under headings, by what one comes to do."""
        panels: dict[str, list[tuple[str, str]]] = {}
        for name, each in self.commands.items():
            row = (name, (each.short_help or each.help or "").strip().split("\n\n")[0])
            panels.setdefault(getattr(each, "rich_help_panel", None) or "Команды", []).append(row)
        for panel, rows in panels.items():
            with formatter.section(panel):
                formatter.write_dl([(name, " ".join(said.split())) for name, said in rows])

    def format_epilog(self, ctx: Any, formatter: Any) -> None:
        _as_written(self.epilog, formatter)

    def get_help_option(self, ctx: Any) -> Any:
        return _helping(super().get_help_option(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args and args[0] not in self.commands and not args[0].startswith("-"):
            near = get_close_matches(args[0], self.commands, n=1)
            hint = f" Вы имели в виду {near[0]}?" if near else f" Есть: {', '.join(self.commands)}."
            ctx.fail(f"Команды «{args[0]}» нет.{hint}")
        return super().resolve_command(ctx, args)

    def main(
        self,
        args: Any = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **more: Any,
    ) -> Any:
        """As typer's, but a wrong call meets a Russian sentence and exit code 2."""
        given = (args, prog_name, complete_var, False, windows_expand_args)
        if not standalone_mode:
            return super().main(*given, **more)
        try:
            code = super().main(*given, **more)
        except TyperException as error:
            _refuse(error)
        except typer.Abort:
            typer.echo("Прервано: ничего не сделано.", err=True)
            sys.exit(1)
        sys.exit(code if isinstance(code, int) else 0)


def _usage(each: Any, ctx: Any, formatter: Any) -> None:
    pieces = " ".join(each.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, pieces, prefix="Как вызвать: ")


def _options(each: Any, ctx: Any, formatter: Any) -> None:
    shown: dict[str, list[tuple[str, str]]] = {"argument": [], "option": []}
    for parameter in each.get_params(ctx):
        if parameter.name in _COMPLETION:
            parameter.help = _COMPLETION[parameter.name]
        record = parameter.get_help_record(ctx)
        if record is not None:
            name, said = map(_in_russian, record)
            if parameter.param_type_name == "argument":
                name = name.split()[0]  # its type says no more than its name
            shown[parameter.param_type_name].append((name, said))
    for heading, rows in (("Что указать", shown["argument"]), ("Параметры", shown["option"])):
        if rows:
            with formatter.section(heading):
                formatter.write_dl(rows)


def _in_russian(words: str) -> str:
    for english, russian in _WORDS:
        words = words.replace(english, russian)
    return _RANGE.sub(r"от \1 до \2", words)


def _as_written(epilog: str | None, formatter: Any) -> None:
    """Lines as they stand: typer would run them together."""
    if epilog:
        formatter.write_paragraph()
        formatter.write(epilog + "\n")


def _helping(option: Any) -> Any:
    if option is not None:
        option.help = _HELP
    return option


def _refuse(error: TyperException) -> None:
    """Say what is wrong with the call, and end the process."""
    context = getattr(error, "ctx", None)
    if type(error).__name__ == "NoArgsIsHelpError":
        typer.echo(error.format_message())
    else:
        typer.echo(_sentence(error), err=True)
        if context is not None:
            typer.echo(f"Справка: {context.command_path} --help", err=True)
    sys.exit(getattr(error, "exit_code", _WRONG_CALL))


def _sentence(error: Any) -> str:
    """By the exception's name: typer keeps the classes private."""
    parameter = getattr(error, "param", None)
    match type(error).__name__:
        case "NoSuchOption":
            return f"Параметра {error.option_name} нет.{_near(error.possibilities or ())}"
        case "BadOptionUsage" if "does not take" in error.message:
            return f"Параметр {error.option_name} пишется без значения."
        case "BadOptionUsage":
            return f"После {error.option_name} нужно значение."
        case "MissingParameter" if parameter is not None:
            return f"Не указано {_named(parameter)}"
        case "BadParameter" if parameter is not None:
            return f"Не подходит значение: {_named(parameter)}"
    if found := re.search(r"unexpected extra arguments? *\(?s?\)? *\((.*)\)", error.message):
        return f"Лишнее в команде: {found[1]}."
    return str(error.message)


def _named(parameter: Any) -> str:
    name = parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar
    least, most = getattr(parameter, "min", None), getattr(parameter, "max", None)
    bounds = f" От {least} до {most}." if least is not None and most is not None else ""
    return f"{name or parameter.name}: {parameter.help}{bounds}"


def _near(names: Iterable[str]) -> str:
    found = ", ".join(sorted(names))
    return f" Похожие: {found}." if found else ""
