"""The ways of the law in words that a family reads: what each is for, what not, and how it goes.

Sources of what is said are those of `portal.domain.legal_routes`; every sentence is our own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.domain.clocks import ClockKind
from portal.domain.legal_routes import LegalRoute, Outcome
from portal.domain.promises import Regime
from portal.web.statuses import Tag, Words

_R = LegalRoute


@dataclass(frozen=True)
class WayWords:
    """One way: its name, whom it is for, whom not, how it goes, and the button that makes it."""

    title: Words
    is_for: Words
    not_for: Words
    how: tuple[Words, ...]
    press: Words = ""


WAYS: Mapping[LegalRoute, WayWords] = {
    _R.APPEAL: WayWords(
        _l("Appeal, or talk it over with someone who takes no side (mediation)"),
        _l("This is for a decision you do not agree with: no check, no plan, or what a plan says."),
        _l("It is not for long waits, or for people who do not write back. For those, complain."),
        (
            _l(
                "You speak to a mediation adviser first. You do not have to have the talk. You get"
                " a paper, called a certificate, that most appeals need."
            ),
            _l("You do not need it if you only disagree with which school the plan names."),
            _l("Then you send your appeal to the SEND Tribunal. It is not part of the council."),
        ),
    ),
    _R.COUNCIL_COMPLAINT: WayWords(
        _l("A formal complaint to the council"),
        _l("This is for long waits, for no reply, and for how things were done."),
        _l("It cannot change a decision in a plan. For that, appeal."),
        (
            _l("There is a code with dates that the council is asked to keep to."),
            _l(
                "If you are not happy at the end, you can go to the Ombudsman, who is not part of"
                " the council."
            ),
        ),
        _l("Make this a formal complaint to the council"),
    ),
    _R.SOCIAL_CARE_COMPLAINT: WayWords(
        _l("A formal complaint about social care for a child"),
        _l("This is for help from a social worker, and for help at home or breaks for a child."),
        _l("It is not for school, plans or travel."),
        (
            _l(
                "The law has its own steps for this: first the team, then somebody from outside it,"
                " then a panel."
            ),
        ),
        _l("Make this a formal complaint about social care"),
    ),
    _R.NHS_COMPLAINT: WayWords(
        _l("A formal complaint to the NHS"),
        _l("This is for care by the NHS: waits, appointments, and how you were treated."),
        _l("It is not for what the council or a school does."),
        (
            _l(
                "You complain to the team that gives the care, or to the NHS team that pays for it."
                " Choose one, not both."
            ),
            _l(
                "If it went to the wrong one, they send it on, if you say yes. Your first date is"
                " kept."
            ),
        ),
        _l("Make this a formal complaint to the NHS"),
    ),
    _R.SCHOOL_COMPLAINT: WayWords(
        _l("A formal complaint to a school"),
        _l("This is for what a school, nursery or college did or did not do."),
        _l("It is not for the check or the plan itself. Those are the council's."),
        (
            _l(
                "Only the school can run a formal complaint about itself. We pass yours on if you"
                " say yes."
            ),
            _l("Each school sets its own days. Ask the school for its complaints rules."),
        ),
        _l("Pass this on to the school as a formal complaint"),
    ),
    _R.SUBJECT_ACCESS: WayWords(
        _l("Ask to see what is written down about you"),
        _l("This is for seeing what the council has written down about you or your child."),
        _l("It changes no decision, and it is not a complaint."),
        (_l("You do not have to say why you want to see it."),),
        _l("Ask the council what it has written down"),
    ),
    _R.DATA_COMPLAINT: WayWords(
        _l("A complaint about how your information was used"),
        _l(
            "This is for when the wrong person saw it, when it is wrong, or when they will not show"
            " it to you."
        ),
        _l("It is not for the help itself. For that, complain."),
        (_l("If you are not happy at the end, you can go to the Information Commissioner."),),
        _l("Make this a complaint about how my information was used"),
    ),
}

YOUNG: Mapping[LegalRoute, WayWords] = {
    _R.COUNCIL_COMPLAINT: WayWords(
        _l("Complain to the council, in a way they must answer"),
        _l("This is for when you had to wait too long, or nobody listened or wrote back."),
        _l("It cannot change what your plan says. For that, there is an appeal."),
        (_l("There are dates that the council is asked to keep to."),),
        _l("Make this a complaint that the council must answer"),
    ),
    _R.SOCIAL_CARE_COMPLAINT: WayWords(
        _l("Complain about your social worker, or about help at home"),
        _l("This is for when the help is wrong, or late, or not there."),
        _l("It is not for school or travel."),
        (_l("The law says who must listen to you, and by when."),),
        _l("Make this a complaint about my social worker or help at home"),
    ),
    _R.SUBJECT_ACCESS: WayWords(
        _l("Ask to see what is written down about you"),
        _l("This is for seeing what the council has written down about you."),
        _l("It is not a complaint."),
        (_l("You do not have to say why you want to see it."),),
        _l("Ask the council what it has written down about me"),
    ),
}
"""The same to a child or young person, where it needs other words."""

TITLES: Mapping[str, Words] = {
    Regime.COUNCIL_COMPLAINT_1.value: _l("Your formal complaint to the council"),
    Regime.COUNCIL_COMPLAINT_2.value: _l("Your formal complaint to the council, second step"),
    Regime.CHILDREN_ACT_1.value: _l("Your formal complaint about social care"),
    Regime.CHILDREN_ACT_2.value: _l("Your formal complaint about social care, second step"),
    Regime.CHILDREN_ACT_3.value: _l("Your formal complaint about social care, third step"),
    Regime.NHS_COMPLAINT.value: _l("Your formal complaint to the NHS"),
    LegalRoute.SCHOOL_COMPLAINT.value: _l("Your formal complaint to the school"),
    Regime.SUBJECT_ACCESS.value: _l("You asked what is written down about you"),
    Regime.DATA_COMPLAINT.value: _l("Your complaint about how your information was used"),
}
"""By the code of a route that was made."""

KINDS: Mapping[ClockKind, Words] = {
    ClockKind.ACKNOWLEDGE: _l("They write to you that they have it"),
    ClockKind.RESPOND: _l("They answer"),
    ClockKind.PANEL: _l("Three people from outside the council meet to look at it"),
    ClockKind.APPEAL: _l("You send your appeal to the tribunal"),
    ClockKind.MEDIATE: _l("You speak to a mediation adviser"),
    ClockKind.DECIDE: _l("The council says what it will do"),
    ClockKind.REFUSE: _l("If there is to be no plan, the council says so"),
    ClockKind.CONCLUDE: _l("The council sends the final plan"),
    ClockKind.COMMENT: _l("You may say what you think of the draft, at least until then"),
}
"""What must be done by a last day, and by whom."""

OUTCOMES: Mapping[Outcome, Tag] = {
    Outcome.UPHELD: Tag(_l("They say you are right"), "green"),
    Outcome.PARTLY_UPHELD: Tag(_l("They say you are right in part"), "green"),
    Outcome.NOT_UPHELD: Tag(_l("They do not agree with you"), "orange"),
    Outcome.ANSWERED: Tag(_l("They have answered"), "green"),
    Outcome.HANDED_OVER: Tag(_l("We passed it on, and they have it"), "green"),
    Outcome.OMBUDSMAN: Tag(_l("It has gone to the Ombudsman"), "blue"),
    Outcome.PASSED_ON: Tag(_l("They sent it on to another team"), "blue"),
    Outcome.WITHDRAWN: Tag(_l("You took it back"), "grey"),
}


def way(one: LegalRoute, young: bool) -> WayWords:
    """The words for one way, as the reader needs them."""
    return YOUNG.get(one, WAYS[one]) if young else WAYS[one]
