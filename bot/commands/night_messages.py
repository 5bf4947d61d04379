"""«Опубликовать в 07:00» and «Удалить» under the private notice of a night message."""

from datetime import datetime

from bot.commands.asked import Press, Reply
from bot.desk import Desk
from bot.held import note
from storage.held import Kept, Wish
from storage.unit import Unit


async def publish_held(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    kept, refusal = await _his(press, desk, unit, now)
    if refusal:
        return refusal
    new = [one for one in kept if one.wish is Wish.OFFERED]
    await unit.held.want(new)
    for one in new:
        await note(unit, one, str(press.member), "автор просит опубликовать", now)
    opening = kept[0].publish_at
    if opening <= now:
        return Reply(desk.texts.render("held.will_be_shown_now"))
    return Reply(desk.texts.render("held.will_be_shown", opens=f"{opening:%H:%M}"))


async def drop_held(press: Press, desk: Desk, unit: Unit, now: datetime) -> Reply:
    kept, refusal = await _his(press, desk, unit, now)
    if refusal:
        return refusal
    await unit.held.close(kept, Wish.DROPPED)
    for one in kept:
        await note(unit, one, str(press.member), "автор отказался: слова стёрты", now)
    return Reply(desk.texts.render("held.erased"))


async def _his(
    press: Press, desk: Desk, unit: Unit, now: datetime
) -> tuple[tuple[Kept, ...], Reply | None]:
    """What is kept of the button's case, and why this person may not decide on it."""
    number = press.number("n")
    found = await unit.held.waiting(number) if number else ()
    kept = tuple(one for one in found if one.expires_at > now)
    if any(one.member != press.member for one in kept):
        return (), Reply(desk.texts.render("refusals.foreign_button"))
    if not kept:
        return (), Reply(desk.texts.render("refusals.stale_button"))
    return kept, None
