"""Who leaves with whom (2.9), and who still belongs to the school."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.roster.families import forms_in, leavings
from rules.regulation.policy import ChatKind
from storage.roster import Capacity, Listed

PETYA = Listed(id=1, name="Иванов Пётр", capacity=Capacity.PUPIL, member=11, form="5А")
OLGA = Listed(
    id=2,
    name="Иванова Ольга",
    capacity=Capacity.PARENT,
    member=12,
    form="5А",
    pupil="Иванов Петр",
)
IVAN = replace(OLGA, id=3, name="Иванов Иван", member=13, form="")
MASHA = Listed(id=4, name="Иванова Маша", capacity=Capacity.PUPIL, form="3Б")
OLGA_OF_MASHA = replace(OLGA, id=5, form="3Б", pupil="Иванова Маша")
TEACHER = Listed(id=6, name="Ким Анна", capacity=Capacity.STAFF, member=14)
NAMESAKE = replace(PETYA, id=7, member=15, form="9В")
NAMESAKES_MOTHER = replace(OLGA, id=8, name="Петрова Инна", member=16, form="9В")
ALL = (PETYA, OLGA, IVAN, TEACHER, NAMESAKE, NAMESAKES_MOTHER)


def _members(leaving):
    return {person.member for person in leaving.people}


def test_a_pupil_leaves_with_his_parents_and_with_nobody_elses():
    (leaving,) = leavings(11, ALL)

    assert _members(leaving) == {11, 12, 13}
    assert leaving.lines == (1, 2, 3)
    assert all(person.goes_from("Весь лицей", ChatKind.OTHER) for person in leaving.people)


def test_an_employee_leaves_alone():
    (leaving,) = leavings(14, ALL)

    assert (_members(leaving), leaving.lines) == ({14}, (6,))


def test_one_who_is_not_on_the_list_leaves_alone():
    (leaving,) = leavings(99, ALL)

    assert (_members(leaving), leaving.head, leaving.lines) == ({99}, None, ())


def test_where_the_pupil_is_in_no_chat_his_parent_is_named():
    (leaving,) = leavings(12, (replace(PETYA, member=None), OLGA, IVAN))

    assert leaving.head is not None
    assert leaving.head.name == "Иванов Пётр"
    assert _members(leaving) == {None, 12, 13}


def test_of_a_parent_of_two_it_is_asked_which_child_leaves():
    roster = (PETYA, OLGA, IVAN, MASHA, OLGA_OF_MASHA)

    of_petya, of_masha = leavings(12, roster)

    assert of_petya.head == PETYA
    assert _members(of_masha) == {None, 12}


@pytest.mark.parametrize(
    ("title", "goes"),
    [("5А родители", True), ("3Б родители", False), ("Родители школы", False), ("5А и 3Б", False)],
)
def test_the_mother_of_another_pupil_leaves_only_what_the_leavers_class_has(title, goes):
    (leaving,) = leavings(11, (PETYA, OLGA, MASHA, OLGA_OF_MASHA))

    olga = next(person for person in leaving.people if person.member == 12)
    assert olga.goes_from(title, ChatKind.PARENTS) is goes


def test_a_teacher_whose_child_leaves_stays_everywhere():
    at_work = replace(TEACHER, member=12)

    _, leaving = leavings(12, (PETYA, OLGA, at_work))

    olga = next(person for person in leaving.people if person.member == 12)
    assert not olga.goes_from("5А родители", ChatKind.PARENTS)


@pytest.mark.parametrize(
    ("title", "kind", "goes"),
    [
        ("Учителя", ChatKind.STAFF, True),
        ("7В", ChatKind.CLASS, True),
        ("5А родители", ChatKind.PARENTS, False),
        ("Родители школы", ChatKind.PARENTS, False),
    ],
)
def test_a_teacher_who_resigns_stays_the_parent_that_he_is(title, kind, goes):
    at_work = replace(TEACHER, member=12)

    leaving, _ = leavings(12, (PETYA, OLGA, at_work))

    (person,) = leaving.people
    assert person.goes_from(title, kind) is goes


def test_who_has_left_before_does_not_leave_again():
    gone = replace(OLGA, left_at=datetime(2026, 9, 1, tzinfo=UTC))

    (leaving,) = leavings(11, (PETYA, gone, IVAN))

    assert _members(leaving) == {11, 13}


@pytest.mark.parametrize(
    ("title", "forms"),
    [
        ("5А родители", {"5А"}),
        ("Родители 5 «а» и 5-Б", {"5А", "5Б"}),
        ("5A class", {"5А"}),
        ("11В", {"11В"}),
        ("Школа №5", set()),
        ("Родители 2026", set()),
        ("5 классы", set()),
    ],
)
def test_a_title_names_its_classes(title, forms):
    assert forms_in(title) == forms
