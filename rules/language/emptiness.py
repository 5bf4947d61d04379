"""One pass over a text that tells which kinds of empty talk are worth a closer look.

An ordinary message holds none of these hints and pays for nothing else.
"""

from functools import cache

import ahocorasick

from rules.language.slang import STEMS

CONGRATULATION, SLANG, _PASSED_ON, _TO_MANY, _FRIGHTENING = 1, 2, 4, 8, 16
CHAIN_LETTER = 32

_PIECES = {
    CONGRATULATION: (
        "праздни|поздр| днем| днём|днюх|днюш|покровом|февралем|мартом|долгих лет|годом|рождеств|пасхой|крещением|троицей|спасом|юбилеем|"
        "годовщин|масленицей|воскрес|наступ|прошедш|добрым утр|добреньк|утречком|пятницей|"
        "понедельником|субботой|воскресеньем|выходными|легкой|лёгкой|хорошей|приятн|продуктивн|утро доброе|утро, |утро! |доброго утр|сладких|удачного|удачной|солнечного|каникулами|именин|новосель|байрам|началом |"
        "с первым |с последним |8 марта|8-м|1 сентября|23 февраля|9 мая|1 мая|ноября|12 июня|"
        "восьмым|счасть|здоровь|любви|радост| удачи|мирного|благополуч|настроени|пусть|желаю|желаем|"
        "наилучш| снов|спокойной н|хорошего|хороших вых|отличного|отличных|прекрасного|чудесного|доброй ноч|"
        " с др|happy|выпускным|новорожд|пополнением|сочельник|навруз|днемрожд|прощен|первым сент"
    ),
    _PASSED_ON: (
        "перешл|пересыл|пересла|перекинь|перекид|передай|передать|раздай|сделай|сделайте|разошли|разосла|рассыла|раскида|раскин|отправ|"
        "распростран|поделись|поделитесь|скопируй|копируй|предупред|сообщите|расскажи|скинь|кинь|пошли|отошли"
    ),
    _TO_MANY: (
        "всем |всем!|всем,|всем.|всеми|друзья|подруг|контакт|знаком|люд|человек|близки|чаты|чатам|чатах|"
        "групп|бесед|копий|эту инф|другому|дальше|кого|родны|адрес|больше|своих |своим"
    ),
    _FRIGHTENING: (
        "репост|лайк если|цепоч|цепь|письмо счасть|игнорир|похища|воруют дет|крадут|наркотик|платным|раздают|"
        "раздава|фургон|банда|маньяк|молитв|не удаляй|разбрасыва|не берите труб|по городу ез|"
        "это не шутка|не отвечайте на|пусть все зна|пусть все уз|исполнится|не отправ|не перешл|педофил"
    ),
}


@cache
def _hints() -> ahocorasick.Automaton:
    # A short stem counts only where a word begins: «чил» stands in «включил».
    kinds = {stem if len(stem) > 5 else f" {stem}": SLANG for stem in STEMS}
    for kind, pieces in _PIECES.items():
        for piece in pieces.split("|"):
            kinds[piece] = kinds.get(piece, 0) | kind
    automaton = ahocorasick.Automaton()
    for piece, kind in kinds.items():
        automaton.add_word(piece, kind)
    automaton.make_automaton()
    return automaton


def hints(text: str) -> int:
    """CONGRATULATION, SLANG, CHAIN_LETTER or a sum of them; 0 for most texts."""
    kinds = 0
    for _, kind in _hints().iter(f" {text.lower()} "):
        kinds |= kind
    if kinds & _FRIGHTENING or kinds & (_PASSED_ON | _TO_MANY) == _PASSED_ON | _TO_MANY:
        kinds |= CHAIN_LETTER
    return kinds & (CONGRATULATION | SLANG | CHAIN_LETTER)
