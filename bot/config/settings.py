"""The whole configuration, and what the bot asks of it.

The keys themselves are in `sections.py` and `rule_tables.py`.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import Field, PrivateAttr, create_model
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.config.origin import Key, Origin
from bot.config.rule_tables import RuleTables, rule_tables, rulebook
from bot.config.rulebook import Rulebook
from bot.config.sections import (
    Apology,
    Blocks,
    Cards,
    Chat,
    Chats,
    Edits,
    Evidence,
    Gaps,
    Health,
    Incidents,
    KindOfChat,
    Log,
    Newcomers,
    Notices,
    Regulation,
    Reminder,
    Retention,
    School,
    Storage,
    Strikes,
    Vk,
    Web,
)
from bot.config.values import PeerId
from bot.errors import Fault
from rules.catalogue import CATALOGUE
from rules.regulation.clauses import Clause, with_the_schools_words
from rules.regulation.ladder import Ladder
from rules.regulation.policy import ChatKind, Mode
from rules.regulation.violation import Rule


class Settings(BaseSettings):
    """The whole configuration, frozen."""

    model_config = SettingsConfigDict(
        frozen=True,
        extra="forbid",
        hide_input_in_errors=True,
        env_prefix="DEZHURNY_",
        env_nested_delimiter="__",
    )

    vk: Vk
    school: School = School()
    storage: Storage = Storage()
    chats: Chats = Chats()
    rules: RuleTables = RuleTables()
    strikes: Strikes = Strikes()
    blocks: Blocks = Blocks()
    incidents: Incidents = Incidents()
    notices: Notices = Notices()
    apology: Apology = Apology()
    edits: Edits = Edits()
    gaps: Gaps = Gaps()
    cards: Cards = Cards()
    reminder: Reminder = Reminder()
    newcomers: Newcomers = Newcomers()
    retention: Retention = Retention()
    evidence: Evidence = Evidence()
    health: Health = Health()
    web: Web = Web()
    log: Log = Log()
    texts: dict[str, dict[str, str]] = Field(
        default={}, description="Предложения бота словами школы, по разделам и именам."
    )
    regulation: Regulation = Regulation()

    _catalogue: Mapping[str, type[Rule]] = PrivateAttr(default_factory=lambda: CATALOGUE)
    _origin: Origin = PrivateAttr(default_factory=Origin)
    _rulebooks: dict[tuple[int | None, ChatKind], Rulebook] = PrivateAttr(default_factory=dict)

    def fault(self, key: Key, problem: str, remedy: str) -> Fault:
        """A fault of a key that shows only in use, with the place that set it."""
        return self._origin.fault(key, problem, remedy)

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.school.timezone)

    @property
    def ladder(self) -> Ladder:
        return Ladder(self.strikes.allowed, self.strikes.expire, self.blocks.ladder)

    @property
    def clauses(self) -> Mapping[str, Clause]:
        """The clause table with the school's own sentences."""
        own = {number: words.text for number, words in self.regulation.clauses.items()}
        return with_the_schools_words(own)

    def kind(self, peer_id: int, kind: ChatKind | None = None) -> ChatKind:
        """The configured kind of a chat, else the one that the caller knows of, else OTHER."""
        chat = self.chats.peer.get(peer_id)
        return (chat.kind if chat else None) or kind or ChatKind.OTHER

    def enabled(self, peer_id: int) -> bool:
        """Does the bot look after this chat at all?"""
        chat = self.chats.peer.get(peer_id)
        return chat is None or chat.enabled

    def mode(self, peer_id: int, kind: ChatKind | None = None) -> Mode:
        """The mode of a chat: its own, else its kind's, else the school's."""
        chat, of_kind = self.chats.peer.get(peer_id), self.chats.kind.get(self.kind(peer_id, kind))
        own = chat.mode if chat else None
        return own or (of_kind.mode if of_kind else None) or self.chats.mode

    def greets(self, kind: ChatKind) -> bool:
        """Are newcomers shown the rules? Not in the staff's chats unless the school says so."""
        of_kind = self.chats.kind.get(kind)
        own = of_kind.greet if of_kind else None
        return self.newcomers.greet and (kind is not ChatKind.STAFF if own is None else own)

    def moderators(self, peer_id: int) -> frozenset[int]:
        """The moderators that the configuration names for a chat."""
        chat = self.chats.peer.get(peer_id)
        return frozenset(self.school.moderators) | frozenset(chat.moderators if chat else ())

    def rulebook(self, peer_id: int, kind: ChatKind | None = None) -> Rulebook:
        """The rules of a chat: the school's, changed by its kind's, changed by its own."""
        place = (peer_id if peer_id in self.chats.peer else None, self.kind(peer_id, kind))
        if place not in self._rulebooks:
            layers = (tables for _, tables in self.layers(peer_id, kind))
            self._rulebooks[place] = rulebook(layers, self._catalogue)
        return self._rulebooks[place]

    def layers(self, peer_id: int, kind: ChatKind | None = None) -> list[tuple[Key, RuleTables]]:
        """The rule tables that a chat's rulebook is made of, the stronger later, by their keys."""
        known = self.kind(peer_id, kind)
        found: list[tuple[Key, RuleTables]] = [(("rules",), self.rules)]
        if known in self.chats.kind:
            found.append((("chats", "kind", known, "rules"), self.chats.kind[known].rules))
        if peer_id in self.chats.peer:
            found.append((("chats", "peer", str(peer_id), "rules"), self.chats.peer[peer_id].rules))
        return found


def settings_type(catalogue: Mapping[str, type[Rule]] = CATALOGUE) -> type[Settings]:
    """Settings that know the tables of these rules."""
    return _settings_type(tuple(catalogue.items()))


@cache
def _settings_type(catalogue: tuple[tuple[str, type[Rule]], ...]) -> type[Settings]:
    tables = rule_tables(dict(catalogue))
    rules: Any = (tables, Field(default_factory=tables, description="Правила, которые здесь иные."))
    kind: Any = create_model("KindOfChat", __base__=KindOfChat, rules=rules)
    chat: Any = create_model("Chat", __base__=Chat, rules=rules)
    kinds: Any = (dict[ChatKind, kind], Chats.model_fields["kind"])
    peers: Any = (dict[PeerId, chat], Chats.model_fields["peer"])
    chats = create_model("Chats", __base__=Chats, kind=kinds, peer=peers)
    return create_model(
        "Settings", __base__=Settings, rules=rules, chats=(chats, Field(default_factory=chats))
    )
