"""The actions on a case, as a table: who may, which form, what it does, what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.people import Role
from portal.web.partner import deeds, forms
from portal.web.partner.deeds import Act
from portal.web.partner.forms import CaseForm

CASEWORKERS = (Role.CASEWORKER, Role.MANAGER)
WRITERS = (*CASEWORKERS, Role.TRIAGE)
LEADS = (Role.SAFEGUARDING,)
ANSWERERS = (*WRITERS, *LEADS)


@dataclass(frozen=True)
class Action:
    """One thing that may be done on a case; with `leaves` it is somebody else's afterwards."""

    name: str
    title: str
    button: str
    done: str
    roles: tuple[Role, ...]
    form: type[CaseForm]
    do: Callable[[Act], None]
    advice: str = ""
    leaves: bool = False

    @property
    def path(self) -> str:
        """Its part of the address."""
        return self.name.replace("_", "-")


ACTIONS = {
    action.name: action
    for action in (
        Action(
            "accept",
            "Accept this case",
            "Accept",
            "You accepted this case. The family can see which service is in charge.",
            CASEWORKERS,
            forms.AcceptForm,
            deeds.accept,
            advice="Accepting says that your service will answer. The family is shown its name.",
        ),
        Action(
            "acknowledge",
            "Write the first message",
            "Send the first message",
            "Your message was sent. The family's first promise is kept.",
            ANSWERERS,
            forms.MessageForm,
            deeds.acknowledge,
            advice="Say who you are and what you understood. This is not the answer yet.",
        ),
        Action(
            "message",
            "Write to the family",
            "Send message",
            "Your message was sent.",
            ANSWERERS,
            forms.MessageForm,
            deeds.message,
        ),
        Action(
            "ask",
            "Ask the family something",
            "Send question",
            "Your question was sent.",
            ANSWERERS,
            forms.QuestionForm,
            deeds.ask,
        ),
        Action(
            "answer",
            "Answer the family",
            "Send answer",
            "Your answer was sent.",
            ANSWERERS,
            forms.AnswerForm,
            deeds.answer,
        ),
        Action(
            "propose",
            "Ask whether it is done",
            "Ask the family",
            "The family was asked whether it is done.",
            ANSWERERS,
            forms.ProposalForm,
            deeds.propose,
        ),
        Action(
            "note",
            "Write a note",
            "Save note",
            "Your note was saved.",
            ANSWERERS,
            forms.NoteForm,
            deeds.note,
        ),
        Action(
            "themes",
            "Confirm the themes",
            "Save themes",
            "The themes were saved.",
            WRITERS,
            forms.ThemesForm,
            deeds.decide_themes,
            advice="The machine only suggests. What you tick is what the board counts.",
        ),
        Action(
            "give_back",
            "Give this case back",
            "Give back to triage",
            "You gave the case back to triage.",
            CASEWORKERS,
            forms.GiveBackForm,
            deeds.give_back,
            leaves=True,
        ),
        Action(
            "place",
            "Place with a partner",
            "Place",
            "You placed the case with a partner.",
            (Role.TRIAGE,),
            forms.PlaceForm,
            deeds.place_with,
            leaves=True,
        ),
        Action(
            "keep",
            "Keep this case in triage",
            "Keep and answer it here",
            "Triage keeps this case. The family can see who is in charge.",
            (Role.TRIAGE,),
            forms.KeepForm,
            deeds.keep,
        ),
        Action(
            "release",
            "Release this flag",
            "Release",
            "Your release was recorded.",
            LEADS,
            forms.ReleaseForm,
            deeds.release,
            advice="A flag of the machine needs one lead. Any other needs two.",
            leaves=True,
        ),
        Action(
            "confirm",
            "Confirm: somebody must be kept safe",
            "Confirm",
            "The flag was confirmed.",
            LEADS,
            forms.ConfirmForm,
            deeds.confirm,
        ),
    )
}
