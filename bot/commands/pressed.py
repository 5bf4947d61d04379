"""What a pressed button is about: looked up anew, for its data prove nothing."""

from bot.commands.asked import STAFF, Press, Reply
from bot.desk import Desk
from rules.regulation.cases import Case
from storage.unit import Unit


async def case_of_staff(press: Press, desk: Desk, unit: Unit) -> Case | Reply:
    """The case of a button, when the one who pressed moderates its chat; else why not."""
    number = press.number("n")
    case = await unit.cases.get(number) if number else None
    if case is None:
        return Reply(desk.texts.render("refusals.stale_button"))
    if desk.people.role(case.chat, press.member) not in STAFF:
        return Reply(desk.texts.render("refusals.foreign_button"))
    return case
