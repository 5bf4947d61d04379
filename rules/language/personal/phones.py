"""Telephone numbers: mobile ones, those of a city, of other countries, and short local ones."""

import re
from itertools import pairwise

import phonenumbers

from rules.language.personal.figures import Figures

# How people cut the ten digits after the prefix; the first part is the code of a network.
_CUTS = frozenset(
    {
        (10,),
        (3, 7),
        (3, 3, 4),
        (3, 3, 2, 2),
        (3, 2, 2, 3),
        (3, 2, 3, 2),
        (3, 4, 3),
        (3, 5, 2),
        (3, 2, 5),
        (3, 1, 2, 2, 2),
        (3, 3, 1, 1, 2),
        (3, 3, 1, 3),
        (3, 3, 3, 1),
        (3, 1, 3, 3),
        (3, 3, 2, 1, 1),
        (3, 1, 1, 1, 2, 2),
        (3, 2, 2, 2, 1),
        (3, 1, 1, 1, 1, 1, 1, 1),
        (6, 4),
        (6, 2, 2),
        (5, 5),
        (4, 6),
        (4, 2, 2, 2),
        (4, 3, 3),
    }
)
_CITY_CUTS = _CUTS | {(4, 2, 2, 2), (4, 3, 3), (5, 1, 2, 2), (5, 5), (4, 6), (5, 3, 2), (4, 2, 4)}
_LOCAL_CUTS = frozenset({(3, 2, 2), (3, 4), (7,), (2, 2, 2), (6,), (3, 3), (1, 2, 2), (5,), (1, 4)})
_FREE_OF_CHARGE = ("8800", "7800", "8804")
_OUT_OF_THE_COUNTRY = ("00", "810", "375", "380", "996", "998", "992", "994", "374", "373")
_ANYWHERE = frozenset({"и", "а", "еще"})
_OUR_SIGNS = {"phone", "home"}


def could_be_phone(digits: str, sizes: tuple[int, ...], plus: bool) -> bool:
    """A cheap look at length and shape, before the words around are asked."""
    length = len(digits)
    if length <= 7:
        return sizes in _LOCAL_CUTS
    if length == 11 and digits[0] in "78":
        if plus and digits[1] in "67":
            return True
        return digits[1] == "9" or (digits[1] in "348" and _after_prefix(sizes) in _CITY_CUTS)
    if length == 10:
        return digits[0] == "9" or sizes in _CITY_CUTS
    if length > 11 and digits.startswith(_OUT_OF_THE_COUNTRY):
        return True
    return plus and length <= 15


def judge_phone(figures: Figures, near: frozenset[str], alone: bool) -> bool | None:
    """Certain, doubtful, or no phone (None). `alone`: nothing else stands in the message."""
    digits = figures.digits
    if figures.plus and digits[0] != "7" and 10 <= len(digits) <= 15:
        return _is_foreign("+" + digits) or None
    if len(digits) > 11 and digits.startswith(_OUT_OF_THE_COUNTRY):
        number = digits.removeprefix("00").removeprefix("810")
        meant = bool(near & _OUR_SIGNS)
        dialled = number != digits and not near & {"id", "order", "book", "sum"}
        return meant if (meant or dialled) and _is_foreign("+" + number) else None
    if len(digits) == 11 and digits[0] in "78":
        return _judge_eleven(figures, near, alone)
    if len(digits) == 10 and digits[0] == "9":
        return _judge_mobile(figures.sizes, figures, near, alone)
    if len(digits) == 10 and "," not in "".join(figures.separators):
        if digits.startswith("80") or "public" in near:
            return None
        if figures.bracketed and figures.sizes in _CITY_CUTS and not near & {"id", "book", "sum"}:
            return bool(near & _OUR_SIGNS)
        return True if near & _OUR_SIGNS and figures.sizes in _CITY_CUTS else None
    if len(digits) <= 7 and "," not in "".join(figures.separators):
        return _judge_local(figures, near)
    return None


