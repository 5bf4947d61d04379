"""What the bot needs of VK is looked at live, and each fault has its place to mend it."""

import re
from datetime import timedelta

import pytest

from bot.clocks import machine_clock
from bot.sandbox import SandboxVK
from bot.vk.api import VkApi
from bot.vk.chat_survey import Watched
from bot.vk.long_poll_settings import LongPollSettings
from bot.vk.survey import Survey
from rules.regulation.policy import Enforcement


@pytest.fixture
async def vk():
    async with SandboxVK() as vk:
        yield vk


@pytest.fixture
async def survey(vk):
    api = VkApi(vk.token, vk.api_url)
    yield Survey(api, vk.group_id, machine_clock)
    await api.http_client.close()


@pytest.fixture
def chat(vk):
    teacher = vk.world.add_user("Мария", "Иванова")
    return vk.world.add_chat("5А", admins=[teacher])


async def about_chat(survey, chat, enforcement=Enforcement.RESTRICT):
    """The last finding: of the chat."""
    return (await survey.findings([Watched(chat.peer_id, "5А")], enforcement))[-1]


async def test_a_key_of_another_community_is_told_with_the_right_number(vk, survey):
    other = Survey(survey.api, 1, survey.clock)

    community, *_ = await other.findings([], Enforcement.RESTRICT)

    assert not community.ok
    assert community.remedy == f"впишите в [vk] group_id = {vk.group_id}"


async def test_a_clock_that_is_wrong_is_told(survey):
    late = Survey(survey.api, survey.group_id, lambda: machine_clock() + timedelta(minutes=5))

    found = {one.what: one for one in await late.findings([], Enforcement.RESTRICT)}

    assert not found["Часы компьютера"].ok
    assert re.search(r"на (299|30[0-9]) с", found["Часы компьютера"].seen)


async def test_a_bot_in_no_chat_yet_is_told_where_adding_is_allowed(survey):
    found = await survey.findings([], Enforcement.RESTRICT)

    assert found[-1].is_warning
    assert "Разрешать добавлять сообщество в чаты" in found[-1].remedy


async def test_a_chat_in_which_others_messages_cannot_be_deleted_is_a_fault(survey, chat):
    chat.admins_may_moderate = False

    found = await about_chat(survey, chat)

    assert not found.ok
    assert "без права удалять" in found.seen


async def test_a_chat_whose_messages_are_not_seen_is_a_warning(vk, survey, chat):
    anna = vk.world.add_user("Анна", "Белова")
    vk.world.join(chat, anna)
    said = vk.world.write(chat, anna, "Здравствуйте")
    well = await about_chat(survey, chat)
    for message in chat.messages:
        message.deleted_by = said.from_id

    found = await about_chat(survey, chat)

    assert well.ok
    assert not well.is_warning
    assert found.is_warning


async def test_a_chat_that_is_gone_is_a_warning_with_the_line_for_the_file(survey, chat):
    chat.disabled = True

    found = await about_chat(survey, chat)

    assert found.is_warning
    assert f"[chats.peer.{chat.peer_id}] enabled = false" in found.remedy


@pytest.mark.parametrize(
    ("enforcement", "able"),
    [
        (Enforcement.RESTRICT, "удалять и ограничивать"),
        (Enforcement.DELETE, "может удалять"),
        (Enforcement.REMOVE, "удалять и исключать"),
    ],
)
async def test_what_the_bot_may_do_is_said_as_it_is_set(survey, chat, enforcement, able):
    found = await about_chat(survey, chat, enforcement)

    assert found.ok
    assert able in found.seen


@pytest.mark.parametrize(
    ("version", "ok", "is_warning"),
    [("5.199", True, False), ("5.131", True, True), ("5.50", False, False), ("", False, False)],
)
def test_a_version_is_well_worth_a_warning_or_a_fault(version, ok, is_warning):
    found = LongPollSettings(True, version, {}).findings()[-1]

    assert (found.ok, found.is_warning) == (ok, is_warning)
