"""`config.toml` and the environment → frozen settings, or every fault at once in Russian."""

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    InitSettingsSource,
    PydanticBaseSettingsSource,
    SettingsError,
    TomlConfigSettingsSource,
)

from bot.config.faults import faults_in, keys_at, unknown
from bot.config.origin import Key, Origin, lines_of, variables_of
from bot.config.rule_tables import RuleRefusedError
from bot.config.settings import Settings, settings_type
from bot.errors import ConfigError, Fault, why
from bot.texts import Texts
from rules.catalogue import CATALOGUE
from rules.regulation.clauses import CLAUSES
from rules.regulation.policy import ChatKind
from rules.regulation.violation import Rule

Catalogue = Mapping[str, type[Rule]]
Sources = Callable[[type[BaseSettings]], tuple[PydanticBaseSettingsSource, ...]]


def load(path: Path, environ: Mapping[str, str], catalogue: Catalogue = CATALOGUE) -> Settings:
    """Reads the file, puts the DEZHURNY_… variables over it, and checks everything.

    Raises ConfigError with all that is wrong.
    """
    text = _text_of(path)
    _check_syntax(text, path)
    origin = Origin(path, lines_of(text), variables_of(environ))
    known = settings_type(catalogue)
    _refuse(_unreadable_variables(known, environ, origin))

    def sources(root: type[BaseSettings]) -> tuple[PydanticBaseSettingsSource, ...]:
        return _Environment(root, environ), _File(root, path)

    return _checked(known, sources, origin, catalogue)


def settings_from(data: Mapping[str, Any], catalogue: Catalogue = CATALOGUE) -> Settings:
    """Settings from the tables themselves, without a file and without the environment.

    Raises ConfigError as `load` does.
    """
    return _checked(
        settings_type(catalogue),
        lambda root: (InitSettingsSource(root, dict(data)),),
        Origin(),
        catalogue,
    )


class _File(TomlConfigSettingsSource):
    """The file, also with the mark that Windows' Notepad puts before UTF-8."""

    def _read_file(self, file_path: Any) -> dict[str, Any]:
        return tomllib.loads(file_path.read_text(encoding="utf-8-sig"))


class _Environment(EnvSettingsSource):
    """The given variables instead of the process's own. An empty one sets nothing."""

    def __init__(self, root: type[BaseSettings], environ: Mapping[str, str]) -> None:
        self._given = {name.lower(): value for name, value in environ.items() if value}
        super().__init__(root)

    def _load_env_vars(self) -> Mapping[str, str | None]:
        return self._given


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fault = Fault(
            file=path,
            problem="такого файла нет",
            remedy="создайте его командой dezhurny init или назовите другой: --config ФАЙЛ",
        )
    except UnicodeDecodeError:
        fault = Fault(
            file=path, problem="файл сохранён не в UTF-8", remedy="сохраните его в кодировке UTF-8"
        )
    except OSError as error:
        fault = Fault(
            file=path,
            problem=f"файл не читается ({why(error)})",
            remedy="проверьте, что это файл и что его разрешено читать",
        )
    raise ConfigError(fault)


def _check_syntax(text: str, path: Path) -> None:
    try:
        tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number or a nesting without an end
        message = str(error)
    else:
        return
    place = re.search(r"at line (\d+), column (\d+)", message)
    line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
    if "overwrite" in message or "twice" in message or "Duplicate" in message:
        problem, remedy = "этот ключ или раздел уже записан выше", "оставьте один из них"
    else:
        problem, remedy = (
            "строка записана не по правилам TOML",
            "проверьте кавычки, скобки и знак =",
        )
    raise ConfigError(
        Fault(file=path, line=line, problem=f"{problem} (знак {column})", remedy=remedy)
    )


def _unreadable_variables(
    known: type[Settings], environ: Mapping[str, str], origin: Origin
) -> Iterator[Fault]:
    for key, variable in origin.variables.items():
        if key[0] not in known.model_fields:
            yield origin.fault(key, *unknown(key[0], keys_at(known, ())))
            continue
        try:
            _Environment(known, {variable: environ[variable]})()
        except SettingsError:
            yield origin.fault(
                key, "список записан неверно", 'напишите его как ["1d", "7d"] или [1, 2]'
            )


def _checked(
    known: type[Settings], sources: Sources, origin: Origin, catalogue: Catalogue
) -> Settings:
    settings = _validated(known, sources, origin)
    settings._catalogue, settings._origin = catalogue, origin
    _refuse(_strange_clauses(settings))
    _refuse(_refused_rules(settings))
    _refuse(_strange_texts(settings))
    return settings


def _validated(known: type[Settings], sources: Sources, origin: Origin) -> Settings:
    class Sourced(known):  # type: ignore[valid-type,misc]  # its tables are made at run time
        @classmethod
        def settings_customise_sources(
            cls, settings_cls: type[BaseSettings], **_: PydanticBaseSettingsSource
        ) -> tuple[PydanticBaseSettingsSource, ...]:
            return sources(settings_cls)

    try:
        return Sourced()
    except ValidationError as error:
        faults = faults_in(error, known, origin)
    # Outside of `except`: the values, a token among them, do not travel along as a context.
    raise ConfigError(*faults)


def _strange_clauses(settings: Settings) -> Iterator[Fault]:
    for number in settings.regulation.clauses:
        if number not in CLAUSES:
            yield settings.fault(
                ("regulation", "clauses", number),
                "такого пункта нет",
                f"здесь бывают: {', '.join(CLAUSES)}",
            )


def _refused_rules(settings: Settings) -> Iterator[Fault]:
    """Every mixture of the school's, the kinds' and the chats' settings has to make rules."""
    said: set[Key] = set()
    for peer_id in (0, *settings.chats.peer):
        for kind in ChatKind:
            try:
                settings.rulebook(peer_id, kind)
            except RuleRefusedError as refused:
                layers = settings.layers(peer_id, kind)
                key = [key for key, tables in layers if tables.chosen(refused.rule)][-1]
                if key not in said:
                    yield settings.fault((*key, refused.rule), str(refused), "")
                said.add(key)


def _strange_texts(settings: Settings) -> Iterator[Fault]:
    """The school's own sentences have to be known ones, and to work with sample data."""
    try:
        Texts(settings.texts)
    except ConfigError as error:
        for fault in error.faults:
            yield settings.fault(tuple(fault.key.split(".")), fault.problem, fault.remedy)


def _refuse(faults: Iterator[Fault]) -> None:
    found = tuple(faults)
    if found:
        raise ConfigError(*found)
