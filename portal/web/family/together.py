"""May the people who help you read both together? Asked of one voice at a time, in its own page."""
# mypy: disallow-subclassing-any=False

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.people import Author
from portal.domain.voices import LinkStatus, Said, Side
from portal.models import VoiceLink
from portal.queries import voices
from portal.queries.voices import Standing
from portal.web.family.fields import FamilyForm, offer, radios
from portal.web.forms_look import SubmitWidget

CHOICES: dict[Side, list[tuple[str, LazyString]]] = {
    Side.YOUNG: [
        (Said.YES.value, _l("Yes, and you may tell them that a young person wrote")),
        (Said.YES_QUIETLY.value, _l("Yes, but do not tell them that. They may still guess")),
        (Said.NO.value, _l("No")),
    ],
    Side.PARENT: [(Said.YES.value, _l("Yes")), (Said.NO.value, _l("No"))],
}
"""What each is offered; nothing is chosen beforehand."""

SAID_YES = _l("You said yes. Nobody reads the two together yet.")
SAID_NO = _l("You said no. Nobody reads the two together.")
LINKED = _l("Linked with another voice. People who help you may read both together.")
NOT_YET = frozenset({LinkStatus.YOUNG_YES, LinkStatus.ASKED_PARENT, LinkStatus.PARENT_NO})
"""Alike to a young person whatever the parent did: that answer is the parent's own."""


class TogetherForm(FamilyForm):
    """One question; `link` says which one it is."""

    link = wtforms.HiddenField()
    together = radios(
        _l("May the people who help you read both together?"), [], _l("Choose yes or no")
    )
    save_together = wtforms.SubmitField(_l("Save my choice"), widget=SubmitWidget())

    def __init__(self, side: Side, **given: Any) -> None:
        super().__init__(**given)
        self.together.choices = offer(CHOICES[side])


@dataclass(frozen=True)
class Together:
    """One link on its author's page; `form` is None once it is linked, `said` before an answer."""

    key: str
    young: bool
    told: bool
    said: LazyString | None
    form: TogetherForm | None


@dataclass(frozen=True)
class Known:
    """Every link that this author may know of."""

    rows: Sequence[Together]

    @property
    def asked(self) -> bool:
        """Whether an answer is waited for."""
        return any(one.said is None for one in self.rows)

    @property
    def said(self) -> list[LazyString]:
        """Where those stand that were answered."""
        return list(dict.fromkeys(one.said for one in self.rows if one.said is not None))


def known(
    session: Session, author: Author, now: datetime, refused: TogetherForm | None = None
) -> Known:
    """The questions and answers of this author; `refused` is the form that has faults."""
    found = voices.of_author(session, author, now)
    return Known([_shown(one, refused) for one in found])


def posted(session: Session, author: Author, now: datetime) -> TogetherForm:
    """The form as it was sent, with what this author may choose from."""
    sent = TogetherForm(Side.YOUNG)
    mine = (one for one in voices.of_author(session, author, now) if one.link.key == sent.link.data)
    side = next((one.side for one in mine), Side.PARENT)
    sent.together.choices = offer(CHOICES[side])
    return sent


def _shown(one: Standing, refused: TogetherForm | None) -> Together:
    link, young = one.link, one.side is Side.YOUNG
    form = refused if refused and refused.link.data == link.key else _fresh(one)
    return Together(
        key=link.key,
        young=young,
        told=link.tells_parent and not young,
        said=_said(link, one),
        form=None if link.status is LinkStatus.LINKED else form,
    )


def _said(link: VoiceLink, one: Standing) -> LazyString | None:
    if one.waits:
        return None
    if link.status is LinkStatus.LINKED:
        return LINKED
    yes = one.side is Side.YOUNG and link.status in NOT_YET
    return SAID_YES if yes else SAID_NO


def _fresh(one: Standing) -> TogetherForm:
    return TogetherForm(one.side, formdata=None, data={"link": one.link.key, **_ticked(one)})


def _ticked(one: Standing) -> dict[str, str]:
    """What was said before, where something was."""
    if one.waits:
        return {}
    if one.side is Side.YOUNG and one.link.status in NOT_YET:
        said = Said.YES if one.link.tells_parent else Said.YES_QUIETLY
        return {"together": said.value}
    return {"together": Said.NO.value}
