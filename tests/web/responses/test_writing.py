"""The secretary writes, somebody else publishes, and everything that was written is kept."""

import re

import pytest
from flask import Flask
from sqlalchemy import select

from portal.domain.public_responses import ResponseOutcome, ResponseState
from portal.models import AuditEvent, PublicResponseText
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import Worker
from tests.web.responses.conftest import FIELDS, MARKER, Made, body_id, deeds, entry


def fill_in(worker: Worker, wiring: Wiring, **changes: object) -> Visitor:
    """Open the form of a new entry and send it."""
    body = {**FIELDS, "partner": body_id(wiring), **changes}
    return worker.browser.open("/responses/new").send("/responses/new", **body)


def number_in(path: str) -> int:
    found = re.fullmatch(r"/responses/(\d+)", path)
    assert found is not None, path
    return int(found[1])


def again(wiring: Wiring, **changes: object) -> dict[str, object]:
    """What a browser fills in anew on the form of an entry that is changed."""
    kept = {"partner": body_id(wiring), "theme": "transport", "next_look": FIELDS["next_look"]}
    return {**kept, **changes}


def change(worker: Worker, number: int, wiring: Wiring, **changes: object) -> Visitor:
    """Open the words of an entry and send newer ones."""
    address = f"/responses/{number}/change"
    page = worker.browser.open(address).send(address, **again(wiring, **changes))
    assert page.answer.status_code == 200, page.faults
    return page


def publish(worker: Worker, number: int) -> Visitor:
    page = worker.browser.open(f"/responses/{number}")
    return page.send(f"/responses/{number}/publish", looked="y")


def test_a_new_entry_is_a_draft_that_no_family_reads(pia: Worker, wiring: Wiring, app: Flask):
    fill_in(pia, wiring, said=f"Families told us about {MARKER}.")

    number = number_in(pia.browser.path)
    assert entry(wiring, number).state is ResponseState.DRAFT
    assert "The entry was saved as a draft." in pia.browser.text
    assert MARKER not in Visitor(app.test_client()).open("/you-said-we-did").text


def test_somebody_else_publishes_it_and_families_read_it(
    pia: Worker, omar: Worker, wiring: Wiring, app: Flask
):
    number = number_in(fill_in(pia, wiring, said=f"Families told us about {MARKER}.").path)

    publish(omar, number)

    family = Visitor(app.test_client()).open("/you-said-we-did")
    assert f"Families told us about {MARKER}." in family.text
    assert "The council's school travel team" in family.text
    assert "Monday 1 March 2027" in family.text
    assert deeds(wiring) == ["public_response.added", "public_response.published"]


def test_whoever_wrote_the_words_is_not_offered_to_publish_them_and_may_not(
    pia: Worker, omar: Worker, wiring: Wiring
):
    number = number_in(fill_in(pia, wiring).path)
    assert "Somebody else must read and publish them." in pia.browser.text
    token = pia.browser.page.xpath("//input[@name='csrf_token']/@value")[0]
    body = {"csrf_token": token, "seen": "1", "looked": "y"}

    refused = pia.browser.client.post(f"/responses/{number}/publish", data=body)
    allowed = publish(omar, number)

    assert refused.status_code == 403
    assert "The public can read it now." in allowed.text
    assert deeds(wiring) == ["public_response.added", "public_response.published"]


def test_two_hats_of_one_person_are_one_person(pia: Worker, omar: Worker, wiring: Wiring):
    number = number_in(fill_in(pia, wiring).path)
    with wiring.writes.begin() as session:
        text = session.scalars(select(PublicResponseText)).one()
        text.written_by_id = omar.member.staff_id

    omar.browser.open(f"/responses/{number}")

    assert "You wrote these words." in omar.browser.text


