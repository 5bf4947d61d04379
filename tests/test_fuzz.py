"""A little of `python -m benchmarks.fuzz`: what strangers write breaks nothing that reads it."""

import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fuzz import NAMES
from benchmarks.fuzz.mutation import mutated
from benchmarks.fuzz.seeds import CONFIGS, HISTORIES, ROSTERS
from benchmarks.fuzz.targets import TARGETS


def run(name, data):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl says what it leaves out of a strange workbook
        TARGETS[name].run(data)


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=150)
@given(chance=st.randoms(use_true_random=False))
def test_no_known_input_made_strange_breaks_its_reader(name, chance):
    seeds = TARGETS[name].seeds

    run(name, mutated(chance.choice(seeds), seeds, chance))


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60)
@given(st.binary() | st.text(st.characters(codec="utf-8")).map(str.encode))
def test_no_bytes_at_all_break_a_reader(name, data):
    run(name, data)


LISTS = b"[" * 1020 + b"]" * 1020
ODD_CHAT = b'{"items":[],"conversations":[{"peer":{"id":[1]},"chat_settings":{"title":"a"}}]}'
PAGE = HISTORIES[3].decode()
MOMENT = "2 фев 2020 в 22:46:22"
FOUND = {
    "the first moment there is": ("archive", PAGE.replace(MOMENT, "1 янв 0001 в 00:00").encode()),
    "the last moment there is": ("archive", PAGE.replace(MOMENT, "31 дек 9999 в 23:59").encode()),
    "a sign of 5000 digits": ("archive", PAGE.replace("&lt;", f"&#{'9' * 5000};").encode()),
    "lists in lists": ("archive", b'{"items":' + LISTS + b"}"),
    "lists in lists alone": ("archive", LISTS),
    "a chat with a list for a number": ("archive", ODD_CHAT),
    "a part's name that is no UTF-8": (
        "archive",
        HISTORIES[4].replace("сообщения".encode(), b"\xba" * 18),
    ),
    "a workbook without sheets": ("roster", ROSTERS[2].replace(b"sheet1", b"sheet2")),
    "a number of 5000 digits": ("config", CONFIGS[0] + b"a = " + b"9" * 5000),
    "brackets without an end": ("config", CONFIGS[0] + b"a = " + b"[" * 5000),
    "a plan that is a number": ("plan", b"fault = 5\nseed = []"),
}


@pytest.mark.parametrize("what", FOUND)
def test_what_once_broke_a_reader_breaks_it_no_more(what):
    name, data = FOUND[what]

    assert run(name, data) is None


def test_the_seeds_are_understood():
    for name, target in TARGETS.items():
        for seed in target.seeds:
            run(name, seed)
    assert set(TARGETS) == set(NAMES)
