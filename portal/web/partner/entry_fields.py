"""What the page on which staff type in is made of."""
# mypy: disallow-subclassing-any=False

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from typing import Any

import wtforms
from flask_wtf import FlaskForm
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, ValidationError

from portal.domain.errors import PortalError
from portal.web.forms_look import CheckboxesWidget, RadiosWidget, TextAreaWidget, TextWidget
from portal.web.partner.forms import LONGEST_REASON, mended

SHORT = 200
NOT_SURE = ("", "Not said, or not sure")


def pairs(found: Mapping[Any, str]) -> list[SelectChoice]:
    """Choices of codes and their words."""
    return [SelectChoice(one.value if isinstance(one, Enum) else one, text)
            for one, text in found.items()]  # fmt: skip


def radios(label: str, found: Mapping[Any, str], fault: str, hint: str = "") -> Any:
    """One of a few, which must be answered."""
    return wtforms.RadioField(
        label,
        description=hint,
        choices=pairs(found),
        widget=RadiosWidget(),
        validators=[InputRequired(fault)],
    )


def maybe(label: str, choices: Iterable[tuple[str, str]] = (), hint: str = "") -> Any:
    """One of a few, or none: nothing chosen is no fault."""
    return wtforms.RadioField(
        label,
        description=hint,
        choices=[SelectChoice(*one) for one in choices],
        default="",
        validate_choice=False,
        widget=RadiosWidget(),
        validators=[_offered],
    )


def boxes(label: str, found: Mapping[str, str] | None = None, hint: str = "") -> Any:
    """Any of several."""
    return wtforms.SelectMultipleField(
        label, description=hint, choices=pairs(found or {}), widget=CheckboxesWidget()
    )


def line(label: str, hint: str = "", most: int = SHORT) -> Any:
    """One line of text."""
    return wtforms.StringField(
        label,
        description=hint,
        filters=[mended],
        widget=TextWidget(),
        validators=[Length(max=most, message=f"Write {most:,} characters or fewer")],
    )


def lines(label: str, hint: str = "", most: int = LONGEST_REASON) -> Any:
    """Several lines of text."""
    return wtforms.TextAreaField(
        label,
        description=hint,
        filters=[mended],
        widget=TextAreaWidget(),
        validators=[Length(max=most, message=f"Write {most:,} characters or fewer")],
    )


def _offered(_form: FlaskForm, field: wtforms.Field) -> None:
    """Nothing, or one of the choices."""
    if field.data and field.data not in {one.value for one in field.choices}:
        raise ValidationError("Choose one of the answers on this page")


def tried(read: Callable[[], object], fault: str) -> None:
    """Say the fault where what was typed cannot be read."""
    try:
        read()
    except PortalError as wrong:
        raise ValidationError(fault) from wrong