def test_publishing_asks_whether_it_was_read(omar: Worker, made: Made, wiring: Wiring):
    number = made()

    omar.browser.open(f"/responses/{number}").send(f"/responses/{number}/publish")

    assert omar.browser.answer.status_code == 422
    assert omar.browser.faults == ["Read it, and tick that you have"]
    assert entry(wiring, number).state is ResponseState.DRAFT


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("3 families said so.", "3 families"),
        ("Two of our young people waited.", "Two of our young people"),
        ("The head of Kelsale Primary helped.", "Kelsale Primary"),
        ("They said “the bus never comes at all” to us.", "the bus never comes at all"),
    ],
)
def test_what_could_tell_who_is_meant_is_shown_before_it_goes_out(
    omar: Worker, made: Made, words: str, shown: str
):
    number = made(did=words)

    omar.browser.open(f"/responses/{number}")

    warned = omar.browser.page.xpath("//section[@aria-labelledby='doubts']")[0].text_content()
    assert shown in warned


def test_words_that_tell_of_nobody_bring_no_warning(omar: Worker, made: Made):
    number = made(said="Many families waited long.", did="About 40 families have a date now.")

    omar.browser.open(f"/responses/{number}")

    assert not omar.browser.page.xpath("//section[@aria-labelledby='doubts']")
    assert "The rules found no small number beside people" in omar.browser.text


def test_newer_words_wait_while_families_read_the_older(
    pia: Worker, omar: Worker, made: Made, wiring: Wiring, app: Flask
):
    number = made(out=True, did="Older words.")
    change(pia, number, wiring, did="Newer words.")

    before = Visitor(app.test_client()).open("/you-said-we-did").text
    publish(omar, number)
    after = Visitor(app.test_client()).open("/you-said-we-did").text

    assert "Older words." in before
    assert "Newer words." not in before
    assert "Newer words." in after
    assert "Older words." not in after


def test_every_version_is_kept_with_who_wrote_it(pia: Worker, made: Made, wiring: Wiring):
    number = made(did="Older words.")
    change(pia, number, wiring, did="Newer words.")

    text = pia.browser.open(f"/responses/{number}").text

    assert "Version 1, by Ann" in text
    assert "Older words." in text
    assert "Changed, version 2" in text


def test_what_did_not_work_needs_the_later_words(pia: Worker, wiring: Wiring):
    refused = fill_in(pia, wiring, outcome="did_not_work")
    faults = refused.faults
    taken = fill_in(pia, wiring, outcome="did_not_work", later="The bus is late again.")

    assert faults == ["Write what families said afterwards"]
    assert number_in(taken.path)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"said": " "}, "Write what families said"),
        ({"did": ""}, "Write what was done, or why not"),
        ({"said": "x" * 1501}, "Write 1,500 characters or fewer"),
        ({"outcome": []}, "Choose what came of it"),
        ({"partner": ""}, "Choose who is responsible"),
        ({"next_look": ["", "", ""]}, "Enter the day on which we look again, like 24 11 2026"),
        ({"next_look": ["1", "3", "2026"]}, "That day is over. Enter one that is still to come"),
        ({"next_look": ["1", "3", "2036"]}, "That is more than two years away. Check the year"),
        ({"next_look": ["31", "2", "2027"]}, "Enter a real date, like 24 11 2026"),
    ],
)
def test_what_is_missing_or_wrong_is_said_and_what_was_typed_is_kept(
    pia: Worker, wiring: Wiring, changes: dict[str, object], fault: str
):
    fill_in(pia, wiring, **changes)

    assert pia.browser.answer.status_code == 422
    assert fault in pia.browser.faults
    if "did" not in changes:
        assert "A second driver was found" in pia.browser.text
    assert deeds(wiring) == []


@pytest.mark.parametrize(
    "forged", [{"outcome": "splendid"}, {"priority": "APA9"}, {"theme": "x"}, {"partner": "999999"}]
)
def test_a_forged_choice_is_refused(pia: Worker, wiring: Wiring, forged: dict[str, object]):
    fill_in(pia, wiring, **forged)

    assert pia.browser.answer.status_code == 422
    assert deeds(wiring) == []


def test_pressing_twice_makes_one_entry(pia: Worker, wiring: Wiring):
    pia.browser.open("/responses/new")
    address, body = pia.browser.filled("/responses/new", **{**FIELDS, "partner": body_id(wiring)})

    first = pia.browser.client.post(address, data=body)
    second = pia.browser.client.post(address, data=body)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.location == second.location
    assert deeds(wiring) == ["public_response.added"]


