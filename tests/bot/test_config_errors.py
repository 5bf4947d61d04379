"""Every fault of a configuration is one Russian sentence with file, line, key and remedy."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import pytest

from bot.config import load, settings_from
from bot.config.origin import lines_of
from bot.errors import ConfigError, Fault
from rules.regulation.clauses import CLUTTER, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

LEAST = '[vk]\ntoken = "vk1.a.secret"\ngroup_id = 5\n'  # three lines: what a test adds begins at 4


@dataclass(frozen=True, slots=True)
class Picky:
    name: ClassVar[str] = "picky"
    clause: ClassVar[Clause] = CLUTTER

    messages: int = 6

    def __post_init__(self) -> None:
        if self.messages < 0:
            raise ValueError("число сообщений не бывает отрицательным")

    def check(self, message: Message, context: Context) -> Violation | None:
        return None


@pytest.fixture
def refused(tmp_path):
    def refused(text, environ=None, *, least=LEAST):
        path = Path(tmp_path, "config.toml")
        path.write_bytes((least + text).encode() if isinstance(text, str) else text)
        with pytest.raises(ConfigError) as caught:
            load(path, environ or {})
        return str(caught.value).replace(str(path), "config.toml")

    return refused


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[strikes]\nallowed = 'три'", "5: strikes.allowed", "нужно целое число"),
        ("[strikes]\nallowed = 3.5", "5: strikes.allowed", "нужно целое число"),
        ("[strikes]\nallowed = true", "5: strikes.allowed", "нужно число"),
        ("[strikes]\nallowed = 2", "5: strikes.allowed", "более трёх раз (п. 2.6)"),
        ("strikes.allowed = 2", "4: vk.strikes", "такого ключа нет"),
        ("[strikes]\nexpire = 90", "5: strikes.expire", 'напишите, например, "10m"'),
        ("[strikes]\nexpire = '90 попугаев'", "5: strikes.expire", "напишите, например, 30m"),
        ("[incidents]\nwindow = '1mo'", "5: incidents.window", "срок днями"),
        ("[blocks]\nladder = '1d'", "5: blocks.ladder", "нужен список"),
        ("[blocks]\nladder = []", "5: blocks.ladder", "ни одного срока"),
        ("[blocks]\nladder = ['1d', '2mo']", "5: blocks.ladder", "2mo дольше"),
        ("[blocks]\nladder = ['1d', '32d']", "5: blocks.ladder", "п. 2.6"),
        ("[blocks]\nladder = [\n'1d',\n'x',\n]", "5: blocks.ladder", "«x»"),
        ("[blocks]\nenforcement = 'ban'", "5: blocks.enforcement", "restrict, delete, remove"),
        ("[chats]\nmode = 'work'", "5: chats.mode", "enforce, observe"),
        ("[chats.kind.clas]", "4: chats.kind.clas", "class, parents, staff, other"),
        ("[chats.peer.5]", "4: chats.peer.5", "2000000001"),
        ("[chats.peer.2000000001]\ntitel = 'x'", "5: chats.peer.2000000001.titel", "title?"),
        ("[school]\ntimezone = 'Europe/Moskva'", "5: school.timezone", "Europe/Moscow"),
        ("[school]\ntimezone = 'Екатеринбург'", "5: school.timezone", "Asia/Yekaterinburg"),
        ("[school]\ntimezone = '../../etc/passwd'", "5: school.timezone", "пояса нет"),
        ("[school]\ntimezone = ''", "5: school.timezone", "пояса нет"),
        ("[school]\nname = 5", "5: school.name", "возьмите значение в кавычки"),
        ("[school]\nadmins = [1, 'Анна']", "5: school.admins", "нужно целое число"),
        ("[school]\nadmins = [-1]", "5: school.admins", "без минуса"),
        ("[school]\nadmins = 1", "5: school.admins", "в квадратных скобках"),
        ("school = 5", "4: vk.school", "такого ключа нет"),
        ("[storage]\nurl = 'mysql://h/d'", "5: storage.url", "sqlite:///dezhurny.db"),
        ("[storage]\nurl = 'dezhurny.db'", "5: storage.url", "sqlite:///dezhurny.db"),
        ("[storage]\nurl = 'sqlite://a.db'", "5: storage.url", "косой черты"),
        ("[apology]\nautomatic = 'иногда'", "5: apology.automatic", "true или false"),
        ("[rules.quiet_hours]\nstart = 7", "5: rules.quiet_hours.start", "07:00:00"),
        ("[rules.quiet_hours]\nstart = '7 утра'", "5: rules.quiet_hours.start", "07:00:00"),
        ("[rules.quiet_hours]\nstart = '25:00'", "5: rules.quiet_hours.start", "07:00:00"),
        ("[rules.quiet_hours]\nstart = '07:00Z'", "5: rules.quiet_hours.start", "07:00:00"),
        (
            "[rules.quiet_hours]\nexcept_days = ['31.12']",
            "5: rules.quiet_hours.except_days",
            "2026-12-31",
        ),
        ("[rules.quiet_hours]\naction = 'ban'", "5: rules.quiet_hours.action", "delete, warn"),
        ("[rules.quiet_hours]\nbegin = 07:00:00", "5: rules.quiet_hours.begin", "start"),
        ("[rules.quiet_houres]", "4: rules.quiet_houres", "вы имели в виду quiet_hours?"),
        ("[rules.nothing]", "4: rules.nothing", "есть quiet_hours"),
        ("[rules]\nquiet_hours = false", "5: rules.quiet_hours", "это раздел"),
        ("[skool]\nname = 'x'", "4: skool", "вы имели в виду school?"),
        ('[regulation.clauses."9.9"]\ntext = "x"', '4: regulation.clauses."9.9"', "3.3.1"),
        ('[regulation.clauses."3.3.1"]\ntext = ""', '5: regulation.clauses."3.3.1".text', "пуста"),
        ("[log]\nlevel = 'all'", "5: log.level", "debug, info, warning, error"),
        ("[texts.notices]\ndelete = 'x'", "5: texts.notices.delete", "notices.deleted?"),
        ("[texts.notices]\nunblocked = '{{ nam }}'", "5: texts.notices.unblocked", "member, name"),
        ("[texts.notices]\nunblocked = '{{ name'", "5: texts.notices.unblocked", "{{ }}"),
        ("[texts.notices]\nunblocked = ''", "5: texts.notices.unblocked", "предложение пусто"),
    ],
)
def test_a_fault_is_a_sentence_with_file_line_key_and_remedy(refused, text, place, said):
    sentence = refused(text)

    assert sentence.startswith(f"config.toml, строка {place}: ")
    assert said in sentence
    assert "\n" not in sentence
    assert sentence.endswith((".", "?"))
    assert not any(word in sentence for word in ("Input", "should", "Value", "pydantic"))


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ('token = ""', "«Ключи доступа»"),
        ('token = "ВСТАВЬТЕ_СЮДА_КЛЮЧ"', "«Ключи доступа»"),
        ('token = "клюк"', "посторонние знаки"),
        ('token = " hunter2"', "пробелы или кавычки"),
        ("token = \"'hunter2'\"", "пробелы или кавычки"),
        ('token = "hunter2\\n"', "пробелы или кавычки"),
        ("token = 2", "возьмите значение в кавычки"),
    ],
)
def test_a_bad_token_is_explained_and_never_shown(refused, given, said):
    sentence = refused("", least=f"[vk]\ngroup_id = 5\n{given}\n")

    assert sentence.startswith("config.toml, строка 3: vk.token: ")
    assert said in sentence
    assert "hunter2" not in sentence


def test_a_missing_token_is_named_at_its_table(refused):
    sentence = refused("", least="\n[vk]\ngroup_id = 5\n")

    assert sentence.startswith("config.toml, строка 2: vk.token: ключ сообщества не указан; ")


def test_a_missing_table_is_named_without_a_line(refused):
    sentence = refused("", least="[school]\nname = 'x'\n")

    assert sentence == "config.toml: vk: нет раздела [vk]; возьмите его из config.example.toml."


def test_a_group_with_a_minus_is_told_its_positive_number(refused):
    sentence = refused("", least='[vk]\ntoken = "x"\ngroup_id = -123\n')

    assert sentence == (
        "config.toml, строка 3: vk.group_id: номер сообщества пишется без минуса; напишите 123."
    )


def test_several_faults_stand_on_lines_of_their_own_in_the_order_of_the_file(refused):
    said = refused("[strikes]\nallowed = 1\n[school]\ntimezone = 'X/Y'\nnome = 'x'\n").splitlines()

    assert [line.split(": ")[1] for line in said] == [
        "strikes.allowed",
        "school.timezone",
        "school.nome",
    ]


def test_a_missing_file_says_how_to_make_one(tmp_path):
    with pytest.raises(ConfigError, match=r"создайте его командой dezhurny init") as caught:
        load(tmp_path / "config.toml", {})

    assert caught.value.exit_code == 2


def test_a_folder_in_place_of_the_file_is_named(tmp_path):
    with pytest.raises(ConfigError, match="файл не читается"):
        load(tmp_path, {})


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("[school\nname = 'x'", "строка 4", "не по правилам TOML"),
        ("[school]\nname = Школа", "строка 5", "кавычки"),
        ("[school]\nname = 'x", "строка 5", "кавычки"),
        ("[school]\nname = 'x'\nname = 'y'", "строка 6", "уже записан выше"),
        ("[vk]", "строка 4", "уже записан выше"),
        ("[blocks]\nladder = ['1d'", "строка 5", "скобки"),
    ],
)
def test_a_slip_in_the_syntax_is_named_by_its_line(refused, text, place, said):
    sentence = refused(text)

    assert place in sentence
    assert said in sentence


def test_a_file_in_another_encoding_is_told_so(refused):
    sentence = refused("[school]\nname = 'Школа'".encode("cp1251"))

    assert sentence == "config.toml: файл сохранён не в UTF-8; сохраните его в кодировке UTF-8."


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("DEZHURNY_STRIKES__ALLOWED", "1", "strikes.allowed: блокировать можно"),
        ("DEZHURNY_SCHOOL__ADMINS", "[1", "school.admins: список записан неверно"),
        ("DEZHURNY_SCHOOL__ADMIN", "[1]", "school.admin: такого ключа нет; вы имели в виду admins"),
        ("DEZHURNY_SCHOL__NAME", "x", "schol.name: такого ключа нет; вы имели в виду school?"),
        ("DEZHURNY_VK__TOKEN", "hunter2 ", "vk.token: в ключ сообщества попали пробелы"),
        ("DEZHURNY_STRIKES", "x", "strikes: "),
    ],
)
def test_a_fault_of_the_environment_names_the_variable(refused, variable, value, said):
    sentence = refused("[strikes]\nallowed = 4\n", {variable: value})

    assert sentence.startswith(f"переменная окружения {variable}: {said}")
    assert "hunter2" not in sentence


def test_a_rule_that_refuses_its_settings_is_named_where_they_were_set(tmp_path):
    path = Path(tmp_path, "config.toml")
    path.write_text(
        LEAST
        + "[rules.picky]\nmessages = 1\n"
        + "[chats.peer.2000000001]\n"
        + "[chats.peer.2000000001.rules.picky]\nmessages = -1\n",
        encoding="utf-8",
    )

    with pytest.raises(ConfigError) as caught:
        load(path, {}, {"picky": Picky})

    assert str(caught.value) == (
        f"{path}, строка 7: chats.peer.2000000001.rules.picky: "
        "число сообщений не бывает отрицательным."
    )


def test_the_values_do_not_travel_with_the_error(tmp_path):
    path = Path(tmp_path, "config.toml")
    path.write_text('[vk]\ntoken = "hunter2"\ngroup_id = "x"\n', encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        load(path, {})

    assert caught.value.__context__ is None
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_settings_without_a_file_name_the_key_alone():
    with pytest.raises(ConfigError) as caught:
        settings_from({"vk": {"token": "t", "group_id": 0}})

    assert str(caught.value).startswith("vk.group_id: номер сообщества не указан; ")


def test_a_fault_found_in_use_names_the_place_of_its_key(tmp_path):
    path = Path(tmp_path, "config.toml")
    path.write_text(LEAST, encoding="utf-8")
    settings = load(path, {"DEZHURNY_VK__GROUP_ID": "7"})

    token = settings.fault(("vk", "token"), "VK не принимает ключ", "создайте новый")
    group = settings.fault(("vk", "group_id"), "такого сообщества нет", "")

    assert str(token) == f"{path}, строка 2: vk.token: VK не принимает ключ; создайте новый."
    assert group.variable == "DEZHURNY_VK__GROUP_ID"


def test_a_fault_is_one_sentence():
    assert str(Fault(problem="места нет", remedy="")) == "места нет."
    assert str(Fault(problem="нет", remedy="вы о чём?", key="a.b")) == "a.b: нет; вы о чём?"


def test_the_lines_of_every_way_to_write_a_key_are_found():
    text = '''# a = 1
top = 1
[table] # a comment
"quoted key" = 1
dotted . "x.y".z = """
inside = 1
[inside]
"""
list = [
  "[not.a.table]", # ]
  'x = 1',
]
inline = { a = 1, b = [1] }
after = 2
[[array]]
a = 1
[[array]]
a = 2
[table."3.3.1".below]
'''

    lines = lines_of(text)

    assert lines == {
        ("top",): 2,
        ("table",): 3,
        ("table", "quoted key"): 4,
        ("table", "dotted"): 5,
        ("table", "dotted", "x.y"): 5,
        ("table", "dotted", "x.y", "z"): 5,
        ("table", "list"): 9,
        ("table", "inline"): 13,
        ("table", "after"): 14,
        ("array",): 15,
        ("array", "0"): 15,
        ("array", "0", "a"): 16,
        ("array", "1"): 17,
        ("array", "1", "a"): 18,
        ("table", "3.3.1"): 19,
        ("table", "3.3.1", "below"): 19,
    }
