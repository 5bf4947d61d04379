"""Lemmas of Russian words (pymorphy3 over OpenCorpora), bounded-cached."""

from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.tagset import OpencorporaTag


@cache
def _analyzer() -> MorphAnalyzer:
    return MorphAnalyzer(lang="ru")  # 60 ms and 22 MB: made when the first word asks for it


def _parses(word: str) -> list[Parse]:
    """The readings of a word, the likeliest first; none of what it cannot read.

    It asks by which name Unicode knows a letter, and Tangut's have none; it writes words as
    UTF-8, and half of a surrogate pair has no such form.
    """
    try:
        return list(_analyzer().parse(word))
    except ValueError:
        return []


def _tag(word: str) -> OpencorporaTag | None:
    """Of the likeliest reading."""
    return next((parse.tag for parse in _parses(word)), None)


@lru_cache(maxsize=65536)
def lemma(word: str) -> str:
    """The likeliest dictionary form of a folded word, with ё as е."""
    forms = (str(parse.normal_form) for parse in _parses(word))
    return next(forms, word).replace("ё", "е")


@lru_cache(maxsize=16384)
def is_known(word: str) -> bool:
    """Does OpenCorpora have this form (ё as е)? Half of a surrogate pair is no letter at all."""
    return word.isprintable() and bool(_analyzer().word_is_known(word))


@lru_cache(maxsize=16384)
def is_first_name(word: str) -> bool:
    """Is the word, by its likeliest reading, a person's first name in the nominative?"""
    tag = _tag(word)
    return tag is not None and "Name" in tag and "nomn" in tag


@lru_cache(maxsize=16384)
def is_order(word: str) -> bool:
    """Is the word, by its likeliest reading, a verb in the imperative («отдай»)?"""
    tag = _tag(word)
    return tag is not None and "impr" in tag


@lru_cache(maxsize=16384)
def is_named(word: str) -> bool:
    """Can the word be a living being in the nominative («шавка», not «мусор»)?"""
    return any("anim" in parse.tag and "nomn" in parse.tag for parse in _parses(word))


@lru_cache(maxsize=16384)
def is_nominative(word: str) -> bool:
    """Can the word be a noun in the nominative («баран», «тормоза», not «барана»)?"""
    return any("NOUN" in parse.tag and "nomn" in parse.tag for parse in _parses(word))


@lru_cache(maxsize=16384)
def is_said_to_you(word: str) -> bool:
    """Is the word, by its likeliest reading, a verb in the second person («умеешь»)?"""
    tag = _tag(word)
    return tag is not None and "VERB" in tag and "2per" in tag


@lru_cache(maxsize=1024)
def is_function_word(word: str) -> bool:
    """Is the word, by its likeliest reading, a pronoun, preposition, conjunction or particle?"""
    tag = _tag(word)
    return tag is not None and (tag.POS in ("NPRO", "PREP", "CONJ", "PRCL") or "Apro" in tag)


@lru_cache(maxsize=16384)
def is_adjective(word: str) -> bool:
    """Is the word, by its likeliest reading, an adjective or a participle in the nominative?"""
    tag = _tag(word)
    return tag is not None and ("ADJF" in tag or "PRTF" in tag) and "nomn" in tag


def ends_of_words(text: str, start: int, first: int, last: int) -> list[int]:
    """The places from `first` to `last` where a word of OpenCorpora begun at `start` ends."""
    known = _analyzer().word_is_known
    return [
        end
        for end in range(first, last + 1)
        if (word := text[start:end]).isprintable() and known(word)
    ]
