"""From what people decided to what is learnt: held texts out, one voice each, nobody too loud."""

import dataclasses
from collections import Counter
from datetime import date

import pytest

from classifier.curation import Limits, curate
from classifier.decisions import Decision, File

WORDS = (
    "taxi", "bus", "school", "plan", "review", "therapist", "wait",
    "letter", "club", "hoist", "form", "escort", "panel", "tutor",
)  # fmt: skip
OPEN = Limits(source_share=1.0, person_theme=1000)
TAXI = "The taxi never came on Monday and nobody rang to tell us why."


def decided(text, themes=("transport",), by="reader-1", **values):
    row = Decision(
        id=values.pop("id", text[:12]), text=text, themes=tuple(themes), stance="negative",
        language="en", source="portal", decided_by=by, decided_on=date(2026, 6, 2),
        was_suggested=None,
    )  # fmt: skip
    return dataclasses.replace(row, **values)


def story(number):
    """A text unlike the others."""
    first, second = WORDS[number % 14], WORDS[number // 14 % 14]
    return f"Story {number}: the {first} and then the {second} took us {number} weeks"


def file(*decisions):
    return File(tuple(decisions), (), len(decisions), "fingerprint")


def learnt(*decisions, held=(), limits=OPEN):
    return curate(file(*decisions), held, limits)


def test_every_decision_within_the_limits_is_learnt_from():
    made = learnt(*(decided(story(number)) for number in range(20)))

    assert len(made.rows) == 20
    assert sum(dataclasses.astuple(made.provenance.left_out)) == 0


@pytest.mark.parametrize(
    "copy",
    [
        TAXI,
        TAXI.upper(),
        f"  {TAXI}\n",
        f"{TAXI} My son waited in the rain.",
        "the taxi never came on monday and nobody rang to tell us",
    ],
)
def test_a_text_that_is_held_for_testing_is_never_learnt_from(copy):
    made = learnt(decided(copy), decided(story(1)), held=[TAXI])

    assert [row.text for row in made.rows] == [story(1)]
    assert made.provenance.left_out.held == 1


def test_most_people_decide_a_text_on_which_they_differ():
    made = learnt(
        decided(TAXI, ["transport"], "reader-1"),
        decided(TAXI, ["transport"], "reader-2"),
        decided(TAXI.upper(), ["communication"], "reader-3"),
    )

    assert [(row.themes, row.people) for row in made.rows] == [
        (("transport",), ("reader-1", "reader-2"))
    ]
    assert made.provenance.conflicts == 1
    assert made.provenance.left_out.outvoted == 1


def test_a_text_on_which_two_people_differ_is_left_to_a_third():
    made = learnt(decided(TAXI, ["transport"], "a"), decided(TAXI, ["communication"], "b"))

    assert made.rows == ()
    assert (made.provenance.conflicts, made.provenance.left_out.no_majority) == (1, 1)


def test_a_set_of_themes_that_nobody_chose_is_never_made_up_by_voting():
    made = learnt(
        decided(TAXI, ["transport", "communication"], "a"),
        decided(TAXI, ["communication", "early_resolution"], "b"),
        decided(TAXI, ["early_resolution", "transport"], "c"),
    )

    assert made.rows == ()
    assert made.provenance.left_out.no_majority == 1


def test_a_person_has_one_vote_on_a_text_and_the_last_one_counts():
    made = learnt(
        decided(TAXI, ["communication"], "reader-1", decided_on=date(2026, 6, 9)),
        decided(TAXI, ["transport"], "Reader-1 ", decided_on=date(2026, 6, 2)),
        decided(TAXI, ["transport"], "reader-1", decided_on=date(2026, 6, 3)),
    )

    assert [row.themes for row in made.rows] == [("communication",)]
    assert (made.provenance.left_out.revised, made.provenance.conflicts) == (2, 0)


def test_a_letter_sent_by_two_hundred_families_is_one_text_to_learn_from():
    made = learnt(*(decided(TAXI, by=f"reader-{number % 5}", id=number) for number in range(200)))

    assert len(made.rows) == 1
    assert len(made.rows[0].people) == 5


def test_nobody_decides_more_texts_of_a_theme_than_the_limit():
    limits = Limits(source_share=1.0, person_theme=5)
    loud = [decided(story(number), by="loud") for number in range(30)]
    quiet = [decided(story(number), by="quiet") for number in range(30, 33)]

    made = learnt(*loud, *quiet, limits=limits)

    assert Counter(row.people[0] for row in made.rows) == {"loud": 5, "quiet": 3}
    assert made.provenance.left_out.person_cap == 25


def test_nothing_fits_counts_against_a_persons_limit_like_a_theme():
    limits = Limits(source_share=1.0, person_theme=5)

    made = learnt(*(decided(story(number), ()) for number in range(9)), limits=limits)

    assert len(made.rows) == 5


@pytest.mark.parametrize("base", [0, 40])
def test_no_source_is_more_than_its_share_of_all_that_is_learnt_from(base):
    limits = Limits(source_share=0.4, person_theme=1000, base=base)
    sizes = {"portal": 60, "visit": 20, "survey": 15}
    texts = iter(range(200))
    rows = [decided(story(next(texts)), source=source)
            for source, size in sizes.items() for _ in range(size)]  # fmt: skip

    made = learnt(*rows, limits=limits)

    kept = Counter(row.source for row in made.rows)
    assert max(kept.values()) <= 0.4 * (base + len(made.rows)) < max(kept.values()) + 1
    assert (kept["visit"], kept["survey"]) == (20, 15)
    assert made.provenance.left_out.source_cap == 95 - len(made.rows)


def test_a_source_that_is_within_its_share_is_kept_whole():
    limits = Limits(source_share=0.4, base=100)

    assert len(learnt(*(decided(story(number)) for number in range(40)), limits=limits).rows) == 40


def test_one_source_alone_teaches_nothing_unless_there_are_other_texts():
    rows = [decided(story(number)) for number in range(30)]

    assert learnt(*rows, limits=Limits(source_share=0.4)).rows == ()
    assert len(learnt(*rows, limits=Limits(source_share=0.4, base=30)).rows) == 20


def test_the_order_of_the_file_decides_nothing():
    limits = Limits(source_share=0.5, person_theme=7, base=10)
    rows = [decided(story(number), by=f"reader-{number % 3}") for number in range(60)]

    assert learnt(*rows, limits=limits).rows == learnt(*reversed(rows), limits=limits).rows


def test_other_languages_train_no_theme_and_are_counted():
    made = learnt(decided("انتظرنا سنتين من أجل موعد", language="ar"), decided(TAXI))

    assert len(made.rows) == 1
    assert made.provenance.left_out.other_language == 1


def test_where_it_comes_from_is_kept_by_source_and_month_without_names_or_words():
    made = learnt(
        decided(story(1), source="visit", decided_on=date(2026, 5, 30), by="Ann Bloggs"),
        decided(story(2), decided_on=date(2026, 6, 1)),
        decided(story(3), decided_on=date(2026, 6, 2)),
    )
    kept = made.provenance.as_dict()

    assert kept["by_source"] == {"portal": 2, "visit": 1}
    assert kept["by_month"] == {"2026-05": 1, "2026-06": 2}
    assert (kept["fingerprint"], kept["rows"], kept["people"]) == ("fingerprint", 3, 2)
    assert "Bloggs" not in str(kept)
    assert "Story" not in str(kept)
