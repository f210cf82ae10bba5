"""May we use your words? Asked after sending, all off, of the author alone (ruling 24)."""
# mypy: disallow-subclassing-any=False

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import wtforms
from flask_babel import lazy_gettext as _l

from portal.domain.consents import QUOTES, ConsentUse, Given, may_consent, stands
from portal.domain.picking import least_age
from portal.queries.tracking import Tracked
from portal.web import statuses
from portal.web.family.fields import FamilyForm, checkboxes, known, offer
from portal.web.family.forms_child import NOT_LISTED
from portal.web.forms_look import SubmitWidget
from portal.web.statuses import Words


class QuotesForm(FamilyForm):
    """Two boxes; an empty one is a no."""

    quotes = checkboxes(
        _l("Tick what you say yes to. You can leave both empty."), known(NOT_LISTED)
    )
    save = wtforms.SubmitField(_l("Save my choice"), widget=SubmitWidget())

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.quotes.choices = offer((use.value, statuses.QUOTE[use]) for use in QUOTES)

    @classmethod
    def showing(cls, uses: Collection[ConsentUse]) -> "QuotesForm":
        """The form as it is read: what stands is ticked, whatever else the page was sent."""
        return cls(formdata=None, data={"quotes": [use.value for use in uses]})

    def uses(self) -> frozenset[ConsentUse]:
        """What was ticked."""
        return frozenset(ConsentUse(value) for value in self.quotes.data)


@dataclass(frozen=True)
class Quoting:
    """What a page shows; `form` is None for a writer who is not asked.

    `draft` is that of the confirmation page, "" once the message was opened by its words.
    """

    form: QuotesForm | None
    said_yes: tuple[Words, ...]
    taken_back: bool
    action: str
    draft: str


def quoting(
    tracked: Tracked, action: str, draft: str = "", form: QuotesForm | None = None
) -> Quoting:
    """The question for this message, with what its author has said; `form` where it has faults."""
    message = tracked.submission
    age = least_age(message.age, message.age_band)
    asked = any(may_consent(use, message.author_kind, age) for use in QUOTES)
    given = [Given(one.use, one.partner_key, one.yes, one.given_at) for one in message.consents]
    standing = [use for use in QUOTES if stands(use, None, given)]
    return Quoting(
        form=(form or QuotesForm.showing(standing)) if asked else None,
        said_yes=tuple(statuses.QUOTE[use] for use in standing),
        taken_back=not standing and any(one.use in QUOTES for one in given),
        action=action,
        draft=draft,
    )
