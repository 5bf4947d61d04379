"""/отчёт — the figures of a week or a month, for those who answer for the order."""

from datetime import datetime
from difflib import get_close_matches

from bot.commands.asked import Answer, Asked
from bot.desk import Desk
from bot.reports.making import make
from bot.reports.period import Length, Period
from bot.reports.text import message
from rules.regulation.message import Role
from storage.unit import Unit

_LENGTHS = {
    "неделя": Length.WEEK, "неделю": Length.WEEK, "недели": Length.WEEK, "неделе": Length.WEEK,
    "week": Length.WEEK,
    "месяц": Length.MONTH, "месяца": Length.MONTH, "месяце": Length.MONTH, "month": Length.MONTH,
}  # fmt: skip
_LAST = ("прошлая", "прошлую", "прошлый", "прошлой", "прошлого", "прошлом", "целая", "целый")
_EMPTY_WORDS = ("за", "на", "в", "о")  # «за неделю»


async def figures(asked: Asked, desk: Desk, unit: Unit, now: datetime) -> Answer:
    """Of the chat it is said in; in private of every chat that the asker may decide in."""
    period = asked_for(asked.rest, now)
    if period is None:
        return Answer(desk.texts.render("reports.which", meant=_meant(asked.rest)))
    report = await make(unit, desk.settings, period, _chats(asked, desk))
    # Who of the teachers decides how much is no matter for thirty families.
    return Answer(message(report, desk.texts, with_work=asked.is_private), stays=True)


def _chats(asked: Asked, desk: Desk) -> tuple[int, ...] | None:
    if not asked.is_private:
        return (asked.chat,)
    if asked.role is Role.ADMINISTRATOR:
        return None  # all there are
    return desk.people.chats_moderated_by(asked.member)


def asked_for(rest: str, now: datetime) -> Period | None:
    """«неделя», «за прошлый месяц», or nothing, which is a week; None for anything else."""
    words = [word.strip('.,;:!?«»"') for word in rest.casefold().split()]
    words = [word for word in words if word and word not in _EMPTY_WORDS]
    is_whole = bool(words) and words[0] in _LAST
    named = words[1:] if is_whole else words
    if not named and not is_whole:
        return Period.running(Length.WEEK, now)
    if len(named) != 1 or named[0] not in _LENGTHS:
        return None
    make_period = Period.whole if is_whole else Period.running
    return make_period(_LENGTHS[named[0]], now)


def _meant(rest: str) -> str:
    """The nearest that can be asked for: «недлея» → «неделя»."""
    last = rest.casefold().split()[-1:]
    near = get_close_matches(last[0], ("неделя", "месяц"), n=1, cutoff=0.5) if last else []
    return near[0] if near else ""
