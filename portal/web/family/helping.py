"""Did this help? One question with three answers, and words where somebody wants to write some."""
# mypy: disallow-subclassing-any=False

from dataclasses import dataclass

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from portal.domain.helping import LONGEST, Helped
from portal.models import HelpedAnswer, Submission
from portal.services import helping as service
from portal.services.helping import Given
from portal.web.family.fields import FamilyForm, lines, radios
from portal.web.forms_look import SubmitWidget

ANSWERS: dict[Helped, LazyString] = {
    Helped.YES: _l("Yes"),
    Helped.A_BIT: _l("A bit"),
    Helped.NO: _l("No"),
}


class HelpedForm(FamilyForm):
    """Three answers, and words that nobody has to write."""

    helped = radios(
        _l("Did this help?"),
        [(one.value, words) for one, words in ANSWERS.items()],
        _l("Choose yes, a bit or no"),
        _l("You do not have to say. It changes nothing about the answer."),
    )
    more = lines(_l("Do you want to say more?"), LONGEST)
    say = wtforms.SubmitField(_l("Save my choice"), widget=SubmitWidget())

    @property
    def given(self) -> Given:
        """What was chosen and written."""
        return Given(Helped(self.helped.data), self.more.data or "")


@dataclass(frozen=True)
class Helping:
    """`form` is None where it is not asked; `said` is what was said, if anything was."""

    form: HelpedForm | None
    said: LazyString | None


def helping(session: Session, submission: Submission, form: HelpedForm | None = None) -> Helping:
    """The question for this message, with what was said; `form` where it has faults."""
    row = service.said(session, submission.id)
    asked = service.is_asked(session, submission)
    return Helping(
        form=(form or _showing(row)) if asked else None, said=ANSWERS[row.helped] if row else None
    )


def _showing(row: HelpedAnswer | None) -> HelpedForm:
    kept = {"helped": row.helped.value, "more": row.words} if row else {}
    return HelpedForm(formdata=None, data=kept)
