"""A word without what people misspell, so that «пашол» and «закрои» meet their right spelling."""

import re

_LETTER_SWAPS = (("о", "а"), ("й", "и"), ("ъ", "ь"), ("э", "е"))
_PAIR_SWAPS = (
    *(("тьс", "тс"), ("шь", "ш"), ("жь", "ж"), ("чь", "ч"), ("жы", "жи"), ("шы", "ши")),
    *((letter * 2, letter) for letter in "нслткпм"),
)
_PAIR = re.compile("|".join(wrong for wrong, _ in _PAIR_SWAPS))


def skeleton(text: str) -> str:
    """Folded words without what people misspell: о/а, й, ъ, -шь, -ться, doubled letters."""
    for wrong, right in _LETTER_SWAPS:
        text = text.replace(wrong, right)
    if _PAIR.search(text) is not None:
        for wrong, right in _PAIR_SWAPS:
            text = text.replace(wrong, right)
    return text
