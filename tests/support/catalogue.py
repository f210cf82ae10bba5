"""The sentences of a page in a language, for tests that read it as its reader does."""

from pathlib import Path

from babel.support import NullTranslations, Translations

FOLDER = Path(__file__).parents[2] / "translations"


def catalogue(language: str) -> NullTranslations:
    """The compiled catalogue; English is the source itself."""
    if language == "en":
        return NullTranslations()
    found = Translations.load(FOLDER, [language])
    assert isinstance(found, Translations), f"there is no catalogue for {language}"
    return found
