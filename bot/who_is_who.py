"""Whose names and roles have to be known before a batch is decided.

Only where somebody broke a rule, came, pressed a button or gave a command: a clean message
asks VK nothing.
"""

from dataclasses import dataclass

from bot.commands.commands import Commands
from bot.events import Joined, Pressed, Written
from bot.people import Learnt, People
from bot.verdicts import Judged


@dataclass(frozen=True, slots=True)
class WhoIsWho:
    people: People
    commands: Commands
    own: int  # the community, whose own coming to a chat asks nothing

    async def ask(self, judged: tuple[Judged, ...]) -> tuple[Learnt, ...]:
        """Ask VK for them: the only calls made before deciding. What has changed since."""
        needed: dict[int, frozenset[int]] = {}
        names: set[str] = set()
        for one in judged:
            for chat, person in self._concerned(one):
                needed[chat] = needed.get(chat, frozenset()) | {person}
            if isinstance(one.event, Written) and self.commands.concern(one.event):
                names |= self.commands.names(one.event)
        if names:
            await self.people.resolve(names)
        return await self.people.learn(needed) if needed else ()

    def _concerned(self, one: Judged) -> list[tuple[int, int]]:
        """Chats and people in them who have to be known before this update is decided."""
        event = one.event
        if isinstance(event, Joined):
            return [(event.chat, event.member)] if event.member != self.own else []
        if isinstance(event, Pressed):
            return self._where_he_may_decide(event.chat, event.member)
        if not isinstance(event, Written):
            return []
        if self.commands.concern(event):
            author = event.message.author
            if self.commands.by_staff_of_all_chats(event):
                return [(each, author) for each in self.people.chats()]
            return self._where_he_may_decide(event.chat, author)
        return [(event.chat, event.message.author)] if one.violations else []

    def _where_he_may_decide(self, chat: int, member: int) -> list[tuple[int, int]]:
        chats = self.people.chats_moderated_by(member)
        return [(each, member) for each in (*chats, *((chat,) if chat != member else ()))]
