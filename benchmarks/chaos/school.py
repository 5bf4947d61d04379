"""The trial's school: its people, its chats, the bot's configuration."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.sandbox import SandboxVK
from bot.sandbox.vk_state import Chat, Person
from bot.sandbox.world import World

CONFIG = """
[vk]
token = "{token}"
group_id = {group}
api_url = "{api_url}"
[school]
admins = [{head}]
[storage]
url = "{url}"
[blocks]
ladder = ["2h", "5h", "1d"]
[rules.flood]
enabled = false
[rules.clutter]
enabled = false
[log]
level = "warning"
format = "text"
"""  # flood and clutter go by what stood before, which a life forgets: nobody could say what is due
CHATS, MEMBERS = 3, 8


@dataclass(frozen=True, slots=True)
class School:
    world: World
    head: Person  # the school's administrator, in no chat
    teachers: tuple[Person, ...]
    strangers: tuple[Person, ...]  # may come into a chat
    chats: tuple[Chat, ...]

    def is_staff(self, member: int) -> bool:
        return member == self.head.id or any(member == one.id for one in self.teachers)


def found(vk: SandboxVK, chance: random.Random) -> School:
    """Three chats; both teachers moderate them, and half of the members may be written to."""
    world = vk.world
    head = world.add_user("Директор")
    teachers = tuple(world.add_user(name) for name in ("Мария", "Ольга"))
    chats = []
    for number in range(CHATS):
        people = [world.add_user(f"Имя{number}{n}") for n in range(MEMBERS)]
        chats.append(world.add_chat(f"{number + 5}А", admins=teachers, members=people))
        _let_write(world, [one for one in people if chance.random() < 0.5])
    strangers = tuple(world.add_user(f"Новый{n}") for n in range(3))
    _let_write(world, [head, *teachers])
    world.behaviour.sends_chat_edits = chance.random() < 0.7
    return School(world, head, teachers, strangers, tuple(chats))


def _let_write(world: World, people: Sequence[Person]) -> None:
    for person in people:
        world.allow_private(person)


def write_config(file: Path, vk: SandboxVK, school: School, url: str) -> None:
    file.write_text(
        CONFIG.format(
            token=vk.token,
            group=vk.group_id,
            api_url=vk.api_url,
            head=school.head.id,
            url=url.replace("\\", "\\\\").replace('"', '\\"'),
        ),
        encoding="utf-8",
    )
