"""The port `Messenger` on VK: each method is one call, its answer checked item by item."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Any

import orjson

from bot.events import Batch, Found
from bot.ports import Clock, Fates, Person, Refused, Revoked, Unavailable
from bot.vk.api import VkApi, failure
from bot.vk.decode import FIRST_CHAT, decode, found
from bot.vk.poll import Poll, first_position, listen, lost_in

MOST_DELETED = 100  # cmids of one messages.delete
LONGEST_SNACKBAR = 90  # characters of the word that answers a button
MOST_DIALOGS = 200  # of one messages.getConversations, the newest first
MOST_LETTERS = 20  # messages of one dialog: nobody sends more commands while the bot is deaf
MOST_PEOPLE = 1000  # of one messages.getConversationMembers


class VkMessenger:
    def __init__(
        self,
        api: VkApi,
        group_id: int,
        zone: tzinfo,
        clock: Clock,
        on_gap: Callable[[str], None],
        wait: int = 25,
    ) -> None:
        self._api = api
        self._group = group_id
        self._zone = zone
        self._clock = clock
        self._on_gap = on_gap
        self._wait = wait

    async def batches(self, position: str | None) -> AsyncIterator[Batch]:
        poll = Poll(self._api, self._group, position, self._on_gap, self._wait)
        if position is None:
            # The first start: kept at once, so that a fall before the first update loses none.
            position = await first_position(poll)
            yield Batch((), position)
            poll.start_at(position)
        async for event in listen(poll):
            yield self.batch(event, self._clock())

    def batch(self, event: Mapping[str, Any], now: datetime) -> Batch:
        updates = event.get("updates")
        updates = updates if isinstance(updates, list) else []
        events = tuple(decode(update, self._zone, now) for update in updates)
        return Batch(events, str(event.get("ts")), tuple(updates), lost_in(event))

    async def delete(self, chat: int, messages: Sequence[int]) -> Fates:
        answer = await self._api.call(
            "messages.delete", peer_id=chat, cmids=list(messages), delete_for_all=1
        )
        fates: dict[int, Refused | Unavailable | None] = dict.fromkeys(messages)
        for item in answer if isinstance(answer, list) else ():
            if isinstance(item, dict) and item.get("conversation_message_id") in fates:
                error = fates[item["conversation_message_id"]] = _failure(item)
                if error is not None:
                    self._api.heard("messages.delete", error)
        return fates

    async def send(self, to: int, text: str, random_id: int, **more: Any) -> int:
        # With `peer_ids` VK answers with the message's number in the chat; with `peer_id` not.
        answer = await self._api.call(
            "messages.send",
            peer_ids=to,
            message=text,
            random_id=random_id,
            dont_parse_links=1,
            **_with_keyboard(more),
        )
        item = answer[0] if isinstance(answer, list) and answer else answer
        if not isinstance(item, dict):
            return 0
        if error := _failure(item):
            self._api.heard("messages.send", error)
            raise error
        return int(item.get("conversation_message_id") or 0)

    async def edit(self, chat: int, message: int, text: str, **more: Any) -> None:
        await self._api.call(
            "messages.edit",
            peer_id=chat,
            conversation_message_id=message,
            message=text,
            dont_parse_links=1,
            **_with_keyboard(more),
        )

    async def answer(self, event: str, member: int, chat: int, text: str) -> None:
        word = {"type": "show_snackbar", "text": text[:LONGEST_SNACKBAR]}
        await self._api.call(
            "messages.sendMessageEventAnswer",
            event_id=event,
            user_id=member,
            peer_id=chat,
            event_data=word,
        )

    async def resolve(self, name: str) -> int | None:
        found = await self._api.call("utils.resolveScreenName", screen_name=name)
        if not isinstance(found, dict) or found.get("type") != "user":
            return None
        number = found.get("object_id")
        return number if isinstance(number, int) else None

    async def restrict(self, chat: int, member: int, seconds: int) -> None:
        await self._restrictions(chat, member, action="ro", **{"for": seconds})

    async def release(self, chat: int, member: int) -> None:
        await self._restrictions(chat, member, action="rw")

    async def _restrictions(self, chat: int, member: int, **more: Any) -> None:
        # Undocumented; an answer without an error is success unless it names the member.
        answer = await self._api.call(
            "messages.changeConversationMemberRestrictions",
            peer_id=chat,
            member_ids=member,
            **more,
        )
        failed = answer.get("failed_member_ids") if isinstance(answer, dict) else None
        if isinstance(failed, list) and member in failed:
            raise Refused(15, "участник назван среди неудавшихся")

    async def remove(self, chat: int, member: int) -> None:
        try:
            await self._api.call(
                "messages.removeChatUser", chat_id=chat - FIRST_CHAT, member_id=member
            )
        except Refused as refusal:
            if refusal.code != 935:  # he is not in the chat: what we wanted
                raise

    async def invite_link(self, chat: int) -> str:
        answer = await self._api.call("messages.getInviteLink", peer_id=chat, reset=0)
        return str(answer["link"]) if isinstance(answer, dict) and answer.get("link") else ""

    async def people(self, chat: int) -> Sequence[Person]:
        answer = await self._api.call(
            "messages.getConversationMembers",
            peer_id=chat,
            count=MOST_PEOPLE,
            extended=1,
            fields="first_name,last_name",
        )
        if not isinstance(answer, dict):
            raise Unavailable("список участников непонятен")
        names = {
            profile.get("id"): str(profile.get("first_name") or "")
            for profile in answer.get("profiles") or ()
            if isinstance(profile, dict)
        }
        return [
            Person(
                item["member_id"],
                names.get(item["member_id"], ""),
                bool(item.get("is_admin") or item.get("is_owner")),
            )
            for item in answer.get("items") or ()
            if isinstance(item, dict) and isinstance(item.get("member_id"), int)
        ]

    async def title(self, chat: int) -> str:
        answer = await self._api.call("messages.getConversationsById", peer_ids=chat)
        items = answer.get("items") if isinstance(answer, dict) else None
        settings = items[0].get("chat_settings") if items and isinstance(items[0], dict) else None
        return str(settings.get("title") or "") if isinstance(settings, dict) else ""

    async def newest(self, chats: Sequence[int]) -> Mapping[int, int]:
        answer = await self._api.call("messages.getConversationsById", peer_ids=list(chats))
        items = answer.get("items") if isinstance(answer, dict) else None
        told = {
            _peer(item): _number(item.get("last_conversation_message_id"))
            for item in items or ()
            if isinstance(item, dict)
        }
        return {chat: last for chat, last in told.items() if chat in chats and last > 0}

    async def read(self, chat: int, messages: Sequence[int]) -> Sequence[Found]:
        now = self._clock()
        items = (found(item, self._zone, now) for item in await self._items(chat, messages))
        return [one for one in items if one is not None and one.number in messages]

    async def dialogs(self, since: datetime) -> Sequence[int]:
        answer = await self._api.call("messages.getConversations", count=MOST_DIALOGS)
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise Unavailable("список диалогов непонятен")
        return [peer for peer, at in map(_last_of, items) if 0 < peer < FIRST_CHAT and at >= since]

    async def letters(self, person: int) -> Sequence[Found]:
        answer = await self._api.call("messages.getHistory", peer_id=person, count=MOST_LETTERS)
        items = answer.get("items") if isinstance(answer, dict) else None
        now = self._clock()
        read = (found(item, self._zone, now) for item in items or ())
        return [one for one in read if one is not None]

    async def still_there(self, chat: int, messages: Sequence[int]) -> frozenset[int]:
        """Which of the messages can still be read: to learn what a lost answer had done."""
        return frozenset(one.number for one in await self.read(chat, messages))

    async def _items(self, chat: int, messages: Sequence[int]) -> Sequence[object]:
        answer = await self._api.call(
            "messages.getByConversationMessageId",
            peer_id=chat,
            conversation_message_ids=list(messages),
        )
        items = answer.get("items") if isinstance(answer, dict) else None
        if not isinstance(items, list):
            raise Unavailable("ответ о сообщениях непонятен")
        return items

    async def close(self) -> None:
        await self._api.http_client.close()


def _last_of(item: object) -> tuple[int, datetime]:
    """Whose dialog it is, and when the last was written in it; nobody's where it is unclear."""
    last = item.get("last_message") if isinstance(item, dict) else None
    if not isinstance(last, dict):
        return 0, datetime.min.replace(tzinfo=UTC)
    return _number(last.get("peer_id")), datetime.fromtimestamp(_number(last.get("date")), UTC)


