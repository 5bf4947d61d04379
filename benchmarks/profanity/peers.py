"""The other filters, each as one function; those that are not installed are left out.

They would stand in the `bench` dependency group: detected-profanity, badwords-py, check-swear,
better-profanity, glin-profanity.
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


def installed() -> Iterator[tuple[str, Filter]]:
    """(name, filter): this rule first, then each peer that can be imported."""
    yield "this rule", ours()
    for name, (module, make) in _MAKERS.items():
        try:
            flags = make(import_module(module))
            flags("проба")
        except (ImportError, LookupError):  # check-swear asks for NLTK's data on top
            continue
        yield name, flags
