"""Writes `held_out/personal_data.txt` anew: made-up numbers, each in many written forms.

Run from the repository's root: `python -m tests.rules.data.generate_personal_data`. The seed
is fixed, so the file is the same each time. Nobody's number is meant: all digits are chance.
"""

from pathlib import Path
from random import Random

from tests.rules.data.everyday_personal_data import NEGATIVE, POSITIVE, SENTENCES

SEED = 20240901
TARGET = Path(__file__).parent / "held_out" / "personal_data.txt"
UNITS = ["ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять"]
TEENS = [
    "десять",
    "одиннадцать",
    "двенадцать",
    "тринадцать",
    "четырнадцать",
    "пятнадцать",
    "шестнадцать",
    "семнадцать",
    "восемнадцать",
    "девятнадцать",
]
TENS = [
    "двадцать",
    "тридцать",
    "сорок",
    "пятьдесят",
    "шестьдесят",
    "семьдесят",
    "восемьдесят",
    "девяносто",
]
HUNDREDS = [
    "сто",
    "двести",
    "триста",
    "четыреста",
    "пятьсот",
    "шестьсот",
    "семьсот",
    "восемьсот",
    "девятьсот",
]


def digits(chance: Random, count: int) -> str:
    return "".join(str(chance.randrange(10)) for _ in range(count))


def mobile(chance: Random) -> tuple[str, str, str, str]:
    code = chance.choice(
        [
            "900",
            "903",
            "904",
            "905",
            "912",
            "916",
            "921",
            "922",
            "925",
            "950",
            "951",
            "961",
            "977",
            "982",
            "985",
            "999",
        ]
    )
    return code, digits(chance, 3), digits(chance, 2), digits(chance, 2)


