"""Appeals on both databases, and the evidence that waits for them."""

from datetime import datetime, timedelta

from storage.appeals import Appeal, Course
from tests.rules.regulation.histories import a_message
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
LATER = NOW + timedelta(days=1)


def an_appeal(case=1, words="не согласен"):
    return Appeal(case=case, chat=2_000_000_001, member=7, filed_at=NOW, words=words)


async def test_an_appeal_comes_back_as_it_was_filed_and_is_filed_once(memory):
    async with memory.unit() as unit:
        first = await unit.appeals.file(an_appeal())
        again = await unit.appeals.file(an_appeal(words="ещё раз"))
        found = await unit.appeals.get(1)

    assert (first, again) == (True, False)
    assert found == an_appeal()


async def test_words_that_no_database_takes_are_mended(memory):
    async with memory.unit() as unit:
        await unit.appeals.file(an_appeal(words="ноль\0 и \ud800"))
        found = await unit.appeals.get(1)

    assert found.words.startswith("ноль")


async def test_it_is_decided_once(memory):
    async with memory.unit() as unit:
        await unit.appeals.file(an_appeal())
        first = await unit.appeals.decide(1, Course.UPHELD, 9, "нарушение есть", LATER)
        second = await unit.appeals.decide(1, Course.ANNULLED, 8, "нет", LATER)
        found = await unit.appeals.get(1)

    assert (first, second) == (True, False)
    assert (found.course, found.decided_by, found.reason) == (Course.UPHELD, 9, "нарушение есть")
    assert found.decided_at == LATER


async def test_the_evidence_of_an_open_appeal_does_not_expire(memory):
    async with memory.unit() as unit:
        for case in (1, 2):
            message = a_message(NOW, case)
            await unit.evidence.keep("слова", message, case, b"s" * 16, NOW + timedelta(hours=1))
        await unit.appeals.file(an_appeal(case=1))
        erased = await unit.evidence.expire(LATER)
        kept = [await unit.evidence.of_case(case) for case in (1, 2)]
        await unit.appeals.decide(1, Course.UPHELD, 9, "так", LATER)
        later = await unit.evidence.expire(LATER)

    assert erased == 1
    assert kept == [("слова",), ()]
    assert later == 1
