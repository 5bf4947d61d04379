"""A talk with the person at the terminal: questions with defaults, until the answer fits."""

import sys
from collections.abc import Callable
from typing import Protocol, TypeVar

import typer

Read = TypeVar("Read")

_YES, _NO = frozenset({"да", "д", "yes", "y"}), frozenset({"нет", "н", "no", "n"})


class Voice(Protocol):
    def say(self, words: str) -> None: ...

    def ask(self, question: str, default: str) -> str:
        """A line, the default when the line is empty."""
        ...

    def secret(self, question: str) -> str:
        """A line that is not shown while it is written."""
        ...


class Terminal:
    def say(self, words: str) -> None:
        typer.echo(words)

    def ask(self, question: str, default: str) -> str:
        return str(typer.prompt(question, default=default, show_default=bool(default))).strip()

    def secret(self, question: str) -> str:
        return str(typer.prompt(question, hide_input=True)).strip()


def terminal() -> Terminal | None:
    """None where nobody could answer."""
    return Terminal() if sys.stdin.isatty() else None


def until_fit(voice: Voice, ask: Callable[[], str], read: Callable[[str], Read]) -> Read:
    """Ask until `read` takes the answer; its ValueError is the sentence to say."""
    while True:
        try:
            return read(ask())
        except ValueError as error:
            voice.say(f"  {error}")


def agreed(voice: Voice, question: str, *, default: bool) -> bool:
    def read(word: str) -> bool:
        if word.casefold() in _YES | _NO:
            return word.casefold() in _YES
        raise ValueError("Ответьте «да» или «нет».")

    usual = "да" if default else "нет"
    return until_fit(voice, lambda: voice.ask(f"{question} (да/нет)", usual), read)
