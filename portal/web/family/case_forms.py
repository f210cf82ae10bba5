"""Coming back: the number and the words, and writing again."""
# mypy: disallow-subclassing-any=False

import wtforms
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l
from wtforms.validators import ValidationError

from portal.domain import code_words, codes
from portal.domain.intake import MOST_CHARACTERS
from portal.domain.objections import LONGEST
from portal.web import locale
from portal.web.family.fields import AtMost, FamilyForm, line, lines, one_newline
from portal.web.family.fields import told as typed
from portal.web.forms_look import CountedTextWidget, SubmitWidget, TextAreaWidget

NOT_OURS = _l(
    "This number and these words do not open anything. Check both, and try again. Nothing is"
    " locked."
)
"""Said alike of a number that is nobody's and of words that are another's."""

REOPENS = _l("If you write, we open it again.")
"""Said where nobody owes an answer any more: a view, and what was resolved or closed."""


class ReturnForm(FamilyForm):
    """A number and six words; what cannot be right is said without asking the database."""

    reference = line(
        _l("Your number"),
        200,
        typed(_l("Enter your number")),
        hint=_l("It looks like 4F7K-2M9Q-X."),
    )
    code = wtforms.TextAreaField(
        _l("Your secret words"),
        description=_l("All six, in their order. Capitals and commas do not matter."),
        filters=[one_newline],
        validators=[typed(_l("Enter your secret words"))],
        widget=TextAreaWidget(),
    )
    submit = wtforms.SubmitField(_l("Open my message"), widget=SubmitWidget())

    def validate_reference(self, field: wtforms.Field) -> None:
        """Nine letters and digits whose last agrees with the others."""
        try:
            self.number = codes.parse_reference(field.data)
        except codes.ReferenceMistyped as fault:
            message = _l("Check your number. It has 9 letters and digits, and one is not right")
            raise ValidationError(message) from fault

    def validate_code(self, field: wtforms.Field) -> None:
        """Six words of the list whose last agrees with the others."""
        try:
            self.numbers = code_words.parse_code(field.data, locale.language().code)
        except code_words.WordNotListed as fault:
            raise ValidationError(_not_listed(fault)) from fault
        except code_words.WrongWordCount as fault:
            message = _l("Enter all 6 words. We found %(found)s", found=fault.found)
            raise ValidationError(message) from fault
        except code_words.CheckWordDisagrees as fault:
            message = _l("One word is wrong, or two have changed places. Check each of the 6")
            raise ValidationError(message) from fault

    def refuse(self) -> None:
        """Say that it opened nothing, and of neither part whether it was right."""
        self.reference.errors = [NOT_OURS]


def _not_listed(fault: code_words.WordNotListed) -> LazyString:
    if fault.meant is None:
        return _l("“%(word)s” is not one of our words. Check how it is spelt", word=fault.word)
    return _l(
        "“%(word)s” is not one of our words. Did you mean “%(meant)s”?",
        word=fault.word,
        meant=fault.meant,
    )


class ReplyForm(FamilyForm):
    """Writing again; `key` makes the same form one message."""

    key = wtforms.HiddenField()
    words = wtforms.TextAreaField(
        _l("Write to us"),
        description=_l("What you write is read by the people who help with your message."),
        filters=[one_newline],
        validators=[typed(_l("Write something before you send it")), AtMost(MOST_CHARACTERS)],
        widget=CountedTextWidget(),
    )
    submit = wtforms.SubmitField(_l("Send"), widget=SubmitWidget())

    def validate_key(self, field: wtforms.Field) -> None:
        """A form without its key is no form of ours."""
        if not 20 <= len(field.data or "") <= 100:
            raise ValidationError(_l("Open this page again, then send your words"))


class NotRightForm(FamilyForm):
    """One press; words if somebody wants to."""

    words = lines(
        _l("What is not right?"),
        LONGEST,
        hint=_l("You can leave this empty and just press the button."),
    )
    submit = wtforms.SubmitField(_l("That's not right"), widget=SubmitWidget())
