"""A document that a message says it shows: «вот скан паспорта Иры», «прикрепила СНИЛС сына».

The picture itself is not read; the words beside it tell what it is.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from rules.language.cues import Cue, Cues, Line, kinds_of
from rules.language.personal.finding import Finding
from rules.language.personal.names import is_first_name, is_rare_name

_MOST = 6  # documents looked at in one message
_REACH = 7  # words between a document and the word that shows it
_KIND = "документ"

WORDS: Mapping[str, str] = MappingProxyType(
    {
        "paper": """
            паспорт паспорта паспорте паспортом паспортов паспорту загранпаспорт* загранник* снилс
            снилса снилсы полис полиса полисом полисы свидетельств*_о_рожд* свидетельств*_рожд*
            медкарт* медицинск*_карт* мед_карт* амбулаторн*_карт* прописк* удостоверени*_личн*
            водительск*_прав* права_водит* водительск*_удостов* банковск*_карт* карт*_сбер*
            карт*_тинь* карт*_втб военник* военн*_билет* справк*_об_инвалид* справк*_о_доход*
            справк*_мсэ справк*_2_ндфл справк*_от_псих* справк*_о_здоров* справк*_о_болезн*
            больничн*_лист* выписк*_из_больниц* выписк*_из_роддом* эпикриз* заключени*_пмпк
            заключени*_психиатр* заключени*_врач*
            с_датами_рожд* с_адресами адресами_класса адресами_детей адресами_родит* с_телефонами
            телефонами_родит* телефонами_детей номером_телефона_* датами_рождения_и
            прививочн*_лист* прививочн*_карт*
        """,
        # These may be anybody's: what they hold is personal only when it is said whose they are.
        "note": """
            справк* свидетельств* инн выписк* анализы анализов диагноз* рентген узи мрт заключени*
            документы документов направлени* больничный рецепт* снимок_мрт результаты_анализ*
            характеристик*_на карточк*_здоров*
        """,
        "picture": """
            фото фотк* фоточк* фотограф* скан сканы скана скан_копи* сканкопи* скрин скрины
            скриншот* копию копия копии ксерокоп* снимок снимки разворот* разворотом селфи
        """,
        "shown": """
            выкладываю выложил выложила выложили прикрепил прикрепила прикрепляю прилагаю
            прикладываю приложил приложила загрузил загрузила загружаю во_вложении вложение вложил
            вложила сфоткал сфоткала сфотал сфотала сфотографировал сфотографировала отсканировал
            отсканировала заснял засняла прикреплен* держи держите лови ловите публикую выставил
            выставила выставляю показываю
        """,
        # Perhaps to somebody else, unless a picture or an owner is named.
        "sent": """
            скинул скинула скидываю кидаю кинул кинула сбросил сбросила сбрасываю высылаю выслал
            выслала отправляю отправил отправила присылаю прислал прислала закинул закинула
        """,
        "here": "вот смотри смотрите гляньте листайте читайте ниже на_фото это",
        "whose": """
            мой моя мое моего моей моих мою муж мужа жены сын сына сыну дочь дочки дочери дочкин*
            ребенка ребенку внука внучки мамы мамин* папы папин* брата сестры отца детей наш нашего
            нашей наши бабушки дедушки девочки мальчика ученика ученицы чей_то чужой
        """,
        "against": """
            образец образца образцу образцом бланк* шаблон* нужен нужна нужны нужно принесите
            принести сдайте сдать сдаем сдала сдал требу* проект* кабинет* безопасност* потерял*
            нашли найден* потеряла забыл* оставил* лс личку личк* личные лично почту вахт* охран*
            секретар* медсестр* учител* классному директор* завуч* госуслуг* дневник_ру журнал*
            форм* заявк* центр* поликлиник* визов* посольств* банк бассейн* секци* лагер* класса
            объекта команды прибора проекта участник* окончани* школы олимпиад* консульств* мфц
            канцеляри* не_выкладыв* не_скидыв* не_отправ* не_присыл* не_прикреп* нельзя удалите
            удали вам тебе ей ему турфирм* агентств* экскурсовод* тренер* организатор* достижени*
            вакцинаци* литератур* истори* стихотвор* произведени* рассказ* аквариум* растени*
            побед* призер* грамот* диплом* сертификат*
        """,
    }
)
_WORDS = Cues(WORDS)


def papers_told_in(line: Line) -> Iterator[Finding]:
    cues = _WORDS.find(line)
    kinds = kinds_of(cues)
    if "against" in kinds or not kinds & {"shown", "sent", "here"} or not kinds & {"paper", "note"}:
        return
    asks = "?" in line.original
    for paper in [cue for cue in cues if cue.kind in ("paper", "note")][:_MOST]:
        near = [cue for cue in cues if abs(cue.first - paper.first) <= _REACH]
        shown = next((cue for cue in near if cue.kind in ("shown", "sent")), None)
        here = next((cue for cue in near if cue.kind == "here"), None)
        shower = shown or (None if asks else here)
        if shower is None:
            continue
        pictured = any(cue.kind == "picture" for cue in near)
        owned = any(cue.kind == "whose" for cue in near) or _names_an_owner(line, paper)
        told = shown is not None or (shower.kind == "here" and abs(shower.first - paper.first) <= 3)
        if shown is not None and shown.kind == "sent" and not (pictured or owned):
            continue
        if not _is_shown(paper.kind, told, pictured, owned):
            continue
        first, last = min(shower.first, paper.first), max(shower.last, paper.last)
        certain = paper.kind == "paper" and owned and (shown is not None or pictured)
        yield Finding(_KIND, *line.span(first, last), certain=certain and not asks)
        return


def _is_shown(kind: str, shown: bool, pictured: bool, owned: bool) -> bool:
    if kind == "note":
        return owned and (shown or pictured)
    return shown or pictured or owned


def _names_an_owner(line: Line, paper: Cue) -> bool:
    said = line.reading.words
    beside: Sequence[int] = range(max(0, paper.first - 3), min(len(said), paper.last + 4))
    return any(
        line.original[said[place].start : said[place].end].istitle()
        and (is_first_name(said[place].text) or is_rare_name(said[place].text))
        for place in beside
        if not paper.first <= place <= paper.last
    )
