"""The journey as a table: which pages there are, in which order, and for whom."""

from collections.abc import Callable
from dataclasses import dataclass

from portal.domain.errors import NotFound
from portal.domain.on_behalf import writes_for_others
from portal.domain.submissions import AuthorKind
from portal.web.family import forms, forms_behalf, forms_child, forms_reach, forms_young
from portal.web.family.told import Told


def _always(_told: Told) -> bool:
    return True


def _young(told: Told) -> bool:
    return told.young


def _adult(told: Told) -> bool:
    return not told.young


def _for_others(told: Told) -> bool:
    return writes_for_others(told.author)


def _behalf_asks(told: Told) -> frozenset[str]:
    return frozenset({"body"} if told.author is AuthorKind.PROFESSIONAL else ())


def _reach(told: Told) -> bool:
    return not told.young and (told.asks_reach or told.asks_if_they_know)


def _safe_way(told: Told) -> bool:
    return told.young and told.offers_contact


def _nothing_more(_told: Told) -> frozenset[str]:
    return frozenset()


def _child_asks(told: Told) -> frozenset[str]:
    return frozenset({"gp_area"} if told.asks_surgery else ())


def _share_asks(told: Told) -> frozenset[str]:
    return frozenset({*told.bodies, *(("school_name",) if told.asks_school else ())})


def _answer_asks(told: Told) -> frozenset[str]:
    return frozenset({"contact"} if told.may_offer_contact else ())


def _danger_asks(told: Told) -> frozenset[str]:
    # A young person is asked about itself: what was said of others is no answer to that.
    return frozenset({"own" if told.young else "others"})


def _reach_asks(told: Told) -> frozenset[str]:
    questions = {
        "name": told.asks_reach,
        "contact": told.offers_contact,
        "knows": told.asks_if_they_know,
    }
    return frozenset(name for name, asked in questions.items() if asked)


@dataclass(frozen=True)
class Step:
    """One page: its name in the address, its form, whether this writer is asked it at all.

    `asks` names those of its questions that depend on other answers: when a change elsewhere
    brings a new one, the page has to be answered again.
    """

    name: str
    form: type[forms.StepForm]
    applies: Callable[[Told], bool] = _always
    asks: Callable[[Told], frozenset[str]] = _nothing_more

    def done(self, told: Told) -> bool:
        """Whether the page was answered as it now stands, and not left half-way since."""
        if self.name not in told.asked or self.name in told.typed:
            return False
        return self.asks(told) <= set(told.asked[self.name])

    def draw(self, told: Told, draft_id: str) -> forms.StepForm:
        """The page's form as it was left: what was typed last, finished or not."""
        return self.form(told, draft_id, told.typed.get(self.name))


STEPS = (
    Step("who", forms.WhoForm),
    Step("notice", forms_young.NoticeForm, _young),
    Step("kind", forms.KindForm, _adult),
    Step("danger", forms.DangerForm, asks=_danger_asks),
    Step("about", forms.AboutForm, _adult),
    Step("words", forms.WordsForm, _adult),
    Step("say", forms_young.SayForm, _young),
    Step("child", forms_child.ChildForm, _adult, _child_asks),
    Step("behalf", forms_behalf.BehalfForm, _for_others, _behalf_asks),
    Step("letter", forms_child.LetterForm, lambda told: told.asks_letter),
    Step("share", forms_child.ShareForm, _adult, _share_asks),
    Step("answer", forms_young.AnswerForm, _young, _answer_asks),
    Step("contact", forms_young.ContactForm, _safe_way),
    Step("reach", forms_reach.ReachForm, _reach, _reach_asks),
)
FIRST = STEPS[0]
NOTICE = STEPS[1]


def find(name: str) -> Step:
    """The page of that name; raises `NotFound`."""
    found = next((step for step in STEPS if step.name == name), None)
    if found is None:
        raise NotFound(f"there is no question called {name!r}")
    return found


def asked_of(told: Told) -> tuple[Step, ...]:
    """The pages that this writer is asked, in order."""
    return tuple(step for step in STEPS if step.applies(told))


def first_open(told: Told) -> Step | None:
    """The first page not answered yet; None when it is time to check."""
    return next((step for step in asked_of(told) if not step.done(told)), None)


def reachable(step: Step, told: Told) -> bool:
    """Whether the page is asked, and every page before it was answered."""
    return step in asked_of(told) and all(one.done(told) for one in _until(step, told))


def before(step: Step, told: Told) -> Step | None:
    """The page before, those that a door answered passed over; None at the first."""
    earlier = [one for one in _until(step, told) if not told.by_door(one.name)]
    return earlier[-1] if earlier else None


def after(step: Step, told: Told) -> Step | None:
    """The next page, those that a door answered passed over; None when it is time to check."""
    later = STEPS[STEPS.index(step) + 1 :]
    asked = (one for one in later if one.applies(told) and not told.by_door(one.name))
    return next(asked, None)


def _until(step: Step, told: Told) -> tuple[Step, ...]:
    return tuple(one for one in STEPS[: STEPS.index(step)] if one.applies(told))
