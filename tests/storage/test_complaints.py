"""Reports on both databases, and the words that are kept only while they are open."""

from datetime import datetime, timedelta

from tests.rules.regulation.histories import a_message
from tests.storage.conftest import MOSCOW

NOW = datetime(2026, 9, 1, 12, tzinfo=MOSCOW)
LATER = NOW + timedelta(hours=1)
CHAT = 2_000_000_001


async def test_a_report_comes_back_and_is_found_by_its_message(memory):
    async with memory.unit() as unit:
        number = await unit.complaints.file(CHAT, 5, 7, 8, NOW)
        found = await unit.complaints.get(number)
        of_message = await unit.complaints.of_message(CHAT, 5)

    assert of_message == (found,)
    assert (found.author, found.reporter, found.at, found.decided_at) == (7, 8, NOW, None)


async def test_all_reports_of_one_message_are_closed_together(memory):
    async with memory.unit() as unit:
        for reporter in (8, 9):
            await unit.complaints.file(CHAT, 5, 7, reporter, NOW)
        await unit.complaints.decide(CHAT, 5, 3, 17, LATER)
        of_case = await unit.complaints.of_case(17)

    assert [(one.reporter, one.decided_by, one.decided_at) for one in of_case] == [
        (8, 3, LATER),
        (9, 3, LATER),
    ]


async def test_a_members_reports_of_a_day_are_counted(memory):
    async with memory.unit() as unit:
        for message in (1, 2, 3):
            await unit.complaints.file(CHAT, message, 7, 8, NOW + timedelta(hours=message))
        made = await unit.complaints.made_since(8, NOW + timedelta(hours=1))
        others = await unit.complaints.made_since(9, NOW)

    assert (made, others) == (2, 0)


async def test_reported_words_join_a_case_or_are_dropped(memory):
    async with memory.unit() as unit:
        for number in (5, 6):
            message = a_message(NOW, number)
            await unit.evidence.keep(f"слова {number}", message, None, b"s" * 16, LATER)
        await unit.evidence.join(CHAT, 5, 17)
        await unit.evidence.drop(CHAT, 6)

        assert await unit.evidence.of_case(17) == ("слова 5",)
        assert await unit.evidence.of_message(CHAT, 6) == ()
