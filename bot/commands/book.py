"""The one list of all commands and buttons. `/помощь` is made from it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.commands.asked import Command, Presses, Who
from bot.commands.asking import help_, rules, status
from bot.commands.disputes import annul, appeal

BOOK: Mapping[str, Command] = MappingProxyType(
    {
        # anyone
        "правила": Command("/правила", "правила чата", rules),
        "статус": Command("/статус", "ваши дела и до какого срока они считаются", status),
        "обжаловать": Command("/обжаловать N причина", "не согласиться с делом №N", appeal),
        "помощь": Command("/помощь", "что я умею", help_),
        # moderators
        "отменить": Command("/отменить N причина", "отменить дело №N", annul, who=Who.MODERATOR),
    }
)

# What a button's `do` names. Each checks for itself who presses and where.
BUTTONS: Mapping[str, Presses] = MappingProxyType({})
