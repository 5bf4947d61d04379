"""The school's list, the leavers, and who was shown the rules."""

from dataclasses import replace
from datetime import datetime, timedelta

from storage.departures import Course
from storage.roster import Capacity, Listed
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
CHAT = 2_000_000_001
PETYA = Listed(name="Иванов Пётр", capacity=Capacity.PUPIL, member=11, form="5А")
OLGA = Listed(name="Иванова Ольга", capacity=Capacity.PARENT, member=12, pupil="Иванов Пётр")


async def test_the_list_comes_back_as_it_was_kept(memory):
    async with memory.unit() as unit:
        await unit.roster.add((PETYA, OLGA))
        await unit.commit()

    async with memory.look() as unit:
        petya, olga = await unit.roster.all()
        assert (replace(petya, id=None), replace(olga, id=None)) == (PETYA, OLGA)
        assert await unit.roster.is_kept()


async def test_a_list_without_numbers_cannot_tell_a_stranger(memory):
    async with memory.unit() as unit:
        await unit.roster.add((replace(PETYA, member=None),))

        assert not await unit.roster.is_kept()


async def test_a_leaver_is_a_stranger_and_is_forgotten_in_time(memory):
    async with memory.unit() as unit:
        await unit.roster.add((PETYA, OLGA))
        petya, _ = await unit.roster.all()
        before = await unit.roster.strangers((11, 12, 99))
        await unit.roster.left([petya.id], NOW)
        after = await unit.roster.strangers((11, 12, 99))
        (gone, _) = await unit.roster.all()

    assert (before, after) == ({99}, {11, 99})
    assert gone.left_at == NOW


async def test_a_line_is_changed_and_dropped_by_its_id(memory):
    async with memory.unit() as unit:
        await unit.roster.add((PETYA, OLGA))
        petya, olga = await unit.roster.all()
        await unit.roster.change(replace(petya, form="6А"))
        await unit.roster.drop([olga.id])
        left = await unit.roster.all()

    assert [line.form for line in left] == ["6А"]


async def test_a_departure_is_decided_once(memory):
    async with memory.unit() as unit:
        number = await unit.departures.ask(7, 11, [(CHAT, 11), (CHAT, 12)], "переезд", NOW)
        kept = await unit.departures.get(number)
        first = await unit.departures.decide(number, Course.DONE)
        again = await unit.departures.decide(number, Course.DROPPED)
        decided = await unit.departures.get(number)

    assert kept.places == ((CHAT, 11), (CHAT, 12))
    assert (kept.reason, kept.asked_at, kept.course) == ("переезд", NOW, Course.OPEN)
    assert (first, again, decided.course) == (True, False, Course.DONE)


async def test_a_newcomer_is_shown_the_rules_and_confirms_them(memory):
    async with memory.unit() as unit:
        shelf = unit.acquaintances
        first = await shelf.welcome(CHAT, 11, NOW)
        again = await shelf.welcome(CHAT, 11, NOW)
        waiting = [one.member for one in await shelf.unshown()]
        await shelf.shown(CHAT, [11], "v1", NOW)
        shown = await shelf.get(CHAT, 11)
        await shelf.confirm(CHAT, 11, "v1", NOW + timedelta(minutes=1))
        confirmed = await shelf.get(CHAT, 11)
        left = await shelf.unshown()

    assert (first, again, waiting, left) == (True, False, [11], ())
    assert (shown.is_confirmed, confirmed.is_confirmed) == (False, True)
    assert confirmed.asked_at == NOW


async def test_a_changed_version_is_to_be_confirmed_anew(memory):
    async with memory.unit() as unit:
        shelf = unit.acquaintances
        for member in (11, 12):
            await shelf.confirm(CHAT, member, "v1", NOW)
        await shelf.welcome(CHAT, 13, NOW)
        outdated = await shelf.outdated("v2")
        await shelf.shown(CHAT, outdated[CHAT], "v2", NOW + timedelta(days=1))
        asked = await shelf.get(CHAT, 11)
        after = await shelf.outdated("v2")

    assert outdated == {CHAT: (11, 12)}
    assert (asked.is_confirmed, asked.confirmed_at) == (False, NOW)
    assert after == {}


async def test_who_goes_before_he_was_shown_anything_is_not_greeted(memory):
    async with memory.unit() as unit:
        shelf = unit.acquaintances
        await shelf.welcome(CHAT, 11, NOW)
        await shelf.confirm(CHAT, 12, "v1", NOW)
        for member in (11, 12):
            await shelf.dismiss(CHAT, member)

        assert await shelf.unshown() == ()
        assert await shelf.get(CHAT, 12) is not None
