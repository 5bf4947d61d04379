"""Young people's slang, as it stands in chats of the 2020s.

A strong word is slang wherever it stands. A weak one («го», «хз», «пон») is told from an
ordinary word or a typing error by the shortness of the message.
"""

import re
from collections.abc import Mapping
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
            "тиктокер токсик заскам соскам скамер мемас мемчик мемн лмао инстасамк чилово"
        ),
        r"\w*",
    ),
    **dict.fromkeys(
        words("чилл агри байти флекси чека чекни ливан лива фарми лута угора тащи рофли"), _VERB
    ),
    "чил": r"(?:ить|ю|им|ит|ишь|ят|ил[аи]?)",
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
            "пруфани войсани мьютни ваще ауф бесючий"
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
    r"бро(?: \w+){0,3}|ч[ео] как|чел(?:ик)? (?:ты|хорош|харош|успокойся)(?: \w+)*|хорош чел"
)
_ABOUT_WORDS = re.compile(
    r"сленг|слов[оауе]\b|слова|синоним|означа|значит|словар|жаргон|тем[аеу]\s+(?:проект|урок|"
    r"сочин|доклад)|сочинени|перевод|"
    r"термин|краш.тест"
)
_HINTS = _WEAK | words("ржу душни база имба рофл пушка кайф кайфу угар челик хорош харош")
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


def has_weak_slang(spoken: tuple[Word, ...]) -> bool:
    """The cheap look before `find_short_slang`."""
    return not _HINTS.isdisjoint([word.text for word in spoken])


def find_short_slang(spoken: tuple[Word, ...], exceptions: frozenset[str]) -> Slang | None:
    """Slang that only a short message shows: «хз», «го гулять», «это база»."""
    if len(spoken) > SHORT or any(word.text in exceptions for word in spoken):
        return None
    if _PHRASES.fullmatch(" ".join(word.text for word in spoken)):
        return Slang(spoken[0], spoken[-1])
    weak = [word for word in spoken if word.text in _WEAK]
    if len(weak) >= 2 and any(word.text in _TELLING for word in weak):
        return Slang(weak[0], weak[-1])
    return None
