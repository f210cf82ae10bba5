"""One action on a case: who may, which form, what it does, what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.people import Role
from portal.web.partner.deeds import Act
from portal.web.partner.forms import CaseForm

CASEWORKERS = (Role.CASEWORKER, Role.MANAGER)
WRITERS = (*CASEWORKERS, Role.TRIAGE)
LEADS = (Role.SAFEGUARDING,)
ANSWERERS = (*WRITERS, *LEADS)


@dataclass(frozen=True)
class Action:
    """One thing that may be done on a case.

    With `leaves` it is somebody else's afterwards; `fresh` asks that its person has signed in a
    short while ago.
    """

    name: str
    title: str
    button: str
    done: str
    roles: tuple[Role, ...]
    form: type[CaseForm]
    do: Callable[[Act], None]
    advice: str = ""
    leaves: bool = False
    fresh: bool = False

    @property
    def path(self) -> str:
        """Its part of the address."""
        return self.name.replace("_", "-")
