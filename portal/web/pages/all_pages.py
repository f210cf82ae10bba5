"""Every page that anybody may open: in groups, with a sentence for each."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l

from portal.web.statuses import Words


@dataclass(frozen=True)
class Entry:
    """A page: where, how it is called, what it is for."""

    endpoint: str
    title: Words
    about: Words
    values: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Pages that belong together."""

    title: Words
    pages: tuple[Entry, ...]


GROUPS = (
    Group(
        _l("Tell us"),
        (
            Entry(
                "family.start",
                _l("Tell us what is going well, and what is not"),
                _l("Who runs this, who reads it, and where to begin."),
            ),
            Entry(
                "family.come_back",
                _l("Come back to something I sent"),
                _l("With your number and your secret words."),
            ),
            Entry("pages.help_page", _l("Help"), _l("Whom to ring now, and who can help you.")),
        ),
    ),
    Group(
        _l("What comes of it"),
        (
            Entry(
                "pages.said",
                _l("You said, we did"),
                _l("What families told us, what was done, and what could not be done."),
            ),
            Entry(
                "pages.how_long",
                _l("How long things take"),
                _l("What we promise, what the law says, and how we did."),
            ),
            Entry(
                "pages.dates",
                _l("Work out a date"),
                _l("The last day of a law or a code, counted for you."),
            ),
        ),
    ),
    Group(
        _l("About this service"),
        (
            Entry("pages.privacy", _l("Privacy"), _l("What happens to what you tell us.")),
            Entry(
                "pages.privacy_young",
                _l("Your words and your secrets: for children and young people"),
                _l("The same, shorter."),
            ),
            Entry("pages.cookies", _l("Cookies"), _l("The four that this service needs.")),
            Entry(
                "pages.transparency",
                _l("How a computer program suggests themes"),
                _l("What it does, who answers for it, and where it fails."),
            ),
            Entry(
                "pages.accessibility",
                _l("Accessibility statement"),
                _l("What may not work for you, and whom to tell."),
            ),
            Entry(
                "pages.status",
                _l("Is this service working?"),
                _l("The form, our answers, planned work, and the last trouble."),
            ),
        ),
    ),
)
