"""Asking for a link of two voices, from the young person's own case."""

from portal.models import Submission
from portal.queries import voices
from portal.services import voices as linking
from portal.web import sessions
from portal.web.partner.action import WRITERS, Action
from portal.web.partner.deeds import Act
from portal.web.partner.forms_links import LinkForm
from portal.web.transactions import db, now

CANNOT = (
    "A link with this number cannot be asked for. It has to be a parent's or carer's message that"
    " you read, that nobody was asked about before."
)
"""Said alike whatever the reason is, so that trying numbers tells nothing."""


def propose(act: Act) -> None:
    """The young person is asked first."""
    linking.propose(db(), act.member, act.submission, act.form.reference, act.deed)


def check(form: LinkForm, submission: Submission) -> bool:
    """Whether this member may ask about that number."""
    member = sessions.member()
    if member and voices.candidate(db(), member, submission, form.reference, now()):
        return True
    form.number.errors = [*form.number.errors, CANNOT]
    return False


LINKING = (
    Action(
        "link",
        "Ask about a link with a parent's message",
        "Ask the young person",
        "The young person is asked. Nobody else hears of it.",
        WRITERS,
        LinkForm,
        propose,
        advice="The young person is asked first. If they say no, the parent is never asked. A link"
        " shows no family the words of another: staff who read both see that they belong together.",
    ),
)
