"""What reading a list in would add and change."""

from dataclasses import replace

from bot.roster.comparison import compared
from storage.roster import Capacity, Listed

PETYA = Listed(name="Иванов Пётр", capacity=Capacity.PUPIL, member=11, form="5А")
OLGA = Listed(
    name="Иванова Ольга", capacity=Capacity.PARENT, member=12, form="5А", pupil="Иванов Петр"
)
KEPT = (replace(PETYA, id=1), replace(OLGA, id=2))


def test_the_first_list_is_all_new():
    found = compared((PETYA, OLGA), ())

    assert (found.added, found.changed, found.absent) == ((PETYA, OLGA), (), ())


def test_the_same_list_changes_nothing():
    found = compared((PETYA, OLGA), KEPT)

    assert found.is_empty
    assert found.same == 2


def test_a_pupil_who_went_up_a_class_is_changed():
    found = compared((replace(PETYA, form="6А"),), KEPT)

    (petya,) = found.changed
    assert (petya.id, petya.form) == (1, "6А")
    assert found.absent == (KEPT[1],)


def test_a_name_that_was_spelt_otherwise_stays_the_same_person():
    found = compared((replace(PETYA, name="Иванов Пётр Ильич"),), KEPT)

    assert [line.id for line in found.changed] == [1]


def test_a_list_without_links_takes_none_away():
    found = compared((replace(PETYA, member=None),), KEPT)

    assert found.is_empty


def test_a_link_that_was_missing_is_filled_in():
    found = compared((PETYA,), (replace(PETYA, id=1, member=None),))

    assert found.changed == (replace(PETYA, id=1),)


def test_a_namesake_in_another_class_is_another_person():
    other = replace(PETYA, form="9В", member=15)

    found = compared((PETYA, other), KEPT)

    assert found.added == (other,)


def test_a_parent_whose_pupil_stands_nowhere_is_told():
    lost = replace(OLGA, pupil="Сидоров Иван")

    assert compared((PETYA, lost), ()).parentless == (lost,)
    assert compared((OLGA,), (KEPT[0],)).parentless == ()
