"""The one door to govuk-frontend-wtf: fields that look like GOV.UK's and speak our languages.

Widgets take `heading=True` where the question is the heading of its page, and `params=` as the
GOV.UK macros do. None sets the attribute `required`: the server's own words are the message.
"""
# mypy: disallow-subclassing-any=False

from collections.abc import Mapping
from typing import Any

import wtforms
from flask_babel import get_locale, lazy_gettext, ngettext
from flask_babel import gettext as _
from govuk_frontend_wtf import wtforms_widgets as govuk
from govuk_frontend_wtf.main import flatten_errors
from markupsafe import Markup

from portal.web.filters import number

MISREAD_DATE = lazy_gettext("Enter a real date, like 24 11 2026")


class Asked:
    """What all our widgets share: headings, no empty hint, no `required`."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """The macro's parameters; `heading` makes the label the heading of the page."""
        heading = given.pop("heading", False)
        given.pop("required", None)
        rows = {"rows": given.pop("rows")} if "rows" in given else {}
        params: dict[str, Any] = super().map_gov_params(field, **given)  # type: ignore[misc]
        params.update(rows)
        if not (params.get("hint") or {}).get("text"):
            params.pop("hint", None)
        if "errorMessage" in params:
            params["errorMessage"]["visuallyHiddenText"] = _("Error")
        question = params.get("fieldset", {}).get("legend") or params.get("label")
        if heading and question:
            kind = "fieldset__legend" if "fieldset" in params else "label"
            question.update(isPageHeading=True, classes=f"govuk-{kind}--l")
        return params


class TextWidget(Asked, govuk.GovTextInput):
    """One line of text."""


class EmailWidget(Asked, govuk.GovTextInput):
    """An e-mail address."""

    input_type = "email"


class PasswordWidget(Asked, govuk.GovPasswordInput):
    """A password, with a button that shows it where scripts run."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """Adds the button's words."""
        params = super().map_gov_params(field, **given)
        words = {
            "showPasswordText": _("Show"),
            "hidePasswordText": _("Hide"),
            "showPasswordAriaLabelText": _("Show password"),
            "hidePasswordAriaLabelText": _("Hide password"),
            "passwordShownAnnouncementText": _("Your password can be seen"),
            "passwordHiddenAnnouncementText": _("Your password is hidden"),
        }
        return {**words, **params}


class TextAreaWidget(Asked, govuk.GovTextArea):
    """Several lines of text."""


class RadiosWidget(Asked, govuk.GovRadioInput):
    """One of a few."""


class CheckboxesWidget(Asked, govuk.GovCheckboxesInput):
    """Any of a few."""


class CheckboxWidget(Asked, govuk.GovCheckboxInput):
    """One box to tick."""


class SelectWidget(Asked, govuk.GovSelect):
    """One of a list too long for radios."""


class FileWidget(Asked, govuk.GovFileInput):
    """Files; the plain control, whose name is the one that is seen. Each may have its own fault."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """Says every fault, one under the other."""
        params = super().map_gov_params(field, **given)
        if len(field.errors) > 1:
            params["errorMessage"]["html"] = Markup("<br>").join(field.errors)
        return params


class SubmitWidget(Asked, govuk.GovSubmitInput):
    """The button that sends; a double click counts once."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """Adds the guard against double clicks."""
        return {"preventDoubleClick": True, **super().map_gov_params(field, **given)}


class CountedTextWidget(Asked, govuk.GovCharacterCount):
    """Several lines with a count of what is left, from the field's `Length(max=…)`."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """Adds the limit and every sentence that the count may say."""
        params = super().map_gov_params(field, **given)
        most = getattr(field.flags, "maxlength", None)
        limit = {"maxlength": most, "textareaDescriptionText": up_to(most)} if most else {}
        return {**count_words(), **limit, **params}


class DateWidget(Asked, govuk.GovDateInput):
    """Day, month and year, labelled in the reader's language; anything typed is shown again."""

    def map_gov_params(self, field: wtforms.Field, **given: Any) -> dict[str, Any]:
        """Replaces the English labels; keeps three boxes whatever was posted."""
        typed = list(field.raw_data or [])
        shown = typed or (field.data.strftime("%d %m %Y").split() if field.data else [])
        boxes = zip(date_parts().items(), (*shown, "", "", "")[:3], strict=True)
        wrong = " govuk-input--error" if field.errors else ""
        items = [
            {
                "label": label,
                "id": f"{field.id}-{part}",
                "name": field.name,
                "classes": f"govuk-input--width-{4 if part == 'year' else 2}{wrong}",
                "value": value,
            }
            for (part, label), value in boxes
        ]
        field.raw_data = None
        params = super().map_gov_params(field, **given)
        field.raw_data = typed or None
        return {**params, "items": items}


class DateField(wtforms.DateField):
    """A date typed in three boxes of one name."""

    widget = DateWidget()

    def __init__(self, label: Any = None, validators: Any = None, **given: Any) -> None:
        """Takes what a WTForms date takes, save its format."""
        super().__init__(label, validators, format="%d %m %Y", **given)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the boxes; three empty ones are no date rather than a wrong one."""
        if not any(value.strip() for value in valuelist):
            self.data = None
            return
        try:
            super().process_formdata([value.strip() for value in valuelist])
        except ValueError as fault:
            raise ValueError(str(MISREAD_DATE)) from fault


def error_list(form: wtforms.Form) -> list[dict[str, str]]:
    """Each error with the address of the control to mend, for the summary at the top."""
    ids = {name: first_control(field) for name, field in form._fields.items()}
    named = {name: faults for name, faults in form.errors.items() if name in ids}
    of_form = [{"text": str(fault)} for fault in form.form_errors]
    return [*flatten_errors(named, id_map=ids), *_of_other_files(form), *of_form]


def _of_other_files(form: wtforms.Form) -> list[dict[str, str]]:
    """Of several files each may be refused: what is said of the second and all after it."""
    fields = [one for one in form if isinstance(one, wtforms.FileField)]
    return [
        {"text": str(fault), "href": f"#{one.id}"} for one in fields for fault in one.errors[1:]
    ]


def first_control(field: wtforms.Field) -> str:
    """Where the focus goes: a date is three controls, and its own id is none of them."""
    return f"{field.id}-day" if isinstance(field, wtforms.DateField) else str(field.id)


def date_parts() -> Mapping[str, str]:
    """The three boxes of a date, in order."""
    return {"day": _("Day"), "month": _("Month"), "year": _("Year")}


def up_to(most: int) -> str:
    """What is said where no script counts, in the reader's own way of grouping."""
    return str(_("You can enter up to %(count)s characters", count=number(most)))


def count_words() -> dict[str, Any]:
    """What the character count says, for each plural form of the reader's language."""
    count = "%{count}"
    return {
        "charactersUnderLimitText": {
            form: ngettext(
                "You have %(count)s character left",
                "You have %(count)s characters left",
                sample,
                count=count,
            )
            for form, sample in plural_samples().items()
        },
        "charactersAtLimitText": _("You have no characters left"),
        "charactersOverLimitText": {
            form: ngettext(
                "You have %(count)s character too many",
                "You have %(count)s characters too many",
                sample,
                count=count,
            )
            for form, sample in plural_samples().items()
        },
    }


def plural_samples() -> dict[str, int]:
    """A number for each plural form of the reader's language: one → 1, other → 0…"""
    locale = get_locale()
    rule = locale.plural_form if locale else lambda n: "one" if n == 1 else "other"
    found: dict[str, int] = {"other": 1000}
    for sample in range(200):
        found.setdefault(rule(sample), sample)
    return found
