"""Surroundings in which a word that insults, or a masked word, is innocent."""

import re

from rules.language.lexicon import words
from rules.language.reading import read

# «п..сьмо, р..ка»: an exercise; «М***в и П***а»: names that one would rather not say.
_LEFT_OUT = re.compile(r"[а-яё](?:\.\.|…)[а-яё]", re.IGNORECASE)
_EXERCISE = re.compile(
    r"вставь|пропу(?:щ|ск)|орфограмм|диктант|упражнени|проверочн|букв|безударн", re.I
)
_STARRED_NAME = re.compile(r"(?<!\w)[А-ЯЁ]\*+[а-яё]{0,3}(?!\w)")
# «сопляк — это гриб?», but not «идиот — это ты».
_DEFINED = re.compile(
    r"[»\"“]?\s*(?:[—–]|-\s)\s*(?!(?:это )?(?:ты|вы|он|она|они|тво|ваш|мо[йяё]|наш))", re.I
)
_OF_ONESELF = frozenset({"чувствую", "ощущаю", "считаю", "чувствуешь", "выгляжу", "вела", "вел"})


def is_left_out(text: str, masked: str) -> bool:
    """Do the signs stand for letters that a pupil puts in, or that hide a name?"""
    if len(_LEFT_OUT.findall(masked)) == 1:
        return len(_LEFT_OUT.findall(text)) > 1 or _EXERCISE.search(text) is not None
    return _STARRED_NAME.fullmatch(masked) is not None and len(_STARRED_NAME.findall(text)) > 1


def tells_of_itself(text: str, start: int, length: int) -> bool:
    """«вонючка — жук-вонючка», «я такой дурак», «дураком себя чувствую»."""
    if not text[:start].strip(' «"„') and _DEFINED.match(text, start + length) is not None:
        return True
    spoken = read(text).words
    before = [word.text for word in spoken if word.end <= start]
    after = [word.text for word in spoken if word.start >= start + length]
    if "себя" in (*before[-2:], *after[:2]) and not _OF_ONESELF.isdisjoint(
        (*before[-3:], *after[:3])
    ):
        return True
    for word in reversed(before[-4:]):
        if word == "я":
            return True
        if word not in words("fillers.txt"):
            return False
    return False
