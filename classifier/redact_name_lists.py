"""The lists of names that the redaction goes by."""

from functools import cache

from classifier.redact_words import is_common, listed


@cache
def plain_names() -> frozenset[str]:
    """Names that are hardly ever anything else."""
    names = listed("given_names.txt") | listed("surnames.txt", "plain")
    surnames_only = listed("surnames.txt", "plain") - listed("given_names.txt")
    common = {name for name in surnames_only if is_common(name)} | listed("words.txt")
    return names - wordy() - listed("languages.txt") - common


@cache
def wordy() -> frozenset[str]:
    """Names that are common words as well."""
    parts = [listed("word_names.txt", key) for key in ("verbs", "nouns", "adjectives")]
    return (listed("given_names.txt") & listed("words.txt")).union(*parts)


@cache
def surnames() -> frozenset[str]:
    """Every surname, those that are words too."""
    return listed("surnames.txt", "plain") | listed("surnames.txt", "words")
