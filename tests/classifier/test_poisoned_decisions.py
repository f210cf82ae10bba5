"""Wrong labels among people's decisions: real models are trained on them, and the gate decides.

The invented corpus plays three parts: what the champion learnt from, what is trusted besides, and
the decisions of eight people from two places. One in twenty of the decisions is then made wrong.
"""

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import numpy as np
import pytest

from classifier import corpus, pipeline, screen, taxonomy, train
from classifier.curation import Row
from classifier.features import read_seeds
from classifier.gate import Against, Contender, Verdict, judge
from classifier.label_audit import LabelAudit, TooFewTrusted, audit, held_out_scores, surprise

LEXICON = read_seeds()
THEMES = [theme.key for theme in taxonomy.themes()]
EARLY, TRUSTED, ALL = 130, 260, 520
"""The champion learnt from the first; the second are trusted; the rest are decisions."""

POISON = 0.05
POISONER = "reader-3"


def fit(texts, labels):
    return pipeline.fit(texts, labels, LEXICON).predict_proba


@dataclass(frozen=True)
class Story:
    """The texts, their labels, and the decisions: the rows from `TRUSTED` on."""

    texts: list[str]
    labels: np.ndarray
    rows: list[Row]

    def audit(self) -> LabelAudit:
        found = surprise(held_out_scores(self.texts, self.labels, fit, folds=3), self.labels)
        return audit(self.rows, found[TRUSTED:], found[:TRUSTED])

    def wrong(self, honest: "Story") -> set[int]:
        """The ids of the decisions that are not what honest people decided."""
        changed = (self.labels != honest.labels).any(axis=1)
        return {row.ids[0] for row in self.rows if changed[row.ids[0]]}

    def without(self, ids) -> "Story":
        """The same with some decisions taken out."""
        kept = [at for at in range(len(self.texts)) if at not in set(ids)]
        rows = [row for row in self.rows if row.ids[0] not in set(ids)]
        return Story([self.texts[at] for at in kept], self.labels[kept], rows)


@pytest.fixture(scope="module")
def honest() -> Story:
    examples = list(corpus.read_examples())
    np.random.default_rng(7).shuffle(examples)
    examples = examples[:ALL]
    rows = [
        Row(example.text, example.themes, example.stance, "visit" if at % 3 else "portal",
            (f"reader-{at % 8}",), date(2026, 5, 28), (at,))
        for at, example in enumerate(examples)
    ][TRUSTED:]  # fmt: skip
    return Story([row.text for row in examples], train.theme_marks(examples), rows)


@pytest.fixture(scope="module")
def frozen():
    examples = corpus.read_examples(corpus.FROZEN_THEMES)
    return [row.text for row in examples], train.theme_marks(examples).astype(bool)


@pytest.fixture(scope="module")
def champion(honest, frozen) -> Contender:
    return contender(honest.texts[:EARLY], honest.labels[:EARLY], frozen[0], "champion")


def contender(texts, labels, held, digest) -> Contender:
    chosen = fit(texts, labels)(held) >= 0.5
    return Contender(digest, taxonomy.codebook().version, chosen, seen_by_rules())


@cache
def seen_by_rules() -> frozenset[str]:
    """The phrases of danger that the rules see: with any model, for a model never lowers a flag."""
    phrases = corpus.read_screen_examples()
    return frozenset(f"d{at}" for at, row in enumerate(phrases) if screen.look(row.text))


def judged(champion: Contender, story: Story, frozen, doubts: LabelAudit) -> Verdict:
    held, truth = frozen
    challenger = contender(story.texts, story.labels, held, "challenger")
    return judge(champion, challenger, truth, THEMES, doubts)


def poisoned(honest: Story, candidates) -> Story:
    """One in twenty of all decisions given the themes of another text, among the candidates."""
    source = np.random.default_rng(1)
    number = round(POISON * len(honest.rows))
    labels = honest.labels.copy()
    for at in source.permutation(list(candidates))[:number]:
        foreign = [other for other in range(ALL) if honest.labels[other].any()
                   and not (honest.labels[other] & honest.labels[at]).any()]  # fmt: skip
        labels[at] = honest.labels[source.choice(foreign)]
    return replace(honest, labels=labels)


def test_honest_decisions_are_doubted_in_nobody_and_the_better_model_is_promoted(
    honest, champion, frozen
):
    doubts = honest.audit()

    found = judged(champion, honest, frozen, doubts)

    assert doubts.doubted == ()
    assert found.passed, found.reasons
    assert found.comparison.micro.after > found.comparison.micro.before


def test_one_person_who_decides_wrongly_is_found_and_the_model_refused(honest, champion, frozen):
    bad = poisoned(honest, [row.ids[0] for row in honest.rows if row.people == (POISONER,)])
    wrong = bad.wrong(honest)
    assert len(wrong) == 13

    doubts = bad.audit()
    found = judged(champion, bad, frozen, doubts)

    assert [(one.kind, one.name) for one in doubts.doubted] == [("person", POISONER)]
    assert {reason.against for reason in found.reasons} == {Against.LABELS_DOUBTED}
    assert wrong <= set(doubts.held_back)

    cleaned = bad.without(doubts.held_back)
    again = judged(champion, cleaned, frozen, cleaned.audit())

    assert again.passed, again.reasons


