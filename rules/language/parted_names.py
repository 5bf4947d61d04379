"""Names of messengers whose letters are set apart or drawn: «в т.е.л.е.г.у», «в0тсап»."""

import re
from collections.abc import Iterator
from itertools import islice

from rules.language.cues import line_of
from rules.language.messenger_names import names_in
from rules.language.reading import read

# «Т е л е г р а м», «в т.е.л.е.г.у», «телегр.ам»: letters that somebody has put apart;
# «в0тсап», «в@цап», «т3леграм»: letters for which he put a sign.
_PARTED = re.compile(
    r"(?<!\w)[^\W\d_](?:[ .*·•_/-]{1,2}[^\W\d_]){4,}(?!\w)|"
    r"(?<!\w)[^\W\d_]{2,}[.*·•_][^\W\d_]{2,}(?!\w)|"
    r"(?<!\w)(?:теле?|ват[сц]?|вот[сц]?|вац|вай|виб|диск?|скай)-[а-яё]{2,}(?!\w)|"
    r"(?<!\w)[^\W\d_]{1,5}[@03][^\W\d_]{2,}(?!\w)",
    re.IGNORECASE,
)
_DRAWN = str.maketrans("@03", "аое")
_SIGN_BETWEEN = re.compile(r"[.*·•_/@03-](?<=[^\W\d_].)(?=[^\W\d_])")
_LETTERS_APART = re.compile(r" \S \S \S \S \S ")
_FEWEST_APART = 5
_MOST_PARTED = 4
_SEARCHED = 1500  # code points: nobody hides a name behind more
_BETWEEN_LETTERS = re.compile(r"[ .*·•_/-]")
_PREPOSITIONS = frozenset("вс")
_LONG_SHORT_NAME = 4


def parted_names_in(text: str) -> Iterator[tuple[str, int, str]]:
    """Names whose letters are set apart: as written, where, and the messenger's kind."""
    apart = _SIGN_BETWEEN.search(text) is not None or (
        len(read(text).texts) >= _FEWEST_APART
        and _LETTERS_APART.search(line_of(text).text) is not None
    )
    if not apart:
        return
    for match in islice(_PARTED.finditer(text, 0, _SEARCHED), _MOST_PARTED):
        whole = _BETWEEN_LETTERS.sub("", match[0]).translate(_DRAWN)
        bare = whole[1:] if whole[:1].lower() in _PREPOSITIONS else whole
        for name in dict.fromkeys((whole, bare)):
            plain, short = names_in(name)
            found = plain or (short if len(name) > _LONG_SHORT_NAME else ())
            if found:
                yield match[0], match.start(), found[0].kind