def _peer(item: Mapping[str, Any]) -> int:
    peer = item.get("peer")
    return _number(peer.get("id")) if isinstance(peer, dict) else 0


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _with_keyboard(more: Mapping[str, Any]) -> dict[str, Any]:
    """`buttons` as VK's inline keyboard; no buttons take a message's keyboard away."""
    given = dict(more)
    rows = given.pop("buttons", None)
    if rows is None:
        return given
    keyboard = {"inline": True, "buttons": [[_button(one) for one in row] for row in rows]}
    return {**given, "keyboard": keyboard}


def _button(one: Mapping[str, Any]) -> dict[str, Any]:
    if "link" in one:
        return {"action": {"type": "open_link", "label": one["label"], "link": one["link"]}}
    payload = orjson.dumps(one["payload"]).decode()
    action = {"type": "callback", "label": one["label"], "payload": payload}
    return {"action": action, "color": one["colour"]}


def _failure(item: Mapping[str, Any]) -> Refused | Unavailable | None:
    """The error of one item of an answer that is good as a whole."""
    error = item.get("error")
    if not error:
        return None
    if not isinstance(error, dict):
        error = {"code": error}
    code = error.get("code", error.get("error_code"))
    found = failure(code, error.get("description", error.get("error_msg")))
    if isinstance(found, Revoked):
        raise found
    return found
