"""Russian written with Latin letters: read back by sound and as it is drawn.

Other languages are full of letters that sound like a Russian root («Herrenberg», «ebenda»,
«xuexi»). So a word that is read as swearing must be built like a Russian one: what follows the
root is a Russian ending.
"""

import re
from collections.abc import Iterator
from functools import cache

from rules.language.lexicon import swear_words
from rules.language.roots import searched
from rules.language.sieve import Sifted
from rules.language.tables import words

_SOUNDS = re.compile(
    r"ts(?:ya|ja|ia)|shch|sch|tch|zh|kh|ch|sh|ts|tz|tc|y[aeou]|j[aeou]|i[auo](?![ln])"
)
_HISSING = re.compile(r"shch|sch|tch|zh|kh|ch|sh|ts|ya|yu")
_SEQUENCES = {
    "tsya": "тся", "tsja": "тся", "tsia": "тся",
    "shch": "щ", "sch": "щ", "tch": "ч",
    "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "tz": "ц",
    "tc": "ц", "ya": "я", "ye": "е", "yo": "е", "yu": "ю", "ja": "я", "je": "е", "jo": "е",
    "ju": "ю", "ia": "я", "iu": "ю", "io": "е",
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz0134679@$!'`"
_BY_SOUND = str.maketrans(_LETTERS, "абцдефгхийклмнопкрстуввхызоизчбтяасиьь")
_BY_SOUND_OTHERWISE = str.maketrans(_LETTERS, "абсдефгхижклмнопкрстувшхузоизчбтяасиьь")
_WITH_Y_AS_U = str.maketrans(_LETTERS, "абцдефгхийклмнопкрстуввхузоизчбтяасиьь")
_AS_DRAWN = str.maketrans("abcdeghikmnoprtuxyz03461@$!", "авсдеднйкмпоргтихузозчбиаси")
_IS_DRAWN = re.compile("[abcdeghikmnoprtuxyz03461@$!]{3,}")
_HARD_C = re.compile("c(?=[rl])|(?<=s)c(?!h)")  # «crew», «scale»: neither «с» nor «ц»
_SOFT_J = re.compile("(?<=[tsnlr])j(?![aeou])")  # «zaebalisj»
_ENGLISH_VOWEL = re.compile("oo|ee")
_LONG_VOWEL = re.compile(r"([aeiouy])\1+")
_FIRST_OUT = re.compile(r"^v[iy](?=[eyj]+b)")  # «vyebon» is no «вебон»
_Y_FOR_U = re.compile(r"(?<=[hx])y(?=[aeiyj])")
_Y_AFTER_A_VOWEL = re.compile(r"(?<=[aeiou])y")

# A word read back is compared with и for ы and й, without ь, no letter twice.
_LOOSE = str.maketrans({"ы": "и", "й": "и", "э": "е", "ь": None, "ъ": None, "'": None})
_REPEAT = re.compile(r"(.)\1+")
# And whole words more loosely still.
_SOFT = str.maketrans("яющ", "ауш")
_GLIDE = re.compile("и(?=[аеоу])")
_HISSED = re.compile("[шс]ч")
_SHORT = 4  # letters that other languages may have so too
_ABROAD = words(
    "ссучен педераст педерасты педераста педик минет порно манда перди срали срала срало"
)
# What no other language says by chance: the roots with enough of a Russian word around them.
_BEFORE = (
    "(?:за|на|ви|у|про|оте?|до|раз|ра|перее?|пер|по|при|под|с|в|в[зъ]|об|недо|не|"
    "долбо|мозго|козло|ското|злое?|дерьмо)"
)
_UNMISTAKABLE = Sifted(
    "|".join(
        (
            "пи[зс]д|пи[зс]ж|пезд(?:ец|юк|ат|ет|ит|ос)|(?<!о)бл(?:я|иа)[дт]|^(?:бля(?:ха|му)?|блет|блеат)$",
            "^(?:на|по|ни|до|за|ну|о|а|с|при)ху(?:и$|я|ю$|е$|и?ев|ило$|ищ|из[мд]|ист|ит)",
            "^(?:о|а|при|у)ху(?:е(?:л[аои]?|т|в.+|н[иоае].*)$)",
            "(?:на|по|ни|до)ху(?:и|я)(?:$|шен|се)|однохуи|^ху(?:ин(?:[яюе]и?$|ями|ях)|ил(?:[ао]?|ан|уш.)$|ищ[еа]$|ин$|ясе|яс$)",
            "ху(?:исос|есос|еп[лу]|емр|егл|ери?г|ебе|еве?рт|еви?н|еголов)",
            "^ху(?:и?о?ев?(?:ая|и|ие|ого|ои|ому|им|их|ими|ато)|ет[ауые]|иово)$",
            "^(?:от|за|вы|ви|при|на|о|пере|про|рас|с|у)?ху(?:яр|яч|ят|як)|[пн]ихуи",
            f"^{_BEFORE}?еб(?:ал(?:[аои]|ас|ос|ис|ся|с|ник.*|ово)?|ат(?:с.*|е)?|ану.*|уч.+|ло|лан.*|лищ.*|лет.*)$",
            f"^{_BEFORE}?еб(?:ан(?:и|аи|ая|ое|ие|ого|ому|ом|ои|им|их|ую|ко|ат.?|ут.*|ин.*)|ет(?:ес|с.*|е)?|еш(?:ся?)?)$",
            f"^{_BEFORE}?еб(?:ут.*|ош(?:ит|ил.*|у)|ну[лтс].*|ен[яи]м?|иси?|ическ.*|ле[ию]?|лив.*|ля|ем|ит(?:е|ес)?|и?ва.+)$",
            f"^{_BEFORE}еб(?:ок|к[иоау]м?|ищ.*|и|ка|ет|ут|у|он.*|ли|цом|ен.*|аи|шик.*|щик.*|ив.*|ское|ск.*)?$",
            "йоб(?:ан[иоа]|ну)|долб[оа](?:е|ио)б|муд(?:ак|ац|атск|ач|ил|оз|охал|охае|оеб)",
            "^(?:а|на|о|от|за)?пид[оа]р|пидр|педик(?:а|и|у|ом|ов)?$|гандон|гондон|залуп|дроч(?!я)|педераст(?:и|ов|а|у|ом)?$|педрил",
            "шлю[хш]|мандав|мандо[вх]|мандюк|сучк[аиу]$|суч(?:ар|ен(?:о|к|и)|еи$|и$|я$|ю$|е$)|сукин[аио]$|г[ао]вн(?!а)|^г[ао]вен[иоа]",
            "^(?:по|под|толсто|хитро)?жоп(?:а|у|и|е|ои?|ам|н.*|о[шлч].*|к.*)$",
            "^(?:об|за|на|по|про)?пер(?:д(?:еж|ел[аио]?$|ет$|ун)|н(?:ул|ут|и$))|с[иы]ск[иау]|пиписк|отсос|бзд(?:ех|ун)",
            "^(?:об|на|за|по|про|у|в)о?ср(?:а(?:т|л|ла|ло|ли|л?т?ся|лс[яи]|ч|нец|нка|нии|ная|ное|ние|ш)|ут|ет)$|^(?:об|по|на)ос?с(?:ал|ат|ан|ит)|перепих|^у?сра(?:ч|ная|ное|ни|ние|ного|нои)$|^(?:обо|за|о)срани$|дермови",
            "сра(?:т$|л$|л[аио]$|н(?:ец|ц|ая|ое|ии|ие|ого))|дерьм|херов[оаи]",
            "тра[хк](?:ат|ал[аио]?$|нул|нут)|похера?$|нахера$|нихера$|захерач|засран|пердун|писюн",
        )
    )
)
# Swear words so short that other languages have them too: somebody must speak Russian around.
_CHANCE = words("""
    хуй хуя хую хуе хуем хуев хуи хуям хуями хуево сука суки суку суке сукой мудак манда манду
    муда елда ебу еби ебал ебет ебло бля блядь блять минет минета говно говна
    срать срал курва курвы хули хуле ебан педик
    нахер похер херня хером хера сукам сукам сукин сукины сукиных целка
    целки целку целок манды мандой
    минетом минеты пезды дерьмо дерьма дерьму дерьмом дерьмовый срет пердит ссать
""")
_TAIL = re.compile(
    "(?:а?н|ов|ев|к|ок|ик|юк|ак|ч|ищ|ист|е?ц|ск|[аеиуя]?л|и?ва|ну|ут)*"
    "(?:[аеиоуюя]|[оеаи]и|[оеаяи]м|[ая]ми|[аяи]х|[ое]в|[аоуи][яею]|[ое]го|[ое]му|ими|т|[еи]т|[еи]ш)?"
)


def drawn_reading(word: str) -> str | None:
    """«cyka», «xep», «nudop»: what Latin letters are drawn like; None where one is like none."""
    return word.translate(_AS_DRAWN) if _IS_DRAWN.fullmatch(word) else None


def russian_readings(word: str) -> Iterator[str]:
    """What a folded word without Russian letters may say in Russian, by its sound."""
    word = _SOFT_J.sub("'", _HARD_C.sub("k", word))
    short = _LONG_VOWEL.sub(r"\1", word)
    sounded = _sounded(short)
    readings = [sounded.translate(_BY_SOUND), sounded.translate(_WITH_Y_AS_U)]
    hissing = _HISSING.sub(lambda match: _SEQUENCES[match[0]], short)
    readings.append(hissing.translate(_BY_SOUND_OTHERWISE))
    english = _ENGLISH_VOWEL.sub(lambda match: "u" if match[0] == "oo" else "i", word)
    if english != word:
        reading = _sounded(english).translate(_BY_SOUND)
        readings += [reading] if is_swear_word(reading) else []
    if short != word:  # «pereebat»
        readings.append(_sounded(word).translate(_BY_SOUND))
    for reading in dict.fromkeys(readings):
        yield reading
        if reading[-1] in "тзрчлдш":  # the soft sign is seldom written
            yield reading + "ь"


def _sounded(word: str) -> str:
    """The word with what several letters sound like made Russian."""
    word = _Y_FOR_U.sub("u", _FIRST_OUT.sub("вы", word))
    return _SOUNDS.sub(lambda match: _SEQUENCES[match[0]], _Y_AFTER_A_VOWEL.sub("й", word))


def ends_like_russian(rest: str) -> bool:
    """Can the letters follow a Russian root to the end of a word?"""
    return _TAIL.fullmatch(loosened(rest)) is not None


def is_unmistakable(reading: str) -> bool:
    """Does a word read back from Latin hold what no other language says by chance?"""
    return holds_a_sure_root(reading) or is_swear_word(reading)


def holds_a_sure_root(reading: str) -> bool:
    return _UNMISTAKABLE.search(loosened(reading)) is not None


def is_swear_word(reading: str) -> bool:
    """Is a word read back from Latin a whole swear word, spelled as one likes?"""
    skeleton = _skeleton(reading)
    return len(skeleton) > _SHORT and skeleton in _skeletons()


@cache
def _skeletons() -> frozenset[str]:
    forms = swear_words() - _CHANCE - _ABROAD
    return frozenset(_skeleton(form) for form in forms if _is_obscene(form))


def _is_obscene(form: str) -> bool:
    match = searched(form, drawn=False)
    return match is not None and match.lastgroup == "obscene"


def _skeleton(word: str) -> str:
    """«доебался», «doyebalsia»: without what there are many ways to write in Latin."""
    word = loosened(word).translate(_SOFT)
    return _REPEAT.sub(r"\1", _HISSED.sub("ш", _GLIDE.sub("", word)).replace("тс", "ц"))


def loosened(reading: str) -> str:
    return _REPEAT.sub(r"\1", reading.translate(_LOOSE))


def may_be_chance(reading: str) -> bool:
    """Is it swearing only among Russian words («suka», «hui»)?"""
    if reading in _CHANCE:
        return True
    skeleton = _skeleton(reading)
    return len(skeleton) == _SHORT and skeleton in _skeletons()
