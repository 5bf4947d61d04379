"""Rudeness and threats: its development lines, held-out figures, settings and edges."""

from rules.rudeness import Rudeness
from tests.rules.phrase_rule import Case, PhraseRule


class TestRudeness(PhraseRule):
    case = Case(
        Rudeness,
        breach="Закрой рот, тебя не спрашивали",
        fragment="Закрой рот",
        anothers="Герой кричит: «Закрой рот!»",
        word="вякаешь",
        doubtful="Яблоко от яблони, весь в мать",
        floors={"threats": (0.96, 0.87), "rudeness": (0.94, 0.76)},
        allowed=(
            "Буду жаловаться в департамент образования",
            "Обращусь в прокуратуру, это моё право",
            "Тупой угол больше прямого",
            "Принесу нож для торта",
            "Мы вас порвём в вышибалы!",
        ),
    )
