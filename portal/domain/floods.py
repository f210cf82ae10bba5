"""When a message is taken for part of a flood: it is kept and screened all the same, never refused.

Nobody is asked to prove that they are a person. What a flood cannot help is looked at instead:
how many came from one network, how fast each form was filled in, how often the same words came.
"""

import ipaddress
import re
import unicodedata
from dataclasses import dataclass
from datetime import timedelta

WINDOW = timedelta(minutes=10)
"""The sliding time in which messages of one network, and quick ones in all, are counted."""

ALIKE_WINDOW = timedelta(hours=1)
"""The same words are counted for longer: a slow flood of one text is a flood too."""

FORGOTTEN_AFTER = timedelta(hours=24)
"""How long anything of the counting is kept (ruling 28)."""

PERSON_TAKES = timedelta(seconds=20)
"""Nobody reads and answers the questions of the form, one a page, in less."""

QUICK_OF_NETWORK = 10
"""Forms of one network filled in quicker than that: a practised helper with several families."""

SLOW_OF_NETWORK = 60
"""Others of one network: a school's thirty parents on the evening of a meeting, twice over."""

QUICK_IN_ALL = 60
"""Quick ones of all networks: the county sends fewer in a busy day, so these are a machine's."""

ALIKE = 5
"""Times that the same words may come: a family that sends again because it is not sure."""

SHINGLE = 3
"""Words in a row that are compared together; two people seldom share several such rows."""

PIECES = 4
"""Rows of words kept of a text; those that sort first when hashed, so alike texts keep the same."""

SAVES_WINDOW = timedelta(hours=1)
"""The sliding time in which answers put away are counted."""

SAVES_OF_NETWORK = 120
"""Answers put away from one network in it: thirty people at one school, each four times over."""

ROWS_ALIKE = 3
"""How many of them must have come before: with two, one in twelve of the people who began with the
same five words was taken for a machine."""

_LETTERS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Coming:
    """How a message came: `network` as from `network_of`; `took` from first answer to sending.

    `took` is None where that is not known. `typed` are the words that somebody wrote, "" for
    pictures alone: a whole class may pick the same ones.
    """

    network: str
    took: timedelta | None
    typed: str

    @property
    def quick(self) -> bool:
        """Whether the form was filled in quicker than a person can read it."""
        return self.took is not None and self.took < PERSON_TAKES


@dataclass(frozen=True)
class Before:
    """What came before this one: of its network and its pace, quick ones in all, and its words."""

    of_network: int
    quick_in_all: int
    alike: int


def held(coming: Coming, before: Before) -> bool:
    """Whether triage looks first. A slow one of different words passes amid any flood of others."""
    if before.alike >= ALIKE:
        return True
    if coming.quick:
        return before.of_network >= QUICK_OF_NETWORK or before.quick_in_all >= QUICK_IN_ALL
    return before.of_network >= SLOW_OF_NETWORK


def network_of(address: str) -> str:
    """The network that an address is counted under: one home has 2**64 addresses of version 6."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    if found.ipv4_mapped is not None:
        return str(found.ipv4_mapped)
    return str(ipaddress.ip_network((found, 64), strict=False))


def shingles(text: str) -> frozenset[str]:
    """Rows of three words, without case, accents, digits or marks; at least one for any text."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    words = _LETTERS.findall("".join(one for one in plain if not unicodedata.combining(one)))
    if len(words) < SHINGLE:
        return frozenset({" ".join(words) or text.strip()})
    rows = range(len(words) - SHINGLE + 1)
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in rows)


def times_alike(seen: list[int]) -> int:
    """How often nearly the same words came, from how often each of a text's pieces did.

    Two rows may be anybody's who begins alike ("the bus has not come"): three must have come as
    often, or all of a text that has fewer.
    """
    return sorted(seen, reverse=True)[:ROWS_ALIKE][-1] if seen else 0
