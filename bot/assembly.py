"""The composition root: the one file that knows everyone. It puts the bot together."""

import asyncio
import secrets
from collections.abc import Callable

from bot.apologies import Windows
from bot.app import BEAT, App
from bot.arrivals import Arrivals
from bot.blocks import Blocks
from bot.calls import Calls
from bot.card_rounds import CardRounds
from bot.chores import Chore
from bot.commands.commands import Commands
from bot.config.settings import Settings
from bot.consequences import Consequences
from bot.delivery import Delivery
from bot.desk import Desk
from bot.dialogs import Dialogs
from bot.due import Due
from bot.edits import Edits
from bot.gaps import Gaps
from bot.health.alarm import Alarm
from bot.health.pulse import Pulse
from bot.health.server import HealthServer
from bot.health.systemd import Systemd
from bot.health.vitals import Vitals
from bot.held import NightMessages
from bot.journal_head import journal_head
from bot.judging import SecondSignatures
from bot.marks import Marks
from bot.memory import memory_of
from bot.mornings import Mornings
from bot.newcomers import Greetings
from bot.notices import Notices
from bot.orders import Orders
from bot.outcomes import Outcomes
from bot.people import People
from bot.pipeline import Pipeline
from bot.ports import Clock, Messenger
from bot.recent import Recent
from bot.reports.schedule import reports
from bot.rereading import Rereading
from bot.retention import Retention
from bot.rights import Rights
from bot.texts.texts import Texts
from bot.verdicts import Verdicts
from bot.watching import Watching
from bot.web.house import House
from bot.web.server import WebServer
from bot.who_is_who import WhoIsWho
from rules.regulation.decide import Law
from rules.regulation.policy import Mode


def build(
    settings: Settings,
    messenger: Messenger,
    clock: Clock,
    *,
    draw: Callable[[], int] = lambda: secrets.randbelow(2**31 - 1) + 1,
    salt: Callable[[], bytes] = lambda: secrets.token_bytes(16),
    beat: float = BEAT,
    vitals: Vitals | None = None,
    systemd: Systemd = Systemd(),  # noqa: B008 - frozen: nobody to tell
) -> App:
    """The bot over a messenger. Chance is passed in; by default it is the machine's."""
    texts = Texts(settings.texts)
    turn = asyncio.Lock()
    vitals = vitals or Vitals(clock)
    memory = memory_of(settings, draw)
    admins = frozenset(settings.school.admins)
    people = People(messenger, clock, admins, lambda chat: orders.moderators(chat))
    orders = Orders(settings, people)
    blocks = Blocks(settings, texts, people, orders)
    notices = Notices(settings, texts, people, orders)
    recent, marks = Recent(), Marks(salt())
    desk = Desk(settings, texts, people, orders, blocks, notices, recent, salt, vitals)
    own, commands = -settings.vk.group_id, Commands(desk)
    pipeline = Pipeline(
        verdicts=Verdicts(orders, recent, marks, own, vitals),
        who_is_who=WhoIsWho(people, commands, own),
        law=_law_of(desk),
        orders=orders,
        people=people,
        blocks=blocks,
        consequences=Consequences(desk),
        arrivals=Arrivals(settings, texts, people, orders, settings.vk.group_id, desk),
        commands=commands,
        memory=memory,
        turn=turn,
        clock=clock,
        vitals=vitals,
    )
    calls = Calls(messenger, memory, clock, started_at=clock())
    delivery = Delivery(calls, memory, Outcomes(blocks, texts), turn, clock, vitals)
    chores: tuple[Chore, ...] = (
        blocks,
        NightMessages(desk),
        Mornings(desk),
        Windows(desk),
        Retention(settings, texts),
        Greetings(desk),
        *reports(desk),
        journal_head(desk),
        SecondSignatures(desk),
        CardRounds(desk),
        Watching(desk),
    )
    due = Due(chores, blocks, orders, memory, turn, clock, vitals)
    rights = Rights(people, pipeline.arrivals, memory, turn, clock, vitals)
    pulse = Pulse(vitals, memory, turn, clock, systemd)
    house = House(desk, memory, pipeline.arrivals, turn, clock, delivery.wake)
    health = HealthServer(settings.health, vitals, memory, people, orders, clock)
    rereading = Rereading(
        Dialogs(messenger, pipeline),
        Gaps(settings, messenger, pipeline, orders, marks),
        Edits(settings, messenger, pipeline, orders, marks),
        memory,
        clock,
        vitals,
    )
    return App(
        settings=settings,
        messenger=messenger,
        memory=memory,
        people=people,
        orders=orders,
        blocks=blocks,
        pipeline=pipeline,
        delivery=delivery,
        due=due,
        rights=rights,
        rereading=rereading,
        vitals=vitals,
        pulse=pulse,
        alarm=Alarm(settings, texts, messenger, people, orders, vitals, clock),
        health=health,
        web=WebServer(settings.web, house),
        beat=beat,
    )


def _law_of(desk: Desk) -> Callable[[int], Law]:
    def law(chat: int) -> Law:
        # Where the bot has no right to act it can only watch.
        watching = desk.orders.mode(chat) is Mode.OBSERVE or not desk.people.moderated(chat)
        return Law(
            policies=desk.orders.rulebook(chat).policies,
            ladder=desk.settings.ladder,
            window=desk.settings.incidents.window,
            observe=watching,
        )

    return law
