from datetime import timedelta

import pytest

from rules.language.plurals import counted, lasting


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "0 нарушений"),
        (1, "1 нарушение"),
        (2, "2 нарушения"),
        (5, "5 нарушений"),
        (11, "11 нарушений"),
        (14, "14 нарушений"),
        (21, "21 нарушение"),
        (111, "111 нарушений"),
        (122, "122 нарушения"),
    ],
)
def test_a_noun_agrees_with_its_number(number: int, written: str) -> None:
    assert counted(number, "нарушение", "нарушения", "нарушений") == written


@pytest.mark.parametrize(
    ("seconds", "written"),
    [
        (0, "0 секунд"),
        (1, "1 секунду"),
        (30, "30 секунд"),
        (60, "1 минуту"),
        (90, "90 секунд"),
        (600, "10 минут"),
        (3600, "1 час"),
        (7200, "2 часа"),
    ],
)
def test_a_length_of_time_is_told_in_its_largest_whole_unit(seconds: int, written: str) -> None:
    assert lasting(timedelta(seconds=seconds)) == written
