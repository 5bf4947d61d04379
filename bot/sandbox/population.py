"""Who is there: communities, people, chats and their members, coming and going."""

from collections.abc import Sequence
from itertools import count
from typing import Any

from bot.sandbox.errors import NotFoundError
from bot.sandbox.vk import VK
from bot.sandbox.vk_state import (
    CHAT_BASE,
    Chat,
    Community,
    Consent,
    Membership,
    Message,
    Person,
)


class Population(VK):
    """A VK with people in it. Chats and people are given as objects or by their ids."""

    def __init__(self, *args: Any, **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._person_ids = count(1001)
        self._chat_ids = count(CHAT_BASE + 1)
        self._community_ids = count(100_001)

    @property
    def community(self) -> Community:
        """The first community: the bot's own where there is one bot."""
        try:
            return next(iter(self.communities.values()))
        except StopIteration:
            raise NotFoundError("this world has no community yet: add_community() first") from None

    def add_community(self, name: str = "Дежурный", token: str = "", **more: Any) -> Community:
        number = next(self._community_ids)
        token = token or f"sandbox-token-{number}"
        more.setdefault("screen_name", f"club{number}")
        community = Community(number, name, token, **more)
        self.communities[number] = community
        return community

    def add_user(
        self, first_name: str, last_name: str = "", sex: int = 0, id: int | None = None
    ) -> Person:
        """A person; numbered from 1001 unless `id` is given."""
        number = next(self._person_ids) if id is None else id
        person = Person(number, first_name, last_name, sex, screen_name=f"id{number}")
        self.people[number] = person
        return person

    def add_chat(
        self,
        title: str,
        admins: Sequence[Person | int] = (),
        members: Sequence[Person | int] = (),
        bot_is_admin: bool = True,
        bot_is_member: bool = True,
    ) -> Chat:
        """A chat whose first administrator (else first member) is its owner; no update is sent."""
        everyone = [self.person(each).id for each in (*admins, *members)]
        chat = Chat(next(self._chat_ids), title=title, owner_id=everyone[0] if everyone else 0)
        self.chats[chat.peer_id] = chat
        for member in everyone:
            self._admit(chat, member, chat.owner_id)
        for admin in admins:
            chat.members[self.person(admin).id].is_admin = True
        if bot_is_member and self.communities:
            self._admit(chat, -self.community.id, chat.owner_id).is_admin = bot_is_admin
        return chat

    def join(self, chat: Chat | int, user: Person | int, by: Person | int | None = None) -> Message:
        """A person comes in: by the chat's link, or invited `by` a member."""
        chat, user_id = self.chat(chat), self.person(user).id
        if user_id in chat.members:
            raise NotFoundError(f"{user_id} is in the chat already")
        inviter = user_id if by is None else self.person(by).id
        self._admit(chat, user_id, inviter)
        kind = "chat_invite_user_by_link" if by is None else "chat_invite_user"
        return self.service(chat, inviter, kind, member_id=user_id)

    def leave(
        self, chat: Chat | int, user: Person | int, by: Person | int | None = None
    ) -> Message:
        """A person goes, by himself or removed `by` an administrator."""
        chat, user_id = self.chat(chat), self.person(user).id
        if chat.members.pop(user_id, None) is None:
            raise NotFoundError(f"{user_id} is not in the chat")
        actor = user_id if by is None else self.person(by).id
        self.changed(chat)
        return self.service(chat, actor, "chat_kick_user", member_id=user_id)

    def invite_bot(self, chat: Chat | int, by: Person | int | None = None) -> Message:
        """A member adds the community; it has no rights until `make_bot_admin`."""
        chat = self.chat(chat)
        inviter = chat.owner_id if by is None else self.person(by).id
        self._admit(chat, -self.community.id, inviter)
        action = {"member_id": -self.community.id}
        return self.service(chat, inviter, "chat_invite_user", **action)

    def kick_bot(self, chat: Chat | int) -> None:
        """The owner removes the community; VK tells it nothing more of this chat."""
        chat = self.chat(chat)
        chat.members.pop(-self.community.id, None)
        action = {"member_id": -self.community.id}
        self.service(chat, chat.owner_id, "chat_kick_user", **action)

    def make_bot_admin(self, chat: Chat | int) -> None:
        """The owner makes the community an administrator; VK sends no update of it."""
        self._set_admin(self.chat(chat), -self.community.id, True)

    def take_bot_admin(self, chat: Chat | int) -> None:
        self._set_admin(self.chat(chat), -self.community.id, False)

    def make_admin(self, chat: Chat | int, user: Person | int) -> None:
        self._set_admin(self.chat(chat), self.person(user).id, True)

    def rename(self, chat: Chat | int, title: str, by: Person | int | None = None) -> Message:
        chat = self.chat(chat)
        chat.title = title
        self.changed(chat)
        actor = chat.owner_id if by is None else self.person(by).id
        return self.service(chat, actor, "chat_title_update", text=title)

    def allow_private(self, user: Person | int) -> None:
        """The person allows the community's messages (VK's «Разрешить сообщения»)."""
        user_id = self.person(user).id
        self.community.dialog(user_id).consent = Consent.GIVEN
        self.deliver(self.community, "message_allow", {"user_id": user_id, "key": ""})

    def deny_private(self, user: Person | int, consent: Consent = Consent.NEVER_WROTE) -> None:
        """The person forbids them; `consent` says which error the community gets."""
        user_id = self.person(user).id
        self.community.dialog(user_id).consent = consent
        self.deliver(self.community, "message_deny", {"user_id": user_id})

    def _admit(self, chat: Chat, member_id: int, inviter: int) -> Membership:
        member = Membership(member_id, inviter, self.unix_time())
        chat.members[member_id] = member
        self.changed(chat)
        return member

    def _set_admin(self, chat: Chat, member_id: int, admin: bool) -> None:
        if member_id not in chat.members:
            raise NotFoundError(f"{member_id} is not in the chat")
        chat.members[member_id].is_admin = admin
        self.changed(chat)
