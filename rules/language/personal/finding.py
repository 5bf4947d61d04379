"""What a detector of personal data hands back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    kind: str  # a Russian word for the evidence: «телефон»
    start: int  # in the original text
    end: int
    certain: bool
    tail: str = ""  # the last two digits at most: all that may be remembered of the datum

    @property
    def masked(self) -> str:
        return f"{self.kind} …{self.tail}" if self.tail else self.kind
