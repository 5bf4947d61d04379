"""What systemd hears of us, over a real datagram socket."""

import asyncio
import contextlib
import socket

import pytest

from bot.assembly import build
from bot.clocks import school_clock
from bot.health.pulse import Pulse
from bot.health.systemd import Systemd
from bot.health.vitals import LONGEST_SILENCE, Vitals
from bot.vk.api import VkApi
from bot.vk.messenger import VkMessenger
from storage.errors import DatabaseError
from storage.migrate import migrate
from storage.unit import Memory
from tests.bot.health.test_vitals import Hand
from tests.bot.running import a_school
from tests.rules.regulation.histories import MOSCOW


@pytest.fixture
def manager(tmp_path):
    """systemd's end of the socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind(str(tmp_path / "notify"))
        listening.setblocking(False)
        yield listening


def heard(manager):
    """All that was said so far."""
    said = []
    with contextlib.suppress(BlockingIOError):
        while True:
            said.append(manager.recv(4096).decode())
    return said


def told_of(manager, watchdog_usec="30000000", **more):
    environ = {"NOTIFY_SOCKET": manager.getsockname(), "WATCHDOG_USEC": watchdog_usec, **more}
    return Systemd.of(environ, pid=7)


def a_pulse(systemd, memory=None):
    hand = Hand()
    vitals = Vitals(hand, hand.ticks)
    for loop in LONGEST_SILENCE:
        vitals.beat(loop)
    return hand, vitals, Pulse(vitals, memory, asyncio.Lock(), hand, systemd)


def test_who_is_not_started_by_systemd_tells_nobody():
    silent = Systemd.of({}, pid=7)

    assert silent == Systemd()
    assert not silent.tell("READY=1")


def test_lines_arrive_as_one_datagram(manager):
    assert told_of(manager).tell("READY=1", "STATUS=слушаю")
    assert heard(manager) == ["READY=1\nSTATUS=слушаю"]


def test_an_abstract_socket_is_found_by_its_name():
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listening:
        listening.bind("\0dezhurny-test-notify")
        listening.setblocking(False)

        assert Systemd.of({"NOTIFY_SOCKET": "@dezhurny-test-notify"}, pid=7).tell("READY=1")
        assert heard(listening) == ["READY=1"]


def test_a_socket_that_is_gone_harms_nobody(tmp_path):
    assert not Systemd(str(tmp_path / "none")).tell("READY=1")


@pytest.mark.parametrize(
    ("usec", "pid", "seconds"),
    [("30000000", "7", 30.0), ("30000000", "8", None), ("0", "7", None), ("x", "7", None)],
)
def test_the_watchdog_is_ours_only_when_it_names_us(manager, usec, pid, seconds):
    assert told_of(manager, usec, WATCHDOG_PID=pid).watchdog == seconds


async def test_the_watchdog_is_fed_three_times_within_its_span(manager):
    hand, vitals, pulse = a_pulse(told_of(manager))

    for _ in range(30):
        hand.wait(1)
        for loop in LONGEST_SILENCE:
            vitals.beat(loop)
        await pulse.feed()

    assert heard(manager) == ["WATCHDOG=1"] * 3


@pytest.mark.parametrize("dead", sorted(LONGEST_SILENCE))
async def test_the_watchdog_is_not_fed_while_a_loop_is_silent(manager, dead):
    hand, vitals, pulse = a_pulse(told_of(manager))

    hand.wait(LONGEST_SILENCE[dead] + 1)
    for loop in LONGEST_SILENCE.keys() - {dead}:
        vitals.beat(loop)
    await pulse.feed()
    starved = heard(manager)
    vitals.beat(dead)
    hand.wait(15)
    await pulse.feed()

    assert starved == []
    assert heard(manager) == ["WATCHDOG=1"]


async def test_the_probe_writes_every_half_minute_and_notes_what_it_meets(tmp_path):
    memory = Memory.at(f"sqlite+aiosqlite:///{tmp_path / 'a.db'}", 1, MOSCOW, lambda: 1)
    hand, vitals, pulse = a_pulse(Systemd(), memory)

    await pulse.probe()  # no tables yet
    before = vitals.unwritable
    await migrate(memory.engine)
    hand.wait(29)
    await pulse.probe()
    early = vitals.unwritable
    hand.wait(1)
    await pulse.probe()
    await memory.close()

    assert before
    assert early == before
    assert vitals.unwritable == ""
    assert vitals.written_at == hand.now
    assert vitals.trouble.kind == DatabaseError.__name__


async def test_the_bot_says_when_it_is_ready_lives_and_stops(manager, tmp_path):
    async with a_school(tmp_path) as school:
        settings = school.settings
        clock = school_clock(settings, school.clock)
        vitals = Vitals(clock)
        api = VkApi(school.vk.token, school.vk.api_url, vitals.heard)
        messenger = VkMessenger(api, school.vk.group_id, settings.zone, clock, print, wait=5)
        systemd = told_of(manager)
        app = build(settings, messenger, clock, vitals=vitals, systemd=systemd, beat=0.05)

        running = asyncio.create_task(app.run())
        await school.until(lambda: vitals.answered_at, seconds=20)
        await asyncio.sleep(0.2)
        alive = heard(manager)
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await messenger.close()

    assert alive == ["READY=1", "WATCHDOG=1"]
    assert heard(manager) == ["STOPPING=1"]
