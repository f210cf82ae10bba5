"""What the README says of the code is what the code does."""

import re
import struct
from enum import Enum

import pytest

from portal.domain import referrals, submissions
from portal.settings import ENVIRONMENT
from tests.readme.conftest import Readme
from tests.support.running import ROOT

LARGEST = 400_000
"""Bytes of one picture: a slow line loads three of them."""

NOWHERE = "–"


def may_become(table: dict[Enum, frozenset[Enum]]) -> dict[str, set[str]]:
    """A transition table in the words of the README."""
    return {spoken(one): {spoken(other) for other in then} for one, then in table.items()}


def spoken(status: Enum) -> str:
    return str(status.value).replace("_", " ")


def printed(rows: list[list[str]], column: int) -> dict[str, set[str]]:
    """The same, read from the two columns that begin there; a cell may name several statuses."""
    found: dict[str, set[str]] = {}
    for row in rows:
        names, then = row[column].split(", "), row[column + 1]
        found |= {name: set(then.split(", ")) - {NOWHERE} for name in names if name}
    return found


@pytest.mark.parametrize(
    ("heading", "column", "table"),
    [("submission", 0, submissions.NEXT), ("referral", 3, referrals.NEXT)],
    ids=["submission", "referral"],
)
def test_the_moves_that_are_printed_are_those_of_the_code(
    readme: Readme, heading: str, column: int, table: dict[Enum, frozenset[Enum]]
) -> None:
    rows = readme.table("a submission that is")

    found = printed(rows, column)

    assert len(found) > 5, heading
    assert found == may_become(table)


def test_the_map_leads_to_places_that_exist(readme: Readme) -> None:
    places = re.findall(r"(?:^|\s)((?:[a-z]+/)+|[a-z/]+\.py)(?=\s)", readme.block("The map"))

    assert len(places) >= 15
    assert [one for one in places if not (ROOT / one).exists()] == []


def test_the_map_names_every_package_of_the_portal(readme: Readme) -> None:
    there = {one.name for one in (ROOT / "portal").iterdir() if (one / "__init__.py").is_file()}

    assert len(there) >= 10
    assert {one for one in there if f"portal/{one}/" not in readme.block("The map")} == set()


def test_links_lead_to_files_that_exist(readme: Readme) -> None:
    links = re.findall(r"\]\(([^)]+)\)", readme.text)
    paths = [one for one in links if not one.startswith(("http", "#"))]
    named = re.findall(r"`((?:portal|classifier|tests)/[\w/.]+)`", readme.text)

    assert len(paths) >= 3
    assert len(named) >= 3
    assert [one for one in (*paths, *named) if not (ROOT / one).exists()] == []


@pytest.mark.parametrize("name", ["family", "partner", "board"])
def test_each_side_has_a_picture_that_is_neither_heavy_nor_tiny(readme: Readme, name: str) -> None:
    path = f".readme/{name}.png"
    picture = (ROOT / path).read_bytes()
    width, height = struct.unpack(">II", picture[16:24])

    assert f"]({path})" in readme.text
    assert picture.startswith(b"\x89PNG\r\n\x1a\n")
    assert len(picture) < LARGEST
    assert (width >= 800, height >= 400) == (True, True)


def test_the_pictures_are_said_to_be_invented(readme: Readme) -> None:
    assert "Everyone and everything in the pictures and in the demonstration is invented." in (
        " ".join(readme.text.split())
    )


def test_each_setting_is_explained_in_its_own_sentence(readme: Readme) -> None:
    told = {row[0].strip("`"): row[1] for row in readme.table("variable")}

    assert told == ENVIRONMENT
