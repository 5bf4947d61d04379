"""/мои данные: what is kept of the one who asks, for how long, and whom to ask for more."""

from datetime import datetime

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from storage.unit import Unit

_SAID = "данные"
# In a small chat the number alone would set off a search for the one who complained.
_QUIET = frozenset({"complaints_against"})


async def own_data(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """/мои данные — by kind and number; the words themselves are handed over by the school."""
    if asked.rest.casefold().strip(" .!?") not in ("", _SAID):
        given = f"/мои {asked.rest}"[:60]
        text = desk.texts.render("commands.unknown", given=given, meant=f"/мои {_SAID}")
        return Answer(text, is_personal=True)
    records = await unit.persons.records(asked.member)
    names = sorted({row["name"] for row in records.get("members", ()) if row["name"]})
    text = desk.texts.render(
        "personal.own_data",
        names=names,
        records=[
            {"title": desk.texts.render("personal.kind", what=what), "rows": len(rows)}
            for what, rows in records.items()
            if what not in _QUIET
        ],
        evidence_keep=str(desk.settings.evidence.keep),
        words_keep=str(desk.settings.retention.words),
        people_keep=str(desk.settings.retention.people),
        admins=[
            {"member": admin, "name": _name(desk, admin)} for admin in desk.settings.school.admins
        ],
    )
    return Answer(text, is_personal=True)


def _name(desk: Desk, member: int) -> str:
    chats = desk.people.chats_of(member)
    return desk.people.name(chats[0], member) if chats else "администратор"
