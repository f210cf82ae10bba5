"""What stands at the top of a case, before anything else is read."""

from portal.domain.submissions import AuthorKind, Danger, IdentityCheck
from portal.models import Submission
from portal.web.partner.spoken_page import Spoken

MOST = 4
ALWAYS = frozenset({"safe_contact", "access_needs"})
"""Flagged on every case and passed on with every turn, whatever else there is to say: the
Accessible Information Standard (DAPB1605) asks for it."""


def of(one: Submission, spoken: Spoken) -> tuple[str, ...]:
    """Codes of at most four alerts, the gravest first; what must always stand there does."""
    young = one.author_kind is AuthorKind.YOUNG_PERSON
    found = (
        ("restricted", one.restricted),
        ("not_safe", one.danger is not Danger.NO),
        ("must_not_see", bool(one.must_not_see)),
        ("family_does_not_know", young),
        ("family_unaware", spoken.family_unaware),
        ("young_person_does_not_know", not young and one.young_person_knows is False),
        ("safe_contact", bool(spoken.safe_contact)),
        ("access_needs", bool(one.access_needs)),
        ("easy_words", one.easy_words),
        ("identity", one.identity_check is IdentityCheck.NOT_CHECKED),
    )
    codes = [code for code, holds in found if holds]
    left = MOST - len(ALWAYS.intersection(codes))
    others = [code for code in codes if code not in ALWAYS][:left]
    return tuple(code for code in codes if code in ALWAYS or code in others)
