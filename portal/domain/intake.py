"""What a family told us, and what that means for where its words may go first."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from portal.domain.consents import outside_council
from portal.domain.errors import Unstorable
from portal.domain.on_behalf import Authority
from portal.domain.partnership import Partner, Partnership
from portal.domain.picking import AgeBand, Feeling, Picture, least_age
from portal.domain.routing import Facts, Route, route
from portal.domain.submissions import AuthorKind, Danger, SubmissionKind

MOST_POINTS = 20
MOST_CHARACTERS = 20_000
"""Enough for a long evening's letter; the page counts with the writer and loses nothing."""

_BREAKING = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Answers:
    """Everything one family answered; what was not asked or not answered is None or empty.

    `pass_on` holds the keys of the bodies that it said yes to; `needs` in the order chosen;
    `age` in years; `earlier_reference` is nine characters. `name` and `contact` are sealed and
    never stored in the clear. What a young person picked is in `pictures`, `feeling` and
    `age_band`, and `words` are never empty. Raises `Unstorable`: the edge mends what a browser
    sends, so that nobody's message is refused for it.
    """

    author_kind: AuthorKind
    kind: SubmissionKind
    danger: Danger
    needs: tuple[str, ...]
    words: str
    language: str
    wanted: str | None = None
    age: int | None = None
    postcode_district: str | None = None
    gp_area: str | None = None
    decision_letter_on: date | None = None
    pass_on: tuple[str, ...] = ()
    must_not_see: str | None = None
    young_person_knows: bool | None = None
    name: str | None = None
    contact: str | None = None
    access_needs: str | None = None
    school_name: str | None = None
    pictures: tuple[Picture, ...] = ()
    feeling: Feeling | None = None
    age_band: AgeBand | None = None
    easy_words: bool = False
    sent_before: bool = False
    earlier_reference: str | None = None
    authority: Authority | None = None

    @property
    def least_age(self) -> int | None:
        """The age that the child or young person has at least; None where nothing tells it."""
        return least_age(self.age, self.age_band)

    def __post_init__(self) -> None:
        typed = (self.words, self.wanted, self.must_not_see, self.name, self.contact)
        require_storable(*typed, self.access_needs, self.school_name)
        if self.authority is not None:
            require_storable(self.authority.relation, self.authority.body)


class WhyTriage(Enum):
    """Why a person looks first; the words are `portal.web.statuses`'."""

    UNCERTAIN = "uncertain"
    YOUNG_PERSON = "young_person"
    MUST_NOT_SEE = "must_not_see"
    NO_CONSENT = "no_consent"
    SEVERAL_LEADS = "several_leads"
    NOT_IN_FORCE = "not_in_force"
    RESTRICTED = "restricted"


@dataclass(frozen=True)
class Placing:
    """Whom the rules name, and whether it may go there at once; `why_triage` None means it may."""

    lead: str
    also: tuple[str, ...]
    because: str
    rank: int
    certain: bool
    why_triage: WhyTriage | None


def require_storable(*texts: str | None) -> None:
    """Raise `Unstorable` for NUL, which PostgreSQL refuses, or half of a surrogate pair.

    The same on every database: SQLite alone would keep a NUL, and show the words cut off at it.
    """
    if any(_BREAKING.search(text) for text in texts if text):
        raise Unstorable


def points_of(words: str) -> tuple[str, ...]:
    """The numbered matters: each line with words is one, as the question asks; at least one."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if not lines or len(lines) > MOST_POINTS:
        return (words.strip(),)
    return tuple(lines)


def place(answers: Answers, partnership: Partnership, today: date, flagged: bool) -> Placing:
    """Who should lead, and whether a person must look first (rulings 14, 16, 18, 19)."""
    needs = answers.needs or ("other",)
    routes = [route(_facts(answers, need), partnership, today) for need in needs]
    first, leads = routes[0], {one.lead for one in routes}
    # Triage looks at whatever is not certain anyway, so it is no suggestion of its own.
    also = ({key for one in routes for key in one.also} | leads) - {partnership.triage.key}
    partner = {one.key: one for one in partnership.partners}[first.lead]
    certain = all(one.certain for one in routes) and len(leads) == 1
    why = _why_triage(answers, partner, today, flagged, first, len(leads) > 1)
    return Placing(
        lead=first.lead,
        also=tuple(sorted(also - {first.lead})),
        because=first.because,
        rank=first.rank,
        certain=certain and why is None,
        why_triage=why,
    )


def bodies_to_ask(
    answers: Answers, partnership: Partnership, on: date | None = None
) -> tuple[str, ...]:
    """Bodies outside the council that question 6 must name: where the rules would send it.

    `on` is the day of asking: without it a successor is named before its first day.
    """
    partners: Mapping[str, Partner] = {one.key: one for one in partnership.partners}
    found: list[str] = []
    for need in answers.needs or ("other",):
        one = route(_facts(answers, need), partnership, on)
        found += [key for key in (one.lead, *one.also) if key not in found]
    return tuple(key for key in found if outside_council(partners[key].kind))


def _facts(answers: Answers, need: str) -> Facts:
    return Facts(
        need=need,
        age=answers.age,
        postcode_district=answers.postcode_district,
        gp_area=answers.gp_area,
    )


def _why_triage(
    answers: Answers, lead: Partner, today: date, flagged: bool, chosen: Route, several: bool
) -> WhyTriage | None:
    ended = lead.valid_to is not None and lead.valid_to < today
    consented = lead.key in answers.pass_on or not outside_council(lead.kind)
    reasons = (
        (flagged, WhyTriage.RESTRICTED),
        (bool((answers.must_not_see or "").strip()), WhyTriage.MUST_NOT_SEE),
        (answers.author_kind is AuthorKind.YOUNG_PERSON, WhyTriage.YOUNG_PERSON),
        (several, WhyTriage.SEVERAL_LEADS),
        (not chosen.certain, WhyTriage.UNCERTAIN),
        (ended or lead.valid_from > today, WhyTriage.NOT_IN_FORCE),
        (lead.key == "school" or not consented, WhyTriage.NO_CONSENT),
    )
    return next((why for holds, why in reasons if holds), None)
