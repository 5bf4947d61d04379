"""The other filters of the `bench` dependency group, each as one function.

One that cannot be had, or that asks for data that is not on the machine, is told by `absent`.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from importlib import import_module
from typing import Any

from rules.profanity import Profanity
from rules.regulation.message import NOTHING_BEFORE, Message

Filter = Callable[[str], bool]
_NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)


def ours() -> Filter:
    rule = Profanity()

    def flags(text: str) -> bool:
        message = Message(chat=1, id=1, author=1, sent_at=_NOON, text=text)
        return rule.check(message, NOTHING_BEFORE) is not None

    return flags


def _detected(module: Any) -> Filter:
    return lambda text: bool(module.contains_profanity(text))


def _badwords(module: Any) -> Filter:
    words = module.ProfanityFilter()
    words.init(["ru"])
    return lambda text: bool(words.is_profane(text))


def _check_swear(module: Any) -> Filter:
    check = module.SwearingCheck()
    return lambda text: bool(check.predict(text)[0])


def _better(module: Any) -> Filter:
    return lambda text: bool(module.profanity.contains_profanity(text))


def _glin(module: Any) -> Filter:
    words = module.Filter({"languages": ["russian"]})
    return lambda text: bool(words.is_profane(text))


_MAKERS: dict[str, tuple[str, Callable[[Any], Filter]]] = {
    "detected-profanity": ("detected_profanity", _detected),
    "badwords-py": ("badwords", _badwords),
    "check-swear": ("check_swear", _check_swear),
    "better-profanity": ("better_profanity", _better),
    "glin-profanity": ("glin_profanity", _glin),
}


def _made(name: str) -> Filter | str:
    """The filter, or why there is none."""
    module, make = _MAKERS[name]
    try:
        flags = make(import_module(module))
        flags("проба")
    except ImportError:
        return "not installed"
    except LookupError:  # check-swear asks for NLTK's data on top
        return "its data are not on the machine"
    return flags


def installed() -> Iterator[tuple[str, Filter]]:
    """(name, filter): this rule first, then each peer that works here."""
    yield "this rule", ours()
    for name in _MAKERS:
        flags = _made(name)
        if not isinstance(flags, str):
            yield name, flags


def absent() -> Iterator[tuple[str, str]]:
    """(name, why) of each peer that does not work here."""
    for name in _MAKERS:
        why = _made(name)
        if isinstance(why, str):
            yield name, why
