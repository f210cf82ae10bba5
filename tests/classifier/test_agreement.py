"""Two people, or a person and the machine, label the same texts: how far they agree."""

import pytest

from classifier.agreement import LabellingsDiffer, agreement, krippendorff_alpha

THEMES = ("transport", "therapies", "engagement")
TAXI, SPEECH, BOTH, NOTHING = {"transport"}, {"therapies"}, {"transport", "therapies"}, set()


def of(theme, figures):
    return next(row for row in figures.themes if row.theme == theme)


def test_two_people_who_give_the_same_themes_agree_fully():
    figures = agreement([TAXI, SPEECH, NOTHING, BOTH], [TAXI, SPEECH, NOTHING, BOTH], THEMES)

    assert (figures.alpha, figures.micro_f1, figures.macro_f1, figures.mean_kappa) == (1, 1, 1, 1)


def test_kappa_takes_off_the_agreement_that_chance_would_give():
    first, second = [TAXI] * 5 + [NOTHING] * 5, [TAXI] * 4 + [NOTHING] * 5 + [TAXI]

    row = of("transport", agreement(first, second, THEMES))

    # Agreed on 8 of 10 where chance gives one half: (0.8 - 0.5) / 0.5.
    assert (row.first, row.second, row.both) == (5, 5, 4)
    assert row.kappa == pytest.approx(0.6)
    assert row.f1 == pytest.approx(0.8)


def test_a_theme_that_nobody_gives_has_no_figures_instead_of_good_ones():
    row = of("engagement", agreement([TAXI, SPEECH], [TAXI, SPEECH], THEMES))

    assert (row.kappa, row.f1) == (None, None)


def test_a_theme_that_both_give_to_every_text_has_no_kappa():
    assert of("transport", agreement([TAXI, TAXI], [TAXI, TAXI], THEMES)).kappa is None


def test_one_theme_of_two_in_common_is_nearer_than_none_in_common():
    partly = krippendorff_alpha([BOTH, TAXI, SPEECH, NOTHING], [TAXI, TAXI, SPEECH, NOTHING])
    not_at_all = krippendorff_alpha([SPEECH, TAXI, SPEECH, NOTHING], [TAXI, TAXI, SPEECH, NOTHING])

    assert 0 < not_at_all < partly < 1


def test_nothing_fits_against_a_theme_is_a_disagreement_and_no_fault():
    assert krippendorff_alpha([NOTHING, TAXI], [TAXI, NOTHING]) < 0


def test_there_is_no_alpha_where_all_texts_have_the_same_themes():
    assert krippendorff_alpha([TAXI, TAXI], [TAXI, TAXI]) is None
    assert krippendorff_alpha([], []) is None


def test_labellings_of_different_texts_are_refused():
    with pytest.raises(LabellingsDiffer, match="2 texts by the first, 1 by the second"):
        agreement([TAXI, TAXI], [TAXI], THEMES)


def test_a_theme_outside_the_codebook_is_refused_by_name():
    with pytest.raises(LabellingsDiffer, match="parking"):
        agreement([{"parking"}], [TAXI], THEMES)


def test_the_table_shows_support_beside_every_figure():
    shown = agreement([BOTH, TAXI, NOTHING], [TAXI, TAXI, NOTHING], THEMES).as_markdown()

    assert "| `transport` | 2 | 2 | 2 | 1.00 | 1.00 |" in shown
    assert "| `engagement` | 0 | 0 | 0 | – | – |" in shown
    assert shown.startswith("3 texts labelled twice")


def test_the_figures_go_out_as_plain_values():
    row = agreement([TAXI, NOTHING], [TAXI, NOTHING], THEMES).as_dict()

    assert row["texts"] == 2
    assert row["themes"][0] == {
        "theme": "transport", "first": 1, "second": 1, "both": 1, "kappa": 1.0, "f1": 1.0,
    }  # fmt: skip
