"""A text with the personal data in it masked: for what is kept for ever."""

from rules.language.limits import LONGEST_TEXT
from rules.language.personal.search import personal_data_in


def masked(text: str) -> str:
    """«телефон …89» in place of a telephone; only what certainly is a datum. Never raises.

    >>> masked("писала 8 912 345-67-89")
    'писала телефон …89'
    """
    for _ in range(_MOST_ROUNDS):
        found = [one for one in personal_data_in(text[:LONGEST_TEXT]) if one.certain]
        found = [one for one in found if text[one.start : one.end] != one.masked]
        if not found:
            break
        last = max(found, key=lambda one: one.start)
        text = f"{text[: last.start]}{last.masked}{text[last.end :]}"
    return text


_MOST_ROUNDS = 50  # a list of numbers longer than any reason
