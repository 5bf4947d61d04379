"""`[rules.<rule>]`: a table for every rule of the catalogue, made from the rule's own fields.

A new rule, or a new field of one, is configurable without a change here. A field is a
setting when TOML can write its type: bool, int, float, str, time, date, timedelta, Duration,
an Enum or a Literal, and tuples, frozensets and mappings of these. Its description is the
first string in its `Annotated[...]`. Every setting needs a default.
"""

import types
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, fields, replace
from dataclasses import Field as DataField
from datetime import date, time, timedelta
from enum import Enum
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, Field, create_model

from bot.config.rulebook import Rulebook
from bot.config.values import ClockTime, Day, Length, Number, Span
from rules.regulation.durations import Duration
from rules.regulation.policy import Action, default_policy
from rules.regulation.violation import Rule

_AS_WRITTEN: Mapping[object, object] = {
    int: Number,
    time: ClockTime,
    date: Day,
    timedelta: Span,
    Duration: Length,
    bool: bool,
    float: float,
    str: str,
}
_UNIONS = (Union, types.UnionType)


class Table(BaseModel):
    """A table of the configuration: frozen, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class RuleTable(Table):
    """One `[rules.<rule>]`. What is not set here is inherited: chat ← kind ← school ← rule."""

    enabled: bool = Field(default=True, description="Действует ли правило.")
    action: Action = Field(
        default=Action.DELETE,
        description="Что делать с явным нарушением: delete — удалить, warn — предупредить, "
        "remind — напомнить, review — спросить модераторов.",
    )

    def chosen(self) -> dict[str, Any]:
        """Only what was written in the configuration."""
        return {name: getattr(self, name) for name in self.model_fields_set}


class RuleTables(Table):
    """All `[rules.…]` of the school, of a kind of chat, or of one chat."""

    def chosen(self, rule: str) -> dict[str, Any]:
        return cast(RuleTable, getattr(self, rule)).chosen()


class RuleRefusedError(ValueError):
    """A rule refuses the settings given to it: its name and its sentence."""

    def __init__(self, rule: str, sentence: str) -> None:
        super().__init__(sentence)
        self.rule = rule


def rulebook(layers: Iterable[RuleTables], catalogue: Mapping[str, type[Rule]]) -> Rulebook:
    """The rules of one chat: the layers from the school's to the chat's own, the last wins.

    Raises RuleRefusedError when a rule does not accept its settings.
    """
    known, entries = tuple(layers), []
    for name, rule in catalogue.items():
        chosen: dict[str, Any] = {}
        for layer in known:
            chosen |= layer.chosen(name)
        policy = default_policy(name)
        if not chosen.pop("enabled", True):
            continue
        action = chosen.pop("action", policy.action)
        try:
            entries.append((rule(**chosen), replace(policy, action=action)))
        except ValueError as error:
            raise RuleRefusedError(name, str(error)) from error
    return Rulebook(tuple(entries))


def rule_tables(catalogue: Mapping[str, type[Rule]]) -> type[RuleTables]:
    """The model of `[rules]` for these rules.

    Raises TypeError when a rule's setting has no default or a name that is taken.
    """
    tables: dict[str, Any] = {
        name: (
            table,
            Field(default_factory=table, description=f"{rule.clause.cited}: {rule.clause.title}."),
        )
        for name, rule in catalogue.items()
        for table in (_rule_table(name, rule),)
    }
    return create_model("Rules", __base__=RuleTables, **tables)


def _rule_table(name: str, rule: type[Rule]) -> type[RuleTable]:
    hints = get_type_hints(rule, include_extras=True)
    settings: dict[str, Any] = {
        "action": (Action, _described_like(default_policy(name).action)),
    }
    for field in fields(cast(Any, rule)):
        kind = _as_written(hints[field.name])
        if kind is None or not field.init or field.name.startswith("_"):
            continue
        if field.name in RuleTable.model_fields:
            raise TypeError(f"rules.{name}: a field cannot be called {field.name!r}")
        settings[field.name] = (kind, _default(name, field, _description(hints[field.name])))
    return create_model(f"Rules_{name}", __base__=RuleTable, **settings)


def _described_like(action: Action) -> Any:
    return Field(default=action, description=RuleTable.model_fields["action"].description)


def _default(rule: str, field: DataField[Any], description: str | None) -> Any:
    if field.default_factory is not MISSING:
        return Field(default_factory=field.default_factory, description=description)
    if field.default is not MISSING:
        # By a factory: pydantic would copy the default, and a mapping proxy cannot be copied.
        return Field(default_factory=lambda: field.default, description=description)
    raise TypeError(f"rules.{rule}.{field.name}: a setting needs a default")


def _description(hint: object) -> str | None:
    if get_origin(hint) is not Annotated:
        return None
    return next((note for note in get_args(hint)[1:] if isinstance(note, str)), None)


def _as_written(hint: object) -> Any:
    """The type that reads this one from TOML; None when TOML has no way to write it."""
    if hint in _AS_WRITTEN:
        return _AS_WRITTEN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return hint
    if origin is Annotated:
        inner = _as_written(parts[0])
        return None if inner is None else Annotated[inner, *parts[1:]]
    if origin in _UNIONS:
        readable = [_as_written(part) for part in parts if part is not types.NoneType]
        return None if None in readable else Union[*readable, None]
    if origin in (tuple, frozenset, Mapping):
        inside = tuple(part if part is Ellipsis else _as_written(part) for part in parts)
        return None if None in inside else cast(Any, origin)[inside]
    return None