def test_one_decision_in_twenty_wrong_whoever_made_it_is_refused(honest, champion, frozen):
    bad = poisoned(honest, [row.ids[0] for row in honest.rows])
    wrong = bad.wrong(honest)
    assert len(wrong) == 13

    doubts = bad.audit()
    found = judged(champion, bad, frozen, doubts)

    assert Against.LABELS_DOUBTED in {reason.against for reason in found.reasons}
    assert len(wrong & set(doubts.suspects)) > len(wrong) / 2


def test_one_mark_in_twenty_turned_round_is_refused(honest, champion, frozen):
    turned = np.random.default_rng(1).random(honest.labels.shape) < POISON
    turned[:TRUSTED] = False
    bad = replace(honest, labels=np.where(turned, 1 - honest.labels, honest.labels))

    found = judged(champion, bad, frozen, bad.audit())

    assert Against.LABELS_DOUBTED in {reason.against for reason in found.reasons}


def decision(number, person="reader-1", source="portal", people=()):
    return Row("", (), "neutral", source, people or (person,), date(2026, 5, 28), (number,))


def drawn(size, wrong=0, seed=4):
    """Surprises as honest labels give them, and at the end as many as wrong ones give."""
    chance = np.random.default_rng(seed)
    return [*chance.gamma(2, 1, size - wrong), *chance.gamma(6, 1, wrong)]


def test_wrong_decisions_spread_over_everybody_are_found_when_there_are_enough():
    rows = [decision(number, f"reader-{number % 9}") for number in range(1000)]

    clean = audit(rows, drawn(1000), drawn(2000, seed=5))
    found = audit(rows, drawn(1000, wrong=50), drawn(2000, seed=5))

    assert clean.doubted == ()
    assert [one.kind for one in found.doubted] == ["everything"]
    assert len(set(found.suspects) & set(range(950, 1000))) > 30


def test_a_source_is_doubted_where_many_people_of_it_decide_wrongly():
    rows = [decision(number, f"reader-{number}", "portal" if number < 900 else "import")
            for number in range(1000)]  # fmt: skip

    found = audit(rows, drawn(1000, wrong=50), drawn(2000, seed=5))

    assert [(one.kind, one.name) for one in found.doubted] == [("source", "import")]
    assert set(range(900, 1000)) <= set(found.held_back)


def test_nobody_is_blamed_for_being_like_everyone_else():
    rows = [decision(number, f"reader-{number % 5}") for number in range(500)]
    unlike = [figure + 1.5 for figure in drawn(500)]

    found = audit(rows, unlike, drawn(2000, seed=5))

    assert [one.kind for one in found.doubted] == ["everything"]


def test_what_two_people_decided_alike_is_trusted_and_never_held_back():
    alone = [decision(number) for number in range(30)]
    together = [decision(number, people=("reader-1", "reader-2")) for number in range(30, 60)]

    found = audit([*alone, *together], [9.0] * 60, drawn(200))

    assert found.trusted == 230
    assert found.decided == 60
    assert set(found.held_back) <= set(range(30))


def test_a_suspect_is_listed_for_a_second_reader_though_nobody_is_doubted():
    rows = [decision(number, f"reader-{number}") for number in range(100)]

    found = audit(rows, [*drawn(99), 40.0], drawn(2000, seed=5))

    assert found.suspects[0] == 99
    assert found.doubted == ()


def test_without_trusted_labels_nothing_is_said_about_anybody():
    with pytest.raises(TooFewTrusted, match="49 trusted"):
        audit([decision(1)], [1.0], [1.0] * 49)


def test_a_theme_put_in_the_place_of_another_surprises_more_than_the_right_one():
    scores = np.array([[0.9, 0.1, 0.1]] * 4)
    labels = np.array([[1, 0, 0], [1, 1, 0], [0, 0, 0], [0, 1, 0]], dtype=np.int8)

    right, one_more, none, other = surprise(scores, labels)

    assert right < one_more < none < other


def test_a_text_is_never_scored_by_a_model_that_saw_a_copy_of_it():
    letter = "the club on Saturday is closing without a word to any of the families who need it"
    texts = [f"{letter} {number}" for number in range(4)] + [f"text {n}" for n in range(20)]
    seen = []

    def learn(some, labels):
        seen.append(set(some))
        return lambda others: np.zeros((len(others), 1))

    held_out_scores(texts, np.ones((24, 1), dtype=np.int8), learn)

    assert len(seen) == 5
    assert all(len(set(texts[:4]) & fold) in (0, 4) for fold in seen)
    assert all(any(text not in fold for fold in seen) for text in texts)
