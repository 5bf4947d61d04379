"""`kill -9` at random moments under random faults: nothing is lost, and nothing is done twice.

The short form of `python -m benchmarks.chaos`, with the same checker.
"""

import os
import random

import pytest

from benchmarks.chaos.lives import Nursery
from benchmarks.chaos.trial import Trial
from tests import databases

KILLS = int(os.environ.get("KILLS", "20"))
LEAST = {"messages": 60, "breaches": 20, "deletions": 10, "cases": 15, "journal rows": 80}


@pytest.mark.slow
@pytest.mark.both_stores
async def test_twenty_kills_in_a_row_lose_nothing_and_repeat_nothing(tmp_path, store):
    seed = int(os.environ.get("SEED", random.randrange(10**6)))
    print(f"seed {seed}, {store}")  # noqa: T201 - pytest shows it when the test fails
    async with Nursery() as nursery:
        trial = Trial(seed, tmp_path, await databases.new(tmp_path), nursery)
        outcome = await trial.run(KILLS)

    assert outcome.findings == ()
    assert outcome.kills == KILLS
    scarce = {what: outcome.figures[what] for what, n in LEAST.items() if outcome.figures[what] < n}
    assert scarce == {}, "there was too little that could have gone wrong"
