"""What the pictures, faces and ages that a young person picks are called."""

from collections.abc import Iterable, Mapping

from flask import Flask
from flask_babel import LazyString
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.domain.picking import AgeBand, Feeling, Picture

PICTURE: Mapping[Picture, LazyString] = {
    Picture.SCHOOL: _l("School or college"),
    Picture.TRAVEL: _l("Bus or taxi"),
    Picture.FRIENDS: _l("Friends"),
    Picture.MEAN: _l("People being mean"),
    Picture.WORRIES: _l("Worries"),
    Picture.TALKING: _l("Talking"),
    Picture.DOCTOR: _l("Doctor or hospital"),
    Picture.MY_PLAN: _l("My plan"),
    Picture.CLUBS: _l("Fun and clubs"),
    Picture.HOME: _l("Home"),
    Picture.WAITING: _l("Waiting a long time"),
    Picture.NOT_HEARD: _l("Nobody listens"),
    Picture.GOOD: _l("Something good"),
    Picture.SOMETHING_ELSE: _l("Something else"),
}

FEELING: Mapping[Feeling, LazyString] = {
    Feeling.VERY_HAPPY: _l("Very happy"),
    Feeling.HAPPY: _l("Happy"),
    Feeling.OK: _l("OK"),
    Feeling.SAD: _l("Sad"),
    Feeling.VERY_SAD: _l("Very sad"),
}

AGE_BAND: Mapping[AgeBand, LazyString] = {
    AgeBand.UNDER_13: _l("Under 13"),
    AgeBand.FROM_13_TO_15: _l("13 to 15"),
    AgeBand.FROM_16_TO_17: _l("16 to 17"),
    AgeBand.FROM_18: _l("18 or older"),
}


def set_up(app: Flask) -> None:
    """Give the filters `pictures`, `feeling` and `age_band` to the templates."""
    app.add_template_filter(listed_codes, "pictures")
    app.add_template_filter(FEELING.__getitem__, "feeling")
    app.add_template_filter(AGE_BAND.__getitem__, "age_band")


def listed(pictures: Iterable[Picture]) -> str:
    """The pictures in words, in the order of the tiles."""
    chosen = set(pictures)
    return str(_("; ").join(str(PICTURE[one]) for one in Picture if one in chosen))


def listed_codes(codes: Iterable[str]) -> str:
    """The same for codes as a message keeps them; one that is no picture any more is left out."""
    known = {one.value: one for one in Picture}
    return listed(known[code] for code in codes if code in known)


def in_words(pictures: Iterable[Picture], feeling: Feeling | None) -> str:
    """What somebody says who types nothing; "" where nothing was picked either."""
    named = listed(pictures)
    parts = [_("I picked: %(pictures)s.", pictures=named)] if named else []
    if feeling is not None:
        parts.append(_("I feel: %(feeling)s.", feeling=FEELING[feeling]))
    return " ".join(parts)
