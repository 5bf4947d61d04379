"""A plan of faults: which go wrong, where, how often; the same seed strikes the same way.

A plan is a TOML file:

    seed = 7

    [[fault]]
    kind = "error"            # what happens: see KINDS
    on = "messages.delete"    # a method, "*" for every method, or "longpoll"
    code = 10                 # VK's error code, or Long Poll's `failed`
    chance = 0.2              # of striking each time, 0..1; default 1
    skip = 5                  # leave the first so many alone
    times = 3                 # strike at most so often; default without end
    seconds = 2.0             # for "slow" and "skew": how long
"""

import asyncio
import random
import tomllib
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from bot.sandbox.errors import SandboxError, VKError
from bot.sandbox.faults import DroppedError, Faults, GarbledError, PollError

LONG_POLL = "longpoll"
KINDS = {
    "error": "answers with an error and does nothing",
    "error_after": "acts, then answers with an error",
    "flood": "error 9, nothing done",
    "captcha": "error 14 with a picture to solve, nothing done",
    "revoked": "error 5, from the first strike on for ever",
    "drop": "cuts the connection before acting",
    "drop_after": "acts, then cuts the connection",
    "bad_gateway": "answers 502 with HTML, nothing done",
    "garbage": "acts, then answers with half a JSON",
    "slow": "waits `seconds` before acting",
    "item": "one item of several is refused with `code`",
    "failed": "Long Poll answers `failed` with `code`",
    "duplicate": "Long Poll repeats some of a batch",
    "reorder": "Long Poll shuffles a batch",
    "skew": "VK's clock goes `seconds` ahead of the bot's, or behind when below zero",
}
_DEFAULT_CODES = {"error": 10, "error_after": 10, "item": 15, "failed": 2}


class FaultPlanError(SandboxError, ValueError):
    """The plan's file cannot be read or says what no fault can be."""


@dataclass(frozen=True, slots=True)
class Fault:
    kind: str
    on: str = "*"
    code: int = 0
    chance: float = 1.0
    skip: int = 0
    times: int | None = None
    seconds: float = 1.0

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise FaultPlanError(f"kind = {self.kind!r}: known are {', '.join(KINDS)}")
        if not 0 <= self.chance <= 1:
            raise FaultPlanError(f"chance = {self.chance}: it lies between 0 and 1")

    @property
    def error_code(self) -> int:
        return self.code or _DEFAULT_CODES.get(self.kind, 1)

    def concerns(self, place: str) -> bool:
        return self.on == place or (self.on == "*" and place != LONG_POLL)


