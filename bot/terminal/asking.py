"""A question before something is written, and the way from words to a person."""

from collections.abc import Iterable, Mapping

from bot.clocks import school_clock
from bot.config import Settings
from bot.errors import DezhurnyError
from bot.ports import Refused, Revoked, Unavailable
from bot.roster.links import link_of
from bot.terminal import voice
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger


def agreed(question: str, *, yes: bool) -> bool:
    """Ask on a terminal; a script has said what it wants by starting the command."""
    person = None if yes else voice.terminal()
    return person is None or voice.agreed(person, question, default=False)


async def resolved(settings: Settings, names: Iterable[str]) -> Mapping[str, int]:
    """The people of these screen names; a name of nobody is left out.

    Raises DezhurnyError when VK cannot be asked.
    """
    asked = sorted(set(names))
    if not asked:
        return {}
    api = VkApi(settings.vk.token.get_secret_value(), settings.vk.api_url)
    messenger = VkMessenger(
        api, settings.vk.group_id, settings.zone, school_clock(settings), lambda _: None
    )
    found: dict[str, int] = {}
    try:
        for name in asked:
            number = await _one(messenger, name)
            if number is not None:
                found[name] = number
    except (Unavailable, Revoked) as error:
        raise DezhurnyError(
            f"{error}. Короткие имена без него не проверить: повторите позже или укажите "
            "номера (vk.com/id1)."
        ) from error
    finally:
        await messenger.close()
    return found


async def _one(messenger: VkMessenger, name: str) -> int | None:
    try:
        return await messenger.resolve(name)
    except Refused:
        return None


async def person_of(settings: Settings, words: str) -> int:
    """The number of the person whom a word of the command line means. Raises DezhurnyError."""
    try:
        link = link_of(words)
    except ValueError as error:
        raise DezhurnyError(f"«{words[:60]}»: {error}.") from error
    if link is None:
        raise DezhurnyError("Кого вы имеете в виду? Напишите, например, vk.com/id1.")
    number = link.member or (await resolved(settings, [link.name])).get(link.name)
    if number is None:
        raise DezhurnyError(f"Во ВКонтакте нет человека с именем «{link.name}».")
    return number
