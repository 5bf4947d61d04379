"""Is a noun said of a person of the chat? The weaker cues, after which a moderator is asked.

«завуч крыса», «Петров из 7б баран», «ну и овца, опять забыла», «привет, козёл», «осёл этот
ваш председатель». What animals do, and what lies about, is left alone.
"""

import re
from collections.abc import Sequence

from rules.language.beside import ends, insult_lemma, is_adjective_of_insults, joined
from rules.language.lexicon import insult_forms, table, words
from rules.language.morphology import (
    is_adjective,
    is_first_name,
    is_function_word,
    is_named,
    is_order,
    is_said_to_you,
)
from rules.language.reading import Word

_TABLE = table("address.txt")
_YOURS, _KIN, _OF_MIND, _PERSONS, _CALLING, _ANIMALS, _ROLES, _ASKING, _CONTEMPT, _LATELY = map(
    _TABLE.__getitem__,
    (
        *("yours", "kin", "of_mind", "persons", "calling", "animals", "roles", "asking"),
        *("contempt", "lately"),
    ),
)
_ABUSIVE, _SCORNFUL, _SPECIES = (tuple(_TABLE[kind]) for kind in ("abusive", "scornful", "species"))
_TO_ME = _YOURS | {"мой", "моя", "мое", "мои", "мне", "меня", "нас", "нам", "не"}
_OURS = frozenset(
    ["этот", "эта", "эти", "наш", "наша", "наши", "ваш", "ваша", "ваши", "твой", "твоя"]
)
_BETWEEN = frozenset(
    ["у", "нас", "вас", "них", "из", "этот", "эта", "наш", "наша", "ваш", "ваша", "это", "же"]
)
_CLASS = re.compile(r"\d{1,2}[а-я]?|[а-г]")
_GREETINGS = frozenset(
    ["привет", "молодец", "спасибо", "пока", "ладно", "ну", "нет", "да", "все", "смотри", "стой"]
)
_SURNAME = re.compile(r"[А-ЯЁ][а-яё]+(?:[оеё]в|[иы]н|[оеё]ва|[иы]на|ский|ская|енко|чук)")


def is_branded(spoken: Sequence[Word], place: int, text: str) -> bool:
    """Do the words around `spoken[place]`, a noun that may insult, say it of somebody?"""
    if is_adjective_of_insults(spoken[place]):
        return (
            _is_called(spoken, place, text)
            or _calls(spoken, place, text)
            or _of_ones_own(spoken, place)
            or (place == 0 and _is_asked(spoken, place))
        )
    return (
        _is_called(spoken, place, text)
        or _calls(spoken, place, text)
        or _of_ones_own(spoken, place)
        or _is_likened(spoken, place)
        or _is_described(spoken, place, text)
        or _is_a_person(spoken, place)
        or _is_told_of(spoken, place, text)
        or _is_told_first(spoken, place, text)
        or _is_exclaimed(spoken, place, text)
    )


def _comma_after(spoken: Sequence[Word], place: int, text: str) -> bool:
    return place + 1 < len(spoken) and "," in text[spoken[place].end : spoken[place + 1].start]


