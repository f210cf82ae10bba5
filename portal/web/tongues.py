"""Languages by their names and directions, whichever they are: a family's may not be ours."""

from babel import Locale, UnknownLocaleError

UNKNOWN = "A language that the machine does not know"


def name_of(code: str) -> str:
    """The language in English, to staff."""
    known: str | None = Locale("en").languages.get(code)
    return known or UNKNOWN


def direction_of(code: str) -> str:
    """`ltr` or `rtl`; `auto` where nobody can tell."""
    try:
        return str(Locale.parse(code, sep="-").text_direction)
    except (UnknownLocaleError, ValueError):
        return "auto"
