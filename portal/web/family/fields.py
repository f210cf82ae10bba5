"""What the family's questions are made of: choices and texts that say plainly what is wrong."""
# mypy: disallow-subclassing-any=False

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

import wtforms
from babel.support import NullTranslations, Translations
from flask import request
from flask_babel import LazyString, get_locale, ngettext
from flask_wtf import FlaskForm
from werkzeug.datastructures import ImmutableMultiDict, MultiDict
from wtforms.fields.choices import SelectChoice
from wtforms.i18n import messages_path
from wtforms.validators import Length, StopValidation, ValidationError

from portal.web.filters import number
from portal.web.forms_look import CheckboxesWidget, RadiosWidget, TextAreaWidget, TextWidget

Check = Callable[[Any, Any], None]


class LibrarySentences:
    """WTForms' own few sentences, read once a process and not once a page."""

    def gettext(self, sentence: str) -> str:
        """One in the language of the page."""
        return str(_of_the_library(str(get_locale())).ugettext(sentence))

    def ngettext(self, one: str, many: str, count: int) -> str:
        """One with a number in it."""
        return str(_of_the_library(str(get_locale())).ungettext(one, many, count))


@lru_cache(maxsize=32)
def _of_the_library(locale: str) -> Translations | NullTranslations:
    return Translations.load(messages_path(), [locale], domain="wtforms")


class FamilyForm(FlaskForm):
    """A form that reads typed fields alone: a file or JSON in place of words is no answer."""

    class Meta(FlaskForm.Meta):
        """What WTForms asks of a form."""

        def wrap_formdata(self, _form: FlaskForm, given: Any) -> Any:
            """The fields of the posted form, or what was typed and saved before.

            None where the page is only read, or told so.
            """
            if isinstance(given, MultiDict) and not isinstance(given, ImmutableMultiDict):
                return given
            return request.form if request.method == "POST" and given is not None else None

        def get_translations(self, _form: FlaskForm) -> LibrarySentences:
            """What the library itself says, as when a field has no name."""
            return LibrarySentences()


def told(message: LazyString) -> Check:
    """Something must be typed."""

    def check(_form: FlaskForm, field: wtforms.Field) -> None:
        if not (field.data or "").strip():
            field.errors = []
            raise StopValidation(message)

    return check


def chosen(message: LazyString) -> Check:
    """One of the choices, or at least one of several; anything else is no answer."""

    def check(_form: FlaskForm, field: wtforms.Field) -> None:
        offered = {choice.value for choice in field.choices}
        data = field.data if isinstance(field.data, list) else [field.data]
        if not data or not offered.issuperset(data):
            raise StopValidation(message)

    return check


def known(message: LazyString) -> Check:
    """Nothing, or some of the choices."""

    def check(_form: FlaskForm, field: wtforms.Field) -> None:
        offered = {choice.value for choice in field.choices}
        data = field.data if isinstance(field.data, list) else [field.data] if field.data else []
        if not offered.issuperset(data):
            raise StopValidation(message)

    return check


class AtMost(Length):
    """A text that is not too long; says how much too long it is, and keeps all of it."""

    def __init__(self, most: int) -> None:
        super().__init__(max=most)

    def __call__(self, _form: FlaskForm, field: wtforms.Field) -> None:
        """Count as people do: a new line is one character, whatever the browser sends."""
        over = len(field.data or "") - self.max
        if over > 0:
            raise ValidationError(
                ngettext(
                    "Your words are %(count)s character too long. Nothing is lost: make them"
                    " shorter, or send the rest afterwards.",
                    "Your words are %(count)s characters too long. Nothing is lost: make them"
                    " shorter, or send the rest afterwards.",
                    over,
                    count=number(over),
                )
            )


def one_newline(text: str | None) -> str | None:
    """New lines as one character each, as they were typed."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if text else text


def offer(pairs: Iterable[tuple[str, Any]]) -> list[SelectChoice]:
    """Choices of a value and its words."""
    return [SelectChoice(value, words) for value, words in pairs]


def radios(
    label: LazyString | str, choices: Any, message: LazyString, hint: Any = ""
) -> wtforms.RadioField:
    """One of a few, which must be answered."""
    return wtforms.RadioField(
        label,
        description=hint,
        choices=offer(choices),
        validate_choice=False,
        validators=[chosen(message)],
        widget=RadiosWidget(),
    )


def optional_radios(
    label: LazyString | str, choices: Any, message: LazyString, hint: Any = ""
) -> Any:
    """One of a few, or none."""
    return wtforms.RadioField(
        label,
        description=hint,
        choices=offer(choices),
        validate_choice=False,
        validators=[known(message)],
        widget=RadiosWidget(),
    )


def checkboxes(label: LazyString | str, *checks: Check, hint: Any = "") -> Any:
    """Any of several; the choices are set with the form."""
    return wtforms.SelectMultipleField(
        label,
        description=hint,
        choices=[],
        validate_choice=False,
        validators=list(checks),
        widget=CheckboxesWidget(),
    )


def line(label: LazyString | str, most: int, *checks: Check, hint: Any = "") -> Any:
    """One line of text."""
    return wtforms.StringField(
        label,
        description=hint,
        filters=[one_newline],
        validators=[*checks, AtMost(most)],
        widget=TextWidget(),
    )


def lines(label: LazyString | str, most: int, *checks: Check, hint: Any = "") -> Any:
    """Several lines of text."""
    return wtforms.TextAreaField(
        label,
        description=hint,
        filters=[one_newline],
        validators=[*checks, AtMost(most)],
        widget=TextAreaWidget(),
    )
