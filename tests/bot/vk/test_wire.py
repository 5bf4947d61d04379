"""One member's odd signs stop no batch of updates, and everything that came can be set aside."""

import json

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.events import as_kept
from bot.vk.wire import from_json


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (b'{"ts":"1","updates":["a"]}', {"ts": "1", "updates": ["a"]}),
        (b'["\\ud83d\\ude00", "\\ud83d"]', ["😀", "?"]),
        (b'["\\udc00x"]', ["?x"]),
        (b'["\xed\xa0\xbd"]', ["\ufffd\ufffd\ufffd"]),
        (b'["\xff"]', ["\ufffd"]),
    ],
)
def test_half_a_sign_spoils_itself_alone(answer, told):
    assert from_json(answer) == told


@pytest.mark.parametrize("answer", [b"", b"{", b"<html>", b"NaN", b"[" * 5000 + b"]" * 5000])
def test_what_is_no_json_is_refused(answer):
    with pytest.raises(ValueError, match=r"nested|column|unexpected"):
        from_json(answer)


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(exclude_categories=[])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=8,
)


@given(json_values)
def test_whatever_json_says_is_read_and_can_be_kept(value):
    read = from_json(json.dumps(value).encode())

    assert json.loads(as_kept(read)) == read or isinstance(read, float)


def test_an_update_deeper_than_the_writer_goes_is_kept_all_the_same():
    deep = orjson.loads(b"[" * 900 + b"]" * 900)

    assert as_kept(deep)
    assert as_kept({1, 2}) == b'"{1, 2}"'
    assert as_kept("\ud83d") == b'"\\ud83d"'
