"""Russian written with Latin letters: read back by sound and as it is drawn."""

import re
from collections.abc import Iterator

_SOUNDS = re.compile(r"shch|sch|zh|kh|ch|sh|ts|tz|tc|y[aeou]|j[aeou]|i[auo](?![ln])")
_HISSING = re.compile(r"shch|sch|zh|kh|ch|ts|ya|yu")
_SEQUENCES = {
    "shch": "щ", "sch": "щ", "zh": "ж", "kh": "х", "ch": "ч", "sh": "ш", "ts": "ц", "tz": "ц",
    "tc": "ц", "ya": "я", "ye": "е", "yo": "е", "yu": "ю", "ja": "я", "je": "е", "jo": "е",
    "ju": "ю", "ia": "я", "iu": "ю", "io": "е",
}  # fmt: skip
_LETTERS = "abcdefghijklmnopqrstuvwxyz0134679@$!'`"
_BY_SOUND = str.maketrans(_LETTERS, "абцдефгхийклмнопкрстуввхызоизчбтяасиьь")
_BY_SOUND_OTHERWISE = str.maketrans(_LETTERS, "абсдефгхижклмнопкрстувшхузоизчбтяасиьь")
_AS_DRAWN = str.maketrans(_LETTERS, "авсдефднийклмпоркгстиушхузоизчбтяасиьь")
_WITH_Y_AS_U = str.maketrans(_LETTERS, "абцдефгхийклмнопкрстуввхузоизчбтяасиьь")
_LONG_VOWEL = re.compile(r"([aeiouy])\1+")
_Y_AFTER_A_VOWEL = re.compile(r"(?<=[aeiou])y")


def russian_readings(word: str) -> Iterator[str]:
    """What a folded word without Russian letters may say in Russian, the likeliest first."""
    word = _LONG_VOWEL.sub(r"\1", word)
    sounded = _SOUNDS.sub(lambda match: _SEQUENCES[match[0]], _Y_AFTER_A_VOWEL.sub("й", word))
    for reading in (
        sounded.translate(_BY_SOUND),
        sounded.translate(_WITH_Y_AS_U),
        _HISSING.sub(lambda match: _SEQUENCES[match[0]], word).translate(_BY_SOUND_OTHERWISE),
        word.translate(_AS_DRAWN),
    ):
        yield reading
        if reading[-1] in "тзрчлд":  # the soft sign is seldom written
            yield reading + "ь"
