"""Every table of `config.toml` but the rules': each key's name, type, default, and one Russian
sentence of what it is. The administrators' reference is made from these sentences.
"""

from datetime import timedelta
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from bot.config.rule_tables import RuleTables, Table
from bot.config.values import (
    Amount,
    ApiUrl,
    GroupId,
    Host,
    Length,
    MemberId,
    Number,
    PeerId,
    Port,
    Span,
    StorageUrl,
    Token,
    WebAddress,
    ZoneName,
    refusal,
)
from rules.regulation.durations import Duration
from rules.regulation.ladder import FEWEST_WARNINGS
from rules.regulation.policy import ChatKind, Enforcement, Mode


class Vk(Table):
    """Доступ к сообществу ВКонтакте, от имени которого работает бот."""

    token: Token = Field(description="Ключ доступа сообщества; его никому не показывают.")
    group_id: GroupId = Field(description="Номер сообщества, без минуса.")
    api_url: ApiUrl = Field(
        default="https://api.vk.ru/method/",
        description="Адрес VK API; менять его почти никогда не нужно.",
    )


class School(Table):
    """Школа и люди, которые отвечают за бота."""

    name: str = Field(
        default="Школа", description="Название школы, как его увидят в чатах и отчётах."
    )
    timezone: ZoneName = Field(default="Europe/Moscow", description="Часовой пояс школы.")
    admins: tuple[MemberId, ...] = Field(
        default=(), description="Номера VK администраторов школы: им видны все чаты и журнал."
    )
    moderators: tuple[MemberId, ...] = Field(
        default=(),
        description="Номера VK тех, кто модерирует все чаты школы, кроме администраторов чатов.",
    )


class Storage(Table):
    """Где бот хранит дела, журнал и очередь действий."""

    url: StorageUrl = Field(
        default="sqlite+aiosqlite:///dezhurny.db",
        repr=False,  # a PostgreSQL address carries a password
        description="База данных: файл SQLite или сервер PostgreSQL (postgresql://…).",
    )
    key: SecretStr | None = Field(
        default=None,
        description="Ключ, которым шифруются слова и имена людей; лучше переменной окружения.",
    )
    key_file: Path | None = Field(
        default=None, description="Файл с этим ключом, вместо key; хранится отдельно от базы."
    )


def _enough_warnings(allowed: int) -> int:
    if allowed < FEWEST_WARNINGS:
        raise refusal(
            "блокировать можно только за нарушения более трёх раз (п. 2.6)",
            f"напишите число от {FEWEST_WARNINGS}",
        )
    return allowed


class Strikes(Table):
    """Сколько нарушений прощается (п. 2.6)."""

    allowed: Annotated[Number, AfterValidator(_enough_warnings)] = Field(
        default=FEWEST_WARNINGS,
        description="Сколько предупреждений даётся до блокировки, не меньше трёх.",
    )
    expire: Length = Field(
        default=Duration(days=90), description="Через какой срок нарушение перестаёт считаться."
    )


def _at_most_a_month(step: Duration) -> Duration:
    if step.exceeds_every_month:
        raise refusal(
            f"блокировка {step} дольше календарного месяца, а больше нельзя (п. 2.6)",
            "напишите 1mo или меньше",
        )
    return step


def _some_steps(steps: tuple[Duration, ...]) -> tuple[Duration, ...]:
    if not steps:
        raise refusal("в лестнице блокировок нет ни одного срока", 'напишите, например, ["1d"]')
    return steps


class Blocks(Table):
    """Сколько длится блокировка и как она исполняется (п. 2.6)."""

    ladder: Annotated[
        tuple[Annotated[Length, AfterValidator(_at_most_a_month)], ...], AfterValidator(_some_steps)
    ] = Field(
        default=(Duration(days=1), Duration(days=7), Duration(months=1)),
        description="Сроки первой, второй и следующих блокировок, каждый не дольше месяца.",
    )
    enforcement: Enforcement = Field(
        default=Enforcement.RESTRICT,
        description="Как исполнять: restrict — только чтение, delete — удалять сообщения, "
        "remove — исключить и прислать ссылку по окончании.",
    )


