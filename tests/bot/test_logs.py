"""The program's own log tells nobody what was written in a chat, nor the key to VK."""

import ast
import asyncio
import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest
import structlog

from bot.logs import (
    HIDDEN,
    KNOWN,
    set_up,
    without_exception_words,
    without_secrets,
    without_words,
)
from bot.sandbox import SandboxVK
from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.process import running, stop, write_config
from tests.bot.running import a_school

ROOT = Path(__file__).resolve().parents[2]
MET = "the program fell"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}
TOKEN = "vk1.a." + "Ab-_9" * 16


def through(**event):
    for processor in (without_exception_words, without_words, without_secrets):
        event = dict(processor(None, "", event))
    return event


@pytest.mark.parametrize(
    "name", ["text", "words", "message", "fragment", "payload", "name", "title", "anything"]
)
def test_a_value_under_a_name_that_is_not_known_is_refused(name):
    assert through(event="x", **{name: "какая же ты мразь"}) == {"event": "x", name: HIDDEN}


@pytest.mark.parametrize("value", [{"text": "слово"}, ["слово"], ("слово",), b"raw", object()])
def test_a_value_that_is_not_plain_is_told_by_its_kind_alone(value):
    assert through(event="x", reason=value)["reason"] == f"<{type(value).__name__}>"


def test_numbers_and_short_words_of_ours_pass():
    event = {"event": "a chore failed", "chore": "Retention", "seconds": 1.5, "chat": 2_000_000_001}

    assert through(**event) == event


@pytest.mark.parametrize(
    "line",
    [
        f"token {TOKEN}",
        f"https://api.vk.ru/method/x?access_token={TOKEN}&v=5.199",
        "the old form: " + "0a" * 42 + "f",
        "https://lp.vk.ru/wh1?act=a_check&key=abcdef0123&ts=1",
        "postgresql://dezhurny:s3cret@database/dezhurny",
    ],
)
def test_a_key_or_password_is_cut_out_of_any_line(line):
    said = through(event=line, why=line)

    for secret in (TOKEN, "0a0a", "abcdef0123", "s3cret"):
        assert secret not in str(said)
    assert HIDDEN in said["event"]


def test_an_exception_is_told_without_its_words():
    try:
        raise ValueError("какая же ты мразь")
    except ValueError:
        said = through(event="x", exc_info=sys.exc_info())

    assert said["exception"].startswith("ValueError at ")
    assert "мразь" not in str(said)


FALLS = """
import logging, sys
from bot.logs import set_up
set_up("debug", "json")
said = sys.stdin.read()
logging.getLogger("asyncio").error("Task exception was never retrieved, %r" % ValueError(said))
logging.getLogger("any").error("template of %s", said)
logging.getLogger("any").warning("{} \\n {}".format(said, said))
raise RuntimeError(said) from ValueError(said)
"""


def test_what_other_libraries_say_and_a_fall_are_told_without_their_words():
    done = subprocess.run(
        [sys.executable, "-c", FALLS], input="клубника", capture_output=True, text=True, check=False
    )

    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert done.returncode == 1
    assert [line["event"].split(":")[0] for line in lines] == ["asyncio", "any", "any", MET]
    assert lines[1]["event"] == "any: template of %s"
    assert lines[3]["exception"].startswith("RuntimeError from ValueError at <string>:")
    assert "клубника" not in done.stderr


@pytest.fixture
def every_logger():
    """All loggers of all libraries at their most talkative, as nobody would set them."""
    before = {
        name: (one.level, one.disabled)
        for name in ("", *logging.root.manager.loggerDict)
        for one in (logging.getLogger(name),)
    }
    yield before
    for name, (level, disabled) in before.items():
        logging.getLogger(name).setLevel(level)
        logging.getLogger(name).disabled = disabled


