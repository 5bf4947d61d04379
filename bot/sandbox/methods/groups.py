"""groups.*, users.*, utils.*: who is who, and the Long Poll settings."""

from typing import Any

from bot.sandbox.errors import VKError
from bot.sandbox.event_types import OTHER_EVENTS
from bot.sandbox.methods.invocation import Invocation, Method
from bot.sandbox.vk_state import Community, Person

_SCOPES = {"messages": 4096, "manage": 262_144, "photos": 4, "docs": 131_072}


def get_by_id(call: Invocation) -> Any:
    wanted = call.params.words("group_ids") or call.params.words("group_id")
    found = [_find(call, str(word)) for word in wanted] if wanted else [call.community]
    groups = [group_object(each) for each in found if each is not None]
    if not groups:
        raise VKError(100, "group_ids is undefined")
    return {"groups": groups, "profiles": []}


def _find(call: Invocation, word: str) -> Community | None:
    number = word.removeprefix("club").removeprefix("public").lstrip("-")
    if number.isdecimal():
        return call.world.communities.get(int(number))
    communities = call.world.communities.values()
    return next((each for each in communities if each.screen_name == word), None)


def get_long_poll_server(call: Invocation) -> Any:
    _own(call)
    if not call.community.long_poll_enabled:
        raise VKError(100, "longpoll for this group is not enabled")
    log = call.community.log
    server = f"{call.origin}/longpoll/{call.community.id}"
    return {"key": log.key, "server": server, "ts": str(log.next_ts)}


def get_long_poll_settings(call: Invocation) -> Any:
    _own(call)
    ticked = {name: int(on) for name, on in call.community.events.items()}
    return {
        "is_enabled": call.community.long_poll_enabled,
        "api_version": call.community.long_poll_version,
        "events": dict.fromkeys(OTHER_EVENTS, 0) | ticked,
    }


def set_long_poll_settings(call: Invocation) -> Any:
    _own(call)
    if call.params.has("enabled"):
        call.community.long_poll_enabled = call.params.flag("enabled")
    # Left out, it is reported to fall back to 5.50 (VKCOM/vk-java-sdk#179).
    call.community.long_poll_version = call.params.text("api_version", "5.50")
    for name in call.community.events:
        if call.params.has(name):
            call.community.events[name] = call.params.flag(name)
    return 1


def get_token_permissions(call: Invocation) -> Any:
    held = [name for name in _SCOPES if name in call.community.permissions]
    permissions = [{"name": name, "setting": _SCOPES[name]} for name in held]
    return {"mask": sum(_SCOPES[name] for name in held), "permissions": permissions}


def _own(call: Invocation) -> None:
    if call.params.number("group_id", call.community.id) != call.community.id:
        raise VKError(15, "group auth failed: group_id is another community's")


def users_get(call: Invocation) -> Any:
    wanted = call.params.words("user_ids") or call.params.words("user_id")
    if len(wanted) > 1000:
        raise VKError(100, "user_ids has more than 1000 elements")
    fields = {str(word) for word in call.params.words("fields")}
    found = [_person(call, str(word)) for word in wanted]
    if len(wanted) == 1 and not str(wanted[0]).strip():
        raise VKError(113)
    return [person_object(each, fields) for each in found if each is not None]


def _person(call: Invocation, word: str) -> Person | None:
    number = word.removeprefix("id")
    if number.lstrip("-").isdecimal():
        if int(number) <= 0:
            raise VKError(113)
        return call.world.people.get(int(number))
    people = call.world.people.values()
    return next((each for each in people if each.screen_name == word), None)


def resolve_screen_name(call: Invocation) -> Any:
    word = call.params.text("screen_name")
    if community := _find(call, word):
        return {"type": "group", "object_id": community.id}
    people = call.world.people.values()
    person = next((each for each in people if each.screen_name == word), None)
    # VK answers an unknown name with an empty list, not an empty object.
    return {"type": "user", "object_id": person.id} if person else []


def get_server_time(call: Invocation) -> Any:
    return call.world.unix_time()


def group_object(community: Community) -> dict[str, Any]:
    return {
        "id": community.id,
        "name": community.name,
        "screen_name": community.screen_name,
        "is_closed": 0,
        "type": "group",
        "photo_50": "",
        "photo_100": "",
        "photo_200": "",
    }


def person_object(person: Person, fields: set[str]) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "can_access_closed": True,
        "is_closed": False,
    }
    more = {"sex": person.sex, "screen_name": person.screen_name, "domain": person.screen_name}
    return shown | {name: value for name, value in more.items() if name in fields}


METHODS: dict[str, Method] = {
    "groups.getById": get_by_id,
    "groups.getLongPollServer": get_long_poll_server,
    "groups.getLongPollSettings": get_long_poll_settings,
    "groups.setLongPollSettings": set_long_poll_settings,
    "groups.getTokenPermissions": get_token_permissions,
    "users.get": users_get,
    "utils.resolveScreenName": resolve_screen_name,
    "utils.getServerTime": get_server_time,
}
