"""The values that a configuration is made of, and how each is read from what people write.

Every refusal is a problem and a remedy in Russian, without the value itself where it may be
a secret.
"""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from typing import Annotated, Any
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, BeforeValidator, PlainValidator, SecretStr
from pydantic_core import PydanticCustomError
from pydantic_settings import NoDecode

from bot.config.cities import ZONES, zone_of
from rules.regulation.durations import Duration

WHERE_TO_GET_IT = (
    "возьмите ключ в сообществе: «Управление» → «Дополнительно» → «Работа с API» → «Ключи доступа»"
)


def refusal(problem: str, remedy: str = "") -> PydanticCustomError:
    return PydanticCustomError("refused", "{problem}", {"problem": problem, "remedy": remedy})


def _duration(value: Any) -> Duration:
    if not isinstance(value, str):
        raise refusal("срок пишется в кавычках, числом с буквой", 'напишите, например, "10m"')
    try:
        return Duration.parse(value)
    except ValueError as error:
        raise refusal(str(error)) from None


def _span(value: Any) -> timedelta:
    duration = _duration(value)
    try:
        return duration.as_timedelta()
    except ValueError as error:
        raise refusal(str(error)) from None


def _clock(value: Any) -> Any:
    # pydantic would take 7 for seven seconds after midnight, and «07:00Z» for another zone.
    if isinstance(value, time) and value.tzinfo is None:
        return value
    if isinstance(value, str) and re.fullmatch(r"\d\d:\d\d(:\d\d)?", value):
        return value
    raise refusal("время записано неверно", "напишите его как 07:00:00")


def _day(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return value
    raise refusal("дата записана неверно", "напишите её как 2026-12-31")


def _number(value: Any) -> Any:
    if isinstance(value, bool):
        raise refusal("нужно число, а не true или false", "напишите число без кавычек")
    return value


def _token(token: SecretStr) -> SecretStr:
    secret = token.get_secret_value()
    if not secret or "ВСТАВЬТЕ" in secret:
        raise refusal("ключ сообщества не указан", WHERE_TO_GET_IT)
    if re.search(r"""[\s"'«»“”`]""", secret):
        raise refusal(
            "в ключ сообщества попали пробелы или кавычки", "вставьте его ещё раз, без них"
        )
    if not (secret.isascii() and secret.isprintable()):
        raise refusal("в ключе сообщества есть посторонние знаки", WHERE_TO_GET_IT)
    return token


def _group(number: int) -> int:
    if number < 0:
        raise refusal("номер сообщества пишется без минуса", f"напишите {-number}")
    if number == 0:
        raise refusal(
            "номер сообщества не указан", "он стоит в адресе сообщества: vk.com/club123 — это 123"
        )
    return number


def _api(url: str) -> str:
    if not re.match(r"https?://[^\s/]+", url):
        raise refusal(
            "адрес VK начинается не с https://", "уберите этот ключ или напишите полный адрес"
        )
    return url if url.endswith("/") else url + "/"


_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}


def _storage(url: str) -> str:
    scheme, found, rest = url.partition("://")
    if not found or scheme not in _DRIVERS:
        raise refusal(
            "адрес базы данных начинается не с sqlite:/// и не с postgresql://",
            "напишите, например, sqlite:///dezhurny.db",
        )
    if scheme.startswith("sqlite") and not rest.startswith("/"):
        raise refusal(
            "в адресе sqlite не хватает косой черты",
            "после двоеточия их три: sqlite:///dezhurny.db",
        )
    return f"{_DRIVERS[scheme]}://{rest}"


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ValueError, OSError, LookupError):
        # Russian zones first: «Europe/Moskva» is nearer to Minsk by its letters alone.
        near = get_close_matches(name, ZONES.values(), n=1, cutoff=0.7)
        near = near or get_close_matches(name, available_timezones(), n=1)
        meant = zone_of(name) or (near[0] if near else "")
        raise refusal(
            "такого часового пояса нет",
            f"напишите {meant}" if meant else "напишите, например, Europe/Moscow",
        ) from None
    return name


Length = Annotated[Duration, NoDecode, PlainValidator(_duration)]
Span = Annotated[timedelta, PlainValidator(_span)]
ClockTime = Annotated[time, BeforeValidator(_clock)]
Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[int, BeforeValidator(_number)]
Token = Annotated[SecretStr, AfterValidator(_token)]
GroupId = Annotated[Number, AfterValidator(_group)]
ApiUrl = Annotated[str, AfterValidator(_api)]
StorageUrl = Annotated[str, AfterValidator(_storage)]
ZoneName = Annotated[str, AfterValidator(_zone)]


def _at_least(least: int, problem: str, remedy: str) -> Callable[[int], int]:
    def check(number: int) -> int:
        if number < least:
            raise refusal(problem, remedy)
        return number

    return check


Amount = Annotated[
    Number, AfterValidator(_at_least(0, "меньше нуля не бывает", "напишите 0 или больше"))
]
MemberId = Annotated[
    Number,
    AfterValidator(_at_least(1, "у человека в VK номер положительный", "напишите его без минуса")),
]


def _port(number: int) -> int:
    if not 1 <= number <= 65535:
        raise refusal("такого порта нет", "напишите число от 1 до 65535, например 8081")
    return number


def _host(name: str) -> str:
    if not re.fullmatch(r"[\w.:-]+", name, re.ASCII):
        raise refusal("адрес записан неверно", 'напишите "127.0.0.1"')
    return name


def _web_address(address: str) -> str:
    if address and not re.fullmatch(r"https?://[\w.-]+(:\d{1,5})?/?", address, re.ASCII):
        raise refusal(
            "адрес записан неверно",
            'напишите его целиком и без пути, например "https://zhurnal.example.ru"',
        )
    return address.rstrip("/").lower()


WebAddress = Annotated[str, AfterValidator(_web_address)]
Port = Annotated[Number, AfterValidator(_port)]
Host = Annotated[str, AfterValidator(_host)]
PeerId = Annotated[
    int,
    AfterValidator(
        _at_least(2_000_000_001, "это не номер чата", "номера чатов в VK начинаются с 2000000001")
    ),
]
