"""The light door to the classifier: the screen and the codebook, for the web's own process."""

from collections.abc import Sequence

from classifier import screen, taxonomy
from portal.ports import Codebook, Flag, PriorityTerm, ThemeTerm


class RulesScreen:
    """The safeguarding screen: rules alone, light enough for the request."""

    def look(self, words: str) -> Sequence[Flag]:
        """Every flag in the order of the text."""
        return [Flag(hit.rule, hit.words) for hit in screen.look(words)]


def codebook() -> Codebook:
    """The themes and priorities that the classifier was made for, in their order."""
    return Codebook(
        version=taxonomy.codebook().version,
        priorities=tuple(
            PriorityTerm(one.key, one.name, one.meaning) for one in taxonomy.priorities()
        ),
        themes=tuple(
            ThemeTerm(one.key, one.name, one.yes, one.counts_to, one.not_when)
            for one in taxonomy.themes()
        ),
    )
