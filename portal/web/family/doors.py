"""The doors of the first page: what each already says, so that nobody is asked it again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from portal.domain.submissions import AuthorKind, SubmissionKind
from portal.web.family.told import BY_DOOR, Told

DOOR = "door"
"""In the address of the first question: which door somebody came through."""

NEW = "new"
"""In the same address: somebody wants empty pages, and leaves what was begun as it is."""


@dataclass(frozen=True)
class Door:
    """The page that it leads to, the answers that it gives, and the pages that these answer."""

    first: str
    fields: Mapping[str, str]
    answers: str

    @property
    def young(self) -> bool:
        """Whether it is that of children and young people."""
        return "author_kind" in self.fields

    def through(self, told: Told) -> Told:
        """What is told by having come through it."""
        asked = {**told.asked, self.answers: [BY_DOOR]}
        return replace(told, fields={**told.fields, **self.fields}, asked=asked)


DOORS: Mapping[str, Door] = {
    "view": Door("who", {"kind": SubmissionKind.VIEW.value}, "kind"),
    "concern": Door("who", {"kind": SubmissionKind.CONCERN.value}, "kind"),
    "young": Door("notice", {"author_kind": AuthorKind.YOUNG_PERSON.value}, "who"),
}


def of_page(name: str) -> Door | None:
    """The door that this address says, where it leads to this page; else none."""
    door = DOORS.get(request.args.get(DOOR, ""))
    return door if door is not None and door.first == name else None


def is_new() -> bool:
    """Whether empty pages are wanted."""
    return NEW in request.args
