"""Traffic: people write, edit, take back, command, press, come and go, while the bot dies."""

import random
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from benchmarks.chaos.clock import SharedClock
from benchmarks.chaos.said import Judge, Ledger, Order, Press
from benchmarks.chaos.school import School
from bot.sandbox.buttons import buttons_of
from bot.sandbox.vk_state import Chat, Message

BREACHES = (
    "какая же ты мразь",
    "блядь, опять отменили",
    "тупая корова",
    "мой номер 8 (916) 123-45-67, звоните",
    "переходим в телеграм: t.me/klass",
)
DOUBTFUL = ("Продаю детскую коляску, цена 5000, пишите в личку",)
CLEAN = "{} Завтра контрольная по {}, кабинет {}, вопрос {}."
OPENINGS = ("Добрый день!", "Здравствуйте.", "Коллеги,", "Напоминаю:", "Уважаемые родители!")
LESSONS = ("музыке", "истории", "геометрии", "литературе", "биологии", "физике")
HELP = "/помощь"
NEVER_PRESSED = "card_allow"  # a word that is allowed from then on would be no breach any more
RECENT = 12  # messages of a chat among which somebody edits, deletes, presses


class Traffic:
    def __init__(
        self, school: School, judge: Judge, clock: SharedClock, chance: random.Random
    ) -> None:
        self.ledger = Ledger()
        self._school = school
        self._world = school.world
        self._judge = judge
        self._clock = clock
        self._chance = chance
        self._signs = 0
        self._gone: list[int] = []

    def step(self) -> None:
        """One thing happens, some seconds after the last one."""
        self._clock.advance(timedelta(seconds=self._chance.uniform(5, 40)))
        acts: Sequence[tuple[Callable[[Chat], None], int]] = (
            (self._chat, 40),
            (self._breach, 22),
            (self._doubtful, 5),
            (self._edit, 7),
            (self._take_back, 2),
            (self._command, 9),
            (self._press, 12),
            (self._come_or_go, 3),
        )
        act = self._chance.choices([a for a, _ in acts], [weight for _, weight in acts])[0]
        act(self._chance.choice(self._school.chats))

    def greet(self) -> None:
        """A clean message in each chat."""
        for chat in self._school.chats:
            self._chat(chat)

    def lose(self) -> None:
        """VK offers some updates no more: what was pressed and not answered may be lost."""
        answered = self._world.answers
        self.ledger.lost |= {p.event for p in self.ledger.presses if p.event not in answered}

    # --- words ----------------------------------------------------------------------------

    def _chat(self, chat: Chat) -> None:
        self._say(chat, clean_text(self._chance))

    def _breach(self, chat: Chat) -> None:
        self._say(chat, self._chance.choice(BREACHES))

    def _doubtful(self, chat: Chat) -> None:
        self._say(chat, self._chance.choice(DOUBTFUL))

    def _say(self, chat: Chat, text: str) -> None:
        author = self._somebody(chat)
        if author is not None:
            self._note(self._world.write(chat, author, text))

    def _note(self, message: Message) -> None:
        place, author = (message.peer_id, message.cmid), message.from_id
        self.ledger.said[place] = self._judge.of(
            place,
            author,
            message.text,
            datetime.fromtimestamp(message.date, UTC),
            edited=message.edited,
            by_staff=self._school.is_staff(author),
        )

    def _somebody(self, chat: Chat) -> int | None:
        """One who may write now; a teacher now and then."""
        restricted = self._world.restricted(chat)
        free = [m for m in chat.members if m > 0 and m not in restricted]
        return self._chance.choice(free) if free else None

    # --- second thoughts ------------------------------------------------------------------

    def _edit(self, chat: Chat) -> None:
        """«Clean, then edited»; where VK does not tell of it, the sweep has to find it."""
        message = self._own_recent(chat)
        if message is None or self.ledger.said[chat.peer_id, message.cmid].rules:
            return
        to = self._chance.choice((*BREACHES, clean_text(self._chance)))
        self._note(self._world.edit(chat, message, to))
        if not self._world.behaviour.sends_chat_edits:
            # Too old by the next sweep where the bot was dead for long: then nobody can know.
            self.ledger.untold.add((chat.peer_id, message.cmid))

    def _take_back(self, chat: Chat) -> None:
        message = self._own_recent(chat)
        if message is not None:
            self._world.unsend(chat, message)
            self.ledger.unsent.add((chat.peer_id, message.cmid))

    def _own_recent(self, chat: Chat) -> Message | None:
        """A message of somebody who may still write."""
        restricted = self._world.restricted(chat)
        recent = [
            m
            for m in chat.messages[-RECENT:]
            if (chat.peer_id, m.cmid) in self.ledger.said
            and not (m.deleted or m.edited)
            and m.from_id in chat.members
            and m.from_id not in restricted
        ]
        return self._chance.choice(recent) if recent else None

    # --- orders ---------------------------------------------------------------------------

    def _command(self, chat: Chat) -> None:
        teacher = self._chance.choice(self._school.teachers).id
        members = [m for m in chat.members if m > 0 and not self._school.is_staff(m)]
        self._signs += 1
        sign = f"знак{self._signs}"
        text = HELP
        if self._chance.random() < 0.6 and members:
            target = self._chance.choice(members)
            text = warning(target, sign)
        elif self._signs > 3:
            text = annulment(self._chance.randint(1, self._signs), sign)
        self._world.write(chat, teacher, text)
        self.ledger.orders.append(Order(chat.peer_id, teacher, sign))

    def _press(self, chat: Chat) -> None:
        """A button of a card; a person in a hurry presses it twice."""
        person = self._chance.choice((*self._school.teachers, self._school.head))
        buttons = [
            (message, (row, column))
            for message in self._world.private(person)[-RECENT:]
            if not message.deleted
            for row, line in enumerate(buttons_of(message.keyboard))
            for column, button in enumerate(line)
            if button.kind == "callback"
            and (button.payload_object or {}).get("do") != NEVER_PRESSED
        ]
        if not buttons:
            return
        message, place = self._chance.choice(buttons)
        for _ in range(self._chance.choice((1, 1, 2))):
            event = self._world.press(person, person.id, message, place)
            if isinstance(event, str):
                self.ledger.presses.append(Press(event, person.id))

    def _come_or_go(self, chat: Chat) -> None:
        """Strangers come in; anybody but the staff goes, and may come back."""
        known = [one.id for one in self._school.strangers]
        members = [m for m in chat.members if m > 0 and not self._school.is_staff(m)]
        away = [one for one in (*known, *self._gone) if one not in chat.members]
        if away and self._chance.random() < 0.6:
            self._world.join(chat, self._chance.choice(away))
        elif members:
            leaver = self._chance.choice(members)
            self._gone.append(leaver)
            self._world.leave(chat, leaver)


def clean_text(draw: random.Random) -> str:
    """Words that break no rule, never the same twice."""
    return CLEAN.format(
        draw.choice(OPENINGS), draw.choice(LESSONS), draw.randrange(500), draw.randrange(10**6)
    )


def warning(target: int, sign: str) -> str:
    return f"/предупредить [id{target}|он] 3.3.4 {sign}"


def annulment(case: int, sign: str) -> str:
    return f"/отменить {case} {sign}"
