"""The one list of all commands and buttons. `/помощь` is made from it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.apologies import KEEP_TERM, LET_RETURN, OBJECT
from bot.commands.apologising import apologise, keep_term, let_return, object_
from bot.commands.asked import Command, Presses, Where, Who
from bot.commands.asking import help_, rules, status
from bot.commands.disputes import annul, appeal
from bot.commands.reporting_figures import figures

BOOK: Mapping[str, Command] = MappingProxyType(
    {
        # anyone
        "правила": Command("/правила", "правила чата", rules),
        "статус": Command("/статус", "ваши дела и до какого срока они считаются", status),
        "обжаловать": Command("/обжаловать N причина", "не согласиться с делом №N", appeal),
        "извинение": Command(
            "/извинение текст",
            "извиниться и вернуться раньше срока",
            apologise,
            where=Where.PRIVATE,
        ),
        "помощь": Command("/помощь", "что я умею", help_),
        # moderators
        "отменить": Command("/отменить N причина", "отменить дело №N", annul, who=Who.MODERATOR),
        "отчет": Command("/отчёт неделя", "нарушения в цифрах", figures, who=Who.MODERATOR),
    }
)

# What a button's `do` names. Each checks for itself who presses and where.
BUTTONS: Mapping[str, Presses] = MappingProxyType(
    {
        OBJECT: object_,
        LET_RETURN: let_return,
        KEEP_TERM: keep_term,
    }
)
