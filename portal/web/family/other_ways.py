"""What somebody may have come for that this portal cannot do: kindly, with who can, and by when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from portal.domain.legal_routes import FIRST_STAGE, LegalRoute
from portal.domain.promises import Regime
from portal.web.legal_words import WAYS, WayWords
from portal.web.statuses import Words

_R = LegalRoute


@dataclass(frozen=True)
class OtherWay:
    """One page: what we cannot do for it, what we can, how to go about it, and its ways of law.

    `dates` names each law whose last days are shown as if it began today; `work_out` is what the
    page "Work out a date" is asked. An urgent one shows whom to ring before anything else.
    """

    name: str
    hint: Words
    cannot: tuple[Words, ...]
    can: tuple[Words, ...]
    ways: tuple[LegalRoute, ...] = ()
    asking: tuple[Words, ...] = ()
    when: tuple[Words, ...] = ()
    as_if: Words = ""
    work_out: str = ""
    urgent: bool = False

    @property
    def words(self) -> Sequence[tuple[str, WayWords]]:
        """The ways of law with their words."""
        return [(one.value, WAYS[one]) for one in self.ways]

    @property
    def regimes(self) -> Sequence[tuple[LegalRoute, Regime]]:
        """The laws that set last days for its ways, a school's own days left out."""
        known = {**FIRST_STAGE, _R.APPEAL: Regime.APPEAL}
        return [(one, known[one]) for one in self.ways if one in known]


OTHER_WAYS: Mapping[str, OtherWay] = {
    "emergency": OtherWay(
        _l("Somebody is in danger, or very ill"),
        _l("Ring somebody now. Do not wait for us."),
        (
            _l("This is not for emergencies."),
            _l(
                "Nobody reads messages at night, at weekends or on bank holidays. If it cannot"
                " wait, ring one of these numbers."
            ),
        ),
        (_l("When everybody is safe, you can tell us what happened and what would help."),),
        urgent=True,
    ),
    "appeal": OtherWay(
        _l("Appeal a decision"),
        _l("A letter says no, or you do not agree with a plan. There is a last day."),
        (
            _l("We cannot take an appeal, and we cannot change a decision."),
            _l("Only the council or the SEND Tribunal can change it."),
        ),
        (
            _l("We can pass your worry to the team that wrote the letter."),
            _l("They answer you by a date that we tell you. Do not wait for that to appeal."),
        ),
        (_R.APPEAL,),
        when=(_l("There is a last day. It is counted from the date on the letter."),),
        as_if=_l("For a letter with today's date. If yours is older, your last day comes sooner."),
        work_out="letter",
    ),
    "complaint": OtherWay(
        _l("Make a formal complaint"),
        _l("About the council, the NHS, social care for a child, or a school."),
        (
            _l("We do not decide about a complaint. The council, the NHS or the school does."),
            _l("You never have to try this first."),
        ),
        (
            _l(
                "Tell us what is wrong. You can make it formal as well: there is a button for"
                " it on the page of your message."
            ),
            _l("Or complain to them yourself. You can do both."),
        ),
        (
            _R.COUNCIL_COMPLAINT,
            _R.SOCIAL_CARE_COMPLAINT,
            _R.NHS_COMPLAINT,
            _R.SCHOOL_COMPLAINT,
        ),
        when=(
            _l("Do not wait long. Most of them only look at what happened in the last 12 months."),
        ),
        as_if=_l("For a complaint that they get today. Each school sets its own days."),
        work_out="council",
    ),
    "records": OtherWay(
        _l("See what is written down about me or my child"),
        _l("Ask for records. They have one month to show you."),
        (
            _l("We cannot show you records here. We only have what you send us."),
            _l("We do not know what a team has written down."),
        ),
        (
            _l(
                "Tell us what is wrong. You can ask the council for its records as well: there"
                " is a button for it on the page of your message."
            ),
            _l("Or ask them yourself. You can do both."),
        ),
        (_R.SUBJECT_ACCESS, _R.DATA_COMPLAINT),
        asking=(
            _l("For plans, travel to school and social care, ask the council."),
            _l("For care by the NHS, ask the hospital, the surgery or the team that gave it."),
            _l("For what a school wrote, ask the school."),
            _l("You can ask by letter, by e-mail or on the telephone. It costs nothing."),
            _l("If you ask about an older child, they may first ask the child if that is OK."),
        ),
        when=(
            _l("They have one calendar month from the day they get it."),
            _l("They may take up to two months more, if it is hard. They must tell you why."),
            _l("They may first ask who you are."),
        ),
        as_if=_l("If they get it today."),
        work_out="access",
    ),
}
"""By the name in the address."""
