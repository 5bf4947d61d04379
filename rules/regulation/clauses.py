"""The clauses that the bot can cite, each in short words of our own.

The numbers follow the model regulation; its bullets have none, so bullet 4 of 3.3 is cited
as «п. 3.3 (4)» and written `3.3.4` in data. «Д.» marks the additions that other schools'
regulations make (youth centre 2.5, school no. 72 2.6). A school puts its own sentence in
`config.toml` under `[regulation.clauses."3.3.4"]`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Clause:
    number: str  # "3.3.4": as journal and commands write it
    title: str  # a few words for a notice: «нецензурные выражения»
    text: str  # one sentence for /правила

    @property
    def cited(self) -> str:
        """As a notice cites it: «п. 3.3 (4)», «п. 2.9»."""
        section, _, bullet = self.number.rpartition(".")
        bulleted = section.count(".") == 1 and section[0].isdigit()
        return f"п. {section} ({bullet})" if bulleted else f"п. {self.number}"


MODERATION = Clause("2.2", "порядок в чате", "Модератор следит за порядком в чате.")
FREE_WILL = Clause("2.3", "добровольность", "В чате состоят добровольно и выходят свободно.")
ACQUAINTANCE = Clause("2.4", "ознакомление с правилами", "Новый участник знакомится с правилами.")
REMINDER = Clause("2.5", "напоминание о правилах", "Модератор напоминает о правилах общения.")
BLOCKING = Clause(
    "2.6",
    "временная блокировка",
    "За нарушения более трёх раз участника блокируют не дольше чем на месяц.",
)
EARLY_RETURN = Clause(
    "2.7",
    "досрочная разблокировка",
    "Участника возвращают раньше срока, если он извинился и никто не возражает.",
)
NO_PREFERENCE = Clause(
    "2.8", "только по правилам", "Нельзя удалять и блокировать по личным предпочтениям."
)
LEAVERS = Clause("2.9", "выбытие", "Выбывших из школы исключают из чата.")

COMMUNICATION = Clause("3.3", "правила общения", "Не делают того, что запрещает пункт 3.3.")
QUIET_HOURS = Clause(
    "3.3.1", "тихие часы", "В родительский чат не пишут раньше 07:00 и позже 21:00."
)
CLUTTER = Clause(
    "3.3.2",
    "засорение чата",
    "Чат не засоряют пустым общением: сленгом, смайликами, междометиями, открытками.",
)
RUDENESS = Clause("3.3.3", "грубость", "Не грубят, не обвиняют без оснований и не угрожают.")
PROFANITY = Clause(
    "3.3.4",
    "нецензурные выражения",
    "Не используют брань, нецензурные выражения, прозвища и обидные слова.",
)
HATE = Clause(
    "3.3.5",
    "вражда и унижение достоинства",
    "Не возбуждают вражду и не унижают людей по принадлежности к какой-либо группе.",
)
PERSONAL_DATA = Clause(
    "3.3.6", "личная информация", "В общем чате не публикуют информацию личного характера."
)
UNLAWFUL = Clause(
    "Д.2.5",
    "противоправное содержание",
    "Содержание, которое нарушает закон или чужие права, удаляют.",
)
FOREIGN_MESSENGERS = Clause(
    "Д.2.6",
    "сторонние мессенджеры",
    "Для общения с участниками не используют сторонние мессенджеры.",
)

CLAUSES: Mapping[str, Clause] = MappingProxyType(
    {
        clause.number: clause
        for clause in (
            MODERATION,
            FREE_WILL,
            ACQUAINTANCE,
            REMINDER,
            BLOCKING,
            EARLY_RETURN,
            NO_PREFERENCE,
            LEAVERS,
            COMMUNICATION,
            QUIET_HOURS,
            CLUTTER,
            RUDENESS,
            PROFANITY,
            HATE,
            PERSONAL_DATA,
            UNLAWFUL,
            FOREIGN_MESSENGERS,
        )
    }
)


def with_the_schools_words(
    sentences: Mapping[str, str], clauses: Mapping[str, Clause] = CLAUSES
) -> Mapping[str, Clause]:
    """The clause table with the school's own sentences put over ours.

    Raises KeyError for a number that the table does not have.
    """
    own = {number: replace(clauses[number], text=text) for number, text in sentences.items()}
    return MappingProxyType({**clauses, **own})
