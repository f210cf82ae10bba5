"""What a date can be worked out for: its words, its law, and what the page cannot know.

Sources: domain/clocks.md §1 in the figures of the partnership file, each named on the page.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind
from portal.domain.promises import Basis, Regime
from portal.web.statuses import Words


@dataclass(frozen=True)
class Question:
    """One thing whose dates can be worked out: its words, its law, who must act at each step."""

    words: Words
    day: Words
    regime: Regime
    unknown: tuple[Words, ...] = ()
    steps: Mapping[ClockKind, Words] | None = None


_CLOSED = _l("It does not know on which days the team itself is closed.")
_ARRIVED = _l("It does not know on which day they really got it. Ask them, if it went by post.")
_FIRST = _l("The code does not say whether the day they got it counts. Here it is day 0.")
_REPLACED = _l("It does not know whether they agreed another day with you.")

LETTER = "letter"
"""The one from whose day an appeal runs."""

QUESTIONS: Mapping[str, Question] = {
    "assessment": Question(
        _l("Somebody asked for an EHC needs assessment"),
        _l("the day on which the council got it"),
        Regime.EHC_ASSESSMENT,
        (
            _ARRIVED,
            _l(
                "The law lets the council take longer in a few cases, like when you were away for"
                " four weeks. It must then tell you why."
            ),
        ),
        {ClockKind.DECIDE: _l("The council says whether it will assess")},
    ),
    "draft": Question(
        _l("A draft plan came"),
        _l("the day on which the draft came"),
        Regime.DRAFT_PLAN,
        (_l("You may ask for more time. It does not know whether the council said yes."),),
    ),
    "review": Question(
        _l("There was a yearly review meeting of a plan"),
        _l("the day of the meeting"),
        Regime.ANNUAL_REVIEW,
        (_REPLACED,),
        {
            ClockKind.DECIDE: _l("The council says what it will do with the plan"),
            ClockKind.CONCLUDE: _l("If the plan changes, the council sends the final plan"),
        },
    ),
    "amendment": Question(
        _l("A notice came that a plan will be changed"),
        _l("the date on the notice"),
        Regime.AMENDMENT_NOTICE,
        (_REPLACED,),
    ),
    LETTER: Question(
        _l("A letter came with a decision on a plan that you do not agree with"),
        _l("the date on the letter"),
        Regime.APPEAL,
        (
            _l(
                "If you have a mediation certificate, you may have until one month from its date,"
                " if that is later."
            ),
        ),
    ),
    "council": Question(
        _l("You made a formal complaint to the council"),
        _l("the day on which they got it"),
        Regime.COUNCIL_COMPLAINT_1,
        (
            _FIRST,
            _CLOSED,
            _l(
                "They may take up to 10 working days more. They must then tell you why, and how to"
                " reach the Ombudsman."
            ),
        ),
    ),
    "nhs": Question(
        _l("You made a formal complaint to the NHS"),
        _l("the day on which they got it"),
        Regime.NHS_COMPLAINT,
        (
            _l(
                "If it went to the wrong NHS team and they sent it on, that team counts from the"
                " day it came to them."
            ),
        ),
    ),
    "social_care": Question(
        _l("You made a formal complaint about social care for a child"),
        _l("the day on which they got it"),
        Regime.CHILDREN_ACT_1,
        (
            _l("They may take up to 10 working days more, if it is hard or you need an advocate."),
            _CLOSED,
        ),
    ),
    "access": Question(
        _l("You asked what is written down about you"),
        _l("the day on which they got it"),
        Regime.SUBJECT_ACCESS,
        (
            _l("They may take up to two months more, if it is hard. They must tell you why."),
            _l("They may first ask who you are."),
        ),
        {ClockKind.RESPOND: _l("They show you what is written down")},
    ),
    "privacy": Question(
        _l("You complained about how your information was used"),
        _l("the day on which they got it"),
        Regime.DATA_COMPLAINT,
        (_l("The law gives no day for the answer. They must not wait without a reason."),),
    ),
}

BASIS: Mapping[Basis, Words] = {
    Basis.LAW: _l("A law says so:"),
    Basis.CODE: _l("A code says so, which is not a law:"),
    Basis.PRACTICE: _l("This is what is usually done:"),
}
