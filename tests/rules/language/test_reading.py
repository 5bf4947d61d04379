"""Reading: look-alikes, invisible letters, exact places."""

from hypothesis import given
from hypothesis import strategies as st

from rules.language.reading import as_drawn, read


def words(text: str) -> list[str]:
    return [word.text for word in read(text).words]


def test_latin_letters_in_a_russian_word_are_read_as_drawn() -> None:
    assert words("Пpивeт, МИP") == ["привет", "мир"]


def test_a_wholly_latin_word_stays_latin() -> None:
    assert words("see Hello") == ["see", "hello"]


def test_letters_of_other_alphabets_and_enclosed_ones_are_folded() -> None:
    assert words("ｈｕｙ ⓗⓤⓨ 𝓱𝓾𝔂 мοлοкο") == ["huy", "huy", "huy", "молоко"]


def test_words_among_signs_repeats_and_latin_stand_where_they_were_typed() -> None:
    text = "да, ДА!! да—да (да) Cocа да"

    spans = [(word.start, word.end) for word in read(text).words]

    assert [text[start:end] for start, end in spans] == ["да", "ДА", "да", "да", "да", "Cocа", "да"]


def test_yo_is_ye_and_a_decomposed_short_i_is_whole() -> None:
    assert words("Ёлка мо\u0438\u0306") == ["елка", "мой"]


def test_invisible_letters_are_dropped_and_the_fragment_keeps_them() -> None:
    text = "так м\u200bи\u00adр!"
    reading = read(text)

    assert reading.words[1].text == "мир"
    assert reading.fragment(reading.words[1]) == "м\u200bи\u00adр"


@given(st.text(max_size=300))
def test_every_word_stands_where_it_says(text: str) -> None:
    reading = read(text)

    assert all(0 <= word.start < word.end <= len(text) for word in reading.words)
    assert [word.start for word in reading.words] == sorted(word.start for word in reading.words)


@given(st.text("kжaа1 ", max_size=12))
def test_a_word_of_two_alphabets_is_read_as_drawn_however_far_they_stand_apart(text: str) -> None:
    assert words(text) == [as_drawn(word) for word in text.split()]
