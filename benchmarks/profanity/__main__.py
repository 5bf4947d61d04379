"""`python -m benchmarks.profanity [--words FILE …] [--output FILE]`: a Markdown table.

Recall over the held-out words bent in every way, the clean held-out lines flagged, ordinary
words flagged per million (OpenCorpora, and word lists given by --words, such as what
`aspell -l ru dump master | aspell -l ru expand` prints), speed on one core. With --output the
table replaces what stands in the file between `<!-- profanity -->` and `<!-- /profanity -->`,
or is put at its end.
"""

import argparse
import random
import re
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from pymorphy3 import MorphAnalyzer

from benchmarks.profanity.evasions import BENDS
from benchmarks.profanity.peers import Filter, absent, installed
from benchmarks.sections import put_in
from rules.language.lexicon import insult_forms, words

DATA = Path(__file__).parents[2] / "tests" / "rules" / "data" / "held_out"
SLOW = 20_000  # words shown to a filter that may be a thousand times slower
_RUSSIAN = re.compile(r"[а-яё]+")


def bent_texts() -> dict[str, list[str]]:
    """Category → texts; vulgar words and insults are categories of their own."""
    kinds: dict[str, list[str]] = {}
    for line in (DATA / "profanity_words.txt").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, *found = line.split()
            kinds.setdefault(kind, []).extend(word for word in found if len(word) > 2)
    texts = {
        name: [bend(word, random.Random(f"{name} {word}")) for word in kinds["obscene"]]
        for name, bend in BENDS.items()
    }
    return texts | {"vulgar": kinds["vulgar"], "insult": kinds["insult"]}


def clean_texts() -> list[str]:
    lines = (DATA / "profanity.txt").read_text(encoding="utf-8").splitlines()
    return [line[2:] for line in lines if line.startswith("- ")]


def ordinary_words() -> list[str]:
    """A sample of OpenCorpora's forms, without those of swear words and insults."""
    bad = words("obscene_forms.txt") | insult_forms().keys()
    forms = MorphAnalyzer(lang="ru").dictionary.words.iteritems()
    good = [form for form, _ in forms if _RUSSIAN.fullmatch(form)]
    chosen = random.Random(1).sample(good, 400_000)
    return [form for form in chosen if form.replace("ё", "е") not in bad]


def listed_words(files: Iterable[Path]) -> list[str]:
    """The words of the files that OpenCorpora lacks, and that are no swear words of ours."""
    analyzer = MorphAnalyzer(lang="ru")
    bad = words("obscene_forms.txt") | insult_forms().keys()
    found = {
        word
        for file in files
        for word in _RUSSIAN.findall(file.read_text(encoding="utf-8", errors="ignore").lower())
    }
    return sorted(
        word
        for word in found
        if word.replace("ё", "е") not in bad and not analyzer.word_is_known(word)
    )


def per_million(flags: Filter, found: Sequence[str], most: int) -> float:
    shown = found[:most]
    return 1e6 * sum(map(flags, shown)) / max(1, len(shown))


def per_second(flags: Filter, texts: Sequence[str]) -> float:
    begun = time.perf_counter()
    for text in texts:
        flags(text)
    return len(texts) / (time.perf_counter() - begun)


def row(name: str, flags: Filter, lacking: list[str], ordinary: list[str]) -> dict[str, str]:
    most = len(ordinary) if name == "this rule" else SLOW
    cold = per_second(flags, ordinary[-most:])
    bent, clean = bent_texts(), clean_texts()
    caught = {kind: sum(map(flags, texts)) for kind, texts in bent.items()}
    total = sum(map(len, bent.values()))
    wrong = sum(map(flags, clean))
    hits = sum(caught.values())
    every = [text for texts in bent.values() for text in texts] + clean
    cells = {kind: f"{100 * caught[kind] / len(texts):.1f}" for kind, texts in bent.items()}
    return {
        "filter": name,
        **cells,
        "recall, %": f"{100 * hits / total:.1f}",
        "F1": f"{2 * hits / (2 * hits + wrong + total - hits):.3f}",
        f"clean flagged, of {len(clean)}": str(wrong),
        "OpenCorpora, per million": f"{per_million(flags, ordinary, most):.0f}",
        "lacking words, per million": f"{per_million(flags, lacking, most):.0f}"
        if lacking
        else "–",
        "messages/s, seen": f"{per_second(flags, every * (20 if most > SLOW else 1)):,.0f}",
        "unseen words/s": f"{cold:,.0f}",
    }


def table(rows: Sequence[dict[str, str]]) -> str:
    """One column a filter: there are more figures than filters."""
    names = list(rows[0])
    lines = [f"| {name} | " + " | ".join(each[name] for each in rows) + " |" for name in names]
    return "\n".join([lines[0], "|---" * (len(rows) + 1) + "|", *lines[1:]]) + "\n"


SECTION = """## Profanity, beside other filters

Written by `python -m benchmarks.profanity --words FILE --output docs/benchmarks.md`, on one core.
Recall in per cent, by the way in which {bad} held-out swear words are bent; vulgar words and
insults as they are. «Lacking words» are those of a second dictionary (aspell's) that OpenCorpora
does not have. A filter that is slower is shown {slow:,} words only.

{table}
{absent}"""


def section(rows: Sequence[dict[str, str]], bad: int) -> str:
    missing = "".join(f"- {name}: not measured ({why}).\n" for name, why in absent())
    return SECTION.format(bad=bad, slow=SLOW, table=table(rows), absent=missing)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--words", type=Path, nargs="*", default=[])
    parser.add_argument("--output", type=Path)
    asked = parser.parse_args()
    ordinary, lacking = ordinary_words(), listed_words(asked.words)
    rows = [row(name, flags, lacking, ordinary) for name, flags in installed()]
    print(table(rows))
    if asked.output is not None:
        put_in(asked.output, "profanity", section(rows, len(bent_texts()["plain"])))


if __name__ == "__main__":
    main()