def _is_called(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«отдай телефон, козёл!»: an order, a comma, and the name at the very end."""
    if place == 0 or place + 1 < len(spoken):
        return False
    comma = "," in text[spoken[place - 1].end : spoken[place].start]
    if not comma and ("," in text or place > 3 or not is_named(spoken[place].text)):
        return False
    if not comma:
        return is_order(spoken[0].text)
    if (
        place < 3
        and spoken[0].text in _GREETINGS
        and insult_lemma(spoken[place]) not in words("answers.txt")
    ):
        return True
    return any(w.text in _YOURS or is_order(w.text) for w in spoken[:place][-6:])


def _calls(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«бараны, закройте дверь», «свиньи, после вас весь класс в фантиках», «овца, где ручка»."""
    qualified = place == 1 and (spoken[0].text in _CALLING or spoken[0].text.startswith(_ABUSIVE))
    if place > 1 or (place == 1 and not qualified) or not _comma_after(spoken, place, text):
        return False
    rest = spoken[place + 1 : place + 6]
    if rest[0].text in _ASKING and insult_lemma(spoken[place]) not in words("answers.txt"):
        return True
    return any(w.text in _TO_ME for w in rest) or any(
        is_order(w.text) or is_said_to_you(w.text) for w in rest[:3]
    )


def _is_a_person(spoken: Sequence[Word], place: int) -> bool:
    """«нытик и плакса, фу», «толстуха опять со справкой», «выдра крашеная»."""
    after = spoken[place + 1].text if place + 1 < len(spoken) else ""
    if place < 2 and insult_lemma(spoken[place]) in _PERSONS:
        return place == 0 or after == ""
    if _is_asked(spoken, place):
        return True
    inverted = place == 0 and len(spoken) == 2 and is_named(spoken[0].text)
    return inverted and is_adjective(after) and not after.startswith(_SPECIES)


def _is_asked(spoken: Sequence[Word], place: int) -> bool:
    """«тупой что ли?»"""
    return [w.text for w in spoken[place + 1 : place + 3]] == ["что", "ли"]


def _is_likened(spoken: Sequence[Word], place: int) -> bool:
    """«ты ноешь как баба», «толстый как бочка»."""
    if place < 2 or spoken[place - 1].text != "как":
        return False
    before = spoken[max(0, place - 6) : place - 1]
    if insult_lemma(spoken[place]) in words("answers.txt") and not is_adjective_of_insults(
        before[-1]
    ):
        return False
    return any(w.text in _YOURS for w in before) or is_adjective_of_insults(before[-1])


def _is_described(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«физичка старая ведьма», «аутист какой-то», «тупые курицы обсуждают шторы»."""
    after = [w.text for w in spoken[place + 1 : place + 3]]
    if after and joined(spoken[place], spoken[place + 1], text):
        some = after[1:] == ["то"] and after[0] in ("какой", "какая", "какие")
        if some or after[0].startswith(_SCORNFUL) or after == ["на", "голову"]:
            return True
        if after[0] == "общества":
            return True
        abused = after[0].startswith(_ABUSIVE) or is_adjective_of_insults(spoken[place + 1])
        if place == 0 and abused and (ends(spoken, 1, text) or after[-1] in _OURS):
            return True
    before = spoken[place - 1].text if place else ""
    if not is_named(spoken[place].text):
        return place == 1 and before.startswith(_ABUSIVE) and ends(spoken, place, text)
    if before.startswith(tuple(_CONTEMPT)) and place < 4:
        return True
    abused = before.startswith(_ABUSIVE) and place < 4
    return abused and (
        ends(spoken, place, text) or (place == 1 and insult_lemma(spoken[place]) not in _ANIMALS)
    )


def _of_ones_own(spoken: Sequence[Word], place: int) -> bool:
    """«твой сын тупой», «ваша дочь овца», «сын у вас баран», «ведёшь себя как свинья»."""
    before = [word.text for word in spoken[max(0, place - 4) : place]]
    if before[-2:] == ["себя", "как"]:
        return True
    if not any(word in _YOURS for word in before) or _KIN.isdisjoint(before):
        return False
    if is_adjective_of_insults(spoken[place]):
        return before[-1] in _KIN and spoken[place].text in _OF_MIND
    return before[-1] in _KIN or before[-2:] == ["у", "вас"] or before[-2:] == ["у", "тебя"]


def _is_told_of(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«завуч крыса», «Петров из 7б — баран»: a person, and nothing but the noun told of him."""
    if not 0 < place < 6 or not is_named_here(spoken[place]):
        return False
    lately = place + 1 < len(spoken) and spoken[place + 1].text in _LATELY
    if not (ends(spoken, place, text) or lately):
        return False
    for back in range(place - 1, -1, -1):
        word = spoken[back]
        if "," in text[word.end : spoken[back + 1].start]:
            return False
        if back == 0 or _is_a_subject(word, text):
            return back < 2 and _is_a_subject(word, text)
        if not (
            word.text in _BETWEEN
            or word.text in words("fillers.txt")
            or _CLASS.fullmatch(word.text)
        ):
            return False
    return False


def _is_a_subject(word: Word, text: str) -> bool:
    if word.text in _ROLES or is_first_name(word.text):
        return True
    if word.start == 0 and word.text in insult_forms():
        return False
    return _SURNAME.fullmatch(text, word.start, word.end) is not None


def is_named_here(word: Word) -> bool:
    """A noun as a dictionary has it: «баран», «тормоз», «пень», not «барана»."""
    return word.text == insult_lemma(word) or is_named(word.text)


def _is_told_first(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«осёл этот ваш председатель», «шизик наш химик», «баран из 7б», «овца она»."""
    after = [w.text for w in spoken[place + 1 : place + 4]]
    if place > 1 or not after or not is_named_here(spoken[place]):
        return False
    if not joined(spoken[place], spoken[place + 1], text):
        return False
    if after in (["он"], ["она"], ["они"]):
        return True
    if after[0] in ("ты", "вы") and len(after) > 1:
        return (
            place == 0 and is_function_word(after[1]) and after[1] not in ("и", "что", "не", "бы")
        )
    if after[0] == "из" and len(after) > 1 and place == 0:
        return _CLASS.fullmatch(after[1]) is not None or after[1] in ("нашего", "вашего")
    if after[0] in _OURS:
        told = next((w for w in spoken[place + 2 : place + 4] if w.text not in _OURS), None)
        return told is not None and _is_a_subject(told, text)
    lately = place == 0 and after[0] in _LATELY
    return lately and insult_lemma(spoken[place]) not in _ANIMALS and is_named(spoken[place].text)


def _is_exclaimed(spoken: Sequence[Word], place: int, text: str) -> bool:
    """«ну и овца, опять забыла сменку», «вот же козёл»."""
    before = [word.text for word in spoken[:place]]
    if before[-2:] not in (
        ["ну", "и"],
        ["вот", "же"],
        ["вот", "ведь"],
        ["какой", "же"],
        ["какая", "же"],
    ):
        return False
    return place == 2 and ends(spoken, place, text) and is_named_here(spoken[place])
