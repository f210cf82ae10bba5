"""Who writes for a family: who it is to the child, where it works, whether the family agrees."""
# mypy: disallow-subclassing-any=False

from flask_babel import lazy_gettext as _l

from portal.domain.on_behalf import FamilyKnows
from portal.domain.submissions import AuthorKind
from portal.web.family.fields import line, optional_radios
from portal.web.family.forms import StepForm
from portal.web.family.forms_child import NOT_LISTED, SHORT
from portal.web.family.told import NOT_SURE

KNOWS = [
    (FamilyKnows.AGREES.value, _l("Yes, and they agree")),
    (FamilyKnows.KNOWS.value, _l("They know, but I have not asked if they agree")),
    (FamilyKnows.NO.value, _l("No")),
    (NOT_SURE, _l("I do not want to say")),
]


class BehalfForm(StepForm):
    """By what right somebody speaks for a family; all of it may be left empty."""

    heading = _l("Who are you to the child?")
    relation = line(
        _l("Who are you to the child?"),
        SHORT,
        hint=_l("For example: grandparent, friend, teacher, social worker."),
    )
    body = line(_l("Where do you work?"), SHORT)
    agrees = optional_radios(
        _l("Does the family know you are writing, and do they agree?"), KNOWS, NOT_LISTED
    )

    def fit(self) -> None:
        """Only a professional is asked where it works."""
        if self.told.author is not AuthorKind.PROFESSIONAL:
            del self.body
