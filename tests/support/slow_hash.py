"""A hash that takes long enough for something else to happen."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.support.wiring import CHEAP


@dataclass
class Meanwhile:
    """Passes for `portal.ports.CodeHasher`: the cheap one, with a deed of others each time."""

    deed: Callable[[], object]
    times: list[str] = field(default_factory=list)

    @property
    def decoy(self) -> str:
        return CHEAP.decoy

    def hash(self, secret: str) -> str:
        self._takes_long("hash")
        return CHEAP.hash(secret)

    def matches(self, stored: str, secret: str) -> bool:
        self._takes_long("matches")
        return CHEAP.matches(stored, secret)

    def _takes_long(self, what: str) -> None:
        self.times.append(what)
        self.deed()
