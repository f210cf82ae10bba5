"""Rules of what a family may type and is asked: ages, half postcodes, letters, safe contact."""

import unicodedata
from collections.abc import Iterable
from datetime import date, timedelta

from portal.domain.errors import PortalError
from portal.domain.letters import Channel
from portal.domain.partnership import Partnership
from portal.domain.partnership_terms import NeedGroup
from portal.domain.places import UNREADABLE, clean_district
from portal.domain.submissions import AuthorKind

OLDEST = 120
YOUNGEST_CONTACTED = 13
"""A child under 13, or of unknown age, is never offered that we write to it (journeys.md)."""

ASKED_IF_THEY_KNOW = range(16, 26)
"""Ages at which a person decides for themself (Children and Families Act 2014, part 3)."""

OLDEST_LETTER = timedelta(days=20 * 366)
_LONGEST_NUMBER = 20
_LONGEST_ADDRESS = 254  # RFC 5321, with the angle brackets taken off
_BEFORE_MOBILES = ("00440", "0044", "440", "44", "0")
_MOBILE_DIGITS = 10
_SEPARATORS = frozenset("().-/\u2010\u2011\u2012\u2013\u2014\u2212")


class AgeMistyped(PortalError):
    """It is no age in years."""


class DistrictMistyped(PortalError):
    """It has not the form of a postcode, or of its first half."""


class LetterInFuture(PortalError):
    """A letter that has already come cannot carry tomorrow's date."""


class LetterTooOld(PortalError):
    """The date is so long ago that a figure of it must be mistyped."""


class AddressMistyped(PortalError):
    """It has not the form of an e-mail address."""


class NumberMistyped(PortalError):
    """It has not the form of a UK mobile number."""


class NumberNotOffered(PortalError):
    """It is a telephone number, and this portal sends no text messages."""


def age_of(text: str | None) -> int | None:
    """Whole years; full-width figures and those of other scripts are read. Raises AgeMistyped."""
    typed = unicodedata.normalize("NFKC", (text or "")[:_LONGEST_NUMBER]).strip()
    if not typed:
        return None
    figures = [unicodedata.decimal(sign, None) for sign in typed]
    if None in figures or len(text or "") > _LONGEST_NUMBER:
        raise AgeMistyped
    age = int("".join(map(str, figures)))
    if age > OLDEST:
        raise AgeMistyped
    return age


def district_of(text: str | None) -> str | None:
    """The first half of a postcode, all that is kept of it. Raises DistrictMistyped."""
    district = clean_district(text)
    if district == UNREADABLE:
        raise DistrictMistyped
    return district


def letter_date(day: date | None, today: date) -> date | None:
    """The date on a letter that has come. Raises LetterInFuture, LetterTooOld."""
    if day is None:
        return None
    if day > today:
        raise LetterInFuture
    if day < today - OLDEST_LETTER:
        raise LetterTooOld
    return day


def address_of(text: str | None) -> str | None:
    """An e-mail address as typed, without the spaces around it. Raises AddressMistyped."""
    typed = unicodedata.normalize("NFKC", (text or "")[: 2 * _LONGEST_ADDRESS]).strip()
    if not typed:
        return None
    name, at, host = typed.rpartition("@")
    odd = any(sign.isspace() or unicodedata.category(sign)[0] == "C" for sign in typed)
    whole = name and at and "." in host.strip(".") and "@" not in name and ".." not in host
    if odd or not whole or len(typed) > _LONGEST_ADDRESS or any(s in typed for s in '<>",;:()'):
        raise AddressMistyped
    return typed


def mobile_of(text: str | None) -> str | None:
    """A UK mobile number as +44 and ten figures. Raises NumberMistyped.

    Figures of any script, full-width forms, spaces, dashes, brackets and the invisible marks of
    right-to-left text are read. Mobiles are 071 to 075 and 077 to 079; 076 is for pagers save
    07624, which is the Isle of Man's (Ofcom, National Telephone Numbering Plan).
    """
    typed = unicodedata.normalize("NFKC", (text or "")[: 2 * _LONGEST_ADDRESS])
    signs = [sign for sign in typed if not _is_gap(sign)]
    if not signs:
        return None
    international = "+" in (signs[0], signs[-1])
    figures = [unicodedata.decimal(sign, None) for sign in signs if sign != "+"]
    if None in figures or len(signs) - len(figures) > 1 or ("+" in signs and not international):
        raise NumberMistyped
    digits = "".join(map(str, figures))
    before = next((one for one in _BEFORE_MOBILES if digits.startswith(one)), "")
    national = digits.removeprefix(before)
    foreign = international and not before.startswith("44")
    if not before or foreign or len(national) != _MOBILE_DIGITS or not _is_mobile(national):
        raise NumberMistyped
    return f"+44{national}"


def contact_of(text: str | None, *, texts: bool) -> str | None:
    """An e-mail address as typed or, where texts are sent, a mobile number in its normal form.

    Raises AddressMistyped, NumberMistyped for what is meant as a number and is no UK mobile, and
    NumberNotOffered for any telephone number where no texts are sent.
    """
    typed = unicodedata.normalize("NFKC", (text or "")[: 2 * _LONGEST_ADDRESS])
    figures = sum(unicodedata.decimal(sign, None) is not None for sign in typed)
    if "@" in typed or not figures or any(sign.isalpha() for sign in typed):
        return address_of(text)
    if not texts:
        raise NumberNotOffered
    return mobile_of(text)


def channel_of(contact: str) -> Channel:
    """How a letter reaches a contact that `contact_of` has let through."""
    return Channel.EMAIL if "@" in contact else Channel.TEXT


def shown_contact(contact: str) -> str:
    """A contact as people write it here: 07700 900123 for +447700900123, an address as it is."""
    if channel_of(contact) is Channel.EMAIL:
        return contact
    national = "0" + contact.removeprefix("+44")
    return f"{national[:5]} {national[5:]}"


def asks_surgery(needs: Iterable[str], partnership: Partnership) -> bool:
    """Whether where the doctor's surgery is matters: only for health."""
    return _any_of(needs, NeedGroup.HEALTH, partnership)


def asks_letter(needs: Iterable[str], partnership: Partnership) -> bool:
    """Whether there may be a letter with a last day to appeal: only for plans."""
    return _any_of(needs, NeedGroup.PLANS, partnership)


def asks_school(needs: Iterable[str], partnership: Partnership) -> bool:
    """Whether it matters which school it is: only a named one can be passed it (ruling 16)."""
    return _any_of(needs, NeedGroup.SCHOOL, partnership)


def may_be_contacted(author: AuthorKind, age: int | None) -> bool:
    """Whether the writer may be offered that we write that there is news."""
    if author is not AuthorKind.YOUNG_PERSON:
        return True
    return age is not None and age >= YOUNGEST_CONTACTED


def asks_if_they_know(author: AuthorKind, age: int | None) -> bool:
    """Whether the writer is asked if the young person knows: from 16, of somebody else."""
    return author is not AuthorKind.YOUNG_PERSON and age in ASKED_IF_THEY_KNOW


def _any_of(needs: Iterable[str], group: NeedGroup, partnership: Partnership) -> bool:
    found = (partnership.need(key) for key in needs)
    return any(need is not None and need.group is group for need in found)


def _is_gap(sign: str) -> bool:
    return sign.isspace() or sign in _SEPARATORS or unicodedata.category(sign) == "Cf"


def _is_mobile(national: str) -> bool:
    return national[:2] in ("71", "72", "73", "74", "75", "77", "78", "79") or (
        national.startswith("7624")
    )
