"""The bot in numbers, for Prometheus. No label names a person or a chat."""

from collections.abc import Iterable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from bot.events import Event
from rules.regulation.acts import Kind
from rules.regulation.violation import Violation

# From a single clean message to a storm that waits for the database.
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class Counts:
    """The figures of one bot since its start."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._updates = Counter(
            "dezhurny_updates", "Updates that were handled, by kind.", ["kind"], registry=registry
        )
        self._violations = Counter(
            "dezhurny_violations",
            "Violations that were recorded, by clause and certainty.",
            ["clause", "certainty"],
            registry=registry,
        )
        self._acts = Counter(
            "dezhurny_acts",
            "Acts of the outbox, by kind and outcome; waiting: put off to another try.",
            ["kind", "outcome"],
            registry=registry,
        )
        self._vk_errors = Counter(
            "dezhurny_vk_errors",
            "Errors of VK, by its code; network: no answer; revoked: the token is refused.",
            ["code"],
            registry=registry,
        )
        self._failures = Counter(
            "dezhurny_failures", "Failures that a loop lived through.", ["where"], registry=registry
        )
        self._gaps = Counter(
            "dezhurny_gaps", "Times that VK no longer offered some updates.", registry=registry
        )
        self._handling = Histogram(
            "dezhurny_handling_seconds",
            "From hearing a batch of updates to having kept what follows from it.",
            buckets=SECONDS,
            registry=registry,
        )
        self._gauges = {
            name: Gauge(f"dezhurny_{name}", words, registry=registry)
            for name, words in GAUGES.items()
        }

    def handled(self, events: Iterable[Event], seconds: float) -> None:
        for event in events:
            self._updates.labels(type(event).__name__.lower()).inc()
        self._handling.observe(seconds)

    def found(self, violations: Iterable[Violation]) -> None:
        for one in violations:
            certainty = "certain" if one.certain else "doubtful"
            self._violations.labels(one.clause.number, certainty).inc()

    def acted(self, kind: Kind, outcome: str) -> None:
        self._acts.labels(kind.value, outcome).inc()

    def vk_error(self, code: str) -> None:
        self._vk_errors.labels(code).inc()

    def failed(self, where: str) -> None:
        self._failures.labels(where).inc()

    def gap(self) -> None:
        self._gaps.inc()

    def show(self, name: str, value: float) -> None:
        """Set one of `GAUGES`."""
        self._gauges[name].set(value)


GAUGES = {
    "up": "1 when the bot is well, as /healthz says.",
    "started_timestamp_seconds": "When the bot was started.",
    "vk_answer_age_seconds": "Since VK's last answer; -1: none yet.",
    "database_writable": "1 when the last write to the database succeeded.",
    "outbox_waiting": "Acts that are due and not done; -1: the database cannot be read.",
    "outbox_oldest_seconds": "Since when the oldest of them is due.",
    "chats_moderated": "Chats in which the bot has its rights.",
    "chats_without_rights": "Chats in which it has not.",
    "chats_unknown": "Chats of which that is not known yet.",
}
