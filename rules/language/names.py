"""Is a word that sounds like swearing a name, or a word of another language?"""

import re

from rules.language import tables
from rules.language.drawn import ENGLISH, insult_tier
from rules.language.folding import fold
from rules.language.latin import holds_a_sure_root, is_unmistakable, may_be_chance, russian_readings
from rules.language.lexicon import insult_forms, words
from rules.language.morphology import is_first_name, is_known

_NEARBY = 160  # code points around a word in which its language is looked for
_MOST_ASKED = 8  # Latin words on each side that are read back to learn its language
_LATIN = re.compile(r"(?<![^\W_])[^\W\d_а-яёА-ЯЁ]{2,}(?![^\W_])")
_NAME_AFTER = re.compile(r"(?:[A-Z][a-z]+|[A-Z]{2,})\b")
_FOREIGN_LETTER = re.compile("[\u00c0-\u024f\u1e00-\u1eff]")  # é, ł, ü, ễ
_OF_LANGUAGES = re.compile(
    r"\bпо[- ]\w+(?:ски|цки)\b|\bс \w+ского\b|перев[оё]д|язык|значит|означа|песн|аниме|lex\b|"
    r"иероглиф|словар|слов[оауе]\b|фамили|"
    r"пословиц|поговорк|"
    r"\w+ск(?:ая|ий|ое|ие) (?:фраз|писател|режисс|художни|пев[ие]ц|акт[ёе]р|бренд|"
    r"марк|компани|футболист|игрок|теннисист|министр|император|поэт|блюд|остров|народ)|"
    r"им[яе]|назван|назыв|зовут|город|провинц|пиньинь|ник(?:нейм|ом)?\b|\w+ (?:яз|слово)\b"
)
_ENGLISH = tables.words("""
    is are was were be the of and to in it that this for with on at by an or as see page not
    from have has you your my we they he she his her their who what which when where how all can
    will would do does did one two new group about more also if so but no yes there here out up
    into than then them its me our i am very good like just know get make word means name called
""")
_LONG_WORD = 6  # letters of a word that no other language has by chance
_RUSSIAN_IN_LATIN = tables.words("""
    sosi sosat zaebal
    ty ti ya ja ne nie na nah vse vsem vseh eto etot eta kak chto cho che sho shto nu tvoya tvoy
    tvoj tvoi tvoyu moya moy moi mne tebe tebya teba vas vam nas nam idi idite poshel poshol
    poshla poshli posel blin vot tak tut tam zdes kto gde kogda opyat opat opyt uzhe uje mat
    mama papa bla blya blyat privet zavtra shkola shkole urok uroki domashka ego ee ix ih oni
    ona ono on my vy no za po pro iz ot do zhe je li esli eshe esche takoy takaya prosto ochen
    ebal ebat suka suki huy hui xuy huynya nahuy nahui pizdec pizda gavno govno zhopa jopa chmo
    loh dura durak koza kozel tvar mraz urod debil odin dva tri byl byla bylo budet hochu
    hochesh mozhno nado davai davay poka spasibo pojaluysta snova segodnya vchera den god klass
    uchilka himichka fizra kontrosha dz
""")
_OF_PLACES = frozenset(
    ["река", "реке", "реки", "деревня", "деревне", "село", "улица", "улице", "озеро", "герой"]
)
_SURNAME = re.compile(
    r"(?:[оеё]в|[иы]н|ский)(?:а|у|ой|ая|ым|ом|ых|ыми|ого|ому)?$|цк(?:ий|ая)$|[иа]дзе$|швили$|енко$"
)


def is_foreign(text: str, start: int, length: int) -> bool:
    """«Zhang Hui», «suka (индонез.)», «ni hui le ma»: a Latin word among no Russian ones."""
    word = fold(text[start : start + length])
    if ENGLISH.match(word) is not None or "*" in word:
        return False
    readings = tuple(russian_readings(word))
    if any(map(is_unmistakable, readings)):
        return False
    shown = text[start : start + length]
    if _FOREIGN_LETTER.search(shown) is not None:
        return True
    before = text[max(0, start - _NEARBY) : start]
    after = text[start + length : start + length + _NEARBY]
    spoken = [*_LATIN.findall(before)[-_MOST_ASKED:], *_LATIN.findall(after)[:_MOST_ASKED]]
    before, after = before.rstrip(), after.lstrip()
    opens = not before or before[-1] in ".!?"
    if shown.istitle() and (not opens or _NAME_AFTER.match(after) is not None):
        return True
    if shown.istitle() and not spoken and after[:1].isalpha():
        return True
    if _OF_LANGUAGES.search(f"{before} {after}".lower()) is not None or after[:1] in (
        "—",
        "–",
        "(",
    ):
        return True
    alone = not spoken and (before or after)
    if (shown.istitle() or alone) and not any(map(_stands_alone, readings)):
        return True
    if sum(fold(word) in _ENGLISH for word in spoken) > 1:
        return True
    others = [other for other in map(fold, spoken) if other != word]
    if others and not any(map(_is_surely_russian, others)):
        return True
    return 3 * sum(map(_reads_as_russian, others)) < 2 * len(others)


