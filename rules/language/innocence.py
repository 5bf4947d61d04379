"""Surroundings in which a word that insults, or a masked word, is innocent."""

import re
from bisect import bisect_left
from functools import lru_cache

from rules.language.folding import fold
from rules.language.lexicon import words
from rules.language.masked import hides_an_ordinary_letter
from rules.language.reading import read
from rules.language.sieve import Sifted

# «п..сьмо, р..ка»: an exercise; «М***в и П***а»: names that one would rather not say.
_LEFT_OUT = re.compile(r"[а-яё](?:\.\.|…)[а-яё]", re.IGNORECASE)
_EXERCISE = Sifted(
    r"вставь|пропу(?:щ|ск)|орфограмм|диктант|упражнени|проверочн|букв|безударн", re.I
)
_DOTTED = re.compile(r"[а-яё][._…*][а-яё]", re.IGNORECASE)
_LETTERS_TO_PUT = Sifted(
    r"встав\w* \S*(?: \S+)? ?(?:букв|гласн|согласн)|пропущенн|безударн|орфограмм|ребус|"
    r"кроссворд|филворд|виселиц",
    re.I,
)
_PUZZLE = Sifted(r"кроссворд|подсказк|загад|отгада|виселиц|филворд|ребус|шарад", re.I)
_STARRED_NAME = re.compile(r"(?<!\w)[А-ЯЁ]\*+[а-яё]{0,3}(?!\w)")
# «сопляк — это гриб?», but not «идиот — это ты».
_DEFINED = re.compile(
    r"[»\"“]?\s*(?:[—–]|-\s)\s*(?!(?:это )?(?:ты|вы|он|она|они|тво|ваш|мо[йяё]|наш))", re.I
)
_AROUND = 30  # characters before a name in which its kind is told
_OF_ONESELF = frozenset({"чувствую", "ощущаю", "считаю", "чувствуешь", "выгляжу", "вела", "вел"})


def is_left_out(text: str, masked: str) -> bool:
    """Do the signs stand for letters that a pupil puts in, or that hide a name?"""
    if _DOTTED.search(masked) is not None and _LETTERS_TO_PUT.search(text) is not None:
        return True
    if len(_LEFT_OUT.findall(masked)) == 1:
        return len(_LEFT_OUT.findall(text)) > 1 or _EXERCISE.search(text) is not None
    return _STARRED_NAME.fullmatch(masked) is not None and len(_STARRED_NAME.findall(text)) > 1


_OPENING_QUOTES = '«„“"'
_QUOTED_TITLE = re.compile(r"[^«»„“”\"\n]{0,60}[»”“\"]")


def is_a_title(text: str, start: int) -> bool:
    """«„Идиот“ Куросавы», «„Мерзавцы“, спектакль»: a capital behind the opening mark."""
    opened = start > 0 and text[start - 1] in _OPENING_QUOTES and text[start].isupper()
    return (
        opened
        and not text[start + 1 : start + 2].isupper()
        and _QUOTED_TITLE.match(text, start) is not None
    )


_TURKIC = re.compile("[әөүңқғҳҹһӯӣҷјљњћђєіїґўӑӗҫӳ]", re.IGNORECASE)


def is_of_a_kindred_alphabet(text: str, fragment: str, *, weak: bool) -> bool:
    """«Тринидад ҳәм Тобаго», «Матур көз»: another language, and no look-alike of a letter.

    Of a `weak` word, an animal or a thing, one such letter is enough; else others stand around it.
    """
    own = len(_TURKIC.findall(fragment))
    return own > 0 and (weak or len(_TURKIC.findall(text)) > own)


_GAP_AFTER = re.compile(r"(?:\.\.|…|[*_])[а-яё]", re.IGNORECASE)
_GAP_BEFORE = re.compile(r"[а-яё](?:\.\.|…|[*_])$", re.IGNORECASE)
_GAP = re.compile(r"\.\.|…|_")
_AROUND_A_GAP = re.compile(r"\S*")


def is_left_of_a_gap(text: str, start: int, length: int) -> bool:
    """«нах..дился», «килом*трах»: what a letter left out of an ordinary word parts from it."""
    end = start + length
    before = text[max(0, start - _AROUND) : start]
    if _GAP_AFTER.match(text, end) is None and _GAP_BEFORE.search(before) is None:
        return False
    first = start - len(before.rpartition(" ")[2])
    around = _AROUND_A_GAP.match(text, first)
    whole = _GAP.sub("*", fold(around[0] if around else "")).strip('.,!?;:()«»"')
    exercise = len(_LEFT_OUT.findall(text)) > 1 or _EXERCISE.search(text) is not None
    return exercise or hides_an_ordinary_letter(whole)


