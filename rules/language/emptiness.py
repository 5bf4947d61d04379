"""One pass over a text that tells which kinds of empty talk are worth a closer look.

An ordinary message holds none of these hints and pays for nothing else.
"""

import re
from functools import cache, lru_cache

import ahocorasick

from rules.language.idle_talk import is_idle_talk
from rules.language.reading import read
from rules.language.slang import SHORT, STEMS, has_weak_slang
from rules.language.smalltalk import may_be_small_talk
from rules.language.tables import phrases

FEAST, SLANG, _PASSED_ON, _TO_MANY, _FRIGHTENING = 1, 2, 4, 8, 16
CHAIN_LETTER, SMALL_TALK, SHORT_SLANG, CAPITALS, TRAILING = 32, 64, 128, 256, 512
WISH, IDLE = 1024, 2048

TRAIL = 4  # signs after the last word, more than «!)» takes
_LETTER = re.compile("[0-9A-Za-zА-Яа-яЁё]")
_ENDS_IN_CAPITALS = re.compile(r"[^\W\d_a-zа-яё](?![a-zа-яё])")

_PIECES = {
    FEAST: (
        "праздни|рождением|окончанием|завершением|здей|виват|трапез|рожда|гип гип|гип-гип|пасхи|"
        " с 23|расти|"
        "мирного неба|будьте |мира,|добра,|тепла,|счастья,|любви,|здоровья,|поздр| днем| днём|"
        "днюх|днюш|покровом|с весной|с летом|с осенью|февралем|"
        "мартом|годом|рождеств|пасхой|крещением|троицей|спасом|юбилеем|годовщин|масленицей|"
        "воскрес|наступ|прошедш|добрым утр|добреньк|хэлло|хелло|пятницей|понедельником|"
        "субботой|воскресеньем|выходными|каникулами|именин|новосель|байрам|началом |с первым |"
        "с последним |8 марта|8-м|1 сентября|23 февраля|9 мая|1 мая|ноября|12 июня|восьмым|"
        " с др|с дн|happy|горько|многая|долгая лета|крестин|возвращением|салют|выпускным|"
        "новорожд|пополнением|сочельник|навруз|днемрожд|прощен|"
        "первым сент|счастливого|утречк"
    ),
    WISH: (
        "прекрасной|долгих лет|утречк|счастливого|легкой|лёгкой|хорошей|приятн|продуктивн|"
        "утро доброе|утро, |утро! |доброго утр|сладких|удачного|удачной|солнечного|счасть|"
        "здоровь|любви|радост| удачи|мирного|благополуч|настроени|пусть|желаю|желаем|наилучш|"
        " снов|спокойной н|хорошего|хороших вых|отличного|отличных|прекрасного|чудесного|"
        "доброй ноч|открытк|открыточк|именинни|улыб|целую|обнимаю|карман|чудес"
    ),
    _PASSED_ON: (
        "перешл|пересыл|пересла|перекинь|перекид|передай|передать|раздай|сделай|сделайте|"
        "разошли|разосла|рассыла|раскида|раскин|отправ|распростран|поделись|поделитесь|"
        "скопируй|копируй|предупред|сообщите|расскажи|скинь|кинь|пошли|отошли"
    ),
    _TO_MANY: (
        "чат|всем:|троим|двоим|пятерым|всем |всем!|всем,|всем.|всеми|друзья|друзей|подруг|"
        "контакт|знаком|люд|человек|близки|"
        "групп|максимально|бесед|копий|эту инф|другому|дальше|кого|родны|"
        "адрес|больше|своих |своим"
    ),
    _FRIGHTENING: (
        "неактивн|перепис|проклят|момо|ангел|не порви|не отправишь|не отправите|тем, к|тем к|"
        "которую знае|"
        "газовщик|репост|с ядом|отравлен|подкидыва|на стен|лайк если|цепоч|цепь|письмо счасть|"
        "игнорир|"
        "похища|воруют дет|крадут|наркотик|платным|раздают|раздава|фургон|банда|маньяк|молитв|"
        "не удаляй|разбрасыва|не берите труб|по городу ез|это не шутка|не отвечайте на|"
        "пусть все зна|пусть все уз|исполнится|не отправ|не перешл|педофил|дочита|скопируй|"
        "вставь|хакер|взлом|"
        "распыл|сердечек|смайлик и|настоящий друг|любишь меня|знакомая медсестр|сын подруги"
    ),
}


@cache
def _hints() -> ahocorasick.Automaton:
    # A short stem counts only where a word begins: «чил» stands in «включил».
    kinds = {stem if len(stem) > 5 else f" {stem}": SLANG for stem in STEMS}
    for kind, pieces in _PIECES.items():
        for piece in phrases(pieces):
            kinds[piece] = kinds.get(piece, 0) | kind
    automaton = ahocorasick.Automaton()
    for piece, kind in kinds.items():
        automaton.add_word(piece, kind)
    automaton.make_automaton()
    return automaton


def hints(text: str) -> int:
    """FEAST, WISH, SLANG, CHAIN_LETTER or a sum of them; 0 for most texts."""
    kinds = 0
    for _, kind in _hints().iter(f" {text.lower()} "):
        kinds |= kind
    if kinds & _FRIGHTENING or kinds & (_PASSED_ON | _TO_MANY) == _PASSED_ON | _TO_MANY:
        kinds |= CHAIN_LETTER
    return kinds & (FEAST | WISH | SLANG | CHAIN_LETTER)


@lru_cache(maxsize=8192)
def glance(text: str) -> int:
    """Which kinds of empty talk deserve a close look: a sum of the constants above.

    Reads no more of the text than a rule that finds nothing can afford.
    """
    reading = read(text)
    text = reading.original
    kinds = hints(text)
    said = reading.texts
    if may_be_small_talk(said):
        kinds |= SMALL_TALK
    if not said:
        return kinds
    if len(said) <= SHORT and has_weak_slang(said):
        kinds |= SHORT_SLANG
    if is_idle_talk(reading):
        kinds |= IDLE
    if _ENDS_IN_CAPITALS.search(text) is not None:
        first, middle, last = (reading.words[i] for i in (0, len(said) // 2, -1))
        ends = text[first.end - 1] + text[middle.end - 1] + text[last.end - 1]
        if not ends.islower() and any(map(str.isupper, ends)):
            kinds |= CAPITALS
    if _LETTER.search(text, len(text) - TRAIL) is None:
        kinds |= TRAILING if len(text) - reading.words[-1].end >= TRAIL else 0
    return kinds
