"""A replay as one self-contained page: no script, no request, members' words always escaped."""

import base64
import hashlib
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bot.replay import charts, words
from bot.replay.difference import Difference
from bot.replay.history import chats_of
from bot.replay.run import Action, Breach, Replay
from bot.replay.tally import Tally, tally
from rules.regulation.decide import Answer

MOST_ROWS = 2000  # of one list: a phone has to open the page


@dataclass(frozen=True, slots=True)
class Section:
    """One list of the page, cut at MOST_ROWS."""

    title: str
    note: str
    breaches: tuple[Breach, ...]

    @property
    def shown(self) -> tuple[Breach, ...]:
        return self.breaches[:MOST_ROWS]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What another configuration would change, as the page shows it."""

    name: str  # of its file
    found: Difference
    after: Tally


def page(
    replay: Replay,
    *,
    school: str,
    people: words.People,
    allowed: int,
    compared: Comparison | None = None,
) -> str:
    """The page's HTML. `allowed` is the number of warnings before a block."""
    environment = Environment(
        loader=PackageLoader("bot.replay"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(
        people=people,
        cited=words.cited,
        quote=words.quote,
        moment=words.moment,
        outcome=lambda breach: words.outcome(breach, allowed),
    )
    style = environment.get_template("style.css").render()
    counted = tally(replay)
    return environment.get_template("replay.html.j2").render(
        school=school,
        style=Markup(style),  # noqa: S704 - our own sheet, and no value of anybody's in it
        style_hash=base64.b64encode(hashlib.sha256(style.encode()).digest()).decode(),
        scope=words.scope(replay.history),
        chats=chats_of(replay.history),
        tally=counted,
        by_day=charts.by_day(counted.days),
        by_hour=charts.by_hour(counted.hours),
        height=charts.HEIGHT,
        sections=_sections(replay.breaches),
        left_out=words.left_out(replay.history, replay.failures),
        unread=replay.history.unread,
        most_rows=MOST_ROWS,
        compared=compared,
    )


def _sections(breaches: tuple[Breach, ...]) -> list[Section]:
    def those(title: str, note: str, *wanted: Breach) -> Section:
        return Section(title, note, wanted)

    told = (Answer.WARN, Answer.REMIND)
    sections = [
        those(
            "Что удалено",
            "Сообщения, которые бот убрал бы из чата.",
            *(b for b in breaches if b.action is Action.DELETE),
        ),
        those(
            "Кому предупреждение или напоминание",
            "По одному на дело: что нарушено сразу следом, входит в то же дело.",
            *(b for b in breaches if b.decision.answer in told and b.decision.raised),
        ),
        those(
            "Что решал бы модератор",
            "Сомнительные сообщения: без модератора за них ничего не бывает.",
            *(b for b in breaches if b.action is Action.REVIEW),
        ),
        those(
            "Нарушения заблокированных",
            "Написаны во время блокировки: в чат они не попали бы.",
            *(b for b in breaches if b.decision.answer is Answer.SILENT),
        ),
        those(
            "Нарушения сотрудников",
            "Модераторов и администраторов бот не наказывает.",
            *(b for b in breaches if b.decision.answer is Answer.STAFF),
        ),
    ]
    return [section for section in sections if section.breaches]
