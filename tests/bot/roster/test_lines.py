"""The school's list as tables really come: headings, spellings, errors by row."""

import io
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.errors import DezhurnyError
from bot.roster.lines import fold, form_of, reading_of
from bot.roster.links import Link, link_of
from bot.roster.sheet import Row, read
from storage.roster import Capacity

HEADINGS = ("ФИО", "Класс", "Роль", "Ссылка VK", "Чей родитель")
PETYA = ("Иванов Пётр", "5 «А»", "ученик", "vk.com/id11", "")
OLGA = ("Иванова Ольга", "", "мама", "@olga_iv", "Иванов Петр")


def _rows(*cells, headings=HEADINGS):
    return [Row(n, tuple(row)) for n, row in enumerate((headings, *cells), 1)]


def test_a_pupil_and_his_mother_are_read():
    reading = reading_of(_rows(PETYA, OLGA))

    petya, olga = reading.lines
    assert reading.faults == ()
    assert (petya.line.name, petya.line.form, petya.line.member) == ("Иванов Пётр", "5А", 11)
    assert petya.line.capacity is Capacity.PUPIL
    assert (olga.line.capacity, olga.line.pupil) == (Capacity.PARENT, "Иванов Петр")
    assert olga.line.form == "5А"
    assert reading.names == {"olga_iv"}


@pytest.mark.parametrize(
    "headings",
    [
        ("Фамилия, имя, отчество", "Класс", "Роль", "Страница ВК", "Ребёнок"),
        ("Ф.И.О.", "Группа", "Кто это", "Профиль VK", "ФИО ребенка"),
        ("ИМЯ", "кл.", "Должность", "id ВК", "Чей родитель?"),
    ],
)
def test_headings_are_known_in_many_spellings(headings):
    reading = reading_of(_rows(PETYA, OLGA, headings=headings))

    assert len(reading.lines) == 2


def test_a_title_may_stand_above_the_headings():
    title = Row(1, ("Список школы №5", "", "", "", ""))
    rows = [Row(row.number + 2, row.cells) for row in _rows(PETYA)]

    reading = reading_of([title, *rows])

    assert [one.row for one in reading.lines] == [4]


def test_a_parent_of_two_stands_on_two_lines():
    both = ("Иванова Ольга", "", "", "id12", "Иванов Пётр; Иванова Маша")

    reading = reading_of(_rows(both))

    assert [one.line.pupil for one in reading.lines] == ["Иванов Пётр", "Иванова Маша"]
    assert {one.line.member for one in reading.lines} == {12}


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        (("", "5А", "ученик", "id1", ""), "нет ФИО"),
        (("123", "5А", "ученик", "id1", ""), "ФИО непонятно"),
        (("Иванов Пётр", "", "ученик", "id1", ""), "не указан класс"),
        (("Иванов Пётр", "5А", "космонавт", "id1", ""), "роль «космонавт» непонятна"),
        (("Иванов Пётр", "5А", "", "id1", ""), "не указана роль"),
        (("Иванова Ольга", "", "мама", "id1", ""), "чей он родитель"),
        (("Иванов Пётр", "5А", "ученик", "id1", "Иванов Иван"), "не у родителя"),
        (("Иванов Пётр", "5А", "ученик", "vk.com/club5", ""), "сообщество"),
        (("Иванов Пётр", "5А", "ученик", "спросить у мамы", ""), "ссылка непонятна"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(cells, problem):
    reading = reading_of(_rows(PETYA, cells))

    (fault,) = reading.faults
    assert fault.row == 3
    assert problem in str(fault)
    assert str(fault).startswith("строка 3: ")


def test_one_profile_belongs_to_one_name():
    other = ("Петров Иван", "5А", "ученик", "https://m.vk.com/id11?from=x", "")

    reading = reading_of(_rows(PETYA, other))

    assert "строке 2" in str(reading.faults[0])


def test_a_repeated_line_counts_once():
    assert len(reading_of(_rows(PETYA, PETYA)).lines) == 1


@pytest.mark.parametrize("headings", [("а", "б"), ("ФИО", "Класс"), ("ФИО", "ФИО", "Ссылка VK")])
def test_a_table_without_the_columns_is_refused_in_words(headings):
    with pytest.raises(DezhurnyError, match="столб"):
        reading_of(_rows(("1", "2"), headings=headings))


def test_an_empty_table_is_refused_in_words():
    with pytest.raises(DezhurnyError, match="названиями"):
        reading_of([])


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("", None),
        ("vk.com/id1", Link(1)),
        ("https://vk.com/id1", Link(1)),
        ("http://m.vk.ru/id1/?z=1", Link(1)),
        ("id1", Link(1)),
        ("1", Link(1)),
        ("1.0", Link(1)),
        ("@id1", Link(1)),
        ("[id1|Анна]", Link(1)),
        ("@Anna.B", Link(name="anna.b")),
        ("vk.com/anna_b", Link(name="anna_b")),
    ],
)
def test_a_link_is_known_in_many_spellings(text, link):
    assert link_of(text) == link