def spoken(group: str) -> str:
    """A group of up to three digits as people say it: «043» → «ноль сорок три»."""
    words: list[str] = []
    while group.startswith("0"):
        words.append("ноль")
        group = group[1:]
    if not group:
        return " ".join(words)
    number = int(group)
    if number >= 100:
        words.append(HUNDREDS[number // 100 - 1])
        number %= 100
    if number >= 20:
        words.append(TENS[number // 10 - 2])
        number %= 10
    elif number >= 10:
        words.append(TEENS[number - 10])
        number = 0
    if number:
        words.append(UNITS[number])
    return " ".join(words)


def phone(chance: Random) -> str:
    a, b, c, d = mobile(chance)
    plain = a + b + c + d
    forms = (
        f"+7{plain}",
        f"8{plain}",
        f"7{plain}",
        plain,
        f"8 {a} {b} {c} {d}",
        f"+7 {a} {b} {c} {d}",
        f"+7 ({a}) {b}-{c}-{d}",
        f"8({a}){b}-{c}-{d}",
        f"8-{a}-{b}-{c}-{d}",
        f"8.{a}.{b}.{c}.{d}",
        f"8 {a} {b}-{c}-{d}",
        f"8{a} {b} {c}{d}",
        f"{a} {b} {c} {d}",
        f"{a}-{b}-{c}-{d}",
        f"({a}) {b} {c} {d}",
        f"8 ( {a} ) {b} - {c} - {d}",
        f"8—{a}—{b}—{c}—{d}",
        f"8_{a}_{b}_{c}_{d}",
        f"8/{a}/{b}/{c}/{d}",
        f"8{a}{b}{c}{d}".replace("0", "О"),
        f"8{a}{b}{c}{d}".replace("0", "o").replace("3", "З"),
        f"+7 {a} {b}{c}{d}".translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        "".join(figure + "\ufe0f\u20e3" for figure in "8" + plain),
        " ".join("8" + plain),
        f"8 {a}\n{b}\n{c} {d}",
        f"8{a}\n{b}{c}{d}",
        f"8 {spoken(a)} {b} {c} {d}",
        f"восемь {spoken(a)} {spoken(b)} {spoken(c)} {spoken(d)}",
        " ".join(UNITS[int(figure)] for figure in "8" + plain),
        f"плюс семь {spoken(a)} {spoken(b)} {spoken(c)} {spoken(d)}",
        f"8 {a} {b} {spoken(c)} {spoken(d)}",
        f"8\u200b{a}\u200b{b}\u200b{c}{d}",
        f"8 {a} {b}{c} {d}",
        f"8{a}-{b}-{c}{d}",
        f"8…{a}…{b}…{c}…{d}",
    )
    return chance.choice(forms)


def landline(chance: Random) -> str:
    code = chance.choice(["495", "499", "812", "343", "831", "383", "846"])
    a, b, c = "2" + digits(chance, 2), digits(chance, 2), digits(chance, 2)
    return chance.choice(
        (
            f"8 ({code}) {a}-{b}-{c}",
            f"+7 {code} {a} {b} {c}",
            f"8{code}{a}{b}{c}",
            f"{a}-{b}-{c}",
            f"{b[0]}{b[1]}-{c}-{a[1:]}",
        )
    )


def luhn_closed(body: str) -> str:
    total = 0
    for place, figure in enumerate(reversed(body)):
        value = int(figure) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return body + str(-total % 10)


def card(chance: Random) -> str:
    start = chance.choice(["2200", "2202", "2204", "4276", "4279", "5469", "5536", "5213", "4817"])
    number = luhn_closed(start + digits(chance, 11))
    quads = [number[place : place + 4] for place in range(0, 16, 4)]
    return chance.choice(
        (
            number,
            " ".join(quads),
            "-".join(quads),
            ".".join(quads),
            "  ".join(quads),
            "\n".join(quads),
        )
    )


def snils(chance: Random) -> str:
    body = str(chance.randrange(2, 10)) + digits(chance, 8)
    total = sum(int(figure) * (9 - place) for place, figure in enumerate(body)) % 101
    check = f"{total % 100:02d}"
    return chance.choice(
        (
            f"{body[:3]}-{body[3:6]}-{body[6:]} {check}",
            f"{body[:3]} {body[3:6]} {body[6:]} {check}",
            f"{body[:3]}-{body[3:6]}-{body[6:]}-{check}",
            body + check,
        )
    )


def inn(chance: Random) -> str:
    body = chance.choice(["77", "50", "66", "16", "78"]) + digits(chance, 8)
    for weights in ((7, 2, 4, 10, 3, 5, 9, 4, 6, 8), (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)):
        total = sum(int(figure) * weight for figure, weight in zip(body, weights, strict=True))
        body += str(total % 11 % 10)
    return body


def passport(chance: Random) -> str:
    region = chance.choice(["45", "46", "65", "92", "40", "57"])
    year, number = chance.choice(["05", "10", "14", "18", "21"]), digits(chance, 6)
    return chance.choice(
        (
            f"{region} {year} {number}",
            f"{region}{year} {number}",
            f"{region}{year}{number}",
            f"серия {region}{year} номер {number}",
            f"серия {region} {year} № {number}",
            f"{region} {year} №{number}",
            f"{region}{year}-{number}",
        )
    )


def account(chance: Random) -> str:
    number = chance.choice(["40817810", "42301810", "40820810"]) + digits(chance, 12)
    return chance.choice((number, " ".join(number[place : place + 4] for place in range(0, 20, 4))))


def certificate(chance: Random) -> str:
    series, letters = (
        chance.choice(["I", "II", "III", "IV", "V"]),
        chance.choice(["АГ", "ИК", "МЮ", "ЕР", "АН"]),
    )
    return f"{series}-{letters} {chance.choice(('№ ', '№', '', 'номер '))}{digits(chance, 6)}"


def policy(chance: Random) -> str:
    number = luhn_closed(
        chance.choice(["1", "2", "3", "4", "5", "6", "7", "8"]) + digits(chance, 14)
    )
    return chance.choice((number, " ".join(number[place : place + 4] for place in range(0, 16, 4))))


def email(chance: Random) -> str:
    name = chance.choice(
        ["ivanova.anna", "petrov_85", "mama.kati", "sidorova-ov", "klass4b", "zayka2010"]
    )
    name += chance.choice(("", "", digits(chance, 2)))
    host, end = chance.choice(["mail", "gmail", "yandex", "bk", "list", "inbox", "rambler"]), "ru"
    if host == "gmail":
        end = "com"
    spoken_end = {"ru": "ру", "com": "ком"}[end]
    return chance.choice(
        (
            f"{name}@{host}.{end}",
            f"{name}@{host}.{end}",
            f"{name.upper()}@{host.upper()}.{end.upper()}",
            f"{name} @ {host}.{end}",
            f"{name} собака {host} точка {spoken_end}",
            f"{name}(at){host}.{end}",
            f"{name}[собака]{host}.{end}",
            f"{name} (собачка) {host}.{end}",
            f"{name}@{host} точка {spoken_end}",
        )
    )


def street_address(chance: Random) -> str:
    street = chance.choice(
        [
            "Ленина",
            "Мира",
            "Гагарина",
            "Советская",
            "Лесная",
            "Победы",
            "Комсомольская",
            "Садовая",
            "Чехова",
        ]
    )
    house, flat = chance.randrange(1, 150), chance.randrange(1, 400)
    return chance.choice(
        (
            f"ул. {street}, д. {house}, кв. {flat}",
            f"улица {street} дом {house} квартира {flat}",
            f"ул {street} {house} кв {flat}",
            f"{street} {house}, кв.{flat}",
            f"ул.{street} {house}-{flat}",
            f"пр-т {street}, д.{house}к2, кв.{flat}",
            f"г. Пермь, ул. {street}, {house}, {flat}",
            f"пер. {street} д{house} кв{flat}",
            f"{street.lower()} {house} квартира {flat}",
        )
    )


MAKERS = {
    "phone": phone,
    "landline": landline,
    "card": card,
    "snils": snils,
    "inn": inn,
    "passport": passport,
    "account": account,
    "certificate": certificate,
    "policy": policy,
    "email": email,
    "address": street_address,
}


def lines() -> list[str]:
    chance = Random(SEED)
    made = [
        "+ " + chance.choice(sentences).format(MAKERS[kind](chance))
        for kind, (count, sentences) in SENTENCES.items()
        for _ in range(count)
    ]
    return [
        *(line.replace("\n", "\\n") for line in made),
        *(f"+ {line}" for line in POSITIVE),
        *(f"- {line}" for line in NEGATIVE),
    ]


if __name__ == "__main__":
    header = (
        "# Made by generate_personal_data.py; measured on, never tuned on. \\n is a line break.\n"
    )
    TARGET.write_text(header + "\n".join(lines()) + "\n", encoding="utf-8")
