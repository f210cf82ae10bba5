"""Actions of leads: opening the way to reach a family, and keeping a body away from a case."""

from portal.domain.opening import Tried, WhoseLife
from portal.services import keep_away as bodies
from portal.services import opening
from portal.services.opening import Asking
from portal.web.partner import opening_forms as forms
from portal.web.partner.action import LEADS, Action
from portal.web.partner.deeds import Act
from portal.web.transactions import db


def ask(act: Act) -> None:
    """One lead asks."""
    form = act.form
    asking = Asking(
        WhoseLife(form.whose_life.data),
        tuple(Tried(one) for one in form.tried.data),
        form.because.data,
    )
    opening.ask(db(), act.member, act.submission, asking, act.deed)


def answer(act: Act) -> None:
    """A lead of another body agrees, or refuses."""
    agreed = act.form.outcome.data == forms.AGREE
    decide = opening.agree if agreed else opening.refuse
    decide(db(), act.member, act.submission, act.form.because.data, act.deed)


def withdraw(act: Act) -> None:
    """Whoever asked takes it back."""
    opening.withdraw(db(), act.member, act.submission, act.deed)


def tell(act: Act) -> None:
    """Let the family read of it."""
    opening.tell_family(db(), act.member, act.submission, act.deed)


def keep_away(act: Act) -> None:
    """Nobody of a body sees this case."""
    body, why = act.form.partner.data, act.form.because.data
    bodies.keep_away(db(), act.member, act.submission, body, why, act.deed)


def let_back(act: Act) -> None:
    """It was a mistake."""
    bodies.let_back(db(), act.member, act.submission, act.form.partner.data, act.deed)


OPENING = (
    Action(
        "open_contact",
        "Ask to open the way to reach them",
        "Ask a second lead",
        "A lead of another service was asked. You can follow it on this page.",
        LEADS,
        forms.AskOpeningForm,
        ask,
        advice="Only to save a life. A safeguarding lead of another service decides with you."
        " If there is danger now, ring 999 first.",
        fresh=True,
    ),
    Action(
        "answer_opening",
        "Decide on opening the way to reach them",
        "Send my decision",
        "Your decision was recorded.",
        LEADS,
        forms.AnswerOpeningForm,
        answer,
        advice="Agree only to save a life. Both of you can then read it, and each reading is"
        " written down.",
        fresh=True,
    ),
    Action(
        "withdraw_opening",
        "Take back what I asked",
        "Take it back",
        "You took it back.",
        LEADS,
        forms.WithdrawOpeningForm,
        withdraw,
    ),
    Action(
        "tell_opening",
        "Let the family read that it was opened",
        "Let them read it",
        "The family can read which two services opened it, and on which day.",
        LEADS,
        forms.TellOpeningForm,
        tell,
        advice="Do this once it is safe: whoever looks over their shoulder reads it too."
        " They see the services and the day, never names.",
    ),
    Action(
        "keep_away",
        "Keep a service away from this case",
        "Keep it away",
        "Nobody of that service sees this case any more.",
        LEADS,
        forms.KeepAwayForm,
        keep_away,
        advice="For a service that is accused, or that the family says must not see it."
        " Its safeguarding leads are kept away too.",
        leaves=True,
    ),
    Action(
        "let_back",
        "Let a service back in",
        "Let it back in",
        "That service sees again what it may.",
        LEADS,
        forms.LetBackForm,
        let_back,
    ),
)
