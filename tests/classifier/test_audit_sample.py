"""Fifty texts a month, drawn at random and read by people: what the board is told."""

import json
from datetime import date

import pytest

from classifier.audit_sample import (
    NotOfTheSample,
    draw,
    machine_and_people,
    overrides,
    prevalence,
)
from classifier.shares import share

MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
IDS = [f"S-{number}" for number in range(400)]
THEMES = ("transport", "therapies")


def test_fifty_of_a_month_are_drawn_and_every_draw_is_the_same():
    drawn = draw(IDS, MAY)

    assert len(set(drawn)) == 50
    assert set(drawn) < set(IDS)
    assert draw(reversed(IDS), date(2026, 5, 28)) == drawn


def test_another_month_and_another_salt_draw_others():
    assert set(draw(IDS, JUNE)) != set(draw(IDS, MAY))
    assert set(draw(IDS, MAY, salt="other")) != set(draw(IDS, MAY))


def test_one_text_that_comes_late_changes_one_place_at_most():
    late = [draw([*IDS, f"late-{number}"], MAY) for number in range(40)]

    assert all(len(set(draw(IDS, MAY)) - set(drawn)) <= 1 for drawn in late)
    assert any(set(drawn) != set(draw(IDS, MAY)) for drawn in late)


def test_a_month_of_few_texts_is_read_whole():
    assert set(draw(IDS[:30], MAY)) == set(IDS[:30])


def test_every_text_is_about_as_likely_to_be_drawn():
    times = dict.fromkeys(IDS, 0)
    for number in range(200):
        for one in draw(IDS, MAY, salt=str(number)):
            times[one] += 1

    assert sum(times.values()) == 10_000
    assert 8 <= min(times.values()) <= 25 <= max(times.values()) <= 45


def test_machine_and_people_are_compared_by_theme():
    figures = machine_and_people([{"transport"}, set()], [{"transport"}, {"therapies"}], THEMES)

    assert [row.both for row in figures.themes] == [1, 0]


def test_what_people_took_away_and_added_is_counted_apart():
    suggested = [{"transport"}, {"transport"}, {"transport"}, set()]
    decided = [{"transport"}, {"transport"}, {"therapies"}, {"therapies"}]

    found = overrides(suggested, decided, THEMES)

    transport, therapies = found.themes
    assert found.texts.figure == 0.5
    assert (transport.removed.count, transport.removed.of) == (1, 3)
    assert (transport.added.count, transport.added.of) == (0, 2)
    assert (therapies.removed.of, therapies.removed.figure) == (0, None)
    assert (therapies.added.count, therapies.added.of) == (2, 2)


def test_the_same_themes_in_another_order_are_no_override():
    found = overrides([["transport", "therapies"]], [("therapies", "transport")], THEMES)

    assert found.texts.count == 0


def test_suggestions_and_decisions_of_different_texts_are_not_compared():
    with pytest.raises(ValueError, match="shorter"):
        overrides([{"transport"}], [], THEMES)


def test_how_common_a_theme_is_comes_with_its_interval():
    sample = draw(IDS, MAY)
    decided = {one: {"transport"} if at < 10 else set() for at, one in enumerate(sample)}

    found = prevalence(MAY, sample, decided, THEMES)

    assert found.month == "2026-05"
    assert found.themes["transport"].figure == 0.2
    # Wilson's interval of 10 in 50.
    assert found.themes["transport"].low == pytest.approx(0.1124, abs=1e-4)
    assert found.themes["transport"].high == pytest.approx(0.3304, abs=1e-4)
    assert found.themes["therapies"].low == 0
    assert found.none.count == 40


def test_what_people_happened_to_decide_says_nothing_about_how_common_it_is():
    sample = draw(IDS, MAY)
    more = {one: {"transport"} for one in [*sample, "S-urgent"]}
    fewer = {one: {"transport"} for one in sample[:-1]}

    with pytest.raises(NotOfTheSample, match="1 not drawn, 0 drawn and not decided"):
        prevalence(MAY, sample, more, THEMES)
    with pytest.raises(NotOfTheSample, match="0 not drawn, 1 drawn and not decided"):
        prevalence(MAY, sample, fewer, THEMES)


def test_a_share_of_nothing_is_no_figure():
    assert share(0, 0).figure is None
    with pytest.raises(ValueError, match="no part"):
        share(3, 2)


def test_every_figure_goes_out_as_plain_values():
    sample = draw(IDS, MAY, size=2)
    decided = {one: {"transport"} for one in sample}
    rows = [
        prevalence(MAY, sample, decided, THEMES).as_dict(),
        overrides([{"transport"}], [set()], THEMES).as_dict(),
        share(1, 2).as_dict(),
    ]

    prevalences, overridden, half = json.loads(json.dumps(rows))

    assert prevalences["themes"]["transport"]["count"] == 2
    assert overridden["themes"][0]["theme"] == "transport"
    assert half["figure"] == 0.5
