# ruff: noqa: E501 -- the tables of look-alikes are read by eye, a line a script
"""The ways in which people bend a swear word to slip past a filter, from a seeded chance."""

import random
from collections.abc import Callable, Mapping

Bend = Callable[[str, random.Random], str]

_LATIN = dict(zip("асеорхукмтвнигп", "aceopxykmtbhurn", strict=True))
_LEET = {
    "о": "0",
    "з": "3",
    "ч": "4",
    "а": "@4",
    "с": "$5",
    "б": "6",
    "и": "1!",
    "е": "3",
    "т": "7",
} | {
    "я": "9",
    "в": "8",
    "д": "g",
}
_HOMOGLYPHS = {
    "а": "αɑᴀａ𝐚ӓ", "б": "ƃɓҕƂ", "в": "ʙβᏴｂ", "г": "ґғӷɼгΓ", "д": "ԁԂժ", "е": "еєҽｅ℮ɛ", "ж": "җӝ",
    "з": "ʒӡҙ", "и": "іїᴎӣ", "й": "ҋѝи̌", "к": "κқᴋｋ", "л": "ʌλᴧ", "м": "ᴍʍｍ𝐦", "н": "ңʜһӊ", "о": "οσօｏӧ੦",
    "п": "πᴨηｎ", "р": "ρҏｐ𝐩", "с": "ϲⅽｃ𝐜", "т": "τᴛҭ", "у": "γүуｙӯ", "ф": "φϕ", "х": "χҳ×ｘ𝐱", "ц": "џ",
    "ч": "ҷӌ", "ш": "ѡщω", "ы": "ӹ", "ь": "ƅҍ", "э": "є", "ю": "ю", "я": "ᴙʁ",
}  # fmt: skip
_SOUNDS = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ж": "zh j", "з": "z", "и": "i",
    "й": "y i j", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s",
    "т": "t", "у": "u y", "ф": "f", "х": "h x kh", "ц": "c ts", "ч": "ch", "ш": "sh", "щ": "sch",
    "ъ": "'", "ы": "y i", "ь": "'", "э": "e", "ю": "yu ju", "я": "ya ja",
}  # fmt: skip
_MARKS = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u0301\u0336\u0338\u0323\u034f"
_FACES = "🐱😂🔥🍌🤬💩⭐❤🙈🍕"
_NEIGHBOURS = ("мама", "привет", "ты", "какая", "просто", "иди", "сосед", "учитель", "завтра")
_SENTENCES = (
    "ну {} опять",
    "да {} сколько можно уже",
    "Вчера был {}, а сегодня тишина",
    "{}, кто это написал?",
    "я в шоке {}!!!",
    "сказали что {} и ушли",
)


def _one(letters: str, chance: random.Random) -> str:
    return chance.choice(letters.split() or [""])


def _swap(word: str, table: Mapping[str, str], chance: random.Random, share: float) -> str:
    """At least one letter changed for another drawing of it, when the table has one."""
    places = [i for i, letter in enumerate(word) if letter in table]
    chosen = {i for i in places if chance.random() < share}
    if places:
        chosen.add(chance.choice(places))
    return "".join(
        chance.choice(table[letter]) if i in chosen else letter for i, letter in enumerate(word)
    )


def sentence(word: str, chance: random.Random) -> str:
    return chance.choice(_SENTENCES).format(word)


def mixed_case(word: str, chance: random.Random) -> str:
    return "".join(chance.choice((letter.upper(), letter.lower())) for letter in word)


def look_alikes(word: str, chance: random.Random) -> str:
    return _swap(word, _LATIN, chance, 0.6)


def leet(word: str, chance: random.Random) -> str:
    return _swap(word, _LEET, chance, 0.5)


def mask(word: str, chance: random.Random) -> str:
    sign = chance.choice("***#@%$&?")
    inner = [i for i in range(1, len(word) - 1) if word[i] in "аеиоуыэюя"] or [1]
    hidden = {chance.choice(inner[:2])}
    if len(word) > 5 and chance.random() < 0.3:
        hidden.add(min(hidden) + 1)
    return "".join(sign if i in hidden else letter for i, letter in enumerate(word))


def spaced(word: str, chance: random.Random) -> str:
    return chance.choice((" ", " ", ".", "-", "_", "  ", "*")).join(word)


def repeated(word: str, chance: random.Random) -> str:
    places = {chance.randrange(len(word)) for _ in range(chance.randint(1, 3))}
    return "".join(
        letter * (chance.randint(2, 6) if i in places else 1) for i, letter in enumerate(word)
    )


def transliterated(word: str, chance: random.Random) -> str:
    ways = {letter: _one(sounds, chance) for letter, sounds in _SOUNDS.items()}
    return "".join(ways.get(letter, letter) for letter in word.replace("ё", "е"))


def zero_width(word: str, chance: random.Random) -> str:
    return "".join(
        letter + (chance.choice(_MARKS) if chance.random() < 0.6 else "") for letter in word
    )


def homoglyphs(word: str, chance: random.Random) -> str:
    return _swap(word, _HOMOGLYPHS, chance, 0.5)


def glued(word: str, chance: random.Random) -> str:
    neighbour = chance.choice(_NEIGHBOURS)
    return neighbour + word if chance.random() < 0.5 else word + neighbour


def emoji(word: str, chance: random.Random) -> str:
    place = chance.randrange(1, len(word) - 1)
    return word[:place] + chance.choice(_FACES) + word[place + 1 :]


def combined(word: str, chance: random.Random) -> str:
    first, second = chance.sample(
        (look_alikes, repeated, zero_width, mixed_case, homoglyphs, mask), 2
    )
    return second(first(word, chance), chance)


BENDS: Mapping[str, Bend] = {
    "plain": lambda word, _: word,
    "in a sentence": sentence,
    "mixed case": mixed_case,
    "Latin look-alikes": look_alikes,
    "leetspeak": leet,
    "mask": mask,
    "spaced": spaced,
    "repeated letters": repeated,
    "transliteration": transliterated,
    "zero-width and marks": zero_width,
    "other scripts": homoglyphs,
    "glued": glued,
    "emoji for a letter": emoji,
    "two at once": combined,
}
