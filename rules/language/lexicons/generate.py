"""Writes the computed lexicons: `python -m rules.language.lexicons.generate`, about a minute.

ordinary.txt        the forms of OpenCorpora that the roots hit and that are no swear words
obscene_forms.txt   the forms of OpenCorpora that are swear words
insult_forms.txt    all forms of the lemmas in insults.txt, without those of ordinary words
pieces.txt          the two halves that a core swear word may be cut into by a space

Needed only when a list or the dictionary changes; the bot reads the results.
"""

import re
from collections.abc import Iterator

from pymorphy3 import MorphAnalyzer

from rules.language.lexicon import LEXICONS, lines, words
from rules.language.roots import compiled

_RUSSIAN = re.compile(r"[а-я]+")
_NOTE = "# Written by rules/language/lexicons/generate.py from OpenCorpora: do not edit.\n"
_SPEECH = {"adjective": ("ADJF",), "ambiguous": ("NOUN",)}


def forms_of_the_dictionary(analyzer: MorphAnalyzer) -> Iterator[str]:
    """Every wholly Russian form of OpenCorpora, folded."""
    for form, _ in analyzer.dictionary.words.iteritems():
        folded = form.replace("ё", "е")
        if _RUSSIAN.fullmatch(folded):
            yield folded


def lemmas(analyzer: MorphAnalyzer, form: str) -> set[str]:
    return {parse.normal_form.replace("ё", "е") for parse in analyzer.parse(form)}


def forms_with_a_root(analyzer: MorphAnalyzer) -> tuple[list[str], list[str]]:
    """The ordinary forms that the roots hit, and those of the lemmas in obscene_lemmas.txt."""
    root = compiled(drawn=False)
    obscene = words("obscene_lemmas.txt")
    hit = {form for form in forms_of_the_dictionary(analyzer) if root.search(form)}
    ordinary = {form for form in hit if lemmas(analyzer, form).isdisjoint(obscene)}
    return sorted(ordinary), sorted(hit - ordinary)


def insult_forms(analyzer: MorphAnalyzer) -> Iterator[tuple[str, str, list[str]]]:
    """(tier, lemma, forms) of each insult; of two tiers for one lemma the later line holds."""
    tiers: dict[str, str] = {}
    for line in lines("insults.txt"):
        tier, *entries = line.split()
        tiers.update(dict.fromkeys(entries, tier))
    for lemma, tier in tiers.items():
        yield tier, lemma, sorted(_inflected(analyzer, lemma, tier, frozenset(tiers)))


def _inflected(analyzer: MorphAnalyzer, lemma: str, tier: str, insults: frozenset[str]) -> set[str]:
    parses = [p for p in analyzer.parse(lemma) if p.normal_form.replace("ё", "е") == lemma]
    wanted = _SPEECH.get(tier, ())
    parses = [p for p in parses if not wanted or p.tag.POS in wanted] or parses
    nouns = [p for p in parses if p.tag.POS in ("NOUN", "ADJF")] or parses
    if not analyzer.word_is_known(lemma):
        return _guessed(lemma)
    forms = {lemma} | {p.word.replace("ё", "е") for noun in nouns[:1] for p in noun.lexeme}
    return {form for form in forms if form == lemma or _is_only_insult(analyzer, form, insults)}


def _guessed(lemma: str) -> set[str]:
    """The forms of slang that no dictionary has, by its last letter."""
    if lemma.endswith(("ый", "ий")):
        endings = "ый ая ое ые ого ому ым ом ой ую ых ыми"
    elif lemma[-1] in "ая":
        endings = "а ы и е у ой ам ами ах"
    elif lemma[-1] in "оеь":
        return {lemma}
    else:
        stem = lemma[:-2] + "к" if lemma.endswith("ок") else lemma
        return {lemma} | {
            stem + ending for ending in ["а", "у", "ом", "е", "ы", "и", "ов", "ам", "ами", "ах"]
        }
    return {lemma[: -2 if lemma[-1] == "й" else -1] + ending for ending in endings.split()}


def _is_only_insult(analyzer: MorphAnalyzer, form: str, insults: frozenset[str]) -> bool:
    """False for a form that an ordinary word has too («гадом», but «дур» of «дура»)."""
    return not analyzer.word_is_known(form) or lemmas(analyzer, form) <= insults


def pieces() -> list[str]:
    halves = set()
    for core in words("cut.txt"):
        halves |= {core[:cut] for cut in range(1, len(core))}
    return sorted(halves)


def write(name: str, content: list[str]) -> None:
    (LEXICONS / name).write_text(_NOTE + "\n".join(content) + "\n", encoding="utf-8")


def main() -> None:
    analyzer = MorphAnalyzer(lang="ru")
    ordinary, obscene = forms_with_a_root(analyzer)
    write("ordinary.txt", ordinary)
    write("obscene_forms.txt", obscene)
    write(
        "insult_forms.txt",
        [" ".join((tier, lemma, *f)) for tier, lemma, f in insult_forms(analyzer)],
    )
    write("pieces.txt", pieces())


if __name__ == "__main__":
    main()
