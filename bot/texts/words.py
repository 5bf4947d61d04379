"""How the bot's sentences are made safe and Russian: the filters that templates use."""

import re
import unicodedata
from collections.abc import Iterable
from datetime import datetime, timedelta

from babel import Locale
from babel.dates import format_datetime
from babel.units import format_unit

from rules.regulation.clauses import CLAUSES
from rules.regulation.durations import Duration

NAME_AT_MOST = 60  # characters of a member's name
_RUSSIAN = Locale("ru")
_FORMS = ("one", "few", "many")

_BREAK = "\u200b"  # a space of no width: seen by nobody, and no mention or link survives it
# What VK would make a mention, a hashtag or a link of, and the dot of «example.ru», which
# the dot of «3.3» is not.
_LIVE = re.compile(r"[\[@*#＠＃＊［]|(?<=[\w-])[.。](?=[^\W\d_]{2})|(?i:https?|ftp|vk)(?=:)")


class Verbatim(str):
    """Text that this program itself made of safe parts: it is not made quiet again."""

    __slots__ = ()


def quiet(text: str) -> str:
    """A member's words as plain text: no mention, hashtag or link comes of them in VK.

    Control and invisible characters go, except line breaks and the joiner inside emoji.
    """
    seen = "".join(
        char
        for char in text
        if char in "\n\u200d" or unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Co")
    )
    return _LIVE.sub(lambda live: live[0] + _BREAK, seen)


def mention(member: int, name: str) -> Verbatim:
    """«[id1|Анна]»: our own link to a member; a community's has a negative number."""
    bare = re.sub(r"[\[\]|@*#\s]+", " ", quiet(name).replace(_BREAK, "")).strip()
    shown = quiet(bare[:NAME_AT_MOST].strip() or "участник")
    return Verbatim(f"[{'id' if member > 0 else 'club'}{abs(member)}|{shown}]")


def link(address: str) -> Verbatim:
    """An address that the program or the messenger made, left to be tapped."""
    return Verbatim("".join(address.split()))


def form(number: int, one: str, few: str, many: str) -> str:
    """The word alone in the form that the number asks: 2|form('дело', 'дела', 'дел') → «дела»."""
    return (one, few, many)[_FORMS.index(_RUSSIAN.plural_form(number))]


def plural(number: int, one: str, few: str, many: str) -> str:
    """The number with its word: 5|plural('дело', 'дела', 'дел') → «5 дел»."""
    return f"{number} {form(number, one, few, many)}"


def date(moment: datetime) -> str:
    """«21 ноября»."""
    return str(format_datetime(moment, "d MMMM", locale=_RUSSIAN))


def moment(moment: datetime) -> str:
    """«21 ноября, 18:30», on the clock that the moment carries."""
    return str(format_datetime(moment, "d MMMM, HH:mm", tzinfo=moment.tzinfo, locale=_RUSSIAN))


def duration(length: Duration | timedelta | str) -> str:
    """«7 дней», «1 месяц», «2 часа 30 минут»; a string is read as the configuration reads it."""
    if isinstance(length, str):
        length = Duration.parse(length)
    if isinstance(length, timedelta):
        length = Duration(days=length.days, rest=timedelta(seconds=length.seconds))
    seconds = int(length.rest.total_seconds())
    amounts = {
        "month": length.months,
        "day": length.days,
        "hour": seconds // 3600,
        "minute": seconds % 3600 // 60,
        "second": seconds % 60,
    }
    words = (
        format_unit(n, f"duration-{unit}", locale=_RUSSIAN) for unit, n in amounts.items() if n
    )
    return " ".join(words).replace("\xa0", " ")


def cited(numbers: str | Iterable[str]) -> str:
    """Clauses by number as a notice cites them: «п. 3.3 (4), нецензурные выражения»."""
    wanted = [numbers] if isinstance(numbers, str) else numbers
    return "; ".join(f"{CLAUSES[n].cited}, {CLAUSES[n].title}" for n in wanted)


def sentence(text: str) -> str:
    """The text with its first letter large: «п. 3.3 (4)» → «П. 3.3 (4)»."""
    return text[:1].upper() + text[1:]
