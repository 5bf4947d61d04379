"""Congratulations and wishes: telling «С праздником!» from «С 1 сентября новое расписание».

A message that also brings business (a time, a question, something to bring) is no mere
congratulation: the chat is there for it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

import emoji

_FLAGS = re.IGNORECASE
_DAYS = (
    r"рожд|учител|матер|мам|пап|отц|знан|побед|росси|защит|семь|сем[её]й|народн|единств|космонавт|"
    r"ангел|варень|свят|женщ|влюбл|студент|школьн|воспитател|педагог|медик|врач|мужч|девоч|"
    r"девуш|мальчик|работник|полиц|милиц|вдв|вмф|строител|шахт|железн|пожил|бабуш|дедуш|реб[её]нк|"
    r"дет|лице|флаг|конституц|город|сел|труд|весн|именин|доброт|улыб|счаст|друж|книг|библиот|"
    r"театр|музык|физкульт|тури|повар|бухгалт|мира|зим|осен|лета|тренер|первокл|выпуск|директор|"
    r"программист|математик|логопед|психолог|трудящ|автомобил|пограничн|моряк|нефтян|рыба|юрист"
)
_FEASTS = (
    r"дн[её]м\s+(?-i:[А-ЯЁ])\w+(?:а|я|и|ы|в|ей|ого|их|ых)|"
    r"дн[её]м\s+\w+(?:а|я|ы|и|ов|ей|ого|их|ых)(?=\s*(?:!|$|\W*[\U0001F300-\U0001FAFF]))|"
    rf"праздни(?:ком|чком|ками|чками)|(?!кажд|завтр|сегодн|одн|эт|учебн|рабоч|выходн|т[её]м|"
    rf"пред)\w+[ыи]м\s+дн[еёя]м|дн[еёя]м\s+(?:\w+\s+)?(?:{_DAYS})\w*|др\b|дню[хш]\w*|покровом|"
    rf""
    rf"днем\s*рожд\w*|днемрожд\w*|"
    r"нов\w+\s+(?:\w+\s+)?годом|новолетием|нг\b|рождеством|сочельником|пасхой|крещением|троицей|"
    r"вознесением|"
    r"благовещ\w+|воскресением|спасом|юбилеем|годовщиной|масленицей|прощ[её]н\w+|наступ\w+|"
    r"прошедш\w+|добр\w+\s+утр\w+|утречком|пятницей|понедельником|субботой|воскресеньем|"
    r"выходными|каникулами|именинами|новосельем|новорожд\w+|пополнением|рожденьем|рождением|"
    r"байрамом|ураз\w+|навруз\w+|сабантуем|х[еэ]лл?оуин\w*|"
    r"началом\s+(?:весны|лета|осени|зимы|\w*\s*учебного|недели|каникул|рабочей)|"
    r"перв\w+\s+(?:дн[её]м|сент\w+|мая|снегом|звонком)|последн\w+\s+звонком|"
    r"восьмым\s+марта|женским\s+дн[её]м|окончанием\s+(?:учебного|школы|года|садика)|"
    r"выпускным|повышением|бракосочет\w+|свадьбой"
)
# «С 8 марта» may be the day from which the pool is shut: only an address or an end makes it a wish.
_DATED = (
    r"(?:(?:8|1|9|23|12|4|14|7)\s*-?(?:ым|ым\s+|м|е|го)?\s*"
    r"(?:марта|мартом|сентября|мая|маем|февраля|февралем|июня|ноября|января|июля)|"
    r"весной|летом|осенью|зимой)"
    r"(?=\s*!|\W*(?:$|всех|вас|дорог|милы|люб|друз|родител|девоч|девчон|мам|женщ|коллег|"
    r"мужчин|наши|уважаем|пусть|счаст|здоров|весн|будьте|желаю))"
)
_WITH_A_FEAST = re.compile(
    rf"(?:^|[^\w\s]\s*|\n|\b(?:вас|всех|тебя|их|вам|мамочки|мамы|девочки|друзья|родители|"
    rf"женщины|коллеги|"
    rf"дорогие|поздравля\w+|всех\s+\w+|\w+(?:[чшл]ки|ята)|папы|мужчины|ребята|дети|народ|и|еще|"
    rf"всем|мы|я|доброе|утро|привет|ура)\s+)"
    rf"[сc]о?\s+(?:(?:\w+(?:ым|им|ой|ей|ими|ыми)|вашим|нашим|этим)\s*,?\s+){{0,3}}(?:{_FEASTS}|"
    rf"{_DATED})\b"
    r"(?!\s+(?:нам\s+\w+л|помо[гж]|связа|совпа|не\b|проблем|вопрос|познаком|ознаком|разобра|"
    r"определ|перен|справ|"
    r"начин|заканч|откр|закр|будет|нет\b|до\b|по\b|работа|ид[уе]|приш|уже|все\s+ясно))",
    _FLAGS,
)
_OUTRIGHT = re.compile(
    r"\bпоздр(?:авля|овля|авл)(?:ю|ем|ям)(?:с[ья])?\b|присоединя\w+\s+к\s+(?:\w+\s+)?поздрав|"
    r"прими(?:те)?,?\s+(?:\w+,?\s+){0,4}поздравлени|мои\s+поздравлени|наши\s+поздравлени|"
    r"с\s+чем\s+и\s+поздравля|"
    r"христос\s+воскрес|воистину\s+воскрес|\bс\s+днюх|\bс\s+др\b|happy\s+birthday|"
    r"счастлив\w+\s+(?:нов\w+\s+год|рождеств|пасхи)|"
    r"\b(?:многая|долгая)\s+лета\b|^\W*горько(?:\W+горько)*\W*$|"
    r"^\W*(?:(?:всех|вас|ну|девочки|друзья|мамочки|ребята|коллеги)\W+){0,2}с\s+дн[её]м\s+"
    r"(?:(?!открыт|сдач|рождества)[а-яё]{4,}(?:ого|его|ых|их|ей|ов|ев|ры|ки|цы|ца|ка|ка|ла|ста|ора|ера|ника|теля|ни|ия|ия)|мам\w*|пап\w*)\b"
    r"(?!\s+(?:\w+\s+)?(?:\w+л[иоа]?(?:сь|ся)?\b|не\s|пока|буд|в\s|на\s\d|до\s|по\s))|"
    r"с\s+добр\w+\s+утр(?:ом|ечком)|с\s+днем\s+варенья|\bпоздравляшк",
    _FLAGS,
)
_WISHES = re.compile(
    r"открыт(?:оч)?к\w+\s+(?:вам|тебе|всем)|(?:лови(?:те)?|держи(?:те)?)\s+открыт\w+|ур+а+\s+именинни\w+|"
    r"именинни\w+\s+ур+а|полн\w+\s+карман\w*|целую|обнимаю|"
    r"счасть[яе]|здоровь[яе]|здоровы\b|любви\b|любимы|радост[иья]|успехов|\bсил\b|желани[яй]\b|"
    r"обойд|мечт[ыа]\b|долгих\s+лет|"
    r"долголет|ангела.хранителя|\bудачи|терпени|благополучи|"
    r"\bмира\b|\bдобра\b|\bтепла\b|улыбок|настроени|мирного\s+неба|исполнени|процветани|"
    r"достатка|вдохновени|"
    r"наилучш|всех\s+благ|всего\s+(?:самого\s+)?(?:добр|хорош|лучш|светл)|сбуд|сбыва|позитива|"
    r"доброе\s+утр|утро\s+доброе|доброго\s+утр|пусть\s+(?:\w+\s+){0,4}(?:буд|сбу|сбыва|"
    r"прин[ео]с|рад|подар|согре|войд|исполн|ждет|звуч|улыб|"
    r"цвет|свет|жив|загл|стуч|окруж|сопров|хран|подвод|длит|расцв|скоре|всегда|все\b|не\s+буд|"
    r"сопутств|обход)|счастливы|процвета|"
    r"чудес\b|сладких\s+снов|спокойной\s+ноч|доброй\s+ноч|"
    r"(?:хорош|отличн|прекрасн|удачн|чудесн|замечательн|добр|продуктивн|солнечн|классн|приятн|легк|"
    r"л[её]гк|волшебн|бодр|теплы?)\w*(?:его|ого|ой|ей|ых|их)\s+(?:(?:всем|вам|тебе|"
    r"\w+[ойегы]{2}|\w+ых|и)\s+){0,3}"
    r"(?:дня|дней|вечера|утра|утречка|недели|выходных|денька|вечерочка|дн[её]чка|неделки|отдыха|"
    r"лета|"
    r"дороги|снов|пятницы|субботы|воскресенья|понедельника|вторника|среды|четверга)",
    _FLAGS,
)
_WISHING = re.compile(
    r"\bжела(?:ю|ем)\b|пусть|будьте|будь\b|всем|доброе\s+утр|спокойной|\bвам\b", _FLAGS
)
_BUSINESS = re.compile(
    r"\?|\d{1,2}[:.]\d\d|\bруб|₽|https?:|завтра|послезавтр|напомина|собрани|принес(?:ти|ите|ла|"
    r"ли|у)\b|принос(?:им|ить|ите)\b|\bсбор|"
    r"сбр[ао]с|сда[тедйв]|репетиц|костюм|начало\s+в|\bв\s+\d|каб\b|кабинет|актов|линейк|"
    r"ж[ду][уе]?[мт]?\s+(?:вас|всех|детей|на)|"
    r"приглаша|расписани|учимся|учатся|подар(?:ок|к[аио])|букет|\bкуп[иля]|собира|\bдз\b|"
    r"задани|конкурс|олимпиад|соревнов|\bместо[мв]?\b|победител|приз[её]?р|результат|грамот|"
    r"диплом|автобус|форм[аеуы]\b|"
    r"ссылк|подскаж|скаж(?:ите|и)|скиньте|напиш|(?:^|[.!\n,]\s*)кто\s+(?!люб|нас|прос|с\s+нами)|"
    r"\bкогда|\bгде\b|во\s+сколько|можно|нужн|"
    r"просьб|прошу|просим|"
    r"\bв\s+(?:понедельник|вторник|среду|четверг|пятницу|субботу|воскресенье)|числа\b|"
    r"выходн\w+\s+(?:день|с\b|по\b)|"
    r"отмен|закрыт|перенес|перенос|явка|билет|спектакл|экскурс|концерт\w*\s+(?:в|буд|сост|пройд)|"
    r"фото\w*\s+(?:в|на|з|по|скин|выл)|"
    r"выступ|стих\w*\s+(?:уч|выу)|сценари|заболе|болеет|уроков\s+(?:не|нет)|не\s+учат|рисун|"
    r"поделк|\bчто\s+\w+л[иа]?\b|запис|заняти|зачисл|приказ|списк|состоится|пройдет",
    _FLAGS,
)
_CONGRATULATED = re.compile(r"поздр", _FLAGS)
_DIRECTLY = re.compile(r"\bжела(?:ю|ем)\b", _FLAGS)
_ACHIEVEMENT = re.compile(
    r"\b[сc]о?\s+(?:\w+\s+){0,4}(?:побед(?:ой|ою|ами)|место[мв]|местом|призов|поступлени|"
    r"зачислени|успешн|"
    r"достижени|наград|сдачей|медал|кубк|золот|серебр|бронз|грамот|диплом|успех|результат|"
    r"выход)|поздравл\w+\W+(?:\w+\W+){0,3}за\s+побед",
    _FLAGS,
)
_DRAWN_OUT = re.compile(r"([а-я])\1{2,}", _FLAGS)
_THANKS = re.compile(r"спасиб|благодар(?:ю|им|ств)", _FLAGS)
_MORNING = re.compile(
    r"\W*(?:(?:всем|добр\w+|утр\w+|с|со|спокойной|ноч\w+|сладких|снов|хорош\w+|отличн\w+|"
    r"удачн\w+|прекрасн\w+|"
    r"чудесн\w+|легк\w+|продуктивн\w+|солнечн\w+|прият\w+|классн\w+|дня|денька|вечера|недели|"
    r"выходных|пятницы|субботы|"
    r"настроения|воскресенья|понедельника|вторника|среды|четверга|праздника|и|вам|всех|мам\w+|"
    r"девоч\w+|девчон\w+|друзья|родители|дорогие|милые|любимые|"
    r"народ|страна|мир|ребят\w*|"
    r"коллеги|соседи)\W*){1,8}",
    _FLAGS,
)
# One wish alone that can be nothing but a postcard.
_ABSTRACT = re.compile(
    r"пусть\s+(?:\w+\s+){1,6}(?:улыб|радост|счаст|удач|мечт|сбуд|сбыв|добр[ао]\b|любов|любв|исполн)|"
    r"(?:хорош|отличн|прекрасн|удачн|чудесн|классн|приятн|весел|продуктивн|солнечн)\w+\s+(?:\w+\s+)?"
    r"(?:выходных|праздник\w+|каникул|пятницы|субботы|воскресенья|недел\w+|денечка|денька)\s*[!)]|"
    r"открыт(?:оч)?к\w+\s+(?:вам|тебе|всем)|(?:лови(?:те)?|держи(?:те)?)\s+открыт\w+|именинни\w+\s+ура|ура\s+именинни",
    _FLAGS,
)
_TO_ALL = re.compile(r"\bвсем\b|друзья|девч|девоч|мамочк", _FLAGS)
LONGEST_GREETING = 90
SHORT = 8  # words: two wishes among so few are the whole message
LONGEST_READ = 400  # code points: a longer congratulation shows itself by then


@dataclass(frozen=True, slots=True)
class Congratulation:
    start: int
    end: int
    outright: bool  # nothing beside it makes it anything else


@lru_cache(maxsize=1024)
def find_congratulation(
    text: str, feast: bool = True, wishes: bool = True
) -> Congratulation | None:
    """The congratulation or the wishes that a message consists of; None when it brings business.

    Whoever knows that no feast or no wish is named spares the search for it.
    """
    typed = text[:LONGEST_READ].replace("ё", "е").replace("Ё", "Е")
    plain = _DRAWN_OUT.sub(r"\1", typed)
    found = _with_a_feast(plain) if feast else None
    if found is None and wishes:
        found = _wishes(plain)
    if found is not None and plain != typed:  # «с 8 мартааа»: the places no longer agree
        return Congratulation(0, len(text), found.outright)
    return found


def _with_a_feast(plain: str) -> Congratulation | None:
    feast = _WITH_A_FEAST.search(plain)
    found = feast or _OUTRIGHT.search(plain)
    if found is None:
        return None
    if _BUSINESS.search(plain) or _ACHIEVEMENT.search(plain):
        return None
    lead = len(found[0]) - len(found[0].lstrip(" \n.,!?;:—-)("))
    # «Поздравляю» with nothing to wish and much else to say may be news: a person looks.
    mere = feast or len(plain.split()) <= SHORT or _CONGRATULATED.search(found[0]) is None
    outright = bool(mere or _WISHES.search(plain)) and not _THANKS.search(plain)
    return Congratulation(found.start() + lead, found.end(), outright)


def is_a_morning_greeting(text: str) -> bool:
    """«Доброе утро!», «Всем хорошего дня» and nothing else: what is written under a postcard."""
    return len(text) <= LONGEST_GREETING and _MORNING.fullmatch(text.replace("ё", "е")) is not None


def _wishes(plain: str) -> Congratulation | None:
    wishes = list(_WISHES.finditer(plain))
    if not wishes or _THANKS.search(plain) or _BUSINESS.search(plain):
        return None
    start, end = wishes[0].start(), wishes[-1].end()
    if len(wishes) > 2:
        return Congratulation(start, end, outright=_WISHING.search(plain) is not None)
    short = len(plain.split()) <= SHORT
    if len(wishes) == 2 and (short or _WISHING.search(plain)):
        return Congratulation(start, end, outright=False)
    if _ABSTRACT.search(plain) is not None and "\n" not in plain.strip() and len(plain) < 160:
        return Congratulation(start, end, outright=False)
    if short and (_DIRECTLY.search(plain) or _is_a_wordy_postcard(plain, wishes[0][0])):
        return Congratulation(start, end, outright=False)
    return None


def _is_a_wordy_postcard(plain: str, wish: str) -> bool:
    """«Лёгкой недели всем!», «Доброе утро, страна! 🌞»; but a plain «Доброе утро» is a greeting."""
    greeted = wish.lower().startswith(("доброе утр", "утро доброе", "спокойной", "доброй"))
    addressed = _TO_ALL.search(plain) is not None
    smileys = emoji.emoji_count(plain)
    if smileys:
        return (
            addressed
            or _ABSTRACT.search(plain) is not None
            or smileys > 1
            or is_a_morning_greeting(plain)
            or len(plain.split()) < SHORT // 2
        )
    return addressed and not greeted and is_a_morning_greeting(plain)
