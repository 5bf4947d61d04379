"""Who decides: how the moderators share the work, and where one carries nearly all of it. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from storage.counts import Workload

MOST_FOR_ONE = Fraction(2, 3)  # of the decisions: more than that is uneven
FEWEST = 6  # decisions below which a share says nothing


@dataclass(frozen=True, slots=True)
class Share:
    """One moderator's part of the decisions."""

    name: str  # «модератор 1», or his own where names are asked for
    decisions: int
    percent: int  # of all decisions, rounded
    chats: int  # in how many chats


@dataclass(frozen=True, slots=True)
class Uneven:
    """Several could decide, and one does nearly all."""

    name: str
    percent: int
    decisions: int  # of all of them


@dataclass(frozen=True, slots=True)
class Work:
    shares: tuple[Share, ...] = ()  # the most decisions first
    decisions: int = 0
    moderators: int = 0  # who could decide
    idle: int = 0  # of these: who decided nothing
    uneven: Uneven | None = None


def work(
    workload: Iterable[Workload],
    moderators: Mapping[int, frozenset[int]],
    names: Mapping[int, str] | None,
) -> Work:
    """How the work was shared. `moderators` by chat; `names` None: nobody is named."""
    cases: Counter[int] = Counter()
    chats: Counter[int] = Counter()
    for one in workload:
        cases[one.person] += one.cases
        chats[one.person] += 1
    everybody = frozenset[int]().union(*moderators.values()) | cases.keys()
    total = cases.total()
    order = sorted(cases, key=lambda person: (-cases[person], person))
    shares = tuple(
        Share(
            _named(person, place, names),
            cases[person],
            _percent(cases[person], total),
            chats[person],
        )
        for place, person in enumerate(order, start=1)
    )
    idle = len(everybody) - len(shares)
    return Work(shares, total, len(everybody), idle, _uneven(shares, total, len(everybody)))


def _named(person: int, place: int, names: Mapping[int, str] | None) -> str:
    if names is None:
        return f"модератор {place}"
    return names.get(person) or f"id{person}"


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def _uneven(shares: tuple[Share, ...], total: int, moderators: int) -> Uneven | None:
    if moderators < 2 or total < FEWEST or shares[0].decisions <= MOST_FOR_ONE * total:
        return None
    return Uneven(shares[0].name, shares[0].percent, total)
