"""A sieve in front of a regular expression changes nothing of what it finds."""

import pkgutil
import re
from importlib import import_module

import pytest
from hypothesis import given
from hypothesis import strategies as st

import rules.language
from benchmarks import hostile
from rules.language.sieve import Sifted, wider

MODULES = pkgutil.walk_packages(rules.language.__path__, "rules.language.")
OURS = [
    value
    for module in MODULES
    for value in vars(import_module(module.name)).values()
    if isinstance(value, Sifted)
]
TEXTS = [text[:800] for _, text in hostile.messages(1)]
PATTERNS = [
    r"(?<![а-я])кот(?!ик)\b",
    r"(?<!\w)кот\s\d+$",
    r"[^\W\d_]+(?=,)|[\s\d]{2}",
    r"(?:к(?!(?:о|а))|[^\s)(]т)+",
    r"\(кот\)|[])]о",
    r"(?i:ко)т|ё[^\d]?$",
]


@pytest.mark.parametrize("pattern", PATTERNS)
@given(st.text(alphabet="котиКО 1\u0661,()]_\xa0\u2003\x85\nё\ud800", max_size=12))
def test_what_is_found_is_found_behind_the_sieve(pattern, text):
    found = re.search(pattern, text)

    sifted = Sifted(pattern).search(text)

    assert (sifted and sifted.span()) == (found and found.span())


def test_our_own_patterns_find_the_same_behind_their_sieves():
    differing = [
        one.pattern.pattern
        for one in OURS
        for text in TEXTS
        if [m.span() for m in one.finditer(text)] != [m.span() for m in one.pattern.finditer(text)]
    ]

    assert len(OURS) > 10
    assert differing == []


def test_look_arounds_fall_away():
    assert wider(re.compile(r"(?<=[)(])кот(?![\])])\d")) == r"кот\pN"
