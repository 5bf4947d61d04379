"""Buttons under a message, freed of the messenger's wire format.

VK's limits for an inline keyboard: 6 rows of 5, 10 buttons, a label of 40 characters, 255
characters of hidden data (dev.vk.com, «Клавиатуры для ботов»).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import orjson

ROWS, IN_A_ROW, BUTTONS, LABEL, DATA = 6, 5, 10, 40, 255
Colour = Literal["primary", "secondary", "positive", "negative"]
Rows = list[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Button:
    """`do` names the deed (see `bot/commands/book.py`), `data` are its numbers and short words.

    What the data say is never believed: each deed checks who presses, and where he may.
    """

    label: str
    do: str = ""
    data: Mapping[str, int | str] = field(default_factory=dict)
    colour: Colour = "secondary"
    link: str = ""  # instead of a deed: an address of our own making to open


def rows(*given: Sequence[Button]) -> Rows:
    """The buttons as an act's payload keeps them. Raises ValueError beyond the limits."""
    kept = [list(row) for row in given if row]
    if len(kept) > ROWS or any(len(row) > IN_A_ROW for row in kept):
        raise ValueError("too many rows, or too many buttons in one")
    if sum(map(len, kept)) > BUTTONS:
        raise ValueError("too many buttons")
    return [[_kept(button) for button in row] for row in kept]


def _kept(button: Button) -> dict[str, Any]:
    hidden = {"do": button.do, **button.data}
    if not button.label or len(orjson.dumps(hidden)) > DATA:
        raise ValueError("a button needs a label and at most 255 bytes of data")
    label = button.label if len(button.label) <= LABEL else button.label[: LABEL - 1] + "…"
    if button.link:
        return {"label": label, "link": button.link}
    return {"label": label, "payload": hidden, "colour": button.colour}
