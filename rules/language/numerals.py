"""Spelled-out numbers up to 999, the way people dictate a phone, with the usual typing errors."""

from collections.abc import Mapping
from types import MappingProxyType

UNITS: Mapping[str, int] = MappingProxyType(
    {
        "ноль": 0,
        "нуль": 0,
        "нол": 0,
        "нолик": 0,
        "зеро": 0,
        "один": 1,
        "одна": 1,
        "адин": 1,
        "единица": 1,
        "два": 2,
        "две": 2,
        "двойка": 2,
        "три": 3,
        "тройка": 3,
        "четыре": 4,
        "четыри": 4,
        "читыре": 4,
        "пять": 5,
        "пят": 5,
        "шесть": 6,
        "шесь": 6,
        "шест": 6,
        "семь": 7,
        "сем": 7,
        "семерка": 7,
        "восемь": 8,
        "восем": 8,
        "восим": 8,
        "восимь": 8,
        "девять": 9,
        "девят": 9,
        "девить": 9,
    }
)
TEENS: Mapping[str, int] = MappingProxyType(
    {
        "десять": 10,
        "одиннадцать": 11,
        "одинадцать": 11,
        "двенадцать": 12,
        "двенацать": 12,
        "тринадцать": 13,
        "тринацать": 13,
        "четырнадцать": 14,
        "пятнадцать": 15,
        "шестнадцать": 16,
        "семнадцать": 17,
        "восемнадцать": 18,
        "девятнадцать": 19,
    }
)
TENS: Mapping[str, int] = MappingProxyType(
    {
        "двадцать": 20,
        "двацать": 20,
        "тридцать": 30,
        "трицать": 30,
        "сорок": 40,
        "пятьдесят": 50,
        "пятдесят": 50,
        "пядесят": 50,
        "шестьдесят": 60,
        "шестдесят": 60,
        "шисят": 60,
        "семьдесят": 70,
        "семдесят": 70,
        "восемьдесят": 80,
        "восемдесят": 80,
        "девяносто": 90,
        "девяноста": 90,
    }
)
HUNDREDS: Mapping[str, int] = MappingProxyType(
    {
        "сто": 100,
        "двести": 200,
        "двесте": 200,
        "триста": 300,
        "четыреста": 400,
        "четыриста": 400,
        "пятьсот": 500,
        "пятсот": 500,
        "шестьсот": 600,
        "шестсот": 600,
        "семьсот": 700,
        "семсот": 700,
        "восемьсот": 800,
        "восемсот": 800,
        "девятьсот": 900,
        "девятсот": 900,
    }
)
_TIMES = {"две": 2, "два": 2, "пара": 2, "три": 3, "четыре": 4}
_FIGURES = {
    0: "ноля нуля нулей",
    1: "единицы единички единиц",
    2: "двойки двоек",
    3: "тройки троек",
    4: "четверки четверок",
    5: "пятерки пятерок",
    6: "шестерки шестерок",
    7: "семерки семерок",
    8: "восьмерки восьмерок",
    9: "девятки девяток",
}
# «три пятёрки»: 555; nobody dictates three noughts so, for their value would be lost.
REPEATED: Mapping[str, int] = MappingProxyType(
    {
        f"{times} {name}": int(str(figure) * count)
        for times, count in _TIMES.items()
        for figure, names in _FIGURES.items()
        for name in names.split()
        if figure
    }
)
NUMERALS: Mapping[str, int] = MappingProxyType({**UNITS, **TEENS, **TENS, **HUNDREDS, **REPEATED})


def follows(value: int, after: int) -> bool:
    """Do two spelled-out numbers make one («сорок» + «пять», «девятьсот» + «двенадцать»)?"""
    if after >= 100 and after % 100 == 0:
        return 0 < value < 100
    return after >= 20 and after % 10 == 0 and 0 < value < 10
