"""Who is who in each chat: names for notices, and who is never sanctioned.

Asked of the messenger only when somebody broke a rule, before the transaction; between,
what was learnt last is believed.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.ports import Clock, Messenger, Person, Refused, Unavailable
from rules.regulation.message import Role
from rules.regulation.moments import passed

log = structlog.get_logger(__name__)

FRESH = timedelta(minutes=5)  # how long a list of members is believed
AGAIN = timedelta(seconds=10)  # how soon it may be asked again for a stranger, or after a no
MOST_NAMES = 10_000  # screen names that are remembered
TRIES = 10  # about two minutes: nobody is sanctioned before it is known who he is


@dataclass(slots=True)
class _Chat:
    people: dict[int, Person] = field(default_factory=dict)
    gone: dict[int, Person] = field(default_factory=dict)  # who left: notices still name them
    asked_at: datetime | None = None
    moderated: bool | None = None  # have we the right to moderate? None: never asked
    title: str = ""
    is_dark: bool = False  # nobody could tell us who is an administrator


@dataclass(frozen=True, slots=True)
class Learnt:
    """What asking about one chat has changed: to be remembered with the batch."""

    chat: int
    people: tuple[Person, ...] = ()
    moderated: bool | None = None
    was_moderated: bool | None = None
    gone: tuple[int, ...] = ()  # who is no longer in the chat
    title: str = ""  # what the chat is called, when that was asked for the first time


class People:
    def __init__(
        self,
        messenger: Messenger,
        clock: Clock,
        administrators: frozenset[int],
        moderators: Callable[[int], frozenset[int]],
    ) -> None:
        self._messenger = messenger
        self._clock = clock
        self._administrators = administrators
        self._moderators = moderators
        self._chats: dict[int, _Chat] = {}
        self._named: dict[str, int | None] = {}  # screen names that were asked for

    def remember(
        self,
        chat: int,
        people: Collection[Person],
        moderated: bool | None,
        title: str,
        asked_at: datetime | None = None,
    ) -> None:
        """What the database knew at start, and since when: a restart makes nothing older."""
        known = _Chat(moderated=moderated, title=title, asked_at=asked_at)
        known.people.update((p.id, p) for p in people if p.is_present)
        known.gone.update((p.id, p) for p in people if not p.is_present)
        self._chats[chat] = known

    def part(self, chat: int, member: int) -> None:
        """Somebody left the chat: he has no rights there any more."""
        known = self._chats.get(chat)
        if known and member in known.people:
            known.gone[member] = known.people.pop(member)

    def has_left(self, chat: int, member: int) -> bool:
        """Was this person in the chat, and is no longer?"""
        known = self._chats.get(chat)
        return known is not None and member in known.gone and member not in known.people

    def title(self, chat: int) -> str:
        known = self._chats.get(chat)
        return known.title if known else ""

    def entitle(self, chat: int, title: str) -> None:
        self._chats.setdefault(chat, _Chat()).title = title

    def role(self, chat: int, member: int) -> Role:
        if member <= 0:
            return Role.BOT
        if member in self._administrators:
            return Role.ADMINISTRATOR
        known = self._chats.get(chat)
        person = known.people.get(member) if known else None
        if member in self._moderators(chat) or (person is not None and person.is_moderator):
            return Role.MODERATOR
        return Role.MEMBER

    def name(self, chat: int, member: int) -> str:
        known = self._chats.get(chat)
        person = (known.people.get(member) or known.gone.get(member)) if known else None
        return person.name if person else ""

    def moderated(self, chat: int) -> bool:
        """May the bot act in this chat: has it the right, and does it know who is who?"""
        known = self._chats.get(chat)
        return known is None or (known.moderated is not False and not known.is_dark)

    def rights(self, chat: int) -> bool | None:
        """Has the bot the rights that it needs there? None: nobody could tell yet."""
        known = self._chats.get(chat)
        return None if known is None or known.is_dark else known.moderated

    def moderators(self, chat: int) -> frozenset[int]:
        known = self._chats.get(chat)
        seen = {p.id for p in known.people.values() if p.is_moderator and p.id > 0} if known else ()
        return frozenset(seen) | self._moderators(chat)

    def chats_moderated_by(self, member: int) -> tuple[int, ...]:
        """Every chat in which this person may decide, by number; all for an administrator."""
        staff = (Role.MODERATOR, Role.ADMINISTRATOR)
        return tuple(chat for chat in sorted(self._chats) if self.role(chat, member) in staff)

    def best_role(self, member: int) -> Role:
        """The highest role that this person has in any chat."""
        if member in self._administrators:
            return Role.ADMINISTRATOR
        return Role.MODERATOR if self.chats_moderated_by(member) else Role.MEMBER

    def everybody(self, chat: int) -> tuple[Person, ...]:
        """Who is in the chat or was, as far as is known."""
        known = self._chats.get(chat)
        return () if known is None else tuple({**known.gone, **known.people}.values())

    def chats(self) -> tuple[int, ...]:
        """Every chat that is known, by number."""
        return tuple(sorted(self._chats))

    def chats_of(self, member: int) -> tuple[int, ...]:
        """Every chat in which this person was seen, by number."""
        return tuple(chat for chat, known in sorted(self._chats.items()) if member in known.people)

    def numbered(self, name: str) -> int | None:
        """The person of a screen name that `resolve` asked for."""
        return self._named.get(name.casefold())

    async def resolve(self, names: Iterable[str]) -> None:
        """Ask whose screen names these are; what is not known stays unknown."""
        for name in {name.casefold() for name in names} - self._named.keys():
            if len(self._named) >= MOST_NAMES:
                self._named.clear()
            try:
                self._named[name] = await self._messenger.resolve(name)
            except Refused:
                self._named[name] = None
            except Unavailable as error:
                log.warning("a screen name could not be resolved", why=str(error))

    async def learn(self, needed: Mapping[int, frozenset[int]]) -> tuple[Learnt, ...]:
        """Ask about chats (and the people in them) where something happened, if stale."""
        asked = [chat for chat, authors in needed.items() if self._is_stale(chat, authors)]
        found = await asyncio.gather(*(self._ask(chat) for chat in asked))
        return tuple(learnt for learnt in found if learnt is not None)

    def _is_stale(self, chat: int, authors: frozenset[int]) -> bool:
        known = self._chats.get(chat)
        if known is None or known.asked_at is None:
            return True
        age = passed(known.asked_at, self._clock())
        if known.moderated is False or any(author not in known.people for author in authors):
            return age >= AGAIN
        return age >= FRESH

    async def _ask(self, chat: int) -> Learnt | None:
        known = self._chats.setdefault(chat, _Chat())
        was = known.moderated
        for attempt in range(TRIES):
            try:
                people = {person.id: person for person in await self._messenger.people(chat)}
            except Unavailable as error:
                log.warning("who is in the chat is not known", chat=chat, why=str(error))
                await asyncio.sleep(min(30.0, 0.25 * 2**attempt))
            except Refused as refusal:
                known.asked_at, known.is_dark = self._clock(), False
                # 917, 925: not in the chat, or no administrator of it. Any other refusal says
                # nothing of our rights, and what was known before is believed.
                if refusal.code in (917, 925):
                    known.moderated = False
                return Learnt(chat, (), known.moderated, was)
            else:
                changed = tuple(p for p in people.values() if known.people.get(p.id) != p)
                gone = {one: p for one, p in known.people.items() if one not in people}
                title = "" if known.title else await self._title(chat)
                self._chats[chat] = _Chat(
                    people, known.gone | gone, self._clock(), True, known.title or title
                )
                return Learnt(chat, changed, True, was, tuple(gone), title)
        # What was known before is believed; where nothing was, the bot only watches for now.
        known.is_dark = not known.people
        return None

    async def _title(self, chat: int) -> str:
        """The chat's name; nothing when it cannot be had now."""
        try:
            return await self._messenger.title(chat)
        except (Refused, Unavailable) as error:
            log.warning("a chat's title is not known", chat=chat, why=str(error))
            return ""
