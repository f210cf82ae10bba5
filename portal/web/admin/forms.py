"""What administrators fill in."""

# mypy: disallow-subclassing-any=False

import wtforms
from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, Length

from portal.web.forms_look import SubmitWidget, TextAreaWidget
from portal.web.limits import mended

LONGEST_REASON = 500


def _plain(text: str | None) -> str:
    return mended((text or "").replace("\r\n", "\n")).strip()


class AsideForm(FlaskForm):
    """Why a letter needs no other try."""

    because = wtforms.TextAreaField(
        "Why does it need no other try?",
        description="Other administrators read this. Name nobody, and nothing of a case.",
        widget=TextAreaWidget(),
        filters=[_plain],
        validators=[
            DataRequired("Say why it needs no other try"),
            Length(max=LONGEST_REASON, message=f"Write {LONGEST_REASON} characters or fewer"),
        ],
    )
    submit = wtforms.SubmitField("Put it aside", widget=SubmitWidget())