class FaultPlan(Faults):
    """Faults by plan; `struck` counts them by kind."""

    def __init__(self, faults: Sequence[Fault], seed: int = 0) -> None:
        self.faults = tuple(faults)
        self.seed = seed
        self.struck: Counter[str] = Counter()
        self._chance = random.Random(seed)  # noqa: S311  faults, not secrets
        self._met = [0] * len(self.faults)
        self._strikes = [0] * len(self.faults)

    @classmethod
    def load(cls, path: Path) -> "FaultPlan":
        """Read a TOML plan; raises FaultPlanError saying what is wrong with it."""
        try:
            plan = tomllib.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError, RecursionError) as error:
            raise FaultPlanError(f"{path}: {error}") from error
        known = {field.name for field in fields(Fault)}
        written, seed = plan.pop("fault", []), plan.pop("seed", 0)
        if not isinstance(written, list) or not isinstance(seed, int):
            raise FaultPlanError(f"{path}: it is made of a seed and [[fault]] tables")
        faults = []
        for number, given in enumerate(written, 1):
            if not isinstance(given, dict):
                raise FaultPlanError(f"{path}: fault {number} is no table")
            if unknown := set(given) - known:
                raise FaultPlanError(f"{path}: fault {number}: unknown {', '.join(unknown)}")
            if "kind" not in given:
                raise FaultPlanError(f"{path}: fault {number} has no kind")
            try:
                faults.append(msgspec.convert(given, Fault))
            except ValueError as error:
                raise FaultPlanError(f"{path}: fault {number}: {error}") from error
        if plan:
            raise FaultPlanError(f"{path}: unknown {', '.join(plan)}")
        return cls(faults, seed)

    def clock(self, clock: Callable[[], datetime]) -> Callable[[], datetime]:
        skews = [fault.seconds for fault in self.faults if fault.kind == "skew"]
        if not skews:
            return clock
        self.struck["skew"] += len(skews)
        ahead = timedelta(seconds=sum(skews))
        return lambda: clock() + ahead

    async def before(self, method: str, community_id: int) -> None:
        for fault in self._striking(method, _BEFORE):
            await _BEFORE[fault.kind](fault)

    async def after(self, method: str, community_id: int) -> None:
        for fault in self._striking(method, _AFTER):
            await _AFTER[fault.kind](fault)

    def item(self, method: str, community_id: int) -> int | None:
        codes = [fault.error_code for fault in self._striking(method, ("item",))]
        return codes[0] if codes else None

    async def before_poll(self, community_id: int) -> None:
        for fault in self._striking(LONG_POLL, (*_ON_POLL, "failed")):
            if fault.kind == "failed":
                raise PollError(fault.error_code)
            await _ON_POLL[fault.kind](fault)

    def updates(self, community_id: int, events: list[bytes]) -> list[bytes]:
        if not events:
            return events
        for fault in self._striking(LONG_POLL, ("duplicate", "reorder")):
            if fault.kind == "duplicate":
                again = [event for event in events if self._chance.random() < 0.5] or events[:1]
                events = events + again
            else:
                events = self._chance.sample(events, len(events))
        return events

    def _striking(self, place: str, kinds: Sequence[str] | dict[str, "Strike"]) -> list[Fault]:
        """The faults of these kinds that strike here and now."""
        striking = []
        for number, fault in enumerate(self.faults):
            if fault.kind in kinds and fault.concerns(place) and self._strikes_now(number, fault):
                self._strikes[number] += 1
                self.struck[fault.kind] += 1
                striking.append(fault)
        return striking

    def _strikes_now(self, number: int, fault: Fault) -> bool:
        if fault.kind == "revoked" and self._strikes[number]:
            return True
        self._met[number] += 1
        if self._met[number] <= fault.skip:
            return False
        if fault.times is not None and self._strikes[number] >= fault.times:
            return False
        return self._chance.random() < fault.chance


Strike = Callable[[Fault], Awaitable[None]]


async def _error(fault: Fault) -> None:
    raise VKError(fault.error_code)


async def _flood(fault: Fault) -> None:
    raise VKError(9)


async def _captcha(fault: Fault) -> None:
    raise VKError(14, captcha_sid="1", captcha_img="http://127.0.0.1/captcha.png")


async def _revoked(fault: Fault) -> None:
    raise VKError(5)


async def _drop(fault: Fault) -> None:
    raise DroppedError


async def _bad_gateway(fault: Fault) -> None:
    raise GarbledError(502, b"<html><title>502 Bad Gateway</title></html>")


async def _garbage(fault: Fault) -> None:
    raise GarbledError(200, b'{"response":{"items":[{"peer', "application/json")


async def _slow(fault: Fault) -> None:
    await asyncio.sleep(fault.seconds)


_BEFORE: dict[str, Strike] = {
    "slow": _slow,
    "revoked": _revoked,
    "error": _error,
    "flood": _flood,
    "captcha": _captcha,
    "drop": _drop,
    "bad_gateway": _bad_gateway,
}
_AFTER: dict[str, Strike] = {
    "error_after": _error,
    "drop_after": _drop,
    "garbage": _garbage,
}
_ON_POLL: dict[str, Strike] = {
    "slow": _slow,
    "drop": _drop,
    "bad_gateway": _bad_gateway,
    "garbage": _garbage,
}
