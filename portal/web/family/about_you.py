"""Questions of equality: last, after sending, none of them has to be answered."""
# mypy: disallow-subclassing-any=False

from typing import Any

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.equality import ANSWERS, ASKED, Question
from portal.domain.submissions import AuthorKind
from portal.services import equality
from portal.web.family.fields import FamilyForm, offer, optional_radios
from portal.web.family.forms_child import NOT_LISTED
from portal.web.forms_look import SubmitWidget
from portal.web.transactions import db, wiring

OF_A_CHILD: dict[Question, LazyString] = {
    Question.SEX: _l("What is your child's sex?"),
    Question.ETHNIC_GROUP: _l("What is your child's ethnic group?"),
}
"""As a parent is asked; all else is asked of whoever writes."""

OF_YOU: dict[Question, LazyString] = {
    Question.SEX: _l("What is your sex?"),
    Question.ETHNIC_GROUP: _l("What is your ethnic group?"),
    Question.LONG_CONDITION: _l("Do you have an illness or condition that lasts a year or more?"),
    Question.LANGUAGE: _l("What is your main language?"),
}

WORDS: dict[Question, dict[str, LazyString]] = {
    Question.SEX: {"female": _l("Female"), "male": _l("Male")},
    Question.ETHNIC_GROUP: {
        "white": _l("White"),
        "mixed": _l("Mixed or multiple ethnic groups"),
        "asian": _l("Asian or Asian British"),
        "black": _l("Black, Black British, Caribbean or African"),
        "other": _l("Another ethnic group"),
    },
    Question.LONG_CONDITION: {"yes": _l("Yes"), "no": _l("No")},
    Question.LANGUAGE: {
        "english": _l("English"),
        "sign_language": _l("British Sign Language"),
        "another": _l("Another language"),
    },
}
NOT_SAID = _l("I would rather not say")


class AboutYouForm(FamilyForm):
    """Four questions; what is left empty is counted nowhere."""

    sex = optional_radios("", [], NOT_LISTED)
    ethnic_group = optional_radios("", [], NOT_LISTED)
    long_condition = optional_radios("", [], NOT_LISTED)
    language = optional_radios("", [], NOT_LISTED)
    send = wtforms.SubmitField(_l("Send these answers"), widget=SubmitWidget())

    def __init__(self, author: AuthorKind, **given: Any) -> None:
        super().__init__(**given)
        asked = OF_YOU | (OF_A_CHILD if author is AuthorKind.PARENT_OR_CARER else {})
        for one in ASKED:
            field = self[one.value]
            field.label.text = asked[one]
            field.choices = offer((key, WORDS[one].get(key, NOT_SAID)) for key in ANSWERS[one])

    @property
    def answers(self) -> dict[Question, str]:
        """What was chosen."""
        return {one: self[one.value].data for one in ASKED if self[one.value].data}


def state(author: AuthorKind, page_id: str) -> str:
    """What a page after sending shows of it: "ask", "thanks", or "" for whom it does not ask."""
    if not equality.may_answer(author):
        return ""
    return "thanks" if equality.has_answered(db(), secret(), page_id) else "ask"


def secret() -> bytes:
    """The key outside the database that names a page without saying which."""
    return wiring().settings.code_key
