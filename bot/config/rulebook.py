"""Which rules hold in a chat, and what a breach of each brings there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rules.catalogue import CATALOGUE
from rules.regulation.policy import Policy, default_policy
from rules.regulation.violation import Rule


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules that are switched on, in the catalogue's order, each with its policy."""

    entries: tuple[tuple[Rule, Policy], ...] = ()

    def __iter__(self) -> Iterator[tuple[Rule, Policy]]:
        return iter(self.entries)

    @property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(rule for rule, _ in self.entries)

    @property
    def policies(self) -> Mapping[str, Policy]:
        return MappingProxyType({rule.name: policy for rule, policy in self.entries})

    def rule(self, name: str) -> Rule | None:
        """The rule of that name as it is set here; None when it is off or unknown."""
        return next((rule for rule, _ in self.entries if rule.name == name), None)


def default_rulebook(catalogue: Mapping[str, type[Rule]] = CATALOGUE) -> Rulebook:
    """Every rule as it comes, for work without a configuration."""
    return Rulebook(tuple((rule(), default_policy(name)) for name, rule in catalogue.items()))
