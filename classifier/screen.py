"""To be replaced in a moment by the real screen."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Hit:
    rule: str
    words: str


def look(text: str) -> tuple[Hit, ...]:
    return (Hit("self_harm", "kill myself"),) if "kill myself" in text.lower() else ()
