"""Young people's slang, as it stands in chats of the 2020s.

A strong word is slang wherever it stands. A weak one («го», «хз», «пон») is told from an
ordinary word or a typing error by the shortness of the message.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from rules.language.reading import Reading, Word

_VERB = r"(?:ть|ю|у|им|ем|ит|ет|ишь|ешь|ят|ют|ил[аи]?|ал[аи]?|л[аи]?|и|ай|й|ься|ться|тся|шься|л[ао]?сь|лись|лся|мся|юсь)"

# Stem -> what may follow it; an empty ending is a word that does not change. Left out on purpose:
# «катка» (каток), «база», «угарный» (газ), «токсичный», «слей», «краше», «тюбик», «чел.».
STEMS: Mapping[str, str] = {
    **dict.fromkeys(
        "кринж кренж рофл скуф альтушк тильт затильт зашквар душнил душнит душнишь задушнил сасн вкраш крашну крашиха "
        "хайпан хайпил хайпит хайпов хайпож хайпану захайп сагри навайб топчик шеймит пранкан "
        "запранк крипов крипот ржач ржак поржа нубас нубяр скиллов скилов апну нерфа нормис "
        "чечик делулу слэй движух дискач контрош чувак чувих корефан офигенск прикольчик ништяк "
        "фейспалм лойс нпсшн гигачад скибид сигмабо дединсайд пикми абоб бесяч кайфан кайфар кайфуш "
        "флексер пофлекс лайтов хардкор тащер изян изич лолкек чиназес братиш бротиш физручк трешов "
        "трэшов ноунейм хейтер хейти захейт шипер шиппер забайт подкаты абьюзер криндж рофлан рофлян "
        "тиктокер токсик заскам соскам скамер мемас мемчик мемн лмао инстасамк чилово".split(),
        r"\w*",
    ),
    **dict.fromkeys("чилл агри байти флекси чека чекни ливан лива фарми лута угора тащи рофли".split(), _VERB),
    "чил": r"(?:ить|ю|им|ит|ишь|ят|ил[аи]?)",
    **dict.fromkeys("пруф орнул угарнул братан заорнул скамнул душниш".split(), r"\w{0,4}"),
    "мем": r"(?:ас\w*|чик\w*)",
    "ливну": r"(?:ть|л|ла|ли|)",
    "вайб": r"(?!ер)\w{0,4}",
    "имб": r"(?:а|ы|у|е|ой|ов\w*|ул\w*|ищ\w*)",
    "краш": r"(?:а|ем|ик|иха|и|)",
    "чекн": r"(?:и|уть|ем|ешь|у|ул[аи]?)",
    "кореш": r"(?:а|ей|ами|)",
    "нуб": r"(?:ы|ик|а|)",
    "матеш": r"(?:а|е|у|ка|ку|ке)",
    "училк": r"(?:а|и|у|е|ой)",
    "шари": r"(?:шь|м|те)",
    "пипец": r"\w*",
    "хав": r"(?:ать|чик\w*|аем|аю)",
    "скилл": r"(?:а|ы|)",
    "масик": r"(?:и|а|)",
    **dict.fromkeys("рили треш трэш скам свага харош пруфани войсани мьютни ваще ауф бесючий".split(), ""),
}
_STRONG = re.compile("|".join(f"{stem}{ending}" for stem, ending in STEMS.items()))

_WEAK = frozenset(
    "го гоу пон хз крч ауф изи рил жиза бро братан лол кек топ сигма чел ору чо че ппц дс нзч збс пж "
    "хд мб омг сорян сорри плиз плз втф wtf агонь норм спок лан ща щас прив дарова ваще чисто чд слыш чет чета".split()
)
_TELLING = frozenset(
    "хз крч ауф изи рил жиза пон ппц го гоу втф wtf чо че бро братан дс сорян ору лол кек збс чд слыш".split()
)
_PHRASES = re.compile(
    r"(?:ну )?(?:это |эт )?(?:просто |реально |чисто )?(?:база|жиза|имба|рофл|пушка|топ|кайф)|сигма(?: бой)?|"
    r"(?:ору|ржу|угар) (?:с|просто|не могу).*|(?:я )?с \w+ (?:ору|ржу)|(?:не )?душни|пон(?: принял)?|(?:\w+ )?изи(?: \w+){0,2}|(?:\w+ )?по кайфу|"
    r"(?:ну )?(?:хз|ауф|рил|жиза)(?: \w+){0,2}|го (?!к\b)[а-я]+(?: \w+){0,3}|крч(?: \w+){0,4}|"
    r"бро(?: \w+){0,3}|ч[ео] как|чел(?:ик)? (?:ты|хорош|харош|успокойся)(?: \w+)*|хорош чел"
)
_ABOUT_WORDS = re.compile(
    r"сленг|слов[оауе]\b|слова|синоним|означа|значит|словар|жаргон|тема\b|сочинени|перевод|термин|краш.тест"
)
_HINTS = _WEAK | frozenset("ржу душни база имба рофл пушка кайф кайфу угар челик хорош харош".split())
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


def find_short_slang(words: tuple[Word, ...], exceptions: frozenset[str]) -> Slang | None:
    """Slang that only a short message shows: «хз», «го гулять», «это база»."""
    if len(words) > SHORT or _HINTS.isdisjoint([word.text for word in words]):
        return None
    if any(word.text in exceptions for word in words):
        return None
    if _PHRASES.fullmatch(" ".join(word.text for word in words)):
        return Slang(words[0], words[-1])
    weak = [word for word in words if word.text in _WEAK]
    if len(weak) >= 2 and any(word.text in _TELLING for word in weak):
        return Slang(weak[0], weak[-1])
    return None
