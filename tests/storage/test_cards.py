"""Cards on both databases: turns, what was settled elsewhere, what never arrived."""

from dataclasses import replace
from datetime import datetime, timedelta

from rules.regulation.acts import Act, Kind
from rules.regulation.cases import State
from storage.appeals import Appeal, Course
from storage.cards import NOBODY, About
from storage.outbox import Fate
from tests.rules.regulation.histories import a_case
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
LATER = NOW + timedelta(minutes=5)


async def _shown(unit, number, receiver, at=NOW):
    await unit.cards.owe(About.CASE, number, receiver, at)
    card = await unit.cards.get(About.CASE, number, receiver)
    act = Act(kind=Kind.SEND, chat=1, payload={"to": receiver, "text": "…"})
    row = await unit.outbox.add(act, at)
    await unit.cards.show(card, row)
    return row


async def test_a_receiver_is_asked_once_and_the_kinds_stay_apart(memory):
    async with memory.unit() as unit:
        asked = [await unit.cards.owe(About.CASE, 1, 7, NOW) for _ in range(2)]
        other = await unit.cards.owe(About.COMPLAINT, 1, 7, NOW)
        await unit.cards.drop(About.CASE, 1)
        left = await unit.cards.waiting(7)

    assert (asked, other) == ([True, False], True)
    assert [card.about for card in left] == [About.COMPLAINT]


async def test_the_longest_waiting_comes_first_and_nobody_waits_for_nothing(memory):
    async with memory.unit() as unit:
        await unit.cards.owe(About.CASE, 2, 7, LATER)
        await unit.cards.owe(About.CASE, 1, 7, NOW)
        await unit.cards.owe(About.CASE, 3, NOBODY, NOW)
        await _shown(unit, 4, 7)
        waiting = await unit.cards.waiting()
        lately = await unit.cards.shown_since(7, NOW - timedelta(minutes=1))
        before = await unit.cards.shown_since(7, NOW)

    assert [card.number for card in waiting] == [1, 2]
    assert (lately, before) == (1, 0)
    assert waiting[0].owed_at.tzinfo is MOSCOW


async def test_what_a_person_decided_is_settled_and_what_the_bot_did_is_not(memory):
    async with memory.unit() as unit:
        for number in (1, 2, 3):
            await unit.cases.save(a_case(number, NOW, State.DOUBTFUL))
            await unit.cards.owe(About.CASE, number, 7, NOW)
        await unit.cases.save(
            replace(a_case(1, NOW, State.DISMISSED), decided_by="9", decided_at=LATER)
        )
        await unit.cases.save(replace(a_case(3, NOW, State.COUNTED), decided_at=LATER))
        settled = await unit.cards.settled()

    assert [card.number for card in settled] == [1]


async def test_the_cards_of_a_decided_appeal_and_of_a_closed_report_are_settled(memory):
    async with memory.unit() as unit:
        for number in (1, 2):
            await unit.cases.save(a_case(number, NOW))
            await unit.appeals.file(Appeal(case=number, chat=1, member=7, filed_at=NOW))
            await unit.cards.owe(About.APPEAL, number, 9, NOW)
        await unit.appeals.decide(1, Course.UPHELD, 9, "так", LATER)
        report = await unit.complaints.file(1, 5, 7, 8, NOW)
        await unit.cards.owe(About.COMPLAINT, report, 9, NOW)
        await unit.complaints.decide(1, 5, 9, None, LATER)
        settled = await unit.cards.settled()

    assert {(card.about, card.number) for card in settled} == {
        (About.APPEAL, 1),
        (About.COMPLAINT, report),
    }


async def test_what_the_messenger_refused_is_unreached(memory):
    async with memory.unit() as unit:
        lost = await _shown(unit, 1, 7)
        sent = await _shown(unit, 2, 7)
        await unit.outbox.finish(lost, Fate.REFUSED)
        await unit.outbox.finish(sent, Fate.DONE)
        unreached = await unit.cards.unreached()

    assert [card.number for card in unreached] == [1]


async def test_one_who_is_asked_again_waits_for_his_turn_anew(memory):
    async with memory.unit() as unit:
        await _shown(unit, 1, 7)
        (card,) = await unit.cards.of(About.CASE, 1)
        await unit.cards.ask_again(card, LATER)
        again = await unit.cards.get(About.CASE, 1, 7)
        old = await unit.cards.owed_before(NOW)

    assert (again.notice, again.owed_at) == (None, LATER)
    assert old == ()
