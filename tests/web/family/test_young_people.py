"""A young person's own way: a door, a notice, three questions, and nothing that is not needed."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.domain.people import Role
from portal.domain.picking import AgeBand, Feeling, Picture
from portal.domain.submissions import AuthorKind
from portal.models import Consent, Draft, OutgoingLetter, SealedContact, SealedIdentity, Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, reach_check, reopened
from tests.web.partner.conftest import Office

TEEN = "from_13_to_15"
REACH = "a safe way to reach me"


def begun(young: Visitor) -> Visitor:
    """Through the door, to the second question."""
    return young.open("/young").send().send(danger="no")


def said(young: Visitor, **picked: object) -> Visitor:
    return begun(young).send(**{"pictures": ["school"], **picked})


def sent(young: Visitor, answer: str = "not_sure", **picked: object) -> Visitor:
    return said(young, **picked).send(answer=answer).send()


def kept(wiring: Wiring) -> Submission:
    with wiring.reads() as session:
        return session.scalars(select(Submission)).one()


def count(wiring: Wiring, table: type) -> int:
    with wiring.reads() as session:
        return session.scalars(select(func.count()).select_from(table)).one()


def test_the_door_tells_who_will_see_it_and_begins_nothing_by_itself(
    family: Visitor, wiring: Wiring
) -> None:
    family.open("/young")

    for sentence in (
        "People whose job is to help will read this.",
        "We will not show it to your family or school unless you say yes.",
        "Could someone get badly hurt? Then we must tell a person who keeps children safe.",
        "If this is a school device, school may see which sites you visit.",
    ):
        assert sentence in family.text
    assert count(wiring, Draft) == 0


def test_the_door_leads_to_three_questions(family: Visitor) -> None:
    family.open("/young").send()
    first = family.heading
    family.send(danger="not_sure")
    second = family.heading
    family.send(pictures=["good"])

    assert [first, second, family.heading] == [
        "Are you safe right now?",
        "What do you want to tell us?",
        "Do you want an answer?",
    ]
    assert family.send(answer="no").path == "/tell/check"


def test_the_door_opens_no_draft_of_whoever_used_the_device_before(
    family: Visitor, wiring: Wiring
) -> None:
    reach_check(family, words="My child must not read this.", name="Rosa Invented")

    family.open("/young")
    family.send().send(danger="no")
    assert (family.page.get_element_by_id("words").text or "").strip() == ""
    family.send(pictures=["home"]).send(answer="no")

    assert "My child must not read this." not in family.text
    family.send()
    assert kept(wiring).words == "I picked: Home."


def test_who_turns_from_a_parent_into_a_young_person_sends_nothing_of_the_parent(
    family: Visitor, wiring: Wiring
) -> None:
    reach_check(family, words="Mine.", name="Rosa", contact="rosa@example.org", age="14")

    family.open("/tell/who?change=1").send(author_kind="young_person").send()
    assert family.path == "/tell/danger"
    family.send(danger="no").send(pictures=["talking"], age_band=TEEN)
    family.send(answer="yes")
    assert family.page.xpath("//input[@name='contact']/@value") == [""]
    family.send().send()

    assert family.path == "/tell/sent"
    assert kept(wiring).words == "I picked: Talking."
    assert count(wiring, SealedContact) == count(wiring, SealedIdentity) == 0


def test_who_turns_from_a_young_person_into_a_parent_finds_its_own_words_again(
    family: Visitor,
) -> None:
    reach_check(family, words="Mine.")
    family.open("/tell/who?change=1").send(author_kind="young_person")

    family.open("/tell/who?change=1").send(author_kind="parent_or_carer")

    assert "Mine." in family.text


def test_nothing_is_ticked_before_anybody_picks(family: Visitor) -> None:
    begun(family)
    assert family.page.xpath("//main//input[@checked]") == []
    family.send(pictures=["school"], age_band=TEEN)
    assert family.page.xpath("//main//input[@checked]") == []
    family.send(answer="yes").send().send()

    assert family.path == "/tell/sent"
    assert family.page.xpath("//main//input[@checked]") == []


def test_pictures_alone_are_a_message(family: Visitor, wiring: Wiring) -> None:
    sent(family, pictures=["not_heard", "school"], feeling="sad")

    message = kept(wiring)
    assert message.words == "I picked: School or college; Nobody listens. I feel: Sad."
    assert message.pictures == ["school", "not_heard"]
    assert message.needs == ["school_support"]
    assert (message.feeling, message.age_band, message.age) == (Feeling.SAD, None, None)


def test_words_alone_are_a_message(family: Visitor, wiring: Wiring) -> None:
    sent(family, pictures=[], words="The taxi is loud.")

    assert kept(wiring).words == "The taxi is loud."
    assert kept(wiring).pictures == []


def test_a_face_alone_is_a_message(family: Visitor, wiring: Wiring) -> None:
    sent(family, pictures=[], feeling="very_sad")

    assert kept(wiring).words == "I feel: Very sad."


@pytest.mark.parametrize(
    "nothing", [{}, {"words": " \n "}, {"age_band": TEEN}, {"feeling": "not_said"}]
)
def test_no_message_at_all_is_asked_for_once_more(family: Visitor, nothing: dict) -> None:
    begun(family).send(**{"pictures": [], **nothing})

    assert family.answer.status_code == 422
    assert family.faults == ["Pick a picture, or write something"]
    # The link of the summary leads to the first tile, which has the fault read out with it.
    assert family.page.xpath("//input[@id='pictures']/@value") == ["school"]
    assert "pictures-error" in family.page.xpath("//fieldset/@aria-describedby")[0]


@pytest.mark.parametrize(
    "odd",
    [
        {"pictures": ["school", "gold"]},
        {"feeling": "furious"},
        {"age_band": "14"},
        {"age_band": ["from_18", "under_13"], "words": "x" * 20_001},
    ],
)
def test_what_is_not_on_the_page_is_refused_and_the_rest_is_kept(
    family: Visitor, odd: dict
) -> None:
    begun(family).send(**{"words": "The taxi is loud.", **odd})

    assert family.answer.status_code == 422
    assert family.page.get_element_by_id("words").text.strip() == odd.get(
        "words", "The taxi is loud."
    )


def test_not_wanting_to_say_is_no_age_and_no_face(family: Visitor, wiring: Wiring) -> None:
    sent(family, feeling="not_said", age_band="not_said")

    assert (kept(wiring).feeling, kept(wiring).age_band) == (None, None)


def test_the_page_without_script_is_made_of_real_controls_with_names(family: Visitor) -> None:
    begun(family)

    for name, kind, members in (
        ("pictures", "checkbox", [one.value for one in Picture]),
        ("feeling", "radio", [*(one.value for one in Feeling), "not_said"]),
        ("age_band", "radio", [*(one.value for one in AgeBand), "not_said"]),
    ):
        tiles = family.page.xpath(f"//fieldset//input[@name='{name}']")
        assert [one.get("value") for one in tiles] == members
        assert {one.get("type") for one in tiles} == {kind}
        for one in tiles:
            (label,) = family.page.xpath(f"//label[@for='{one.get('id')}']")
            assert label.text_content().strip()
    pictures = family.page.xpath("//main//svg")
    assert len(pictures) == len(Picture) + len(Feeling)
    assert {one.get("aria-hidden") for one in pictures} == {"true"}


@pytest.mark.parametrize("answer", ["yes", "no", "not_sure"])
def test_the_help_stands_in_the_same_place_whatever_is_answered(
    family: Visitor, answer: str
) -> None:
    family.open("/young").send()
    before = family.page.xpath("//*[@id='help-now']/..")[0].text_content()

    family.send(danger=answer)
    assert family.heading == "What do you want to tell us?"
    family.open("/tell/danger")

    assert family.page.xpath("//*[@id='help-now']/..")[0].text_content() == before


@pytest.mark.parametrize("band", ["under_13", "not_said", ""])
def test_nobody_under_thirteen_is_offered_that_we_write(family: Visitor, band: str) -> None:
    said(family, age_band=band)

    assert REACH not in family.text
    assert "We do not ask for your phone or your e-mail." in family.text
    assert "We do not put your words in a report." in family.text


@pytest.mark.parametrize("band", ["under_13", "not_said", ""])
def test_a_forged_post_gives_no_contact_no_yes_and_no_quote_under_thirteen(
    family: Visitor, wiring: Wiring, band: str
) -> None:
    forged = {
        "answer": "yes",
        "own_answer": "yes",
        "contact": "kit@example.org",
        "own_contact": "kit@example.org",
        "name": "Kit",
        "share": ["nsft", "school"],
        "pass_on": ["nsft", "school"],
        "quotes": ["quote_board", "quote_public"],
        "school_name": "A School",
        "age": "18",
    }
    said(family, age_band=band, pictures=["worries"], **forged)
    refused = family.send(**forged)
    assert refused.answer.status_code == 422
    family.open("/tell/answer").send(**{**forged, "answer": "not_sure"})
    address, body = family.filled(**{**forged, "answer": "not_sure"})
    for page in ("contact", "reach", "share", "child"):
        family.post(f"/tell/{page}", {**body, **forged})
    family.open("/tell/check").send(**{key: forged[key] for key in ("share", "quotes", "contact")})

    assert address
    assert family.path == "/tell/sent"
    assert count(wiring, SealedContact) == count(wiring, SealedIdentity) == 0
    with wiring.reads() as session:
        assert [one.use.value for one in session.scalars(select(Consent)) if one.yes] == []
        assert (
            session.scalars(
                select(OutgoingLetter).where(OutgoingLetter.submission_id.is_not(None))
            ).all()
            == []
        )
    assert (kept(wiring).age, kept(wiring).school_name) == (None, None)


def test_from_thirteen_a_safe_way_can_be_given(family: Visitor, wiring: Wiring) -> None:
    said(family, age_band=TEEN)
    assert REACH in family.text
    family.send(answer="yes").send(contact="kit@example.org", name="Star").send()

    assert family.path == "/tell/sent"
    assert count(wiring, SealedContact) == count(wiring, SealedIdentity) == 1


def test_a_contact_given_at_fourteen_is_not_sent_by_who_is_twelve(
    family: Visitor, wiring: Wiring
) -> None:
    said(family, age_band=TEEN).send(answer="yes").send(contact="kit@example.org")

    family.open("/tell/say?change=1").send(age_band="under_13").send()

    assert family.path == "/tell/sent"
    assert count(wiring, SealedContact) == 0


@pytest.mark.parametrize(("band", "alone"), [(TEEN, False), ("from_16_to_17", True),
                                             ("from_18", True), ("under_13", False)])  # fmt: skip
def test_from_sixteen_it_hears_that_it_decides_for_itself(
    family: Visitor, band: str, alone: bool
) -> None:
    said(family, age_band=band)
    sentence = "You decide for yourself. We ask you, not your family."
    assert (sentence in family.text) is alone
    family.send(answer="no")

    assert (sentence in family.text) is alone


def test_it_checks_its_answers_in_its_own_words_and_changes_one(family: Visitor) -> None:
    said(family, words="The taxi is loud.", feeling="ok").send(answer="no")
    for each in ("School or college", "The taxi is loud.", "OK", "No, just read it"):
        assert each in family.text

    (age,) = family.page.xpath("//a[contains(@href, '#age_band')]/@href")
    assert age.startswith("/tell/say?change=1")
    family.open("/tell/say?change=1").send(pictures=["clubs"])

    assert family.path == "/tell/check"
    assert "Fun and clubs" in family.text
    assert "School or college" not in family.text


def test_it_reads_again_what_it_picked_when_it_comes_back(family: Visitor) -> None:
    reopened(sent(family, pictures=["school", "good"], feeling="happy", age_band=TEEN))

    assert "You picked: School or college; Something good." in family.text
    assert "You felt: Happy." in family.text
    assert "13 to 15" in family.open("/case/why").text


def test_every_page_says_how_to_leave_and_that_the_history_stays(family: Visitor) -> None:
    pages = [family.open("/young").text]
    for answers in ({}, {"danger": "no"}, {"pictures": ["school"], "age_band": TEEN},
                    {"answer": "yes"}, {}, {}):  # fmt: skip
        pages.append(family.send(**answers).text)
        assert family.page.xpath("//a[contains(@class, 'exit-this-page')]")
    pages.append(reopened(family).text)

    assert family.path == "/case"
    for text in pages:
        assert "Press the red button" in text
        assert "Your device may still remember that you were here." in text


def test_a_language_chosen_at_the_door_is_kept_and_begins_nothing(
    family: Visitor, wiring: Wiring
) -> None:
    family.open("/young").send(lang="ar")

    assert family.path == "/young"
    assert family.page.get("dir") == "rtl"
    assert count(wiring, Draft) == 0


def test_a_door_pressed_twice_is_two_empty_drafts_and_one_message(
    family: Visitor, wiring: Wiring
) -> None:
    address, body = family.open("/young").filled()
    family.post(address, body)
    family.post(address, body).send(danger="no").send(pictures=["good"]).send(answer="no")
    check, form = family.filled()

    family.post(check, form)
    family.post(check, form)

    assert count(wiring, Submission) == 1


def test_the_door_without_its_token_begins_nothing(family: Visitor, wiring: Wiring) -> None:
    family.open("/young").post("/young", {})

    assert family.answer.status_code == 400
    assert count(wiring, Draft) == 0


def test_staff_read_what_it_picked_and_that_nobody_at_home_knows(office: Office) -> None:
    reference = office.send(
        author_kind=AuthorKind.YOUNG_PERSON,
        age=None,
        age_band=AgeBand.FROM_13_TO_15,
        pictures=(Picture.SCHOOL, Picture.MEAN),
        feeling=Feeling.VERY_SAD,
        must_not_see="My brother",
        access_needs="big print",
    )
    triage = office.sign_in(Role.TRIAGE, "triage").browser

    text = triage.open(f"/cases/{reference}").text
    writing = triage.open(f"/cases/{reference}/message").text

    assert "They picked: School or college; People being mean. They feel: Very sad." in text
    assert "Age 13 to 15." in text
    for page in (text, writing):
        assert "The family does not know. Do not ring home, write home or link." in page
    assert "A child or young person reads this, and nobody at home." in writing


def test_staff_read_nothing_of_picking_where_a_parent_wrote(office: Office) -> None:
    reference = office.unplaced()
    triage = office.sign_in(Role.TRIAGE, "triage").browser

    text = triage.open(f"/cases/{reference}").text

    assert "They picked" not in text
    assert "They feel" not in text
    assert "The family does not know." not in text


def test_a_reply_of_a_young_person_is_not_called_the_familys(office: Office) -> None:
    receipt = office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None)
    office.as_family(receipt).send("/case", words="Are you there?")
    triage = office.sign_in(Role.TRIAGE, "triage").browser

    text = triage.open(f"/cases/{receipt.reference}").text

    assert "The young person wrote at" in text
    assert "The family wrote at" not in text


def test_a_parent_on_the_same_device_sees_nothing_of_a_young_persons_message(
    app: Flask, family: Visitor
) -> None:
    sent(family, words="Nobody may know this.", age_band=TEEN)
    family.send("/tell/kept")
    for page in ("/", "/tell/who", "/tell/sent", "/case", "/return", "/young"):
        assert "Nobody may know this." not in family.open(page).text

    parent = Visitor(app.test_client())
    reopened(reach_check(parent).send())

    assert "Nobody may know this." not in parent.text


def test_a_contact_page_that_a_change_elsewhere_has_closed_leads_on(family: Visitor) -> None:
    said(family, age_band="from_16_to_17").send(answer="yes")
    address, body = family.filled()
    Visitor(family.client).open("/tell/answer?change=1").send(answer="not_sure")

    family.post(address, {**body, "contact": "kit@example.org"})

    assert family.path == "/tell/check"
    assert "kit@example.org" not in family.text


def test_a_parents_earlier_number_does_not_go_out_with_a_young_persons_message(
    family: Visitor, wiring: Wiring
) -> None:
    adult = concern_checked(family, before="y", earlier="M4RZZYP1J")
    adult.open("/tell/who?change=1").send(author_kind="young_person")
    for _ in range(8):
        page = family.path.rpartition("/")[2]
        given = {"danger": {"danger": "no"}, "answer": {"answer": "yes"},
                 "say": {"pictures": ["school"], "age_band": "from_16_to_17"}}  # fmt: skip
        family.send(**given.get(page, {}))
        if family.heading == "We have your message":
            break

    found = kept(wiring)
    assert found.author_kind is AuthorKind.YOUNG_PERSON
    assert (found.sent_before, found.earlier_reference) == (False, None)
