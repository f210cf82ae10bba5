"""`portal check` names the bodies that no letter would reach."""

from datetime import date

from portal.cli.check import without_mailbox
from portal.domain.partnership import packaged, read

TODAY = date(2026, 11, 24)
REAL = packaged().replace("@suffolk.example", "@suffolk.gov.uk")
WSFT = 'mailbox = "wsft@suffolk.gov.uk"\n'


def named(text: str) -> list[str]:
    return without_mailbox(read(text), TODAY)


def test_bodies_with_a_mailbox_of_their_own_stand_in_nobodys_way() -> None:
    assert named(REAL) == []


def test_a_body_without_a_mailbox_is_named() -> None:
    assert named(REAL.replace(WSFT, "")) == ["No mailbox: West Suffolk NHS (wsft)"]


def test_an_invented_mailbox_is_none() -> None:
    text = REAL.replace(WSFT, WSFT.replace("suffolk.gov.uk", "suffolk.example"))

    assert named(text) == ["No mailbox: West Suffolk NHS (wsft), only wsft@suffolk.example"]


def test_every_body_of_the_packaged_file_but_any_school_must_still_be_given_one() -> None:
    asked = [one.key for one in read(packaged()).partners if one.key != "school"]

    assert len(named(packaged())) == len(asked) == 12


def test_a_body_whose_last_day_is_over_needs_no_mailbox() -> None:
    assert named(REAL.replace(WSFT, "valid_to = 2026-11-23\n")) == []
    assert named(REAL.replace(WSFT, "valid_to = 2026-11-24\n")) != []
