"""What the name of a messenger means where it stands: an invitation, a mention, or a cart."""

import re
from collections.abc import Sequence
from functools import lru_cache

from rules.language.cues import Cue, Cues, Line, kinds_of, line_of
from rules.language.messengers import NAMES, PLAYERS, SHORT_NAMES, SURROUNDINGS
from rules.language.reading import read
from rules.language.tables import words

_SHORT = "short "  # before the kind of a short name: both sorts are found in one pass
_NAMES = Cues({**NAMES, **{_SHORT + kind: stems for kind, stems in SHORT_NAMES.items()}})
_SURROUNDINGS = Cues(SURROUNDINGS)
_PLAYERS = Cues(PLAYERS)
_HANDLE = re.compile(
    r"(?:[:\-—–=,(]|\s|^)\s{0,2}@?[A-Za-z][\w.]{3,31}(?:#\d{4})?|#\d{4}"
    r"|[\s:—-]{0,3}\+?[78][\d ()-]{9,16}"
)
# What can be nothing but a nickname: «ds rjulf» may be a layout that was not switched.
_TELLING_HANDLE = re.compile(
    r"\s?[:—–-]?\s?(?:@[A-Za-z]\w{3,31}|[A-Za-z][\w.]{2,31}#\d{4}|#\d{4})|\s?[:—–]\s?\w{3}"
)
_TOLD_HANDLE = re.compile(r"\s?[:—-]?\s?@[A-Za-z]\w{3,31}")
_ONLY_SHORT = words("тг tg инста инсту инсте инстой тэгэ вотс вотсе ватс ватсе ватсик вотсик вацик")
_LED_ALONE = 3  # words: «в вайбер» and little else
_MOST_NAMES = 6  # names looked at in one message
_SHORT_AND_COMMON = frozenset({"snapchat", "imo", "bip", "line", "session"})
_REACH = 9  # words between a name and a call that belongs to it


def names_in(text: str) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    """The names that mean nothing else, and the short ones that may."""
    return _found_in(text) if _NAMES.may_stand_in(read(text)) else ((), ())


def meant_in(line: Line, names: Sequence[Cue], short: Sequence[Cue]) -> tuple[Cue, bool] | None:
    """The first name by which people are called elsewhere, and whether that is certain."""
    around = _SURROUNDINGS.find(line)
    for name in names:
        certain = _is_invitation(line, name, around)
        if certain is not None:
            return name, certain
    for name in short:
        if _is_meant(line, name, around):
            return name, True
    for name in short:
        if _is_hinted(line, name, around):
            return name, False
    return None


def around(line: Line) -> frozenset[str]:
    """The kinds of the words around, as `messengers.SURROUNDINGS` names them."""
    return kinds_of(_SURROUNDINGS.find(line))


@lru_cache(maxsize=1024)
def _found_in(text: str) -> tuple[tuple[Cue, ...], tuple[Cue, ...]]:
    found = _NAMES.find(line_of(text))
    if not found:
        return (), ()
    plain = [cue for cue in found if not cue.kind.startswith(_SHORT)]
    short = [
        Cue(cue.kind.removeprefix(_SHORT), cue.first, cue.last)
        for cue in found
        if cue.kind.startswith(_SHORT)
    ]
    return tuple(plain[:_MOST_NAMES]), tuple(short[:_MOST_NAMES])


def _is_invitation(line: Line, name: Cue, around: Sequence[Cue]) -> bool | None:
    """Certain, doubtful, or spoken against (None)."""
    kinds = kinds_of(around)
    if " почему " in line.text and " нельзя " in line.text:
        return None
    if _is_absent(name, around) and not _near(name, around, {"call"}):
        return None
    if "against" in kinds:
        return None if "home" in kinds or not _near(name, around, {"place", "own"}) else False
    last = line.reading.words[min(name.last, len(line.reading.words) - 1)].text
    if "lesson" in kinds or ("cart" in kinds and last == "телеграмме"):
        return None
    if "news" in kinds and not _near(name, around, {"call", "place", "own"}):
        return None
    if "news" in kinds or ("home" in kinds and not _near(name, around, {"call"})):
        return False
    if _near(name, around, {"call", "place", "own"}) or _has_handle(line, name):
        return True
    return _is_led(name, around) and len(line.reading.words) <= _LED_ALONE


