"""Removed from a chat, and back: nobody is asked back who left, and what VK refuses is said."""

from datetime import timedelta
from typing import Any

import pytest

from bot.card_faces import fragments_of
from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.commands.staffed import a_staffed_school, at

REMOVING = "messages.removeChatUser"
LEAVES = "Исключить"
REMOVE = {"blocks": {"enforcement": "remove"}}


async def blocked(school, app):
    await school.four_breaches()
    await school.settle(app)


async def test_one_who_left_by_herself_while_blocked_is_not_asked_back(tmp_path):
    async with a_staffed_school(tmp_path, **REMOVE) as school, school.bot() as app:
        await blocked(school, app)
        assert school.anna.id not in school.chat.members
        school.world.join(school.chat, school.anna)
        await school.settle(app)
        school.world.leave(school.chat, school.anna)
        await school.settle(app)
        told = len(school.private(school.anna))

        school.clock.advance(timedelta(days=2))
        await school.settle(app)

        assert "unblock" in await school.actions(app)
        assert not school.world.calls("messages.getInviteLink")
        assert len(school.private(school.anna)) == told
        assert not any("снова можете писать" in notice for notice in school.notices())


async def test_one_who_leaves_and_comes_in_again_is_restricted_as_before(tmp_path):
    async with a_staffed_school(tmp_path) as school, school.bot() as app:
        await blocked(school, app)
        until = school.world.restricted(school.chat)[school.anna.id].until
        school.world.leave(school.chat, school.anna)
        school.world.join(school.chat, school.anna)
        assert not school.world.restricted(school.chat)  # as this VK has it
        await school.settle(app)

        again = school.world.restricted(school.chat)[school.anna.id].until
        assert abs(again - until) < timedelta(minutes=1)
        assert (await school.actions(app)).count("block") == 1


async def test_one_whom_the_bot_removed_is_sent_the_link(tmp_path):
    async with a_staffed_school(tmp_path, **REMOVE) as school, school.bot() as app:
        await blocked(school, app)

        school.clock.advance(timedelta(days=2))
        await school.settle(app)

        assert any("vk.me/join" in text for text in school.private(school.anna))


def refusing(tmp_path, code, **config):
    """A VK that lets the bot remove nobody."""
    faults = FaultPlan([Fault("error", REMOVING, code=code)])
    return a_staffed_school(tmp_path, faults=faults, **config)


@pytest.mark.parametrize("enforcement", ["restrict", "delete"])
async def test_of_one_who_left_the_chat_is_told_nothing_when_the_block_ends(tmp_path, enforcement):
    config = {"blocks": {"enforcement": enforcement}}
    async with a_staffed_school(tmp_path, **config) as school, school.bot() as app:
        await blocked(school, app)
        school.world.leave(school.chat, school.anna)
        await school.settle(app)

        school.clock.advance(timedelta(days=2))
        await school.settle(app)

        assert "unblock" in await school.actions(app)
        assert not any("снова можете писать" in notice for notice in school.notices())


async def test_a_refused_removal_is_told_to_the_moderators_with_what_to_do(tmp_path):
    async with refusing(tmp_path, 15, **REMOVE) as school, school.bot() as app:
        await blocked(school, app)

        assert school.anna.id in school.chat.members
        for moderator in (school.teacher, school.olga):
            told = [t for t in school.private(moderator) if "не получилось" in t]
            assert len(told) == 1
            assert "исключить участника Анна" in told[0]
            assert "код 15" in told[0]
            assert "исключите его сами" in told[0]


async def test_a_leaver_whom_vk_keeps_is_told_to_the_moderators(tmp_path):
    async with refusing(tmp_path, 15) as school, school.bot() as app:
        await school.told(app, school.teacher, "/правила")  # the bot looks who is in the chat
        school.world.write_private(school.teacher, f"/выбыл {at(school.anna)} переезд")
        await school.settle(app)
        asked = school.with_button(school.teacher, LEAVES)
        await school.press(app, school.teacher, asked, LEAVES)

        told = [t for t in school.private(school.olga) if "не получилось" in t]
        assert len(told) == 1
        assert "исключить выбывшего участника Анна (п. 2.9)" in told[0]


async def test_one_who_is_gone_already_is_no_reason_to_call_the_moderators(tmp_path):
    async with refusing(tmp_path, 935, **REMOVE) as school, school.bot() as app:
        await blocked(school, app)

        assert not any("не получилось" in text for text in school.private(school.olga))


class _Kept:
    """Evidence of a case, as it was found."""

    def __init__(self, *found):
        self.found = found
        self.number = 1
        self.evidence = self

    async def of_case(self, case):
        return self.found


@pytest.mark.parametrize(
    ("found", "quoted"),
    [
        (("мразь", "мразь"), ["мразь"]),
        (("Мразь", "мразь"), ["Мразь"]),
        (("какая же ты мразь", "мразь"), ["какая же ты мразь"]),
        (("мразь", "какая же ты мразь"), ["какая же ты мразь"]),
        (("мразь", "дура"), ["мразь", "дура"]),
        ((), []),
    ],
)
async def test_words_that_two_rules_found_are_quoted_once(found, quoted):
    kept: Any = _Kept(*found)

    assert await fragments_of(kept, kept) == quoted
