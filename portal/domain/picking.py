"""What a young person may pick in place of words: pictures, a face, an age; and what they mean."""

from collections.abc import Iterable, Mapping
from enum import Enum

from portal.domain.partnership import Partnership
from portal.domain.partnership_terms import NeedGroup


class Picture(Enum):
    """What it is about, in the order in which the tiles stand."""

    SCHOOL = "school"
    TRAVEL = "travel"
    FRIENDS = "friends"
    MEAN = "mean"
    WORRIES = "worries"
    TALKING = "talking"
    DOCTOR = "doctor"
    MY_PLAN = "my_plan"
    CLUBS = "clubs"
    HOME = "home"
    WAITING = "waiting"
    NOT_HEARD = "not_heard"
    GOOD = "good"
    SOMETHING_ELSE = "something_else"


class Feeling(Enum):
    """Five faces, from glad to very sad."""

    VERY_HAPPY = "very_happy"
    HAPPY = "happy"
    OK = "ok"
    SAD = "sad"
    VERY_SAD = "very_sad"


class AgeBand(Enum):
    """An age as a young person gives it: wide enough to tell nobody who it is."""

    UNDER_13 = "under_13"
    FROM_13_TO_15 = "from_13_to_15"
    FROM_16_TO_17 = "from_16_to_17"
    FROM_18 = "from_18"


LEAST: Mapping[AgeBand, int] = {
    AgeBand.FROM_13_TO_15: 13,
    AgeBand.FROM_16_TO_17: 16,
    AgeBand.FROM_18: 18,
}
"""The least age in years that a band tells; under 13 tells none, as if nothing were said."""

DECIDES_FROM = 16
"""From here the law speaks to the young person, not to the parent (Children and Families Act 2014,
part 3, and the Mental Capacity Act 2005)."""

_MEANS: Mapping[Picture, tuple[str, NeedGroup]] = {
    Picture.SCHOOL: ("school_support", NeedGroup.SCHOOL),
    Picture.TRAVEL: ("send_transport", NeedGroup.TRANSPORT),
    Picture.WORRIES: ("mental_health", NeedGroup.HEALTH),
    Picture.TALKING: ("speech_language", NeedGroup.HEALTH),
    Picture.DOCTOR: ("community_paediatrics", NeedGroup.HEALTH),
    Picture.MY_PLAN: ("ehc_plan", NeedGroup.PLANS),
    Picture.CLUBS: ("short_breaks", NeedGroup.CARE),
    Picture.HOME: ("social_care", NeedGroup.CARE),
}
"""The need that a picture stands for, and the group in which another area's file is searched."""


def needs_of(pictures: Iterable[Picture], partnership: Partnership) -> tuple[str, ...]:
    """The keys of the needs that the pictures stand for, each once, in the order of the tiles.

    A partnership without the need itself gives the first of the same group; a picture of no need,
    such as friends, gives none: a person works out what it is about.
    """
    chosen = set(pictures)
    found = (_need_of(one, partnership) for one in Picture if one in chosen)
    return tuple(dict.fromkeys(key for key in found if key is not None))


def _need_of(picture: Picture, partnership: Partnership) -> str | None:
    if picture not in _MEANS:
        return None
    key, group = _MEANS[picture]
    if partnership.need(key) is not None:
        return key
    return next((need.key for need in partnership.needs if need.group is group), None)


def least_age(age: int | None, band: AgeBand | None) -> int | None:
    """The age in years that somebody has at least; None is unknown, and has the youngest's rules.

    Whatever asks for an age before it offers something asks here, so that a band is never
    taken for more than it says.
    """
    return age if age is not None else LEAST.get(band) if band is not None else None


def decides_alone(age: int | None, band: AgeBand | None) -> bool:
    """Whether the writer is known to be old enough to be spoken to instead of a parent."""
    least = least_age(age, band)
    return least is not None and least >= DECIDES_FROM
