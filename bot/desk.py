"""What everybody who answers, warns or reminds works with."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.blocks import Blocks
from bot.config.settings import Settings
from bot.health.vitals import Vitals
from bot.notices import Notices
from bot.orders import Orders
from bot.people import People
from bot.recent import Recent
from bot.texts.texts import Texts

Salt = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Desk:
    settings: Settings
    texts: Texts
    people: People
    orders: Orders
    blocks: Blocks
    notices: Notices
    recent: Recent
    salt: Salt  # for the digests of evidence; chance is passed in
    vitals: Vitals
