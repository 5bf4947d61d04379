"""pydantic's errors as Russian sentences: what is wrong with a key, and how to put it right.

No value is ever repeated here: a token may stand where it should not.
"""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from bot.config.origin import Key, Origin
from bot.config.values import WHERE_TO_GET_IT
from bot.errors import Fault

_LIST = ("нужен список", "напишите его в квадратных скобках, через запятую")
_TABLE = ("это раздел, а не значение", "напишите его имя в квадратных скобках на своей строке")
_NUMBER = ("нужно целое число", "напишите его цифрами, без кавычек")
_FLAG = ("нужно true или false", "напишите одно из этих слов без кавычек")
_STRING = ("нужна строка", "возьмите значение в кавычки")
_TIME = ("время записано неверно", "напишите его как 07:00:00")
_DATE = ("дата записана неверно", "напишите её как 2026-12-31")

_BY_TYPE: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("tuple_type", "list_type", "set_type", "frozen_set_type"), _LIST),
    **dict.fromkeys(("model_type", "model_attributes_type", "dict_type", "mapping_type"), _TABLE),
    **dict.fromkeys(("int_type", "int_parsing", "int_from_float", "int_parsing_size"), _NUMBER),
    **dict.fromkeys(("bool_type", "bool_parsing"), _FLAG),
    **dict.fromkeys(("time_type", "time_parsing"), _TIME),
    **dict.fromkeys(("date_type", "date_parsing", "date_from_datetime_parsing"), _DATE),
    "float_type": ("нужно число", "напишите его цифрами, без кавычек"),
    "float_parsing": ("нужно число", "напишите его цифрами, без кавычек"),
    "string_type": _STRING,
    "string_too_short": ("строка пуста", "напишите текст или уберите этот ключ"),
}
_NOT_SET: Mapping[Key, tuple[str, str]] = {
    ("vk",): ("нет раздела [vk]", "возьмите его из config.example.toml"),
    ("vk", "token"): ("ключ сообщества не указан", WHERE_TO_GET_IT),
    ("vk", "group_id"): (
        "номер сообщества не указан",
        "он стоит в адресе сообщества: vk.com/club123 — это 123",
    ),
}
_UNFIT = ("значение не подходит", "сравните с config.example.toml")


def faults_in(error: ValidationError, root: type[BaseModel], origin: Origin) -> tuple[Fault, ...]:
    """One fault for each error, in the order of the file."""
    found = []
    for detail in error.errors(include_url=False, include_input=False):
        # Numbers are places in a list; «[key]» says that the key itself is at fault.
        key = tuple(p for p in detail["loc"] if isinstance(p, str) and p != "[key]")
        found.append(origin.fault(key, *_sentence(detail, key, root)))
    return tuple(sorted(found, key=lambda fault: fault.line or 0))


def _sentence(detail: ErrorDetails, key: Key, root: type[BaseModel]) -> tuple[str, str]:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "refused":
        return context["problem"], context["remedy"]
    if kind == "value_error":
        return str(context["error"]), ""
    if kind == "missing":
        return _NOT_SET.get(key, ("ключ не указан", "возьмите его из config.example.toml"))
    if kind == "extra_forbidden":
        return unknown(key[-1], keys_at(root, key[:-1]), of_rules=key[-2:-1] == ("rules",))
    if kind in ("enum", "literal_error"):
        allowed = ", ".join(re.findall(r"'([^']*)'", context["expected"]))
        return "такого значения нет", f"напишите одно из: {allowed}"
    return _BY_TYPE.get(kind, _UNFIT)


def unknown(name: str, known: list[str], *, of_rules: bool = False) -> tuple[str, str]:
    """What to say of a name that is not among the known ones."""
    problem = "такого правила нет" if of_rules else "такого ключа нет"
    near = get_close_matches(name, known, n=1)
    remedy = f"вы имели в виду {near[0]}?" if near else "уберите его"
    if known and (of_rules or not near):
        remedy = (f"{remedy} Есть" if near else f"{remedy}; есть") + f" {', '.join(known)}"
    return problem, remedy


def keys_at(root: type[BaseModel], table: Key) -> list[str]:
    """The keys that a table of the configuration can hold, if they are fixed."""
    kind: Any = root
    for part in table:
        kind = _inside(kind, part)
    return list(kind.model_fields) if _is_table(kind) else []


def _inside(kind: Any, part: str) -> Any:
    if _is_table(kind) and part in kind.model_fields:
        return kind.model_fields[part].annotation
    return get_args(kind)[1] if get_origin(kind) is dict else None


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, BaseModel)