@given(st.text())
def test_no_link_makes_the_reader_raise_anything_else(text):
    with suppress(ValueError):
        link = link_of(text)

        assert link is None or link.member or link.name


@given(st.lists(st.tuples(*[st.text(max_size=12)] * 5), max_size=8, unique=True))
def test_no_table_makes_the_reader_raise(rows):
    reading = reading_of(_rows(*rows))

    told = {one.row for one in reading.lines} | {fault.row for fault in reading.faults}
    assert told <= set(range(2, len(rows) + 2))
    assert len(told) == len(rows)


@pytest.mark.parametrize(
    ("text", "form"),
    [("5а", "5А"), ("5 «Б» класс", "5Б"), ("11-В", "11В"), ("5A", "5А"), ("Кружок", "Кружок")],
)
def test_a_class_is_written_one_way(text, form):
    assert form_of(text) == form


def test_names_are_compared_without_yo_and_case():
    assert fold("ИВАНОВ  Пётр") == fold("Иванов петр")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_a_csv_of_any_common_kind_is_read(tmp_path, encoding, delimiter):
    file = tmp_path / "список.csv"
    lines = [delimiter.join(cells) for cells in (HEADINGS, PETYA, OLGA)]
    file.write_bytes("\r\n".join(lines).encode(encoding))

    reading = reading_of(read(file))

    assert [one.row for one in reading.lines] == [2, 3]


def test_an_xlsx_is_read_with_the_links_behind_its_cells(tmp_path):
    book, file = Workbook(), tmp_path / "список.xlsx"
    book.active.append(HEADINGS)
    book.active.append(["Иванов Пётр", "5А", "ученик", "Пётр", ""])
    book.active.append(["Иванова Ольга", None, "мама", 12, "Иванов Пётр"])
    book.active["D2"].hyperlink = "https://vk.com/id11"
    book.save(file)

    reading = reading_of(read(file))

    assert reading.faults == ()
    assert [one.line.member for one in reading.lines] == [11, 12]


def _broken_xlsx() -> bytes:
    book, buffer = Workbook(), io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()[:-200]


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", _broken_xlsx()),
        ("b.xlsx", b"PK\x03\x04 nothing"),
        ("c.xls", b"\xd0\xcf\x11\xe0 old"),
        ("d.csv", b"\xff\xfe\x00\x98\x00"),
        ("e.csv", b""),
    ],
)
def test_what_is_no_table_is_refused_in_words(tmp_path, name, content):
    file = tmp_path / name
    file.write_bytes(content)

    with pytest.raises(DezhurnyError) as refusal:
        reading_of(read(file))

    assert str(refusal.value).endswith(".")


def test_a_file_that_is_not_there_is_a_sentence(tmp_path):
    with pytest.raises(DezhurnyError, match="не прочитать"):
        read(tmp_path / "нет.csv")
    with pytest.raises(DezhurnyError, match="папка"):
        read(tmp_path)
