"""People and papers that a message names beside a picture or a file.

«на фото Иванов Петя, 5Б», «фотка вашей Полины Роговой», «скан полиса Матвея Орлова»,
«Грачёв Дмитрий паспорт.pdf». A picture of heroes, writers and kings is nobody's datum.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.language.morphology import is_known
from rules.language.personal.finding import Finding
from rules.language.personal.names import is_famous, is_first_name, is_rare_name, is_surname

_MOST_WORDS = 60
_WORD = re.compile(r"[А-ЯЁа-яё]+(?:-[А-ЯЁ][а-яё]+)?")
_PICTURE = re.compile(
    r"(?<![а-яё])(?:фот(?:о|к[аиуе]|ки|очк[аиу]|ографи[яиюей]+)|снимк[еи]|снимок|видео|видос[еа]?|"
    r"скрин\w*|скан\w*|кадре?|подпись под|в (?:первом|втором|третьем|верхнем|нижнем) ряду|"
    r"слева|справа|в центре|посередине)(?![а-яё])",
    re.IGNORECASE,
)
_PAPER = re.compile(
    r"(?<![а-яё])(?:паспорт\w*|снилс\w*|полис\w*|свидетельств\w*|мед(?:ицинск\w+)?[ _-]?карт\w*|"
    r"справк\w*|инн|прописк\w*|загран\w*|аттестат\w*|диагноз\w*|выписк\w*|эпикриз\w*|анализ\w*|"
    r"дневник\w*|табел\w*|характеристик\w*|личн\w+ дел\w*|доверенност\w*|"
    r"сертификат\w* о привив\w*|прививочн\w+|больничн\w+|рецепт\w*)(?![а-яё])",
    re.IGNORECASE,
)
_FILE = re.compile(
    r"\.(?:pdf|jpe?g|png|heic|docx?|tiff?|bmp|rar|zip)(?![а-яёa-z])|(?<![а-яё])(?:стр|страниц\w*|"
    r"лист|разворот\w*|фото\d*|скан\w*|скрин\w*|копи[яию]|ксерокопи[яию]|снимок|файл\w*|вложени\w*)"
    r"(?![а-яё])",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"(?<!\d)(?:[1-9]|1[01])\s?[-«\"]?\s?[А-Еа-е](?![а-яёА-ЯЁ])|\d+ (?:класс|лет|год)"
)
_WHOSE = re.compile(
    r"(?<![а-яё])(?:мо[йяеиюё]|моего|моей|моих|муж[а]?|жены|сын[а]?|сыночка|доч(?:ь|ки|ери|еньки)|"
    r"реб[её]нка|внучки|внука|мам[ыа]|пап[ыа]|брата|сестры|бабушки|дедушки|свекрови|племянни\w+|"
    r"крестни\w+|соседк?[аи])(?![а-яё])",
    re.IGNORECASE,
)
_WANTED = re.compile(
    r"удали|убер|против|не дава|нуж[ен]|принес|сда[йтлёе]|требу|подготов|возьм|прове[рд]|обязат|"
    r"забуд|забыл|потерял|наш[лё]|"
    r"(?<![а-яё])л[сc](?![а-яё])|личк|личн[ыоу]|почт|кабинет|секретар|жду|жд[её]м|должник|остал|"
    r"не хватает|в печатном|распечат|госуслуг|сделайте|делаем|где |когда |можно|куда ",
    re.IGNORECASE,
)
_LESSON = re.compile(
    r"геро|роман|повест|рассказ[аеуы]?(?![а-яё])|сказк|истори|всош|учебник|портрет|картин|художник|"
    r"писател|поэт|царь|цар[яею]|князь|актер|актёр|певец|певиц|блогер|персонаж|егэ|огэ|"
    r"образец|шаблон|бланк|доклад|сочинени|выставк|музе|памятник|юбиле|лауреат|поздравля|"
    r"благодар|спасибо|побед|призер|призёр|чемпион|грамот|диплом|концерт",
    re.IGNORECASE,
)


def pictured_in(text: str) -> Iterator[Finding]:
    picture, paper = _PICTURE.search(text), _PAPER.search(text)
    if (picture is None and paper is None) or _LESSON.search(text) is not None:
        return
    people = list(_people_in(text))
    if paper is not None and _FILE.search(text) is not None and _WANTED.search(text) is None:
        owner = people[0] if people else _owner_in(text, paper)
        if owner is not None:
            first, last = min(owner[0], paper.start()), max(owner[1], paper.end())
            yield Finding("документ", first, last, certain="?" not in text)
            return
    if not people:
        return
    (start, end), *others = people
    if picture is not None and (paper is None or _WANTED.search(text) is None):
        told = bool(others) or _CLASS.search(text) is not None
        yield Finding("человек на снимке", start, end, certain=told)


def _people_in(text: str) -> Iterator[tuple[int, int]]:
    """A first name and a surname side by side, both with a capital."""
    found = [word for word in _WORD.finditer(text) if word[0][0].isupper()][:_MOST_WORDS]
    for one, other in pairwise(found):
        if not re.fullmatch(r"[ _]+", text[one.end() : other.start()]):
            continue
        words = _folded(one[0]), _folded(other[0])
        if any(map(is_famous, words)):
            continue
        named = [is_first_name(word) or is_rare_name(word) for word in words]
        surnamed = is_surname(words[1]) and not is_known(words[1])
        if (
            (named[0] and _may_be_a_surname(words[1]))
            or (named[1] and is_surname(words[0]))
            or (surnamed and one.start() > 0)
        ):
            yield one.start(), other.end()


def _owner_in(text: str, paper: re.Match[str]) -> tuple[int, int] | None:
    """«скан паспорта мужа», «медкарта Рафаэлы.pdf», «свидетельство_о_рождении_Котова.pdf»."""
    for word in _WORD.finditer(text):
        folded = _folded(word[0])
        if word.start() == paper.start() or not word[0][0].isupper() or is_famous(folded):
            continue
        first = is_first_name(folded) or is_rare_name(folded)
        if first or is_surname(folded) or (word.start() > 0 and not is_known(folded)):
            return word.span()
    whose = _WHOSE.search(text)
    return None if whose is None else whose.span()


def _may_be_a_surname(word: str) -> bool:
    """«Пак», «Ким», «Журов», «Мельник»: beside a first name nearly any word is one."""
    return len(word) > 2 and not is_first_name(word)


def _folded(word: str) -> str:
    return word.lower().replace("ё", "е")