async def test_with_every_library_at_its_most_talkative_no_word_is_said(
    tmp_path, capsys, monkeypatch, every_logger
):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(logging.root, "handlers", list(logging.root.handlers))
    set_up("debug", "json")
    for name in every_logger:
        logging.getLogger(name).setLevel(logging.DEBUG)
    asyncio.get_running_loop().set_debug(True)
    try:
        async with a_school(tmp_path) as school, school.bot() as app:
            school.world.allow_private(school.anna)
            school.say("какая же ты мразь, клубника")
            school.world.write_private(school.anna, "/обжаловать 1 малина")
            await school.settle(app)
    finally:
        asyncio.get_running_loop().set_debug(False)
        structlog.reset_defaults()

    said = capsys.readouterr().err
    talkative = {"sqlalchemy"} | {"aiosqlite"} & {app.memory.engine.driver}
    assert talkative <= set(re.findall(r'"event": ?"(\w+)', said))
    for word in ("мразь", "клубника", "малина", "Белова", "5А родители", school.vk.token):
        assert word not in said, word


def log_calls():
    for folder in ("bot", "storage", "rules"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if (
                    isinstance(node, ast.Call)
                    and isinstance(node.func, ast.Attribute)
                    and node.func.attr in LEVELS
                    and isinstance(node.func.value, ast.Name)
                    and node.func.value.id == "log"
                ):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node


def test_every_line_of_the_program_is_fixed_words_and_known_names():
    calls = list(log_calls())

    strange = [
        place
        for place, call in calls
        if len(call.args) != 1
        or not isinstance(call.args[0], ast.Constant)
        or not {keyword.arg for keyword in call.keywords} <= KNOWN
    ]
    assert len(calls) > 20
    assert strange == []


SAID = ("мразь", "клубника", "брусника", "черника", "ежевика", "малина", "крыжовник")


@pytest.mark.slow
async def test_a_whole_day_at_the_highest_level_says_no_word_no_name_and_no_key(tmp_path):
    plan = FaultPlan(
        [
            Fault("error", "messages.send", code=10, times=1),
            Fault("item", "messages.delete", code=15, times=1),
            Fault("bad_gateway", "messages.getConversationMembers", times=1),
            Fault("garbage", "longpoll", skip=3, times=1),
        ]
    )
    async with SandboxVK(faults=plan) as vk:
        world = vk.world
        teacher = world.add_user("Мария", "Иванова", 1)
        anna = world.add_user("Земляника", "Белова", 1)
        chat = world.add_chat("Смородина", admins=[teacher], members=[anna])
        for person in (teacher, anna):
            world.allow_private(person)
        config, log = write_config(tmp_path, vk), tmp_path / "log"
        async with running(config, log) as bot:
            await until(lambda: len(world.calls("groups.getLongPollServer")) > 1)
            world.write(chat, anna, "какая же ты мразь, клубника")
            edited = world.write(chat, anna, "брусника")
            world.edit(chat, edited, "какая же ты мразь, брусника")
            world.push_update({"type": "message_new", "object": {"message": {"text": "черника"}}})
            world.push_update({"type": "message_new", "object": "ежевика"})
            world.write(chat, anna, "/пожаловаться малина")
            world.write_private(anna, "/обжаловать 1 малина")
            world.write_private(anna, "/нетакойкоманды крыжовник")
            world.write_private(teacher, "/проверить какая же ты мразь, крыжовник")
            await until(lambda: len(vk.world.deleted(chat)) and world.private(teacher)[1:])
            await asyncio.sleep(2)
            assert await stop(bot, seconds=30) == 0

    said = log.read_text(encoding="utf-8")
    lines = [json.loads(line) for line in said.splitlines() if line.startswith("{")]
    assert {line["level"] for line in lines} >= {"info", "warning"}
    for word in (*SAID, "Земляника", "Смородина", vk.token, "access_token"):
        assert not re.search(re.escape(word), said, re.IGNORECASE), word


async def until(true, seconds=40.0):
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110 - another process has no events to wait for
            await asyncio.sleep(0.05)
