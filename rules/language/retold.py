"""Is a text about words, or does it tell what somebody said? Then its insults are nobody's."""

from functools import lru_cache

from rules.language.sieve import Sifted

_ABOUT_WORDS = Sifted(
    r"этимолог|фразеолог|синоним|антоним|омоним|глагол|прилагательн|толков\w{1,9} словар|"
    r"(?:слов[оау]|термин|выражение|персонаж|геро[йя]) [«\"„]|в переводе|ложные друзья переводчик|"
    r"комментари\w{0,3} к тексту|в [xviхіl]{1,5} в(?:\.|еке)|"
    r"\bпо-(?!моему|твоему|вашему|нашему|своему)[а-я]+(?:ски|цки)\b[^.!?]{0,20}\bзнач|"
    r"драматург|эпиграф|цитат[аыу] из|глава \d|\bстр\. ?\d",
)
_SAID = Sifted(
    r"[»\"!?,…]\s*[—–-]\s*(?:за|вос|про|из|вы|от|под)?"
    r"(?:крича|клик|шипе|говори|бормота|вопи|рыча|ворча|сказа|ответи|реве|ора)\w"
)


@lru_cache(maxsize=1024)
def speaks_of_words(text: str) -> bool:
    """A lesson on a word, or a character's speech with its author's tag."""
    lowered = text.lower()
    return _ABOUT_WORDS.search(lowered) is not None or _SAID.search(lowered) is not None
