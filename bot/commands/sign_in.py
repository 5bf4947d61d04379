"""/вход: a one-time link into the journal in the browser, for a moderator alone."""

import base64
from datetime import datetime

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from storage.unit import Unit
from storage.web_sessions import LINK_LASTS


async def sign_in(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/вход — a link that opens once, within five minutes, for the one who asked."""
    if desk.settings.web.port is None:
        return Answer(desk.texts.render("web.switched_off"), is_personal=True)
    link = await new_link(desk, unit, asked.member, now)
    text = desk.texts.render("web.link", address=link, length=LINK_LASTS)
    return Answer(text, is_personal=True, secret=True)


async def new_link(desk: Desk, unit: Unit, member: int, now: datetime) -> str:
    """A fresh link for this person; any older one of his is dead."""
    secret = new_secret(desk)
    await unit.web_sessions.offer(secret, member, now)
    return f"{desk.settings.web.public}/enter/{secret}"


def new_secret(desk: Desk) -> str:
    """256 bits that nobody can guess."""
    return base64.urlsafe_b64encode(desk.salt() + desk.salt()).rstrip(b"=").decode()
