"""A VK of its own process: waits for a bot to listen, then gives it a day's messages.

    python -m benchmarks.whole.vk '{"updates": 20000, …}'

Prints a line of JSON when it can be reached, another when the bot listens (seconds since it
was told `go` on its standard input), and a last one with what it saw.
"""

import asyncio
import random
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC

import orjson

from benchmarks.independent.__main__ import HERE, lines_of
from bot.clocks import machine_clock
from bot.sandbox.sandbox_vk import SandboxVK
from bot.sandbox.vk_state import Chat, Person

PER_CHAT = 30  # members
WATCH = 0.002  # seconds between two looks at where the bot is


@dataclass(frozen=True, slots=True)
class Plan:
    """What the bot is given. With a `rate` the messages come by and by, else all at once."""

    updates: int = 20_000
    chats: int = 200
    breaches: float = 0.02  # of all messages
    rate: float = 0.0  # messages a second
    seed: int = 1


def hours_ahead() -> int:
    """Of the zone in which it is about noon now: no message of the run is a night one."""
    return 12 - machine_clock().astimezone(UTC).hour


def texts(kinds: Iterable[str]) -> list[str]:
    return [line["text"] for kind in kinds for line in lines_of(HERE / f"{kind}.jsonl")]


class Day:
    """The messages of one run, the same for one seed."""

    def __init__(self, vk: SandboxVK, plan: Plan) -> None:
        self.vk, self.plan, self.chance = vk, plan, random.Random(plan.seed)
        self.clean = texts(("clean_others", "clean_profanity"))
        self.rude = [text for text in texts(("profanity",)) if len(text) < 200]
        teacher = vk.world.add_user("Мария", "Соколова", 1)
        self.chats: list[tuple[Chat, list[Person]]] = []
        for number in range(plan.chats):
            people = [vk.world.add_user(f"Имя{each}", "Фамилия") for each in range(PER_CHAT)]
            chat = vk.world.add_chat(f"{number} родители", admins=[teacher], members=people)
            self.chats.append((chat, people))
        self.sent: dict[tuple[int, int], float] = {}  # breaches by place: when they left

    def message(self) -> None:
        chat, people = self.chance.choice(self.chats)
        rude = self.chance.random() < self.plan.breaches
        text = self.chance.choice(self.rude if rude else self.clean)
        said = self.vk.world.write(chat, self.chance.choice(people), text)
        if rude:
            self.sent[chat.peer_id, said.cmid] = self.vk.world.ticks()

    async def all_at_once(self) -> float:
        """Give everything, wait until the last position is acknowledged; the seconds it took."""
        for _ in range(self.plan.updates):
            self.message()
        begun, end = time.perf_counter(), self.vk.world.community.log.next_ts
        while not self.is_asked_from(end):  # noqa: ASYNC110 - the sandbox's log tells nobody
            await asyncio.sleep(WATCH)
        return time.perf_counter() - begun

    async def by_and_by(self) -> float:
        begun = time.perf_counter()
        for number in range(self.plan.updates):
            await asyncio.sleep(begun + number / self.plan.rate - time.perf_counter())
            self.message()
        passed = time.perf_counter() - begun
        await asyncio.sleep(3)  # what the last ones bring
        return passed

    def is_asked_from(self, position: int) -> bool:
        return self.vk.world.community.log.asked_from == position

    def latencies(self) -> list[float]:
        """Seconds from a breach to the call that deletes it, as this VK saw both."""
        deleted = (
            (call.at, int(call.params["peer_id"]), int(cmid))
            for call in self.vk.world.calls("messages.delete")
            for cmid in str(call.params["cmids"]).split(",")
        )
        return sorted(
            at - self.sent.pop((peer, cmid))
            for at, peer, cmid in deleted
            if (peer, cmid) in self.sent
        )

    def most_calls_in_a_second(self) -> int:
        moments = [call.at for call in self.vk.world.log]
        first, most = 0, 0
        for last, moment in enumerate(moments):
            while moment - moments[first] >= 1:
                first += 1
            most = max(most, last - first + 1)
        return most


def tell(**what: object) -> None:
    print(orjson.dumps(what, option=orjson.OPT_NON_STR_KEYS).decode(), flush=True)


async def main(plan: Plan) -> None:
    async with SandboxVK() as vk:
        day = Day(vk, plan)
        people = {chat.peer_id: [each.id for each in there] for chat, there in day.chats}
        tell(api_url=vk.api_url, token=vk.token, group_id=vk.group_id, chats=people)
        await asyncio.to_thread(sys.stdin.readline)
        told = time.perf_counter()
        while not day.is_asked_from(1):  # noqa: ASYNC110 - as above
            await asyncio.sleep(WATCH)
        tell(listening=time.perf_counter() - told)
        seconds = await (day.by_and_by() if plan.rate else day.all_at_once())
        calls = Counter(call.method for call in vk.world.log)
        tell(
            seconds=seconds,
            latencies=day.latencies(),
            left=len(day.sent),
            most_calls=day.most_calls_in_a_second(),
            calls=dict(calls),
        )
        await asyncio.to_thread(sys.stdin.readline)


if __name__ == "__main__":
    asyncio.run(main(Plan(**orjson.loads(sys.argv[1]))))