class KindOfChat(Table):
    """Настройки для всех чатов одного вида: class, parents, staff, other."""

    mode: Mode | None = Field(default=None, description="Режим для чатов этого вида.")
    greet: bool | None = Field(
        default=None, description="Знакомить ли новых участников с правилами в чатах этого вида."
    )
    rules: RuleTables = Field(default=RuleTables(), description="Правила для чатов этого вида.")


class Chat(Table):
    """Настройки одного чата."""

    title: str = Field(
        default="", description="Название чата для отчётов; иначе берётся из ВКонтакте."
    )
    kind: ChatKind | None = Field(
        default=None,
        description="Вид чата: class — класс, parents — родители, staff — учителя, other — другой.",
    )
    mode: Mode | None = Field(default=None, description="Режим этого чата: enforce или observe.")
    enabled: bool = Field(default=True, description="Следит ли бот за этим чатом.")
    moderators: tuple[MemberId, ...] = Field(
        default=(), description="Номера VK модераторов этого чата, кроме его администраторов."
    )
    rules: RuleTables = Field(default=RuleTables(), description="Правила этого чата.")


class Chats(Table):
    """Чаты школы; чат, который здесь не назван, живёт по общим настройкам."""

    mode: Mode = Field(
        default=Mode.ENFORCE,
        description="Режим чатов: enforce — бот действует, observe — только наблюдает.",
    )
    kind: dict[ChatKind, KindOfChat] = Field(default={}, description="Настройки по видам чатов.")
    peer: dict[PeerId, Chat] = Field(
        default={}, description="Настройки отдельных чатов по их номеру."
    )


class Incidents(Table):
    """Что считается одним происшествием."""

    window: Span = Field(
        default=timedelta(minutes=10),
        description="Нарушения одного человека за это время — одно дело.",
    )


class Notices(Table):
    """Сообщения бота в чате."""

    delete_after: Span = Field(
        default=timedelta(minutes=10),
        description="Через сколько бот убирает своё предупреждение из чата.",
    )


class Apology(Table):
    """Извинение и досрочная разблокировка (п. 2.7)."""

    objection_window: Span = Field(
        default=timedelta(hours=24),
        description="Сколько дневного времени участники могут возразить, "
        "но не больше половины оставшегося срока.",
    )
    automatic: bool = Field(
        default=False, description="Разблокировать ли без модератора, если никто не возразил."
    )


class Edits(Table):
    """Проверка сообщений, которые исправили после отправки."""

    enabled: bool = Field(
        default=True,
        description="Перечитывать ли недавние сообщения, чтобы заметить правку.",
    )
    sweep_every: Span = Field(
        default=timedelta(minutes=1), description="Как часто перечитывать недавние сообщения."
    )
    look_back: Span = Field(
        default=timedelta(hours=2), description="За какое время сообщения перечитываются."
    )


class Gaps(Table):
    """События, которые ВКонтакте не сохранил для бота: сбой у него или долгий простой бота."""

    messages: Amount = Field(
        default=1000,
        description="Сколько последних сообщений чата перечитать после потери; 0 — ни одного. "
        "Что не прочитано, записывается в журнал как пропуск.",
    )


class Cards(Table):
    """Сомнительные случаи, которые решают модераторы."""

    staff_chat: PeerId | None = Field(
        default=None,
        description="Номер чата учителей, куда присылать вопросы; иначе — модераторам лично.",
    )
    lapse: Length = Field(
        default=Duration(days=3),
        description="Через какой срок вопрос без ответа закрывается без предупреждения.",
    )
    digest: Span = Field(
        default=timedelta(minutes=30),
        description="Если вопросов много, как часто присылать остальные одним сообщением.",
    )