def _judge_eleven(figures: Figures, near: frozenset[str], alone: bool) -> bool | None:
    digits = figures.digits
    if digits.startswith(_FREE_OF_CHARGE):
        return None
    rest = _after_prefix(figures.sizes)
    if digits[1] == "9":
        if figures.plus and "id" not in near:
            return "public" not in near
        return _judge_mobile(rest, figures, near, alone)
    if digits[1] in "67" and figures.plus and rest in _CUTS:  # Kazakhstan's
        return ("public" not in near and _is_foreign("+" + digits)) or None
    if digits[1] not in "348" or rest not in _CITY_CUTS or "," in "".join(figures.separators):
        return None
    if "public" in near or "id" in near:
        return None
    if near & _OUR_SIGNS or figures.plus or len(rest) > 2:
        return True
    return False if alone or digits[0] == "8" else None


def _after_prefix(sizes: tuple[int, ...]) -> tuple[int, ...]:
    return sizes[1:] if sizes[0] == 1 else (sizes[0] - 1, *sizes[1:])


def _judge_mobile(
    cut: tuple[int, ...], figures: Figures, near: frozenset[str], alone: bool
) -> bool | None:
    dictated = any(map(_is_told, figures.separators))
    commas = any("," in separator for separator in figures.separators) and not dictated
    meant = dictated or bool(near & _OUR_SIGNS)
    if not meant and near & {"id", "book"}:
        return None
    if _counts_up(figures):
        return None
    if _is_usual(cut, figures):
        if commas and not meant:
            listed = set(figures.separators) <= {",", ", ", " "} and cut[0] == 3
            told = cut[:3] == (1, 1, 1) and len(cut) > 3
            return False if (listed or told) and len(cut) >= 3 else None
        if not meant and ("order" in near or ("sum" in near and len(figures.digits) == 10)):
            return None
        return "public" not in near
    if meant:
        return None if commas else True
    if commas or len(figures.sizes) > 6 or len(figures.digits) == 10 or "sum" in near:
        return None
    # «89 123 456 789» is how a large number is written out, too.
    thousands = set(figures.sizes[1:]) == {3}
    return None if thousands and not alone else False


def _is_usual(cut: tuple[int, ...], figures: Figures) -> bool:
    """Is it cut as people cut telephone numbers, or dictated digit by digit?"""
    if cut in _CUTS or set(figures.sizes) == {1}:
        return True
    if cut[:3] == (1, 1, 1) and (3, *cut[3:]) in _CUTS:  # «девять два шесть, сто двадцать три …»
        return True
    if cut[:2] == (1, 2) and (3, *cut[2:]) in _CUTS:  # «девять тринадцать, …»
        return True
    if len(figures.digits) != 11:
        return False
    if cut[:3] == (1, 1, 1):
        cut = (3, *cut[3:])
    return (cut[0] == 3 and len(cut) <= 8) or (cut[0] >= 4 and len(cut) <= 4)


def _is_told(separator: str) -> bool:
    """«…, дальше …», «… и потом …», but not a mere «и»: a word that only a dictation has."""
    return any(word not in _ANYWHERE for word in re.findall(r"[а-я]+", separator))


def _judge_local(figures: Figures, near: frozenset[str]) -> bool | None:
    if figures.sizes not in _LOCAL_CUTS or near & {"public", "id", "book", "sum"}:
        return None
    if not set("".join(figures.separators)) <= set(" -"):
        return None
    if near & _OUR_SIGNS:
        return len(figures.sizes) > 1 or "home" in near
    if figures.sizes == (3, 2, 2) and set(figures.separators) == {"-"}:
        return False
    return None


def _counts_up(figures: Figures) -> bool:
    """«8 9 10 11 12 13» is a list of exercises, «1 2 3 4 …» a counting rhyme."""
    if len(figures.sizes) < 6:
        return False
    values: list[int] = []
    place = 0
    for size in figures.sizes:
        values.append(int(figures.digits[place : place + size]))
        place += size
    return all(before < after for before, after in pairwise(values))


def _is_foreign(number: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
