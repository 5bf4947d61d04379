"""The command line. What a command needs is imported when it runs: `--help` answers at once."""

from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(
    help="«Дежурный» следит за порядком в школьных чатах ВКонтакте по положению школы.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local variables would show tokens
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
journal = typer.Typer(help="Журнал: выгрузить или проверить.", no_args_is_help=True)
app.add_typer(journal, name="journal")
roster = typer.Typer(help="Список школы: прочитать из таблицы.", no_args_is_help=True)
app.add_typer(roster, name="roster")
database = typer.Typer(help="База данных: копия, перенос, шифрование.", no_args_is_help=True)
app.add_typer(database, name="db")

ConfigPath = Annotated[
    Path | None,
    typer.Option("--config", help="Файл настроек (по умолчанию config.toml).", show_default=False),
]

KeyPath = Annotated[
    Path | None,
    typer.Option("--key", help="Файл с ключом подписи; иначе переменная JOURNAL_KEY."),
]


@app.callback()
def every_command(context: typer.Context, config: ConfigPath = None) -> None:
    context.obj = config


def _config(context: typer.Context, own: Path | None) -> Path:
    """`--config` may stand before or after the command; the nearer one counts."""
    return own or context.find_root().obj or Path("config.toml")


@app.command()
def run(context: typer.Context, config: ConfigPath = None) -> None:
    """Запустить бота. Ctrl+C или SIGTERM останавливают его без потерь."""
    from bot.terminal.running import run as start

    start(_config(context, config))


@app.command()
def check(context: typer.Context, config: ConfigPath = None) -> None:
    """Проверить настройки, ВКонтакте, права и базу: что не так и где это исправить."""
    from bot.terminal.check import run as start

    start(_config(context, config))


@app.command()
def sandbox(
    port: Annotated[
        int, typer.Option(help="Порт страницы; 0 — любой свободный.", min=0, max=65535)
    ] = 8080,
    browser: Annotated[bool, typer.Option(help="Открыть страницу в браузере.")] = True,
    faults: Annotated[
        Path | None, typer.Option(help="План неполадок ВК (TOML), чтобы увидеть бота в беде.")
    ] = None,
) -> None:
    """Всё на этом компьютере: свой «ВКонтакте», бот и страница в браузере. Без ключа и настроек."""
    from bot.terminal.sandbox import run as start

    start(port, browser=browser, faults=faults)


@app.command()
def classify(
    explain: Annotated[
        bool, typer.Option("--explain", help="Рассказать человеку, что и почему нашлось.")
    ] = False,
) -> None:
    """Проверить сообщения: строка на входе — объект JSON на выходе."""
    from bot.terminal.classify import run as start

    start(explain=explain)


@app.command()
def replay(
    context: typer.Context,
    history: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Архив ВКонтакте (.zip, папка, messages0.html) или сообщения VK в JSON Lines.",
        ),
    ],
    config: ConfigPath = None,
    form: Annotated[
        str, typer.Option("--format", help="Вид: text — таблицы, jsonl — строка на нарушение.")
    ] = "text",
    html: Annotated[
        Path | None, typer.Option("--html", help="Записать ещё и страницу с графиками.")
    ] = None,
    diff: Annotated[
        Path | None, typer.Option("--diff", help="Другие настройки: что они изменили бы.")
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Показать имена вместо «участник 1».")
    ] = False,
    archive_zone: Annotated[
        str | None,
        typer.Option("--archive-zone", help="Часовой пояс времени в архиве, если не школьный."),
    ] = None,
) -> None:
    """Проверить настройки на прошлой переписке: что бот удалил бы и кого заблокировал.

    Пример: dezhurny replay Archive.zip --html proverka.html
    """
    from bot.terminal.replay import run as start

    start(
        history,
        config or context.find_root().obj,
        form=form,
        html=html,
        diff=diff,
        names=names,
        archive_zone=archive_zone,
    )


@journal.command("export")
def journal_export(
    context: typer.Context,
    config: ConfigPath = None,
    form: Annotated[
        str, typer.Option("--format", help="Вид выгрузки: jsonl, csv или xlsx.")
    ] = "jsonl",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Файл; иначе — на экран.")
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", help="Записать рядом, что выгружено, с подписью."),
    ] = None,
    key: KeyPath = None,
) -> None:
    """Выгрузить журнал, старые строки сначала.

    Пример: dezhurny journal export -o журнал.jsonl --manifest журнал.manifest.json
    """
    from bot.terminal.journal import export

    export(_config(context, config), form, output, manifest, key)


