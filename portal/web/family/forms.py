"""The first questions: who writes, whether anyone is in danger, what it is about, the words."""
# mypy: disallow-subclassing-any=False

from collections.abc import Mapping
from typing import Any

import wtforms
from flask_babel import LazyString, gettext
from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from portal.domain.intake import MOST_CHARACTERS
from portal.domain.submissions import Danger, SubmissionKind
from portal.web import statuses
from portal.web.family.fields import (
    AtMost,
    FamilyForm,
    checkboxes,
    chosen,
    lines,
    offer,
    one_newline,
    radios,
)
from portal.web.family.fields import told as typed
from portal.web.family.told import Told
from portal.web.forms_look import CountedTextWidget, SubmitWidget

MOST_KEPT, MOST_VALUES = 60_000, 100
"""Characters of a field, and values of one, that a saved draft takes: more than any form offers."""

NOT_KEPT = frozenset({"draft", "submit", "csrf_token"})
Typed = Mapping[str, list[str]]


class StepForm(FamilyForm):
    """One page of questions. `heading` is the question that the page asks."""

    heading: LazyString = ""
    draft = wtforms.HiddenField()
    submit = wtforms.SubmitField(_l("Continue"), widget=SubmitWidget())

    def __init__(self, told: Told, draft_id: str = "", typed: Typed | None = None) -> None:
        given: dict[str, Any] = {"formdata": MultiDict(dict(typed))} if typed else {}
        super().__init__(data={**self.shown(told.fields), "draft": draft_id}, **given)
        self.told = told
        self.fit()

    def fit(self) -> None:
        """Leave out or rename the questions that this writer is not asked."""

    def shown(self, fields: Any) -> dict[str, Any]:
        """The answers kept, as the fields take them."""
        return dict(fields)

    def answers(self) -> dict[str, Any]:
        """What the draft keeps: plain text and lists of it."""
        return {field.name: field.data for field in self if field.name not in NOT_KEPT}

    def unfinished(self) -> dict[str, list[str]]:
        """What is typed on the page, right or not, to be shown again just so."""
        return {
            field.name: [str(one)[:MOST_KEPT] for one in (field.raw_data or ())[:MOST_VALUES]]
            for field in self
            if field.name not in NOT_KEPT
        }


class WhoForm(StepForm):
    """Who writes."""

    heading = _l("Who are you?")
    author_kind = radios(
        heading,
        [(kind.value, words) for kind, words in statuses.AUTHOR_KIND.items()],
        _l("Say who you are"),
    )


class KindForm(StepForm):
    """A view, or a concern that wants an answer."""

    heading = _l("Do you want an answer?")
    kind = radios(
        heading,
        [(kind.value, words) for kind, words in statuses.SUBMISSION_KIND.items()],
        _l("Say whether you want an answer"),
    )

    def fit(self) -> None:
        """The answer most people want comes first."""
        first = SubmissionKind.CONCERN
        self.kind.choices = sorted(self.kind.choices, key=lambda one: one.value != first.value)


class DangerForm(StepForm):
    """Whether anyone is in danger: before any word is typed."""

    heading = _l("Is anyone in danger right now?")
    danger = radios(
        heading,
        [(danger.value, words) for danger, words in statuses.DANGER.items()],
        _l("Say whether anyone is in danger"),
        hint=_l("If someone is in danger now, do not wait for us. Ring 999."),
    )

    def fit(self) -> None:
        """A young person is asked about itself: its yes is the other's no."""
        if self.told.young:
            self.heading = self.danger.label.text = _l("Are you safe right now?")
            self.danger.choices = offer(
                [
                    (Danger.NO.value, _l("Yes")),
                    (Danger.YES.value, _l("No")),
                    (Danger.NOT_SURE.value, _l("Not sure")),
                ]
            )


class AboutForm(StepForm):
    """What it is about, in the words of the partnership file."""

    heading = _l("What is it mostly about?")
    needs = checkboxes(
        heading,
        chosen(_l("Choose at least one. It is fine to say you are not sure")),
        hint=_l("Pick one or more. It is fine to say you are not sure."),
    )

    def fit(self) -> None:
        """The needs in force."""
        needs = self.told.partnership.needs
        self.needs.choices = offer((need.key, gettext(need.label)) for need in needs)


class WordsForm(StepForm):
    """What is happening, and what would help."""

    heading = _l("What is happening, and what would help?")
    words = wtforms.TextAreaField(
        _l("What is happening?"),
        description=_l("If there is more than one thing, put each on a new line."),
        filters=[one_newline],
        validators=[typed(_l("Tell us what is happening")), AtMost(MOST_CHARACTERS)],
        widget=CountedTextWidget(),
    )
    wanted = lines(_l("What would help? You can leave this empty."), MOST_CHARACTERS)
