"""The rounds of the cards: what waits comes in its turn, what nobody answered lapses.

A digest, not a storm: who was shown a card within the last half-hour waits for the next, which
comes with a button to the others. One who cannot be written to is asked for through the chat,
and the administrators are asked instead.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.appeals import ask_again, deciders
from bot.appeals import close as close_appeal
from bot.card_faces import place_of
from bot.cards import administrators, deliver, owe, persons, settle, tell_lapsed
from bot.complaints import lapse as lapse_complaint
from bot.complaints import settle as settle_complaint
from bot.desk import Desk
from bot.night import is_night
from rules.regulation.acts import Act, Kind, Urgency
from rules.regulation.cases import Case, State
from rules.regulation.entry import BOT, Deed, about_case
from storage.cards import About, Card
from storage.unit import Unit

FIRST_CHAT = 2_000_000_000  # numbers from here on are chats, below are people
MOST_LOOKED_AT = 20  # waiting cards of one receiver that are looked through for one to show


@dataclass(frozen=True, slots=True)
class CardRounds:
    desk: Desk

    async def waits(self, unit: Unit, now: datetime) -> bool:
        return bool(
            await unit.cards.settled()
            or await unit.cards.unreached()
            or await self._overdue(unit, now)
            or await self._in_turn(unit, now)
        )

    async def do(self, unit: Unit, now: datetime) -> None:
        for card in await unit.cards.settled():
            await self._settle(unit, card, now)
        for card in await unit.cards.unreached():
            await self._ask_others(unit, card, now)
        for card in await self._overdue(unit, now):
            await self._lapse(unit, card, now)
        for card in await self._in_turn(unit, now):
            await deliver(self.desk, unit, card, now)

    async def _settle(self, unit: Unit, card: Card, now: datetime) -> None:
        case = await unit.cases.get(card.number)
        if card.about is About.COMPLAINT:
            await settle_complaint(self.desk, unit, card.number, now)
        elif card.about is About.CASE and case is not None:
            await settle(self.desk, unit, case, now)
        elif case is not None and case.state is State.ANNULLED:
            # Annulled by a command: the appeal has succeeded all the same.
            by = int(case.decided_by) if case.decided_by != BOT else 0
            await close_appeal(self.desk, unit, case, by, "", now)
        await unit.cards.drop(card.about, card.number)

    # --- turns ----------------------------------------------------------------------------

    async def _in_turn(self, unit: Unit, now: datetime) -> list[Card]:
        """For each receiver who was left in peace for long enough, the longest waiting card."""
        waiting: dict[int, list[Card]] = {}
        for card in await unit.cards.waiting():
            waiting.setdefault(card.receiver, []).append(card)
        found = []
        for receiver, cards in waiting.items():
            lately = now - self.desk.settings.cards.digest
            if await unit.cards.shown_since(receiver, lately):
                continue
            awake = await self._awake(unit, cards, now)
            if awake is not None:
                found.append(awake)
        return found

    async def _awake(self, unit: Unit, cards: list[Card], now: datetime) -> Card | None:
        for card in cards[:MOST_LOOKED_AT]:
            chat = await place_of(unit, card)
            if chat is None or not is_night(self.desk.orders.rulebook(chat), now):
                return card
        return None

    # --- those who cannot be written to ---------------------------------------------------

    async def _ask_others(self, unit: Unit, card: Card, now: datetime) -> None:
        await unit.cards.drop(card.about, card.number, card.receiver)
        chat = await place_of(unit, card)
        if chat is None:
            return
        others = await self._others(unit, card)
        if others or not await unit.cards.of(card.about, card.number):
            await owe(self.desk, unit, card.about, card.number, others, now)
        if card.receiver < FIRST_CHAT:
            await self._call_for_moderators(unit, chat, now)

    async def _others(self, unit: Unit, card: Card) -> tuple[int, ...]:
        admins = frozenset(self.desk.settings.school.admins)
        if card.receiver in admins:
            return ()
        if card.about is About.COMPLAINT:
            complaint = await unit.complaints.get(card.number)
            sides = {complaint.author, complaint.reporter} if complaint else set()
            return tuple(sorted(admins - sides))
        case = await unit.cases.get(card.number)
        if case is None:
            return ()
        but = await deciders(self.desk, unit, case) if card.about is About.APPEAL else frozenset()
        if card.receiver >= FIRST_CHAT:
            return await persons(self.desk, unit, case, but=but)
        return await administrators(self.desk, unit, case, but=but)

    async def _call_for_moderators(self, unit: Unit, chat: int, now: datetime) -> None:
        """Once a day the chat is told that its moderators are waited for, and not why."""
        name = f"cards:{chat}"
        last = await unit.routines.last(name)
        if last is not None and last.astimezone(now.tzinfo).date() == now.date():
            return
        if is_night(self.desk.orders.rulebook(chat), now):
            return
        await unit.routines.done(name, now)
        address = f"https://vk.me/club{self.desk.settings.vk.group_id}"
        text = self.desk.texts.render("cards.write_to_us", address=address)
        vanish = self.desk.settings.notices.delete_after.total_seconds()
        payload = {"to": chat, "text": text, "vanish": vanish}
        act = Act(kind=Kind.SEND, chat=chat, urgency=Urgency.REPLY, payload=payload)
        await unit.outbox.add(act, now)

    # --- time is up -----------------------------------------------------------------------

    async def _overdue(self, unit: Unit, now: datetime) -> list[Card]:
        length = self.desk.settings.cards.lapse
        shortest = timedelta(days=length.days + 28 * length.months) + length.rest
        cards = await unit.cards.owed_before(now - shortest)
        return [card for card in cards if length.after(card.owed_at) <= now]

    async def _lapse(self, unit: Unit, card: Card, now: datetime) -> None:
        if card.about is About.COMPLAINT:
            await lapse_complaint(self.desk, unit, card.number, now)
            return
        case = await unit.cases.get(card.number)
        if card.about is About.APPEAL and case is not None:
            await ask_again(self.desk, unit, case, card, now)
        elif case is not None and await self._is_unanswered(unit, case):
            await self._lapse_case(unit, case, now)
        else:
            await unit.cards.drop(card.about, card.number)

    async def _is_unanswered(self, unit: Unit, case: Case) -> bool:
        """A case that waits for a second signature has a time of its own."""
        if case.state is not State.DOUBTFUL:
            return False
        return not any(one.is_open for one in await unit.signatures.of_case(case.number))

    async def _lapse_case(self, unit: Unit, case: Case, now: datetime) -> None:
        lapsed = replace(case, state=State.LAPSED, decided_at=now, decided_by=BOT)
        await unit.cases.save(lapsed)
        entry = about_case(case, Deed.LAPSE, outcome="без ответа: предупреждения нет")
        await unit.journal.add([entry], now)
        await tell_lapsed(self.desk, unit, lapsed, now)
