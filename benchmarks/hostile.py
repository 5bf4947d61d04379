"""Messages of 4,096 characters that are made to take long: kinds of them, drawn by chance.

The words are the rules' own: whatever stands in their tables, lists of words and patterns. So
a new table is tried as soon as it is written.
"""

import pkgutil
import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib import import_module, resources
from itertools import cycle

import rules.language
from rules.language.sieve import Sifted
from rules.regulation.message import LONGEST_READ

RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
LATIN = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
SIGNS = " .,-_*@#$%^&!?/\\|()[]{}<>«»\"'`~+=:;№"
MARKS = "\u0301\u0306\u0308\u0336\u0489\u200b\u200c\u200d\u2060\ufe0f\ufeff\u00ad"
LOOK_ALIKES = "aceopxyαεορѕіјɑꓳ𝓪𝗑𝟎①ⓐ½㎏ﬃ№"
EMOJI = "😀😂🌞❤👍💊🍁🎰🐱⭕"
_WORD = re.compile(r"[а-яё]+|[a-z]+")

Draw = Callable[[random.Random], str]


@cache
def vocabulary() -> tuple[str, ...]:
    """Every word and stem that the rules' tables and lists hold."""
    found = set[str]()
    for module in pkgutil.walk_packages(rules.language.__path__, "rules.language."):
        for value in vars(import_module(module.name)).values():
            found.update(_WORD.findall(_text_of(value).lower()))
    for file in (resources.files("rules.language") / "lexicons").iterdir():
        if file.name.endswith(".txt"):
            found.update(_WORD.findall(file.read_text(encoding="utf-8").lower()))
    return tuple(sorted(found))


def _text_of(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, Sifted):
        value = value.pattern
    if isinstance(value, re.Pattern):
        return str(value.pattern)
    if isinstance(value, Mapping):
        return " ".join(each for each in (*value, *value.values()) if isinstance(each, str))
    if isinstance(value, tuple | list | set | frozenset):
        return " ".join(each for each in value if isinstance(each, str))
    return ""


def _letters(alphabet: str) -> Draw:
    return lambda chance: "".join(chance.choices(alphabet, k=LONGEST_READ))


