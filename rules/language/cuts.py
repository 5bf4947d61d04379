"""Where letters without a space can be cut into ordinary words: «вариант|задание|балл»."""

from rules.language.lexicon import insult_forms, swear_words, words
from rules.language.morphology import ends_of_words
from rules.language.roots import is_ordinary, searched

NEVER = 99  # words: no way of cutting needs so many
_KNOWN_FROM = 4  # letters: a shorter word must stand in rests.txt or joints.txt
_LONGEST_WORD = 14  # letters


class Cuts:
    """The fewest ordinary words before, or after, each place of a text without spaces.

    With `joints`, prepositions and the like count as words; `NEVER` or more stands for no way.
    """

    __slots__ = ("_arrivals", "_departures", "_ends", "_word")

    def __init__(self, word: str) -> None:
        self._word = word
        self._ends = [_ends_from(word, start) for start in range(len(word))]
        self._departures: dict[bool, list[int]] = {}
        self._arrivals: dict[bool, list[int]] = {}

    def before(self, place: int, *, joints: bool) -> int:
        if joints not in self._arrivals:
            self._arrivals[joints] = self._counted(joints)
        return self._arrivals[joints][place]

    def after(self, place: int, *, joints: bool) -> int:
        if joints not in self._departures:
            counts = [NEVER] * len(self._word) + [0]
            for start in range(len(self._word) - 1, -1, -1):
                ways = (counts[end] for end, joint in self._ends[start] if joints or not joint)
                counts[start] = 1 + min(ways, default=NEVER)
            self._departures[joints] = counts
        return self._departures[joints][place]

    def all_clean(self) -> int:
        """How many words the whole is, none of them a swear word."""
        return self._counted(joints=True, swearing=False)[-1]

    def _counted(self, joints: bool, *, swearing: bool = True) -> list[int]:
        counts = [0] + [NEVER] * len(self._word)
        for start, ends in enumerate(self._ends):
            if counts[start] >= NEVER:
                continue
            for end, joint in ends:
                better = counts[start] + 1 < counts[end] and (joints or not joint)
                if better and (swearing or not _swears(self._word[start:end])):
                    counts[end] = counts[start] + 1
        return counts


def _ends_from(word: str, start: int) -> list[tuple[int, bool]]:
    """Where the words that begin at a place end, and whether each is but a joint."""
    last = min(len(word), start + _LONGEST_WORD)
    rests, joints = words("rests.txt"), words("joints.txt")
    ends = {
        end: piece not in rests
        for end in range(start + 1, last + 1)
        if (piece := word[start:end]) in rests or piece in joints
    }
    known = ends_of_words(word, start, start + _KNOWN_FROM, last)
    ends.update(dict.fromkeys(known, False))
    return list(ends.items())


def _swears(word: str) -> bool:
    if word in swear_words() or word in insult_forms():
        return True
    return not is_ordinary(word) and searched(word, drawn=False) is not None