def _is_surely_russian(word: str) -> bool:
    """«ty», «blyat», «kontrolnaya»: «rosa» and «kamu» are other languages' too."""
    if word in _RUSSIAN_IN_LATIN:
        return True
    return any(
        is_unmistakable(reading)
        or insult_tier(reading) is not None
        or (len(reading) >= _LONG_WORD and is_known(reading))
        for reading in russian_readings(word)
    )


def _stands_alone(reading: str) -> bool:
    """A whole swear word or insult, not only one that is built like it."""
    return may_be_chance(reading) or insult_tier(reading) is not None


def _reads_as_russian(word: str) -> bool:
    return any(
        is_known(reading) or is_unmistakable(reading) or insult_tier(reading) is not None
        for reading in russian_readings(word)
    )


def is_name(text: str, start: int, length: int) -> bool:
    """«Перделкин», «Сукин Пётр Иванович», «Херасков»: a capital, and a surname's ending."""
    word = text[start : start + length]
    if not word.istitle():
        return False
    folded = fold(word)
    if _SURNAME.search(folded) is None:
        return is_strange_name(text, start, length)
    if folded in words("obscene_forms.txt") or folded in insult_forms():
        return stands_among_names(text, start, length)
    return True


def is_strange_name(text: str, start: int, length: int) -> bool:
    """«Сан-Херон», «в Хернёсанде»: a capital amid a sentence, and letters of no Russian word."""
    word = text[start : start + length]
    folded = fold(word)
    if not word.istitle() or _SURNAME.search(folded) is not None:
        return False
    before = text[:start].rstrip(' «"')
    if not before or before[-1] in ".!?\n":
        return False
    return folded not in words("obscene_forms.txt") and not holds_a_sure_root(folded)


def stands_among_names(text: str, start: int, length: int) -> bool:
    """Is a name, initials, or a river beside the word, and no «сын»?"""
    after = text[start + length :].lstrip()
    before = text[:start].rstrip()
    if re.match(r"(?:сын|доч|дет)", after.lower()) is not None:
        return False
    if re.search(r"[А-ЯЁ][а-яё]+(?:[оеё]в|ин|ск)(?:а|у|ой|ий|ая|ым|ом)? и$", before):
        return True
    if (
        after[:1] == ","
        and re.search(r"[А-ЯЁ][а-яё]+(?:ов|ев|ин|ск)[а-я]{0,3}\b", after) is not None
    ):
        return True
    if has_initials(text, start, length):
        return True
    beside = re.search(r"([А-ЯЁа-яё]+)$", before)
    if beside is not None and (
        is_first_name(fold(beside[1]))
        or beside[1].lower() in _OF_PLACES
        or _is_patronymic(beside[1])
    ):
        return True
    if re.match(r"[А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ович|евич|овн|евн|ичн)", after) is not None:
        return True
    follows = re.match(r"[А-ЯЁ][а-яё]+", after)
    return follows is not None and (is_first_name(fold(follows[0])) or _is_patronymic(follows[0]))


def has_initials(text: str, start: int, length: int) -> bool:
    """«Сукин П. И.», «И. Чайка»: a capital letter with a dot beside a word."""
    before, after = text[:start].rstrip(), text[start + length :].lstrip()
    return (
        re.search(r"(?:^|[^\w])[А-ЯЁ]\.$", before) is not None
        or re.match(r"[А-ЯЁ]\.", after) is not None
    )


def _is_patronymic(word: str) -> bool:
    return re.search(r"(?:ович|евич|овн|евн|ичн)[а-я]{0,2}$", word.lower()) is not None