class Reminder(Table):
    """Общее напоминание о правилах, когда нарушений в чате много (п. 2.5)."""

    cases: Number = Field(
        default=5, description="После скольких нарушений в чате напомнить о правилах всем."
    )
    within: Span = Field(default=timedelta(minutes=30), description="За какое время их считать.")


class Newcomers(Table):
    """Знакомство новых участников с правилами (п. 2.4)."""

    greet: bool = Field(
        default=True, description="Показывать ли новым участникам правила и просить подтверждения."
    )
    gather: Span = Field(
        default=timedelta(minutes=1),
        description="За какое время вошедшие вместе получают одно приветствие.",
    )
    grace: Length = Field(
        default=Duration(days=14),
        description="Через сколько после показа правил участник считается ознакомленным.",
    )


class Retention(Table):
    """Сколько хранятся записи; журнал хранится всегда, слов участников в нём нет."""

    words: Length = Field(
        default=Duration(days=180),
        description="Слова людей: обращения, извинения, жалобы, решения по ним.",
    )
    cases: Length = Field(default=Duration(days=1095), description="Закрытые дела.")
    people: Length = Field(default=Duration(days=180), description="Имена тех, кто вышел из чата.")
    roster: Length = Field(default=Duration(days=30), description="Строки списка школы о выбывших.")
    sent: Length = Field(default=Duration(days=30), description="Отправленные сообщения бота.")


class Evidence(Table):
    """Хранение того, за что вынесено решение."""

    keep: Length = Field(
        default=Duration(days=180), description="Через какой срок фрагменты стираются."
    )


class Health(Table):
    """Сведения о работе бота для программ наблюдения; о людях и чатах в них ничего нет."""

    port: Port | None = Field(
        default=None,
        description="Порт страниц /healthz и /metrics; без него они выключены.",
    )
    host: Host = Field(
        default="127.0.0.1",
        description="Адрес, на котором открыт порт: по умолчанию виден только с этого компьютера.",
    )


class Web(Table):
    """Журнал в браузере; войти в него можно только по ссылке, которую бот присылает на /вход."""

    port: Port | None = Field(
        default=None, description="Порт журнала в браузере; без него журнал выключен."
    )
    host: Host = Field(
        default="127.0.0.1",
        description="Адрес, на котором открыт порт: по умолчанию виден только с этого компьютера.",
    )
    address: WebAddress = Field(
        default="",
        description="Адрес, по которому журнал открывают люди; без него — сам порт.",
    )
    idle: Span = Field(
        default=timedelta(hours=12), description="Через сколько без дела нужно войти заново."
    )
    lasts: Span = Field(
        default=timedelta(days=7), description="Через сколько после входа нужно войти заново."
    )

    @property
    def public(self) -> str:
        """Where people open it, without a slash at the end."""
        return self.address or f"http://{self.local}"

    @property
    def local(self) -> str:
        """The port itself, as a browser on this computer asks for it."""
        host = "localhost" if self.host in ("0.0.0.0", "::") else self.host  # noqa: S104 - not opened here
        return f"[{host}]:{self.port}" if ":" in host else f"{host}:{self.port}"


class Log(Table):
    """Записи о работе программы; текстов сообщений в них не бывает."""

    level: Literal["debug", "info", "warning", "error"] = Field(
        default="info", description="Подробность: debug, info, warning или error."
    )
    format: Literal["text", "json"] = Field(
        default="text", description="Вид записей: text — для чтения, json — для программ."
    )


class ClauseWords(Table):
    """Слова школы для одного пункта положения."""

    text: str = Field(min_length=1, description="Одно предложение, которое увидят участники.")


class Regulation(Table):
    """Положение школы."""

    clauses: dict[str, ClauseWords] = Field(
        default={}, description="Пункты положения словами школы, по номерам: «3.3.1», «2.6»."
    )
