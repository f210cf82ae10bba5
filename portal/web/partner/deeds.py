"""What each form does, once it is taken: one service, one line of the case's history."""

from dataclasses import dataclass
from typing import Any

from portal.domain.errors import AlreadyChanged
from portal.domain.messages import MessagePurpose, NoteScope
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import Deed, Member
from portal.models import Referral, Submission
from portal.queries import partnership, safeguarding, themes
from portal.services import annul, casework, hold, label, objections, place, safeguard
from portal.services.casework import Words
from portal.services.label import Decision
from portal.web.partner import signing, themes_page
from portal.web.transactions import db


@dataclass(frozen=True)
class Act:
    """A form that was filled in rightly, on a case that its writer may see."""

    member: Member
    submission: Submission
    turn: Referral | None
    form: Any
    deed: Deed

    @property
    def words(self) -> Words:
        """What was typed, with the form's key."""
        return Words(self.form.words.data, self.form.key.data)

    @property
    def signer(self) -> Member:
        """The member, named as the family reads it."""
        return signing.signer(self.member, partnership.partner(db(), "triage"))

    @property
    def own_turn(self) -> Referral:
        """The turn, on a page that is only offered to a partner that has one."""
        if self.turn is None:
            raise LookupError("this member's partner has no turn on the case")
        return self.turn


def accept(act: Act) -> None:
    """The partner says that it is theirs."""
    place.accept(db(), act.member, act.own_turn, act.deed)


def write(act: Act, purpose: MessagePurpose) -> None:
    """Words to the family."""
    casework.write(db(), act.signer, act.submission, purpose, act.words, act.deed, act.turn)


def acknowledge(act: Act) -> None:
    """The first words of a person."""
    write(act, MessagePurpose.ACKNOWLEDGEMENT)


def message(act: Act) -> None:
    """Any other words."""
    write(act, MessagePurpose.MESSAGE)


def ask(act: Act) -> None:
    """A question."""
    write(act, MessagePurpose.QUESTION)


def answer(act: Act) -> None:
    """The answer, and the points that it answers."""
    points = tuple(act.form.points.data or ())
    casework.answer(
        db(), act.signer, act.submission, act.words, act.deed, referral=act.turn, points=points
    )


def propose(act: Act) -> None:
    """ "We think this is done. Is it?" """
    casework.propose_resolved(db(), act.signer, act.submission, act.words, act.deed, act.turn)


def note(act: Act) -> None:
    """Words that the family does not see."""
    scope = NoteScope(act.form.scope.data)
    casework.note(db(), act.member, act.submission, scope, act.words, act.deed)


def give_back(act: Act) -> None:
    """Wrong team."""
    place.give_back(db(), act.own_turn, act.form.because.data, act.deed)


def place_with(act: Act) -> None:
    """Triage says who should lead."""
    lead, why = act.form.partner.data, act.form.because.data
    place.decide(db(), act.member, act.submission, lead, why, act.deed)


def hand_on(act: Act) -> None:
    """Ask another body to take the lead."""
    to, why = act.form.partner.data, act.form.because.data
    place.hand_on(db(), act.member, act.own_turn, to, why, act.deed)


def agree_to_wait(act: Act) -> None:
    """Let our dates wait."""
    hold.begin(db(), act.member, act.own_turn, act.form.days.data, act.words, act.deed)


def end_the_wait(act: Act) -> None:
    """Let them run on."""
    hold.end(db(), act.member, act.own_turn, act.words, act.deed)


def annul_breach(act: Act) -> None:
    """It was not late after all."""
    which, why = act.form.breach.data, act.form.because.data
    annul.annul(db(), act.member, act.submission, act.turn, which, why, act.deed)


def tell_changed(act: Act) -> None:
    """What changed since it was closed."""
    casework.tell_changed(db(), act.signer, act.submission, act.words, act.deed)


def keep(act: Act) -> None:
    """Triage answers it."""
    place.keep(db(), act.member, act.submission, act.form.because.data, act.deed)


def decide_themes(act: Act) -> None:
    """What it is about, beside what the machine had suggested."""
    seen = themes.reading(db(), act.submission)
    if seen is not None and str(seen.id) != act.form.reading.data:
        seen = None
    suggested = frozenset(one.theme for one in themes.suggested(seen))
    decision = Decision(
        themes=tuple(act.form.themes.data or ()),
        stance=act.form.stance.data,
        reading_id=seen.id if seen else None,
        suggested=suggested,
    )
    label.decide(db(), act.member, act.submission, decision, act.deed)


def confirm_themes(act: Act) -> None:
    """One press: what the machine holds to be likely, as it stood on the page.

    Raises `AlreadyChanged` when the machine has read it anew since.
    """
    seen = themes.reading(db(), act.submission)
    keys = themes_page.likely(seen) if seen else ()
    if seen is None or not keys or str(seen.id) != act.form.reading.data:
        raise AlreadyChanged("the suggestions are others by now")
    decision = Decision(keys, seen.stance, seen.id, frozenset(keys))
    label.decide(db(), act.member, act.submission, decision, act.deed)


def nothing_fits(act: Act) -> None:
    """One press: no theme of the codebook fits."""
    seen = themes.reading(db(), act.submission)
    if (str(seen.id) if seen else "") != act.form.reading.data:
        raise AlreadyChanged("the suggestions are others by now")
    decision = Decision((), reading_id=seen.id if seen else None)
    label.decide(db(), act.member, act.submission, decision, act.deed)


def undo_themes(act: Act) -> None:
    """As if the newest decision had not been made; it is kept."""
    label.undo(db(), act.member, act.submission, act.deed)


def answer_objection(act: Act) -> None:
    """What comes of the family's "that's not right"."""
    given = objections.Answer(ObjectionOutcome(act.form.outcome.data), act.form.words.data)
    objections.answer(db(), act.signer, act.submission, given, act.deed)


def release(act: Act) -> None:
    """One lead's word that it may go on."""
    item = safeguarding.undecided(db(), act.member, act.submission)
    safeguard.release(db(), act.member, item, act.form.reason.data, act.deed)


def confirm(act: Act) -> None:
    """It is a matter of keeping somebody safe."""
    item = safeguarding.undecided(db(), act.member, act.submission)
    safeguard.confirm(db(), act.member, item, act.form.words.data, act.deed)
