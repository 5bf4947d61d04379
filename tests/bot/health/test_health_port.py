"""`/healthz` and `/metrics` of the running bot, asked over HTTP."""

import json
import re
import socket
import sqlite3
from datetime import timedelta

import aiohttp
import pytest

from bot.sandbox.fault_plan import Fault, FaultPlan
from tests.bot.running import BAD, CLEAN, a_school


@pytest.fixture
def port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


async def asked(port, page):
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}{page}") as answer,
    ):
        return answer.status, await answer.text()


async def health(port):
    status, body = await asked(port, "/healthz")
    return status, json.loads(body)


def figure(metrics, line):
    found = re.search(rf"^{re.escape(line)} (\S+)$", metrics, re.MULTILINE)
    return float(found[1]) if found else None


async def heard_of_vk(school, app):
    await school.until(lambda: app.vitals.answered_at and app.vitals.written_at)


async def test_a_bot_at_work_is_healthy_and_names_nobody(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        status, told = await health(port)

        assert status == 200, told
        assert told["ok"]
        assert told["chats"] == {"moderated": 1, "without_rights": 0, "unknown": 0}
        for private in ("Анна", "мразь", "5А", str(school.anna.id), school.vk.token):
            assert private not in json.dumps(told, ensure_ascii=False)


async def test_the_port_is_closed_unless_the_configuration_names_one(tmp_path, port):
    async with a_school(tmp_path) as school, school.bot():
        with pytest.raises(aiohttp.ClientConnectorError):
            await asked(port, "/healthz")


async def test_a_port_that_is_taken_stops_no_bot(tmp_path, port):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
            said = school.say(BAD)
            await school.settle(app)

            assert said.cmid in school.deleted()
            assert app.vitals.trouble
            assert app.vitals.trouble.where == "health"


async def test_a_vk_that_no_longer_answers_is_503(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        await heard_of_vk(school, app)
        school.clock.rate = 0  # no probe falls between the two looks
        school.clock.advance(timedelta(minutes=3))
        app.vitals.written()
        status, told = await health(port)

        assert status == 503
        assert told["checks"] == {"vk": False, "database": True, "outbox": True, "loops": True}


async def test_a_database_in_which_nothing_can_be_written_is_503_until_it_can(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        with sqlite3.connect(school.database) as broken:
            for deed in ("UPDATE", "INSERT"):
                full = "BEGIN SELECT RAISE(FAIL, 'database or disk is full'); END"
                broken.execute(f"CREATE TRIGGER no_{deed} BEFORE {deed} ON routines {full}")
        app.pulse._probed = float("-inf")
        await school.until(lambda: app.vitals.unwritable)
        status, told = await health(port)
        with sqlite3.connect(school.database) as mended:
            mended.execute("DROP TRIGGER no_UPDATE")
            mended.execute("DROP TRIGGER no_INSERT")
        app.pulse._probed = float("-inf")
        await school.until(lambda: not app.vitals.unwritable)

        assert status == 503
        assert told["database"]["problem"] == "на диске нет места для базы данных"
        assert (await health(port))[0] == 200


async def test_the_metrics_count_updates_violations_acts_and_time(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        _, metrics = await asked(port, "/metrics")

        assert figure(metrics, 'dezhurny_updates_total{kind="written"}') >= 1
        violation = 'dezhurny_violations_total{certainty="certain",clause="3.3.4"}'
        assert figure(metrics, violation) == 1
        assert figure(metrics, 'dezhurny_acts_total{kind="delete",outcome="done"}') == 1
        assert figure(metrics, "dezhurny_handling_seconds_count") >= 1
        assert figure(metrics, "dezhurny_outbox_waiting") == 0
        assert figure(metrics, "dezhurny_chats_moderated") == 1
        assert figure(metrics, "dezhurny_up") == 1


async def test_no_label_or_line_of_the_metrics_names_a_person_or_a_chat(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        school.say(BAD)
        await school.settle(app)
        _, metrics = await asked(port, "/metrics")

        labels = set(re.findall(r'(\w+)="', metrics))
        assert labels == {"kind", "clause", "certainty", "outcome", "le"}
        for private in ("Анна", "мразь", "5А", str(school.chat.peer_id), school.vk.token):
            assert private not in metrics


async def test_what_vk_refuses_is_counted_by_code(tmp_path, port):
    plan = FaultPlan([Fault("item", "messages.delete", code=15, times=1)])
    async with a_school(tmp_path, faults=plan, health={"port": port}) as school:
        async with school.bot() as app:
            school.say(BAD)
            await school.settle(app)
            _, metrics = await asked(port, "/metrics")

        assert figure(metrics, 'dezhurny_vk_errors_total{code="15"}') == 1
        assert figure(metrics, 'dezhurny_acts_total{kind="delete",outcome="refused"}') == 1


async def test_what_vk_lost_is_counted(tmp_path, port):
    async with a_school(tmp_path, health={"port": port}) as school, school.bot() as app:
        school.say(CLEAN)
        await school.settle(app)
        school.say(CLEAN)
        school.world.community.log.lose_information()
        await school.until(lambda: app.vitals.gaps)
        _, told = await health(port)

        assert told["gaps"]["count"] == 1
        assert told["gaps"]["last_at"]
