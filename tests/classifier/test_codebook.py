import pytest

from classifier import taxonomy


def test_there_are_five_priorities_and_twenty_themes():
    keys = {theme.key for theme in taxonomy.themes()}

    assert [priority.key for priority in taxonomy.priorities()] == [
        "APA1", "APA2", "AFI1", "AFI2", "AFI3",
    ]  # fmt: skip
    assert len(keys) == 20


@pytest.mark.parametrize(
    ("theme", "priority"),
    [("transitions", "APA1"), ("plan_delivery", "APA2"), ("therapies", "AFI1"),
     ("engagement", "AFI2"), ("neurodiversity", "AFI3"), ("transport", "outside")],
)  # fmt: skip
def test_a_theme_counts_to_its_priority(theme, priority):
    assert taxonomy.priority_of(theme) == priority


def test_an_unknown_theme_is_refused_by_name():
    with pytest.raises(taxonomy.UnknownTheme, match="weather"):
        taxonomy.priority_of("weather")


def test_a_codebook_with_a_theme_of_no_priority_is_refused():
    stray = {"key": "a", "name": "A", "counts_to": "XYZ", "yes": "", "not_when": ""}

    with pytest.raises(taxonomy.CodebookInvalid, match="no known priority: a"):
        taxonomy.parse({"version": "1", "priority": [], "theme": [stray]})
