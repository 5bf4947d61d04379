"""Пункт Д. 2.6 — для общения с участниками не используют сторонние мессенджеры.

What it does
    Flags links and invitations into WhatsApp, Viber, Telegram, Discord, Skype, WeChat, Signal
    and their like: «создала группу в вотсапе», «пишите в телегу», «тг: @nick», t.me/…; and
    payment details put into the chat. A link, or a name with a call beside it, is certain; a
    name in passing is doubtful.

Why
    The school answers for what is said where it keeps order; elsewhere it sees nothing, and
    whoever has no such messenger learns nothing.

Allowed
    MAX, VK, Sferum; links to a meeting; telegrams and carts; a word against the messengers;
    those that the school itself allows.

Breaks it     «Создала группу в вотсапе, вступайте»
              «мой тг @kotik»
Allowed       «Паустовский, «Телеграмма», прочитать»
              «tg x = 1»
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rules.language.cues import Cue, Cues, Line, kinds_of, line_of
from rules.language.links import Link, link_of, links_in
from rules.language.messengers import LINKS, NAMES, SHORT_NAMES
from rules.regulation.clauses import FOREIGN_MESSENGERS, Clause
from rules.regulation.message import Context, Message
from rules.regulation.violation import Violation

_NAMES = Cues(NAMES)
_SHORT_NAMES = Cues(SHORT_NAMES)
_SURROUNDINGS = Cues(
    {
        "call": """
            созда* сделал* сделаем сделаю делаем делаю завел* заведем перейд* перейти переходи* перех переезж*
            переехал* переедем уйд* уйти ушли ушел уходи* уходим перекин* перекиды* перебир* перебер* переносим
            перенес* пиши пишите пишу писать напиш* написать отпиш* скин* скид* кинь кину киньте кида* кинуть отправ*
            пришл* присыл* прислать шли шлите сброс* сбрас* позвон* звони* звоню созвон* наберите вступ* присоедин* подпис*
            подпиш* заход* зайд* зайти залет* залез* добав* заглян* регистр* зарегистр* давай* го погнали айда предлаг*
            пойдем пошли идем ищи ищите найди* найдете найдешь найти стучи* стукн* отвеч* ответ* выклад* выложи* дублир*
            продублир* перешл* общаемся общаться общайт* сидим пообща* поболта* болтаем переписыв* спишемся спишитесь
            списат* свяж* обсудим обсужд* оставь* оставьте установи* скачай* скача* приглаша* пригла* ждем жду остаемся
            объедин* собираемся соберем* перенести сижу сидит чек* квитанц* платежк* есть_группа есть_чат есть_беседа ведем веду передавай*
        """,
        "place": """
            групп* чат чата чате чатик* беседа беседу беседе беседы канал канала канале каналы каналу сервер* сервак* бот
            бота ботом боте ссылк* ссылочк* аккаунт* акк ник никнейм контакт* войс* голосов*
        """,
        "own": "мой моя мое моем мой_номер у_меня у_нас есть номер номеру тот_же удобн* лучше быстрее наш наша нашу нашем наше здесь_неудобно",
        "preposition": "в во на через по из",
        "against": """
            запрещ* запрет* нельзя не_использ* не_переход* не_пользу* не_создава* вместо без_ватсап* не_нужно не_надо
            удалил* удали* отказыва* не_скидыва* не_пишите не_добавля* против блокир* заблокир* замедл* закроют закрыл*
            отключ* не_работа* перестал* штраф* выходим_из ушли_из уходим_из не_вступа* не_будем не_отправ* мошенни*
            не_разреш* не_сидим не_общаемся не_сижу не_присыл*
        """,
        "news": """
            видел* читал* прочитал* прочла новост* рассылк* ходит гуля* писали пишут слух* слышал* дуров* основал*
            истори* изобр* придума* компани* закон* доклад* презентац* статист* фишинг* взлом* взлома* обман* приложени*
            смотрел* показыва*
        """,
        "home": "max макс максе мах сферум* sferum* вк vk вконтакте",
        "mathematics": "ctg ктг sin cos син кос тангенс* котангенс* arctg вычисл* реши* уравнени* найти_tg альфа бета α β x х угол угла градус* масса кг",
        "cart": """
            сен* лошад* конь коня кон кони вез* воз возит сани колес* кучер* оглобл* двор* скрип* крестьян* щук* лебедь
            рак басн* предложени* скорост* картин* бабк* дед* тянут тащ* упряж* ехал* ехали телеграфист* паустовск*
            слов_в_телеграмм* слов рассказ* повест* стих* стихотвор* выуч* прочит* пересказ* отправил*_телеграмму бабушк*
            циммерман* война войны войне фронт* фронта поздравительн* срочн* князь царь цар* стартов* старт* радио*
            светофор* свисток* азбук* морзе помех* связи антенн* слабый плохой пропал
        """,
        "nursery": "садик* сад детск* утренник* младш* воспитател* забира* отвел* группа_здоровья англ* русск* самостоятельн* диктант* площад* детсад*",
    }
)
_GAMER = Cues(
    {
        "call": """
            го залет* зайди* заходи* залаз* войс* голосов* сервер* сервак* поигра* играем кинь скинь ник мой напиши
            пиши звони* добав* сижу сидим погнали катка катку давай созвон* демку стрим* болтаем все_в
        """
    }
)
_HANDLE = re.compile(r"(?:[:\-—–=,(]|\s|^)\s{0,2}@?[A-Za-z][\w.]{3,31}(?:#\d{4})?|#\d{4}|\+?\d{10,11}")
_TOLD_HANDLE = re.compile(r"\s?[:—-]?\s?@[A-Za-z]\w{3,31}")
_ONLY_SHORT = frozenset("тг tg wa тэгэ вотс вотсе ватс ватсе ватсик вотсик вацик".split())
_BANK = re.compile(r"(?<!\d)(?:\d[ ]?){20}(?!\d)|бик\W{0,3}0\d{8}", re.IGNORECASE)
_REACH = 9  # words between a name and a call that belongs to it


@dataclass(frozen=True, slots=True)
class ForeignMessengers:
    """`allowed` are names of messengers the school permits, as in `LINKS`: "telegram", …"""

    name: ClassVar[str] = "foreign_messengers"
    clause: ClassVar[Clause] = FOREIGN_MESSENGERS

    allowed: frozenset[str] = frozenset()

    def check(self, message: Message, context: Context) -> Violation | None:
        links = links_in(message.text)
        if links or message.attachments:
            violation = self._by_link(message, links)
            if violation is not None:
                return violation
        line = line_of(message.text)
        names = [cue for cue in _NAMES.find(line) if cue.kind not in self.allowed]
        short = [cue for cue in _SHORT_NAMES.find(line) if cue.kind not in self.allowed]
        if names or short:
            return self._by_name(line, names, short)
        return self._by_bank_details(message.text)

    def _by_link(self, message: Message, links: Sequence[Link]) -> Violation | None:
        hung = (link_of(item.url or item.title) for item in message.attachments if item.url)
        for link in (*links, *filter(None, hung)):
            for messenger, hosts in LINKS.items():
                if messenger not in self.allowed and link.is_of(hosts):
                    fragment = message.text[link.start : link.end]
                    return self._violation(True, fragment, link.start, f"ссылка: {link.host}")
        return None

    def _by_name(self, line: Line, names: list[Cue], short: list[Cue]) -> Violation | None:
        around = _SURROUNDINGS.find(line)
        for name in names:
            certain = _is_invitation(line, name, around)
            if certain is not None:
                return self._named(line, name, certain)
        for name in short:
            if _is_meant(line, name, around):
                return self._named(line, name, certain=True)
        return None

    def _named(self, line: Line, name: Cue, certain: bool) -> Violation:
        start, end = line.span(name.first, name.last)
        fragment = line.original[start:end]
        return self._violation(certain, fragment, start, fragment)

    def _by_bank_details(self, text: str) -> Violation | None:
        if "0" not in text:
            return None
        match = _BANK.search(text)
        if match is None:
            return None
        return self._violation(False, match[0], match.start(), "платёжные реквизиты")

    def _violation(self, certain: bool, fragment: str, start: int, evidence: str) -> Violation:
        return Violation(self.name, self.clause, certain, fragment, start, evidence)


def _is_invitation(line: Line, name: Cue, around: Sequence[Cue]) -> bool | None:
    """Certain, doubtful, or spoken against (None)."""
    kinds = kinds_of(around)
    if "against" in kinds:
        return None if "home" in kinds or not _near(name, around, {"place", "own"}) else False
    called = _near(name, around, {"call", "place", "own"})
    if "news" in kinds:
        return False
    if called or _has_handle(line, name):
        return True
    return False


def _is_meant(line: Line, name: Cue, around: Sequence[Cue]) -> bool:
    """Is «телега», «тг» or «дс» a messenger here?"""
    kinds = kinds_of(around)
    word = line.reading.words[name.first]
    if kinds & {"against", "news"}:
        return False
    led = name.first > 0 and any(
        cue.kind == "preposition" and cue.first == name.first - 1 for cue in around
    )
    called = _near(name, around, {"call"})
    if name.kind == "discord":
        if "nursery" in kinds:
            return False
        return bool(_GAMER.find(line)) or (_has_handle(line, name) and len(line.reading.words) < 6)
    if word.text in _ONLY_SHORT:
        if "mathematics" in kinds:
            return False
        return led or called or _near(name, around, {"place", "own"}) or _has_handle(line, name)
    if "cart" in kinds:
        return False
    if word.text.startswith("сигнал") or word.text == "signal":
        return led and called and _near(name, around, {"place", "own"})
    if word.text.startswith(("вайб", "директ")):
        return False
    if _TOLD_HANDLE.match(line.original, word.end) is not None:
        return True
    return (led and (called or _near(name, around, {"place"}))) or (
        _near(name, around, {"own", "place"}) and _has_handle(line, name)
    )


def _near(name: Cue, around: Sequence[Cue], kinds: set[str]) -> bool:
    return any(
        cue.kind in kinds and -_REACH <= cue.first - name.first <= _REACH for cue in around
    )


def _has_handle(line: Line, name: Cue) -> bool:
    _, end = line.span(name.first, name.last)
    return _HANDLE.match(line.original, end, end + 45) is not None
