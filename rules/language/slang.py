"""Young people's slang, as it stands in chats of the 2020s.

A strong word is slang wherever it stands. A weak one («го», «хз», «пон») is told from an
ordinary word or a typing error by the shortness of the message.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rules.language.reading import Reading, Word
from rules.language.tables import words

_VERB = (
    r"(?:ть|ю|у|им|ем|ит|ет|ишь|ешь|ят|ют|ил[аи]?|ал[аи]?|л[аи]?|и|ай|й|ься|ться|тся|шься|"
    r"л[ао]?сь|лись|лся|мся|юсь)"
)

# Stem -> what may follow it; an empty ending is a word that does not change. Left out on purpose:
# «катка» (каток), «база», «угарный» (газ), «токсичный», «слей», «краше», «тюбик», «чел.».
STEMS: Mapping[str, str] = {
    **dict.fromkeys(
        words(
            "кринж кренж рофл скуф альтушк тильт затильт зашквар душнил душнит душнишь задушнил "
            "сасн вкраш крашну крашиха "
            "хайпан хайпил хайпит хайпов хайпож хайпану хайпуе хайпуют захайп сагри навайб "
            "топчик шеймит пранкан "
            "запранк крипов крипот ржач ржак поржа нубас нубяр скиллов скилов апну нерфа нормис "
            "чечик делулу слэй движух дискач контрош чувак чувих корефан офигенск прикольчик "
            "ништяк "
            "фейспалм лойс нпсшн гигачад скибид сигмабо дединсайд пикми абоб бесяч кайфан кайфар "
            "кайфуш "
            "флексер флексан пофлекс лайтов хардкор тащер изян изич лолкек чиназес братиш "
            "бротиш физручк "
            "трешов "
            "трэшов ноунейм хейтер хейти захейт шипер шиппер забайт подкаты абьюзер криндж рофлан "
            "рофлян "
            "хайпо хайпу флекс эщкер ескер дратути дратуте ребзя ребзи ребзят чмок кукух вайбов "
            "кринжов "
            "кринжул кринжа имбов скипну скипай скипать задонат донатить руинит руинил заруин "
            "тиммейт тимейт затролл лузер пукан хейтер тусич тусим тусанем падик движуха движняк "
            "годнот олдскул пикми няшк няшн няшеч чотк четеньк ржомб угарн кекну кекаю рофлиш "
            "поржем "
            "пацык пацанчик братух братюн брател бротан кентух кентов корешок обнимашк целовашк "
            "покед чмаф здаров даров приветос приветули приветик хаюшк споки пасибк бумер зумер "
            "стремняк свэг классуха классруч тичер препач ноулайф "
            "лалк фейлан зафейл душнишк трушн "
            "труъ рашить пранк "
            "тиктокер токсик заскам соскам скамер мемас мемчик мемн лмао инстасамк чилово"
        ),
        r"\w*",
    ),
    **dict.fromkeys(
        words("чилл агри байти флекси чека чекни ливан лива фарми лута угора тащи рофли"), _VERB
    ),
    "чил": r"(?:|е|ить|ю|им|ит|ишь|ят|ил[аи]?)",
    **dict.fromkeys(words("пруф орнул угарнул братан заорнул скамнул душниш"), r"\w{0,4}"),
    "мем": r"(?:ас\w*|чик\w*)",
    "ливну": r"(?:ть|л|ла|ли|)",
    "вайб": r"(?!ер)\w{0,4}",
    "имб": r"(?:а|ы|у|е|ой|ов\w*|ул\w*|ищ\w*)",
    "краш": r"(?:а|ем|ик|иха|и|)",
    "чекн": r"(?:и|ите|уть|ем|ешь|у|ул[аи]?)",
    "кореш": r"(?:а|ей|ами|)",
    "нуб": r"(?:ы|ик|а|)",
    "матеш": r"(?:а|е|у|ка|ку|ке)",
    "училк": r"(?:а|и|у|е|ой)",
    "шари": r"(?:шь|м|те)",
    "пипец": r"\w*",
    "хав": r"(?:ать|чик\w*|аем|аю)",
    "скилл": r"(?:а|ы|)",
    "масик": r"(?:и|а|)",
    **dict.fromkeys(
        words(
            "почилить почилим почиллить почиллим зачилить рили треш трэш скам свага харош "
            "пруфани войсани мьютни ваще ауф бесючий хайп хайпа хайпе пипл пиплы пиплз найс "
            "изи-пизи имхо красава лав слэй мазафака уважуха вписон вписку вписка сорямба "
            "кек чсв тян тянка тянку нюдсы пикча пикчу пикчи збс збсь гамаем гамать гамал"
        ),
        "",
    ),
}
_STRONG = re.compile("|".join(f"{stem}{ending}" for stem, ending in STEMS.items()))

_WEAK = words(
    "го гоу пон хз крч ауф изи рил жиза бро братан лол кек топ сигма чел ору чо че ппц дс нзч "
    "збс пж "
    "хд мб омг сорян сорри плиз плз втф wtf агонь норм спок лан ща щас прив дарова ваще чисто "
    "чд слыш чет чета"
)
# Alone, or beside other small words, these are slang and nothing else.
_ALONE = words(
    "го гоу пон хз ауф изи рил жиза бро лол кек сигма ору чо че ппц нзч збс омг втф wtf агонь "
    "имба краш база хай эй чилл чил гг вп бб лан дарова братан бра чел слэй крч ноу кэп рофл "
    "кринж свэг найс пушка ржу лул хд имхо топчик мид"
)
_BESIDE = words("ну как я и а это так же прям просто реально чисто всем ток вот ты мы лютая лютый")
_TELLING = words(
    "хз крч ауф изи рил жиза пон ппц го гоу втф wtf чо че бро братан дс сорян ору лол кек збс "
    "чд слыш"
)
_PHRASES = re.compile(
    r"(?:ну )?(?:это |эт )?(?:просто |реально |чисто )?(?:база|жиза|имба|рофл|пушка|топ|кайф)|"
    r"сигма(?: бой)?|"
    r"(?:ору|ржу|угар) (?:с|просто|не могу).*|(?:я )?с \w+ (?:ору|ржу)|(?:не )?душни|пон(?: "
    r"принял)?|(?:\w+ )?изи(?: \w+){0,2}|(?:\w+ )?по кайфу|"
    r"(?:ну )?(?:хз|ауф|рил|жиза)(?: \w+){0,2}|крч(?: \w+){0,4}|"
    r"бро(?: \w+){0,3}|"
    r"ч[ео]+ как|чмоки чмоки|ну такоэ?е?|рил ток|ред флаг|ноу кэп|"
    r"(?:на|по) (?:изи|рофле?|приколу|чилле|чиле|лайте|кайфах|кайфу)|"
    r"взрыв (?:кукухи|мозга)|без (?:кринжа|рофлов|б|негатива)|в моменте|хай (?:народ|гайс)|"
    r"(?:ку|хай|дарова|здарова|йоу|хеллоу|хелло) (?:всем|народ|пацаны|девки|ребят\w*|бро|братва|"
    r"гайз|гайс|пипл)|(?:всем )?споки(?: ноки)?|гг вп|изи катка|катка слита|го катать|"
    r"ч[ео]+ (?:почем|по чем|за дела|каво|кого)|(?:ну )?(?:это |просто )?(?:мега |супер |лютая |"
    r"лютый )"
    r"(?:имба|кринж|кринжатина|кринжуха|пушка|бомба|разрыв|жиза|база|разнос)|чел(?:ик)? (?:ты|"
    r"хорош|харош|успокойся)(?: \w+)*|хорош чел"
)
_ABOUT_WORDS = re.compile(
    r"сленг|слов[оауе]\b|слова|синоним|означа|значит|словар|жаргон|тем[аеу]\s+(?:проект|урок|"
    r"сочин|доклад)|сочинени|перевод|"
    r"термин|краш.(?:тест|курс)"
)
_HINTS = (
    _WEAK
    | _ALONE
    | words(
        "ток флаг такоэ такое почем каво кукухи мозга чмоки споки ржу душни база имба рофл пушка "
        "кайф кайфу угар челик хорош харош"
    )
)
_REPEATED = re.compile(r"(.)\1+")
_DRAWN_OUT_AMONG = 3  # words: «чооо как», «пооон»
SHORT = 6  # words
MOST_WORDS = 400


@dataclass(frozen=True, slots=True)
class Slang:
    first: Word
    last: Word


def find_slang(reading: Reading, exceptions: frozenset[str] = frozenset()) -> Slang | None:
    """The first strong slang word of a message; talk about the words themselves has none."""
    for word in reading.words[:MOST_WORDS]:
        if _STRONG.fullmatch(word.text) and word.text not in exceptions:
            spoken_about = _ABOUT_WORDS.search(reading.original.lower())
            return None if spoken_about else Slang(word, word)
    return None


def has_weak_slang(texts: Sequence[str]) -> bool:
    """The cheap look before `find_short_slang`."""
    if not _HINTS.isdisjoint(texts):
        return True
    if len(texts) > _DRAWN_OUT_AMONG:
        return False
    line = " ".join(texts)
    return _REPEATED.search(line) is not None and not _HINTS.isdisjoint(
        _REPEATED.sub(r"\1", line).split()
    )


def find_short_slang(spoken: tuple[Word, ...], exceptions: frozenset[str]) -> Slang | None:
    """Slang that only a short message shows: «хз», «го гулять», «это база»."""
    if len(spoken) > SHORT or any(word.text in exceptions for word in spoken):
        return None
    said = [_REPEATED.sub(r"\1", word.text) for word in spoken]  # «чооо», «пооон»
    if _PHRASES.fullmatch(" ".join(said)) or _PHRASES.fullmatch(
        " ".join(word.text for word in spoken)
    ):
        return Slang(spoken[0], spoken[-1])
    if not _ALONE.isdisjoint(said) and (_ALONE | _BESIDE).issuperset(said):
        return Slang(spoken[0], spoken[-1])
    weak = [word for word in spoken if word.text in _WEAK]
    if len(weak) >= 2 and any(word.text in _TELLING for word in weak):
        return Slang(weak[0], weak[-1])
    return None
