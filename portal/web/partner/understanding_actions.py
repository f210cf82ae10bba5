"""Actions on how a message is understood: its themes, and a family's "that's not right"."""

from portal.web.partner import deeds, forms
from portal.web.partner.action import ANSWERERS, Action

UNDERSTANDING = (
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
)
