"""The chain by itself: no mutation of its rows goes unseen, and a head shows what it cannot."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.chain import CHAINED, COLUMNS, FIRST, TOLD, Chain, Head, chain_hash
from storage.tables import journal

OURS = 5


def _chain(rows=6, community=OURS, **others):
    """Rows as the journal writes them, each a little different."""
    made, previous = [], FIRST
    for seq in range(1, rows + 1):
        row = dict.fromkeys(CHAINED) | {"seq": seq, "at": f"2026-09-0{seq}T12:00:00"}
        row |= {"actor": "bot", "action": "warning", "chat": 9, "target": seq % 2, "reason": ""}
        row |= {"prev_hash": previous} | others
        previous = row["hash"] = chain_hash(previous, row, community)
        made.append(row)
    return made


def _fault(rows, community=OURS):
    chain = Chain(community)
    return next(filter(None, map(chain.follow, rows)), None)


WHOLE = _chain()
PLACES = range(len(WHOLE))
VALUES = st.none() | st.integers(-2, 9) | st.text(max_size=3) | st.sampled_from([FIRST, "bot"])


def _changed(draw, rows):
    place, column = draw(st.integers(0, len(rows) - 1)), draw(st.sampled_from(COLUMNS))
    rows[place][column] = draw(VALUES)


def _removed(draw, rows):
    del rows[draw(st.integers(0, len(rows) - 1))]


def _inserted(draw, rows):
    copied = deepcopy(draw(st.sampled_from(rows)))
    rows.insert(draw(st.integers(0, len(rows))), copied)


def _swapped(draw, rows):
    one, other = draw(st.integers(0, len(rows) - 1)), draw(st.integers(0, len(rows) - 1))
    rows[one], rows[other] = rows[other], rows[one]


def _renumbered(draw, rows):
    for seq, row in enumerate(rows, start=1):
        row["seq"] = seq


@st.composite
def tampered(draw):
    rows = deepcopy(WHOLE)
    for deed in draw(
        st.lists(
            st.sampled_from([_changed, _removed, _inserted, _swapped, _renumbered]),
            min_size=1,
            max_size=4,
        )
    ):
        if rows:
            deed(draw, rows)
    return rows


def test_every_column_of_the_table_is_in_the_chain():
    assert {column.name for column in journal.columns} == {"community", *COLUMNS}


@given(tampered())
def test_whatever_is_done_to_the_rows_shows_unless_only_the_end_is_cut_off(rows):
    is_a_beginning = rows == WHOLE[: len(rows)]

    assert (_fault(rows) is None) == is_a_beginning


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("place", PLACES)
def test_a_change_is_found_at_its_own_row_whatever_column_it_is_in(place, column):
    for value in (None, "", "иначе", 0, 77, True):
        rows = deepcopy(WHOLE)
        if rows[place][column] == value and type(rows[place][column]) is type(value):
            continue
        rows[place][column] = value

        fault = _fault(rows)

        assert fault is not None, value
        assert fault.seq == (value if column == "seq" else place + 1)


@pytest.mark.parametrize("place", PLACES)
def test_a_change_with_a_new_hash_of_its_own_is_found_at_the_next_row(place):
    rows = deepcopy(WHOLE)
    rows[place]["reason"] = "иначе"
    rows[place]["hash"] = chain_hash(rows[place]["prev_hash"], rows[place], OURS)

    fault = _fault(rows)

    assert (fault.seq if fault else None) == (place + 2 if place < len(rows) - 1 else None)


def test_the_chain_of_one_community_is_none_of_another():
    assert _fault(WHOLE, community=OURS + 1) is not None


@pytest.mark.parametrize("kept", range(len(WHOLE)))
def test_a_cut_end_shows_against_a_head_that_was_told(kept):
    told = Head.parse(Head(len(WHOLE), WHOLE[-1]["hash"]).digest)

    cut = WHOLE[:kept]

    assert _fault(cut) is None, "the rows that are left are a chain"
    assert not any(map(told.is_of, cut))


def test_a_rewritten_chain_shows_against_a_head_that_was_told():
    told = Head.parse(Head(4, WHOLE[3]["hash"]).digest)

    rewritten = _chain(reason="иначе")

    assert _fault(rewritten) is None, "every hash of it is right"
    assert not any(map(told.is_of, rewritten))
    assert [row["seq"] for row in WHOLE if told.is_of(row)] == [4]


@given(st.integers(0, 10**17), st.text("0123456789abcdef", min_size=64, max_size=64))
def test_a_digest_is_read_as_it_was_told(seq, digits):
    head = Head.parse(f" {Head(seq, digits).digest.upper()} ")

    assert head.is_of({"seq": seq, "hash": digits})
    assert not head.is_of({"seq": seq + 1, "hash": digits})
    assert Head.parse(f"{seq}-{digits}").hash == digits


@pytest.mark.parametrize(
    "words", ["", "12", "12-", f"12-{'a' * (TOLD - 1)}", f"-{'a' * 32}", "٣-٣"]
)
def test_less_than_a_digest_is_none(words):
    with pytest.raises(ValueError, match="first digits"):
        Head.parse(words)