def _is_absent(name: Cue, around: Sequence[Cue]) -> bool:
    """«Ватсапа у нас нет»."""
    return any(cue.kind == "absent" and 0 < cue.first - name.last <= 3 for cue in around)


def _is_led(name: Cue, around: Sequence[Cue]) -> bool:
    return name.first > 0 and any(
        cue.kind == "preposition" and cue.first == name.first - 1 for cue in around
    )


def _is_hinted(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """«Твиттер и телега», «го телега»: perhaps a messenger, and no cart is in sight."""
    kinds = kinds_of(around)
    if name.kind == "discord" and not kinds & {"nursery", "against"}:
        called = _near(name, around, {"call"})
        return called and _is_led(name, around) and len(line.reading.words) <= _LED_ALONE
    if name.kind != "telegram" or kinds & {"cart", "mathematics", "lesson"}:
        return False
    if any(map(str.isdigit, line.reading.texts[name.last + 1 : name.last + 2])):
        return False
    if "against" in kinds:  # «чат не работает, го телега»: the call stands just before the name
        return any(cue.kind == "call" and 0 < name.first - cue.first <= 2 for cue in around)
    # «Телеграмм» is one telegram of many, or a misspelt messenger.
    if line.reading.words[name.first].text == "телеграмм" and _near(name, around, {"call", "own"}):
        return True
    brief = len(line.reading.words) <= _LED_ALONE + 1
    if brief and (_near(name, around, {"own"}) or line.text.endswith((" в телегу ", " в тг "))):
        return True
    social = any(cue.kind == "social" and abs(cue.first - name.first) <= 2 for cue in around)
    return social or (len(line.reading.words) <= _LED_ALONE and _near(name, around, {"call"}))


def _is_meant(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """Is «телега», «тг» or «дс» a messenger here?"""
    kinds = kinds_of(around)
    word = line.reading.words[name.first]
    if kinds & {"against", "news"}:
        return False
    led = _is_led(name, around)
    called = _near(name, around, {"call"})
    if name.kind == "discord":
        if "nursery" in kinds:
            return False
        _, end = line.span(name.first, name.last)
        return _PLAYERS.any_in(line) or _TELLING_HANDLE.match(line.original, end) is not None
    if word.text in _ONLY_SHORT:
        following = line.reading.texts[name.last + 1 : name.last + 2]
        if "mathematics" in kinds or any(map(str.isdigit, following)):
            return False
        return led or called or _near(name, around, {"place", "own"}) or _has_handle(line, name)
    if "cart" in kinds:
        return False
    if word.text == "wa":
        return called
    if name.kind == "snapchat" and _near(name, around, {"own"}):
        return len(line.reading.words) < 6
    if name.kind in _SHORT_AND_COMMON or word.text == "ва":
        return (led and called) or _near(name, around, {"install"})
    if word.text.startswith("сигнал") or word.text == "signal":
        if _near(name, around, {"install"}):
            return True
        meant = (
            word.text == "signal"
            or line.original[word.start].isupper()
            or _near(name, around, {"place", "own"})
        )
        if led and _near_by(name, around, "place", 2):
            return True
        return led and called and (meant or _near(name, around, {"move"}))
    if word.text.startswith("вайб"):
        return False
    if word.text.startswith("директ"):
        return led and called and "инст" in line.text
    if _TOLD_HANDLE.match(line.original, word.end) is not None:
        return True
    return (led and (called or _near(name, around, {"place"}))) or (
        _near(name, around, {"own", "place"}) and _has_handle(line, name)
    )


def _near(name: Cue, around: Sequence[Cue], kinds: set[str]) -> bool:
    return any(cue.kind in kinds and -_REACH <= cue.first - name.first <= _REACH for cue in around)


def _near_by(name: Cue, around: Sequence[Cue], kind: str, reach: int) -> bool:
    return any(cue.kind == kind and abs(cue.first - name.first) <= reach for cue in around)


def _has_handle(line: Line, name: Cue) -> bool:
    _, end = line.span(name.first, name.last)
    return _HANDLE.match(line.original, end, end + 45) is not None
