"""The command line, parted by what one comes for: to set up, to work, to try rules, for records
and people. What a command needs is imported when it runs: `--help` answers at once.
"""

import typer

from bot.cli import people, records, setting_up, trying, working
from bot.cli.options import ConfigPath
from bot.cli.russian import OPTIONS, RussianGroup

EXIT_CODES = """\
Коды выхода:
  0    сделано; check и journal verify — всё в порядке
  1    не сделано или не в порядке: что именно и как исправить, сказано
  2    ошибка в настройках или в самой команде: место названо
  130  прервано с клавиатуры (run и sandbox при этом заканчивают с кодом 0)

Цвета выключаются сами, когда вывод идёт не на экран, или переменной NO_COLOR=1.
Подробнее: docs/install.md, docs/reference.md, docs/troubleshooting.md."""

app = typer.Typer(
    cls=RussianGroup,
    help="«Дежурный» следит за порядком в школьных чатах ВКонтакте по положению школы.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    pretty_exceptions_enable=False,  # a traceback with local variables would show tokens
    rich_markup_mode=None,
    options_metavar=OPTIONS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for occasion in (setting_up, working, trying, records, people):
    occasion.add_to(app)


@app.callback()
def every_command(context: typer.Context, config: ConfigPath = None) -> None:
    context.obj = config
