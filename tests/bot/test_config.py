"""What the settings of a school amount to, once they are read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, ClassVar
from zoneinfo import ZoneInfo

import pytest
from pydantic import ValidationError

from bot.config import default_rulebook, load, settings_from
from rules.catalogue import CATALOGUE
from rules.quiet_hours import QuietHours
from rules.regulation.clauses import CLUTTER, Clause
from rules.regulation.durations import Duration
from rules.regulation.message import Context, Message
from rules.regulation.policy import (
    DEFAULT_POLICIES,
    Action,
    ChatKind,
    Enforcement,
    Mode,
    Policy,
    default_policy,
)
from rules.regulation.violation import Violation

CHAT, ANOTHER_CHAT = 2_000_000_001, 2_000_000_002
LEAST = '[vk]\ntoken = "vk1.a.secret"\ngroup_id = 5\n'


@dataclass(frozen=True, slots=True)
class Sample:
    """A rule with a setting of every kind."""

    name: ClassVar[str] = "sample"
    clause: ClassVar[Clause] = CLUTTER

    messages: Annotated[int, "Сколько сообщений."] = 6
    share: float = 0.5
    strict: bool = False
    word: str = "да"
    start: time = time(7)
    day: date = date(2026, 9, 1)
    window: timedelta = timedelta(seconds=30)
    rest: Duration = Duration(months=1)
    action_of_others: Action = Action.WARN
    words: tuple[str, ...] = ("да",)
    days: frozenset[date] = frozenset()
    spans: tuple[timedelta, ...] = ()
    weights: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({"a": 1}))
    limit: int | None = None
    compiled: object = None
    derived: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        if self.messages < 0:
            raise ValueError("число сообщений не бывает отрицательным")

    def check(self, message: Message, context: Context) -> Violation | None:
        return None


SAMPLE = MappingProxyType({"sample": Sample})


@pytest.fixture
def read(tmp_path):
    def read(text="", environ=None, catalogue=CATALOGUE):
        path = Path(tmp_path, "config.toml")
        path.write_text(LEAST + text, encoding="utf-8")
        return load(path, environ or {}, catalogue)

    return read


def test_the_least_configuration_is_a_token_and_a_group(read):
    settings = read()

    assert settings.vk.token.get_secret_value() == "vk1.a.secret"
    assert settings.vk.group_id == 5
    assert settings.vk.api_url == "https://api.vk.ru/method/"
    assert settings.storage.url == "sqlite+aiosqlite:///dezhurny.db"
    assert settings.zone == ZoneInfo("Europe/Moscow")
    assert settings.chats.mode is Mode.ENFORCE
    assert settings.blocks.enforcement is Enforcement.RESTRICT
    assert settings.incidents.window == timedelta(minutes=10)
    assert settings.notices.delete_after == timedelta(minutes=10)
    assert settings.apology.objection_window == timedelta(hours=24)
    assert settings.apology.automatic is False
    assert settings.edits.sweep_every == timedelta(minutes=1)
    assert settings.edits.look_back == timedelta(hours=2)
    assert settings.evidence.keep == Duration(days=180)


def test_the_ladder_is_that_of_the_regulation_by_default(read):
    ladder = read().ladder

    assert ladder.allowed == 3
    assert ladder.expire == Duration(days=90)
    assert ladder.steps == (Duration(days=1), Duration(days=7), Duration(months=1))


def test_settings_can_be_made_without_a_file():
    settings = settings_from({"vk": {"token": "t", "group_id": 1}, "chats": {"mode": "observe"}})

    assert settings.mode(CHAT) is Mode.OBSERVE


def test_settings_are_frozen(read):
    settings = read()

    with pytest.raises(ValidationError):
        settings.vk.group_id = 6
    with pytest.raises(ValidationError):
        settings.vk = None


def test_neither_token_nor_password_is_in_the_repr(read):
    settings = read('[storage]\nurl = "postgresql://u:hidden@h/d"\n')

    assert "vk1.a.secret" not in repr(settings)
    assert "hidden" not in repr(settings)


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("sqlite:///a.db", "sqlite+aiosqlite:///a.db"),
        ("sqlite+aiosqlite:////var/a.db", "sqlite+aiosqlite:////var/a.db"),
        ("postgresql://u:p@h/d", "postgresql+asyncpg://u:p@h/d"),
        ("postgres://h/d", "postgresql+asyncpg://h/d"),
        ("postgresql+asyncpg://h/d", "postgresql+asyncpg://h/d"),
    ],
)
def test_a_database_gets_its_asynchronous_driver(read, given, used):
    assert read(f'[storage]\nurl = "{given}"\n').storage.url == used


def test_the_address_of_vk_ends_with_a_slash(read):
    settings = read("", {"DEZHURNY_VK__API_URL": "http://127.0.0.1:8099/method"})

    assert settings.vk.api_url == "http://127.0.0.1:8099/method/"


def test_a_file_saved_by_notepad_is_read(tmp_path):
    path = Path(tmp_path, "config.toml")
    path.write_text(LEAST.replace("\n", "\r\n"), encoding="utf-8-sig")

    assert load(path, {}).vk.group_id == 5


def test_the_environment_is_stronger_than_the_file(read):
    environ = {
        "DEZHURNY_VK__TOKEN": "other",
        "DEZHURNY_SCHOOL__ADMINS": "[1, 2]",
        "DEZHURNY_BLOCKS__LADDER": '["2d", "1mo"]',
        "DEZHURNY_STRIKES__EXPIRE": "30d",
        "DEZHURNY_RULES__QUIET_HOURS__END": "22:30",
        f"DEZHURNY_CHATS__PEER__{CHAT}__MODE": "observe",
    }

    settings = read("[strikes]\nallowed = 5\n", environ)

    assert settings.vk.token.get_secret_value() == "other"
    assert settings.school.admins == (1, 2)
    assert settings.blocks.ladder == (Duration(days=2), Duration(months=1))
    assert (settings.strikes.allowed, settings.strikes.expire) == (5, Duration(days=30))
    assert settings.rulebook(CHAT).rule("quiet_hours").end == time(22, 30)
    assert settings.mode(CHAT) is Mode.OBSERVE


def test_an_empty_variable_and_a_foreign_one_set_nothing(read):
    settings = read("", {"DEZHURNY_VK__TOKEN": "", "TOKEN": "x", "PATH": "/bin"})

    assert settings.vk.token.get_secret_value() == "vk1.a.secret"


def test_the_process_own_environment_is_not_read(read, monkeypatch):
    monkeypatch.setenv("DEZHURNY_VK__GROUP_ID", "77")

    assert read().vk.group_id == 5


def test_every_rule_of_the_catalogue_is_on_with_the_default_policy(read):
    rulebook = read().rulebook(CHAT)

    assert [rule.name for rule in rulebook.rules] == list(CATALOGUE)
    assert rulebook.policies == {name: default_policy(name) for name in CATALOGUE}
    assert rulebook == default_rulebook()


def test_a_rule_without_a_default_policy_deletes():
    assert default_policy("something_new") == Policy(Action.DELETE)


def test_the_default_policies_are_those_of_the_regulation():
    first_time = {name for name, policy in DEFAULT_POLICIES.items() if policy.first_is_reminder}
    with_card = {name for name, policy in DEFAULT_POLICIES.items() if policy.also_card}
    private = {name for name, policy in DEFAULT_POLICIES.items() if policy.private}
    kept = {n for n, policy in DEFAULT_POLICIES.items() if policy.action is not Action.DELETE}

    assert first_time == {"clutter", "flood", "advertising", "personal_data"}
    assert with_card == {"hate", "foreign_messengers", "unlawful"}
    assert private == {"quiet_hours", "personal_data"}
    assert kept == {"clutter"}


def test_an_action_changes_the_policy_and_nothing_else_of_it(read):
    policy = read('[rules.quiet_hours]\naction = "remind"\n').rulebook(CHAT).policies["quiet_hours"]

    assert policy == Policy(Action.REMIND, private=True)


def test_a_rule_can_be_off_for_the_school_and_on_in_one_chat(read):
    settings = read(
        "[rules.quiet_hours]\nenabled = false\n"
        f"[chats.peer.{CHAT}.rules.quiet_hours]\nenabled = true\n"
    )

    assert settings.rulebook(ANOTHER_CHAT).rule("quiet_hours") is None
    assert settings.rulebook(CHAT).rule("quiet_hours") == QuietHours()


def test_a_chat_changes_its_kind_and_its_kind_changes_the_school(read):
    settings = read(
        f"""
        [rules.quiet_hours]
        start = 08:00:00
        end = "20:00"
        except_days = [2026-12-31]
        [chats.kind.class.rules.quiet_hours]
        end = 22:00:00
        [chats.peer.{CHAT}]
        kind = "class"
        [chats.peer.{CHAT}.rules.quiet_hours]
        start = "06:30"
        """
    )
    new_year = frozenset({date(2026, 12, 31)})

    assert settings.rulebook(CHAT).rules[0] == QuietHours(time(6, 30), time(22), new_year)
    assert settings.rulebook(ANOTHER_CHAT).rules[0] == QuietHours(time(8), time(20), new_year)
    assert settings.rulebook(ANOTHER_CHAT, ChatKind.CLASS).rules[0].end == time(22)


def test_the_kind_in_the_config_is_stronger_than_a_guessed_one(read):
    settings = read(f'[chats.peer.{CHAT}]\nkind = "staff"\n')

    assert settings.kind(CHAT, ChatKind.CLASS) is ChatKind.STAFF
    assert settings.kind(ANOTHER_CHAT, ChatKind.CLASS) is ChatKind.CLASS
    assert settings.kind(ANOTHER_CHAT) is ChatKind.OTHER


def test_the_mode_is_the_chats_then_its_kinds_then_the_schools(read):
    settings = read(
        f"""
        [chats]
        mode = "observe"
        [chats.kind.class]
        mode = "enforce"
        [chats.peer.{CHAT}]
        mode = "observe"
        kind = "class"
        """
    )

    assert settings.mode(CHAT) is Mode.OBSERVE
    assert settings.mode(ANOTHER_CHAT, ChatKind.CLASS) is Mode.ENFORCE
    assert settings.mode(ANOTHER_CHAT) is Mode.OBSERVE


def test_a_chat_can_be_left_alone(read):
    settings = read(f"[chats.peer.{CHAT}]\nenabled = false\n")

    assert not settings.enabled(CHAT)
    assert settings.enabled(ANOTHER_CHAT)


def test_moderators_are_the_schools_and_the_chats(read):
    settings = read(f"[school]\nmoderators = [1]\n[chats.peer.{CHAT}]\nmoderators = [2]\n")

    assert settings.moderators(CHAT) == {1, 2}
    assert settings.moderators(ANOTHER_CHAT) == {1}


def test_a_rulebook_is_made_once_for_a_chat(read):
    settings = read()

    assert settings.rulebook(CHAT) is settings.rulebook(CHAT)
    assert settings.rulebook(CHAT) is settings.rulebook(ANOTHER_CHAT)


def test_the_schools_words_are_put_over_ours(read):
    settings = read('[regulation.clauses."3.3.1"]\ntext = "Пишем днём."\n')

    assert settings.clauses["3.3.1"].text == "Пишем днём."
    assert settings.clauses["3.3.1"].title == "тихие часы"


def test_a_new_rule_is_configurable_by_its_fields_alone(read):
    settings = read(
        """
        [rules.sample]
        messages = 3
        share = 1
        strict = true
        word = "нет"
        start = "08:15"
        day = "2026-10-01"
        window = "2m"
        rest = "2w"
        action_of_others = "review"
        words = ["а", "б"]
        days = [2026-12-31, "2027-01-01"]
        spans = ["1s", "1h"]
        weights = { b = 2 }
        limit = 4
        """,
        catalogue=SAMPLE,
    )

    assert settings.rulebook(CHAT).rules == (
        Sample(
            messages=3,
            share=1.0,
            strict=True,
            word="нет",
            start=time(8, 15),
            day=date(2026, 10, 1),
            window=timedelta(minutes=2),
            rest=Duration(days=14),
            action_of_others=Action.REVIEW,
            words=("а", "б"),
            days=frozenset({date(2026, 12, 31), date(2027, 1, 1)}),
            spans=(timedelta(seconds=1), timedelta(hours=1)),
            weights={"b": 2},
            limit=4,
        ),
    )


def test_a_new_rule_that_nobody_configured_is_as_it_comes(read):
    assert read(catalogue=SAMPLE).rulebook(CHAT).rules == (Sample(),)
