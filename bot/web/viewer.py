"""Who looks, and what he may see: the chats that he moderates, or all for an administrator."""

from dataclasses import dataclass

from bot.commands.asked import STAFF
from bot.desk import Desk
from bot.vk.decode import FIRST_CHAT
from rules.regulation.message import Role
from storage.web_sessions import Session


@dataclass(frozen=True, slots=True)
class Viewer:
    member: int
    role: Role
    chats: tuple[int, ...]  # by number
    session: Session
    csrf: str  # that his forms carry
    is_narrowed: bool = False  # to some of his chats, as he asked

    @property
    def is_administrator(self) -> bool:
        return self.role is Role.ADMINISTRATOR

    @property
    def scope(self) -> tuple[int, ...] | None:
        """For queries: None is everything, rows of no chat with it."""
        return None if self.is_administrator and not self.is_narrowed else self.chats

    def within(self, chat: int | None) -> tuple[int, ...] | None:
        """The scope narrowed to one of his chats, where he has asked for one."""
        return self.scope if chat is None else (chat,)


def viewer_of(desk: Desk, session: Session, csrf: str) -> Viewer | None:
    """None: he moderates nothing, or nothing any more."""
    role = desk.people.best_role(session.member)
    if role not in STAFF:
        return None
    chats = desk.people.chats_moderated_by(session.member)
    return Viewer(session.member, role, chats, session, csrf)


def title_of(desk: Desk, chat: int) -> str:
    """What a chat is called: as the school says, else as the messenger does."""
    own = desk.settings.chats.peer.get(chat)
    title = (own.title if own else "") or desk.people.title(chat)
    return title or f"чат №{chat - FIRST_CHAT}"


def name_of(desk: Desk, chat: int, member: int) -> str:
    """A person's name as the chat knows it, with his number where another there is called so."""
    for place in (chat, *desk.people.chats_of(member)):
        if name := desk.people.name(place, member):
            alike = [one for one in desk.people.everybody(place) if one.name == name]
            return name if len(alike) < 2 else f"{name} (id{member})"
    return f"участник {member}" if member > 0 else "сообщество"
