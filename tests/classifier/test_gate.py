"""Whether a model that learnt from new decisions may take the place of the one in use."""

import json

import numpy as np
import pytest

from classifier.gate import LARGEST_FALL, Against, Contender, NothingToJudge, judge
from classifier.label_audit import Doubted, LabelAudit
from classifier.paired import compare

THEMES = ("transport", "therapies", "engagement")
CLEAN = LabelAudit(decided=40, trusted=400, suspects=(), doubted=(), held_back=())
DANGER = frozenset({"d1", "d2", "d3"})


def truth(texts=120):
    return np.random.default_rng(1).random((texts, len(THEMES))) < 0.4


def wrong_on(share, themes=THEMES, seed=2):
    """The truth with a share of its marks turned round."""
    right = truth()
    turned = np.random.default_rng(seed).random(right.shape) < share
    turned[:, [theme not in themes for theme in THEMES]] = False
    return right ^ turned


def model(chosen, danger=DANGER, codebook="1.0", digest="a"):
    return Contender(digest, codebook, chosen, danger)


def verdict(champion, challenger, doubts=CLEAN):
    return judge(champion, challenger, truth(), THEMES, doubts)


def against(found):
    return {reason.against for reason in found.reasons}


def test_a_challenger_that_is_better_may_be_promoted():
    found = verdict(model(wrong_on(0.2)), model(wrong_on(0.1), digest="b"))

    assert found.passed
    assert (found.champion, found.challenger) == ("a", "b")
    assert found.comparison.micro.low > 0


def test_a_challenger_that_answers_the_same_may_be_promoted():
    assert verdict(model(wrong_on(0.2)), model(wrong_on(0.2))).passed


def test_a_challenger_that_is_surely_worse_is_refused():
    found = verdict(model(wrong_on(0.1)), model(wrong_on(0.3)))

    assert {Against.WORSE_OVER_ALL, Against.WORSE_BY_THEME} <= against(found)
    assert not found.passed


def test_a_challenger_that_falls_too_far_is_refused_though_chance_might_explain_it():
    found = verdict(model(wrong_on(0.2)), model(wrong_on(0.22, seed=12)))

    micro = found.comparison.micro
    assert Against.WORSE_OVER_ALL in against(found)
    assert micro.high > 0
    assert micro.before - micro.after > LARGEST_FALL


def test_a_challenger_that_falls_by_no_more_than_chance_may_be_promoted():
    found = verdict(model(wrong_on(0.2)), model(wrong_on(0.22, seed=14)))

    micro = found.comparison.micro
    assert found.passed
    assert 0 < micro.before - micro.after < LARGEST_FALL


def test_a_challenger_that_gives_up_one_theme_is_refused_though_it_gains_elsewhere():
    champion, challenger = wrong_on(0.25), truth()
    challenger[:, 2] = truth()[:, 2] ^ (np.random.default_rng(3).random(120) < 0.75)

    found = verdict(model(champion), model(challenger))

    fallen = [one for one in found.reasons if one.against == Against.THEME_FELL]
    assert [one.found.split(":")[0] for one in fallen] == ["engagement"]


def test_a_challenger_that_misses_one_danger_is_refused_by_name():
    found = verdict(model(truth()), model(truth(), danger=DANGER - {"d2"}))

    assert [(one.against, one.found) for one in found.reasons] == [(Against.DANGER_LOST, "d2")]


def test_a_challenger_that_sees_more_danger_may_be_promoted():
    assert verdict(model(truth()), model(truth(), danger=DANGER | {"d4"})).passed


def test_a_challenger_of_another_codebook_is_refused():
    found = verdict(model(truth()), model(truth(), codebook="2.0"))

    assert against(found) == {Against.OTHER_CODEBOOK}


def test_a_challenger_that_learnt_from_doubted_labels_is_refused_however_good_it_looks():
    doubted = Doubted("person", "reader-9", 0.02, 30, 7, 0.6, 0.0001)
    doubts = LabelAudit(300, 400, ("s1",), (doubted,), ("s1",))

    found = verdict(model(wrong_on(0.2)), model(truth()), doubts)

    assert against(found) == {Against.LABELS_DOUBTED}
    assert found.reasons[0].found == "person reader-9: 7 of 30 very unlikely, 0.6 expected"


@pytest.mark.parametrize("texts", [0, 49])
def test_too_few_held_texts_promote_nobody(texts):
    few = truth()[:texts]

    with pytest.raises(NothingToJudge, match=f"{texts} texts"):
        judge(model(few), model(few), few, THEMES, CLEAN)


def test_held_texts_without_a_single_theme_promote_nobody():
    nothing = np.zeros((80, len(THEMES)), dtype=bool)

    with pytest.raises(NothingToJudge):
        judge(model(nothing), model(nothing), nothing, THEMES, CLEAN)


def test_a_danger_set_on_which_nothing_is_seen_promotes_nobody():
    blind = model(truth(), danger=frozenset())

    with pytest.raises(NothingToJudge, match="no danger"):
        verdict(blind, blind)


def test_the_verdict_goes_out_as_plain_values_with_its_figures():
    row = verdict(model(wrong_on(0.2)), model(wrong_on(0.3, seed=4))).as_dict()

    kept = json.loads(json.dumps(row))

    assert kept["passed"] is False
    assert set(kept["comparison"]["themes"]) == set(THEMES)
    assert kept["comparison"]["micro"]["after"] < kept["comparison"]["micro"]["before"]


def test_the_same_texts_give_the_same_intervals():
    one, other = (compare(truth(), wrong_on(0.2), wrong_on(0.1), THEMES) for _ in range(2))

    assert one == other


def test_an_interval_holds_the_difference_and_narrows_with_more_texts():
    right = np.random.default_rng(5).random((800, 3)) < 0.4
    before = right ^ (np.random.default_rng(6).random(right.shape) < 0.2)
    after = right ^ (np.random.default_rng(7).random(right.shape) < 0.15)

    few, many = (compare(right[:n], before[:n], after[:n], THEMES).micro for n in (100, 800))

    assert many.low <= many.after - many.before <= many.high
    assert many.high - many.low < 0.6 * (few.high - few.low)


def test_a_theme_that_no_held_text_has_takes_no_part():
    right = truth()
    right[:, 1] = False

    figures = compare(right, right, right, THEMES)

    assert list(figures.themes) == ["transport", "engagement"]
    assert figures.macro.after == 1.0


def test_choices_on_different_texts_are_not_compared():
    with pytest.raises(ValueError, match="shapes differ"):
        compare(truth(), truth()[:100], truth(), THEMES)