def test_who_comes_second_reads_both_and_loses_nothing(pia: Worker, made: Made, wiring: Wiring):
    number = made(did="Words of before.")
    address = f"/responses/{number}/change"
    pia.browser.open(address)
    mine = pia.browser.filled(address, **again(wiring, did="My words."))
    change(pia, number, wiring, did="Words of the other tab.")

    pia.browser.post(*mine)

    assert pia.browser.answer.status_code == 409
    assert "Somebody changed this entry before you." in pia.browser.text
    assert "My words." in pia.browser.page.xpath("//textarea[@name='did']")[0].text
    assert "Words of the other tab." in pia.browser.text
    pia.browser.send(address, **again(wiring, did="Both words."))
    assert "Both words." in pia.browser.text


def test_words_that_changed_after_they_were_read_are_not_published(
    pia: Worker, omar: Worker, made: Made, wiring: Wiring, app: Flask
):
    number = made()
    address, body = omar.browser.open(f"/responses/{number}").filled(
        f"/responses/{number}/publish", looked="y"
    )
    change(pia, number, wiring, did="3 families.")

    answer = omar.browser.client.post(address, data=body)

    assert answer.status_code == 409
    assert entry(wiring, number).state is ResponseState.DRAFT


def test_publishing_twice_is_told_and_counts_once(omar: Worker, made: Made, wiring: Wiring):
    number = made()
    address, body = omar.browser.open(f"/responses/{number}").filled(
        f"/responses/{number}/publish", looked="y"
    )

    answers = [omar.browser.client.post(address, data=body).status_code for _ in range(2)]

    assert answers == [303, 409]
    assert deeds(wiring).count("public_response.published") == 1


def test_taking_down_needs_a_reason_and_families_read_it_no_more(
    pia: Worker, made: Made, wiring: Wiring, app: Flask
):
    number = made(out=True)
    page = pia.browser.open(f"/responses/{number}/take-down")
    page.send(f"/responses/{number}/take-down", because="")
    faults = pia.browser.faults
    pia.browser.send(f"/responses/{number}/take-down", because="A village may guess.")

    assert faults == ["Say why it is taken down"]
    assert entry(wiring, number).published_number is None
    assert "A village may guess." in pia.browser.text
    family = Visitor(app.test_client()).open("/you-said-we-did")
    assert MARKER not in family.text
    assert "A village may guess." not in family.text


def test_a_draft_cannot_be_taken_down(pia: Worker, made: Made, wiring: Wiring):
    number = made()
    token = pia.browser.open(f"/responses/{number}/take-down").page.xpath(
        "//input[@name='csrf_token']/@value"
    )[0]

    answer = pia.browser.client.post(
        f"/responses/{number}/take-down", data={"csrf_token": token, "because": "Because."}
    )

    assert answer.status_code == 409
    assert deeds(wiring) == ["public_response.added"]


def test_what_was_taken_down_can_be_published_again_by_another(
    pia: Worker, omar: Worker, made: Made, wiring: Wiring, clock: FrozenClock
):
    number = made(out=True)
    pia.browser.open(f"/responses/{number}/take-down").send(
        f"/responses/{number}/take-down", because="Too soon."
    )
    clock.move(minutes=5)

    publish(omar, number)

    assert entry(wiring, number).published_at == clock.now()


def test_the_next_look_is_asked_for_anew_once_it_has_passed(
    pia: Worker, made: Made, clock: FrozenClock
):
    number = made(outcome=ResponseOutcome.UNDER_WAY)
    clock.move(days=200)
    pia.browser.open("/sign-in").send(email=pia.email, password="a long walk home")

    pia.browser.open(f"/responses/{number}/change")

    typed = pia.browser.page.xpath("//input[@name='next_look']/@value")
    assert not any(typed)


def test_the_audit_holds_no_word_of_an_entry(pia: Worker, wiring: Wiring):
    fill_in(pia, wiring, said=f"Families told us about {MARKER}.")

    with wiring.reads() as session:
        rows = select(AuditEvent.action, AuditEvent.detail).order_by(AuditEvent.id)
        from_audit = [str(one) for one in session.execute(rows)]
    assert any("public_response.added" in one for one in from_audit)
    assert not [one for one in from_audit if MARKER in one]
