"""The actions on a case, as a table: who may, which form, what it does, what is said after it."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.people import Role
from portal.web.partner import deeds, forms, forms_turns
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
            "Choose the themes",
            "Save themes",
            "The themes were saved.",
            ANSWERERS,
            forms.ThemesForm,
            deeds.decide_themes,
            advice="The machine only suggests. What you tick is what the board counts.",
        ),
        Action(
            "confirm_themes",
            "Confirm the themes",
            "Confirm",
            "The themes were confirmed. You can change them or undo it.",
            ANSWERERS,
            forms.SuggestedForm,
            deeds.confirm_themes,
            advice="One press saves the likely ones. What is only possible is not saved.",
        ),
        Action(
            "nothing_fits",
            "Nothing fits",
            "Nothing fits",
            "It was saved that no theme fits. You can change that or undo it.",
            ANSWERERS,
            forms.SuggestedForm,
            deeds.nothing_fits,
            advice="It counts as read by a person, and towards no theme.",
        ),
        Action(
            "undo_themes",
            "Undo the last decision on themes",
            "Undo",
            "The last decision was undone. It is kept in the history.",
            ANSWERERS,
            forms.UndoThemesForm,
            deeds.undo_themes,
        ),
        Action(
            "answer_objection",
            "Answer “that's not right”",
            "Send answer",
            "The family can read your answer.",
            ANSWERERS,
            forms.ObjectionForm,
            deeds.answer_objection,
            advice="The family says that it went to the wrong place, or is about something else.",
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
            "refuse",
            "Refuse: it is not ours",
            "Refuse",
            "You refused. The case stays with the service that asked you.",
            CASEWORKERS,
            forms_turns.RefuseForm,
            deeds.give_back,
            leaves=True,
        ),
        Action(
            "hand_on",
            "Ask another service to take this case",
            "Ask them",
            "They were asked. The case is yours until they accept.",
            CASEWORKERS,
            forms_turns.HandOnForm,
            deeds.hand_on,
            advice="Your promise runs until they accept. The family's dates do not move.",
        ),
        Action(
            "hold",
            "Agree to wait",
            "Let our dates wait",
            "Our dates wait. The family can see why, and until when at most.",
            (Role.MANAGER,),
            forms_turns.HoldForm,
            deeds.agree_to_wait,
            advice="Only for what the family has agreed to. Our dates run on by themselves.",
        ),
        Action(
            "end_hold",
            "End the wait",
            "Let our dates run on",
            "Our dates run on. The family was told.",
            (Role.MANAGER,),
            forms_turns.EndHoldForm,
            deeds.end_the_wait,
        ),
        Action(
            "changed",
            "Tell what changed",
            "Send",
            "The family can read what changed.",
            ANSWERERS,
            forms_turns.ChangedForm,
            deeds.tell_changed,
            advice="It is closed and stays closed. They were promised to hear what came of it.",
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
