"""Where we may write: an e-mail address, or a mobile number where the portal sends texts."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from portal.adapters.keyring import AesKeyring
from portal.app import create_app
from portal.domain.letters import Channel
from portal.models import OutgoingLetter, SealedContact, Submission
from portal.settings import Notify
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.wiring import KEYS
from tests.web.family.journeys import concern_checked, sent

TYPED = "  ٠٧٧٠٠ ٩٠٠١٢٣ "
LABELS = {
    False: "Your e-mail address, if you want to know when there is news",
    True: "Your e-mail address or mobile number, if you want to know when there is news",
}


@pytest.fixture
def texting(wiring: Wiring) -> Visitor:
    """A family at a portal that sends texts."""
    settings = replace(wiring.settings, notify=Notify("key", "http://127.0.0.1:9", "e", "t"))
    return Visitor(create_app(settings, replace(wiring, settings=settings)).test_client())


def at_reach(family: Visitor) -> Visitor:
    """A family that has answered everything, and is asked once more how to reach it."""
    return concern_checked(family).open("/tell/reach?change=1")


def contact_field(family: Visitor) -> str:
    return str(family.page.xpath("//input[@name='contact']/@value")[0])


def label(family: Visitor) -> str:
    return " ".join(family.page.xpath("//label[@for='contact']")[0].text_content().split())


def test_only_an_e_mail_address_is_asked_for_where_no_texts_are_sent(family: Visitor) -> None:
    at_reach(family)

    assert label(family) == LABELS[False]
    assert family.page.xpath("//input[@name='contact']/@type") == ["email"]
    assert "mobile" not in family.text


def test_a_number_where_no_texts_are_sent_is_told_so_and_kept(family: Visitor) -> None:
    at_reach(family).send(contact=TYPED)

    assert family.answer.status_code == 422
    assert family.faults == [
        "We cannot send texts. Enter an e-mail address, like name@example.com. Or leave it empty"
    ]
    assert contact_field(family) == TYPED


def test_a_number_is_asked_for_where_texts_are_sent(texting: Visitor) -> None:
    at_reach(texting)

    assert label(texting) == LABELS[True]
    assert texting.page.xpath("//input[@name='contact']/@type") == ["text"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("01473 000000", "Enter a UK mobile number, like 07700 900123. Or leave it empty"),
        ("07700 9001", "Enter a UK mobile number, like 07700 900123. Or leave it empty"),
        (
            "rosa",
            "Enter an e-mail address, like name@example.com, or a UK mobile number,"
            " like 07700 900123. Or leave it empty",
        ),
    ],
)
def test_what_is_neither_is_told_what_it_should_be_and_kept(
    texting: Visitor, typed: str, said: str
) -> None:
    at_reach(texting).send(contact=typed)

    assert texting.answer.status_code == 422
    assert texting.faults == [said]
    assert contact_field(texting) == typed


def test_a_number_is_read_back_as_people_write_it_and_can_be_changed(texting: Visitor) -> None:
    at_reach(texting).send(contact=TYPED)
    checked = texting.text

    texting.open("/tell/reach?change=1")

    assert "Your mobile number 07700 900123" in checked
    assert contact_field(texting) == "07700 900123"


@pytest.mark.parametrize(
    ("typed", "kept", "channel"),
    [
        (TYPED, "+447700900123", Channel.TEXT),
        ("+44 (0)7700 900123", "+447700900123", Channel.TEXT),
        ("rosa@example.org", "rosa@example.org", Channel.EMAIL),
    ],
)
def test_a_contact_is_sealed_in_one_form_and_its_letters_go_by_its_channel(
    texting: Visitor, wiring: Wiring, typed: str, kept: str, channel: Channel
) -> None:
    sent(texting, contact=typed)

    with wiring.reads() as session:
        contact = session.scalars(select(SealedContact)).one()
        reference = session.scalars(select(Submission.reference)).one()
        letter = session.scalars(
            select(OutgoingLetter).where(OutgoingLetter.submission_id.is_not(None))
        ).one()
    opened = AesKeyring(KEYS).open(contact.sealed, f"contact:{reference}").decode()
    assert (opened, contact.channel, letter.channel) == (kept, channel, channel)


def test_what_asks_for_an_e_mail_still_speaks_of_one_to_who_left_it_empty(
    family: Visitor, texting: Visitor
) -> None:
    plain, either = concern_checked(family).text, concern_checked(texting).text

    assert "Your e-mail address You did not say" in plain
    assert "Your e-mail address or mobile number You did not say" in either


def test_the_page_is_a_page_without_any_texts(app: Flask, texting: Visitor) -> None:
    concern_checked(texting, contact="07700 900123")
    before = texting.client.get_cookie("draft")
    elsewhere = app.test_client()
    assert before is not None
    elsewhere.set_cookie("draft", before.value)

    answer = elsewhere.get("/tell/reach")

    assert answer.status_code == 200
    assert "07700 900123" in answer.text
