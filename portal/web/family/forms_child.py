"""The later questions: the child, a letter, who may be shown it, how to reach the writer."""
# mypy: disallow-subclassing-any=False

from datetime import date
from typing import Any

import wtforms
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain import telling
from portal.web.family.fields import checkboxes, known, line, offer, optional_radios
from portal.web.family.forms import StepForm
from portal.web.family.told import NO, NOT_SURE, YES
from portal.web.forms_look import DateField

NOT_LISTED = _l("Choose from the answers on this page")
YES_OR_NO = [(YES, _l("Yes")), (NO, _l("No"))]
SHORT, MEDIUM = 200, 2_000


def check_age(_form: StepForm, field: wtforms.Field) -> None:
    """An age in years, or nothing."""
    try:
        telling.age_of(field.data)
    except telling.AgeMistyped as fault:
        raise ValidationError(_l("Enter the age in years, like 9. Or leave it empty")) from fault


class ChildForm(StepForm):
    """How old the child is and where it lives: what settles who should help."""

    heading = _l("How old is the child, and where do they live?")
    age = line(
        _l("Age in years"),
        SHORT,
        check_age,
        hint=_l("For example, 9. You can leave this empty if you do not want to say."),
    )
    postcode = line(
        _l("First half of the postcode"),
        SHORT,
        hint=_l(
            "For example, IP1. We keep only the first half. You can leave this empty if you do"
            " not want to say."
        ),
    )
    gp_area = optional_radios(_l("Where is the child's doctor's surgery?"), [], NOT_LISTED)

    def fit(self) -> None:
        """The surgery matters only for health."""
        if not self.told.asks_surgery:
            del self.gp_area
            return
        places = [(place.key, place_words(place)) for place in self.told.partnership.places]
        unsure = (NOT_SURE, _l("I am not sure, or I do not want to say"))
        self.gp_area.choices = offer([*places, unsure])

    def validate_postcode(self, field: wtforms.Field) -> None:
        """A postcode, its first half, or nothing."""
        try:
            telling.district_of(field.data)
        except telling.DistrictMistyped as fault:
            message = _l("Enter the first half of the postcode, like IP1. Or leave it empty")
            raise ValidationError(message) from fault

    def answers(self) -> dict[str, Any]:
        """A whole postcode is cut to its first half before anything is kept."""
        return {**super().answers(), "postcode": telling.district_of(self.postcode.data)}

    def unfinished(self) -> dict[str, list[str]]:
        """The same of a page that is saved half-way; what is no postcode is kept as it is."""
        try:
            cut = telling.district_of(self.postcode.data)
        except telling.DistrictMistyped:
            return super().unfinished()
        return {**super().unfinished(), "postcode": [cut or ""]}


def place_words(place: Any) -> str:
    """The area's name and the towns in it."""
    return str(gettext("%(area)s (%(towns)s)", area=gettext(place.name), towns=gettext(place.says)))


class LetterForm(StepForm):
    """Whether a letter of decision is in the house, with its date."""

    heading = _l("Have you had a letter you do not agree with?")
    letter = optional_radios(heading, YES_OR_NO, NOT_LISTED)
    letter_on = DateField(
        _l("If yes, what date is on the letter?"),
        description=_l("For example, 24 11 2026. Leave it empty if you do not know."),
    )

    def shown(self, fields: Any) -> dict[str, Any]:
        """The date as a date."""
        typed = fields.get("letter_on")
        return {**fields, "letter_on": date.fromisoformat(typed) if typed else None}

    def answers(self) -> dict[str, Any]:
        """A date alone says that there is a letter."""
        there = YES if self.letter_on.data else self.letter.data
        on = self.letter_on.data.isoformat() if self.letter_on.data else None
        return {"letter": there, "letter_on": on}

    def validate_letter_on(self, field: wtforms.Field) -> None:
        """A day that has been."""
        try:
            telling.letter_date(field.data, self.told.today)
        except telling.LetterInFuture as fault:
            raise ValidationError(_l("The date on the letter must not be after today")) from fault
        except telling.LetterTooOld as fault:
            raise ValidationError(_l("Check the year on the letter")) from fault


class ShareForm(StepForm):
    """Who outside the council may be shown it, each by name, and who must not."""

    heading = _l("Who may we show this to?")
    school_name = line(
        _l("Which school or college is it?"),
        SHORT,
        hint=_l("You can leave this empty if you do not want to say."),
    )
    share = checkboxes(
        _l("Is it OK to show your words to these?"),
        known(NOT_LISTED),
        hint=_l("Tick each one you say yes to. You can leave all of them empty."),
    )
    hide = optional_radios(_l("Is there anyone who must not see it?"), YES_OR_NO, NOT_LISTED)
    must_not_see = line(_l("If yes, who?"), MEDIUM, hint=_l("A name, a job or a place is enough."))

    def fit(self) -> None:
        """The bodies that the rules would send it to, none ticked; a school only if it is one."""
        partners = [self.told.partnership.partner(key) for key in self.told.bodies]
        self.share.choices = offer((one.key, _l(one.name)) for one in partners if one)
        if not self.share.choices:
            del self.share
        if not self.told.asks_school:
            del self.school_name

    def validate_must_not_see(self, field: wtforms.Field) -> None:
        """A yes needs somebody."""
        if self.hide.data == YES and not (field.data or "").strip():
            raise ValidationError(_l("Say who must not see it, or choose No"))

    def answers(self) -> dict[str, Any]:
        """Somebody named is a yes, whichever button was pressed; a school's name is one line."""
        named = bool((self.must_not_see.data or "").strip())
        kept = {**super().answers(), "hide": YES if named else self.hide.data}
        if "school_name" in kept:
            kept["school_name"] = " ".join((kept["school_name"] or "").split())
        return kept
