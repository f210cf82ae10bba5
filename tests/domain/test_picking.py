"""Pictures stand for what the partnership's file knows, and a band tells no more than it says."""

from dataclasses import replace

import pytest

from portal.domain.partnership import packaged, read
from portal.domain.picking import (
    AgeBand,
    Feeling,
    Picture,
    decides_alone,
    least_age,
    needs_of,
)

SUFFOLK = read(packaged())


def test_a_picture_stands_for_a_need_of_the_file():
    assert needs_of([Picture.TRAVEL, Picture.SCHOOL], SUFFOLK) == (
        "school_support",
        "send_transport",
    )


def test_every_need_that_a_picture_stands_for_is_in_the_packaged_file():
    known = {one.key for one in SUFFOLK.needs}

    assert set(needs_of(Picture, SUFFOLK)) <= known
    assert len(needs_of(Picture, SUFFOLK)) == 8


@pytest.mark.parametrize("picture", [Picture.FRIENDS, Picture.MEAN, Picture.GOOD])
def test_a_picture_that_no_service_answers_for_stands_for_none(picture: Picture):
    assert needs_of([picture], SUFFOLK) == ()


def test_another_area_without_the_need_gives_the_first_of_its_group():
    elsewhere = tuple(one for one in SUFFOLK.needs if one.key != "mental_health")

    found = needs_of([Picture.WORRIES], replace(SUFFOLK, needs=elsewhere))

    assert found == ("autism_assessment",)


def test_another_area_without_the_group_gives_nothing():
    assert needs_of([Picture.WORRIES], replace(SUFFOLK, needs=())) == ()


def test_two_pictures_of_one_need_are_one_need():
    only = tuple(one for one in SUFFOLK.needs if one.key == "hospital")

    found = needs_of([Picture.DOCTOR, Picture.TALKING], replace(SUFFOLK, needs=only))

    assert found == ("hospital",)


@pytest.mark.parametrize(
    ("age", "band", "least"),
    [
        (None, None, None),
        (None, AgeBand.UNDER_13, None),
        (None, AgeBand.FROM_13_TO_15, 13),
        (None, AgeBand.FROM_16_TO_17, 16),
        (None, AgeBand.FROM_18, 18),
        (9, AgeBand.FROM_18, 9),
        (15, None, 15),
    ],
)
def test_a_band_is_as_old_as_its_youngest(age, band, least):
    assert least_age(age, band) == least


@pytest.mark.parametrize(
    ("band", "alone"),
    [
        (None, False),
        (AgeBand.UNDER_13, False),
        (AgeBand.FROM_13_TO_15, False),
        (AgeBand.FROM_16_TO_17, True),
        (AgeBand.FROM_18, True),
    ],
)
def test_from_sixteen_somebody_decides_alone(band, alone):
    assert decides_alone(None, band) is alone


def test_there_are_five_faces_from_glad_to_very_sad():
    assert [one.value for one in Feeling] == ["very_happy", "happy", "ok", "sad", "very_sad"]
