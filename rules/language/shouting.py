"""Shouting: a text in capitals that is no title and no row of abbreviations."""

from rules.language.reading import Reading
from rules.language.tables import words

_LONG_WORD, _SHOUTED_LETTERS = 5, 18  # «ИНН КПП БИК» is no shouting
_FEWEST_SHOUTED, _FEW_LETTERS, _MANY_LETTERS = 3, 9, 22
_TOLD_TO_DO = ("ите", "йте", "ьте", "ете", "ешь", "ишь")
_TALKING = words("""
    кто не ну что вы где как почему когда я ты мы зачем хватит тихо ответьте опять какой какая
    сколько куда тебя мой моя он она они хочу ладно блин ау ура эй скажите
""")


def is_shouted(reading: Reading, fewest: int, share: float) -> bool | None:
    """Certain, doubtful, or no shouting (None).

    `fewest` words in capitals are shouted for certain, of a text with this `share` of capitals.
    """
    said, text = reading.words, reading.original
    if fewest <= 0 or len(said) < _FEWEST_SHOUTED:
        return None
    spelt = [text[word.start : word.end] for word in said]
    spelt = [word for word in spelt if word.isalpha()]  # «6CO2 + 6H2O» is chemistry
    shouted = [word for word in spelt if word.isupper()]
    letters = sum(map(len, filter(str.isalpha, spelt)))
    capitals = sum(map(len, shouted))
    if not shouted or capitals < share * letters:
        return None
    talks = any(word.text in _TALKING or word.text.endswith(_TOLD_TO_DO) for word in said)
    long = max(map(len, shouted)) >= _LONG_WORD
    if long and len(shouted) >= fewest and capitals >= _SHOUTED_LETTERS:
        return talks or capitals >= _MANY_LETTERS
    # «КТО НЕ СПИТ»: short, but said by somebody to somebody.
    return False if talks and capitals == letters and capitals >= _FEW_LETTERS else None
