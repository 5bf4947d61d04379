"""`dezhurny classify`: a line in, a line out, at once."""

import asyncio
import json
import sys

import pytest

pytestmark = pytest.mark.slow


async def _classify(*words):
    return await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot",
        "classify",
        *words,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )


async def test_each_line_is_answered_before_the_next_is_given():
    process = await _classify()
    assert process.stdin is not None
    assert process.stdout is not None
    answers = []
    for line in ("ты мразь", "Добрый день!", ""):
        process.stdin.write(f"{line}\n".encode())
        answers.append(json.loads(await asyncio.wait_for(process.stdout.readline(), 20)))
    process.stdin.close()

    assert await process.wait() == 0
    found = [v for v in answers[0]["violations"] if v["rule"] == "profanity"]
    assert found == [{"rule": "profanity", "clause": "3.3.4", "certain": True, "fragment": "мразь"}]
    assert answers[1:] == [{"violations": []}, {"violations": []}]


async def test_bytes_that_are_no_utf8_are_read_as_far_as_they_go():
    process = await _classify()

    said, _ = await process.communicate(b"\xff\xfe\n" + "ты мразь".encode())

    assert process.returncode == 0
    assert len(said.splitlines()) == 2


async def test_a_person_is_told_why_and_why_not():
    process = await _classify("--explain")

    said, _ = await process.communicate("ты мразь\nподстрахуй меня\n".encode())

    told = said.decode()
    assert "✗ profanity: п. 3.3 (4), точно — «мразь»" in told
    assert "~ profanity:" in told
