"""What people type when they have nothing to say: smileys, interjections, one-word answers.

A question or a request is recognised here too: under one, a lone «+» is an answer.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

import emoji

from rules.language.morphology import is_known
from rules.language.reading import read
from rules.language.tables import phrases, words

LONGEST_LOOKED_AT = 64  # code points of a wordless text: beyond them it is more of the same
MOST_WORDS = 8
LONGEST_TYPED = 16

ANSWERS = words(
    "да нет неа ага угу ок окей окейно оке оки ok okay okey окк yes no лан ладно ладненько хор "
    "хорошо хорош харашо понятно понял поняла поняли понятненько ясно ясненько принято принял "
    "приняла приняли учту учтем спасибо спасибочки пасиб пасибо спс спсб спасиб благодарю "
    "благодарим благодарствую мерси конечно можно плюс плюсую плюсик минус согласен согласна "
    "согласны поддерживаю будем буду готово сделано сдали сдал сдала да-да за против пожалуйста "
    "пожалуйста пжл отлично супер класс здорово прочитал прочитала прочитали прочла ознакомлен "
    "ознакомлена ознакомлены"
)
_POLITE_WORDS = words("большое огромное вам тебе всем вас и мы я тоже все очень спасибо пожалуйста")
_ANSWERING_EMOJI = frozenset("👍👌✅➕➖🙏🙋✔☑❌💯🤝🆗⬆")
_EMOJI_DRESS = "\ufe0e\ufe0f\u200d♀♂" + "".join(map(chr, range(0x1F3FB, 0x1F400)))
_ANSWERING_SIGNS = re.compile(r"[+\-–—±➕✅👍]{1,4}[.!)]*")

_SMILEY = re.compile(
    r"[:;=8xXхХ]['’]?[-–^oо]?[)(DdДPpРр3*\]\[/\\|]+|[()]{2,}|[()0]*[()]{2,}[()0]*|\^[_.]?\^|<3+|"
    r"[oо0]_+[oо0]|>_+<|>\.<|[tт]_+[tт]|-_+-|\^\^|¬_+¬|\\o/"
)
# «(◕‿◕)», «¯\_(ツ)_/¯»: a face drawn with signs and letters of no tongue spoken here.
_DRAWN_FACE = re.compile(r"[^A-Za-zА-Яа-яЁё\d]*")
_DRAWN_SIGN = re.compile(r"[^\x00-\x7f«»„“”–—…№’А-Яа-яЁё]")
_SMILEYS = re.compile(rf"(?:(?:{_SMILEY.pattern})\s*){{1,6}}")
_TYPED_SMILEYS = words("xd хд хдд xdd хдддд")

_INTERJECTIONS = words(
    # Squeezed: a letter typed many times is written once.
    "аха хм хмм гм эм мда нда мдя ого огого ух ухты ухтышка ох ах эх ой айай ойой ай ойей охох "
    "ахах упс "
    "упсик ура "
    "урра опа опачки оп опля оба вау ваув уау вов wow омг omg ого-го лол кек lol kek lmao rofl "
    "лмао "
    "ору ржу ржунимагу ржака орунимагу ахтунг фу фух фуф фи тьфу бр пф тю ня мяу гав муа бла бе хе "
    "хех ха хах "
    "хи хо гы бгг бугага бугагашечки гага гыгы азаза азазаз алле йоу йо еху эге "
    "уаля вуаля блин блиин капец жесть жестяк трындец обалдеть офигеть офигенно обалдетьневстать "
    "мамочки ужос чума атас огонь ништяк тадам та-дам оу уу ау эй ауч зашибись ппц пц пздц "
    "батюшки божечки господи нифига нифигасе нихрена ничоси ничосе "
    "ля елки елкипалки елочки матерь мама-миа мамма му бум бам бах бабах бух апчхи чхи кхе кхм "
    "кхек "
    "хлоп тыц тыдыщ дыщ пыщ шмяк бамц хрю ква кря тяв мур тс тш тпру эгегей ай-яй уря урашечки "
    "ура-ура опля упсс епрст екарный хнык хныч бззз чмок ам ням юху йуху йеху вухуу йес есс йоху "
    "ихо вжух бац бабах тадам пам та-дам ахтыж ехех ихих хыхы хохо хихи хехе пхах агась угусь "
    "опаньки айяйяй ойеей эгей оля-ля охохонюшки ухтышечки обожемой ничегосебе даладно нуинуу "
    "ктык бу "
    "божемой ухтыж оппа оппаньки хоба хобана фуу фуфу тьфутьфу воу вуху уоу хы ъуъ штош шта "
    "ржунемогу уряя уря тадам ваа "
    "уии уиии иха йей йеей ееей хихикс хихи бугагашенька бубубу кукареку кукукареку фе мдэ мдя "
    "эхехе чпок бдыщ бдышь бадабум дзынь динь хр чш трололо тралялям лалала нана ололо гагага кхкх "
    "ахаха упсики ойнуладно охти ухх пуф пых фырк топ-топ цок муа-ха-ха кар карр чик чирик бур "
    "бульк"
)
_SOUND = re.compile(
    r"(?:ой|ай|эй|ох|ах|эх|ух|ха|хе|хи|хо|хы|му|гав|мяу|мур|кхе|апчхи|бум|бам|бах|ля|ла|тра|на|бла|ням|"
    r"гы|аз|за|йо|пам|ту|ча|ку|ква|кря|хрю|тук|динь|тик|так|ура|опа|ого|оп|йо|ей|яй|уй|иа|у|о|а|э){2,}[хйуао]?"
)
_MUST_SOUND = (
    "хах",
    "хех",
    "хих",
    "ойо",
    "айа",
    "эхе",
    "охо",
    "ухо",
    "ля",
    "бла",
    "ням",
    "аха",
    "урау",
    "опао",
    "огоо",
    "айя",
    "ойе",
    "ммм",
    "гыг",
    "азаз",
    "заза",
    "лала",
    "памп",
)
_KEYBOARD = (
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "qwertyuiopasdfghjklzxcvbnm",
    "фывфывфывфыв",
    "авпавпавпавп",
)
# Letters under resting fingers only: «лдвыаоылва», «asdasd».
_HOME_ROW = re.compile("[фывапролджэ]+|[asdfghjkl]+")
_ALONG_THE_KEYS = re.compile("asd|sdf|dfg|fgh|ghj|hjk|jkl")
_DRAWN_OUT = frozenset(
    "амоуыэифеяхржзшщьн"
)  # one letter alone is an interjection when typed thrice
_PHRASES = frozenset(
    phrases(
        "оу май гад|елки палки|ешкин кот|мать моя|твою дивизию|ну и ну|ай яй яй|ай ай ай|ой ей "
        "ей|е мое|"
        "фига себе|ой все|ого го|ого го го|эге гей|ничего "
        "себе|вот это да|да уж|да у ж|надо же|вот те на|вот так так|боже мой|о боже|"
        "бог мой|мама дорогая|мама мия|ух ты|вот это поворот|ну дела|ну и дела|ну надо же|да ладно|"
        "ни фига себе|нифига себе|вот блин|ну блин|ржу не могу|нихрена себе|нефига себе|ниче се|"
        "ниче себе|ой фсе|оу май|угар|умора|до слез|смешно до слез|ага ага ага|угу угу угу|ой "
        "не могу|ну вот|вот так вот|"
        "вот так|"
        "ну да ну да|ля ля|ля ля ля|тра ля ля|бла бла|бла бла бла|ой ли|вот вот|эх ты|хи хи|хо хо|"
        "хе хе|ха ха|ха ха ха|ку ку|опа на|елки зеленые|мать честная|святые угодники|ой мамочки|"
        "ой божечки|ой ужас|какой ужас|вот ужас|да ну|да ну на фиг|да ну нафиг|ну нафиг|вот те раз|"
        "и не говори|кто бы сомневался|ну такое|мда уж|ну и ладно|горе мне|тили тили|та дам|ой ой|"
        "ай ай|ох ох|эх эх|ух ух|гав гав|мяу мяу|му му|ням ням|бум бум|тук тук|жесть какая|"
        "какая жесть|вот жесть|вот капец|ну капец|ну ужас|во дела|во даете|ну вы даете|ой не не|"
        "вот это поворот|ну и новости|ой держите меня|держите меня семеро|я в шоке|шок|в шоке|"
        "просто шок|"
        "не могу|и смех и грех|ну ты даешь|вот это номер|с ума сойти|обалдеть просто|просто жесть|"
        "просто огонь|ну и жесть|ну капец|вообще капец|полный капец"
    )
)
_LAUGHED = words(
    "я не могу умираю умерла плачу падаю упала лежу сдох сдохла ору кричу держите меня семеро "
    "смешно прикол жиза это вы ты он она просто реально все в голос со смеху до слез ну вообще ваще"
)
_FILLERS = words(
    "ну вот это и а как просто ты уж же вообще прям ж прикол прикольно смешно круто точно какой "
    "какая да нет то"
)
_LAUGHING_LETTERS = frozenset("ахпвызхеиоэугбъьяю")
_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_REPEATED = re.compile(r"(.)\1+")

_OPENINGS = frozenset(
    word[:3]
    for word in (*ANSWERS, *_POLITE_WORDS, *_INTERJECTIONS, *_FILLERS, *" ".join(_PHRASES).split())
)
_DRAWN_OR_LAUGHED = frozenset(
    [
        *(2 * letter for letter in _DRAWN_OUT),
        *words(
            "ах ха хи их хе ех хо ох хы ых пх хп аз бх вх xd xд ой ай эх ух бл ля ла ня му эй йу юх"
        ),
        *words("фы йц яч qw as ав лд пв ол ло ды вы ыв жд гх gh dfg fg sd df"),
    ]
)

_ASKING = re.compile(
    r"\?|поставьте|ставим|ставьте|ставь|отметь|отмеч|отзов|откликн|напишите|пишите|ответьте|"
    r"проголосу|голосу|опрос|подтверд|кто\s+(?:ид|ед|бу|сд|за|мо|пр|со|хо|уч|не)|прошу|просьба|"
    r"просим|принес|сдайте|сдаем|напомина|подскаж|скажите|сообщите|нужн[оаы]|надо\b|необходимо|"
    r"жду\b|ждем|давайте|предлага|вниман|важно|завтра",
    re.IGNORECASE,
)

_JOINT_ANSWER = re.compile(
    r"\W*(?:да\W+|\+\W*|мы\W+|я\W+|тоже\W+)*(?:ознаком|соглас|подтвержд|даю\s+соглас|прочита|"
    r"сда(?:ли|ла|л)\b|"
    r"оплат|перевел|проголос|прид[уе]|будем|буду|участву|ид[уе]м?\b|поддержив|спасиб|благодар|"
    r"принято|"
    r"хорошо|за\b|против\b|не\s+(?:ид|буд|возраж|против)|соболезн|выздоравл|прив[её]т|здравств|"
    r"добр\w+\s+(?:день|утро|вечер)|инструктаж)",
    re.IGNORECASE,
)


_CONSENT = re.compile(r"ознаком(?:лен|ил)|соглас(?:на|ен|ны)\b|подтвержда|согласие", re.IGNORECASE)


def is_a_joint_answer(text: str) -> bool:
    """What a whole class is asked to write alike: «ознакомлена», «сдали», «мы идём»."""
    text = text[:1024]
    return _JOINT_ANSWER.match(text) is not None or _CONSENT.search(text) is not None


def may_be_small_talk(said: Sequence[str]) -> bool:
    """A cheap look before the close one: do a few words begin and end as small talk does?"""
    if not said:
        return True
    if len(said) > MOST_WORDS:
        return False
    if len(said) <= 3 and said[0][:2] in _DRAWN_OR_LAUGHED:
        return True
    return _opens(said[-1]) and _opens(said[0])


def _opens(word: str) -> bool:
    if word[:3] in _OPENINGS or word[:2] in _DRAWN_OR_LAUGHED or len(word) < 3:
        return True
    if word[1] != word[2] and word[2:3] != word[3:4]:
        return False
    return _squeeze(word)[:3] in _OPENINGS


def asks(text: str) -> bool:
    """Is this a question, a request or an announcement, under which short answers belong?"""
    return _ASKING.search(text[:1024]) is not None


def tokens(text: str) -> list[str]:
    """The words as typed, in lower case: repeats are kept, for «ммм» is no «м»."""
    return _TOKEN.findall(text[:1024].lower().replace("ё", "е"))


@lru_cache(maxsize=2048)
def is_smileys_only(text: str) -> bool:
    """Nothing but emoji and typed smileys (at least one): «😂 😂», «)))», «:)».

    Keycaps count as digits, so a numbered list is none.
    """
    if _is_a_drawn_face(text):
        return True
    if read(text).words:
        typed = len(text) <= LONGEST_TYPED and _SMILEYS.fullmatch(text.strip())
        return bool(typed) or _TYPED_SMILEYS.issuperset(tokens(text))
    head = text.strip()[:LONGEST_LOOKED_AT]
    if not head:
        return False
    return _SMILEY.search(head) is not None or emoji_in(head) > 0


def _is_a_drawn_face(text: str) -> bool:
    return (
        len(text) <= LONGEST_LOOKED_AT
        and _DRAWN_FACE.fullmatch(text) is not None
        and _DRAWN_SIGN.search(text) is not None
        and any(bracket in text for bracket in "()（）ʕʔ[]")
    )


def emoji_in(text: str) -> int:
    """How many emoji there are; a flag or a family is one."""
    return int(emoji.emoji_count(text))


def is_an_answering_sign(text: str) -> bool:
    """A lone «+», «-», «👍», «✅✅»."""
    bare = "".join(text[:LONGEST_LOOKED_AT].split())
    if _ANSWERING_SIGNS.fullmatch(bare):
        return True
    seen = [sign for sign in bare.rstrip(".!)") if sign not in _EMOJI_DRESS]
    return 0 < len(seen) <= 4 and _ANSWERING_EMOJI.issuperset(seen)


@lru_cache(maxsize=2048)
def is_a_lone_answer(text: str) -> bool:
    """«+», «ок», «да», «спасибо большое», «👍»: one short answer and nothing besides."""
    if len(text) > LONGEST_LOOKED_AT or "?" in text:
        return False
    typed = tokens(text)
    if not typed:
        return is_an_answering_sign(text)
    if len(typed) > 4 or " ".join(typed) in _PHRASES:
        return False
    squeezed = [_squeeze(word) for word in typed]
    said = [
        word in ANSWERS or short in ANSWERS for word, short in zip(typed, squeezed, strict=True)
    ]
    return any(said) and all(
        known or word in _POLITE_WORDS for known, word in zip(said, typed, strict=True)
    )


@lru_cache(maxsize=2048)
def is_interjections_only(text: str) -> bool:
    """«ахахах», «ммм», «ого!», «ну и ну»: feeling without content, with or without smileys."""
    typed = tokens(text)
    if not 0 < len(typed) <= MOST_WORDS:
        return False
    squeezed = " ".join(_squeeze(word) for word in typed)
    if squeezed in _PHRASES or squeezed.removeprefix("ну ").removeprefix("ой ") in _PHRASES:
        return True
    felt = [_is_an_interjection(word) for word in typed]
    if all(felt):
        return True
    if "?" in text or not any(felt):
        return False
    if _is_felt_aloud(typed, felt):
        return True
    rest = [_squeeze(word) for known, word in zip(felt, typed, strict=True) if not known]
    return " ".join(rest) in _PHRASES or (len(typed) <= 4 and _FILLERS.issuperset(rest))


def _is_felt_aloud(typed: list[str], felt: list[bool]) -> bool:
    """«ахаха, прикол», «ммм, вкусно»: laughter or a drawn-out sound, and a word or two beside."""
    rest = [word for word, known in zip(typed, felt, strict=True) if not known]
    if _is_laughter(typed[0]) and _LAUGHED.issuperset(typed[1:]):
        return True
    aloud = any(
        known and (_is_laughter(word) or len(_squeeze(word)) == 1)
        for word, known in zip(typed, felt, strict=True)
    )
    return aloud and len(typed) <= 3 and len(rest) <= 2 and ANSWERS.isdisjoint(rest)


def _is_an_interjection(word: str) -> bool:
    short = _squeeze(word)
    if len(short) == 1:
        return len(word) >= 3 and short in _DRAWN_OUT
    if word in _INTERJECTIONS or short in _INTERJECTIONS or _is_laughter(word):
        return True
    sound = len(short) > 3 and short.startswith(_MUST_SOUND) and _SOUND.fullmatch(short)
    return bool(sound) or _is_typed_at_random(word)


def _is_typed_at_random(word: str) -> bool:
    """«фывапр»: fingers drawn along the keys."""
    if len(word) < 5:
        return False
    if any(word in row for row in _KEYBOARD):
        return True
    if _HOME_ROW.fullmatch(word) is None:
        return False
    return not is_known(word) if word[0] > "z" else _ALONG_THE_KEYS.search(word) is not None


def _is_laughter(word: str) -> bool:
    """«хаха», «ахпхпхх», «хихи»: at least two «х», and letters that fingers fall on."""
    if len(word) < 3 or not _LAUGHING_LETTERS.issuperset(word):
        return False
    breaths = word.count("х")
    return breaths >= 2 and (2 * (breaths + word.count("а")) >= len(word) or len(set(word)) <= 3)


def _squeeze(word: str) -> str:
    return _REPEATED.sub(r"\1", word[:LONGEST_LOOKED_AT])
