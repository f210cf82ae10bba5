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
    " you read."
)
"""Said alike whatever the reason is, so that trying numbers tells nothing."""

ASKED_BEFORE = "A link with this number cannot be asked for: the young person was asked before."
"""Said to triage alone, which reads the answer too."""


def propose(act: Act) -> None:
    """The young person is asked first."""
    linking.propose(db(), act.member, act.submission, act.form.reference, act.deed)


def check(form: LinkForm, submission: Submission) -> bool:
    """Whether this member may ask about that number; only triage hears that it was asked before."""
    member = sessions.member()
    found = voices.readable(db(), member, submission, form.reference) if member else None
    if member is None or found is None:
        form.number.errors = [*form.number.errors, CANNOT]
        return False
    if member.role in voices.TOLD_OF_NO and voices.barred(db(), submission, found, now()):
        form.number.errors = [*form.number.errors, ASKED_BEFORE]
        return False
    return True


LINKING = (
    Action(
        "link",
        "Ask about a link with a parent's message",
        "Ask the young person",
        "It is passed on. The young person is asked, unless they were before. Nobody else hears of"
        " it.",
        WRITERS,
        LinkForm,
        propose,
        advice="The young person is asked first. If they say no, the parent is never asked. A link"
        " shows no family the words of another: staff who read both see that they belong together."
        " Whether they are asked, and what they say, is theirs: a team reads of a link only once"
        " both said yes.",
    ),
)
