"""Questions with buttons that were sent: found again, and closed for all who were asked.

VK takes an edit within a day of the message; an older question keeps its buttons, and pressing
one of them is answered with who decided.
"""

from datetime import datetime, timedelta

from bot.desk import Desk
from bot.night import until_morning
from rules.regulation.acts import Act, Kind
from storage.outbox import Fate, Pending
from storage.unit import Unit


async def sent(unit: Unit, case: int, deed: str) -> tuple[Pending, ...]:
    """What was sent about a case with a button for that deed, oldest first."""
    found = await unit.outbox.of_case(case, Kind.SEND)
    return tuple(one for one in found if deed in _deeds(one.act))


async def close(
    desk: Desk, unit: Unit, question: int, place: int, text: str, now: datetime, *, chat: int
) -> None:
    """The message of that outbox row says `text` instead, without buttons.

    `place` is where it stands, `chat` the one that it is about.
    """
    fate, _ = await unit.outbox.fate(question)
    # What waits for the morning can be changed no sooner, and an edit is not worth much later.
    waits = fate is Fate.WAITING
    wait = until_morning(desk.orders.rulebook(chat), now) if waits else timedelta()
    payload = {"of": question, "text": text, "buttons": []}
    act = Act(kind=Kind.EDIT, chat=place, after=question, delay=wait, payload=payload)
    await unit.outbox.add(act, now)


def _deeds(act: Act) -> set[str]:
    buttons = (button for row in act.payload.get("buttons") or () for button in row)
    return {str(button.get("payload", {}).get("do")) for button in buttons}
