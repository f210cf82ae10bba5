"""Work out a date: for anybody, with nothing kept."""

import pytest
from flask import Flask

from portal.web.pages.date_questions import QUESTIONS
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.cases import row_counts


@pytest.fixture
def anybody(app: Flask) -> Visitor:
    return Visitor(app.test_client())


def asked(anybody: Visitor, what: str, day: str, **more: str) -> Visitor:
    parts = "&".join(f"day={one}" for one in day.split())
    extra = "".join(f"&{key}={value}" for key, value in more.items())
    return anybody.open(f"/dates?what={what}&{parts}{extra}")


@pytest.mark.parametrize(
    ("what", "day", "said"),
    [
        (
            "assessment",
            "11 1 2027",
            ["22 February 2027", "31 May 2027", "The working day before is Friday 28 May 2027."],
        ),
        ("draft", "23 11 2026", ["7 December 2026"]),
        ("review", "2 11 2026", ["30 November 2026", "25 January 2027"]),
        ("amendment", "30 11 2026", ["25 January 2027"]),
        (
            "letter",
            "28 9 2026",
            ["By 5pm on Monday 30 November 2026", "To be safe, do it by Friday 27 November 2026."],
        ),
        ("council", "23 12 2026", ["4 January 2027", "18 January 2027"]),
        ("nhs", "23 12 2026", ["22 June 2027"]),
        ("social_care", "23 12 2026", ["11 January 2027"]),
        ("access", "3 9 2026", ["Monday 5 October 2026"]),
        ("privacy", "25 11 2026", ["29 December 2026"]),
    ],
)
def test_each_last_day_is_that_of_its_law(anybody: Visitor, what: str, day: str, said: list[str]):
    asked(anybody, what, day)

    assert anybody.answer.status_code == 200
    for one in said:
        assert one in anybody.text
    assert anybody.page.xpath("//main//table[contains(@class, 'portal-days')]")
    assert "What this page does not know" in anybody.text


@pytest.mark.parametrize(("what", "steps"), [("assessment", 3), ("nhs", 2)])
def test_what_nobody_checked_has_no_date(anybody: Visitor, what: str, steps: int):
    asked(anybody, what, "11 1 2027")

    boxes = anybody.page.find_class("portal-deadline")
    bare = [one for one in boxes if "Ask them for their date." in one.text_content()]
    assert (len(boxes), len(bare)) == (steps, 1)
    assert "By the end of" not in bare[0].text_content()


@pytest.mark.parametrize(
    ("what", "day", "fault"),
    [
        ("letter", "31 2 2026", "Enter a real date, like 24 11 2026"),
        ("letter", "x y z", "Enter a real date, like 24 11 2026"),
        ("letter", "1 1 2030", "Check the year. The date must be less than a year ahead"),
        ("nonsense", "1 11 2026", "Choose what it is"),
        ("", "1 11 2026", "Choose what it is"),
    ],
)
def test_what_was_typed_is_kept_where_it_is_wrong(
    anybody: Visitor, what: str, day: str, fault: str
):
    asked(anybody, what, day)

    assert anybody.answer.status_code == 422
    assert anybody.faults == [fault]
    assert anybody.page.xpath("//input[@name='day']/@value") == day.split()
    assert anybody.page.xpath("//input[@checked]/@value") == [what] * (what in QUESTIONS)


def certified(anybody: Visitor, letter: str, certificate: str, what: str = "letter") -> list[str]:
    """What each box says, where there is a certificate too."""
    parts = "".join(f"&certificate={one}" for one in certificate.split())
    days = "&".join(f"day={one}" for one in letter.split())
    anybody.open(f"/dates?what={what}&{days}{parts}")
    boxes = anybody.page.find_class("portal-deadline")
    return [" ".join(one.text_content().split()) for one in boxes]


@pytest.mark.parametrize(
    ("letter", "certificate", "first", "second"),
    [
        # The example of IPSEA: a letter of 1 October and a certificate of 29 November.
        ("1 10 2026", "29 11 2026", "certificate By 5pm on Monday 4 January 2027", "1 December"),
        ("1 10 2026", "10 10 2026", "letter By 5pm on Tuesday 1 December 2026", "10 November"),
    ],
)
def test_an_appeal_may_be_sent_until_the_later_of_its_two_days(
    anybody: Visitor, letter: str, certificate: str, first: str, second: str
):
    counts, other = certified(anybody, letter, certificate)

    assert counts.startswith(f"Counted from the date on the {first}")
    assert "It is the later of the two." in counts
    assert second in other.partition("How we counted")[0]


@pytest.mark.parametrize(
    ("letter", "certificate", "day"),
    [
        ("20 6 2026", "20 7 2026", "Tuesday 1 September 2026"),
        ("31 10 2026", "30 11 2026", "Monday 4 January 2027"),
    ],
)
def test_two_days_that_the_tribunals_rule_moves_to_one_are_neither_of_them_the_later(
    anybody: Visitor, letter: str, certificate: str, day: str
):
    boxes = certified(anybody, letter, certificate)

    assert len(boxes) == 2
    for box in boxes:
        assert f"By 5pm on {day}" in box
        assert "Both ways to count give the same day." in box
        assert "is later" not in box
        assert "the later of" not in box


