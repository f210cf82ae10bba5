"""The language that secret words are shown in."""

from portal.domain import codes


def listed(language: str) -> str:
    """The reader's own, or English where that has no list of words yet."""
    own = codes.word_list(language) != codes.word_list(codes.ENGLISH)
    return language if own else codes.ENGLISH