_TONGUES = (
    r"(?:япон|китай|корей|тай|вьетнам|фин|индонезий|чеш|поль|серб|хорват|турец|татар|испан|тувин|"
    r"монголь|казах|узбек|башкир|якут|бурят|чуваш|литов|латыш|эстон|немец|француз|итальян|греч|"
    r"португаль|араб|удмурт|марий|киргиз|таджик|азербайджан|армян|грузин|норвеж|швед|дат|венгер|"
    r"румын|болгар|английс|латин)"
)
_OF_A_WORD = Sifted(
    r"\bпо далю\b|\bу даля\b|\b(?:ожегов|ушаков|фасмер|этимолог)|от (?:названия|имени) буквы|"
    rf"\bпо-(?:{_TONGUES}с?ки|хинди|латыни)\b|\bна {_TONGUES}с?ком\b|"
    r"\b(?:сокращени|аббревиатур|расшифр)|\bнах (?:хаузе|унтен|обен|остен|вестен|берлин)|"
    r"в переводе с|слова? на «|слов[оа] из (?!\w+ букв)|"
    r"\((?:турец|англ|нем|фр|лат|греч|исп|итал|япон|кит|санскр|тюрк|монг|татар)\w*\.?\)|"
    r"внутри слов|корень слова|"
    r"(?:фирм|компани|марк|бренд|завод|магазин|пос[её]л|дерев|с[её]л|рек|озер|остров|город|станци)"
    r"\w* «",
    re.I,
)


@lru_cache(maxsize=256)
def is_of_a_word(text: str) -> bool:
    """«похерить, по Далю, …», «слова на «еб»»: a lesson on a word, and not its use."""
    return _OF_A_WORD.search(text) is not None


_PLACE = (
    r"(?:деревн|пос[её]л|сел[оае]\b|город|гор[аыу]\b|озер|рек[аиу]\b|остров|станци|хреб|верши|"
    r"им(?:я|ена|ени)\b|фамили)"
)
_IS_A_PLACE = re.compile(rf"[»\"“]?(?:\.{{3}}|…)?(?: \w+)?\s*[—–,(-]?\s*(?:\w+ )?{_PLACE}", re.I)
_A_PLACE_CALLED = re.compile(rf"(?<!\w){_PLACE}\w*\s+[«\"„]?$", re.I)


def is_called_so(text: str, start: int, length: int) -> bool:
    """«Хуйтун — посёлок», «гора Хуйтэн»: a capital letter, and what it is the name of."""
    if not text[start].isupper() or text[start : start + length].isupper():
        return False
    before = text[max(0, start - _AROUND) : start]
    return (
        _IS_A_PLACE.match(text, start + length) is not None
        or _A_PLACE_CALLED.search(before) is not None
    )


_CLASSES = re.compile(r"\d{1,2}[а-яё](?:[-–—,/]\d{1,2}[а-яё])+", re.I)
_ABBREVIATION = re.compile(r"(?<!\w)[А-ЯЁ]{2,5}(?!\w)")
_LONGEST_ABBREVIATION = 4


def is_a_short_name(text: str, fragment: str) -> bool:
    """«3а-3б играют в 14», «БЛД, ПДК»: classes, and an abbreviation among others."""
    if _CLASSES.fullmatch(fragment) is not None:
        return True
    if not fragment.isupper() or len(fragment) > _LONGEST_ABBREVIATION or text.isupper():
        return False
    return len(_ABBREVIATION.findall(text)) > 1


_CITED = Sifted(
    r"пуля\W+дура|простаков|скотинин|фонвизин|глупый пингвин робко|болван\w* для |"
    r"скотин\w* у помещ",
    re.I,
)


@lru_cache(maxsize=256)
def is_cited(text: str) -> bool:
    """Words that everybody knows from a book or a proverb."""
    return _CITED.search(text) is not None


@lru_cache(maxsize=256)
def is_a_puzzle(text: str) -> bool:
    """«слово из четырёх букв: с**а», «кроссворд»: stars for letters to be found."""
    return _EXERCISE.search(text) is not None or _PUZZLE.search(text) is not None


def tells_of_itself(text: str, start: int, length: int) -> bool:
    """«вонючка — жук-вонючка», «я такой дурак», «дураком себя чувствую»."""
    if not text[:start].strip(' «"„') and _DEFINED.match(text, start + length) is not None:
        return True
    spoken = read(text).words
    place = bisect_left(spoken, start, key=lambda word: word.end)
    before = [word.text for word in spoken[max(0, place - 4) : place + 1] if word.end <= start]
    after = [word.text for word in spoken[place : place + 5] if word.start >= start + length]
    if "себя" in (*before[-2:], *after[:2]) and not _OF_ONESELF.isdisjoint(
        (*before[-3:], *after[:3])
    ):
        return True
    for word in reversed(before[-4:]):
        if word == "я":
            return True
        if word not in words("fillers.txt"):
            return False
    return False
