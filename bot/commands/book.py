"""The one list of all commands and buttons. `/помощь` is made from it."""

from collections.abc import Mapping
from types import MappingProxyType

from bot.apologies import OBJECT
from bot.apology_questions import KEEP_TERM, LET_RETURN
from bot.commands.apologising import apologise, keep_term, let_return, object_
from bot.commands.appeals import APPEAL_BUTTONS, appeal
from bot.commands.asked import Command, Presses, Where, Who
from bot.commands.asking import help_, rules, status
from bot.commands.calming import CALMING_BUTTONS
from bot.commands.casework import BREACH, NO_BREACH, call_breach, call_no_breach, case_
from bot.commands.complaints import COMPLAINT_BUTTONS, complain
from bot.commands.disputes import annul
from bot.commands.health import health
from bot.commands.judging_cards import CARD_BUTTONS
from bot.commands.leavers import CONFIRM as LEAVE
from bot.commands.leavers import DROP as LEAVE_NOT
from bot.commands.leavers import confirm as leave
from bot.commands.leavers import drop as leave_not
from bot.commands.leavers import leaver
from bot.commands.lookups import check, journal
from bot.commands.night_messages import drop_held, publish_held
from bot.commands.orders import appoint, dismiss, exception, kind, mode
from bot.commands.own_data import own_data
from bot.commands.reporting_figures import figures
from bot.commands.sanctions import UNDO, block, decline_, sign_, unblock, undo, warn
from bot.commands.sign_in import sign_in
from bot.commands.urgent import urgent
from bot.held_offer import DROP, PUBLISH
from bot.judging.closing import DECLINE, SIGN
from bot.newcomers import CONFIRM as ACQUAINTED
from bot.newcomers import confirm as acquainted

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
        "пожаловаться": Command(
            "/пожаловаться",
            "ответом на сообщение: показать его модераторам",
            complain,
            where=Where.CHAT,
        ),
        "мои": Command("/мои данные", "что о вас хранится", own_data),
        "помощь": Command("/помощь", "что я умею", help_),
        # moderators
        "предупредить": Command(
            "/предупредить @кто пункт причина",
            "вынести предупреждение",
            warn,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "блок": Command(
            "/блок @кто срок пункт причина",
            "ограничить доступ за нарушения более трёх раз",
            block,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "разблок": Command(
            "/разблок @кто причина",
            "вернуть раньше срока после извинения",
            unblock,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "отменить": Command("/отменить N причина", "отменить дело №N", annul, who=Who.MODERATOR),
        "дело": Command("/дело N", "всё о деле №N", case_, who=Who.MODERATOR),
        "журнал": Command(
            "/журнал N или @кто", "последние записи журнала", journal, who=Who.MODERATOR
        ),
        "проверить": Command(
            "/проверить текст",
            "что скажут правила этого чата",
            check,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "исключение": Command(
            "/исключение слово",
            "разрешить слово в этом чате",
            exception,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "режим": Command(
            "/режим наблюдение или работа",
            "только смотреть или действовать",
            mode,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "чат": Command(
            "/чат класс, родители, учителя или другой",
            "вид чата",
            kind,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "назначить": Command(
            "/назначить @кто",
            "сделать модератором чата",
            appoint,
            who=Who.ADMINISTRATOR,
            where=Where.OF_A_CHAT,
        ),
        "снять": Command(
            "/снять @кто",
            "снять назначенного модератора",
            dismiss,
            who=Who.ADMINISTRATOR,
            where=Where.OF_A_CHAT,
        ),
        "срочно": Command(
            "/срочно",
            "снять тихие часы до утра",
            urgent,
            who=Who.MODERATOR,
            where=Where.OF_A_CHAT,
        ),
        "выбыл": Command(
            "/выбыл @кто причина",
            "исключить из чатов выбывших",
            leaver,
            who=Who.MODERATOR,
            all_chats=True,
        ),
        "отчет": Command("/отчёт неделя", "нарушения в цифрах", figures, who=Who.MODERATOR),
        "вход": Command(
            "/вход",
            "открыть журнал в браузере",
            sign_in,
            who=Who.MODERATOR,
            where=Where.PRIVATE,
        ),
        "здоровье": Command("/здоровье", "всё ли со мной в порядке", health, who=Who.MODERATOR),
    }
)

# What a button's `do` names. Each checks for itself who presses and where.
BUTTONS: Mapping[str, Presses] = MappingProxyType(
    {
        OBJECT: object_,
        LET_RETURN: let_return,
        KEEP_TERM: keep_term,
        UNDO: undo,
        SIGN: sign_,
        DECLINE: decline_,
        BREACH: call_breach,
        NO_BREACH: call_no_breach,
        LEAVE: leave,
        LEAVE_NOT: leave_not,
        ACQUAINTED: acquainted,
        PUBLISH: publish_held,
        DROP: drop_held,
        **CARD_BUTTONS,
        **APPEAL_BUTTONS,
        **COMPLAINT_BUTTONS,
        **CALMING_BUTTONS,
    }
)
