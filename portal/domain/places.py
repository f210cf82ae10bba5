"""Where a child lives and where its doctor's surgery is, as far as that settles who is responsible.

Only the first half of a postcode is ever kept.
"""

import re
import unicodedata
from dataclasses import dataclass

from portal.domain.partnership import District, Partnership, Place
from portal.domain.partnership_promises import UNKNOWN_AREA
from portal.domain.partnership_terms import Home

_POSTCODE = re.compile(r"([A-Z]{1,2}[0-9][A-Z0-9]?)([0-9][A-Z]{2})?")
_DISTRICT = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_PART = re.compile(r"[0-9][A-Z]{0,2}")
_NOT_KNOWN = {"", "unknown", "not_known", "not_sure", "dont_know"}
_LONGEST = 64
UNREADABLE = "?"
"""A district that was given but has not the form of one."""


def _plain(text: str) -> str:
    """Forgive full-width forms, figures of other scripts, and case."""
    folded = unicodedata.normalize("NFKC", text[:_LONGEST]).upper()
    return "".join(str(unicodedata.decimal(letter, letter)) for letter in folded)


def clean_district(text: str | None) -> str | None:
    """Return the first half of a postcode in capitals, `UNREADABLE`, or None if none was given."""
    words: list[str] = re.findall(r"[A-Z0-9]+", _plain(text or ""))
    if len(words) == 2 and _DISTRICT.fullmatch(words[0]) and _PART.fullmatch(words[1]):
        return words[0]
    if whole := _POSTCODE.fullmatch("".join(words)):
        return whole[1]
    return UNREADABLE if (text or "").strip() else None


def clean_area(text: str | None) -> str | None:
    """Return the key of an area as the file would write it, or None when it is not known."""
    key = re.sub(r"[\s_-]+", "_", _plain(text or "").casefold().replace("'", "")).strip("_")
    return None if key in _NOT_KNOWN else key


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What the two facts about place settle.

    `area` is the place whose NHS is responsible, None when that is not known; `by_surgery` says
    that the surgery settled it, or was given and could not.
    """

    code: str | None
    home: Home
    area: Place | None
    by_surgery: bool
    acute_trust: str | None

    @property
    def area_key(self) -> str:
        """The key of the area, or `UNKNOWN_AREA`."""
        return self.area.key if self.area else UNKNOWN_AREA


def whereabouts(district: str | None, gp_area: str | None, partnership: Partnership) -> Whereabouts:
    """Settle place: the surgery's area first, and without it a district that lies wholly in one."""
    code, surgery = clean_district(district), clean_area(gp_area)
    found = partnership.district(code)
    area = partnership.place(surgery or (found.area if found else None))
    return Whereabouts(
        code=code,
        home=_home(code, found),
        area=area,
        by_surgery=surgery is not None,
        acute_trust=found.acute_trust if found else None,
    )


def _home(code: str | None, found: District | None) -> Home:
    if found:
        return found.home
    return Home.NOT_GIVEN if code is None else Home.UNLISTED


def say_home(at: Whereabouts, partnership: Partnership) -> str:
    """Say in a sentence what the district settles about the council."""
    area = partnership.area.name
    match at.home:
        case Home.IN_AREA:
            return f"The postcode {at.code} is in {area}."
        case Home.BORDER:
            return f"The postcode {at.code} is on the edge of {area}."
        case Home.ALWAYS_ASK:
            return f"Most of the postcode {at.code} is not in {area}."
        case Home.NOT_GIVEN:
            return "We do not have a postcode."
    if at.code == UNREADABLE:
        return "We cannot read the postcode."
    return f"The postcode {at.code} is not on our list for {area}."


def say_where(at: Whereabouts, partnership: Partnership) -> str:
    """Say in a sentence what settles, or fails to settle, which NHS area is responsible."""
    if at.area:
        what = "The doctor's surgery" if at.by_surgery else f"The postcode {at.code}"
        return f"{what} is in {at.area.name}."
    if at.by_surgery:
        return "The doctor's surgery is in an area that we do not know."
    if at.home is Home.NOT_GIVEN:
        return "We do not know the doctor's surgery or the postcode."
    if at.home is Home.UNLISTED:
        return f"{say_home(at, partnership)} We do not know the doctor's surgery."
    return (
        f"The postcode {at.code} is on the edge of two areas. We do not know the doctor's surgery."
    )
