"""Unlawful content: its development lines, held-out figures, settings and edges."""

from rules.unlawful import Unlawful
from tests.rules.phrase_rule import Case, PhraseRule


class TestUnlawful(PhraseRule):
    case = Case(
        Unlawful,
        breach="Всем привет! Выйди в окно, неудачник",
        fragment="Выйди в окно",
        anothers="Незнакомец написал «выйди в окно», мы в полиции",
        word="роскомнадзорнись",
        doubtful="Прыгай, чего ждешь?",
        floors={"unlawful": (0.97, 0.96)},
        allowed=(
            "Лекция о вреде наркотиков в актовом зале",
            "Дочка говорит, что не хочет жить, помогите",
            "Соль для опыта, 100 г, принести в четверг",
            "План выпускного в лс",
            "Колёса на самокат отдам",
        ),
    )
