"""The themes of the codebook in plain words, as families and the public read them."""

from collections.abc import Mapping, Sequence

from flask_babel import lazy_gettext as _l
from markupsafe import Markup

from portal.ports import OUTSIDE, Codebook
from portal.web.reasons import IN_ENGLISH
from portal.web.statuses import Words

PLAIN: Mapping[str, Words] = {
    "governance": _l("Who leads and answers for things"),
    "quality_assurance": _l("Whether somebody checks that work is good"),
    "multi_agency": _l("Whether services work together"),
    "transitions": _l("Moving on: a new school, college, work, adult life"),
    "assessment_timeliness": _l("How long a check or a plan takes"),
    "plan_quality": _l("What a plan says"),
    "annual_reviews": _l("The yearly look at a plan"),
    "child_voice": _l("Whether the child and the family are heard"),
    "plan_delivery": _l("Whether the promised help is given"),
    "sufficiency": _l("Whether there are enough places and the right ones"),
    "therapies": _l("Therapies and health care for children"),
    "data_and_commissioning": _l("What is paid for, and where"),
    "communication": _l("Being told, being answered, knowing whom to ask"),
    "early_resolution": _l("Worries put right early, or a fight"),
    "engagement": _l("Being asked about services"),
    "mental_health": _l("Feelings and mental health"),
    "neurodiversity": _l("Autism, ADHD and the like"),
    "school_inclusion": _l("Help in school, and being part of it"),
    "transport": _l("Travel to school, college or clubs"),
    "short_breaks_and_care": _l("Short breaks, care and help for the family"),
}
"""By key. A theme that a newer codebook adds is shown by its English name until it is here."""

PRIORITIES: Mapping[str, Words] = {
    "APA1": _l("Services working together, and planning"),
    "APA2": _l("EHC plans: how long they take and how good they are"),
    "AFI1": _l("Knowing the facts, and paying for the right places and help"),
    "AFI2": _l("Listening to families, and putting worries right early"),
    "AFI3": _l("Mental health, autism and ADHD"),
    OUTSIDE: _l("Other things, like travel, school or short breaks"),
}
"""What inspectors said must get better, by key, and what lies outside it."""


def area(key: str, codebook: Codebook) -> Words | Markup:
    """An area of the inspection in plain words; a newer one by its name, marked as English."""
    names = {one.key: one.name for one in codebook.priorities}
    return PRIORITIES.get(key) or IN_ENGLISH.format(names.get(key, key))


def plain(keys: Sequence[str], codebook: Codebook) -> list[Words | Markup]:
    """These themes in plain words; one without them by its name, marked as English."""
    names = {one.key: one.name for one in codebook.themes}
    return [PLAIN.get(key) or IN_ENGLISH.format(names.get(key, key)) for key in keys]
