"""Hatred towards groups: its development lines, held-out figures, settings and edges."""

from rules.hate import Hate
from tests.rules.phrase_rule import Case, PhraseRule


class TestHate(PhraseRule):
    case = Case(
        Hate,
        breach="Опять понаехали чурки в наш класс",
        fragment="понаехали чурки",
        anothers="Бабушка прочла в сети «хачи одни» и плакала",
        word="нерусь",
        doubtful="Хохлы приехали на турнир",
        floors={"hate": (0.94, 0.93)},
        allowed=(
            "Пушкин «Цыганы», читать до пятницы",
            "В нашем классе учатся русские, татары и таджики",
            "День инвалида: собираем игрушки",
            "Инвалидам лифт, остальные по лестнице, пожалуйста",
            "Татары сожгли город, параграф 12",
        ),
    )
