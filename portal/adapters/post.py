"""Reading the text of letters from the package."""

from importlib.resources import files

FALLBACK = "en"


def text_of(kind: str, language: str, address: str) -> tuple[str, str]:
    """Subject and body of a letter in a language, or in English where there is none."""
    folder = files("portal.mail").joinpath(kind)
    own = folder.joinpath(f"{language}.txt")
    source = own if own.is_file() else folder.joinpath(f"{FALLBACK}.txt")
    subject, _, body = source.read_text(encoding="utf-8").partition("\n")
    return subject, body.strip().format(address=address) + "\n"
