"""What `dezhurny init` needs to know, and how each answer is read from what people write."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import SecretStr, TypeAdapter, ValidationError

from bot.config.cities import ZONES, zone_of
from bot.config.origin import Key
from bot.config.values import GroupId, MemberId, Token, ZoneName
from rules.regulation.policy import Mode

USUAL_SCHOOL, USUAL_ZONE = "Школа", "Europe/Moscow"
_GROUP = re.compile(
    r"(?:https?://)?(?:www\.|m\.)?(?:vk\.(?:com|ru|me)/)?(?:club|public|event)?(\d{1,15})/?", re.I
)


@dataclass(frozen=True, slots=True)
class Given:
    """What the command line and the environment have said already; None: not said."""

    token: str | None = None
    group_id: str | None = None
    school: str | None = None
    zone: str | None = None
    admins: tuple[str, ...] = ()
    mode: str | None = None
    api_url: str = ""

    def __repr__(self) -> str:
        return "Given(token hidden)"


@dataclass(frozen=True, slots=True)
class Answers:
    token: SecretStr
    group_id: int
    school: str
    zone: str
    admins: tuple[int, ...]
    mode: Mode
    api_url: str = ""  # empty: VK's own

    @property
    def keys(self) -> Mapping[Key, str | int | list[int]]:
        """By their places in `config.toml`."""
        own: dict[Key, str | int | list[int]] = {
            ("vk", "token"): self.token.get_secret_value(),
            ("vk", "group_id"): self.group_id,
            ("school", "name"): self.school,
            ("school", "timezone"): self.zone,
            ("school", "admins"): list(self.admins),
            ("chats", "mode"): self.mode.value,
        }
        return {**own, ("vk", "api_url"): self.api_url} if self.api_url else own


def read_token(word: str) -> SecretStr:
    """Raises ValueError with a sentence, as all of these do; none repeats the key."""
    token: SecretStr = _fitting(Token, word.strip())
    return token


def read_group(word: str) -> int:
    found = _GROUP.fullmatch(word.strip().removeprefix("-"))
    if found is None:
        raise ValueError("Нужен номер: он стоит в адресе сообщества, vk.com/club123 — это 123.")
    return int(_fitting(GroupId, int(found[1])))


def read_member(number: int) -> int:
    return int(_fitting(MemberId, number))


def read_school(word: str) -> str:
    name = " ".join("".join(ch for ch in word if ch.isprintable()).split())
    if not name:
        raise ValueError("Нужно название, как его увидят в чатах.")
    return name


def read_zone(word: str) -> str:
    """A city or a zone's own name."""
    return zone_of(word) or str(_fitting(ZoneName, word.strip()))


def read_mode(word: str) -> Mode:
    try:
        return Mode(word.strip())
    except ValueError:
        raise ValueError("Режим — observe (наблюдать) или enforce (действовать).") from None


def zone_of_machine(environ: Mapping[str, str], link: Path = Path("/etc/localtime")) -> str:
    """The zone that this computer lives in, if it is a Russian one."""
    zone = environ.get("TZ", "").lstrip(":")
    if not zone and link.is_symlink():
        zone = os.readlink(link).partition("zoneinfo/")[2]
    return zone if zone in ZONES.values() else USUAL_ZONE


def _fitting(kind: Any, value: Any) -> Any:
    try:
        return TypeAdapter(kind).validate_python(value)
    except ValidationError as error:
        told = error.errors(include_input=False)[0].get("ctx") or {}
    # Outside of `except`: the value, which may be the key, does not travel along.
    problem, remedy = told.get("problem", "не подходит"), told.get("remedy", "")
    sentence = f"{problem}: {remedy}" if remedy else problem
    raise ValueError(f"{sentence[0].upper()}{sentence[1:]}.")