@journal.command("verify")
def journal_verify(
    context: typer.Context,
    config: ConfigPath = None,
    head: Annotated[
        str | None,
        typer.Option("--head", help="Отпечаток, который бот прислал раньше: на месте ли он."),
    ] = None,
    manifest: Annotated[
        Path | None,
        typer.Option("--manifest", help="Манифест выгрузки: та ли она и сходится ли с журналом."),
    ] = None,
    key: KeyPath = None,
) -> None:
    """Проверить, что журнал цел. Код 0 — цел, 1 — изменён."""
    from bot.terminal.journal import verify

    verify(_config(context, config), head, manifest, key)


@app.command()
def report(
    context: typer.Context,
    config: ConfigPath = None,
    period: Annotated[
        str, typer.Option("--period", help="Срок: week — неделя, month — месяц.")
    ] = "week",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Файл .html (страница с графиками) или .xlsx."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--names", help="Показать имена модераторов вместо «модератор 1».")
    ] = False,
    whole: Annotated[
        bool,
        typer.Option("--whole", help="Последняя целая неделя или месяц, а не последние дни."),
    ] = False,
) -> None:
    """Отчёт для директора: нарушения по пунктам, чатам и часам, обжалования, работа модераторов.

    Пример: dezhurny report --period month --whole --output otchet.html
    """
    from bot.terminal.report import run as start

    start(_config(context, config), period, output, names=names, whole=whole)


@roster.command("import")
def roster_import(
    context: typer.Context,
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            help="Таблица .csv или .xlsx со столбцами: ФИО, класс, роль, ссылка ВК, чей родитель.",
        ),
    ],
    config: ConfigPath = None,
    dry: Annotated[bool, typer.Option("--dry-run", help="Только показать, что изменится.")] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Записать без вопроса.")] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="В файле вся школа: чего в нём нет, стереть.")
    ] = False,
) -> None:
    """Прочитать список школы: кто есть кто и чей родитель. Ошибки — по строкам.

    Пример: dezhurny roster import spisok.xlsx --dry-run
    """
    from bot.terminal.roster import run as start

    start(_config(context, config), file, dry=dry, yes=yes, whole=whole)


MemberArgument = Annotated[
    str, typer.Argument(metavar="MEMBER", help="Номер, vk.com/id1, @имя или ссылка на страницу.")
]


@app.command()
def forget(
    context: typer.Context,
    member: MemberArgument,
    config: ConfigPath = None,
    dry: Annotated[
        bool, typer.Option("--dry-run", help="Только показать, что будет стёрто.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Стереть без вопроса.")] = False,
) -> None:
    """Стереть данные человека: имена, фрагменты, слова, ссылки. Журнал остаётся цел."""
    from bot.terminal.person import forget as start

    start(_config(context, config), member, dry=dry, yes=yes)


@app.command("export-member")
def export_member(
    context: typer.Context,
    member: MemberArgument,
    config: ConfigPath = None,
    form: Annotated[str, typer.Option("--format", help="Вид на экране: json или text.")] = "json",
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Файл .json; рядом появится .txt для чтения."),
    ] = None,
) -> None:
    """Выдать всё, что хранится о человеке."""
    from bot.terminal.person import export

    export(_config(context, config), member, form, output)


@database.command("backup")
def database_backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="Куда: файл копии, SQLite.")],
    config: ConfigPath = None,
    force: Annotated[bool, typer.Option("--force", help="Заменить файл, если он есть.")] = False,
) -> None:
    """Скопировать базу в один файл. Бота останавливать не нужно.

    Пример: dezhurny db backup kopia.db
    """
    from bot.terminal.database import backup

    backup(_config(context, config), file, replace=force)


@database.command("encrypt")
def database_encrypt(context: typer.Context, config: ConfigPath = None) -> None:
    """Зашифровать уже записанное новым ключом из настроек. Бота на это время остановите.

    Так же меняют ключ: в [storage] key новый ключ стоит первым, прежний — за ним.
    """
    from bot.terminal.sealing import encrypt

    encrypt(_config(context, config))


@database.command("decrypt")
def database_decrypt(context: typer.Context, config: ConfigPath = None) -> None:
    """Вернуть записанное к виду без шифрования. Бота на это время остановите."""
    from bot.terminal.sealing import decrypt

    decrypt(_config(context, config))


@database.command("migrate-to")
def database_migrate_to(
    context: typer.Context,
    target: Annotated[
        str,
        typer.Argument(
            metavar="URL",
            envvar="TARGET_DATABASE_URL",
            help="Адрес новой, пустой базы: postgresql://… или sqlite:///…",
        ),
    ],
    config: ConfigPath = None,
) -> None:
    """Перенести всё в другую базу и сверить. Бота на это время остановите.

    Адрес с паролем лучше не писать в команде, а дать в переменной TARGET_DATABASE_URL.
    """
    from bot.terminal.database import migrate_to

    migrate_to(_config(context, config), target)
