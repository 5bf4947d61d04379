"""Weather: faults drawn anew for each life, and deaths at the instants that hurt most."""

import random
from collections import Counter
from collections.abc import Callable

from bot.sandbox.fault_plan import LONG_POLL, Fault, FaultPlan
from bot.sandbox.faults import DroppedError, Faults, PollError

DELETE, SEND, EDIT = "messages.delete", "messages.send", "messages.edit"
RESTRICT = "messages.changeConversationMemberRestrictions"
ANSWER = "messages.sendMessageEventAnswer"
MEMBERS, READ = "messages.getConversationMembers", "messages.getByConversationMessageId"
ACTS = (DELETE, SEND, EDIT, RESTRICT, ANSWER)
ANY = (*ACTS, MEMBERS, READ, "messages.getConversationsById", "groups.getLongPollServer")

# kind, places, codes: each as likely as the others
SKIES: tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...] = (
    ("error", ANY, (1, 6, 10)),
    ("error_after", ACTS, (1, 10)),
    ("drop", (*ANY, LONG_POLL), (0,)),
    ("drop_after", ACTS, (0,)),
    ("bad_gateway", (*ANY, LONG_POLL), (0,)),
    ("garbage", (*ACTS, MEMBERS, LONG_POLL), (0,)),
    ("slow", (*ANY, LONG_POLL), (0,)),
    ("flood", (SEND, DELETE), (0,)),
    ("captcha", (SEND,), (0,)),
    ("item", (DELETE, SEND), (10, 15, 902)),
    ("error", (RESTRICT, DELETE), (15, 925)),
    ("duplicate", (LONG_POLL,), (0,)),
    ("reorder", (LONG_POLL,), (0,)),
    ("failed", (LONG_POLL,), (1, 2, 3)),
    ("revoked", ACTS, (0,)),
)
RARE = {"revoked": 0.2, "failed": 0.7, "captcha": 0.5}  # … but these


class Weather(Faults):
    """A sky without a cloud until `draw`; `kill` ends the bot's life at once."""

    def __init__(self, kill: Callable[[], None]) -> None:
        self.struck: Counter[str] = Counter()
        self.calls: Counter[str] = Counter()
        self.on_loss: Callable[[], None] = lambda: None  # VK no longer offers some updates
        self._kill = kill
        self._plan = FaultPlan(())
        self._doom: tuple[str, str] | None = None  # when, and at which method
        self._spared = 0

    def draw(self, chance: random.Random) -> None:
        """Some faults, and perhaps the call at which the bot will die."""
        faults = [fault for _ in range(chance.randrange(7)) if (fault := _fault(chance))]
        self._plan = FaultPlan(faults, seed=chance.randrange(10**6))
        self._doom = None
        if chance.random() < 0.4:
            self._doom = (chance.choice(("before", "after")), chance.choice((*ACTS, MEMBERS)))
            self._spared = chance.choice((0, 0, 1, 3))

    def clear(self) -> None:
        self._plan, self._doom = FaultPlan(()), None

    async def before(self, method: str, community_id: int) -> None:
        self.calls[method] += 1
        self._strike("before", method)
        try:
            await self._plan.before(method, community_id)
        finally:
            self._note()

    async def after(self, method: str, community_id: int) -> None:
        self._strike("after", method)
        try:
            await self._plan.after(method, community_id)
        finally:
            self._note()

    def item(self, method: str, community_id: int) -> int | None:
        code = self._plan.item(method, community_id)
        self._note()
        return code

    async def before_poll(self, community_id: int) -> None:
        try:
            await self._plan.before_poll(community_id)
        except PollError as error:
            if error.code in (1, 3):
                self.on_loss()
            raise
        finally:
            self._note()

    def updates(self, community_id: int, events: list[bytes]) -> list[bytes]:
        events = self._plan.updates(community_id, events)
        self._note()
        return events

    def _strike(self, when: str, method: str) -> None:
        if self._doom != (when, method):
            return
        self._spared -= 1
        if self._spared < 0:
            self._doom = None
            self.struck[f"killed {when} a call"] += 1
            self._kill()
            raise DroppedError

    def _note(self) -> None:
        self.struck += self._plan.struck
        self._plan.struck.clear()


def _fault(chance: random.Random) -> Fault | None:
    kind, places, codes = chance.choice(SKIES)
    if chance.random() > RARE.get(kind, 1.0):
        return None
    return Fault(
        kind,
        chance.choice(places),
        code=chance.choice(codes),
        chance=chance.uniform(0.2, 1.0),
        skip=chance.choice((0, 0, 1, 4)),
        times=chance.randint(1, 4),
        seconds=chance.uniform(0.02, 0.4),
    )