def _made_words(alphabet: str, shortest: int, longest: int) -> Draw:
    def draw(chance: random.Random) -> str:
        sizes = (chance.randint(shortest, longest) for _ in range(LONGEST_READ // shortest))
        return " ".join("".join(chance.choices(alphabet, k=size)) for size in sizes)

    return draw


def _own_words(between: str) -> Draw:
    """Words of the tables with signs between, each drawn from `between`."""

    def draw(chance: random.Random) -> str:
        some = chance.choices(vocabulary(), k=LONGEST_READ // 3)
        return "".join(word + chance.choice(between) for word in some)

    return draw


def _again(pieces: int, draw_piece: Draw) -> Draw:
    """A few pieces over and over."""

    def draw(chance: random.Random) -> str:
        some = cycle([draw_piece(chance) for _ in range(pieces)])
        return "".join(next(some) for _ in range(LONGEST_READ))

    return draw


def _own_word(chance: random.Random) -> str:
    return chance.choice(vocabulary()) + " "


def _few_of_own(chance: random.Random) -> str:
    """Twenty words in every order: phrases that nearly stand there, without end."""
    few = [*chance.sample(vocabulary(), 20), "не", "ты", "вы", "я", "в", "на", "и"]
    return " ".join(chance.choices(few, k=LONGEST_READ // 2))


def _bent(chance: random.Random) -> str:
    """Words of the tables with signs, marks and look-alikes put into them."""
    signs = chance.choice([SIGNS, MARKS, LOOK_ALIKES, EMOJI, DIGITS, "*@#", "."])
    words = (list(word) for word in chance.choices(vocabulary(), k=LONGEST_READ // 4))
    bent = []
    for word in words:
        word[chance.randrange(len(word))] = chance.choice(signs)
        bent.append("".join(word))
    return " ".join(bent)


def _any_letters(highest: int) -> Draw:
    return lambda chance: "".join(chr(chance.randrange(1, highest)) for _ in range(LONGEST_READ))


def _from(pieces: str, between: str = " ") -> Draw:
    return lambda chance: between.join(chance.choices(pieces.split(), k=LONGEST_READ))


KINDS: Mapping[str, Draw] = {
    "one letter": _again(1, lambda chance: chance.choice(RUSSIAN + LATIN)),
    "letter and marks": _again(2, lambda chance: chance.choice(RUSSIAN) + chance.choice(MARKS) * 9),
    "all marks": _letters(MARKS),
    "one sign": _again(1, lambda chance: chance.choice(SIGNS)),
    "two pieces": _again(2, lambda chance: "".join(chance.choices(RUSSIAN + SIGNS + DIGITS, k=3))),
    "one word": _again(1, _own_word),
    "one word glued": _again(1, lambda chance: chance.choice(vocabulary())),
    "two words": _again(2, _own_word),
    "five words": _again(5, _own_word),
    "few words": _few_of_own,
    "words": _own_words(" "),
    "words and signs": _own_words(" .,-!?\n"),
    "words joined": _own_words("_-.*"),
    "words glued": lambda chance: "".join(chance.choices(vocabulary(), k=LONGEST_READ)),
    "words bent": _bent,
    "letters apart": lambda chance: " ".join("".join(chance.choices(vocabulary(), k=1000))),
    "made words": _made_words(RUSSIAN, 2, 8),
    "long made words": _made_words(RUSSIAN, 40, 400),
    "Latin words": _made_words("blyathuypizdeksnvi", 3, 9),
    "single letters": _made_words(RUSSIAN, 1, 1),
    "syllables": _made_words(RUSSIAN, 1, 3),
    "masks": _made_words("бляхуйпизд*@#", 3, 8),
    "separators": _letters("хуйблепизда.-_* "),
    "nested signs": _letters('([{<«"»>}])хуй '),
    "leetspeak": _letters("|/\\<>(){}[]xy13690 "),
    "digits": _letters("0123456789 -()+.,"),
    "digits and letters": _letters(DIGITS + RUSSIAN[:6] + " №.,/"),
    "spelled digits": _from("восемь девять ноль сто двадцать девятьсот плюс семь 8 9 телефон"),
    "addresses": _from("ул. Ленина д. 5 кв. 7 подъезд живу корп 3а пер. адрес на Мира, г. Пермь,"),
    "names": _from("Петя Иванов Иванова Анна Сергеевна Ваня заболел диагноз у ветрянка болеет"),
    "links": _from("t.me/a b.ru http://vk.cc/1 https t . me точка ру собака www. .рф @nick x.y/"),
    "e-mails": _from("a@b.ru собака mail точка ру (at) @ . почта login: пароль q1w2 пин 1234"),
    "prices": _from("продам 500р за от 1000 руб. скидка 50% в лс подпишись на канал заказ цена"),
    "wishes": _from("с днем рождения поздравляю желаю счастья пусть перешли всем друзьям 10 утро"),
    "quotes": _from('« » " “ ” — сказал он, ? слово значит в переводе цитата стр. 5 дурак', ""),
    "emoji": _letters(EMOJI),
    "emoji in words": _letters(EMOJI + RUSSIAN),
    "look-alikes": _letters(LOOK_ALIKES + RUSSIAN + " "),
    "any plane": _any_letters(0x20000),
    "lower plane": _any_letters(0x3000),
    "surrogates": lambda chance: "".join(chance.choices("\ud800\udfffхуй ", k=LONGEST_READ)),
    "everything": lambda chance: "".join(
        draw(chance)[: chance.randint(1, 80)] for draw in chance.choices(_PLAIN, k=120)
    ),
}
_PLAIN: tuple[Draw, ...] = tuple(draw for kind, draw in KINDS.items() if kind != "everything")


def messages(seed: int) -> Iterator[tuple[str, str]]:
    """One text of each kind, with the kind's name; another seed, other texts."""
    for kind, draw in KINDS.items():
        yield kind, draw(random.Random(f"{kind} {seed}"))[:LONGEST_READ]