def test_nobody_is_told_that_the_day_which_does_not_count_has_passed(anybody: Visitor):
    counts, other = certified(anybody, "20 9 2026", "19 11 2026")

    assert "This day counts" in counts
    assert "This day has passed" not in other
    assert "The other day is later, so this one does not count." in other


def test_a_later_day_that_has_passed_says_so(anybody: Visitor):
    counts, _other = certified(anybody, "20 8 2026", "19 9 2026")

    assert "This day has passed" in counts
    assert "Please do not give up." in counts


@pytest.mark.parametrize(
    ("certificate", "what", "fault"),
    [
        ("30 9 2026", "letter", "The certificate cannot be older than the letter"),
        ("31 2 2026", "letter", "Enter a real date, like 24 11 2026"),
        ("1 1 2030", "letter", "Check the year. The date must be less than a year ahead"),
        ("9 10 2026", "nhs", "Only a letter with a decision has a certificate. Empty this"),
    ],
)
def test_a_certificate_that_cannot_be_is_refused_and_kept(
    anybody: Visitor, certificate: str, what: str, fault: str
):
    assert certified(anybody, "1 10 2026", certificate, what) == []

    assert anybody.answer.status_code == 422
    assert anybody.faults == [fault]
    assert anybody.page.xpath("//input[@name='certificate']/@value") == certificate.split()


def test_both_days_stay_in_the_address_that_is_printed(anybody: Visitor):
    certified(anybody, "1 10 2026", "29 11 2026")
    (link,) = anybody.page.xpath("//main//a[contains(@href, 'all=1')]/@href")

    anybody.open(link)

    assert "Your mediation certificate is dated Sunday 29 November 2026." in anybody.text
    assert len(anybody.page.xpath("//main//details[@open]")) == 2


def test_an_empty_date_is_asked_for(anybody: Visitor):
    anybody.open("/dates?what=letter&day=&day=&day=")

    assert anybody.faults == ["Enter a date, like 24 11 2026"]


def test_what_is_chosen_in_a_link_stands_chosen_and_is_no_fault(anybody: Visitor):
    anybody.open("/dates?what=letter")

    assert anybody.answer.status_code == 200
    assert anybody.faults == []
    assert anybody.page.xpath("//input[@checked]/@value") == ["letter"]


@pytest.mark.parametrize("what", QUESTIONS)
def test_before_our_limits_it_says_so_and_gives_no_date(anybody: Visitor, what: str):
    asked(anybody, what, "1 6 2014")

    assert anybody.answer.status_code == 200
    assert "For an earlier day, ask them for their date." in anybody.text
    assert "By the end of" not in anybody.text


@pytest.mark.parametrize("what", QUESTIONS)
@pytest.mark.parametrize("day", ["1 1 0001", "24 11 2026", "20 11 2027"])
def test_odd_days_break_nothing(anybody: Visitor, what: str, day: str):
    assert asked(anybody, what, day).answer.status_code == 200


def test_a_day_that_is_still_to_come_says_so(anybody: Visitor):
    assert "That day is still to come." in asked(anybody, "review", "1 12 2026").text
    assert "That day is still to come." not in asked(anybody, "review", "24 11 2026").text


def test_it_works_from_the_form_without_script_and_keeps_nothing(anybody: Visitor, wiring: Wiring):
    with wiring.reads() as session:
        before = row_counts(session)
    anybody.open("/dates")
    (form,) = anybody.page.xpath("//main//form")
    assert (form.get("method"), form.get("action")) == ("get", "/dates")

    asked(anybody, "council", "24 11 2026")

    with wiring.reads() as session:
        assert row_counts(session) == before
    assert anybody.client.post("/dates").status_code in (400, 405)


def test_it_is_led_to_from_the_foot_of_every_page(anybody: Visitor):
    anybody.open("/cookies")

    assert anybody.page.xpath("//footer//a[@href='/dates']")


def test_in_arabic_it_reads_from_the_right(anybody: Visitor):
    asked(anybody, "letter", "28 9 2026", lang="ar")

    assert anybody.page.get("dir") == "rtl"
    assert anybody.answer.status_code == 200


def test_every_day_can_be_shown_at_once_for_paper(anybody: Visitor):
    asked(anybody, "letter", "28 9 2026")
    assert not anybody.page.xpath("//main//details[@open]")
    (link,) = anybody.page.xpath("//main//a[contains(@href, 'all=1')]/@href")

    anybody.open(link)

    assert len(anybody.page.xpath("//main//details[@open]")) == 2
    assert "By 5pm on Monday 30 November 2026" in anybody.text
