"""Whatever is typed: a plain page that says what to do, with the words still on it."""

from io import BytesIO

import pytest
from sqlalchemy import func, select

from portal.models import Submission
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import concern_checked, sent


@pytest.fixture
def checked(family: Visitor) -> Visitor:
    return concern_checked(family)


def test_fifty_thousand_characters_stay_on_the_page(checked: Visitor) -> None:
    words = "The bus is late. " * 3_000

    checked.open("/tell/words?change=1").send(words=words)

    assert checked.answer.status_code == 422
    assert checked.faults[0].startswith("Your words are 31,000 characters too long")
    assert checked.page.get_element_by_id("words").text.strip() == words.strip()


def test_new_lines_are_one_character_each(checked: Visitor) -> None:
    words = "a\r\n" * 10_000

    checked.open("/tell/words?change=1").send(words=words)

    assert checked.path == "/tell/check"


@pytest.mark.parametrize(
    ("bad", "kept"), [("%00", "\ufffd"), ("%ED%A0%80", "%ED%A0%80"), ("%ff", "%FF")]
)
def test_bytes_that_no_database_keeps_do_not_stop_a_message(
    checked: Visitor, bad: str, kept: str, wiring: Wiring
) -> None:
    address, body = checked.open("/tell/words?change=1").filled(words="WORDS")
    form = "&".join(f"{name}={value}" for name, value in body.items() if name != "submit")
    raw = form.replace("WORDS", f"words+{bad}+words")
    checked.client.post(address, data=raw, content_type="application/x-www-form-urlencoded")

    checked.open("/tell/check").send()

    assert checked.heading == "We have your message"
    with wiring.reads() as session:
        assert session.scalars(select(Submission.words)).one() == f"words {kept} words"


@pytest.mark.parametrize(
    ("page", "fields", "said"),
    [
        ("who", {"author_kind": "king"}, "Say who you are"),
        ("who", {"author_kind": ["king", "queen"]}, "Say who you are"),
        ("kind", {"kind": ""}, "Say whether you want an answer"),
        ("danger", {"danger": "perhaps"}, "Say whether anyone is in danger"),
        ("about", {"needs": ["send_transport", "gold"]}, "Choose at least one"),
        ("about", {"needs": []}, "Choose at least one"),
        ("words", {"words": " \n "}, "Tell us what is happening"),
        ("child", {"age": "999"}, "Enter the age in years"),
        ("child", {"age": "-1"}, "Enter the age in years"),
        ("child", {"age": "9 and a half"}, "Enter the age in years"),
        ("child", {"age": "9" * 5000}, "Enter the age in years"),
        ("child", {"postcode": "somewhere"}, "Enter the first half of the postcode"),
        ("share", {"hide": "yes", "must_not_see": " "}, "Say who must not see it"),
        ("share", {"hide": "maybe"}, "Choose from the answers on this page"),
        ("reach", {"contact": "not an address"}, "Enter an e-mail address"),
        ("reach", {"contact": "a@example.org\r\nBcc: b@example.org"}, "Enter an e-mail address"),
    ],
)
def test_an_answer_that_cannot_be_is_asked_again(
    checked: Visitor, page: str, fields: dict[str, object], said: str
) -> None:
    checked.open(f"/tell/{page}?change=1").send(**fields)

    assert checked.answer.status_code == 422
    assert checked.faults[0].startswith(said)
    assert checked.page.findtext(".//title").strip().startswith("Error: ")


@pytest.mark.parametrize("age", ["9", " 9 ", "９", "٩", "09"])
def test_figures_of_any_script_are_an_age(checked: Visitor, age: str, wiring: Wiring) -> None:
    checked.open("/tell/child?change=1").send(age=age)

    checked.send()

    with wiring.reads() as session:
        assert session.scalars(select(Submission.age)).one() == 9


def test_a_raised_two_is_no_reason_to_fall_over(checked: Visitor) -> None:
    checked.open("/tell/child?change=1").send(age="²")

    assert checked.path == "/tell/check"


def test_a_whole_postcode_is_cut_to_its_first_half(checked: Visitor, wiring: Wiring) -> None:
    checked.open("/tell/child?change=1").send(postcode="ip1 2bx")

    assert "2BX" not in checked.text.upper()
    checked.send()
    with wiring.reads() as session:
        assert session.scalars(select(Submission.postcode_district)).one() == "IP1"


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (["31", "2", "2026"], "Enter a real date"),
        (["x", "", ""], "Enter a real date"),
        (["25", "11", "2026"], "The date on the letter must not be after today"),
        (["1", "1", "1926"], "Check the year on the letter"),
    ],
)
def test_a_date_that_cannot_be_is_asked_again(family: Visitor, date: list[str], said: str) -> None:
    concern_checked(family, needs=["ehc_plan"])

    family.open("/tell/letter?change=1").send(letter="yes", letter_on=date)

    assert family.answer.status_code == 422
    assert family.faults[0].startswith(said)
    assert family.page.get_element_by_id("letter_on-day").get("value") == date[0]


def test_a_date_that_can_be_is_kept(family: Visitor) -> None:
    concern_checked(family, needs=["ehc_plan"])

    family.open("/tell/letter?change=1").send(letter_on=["23", "11", "2026"])

    assert "Yes, from Monday 23 November 2026" in family.text


def test_a_page_without_its_token_gives_the_words_back(checked: Visitor, wiring: Wiring) -> None:
    address, body = checked.open("/tell/words?change=1").filled(words="The bus is late every day.")
    del body["csrf_token"]

    checked.post(address, body)

    assert checked.answer.status_code == 400
    assert "The bus is late every day." in checked.page.xpath("//textarea")[0].text
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Submission.id))).one() == 0


def test_a_check_page_of_another_draft_sends_nothing(checked: Visitor, wiring: Wiring) -> None:
    address, body = checked.filled(key="another")

    checked.post(address, body)

    assert checked.answer.status_code == 410
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Submission.id))).one() == 0


def test_words_in_any_script_come_back_unharmed(family: Visitor) -> None:
    words = "Ŵyn Ślązak 'قطار' 🚌 <script>alert(1)</script> ‮reversed"
    number, code = sent(family, words=words)

    family.open("/return").send(reference=number, code=code)

    assert words in family.page.xpath("//main//ol/li/span")[0].text_content()
    assert not family.page.xpath("//main//script")


@pytest.mark.parametrize("page", ["/tell/words", "/tell/child", "/return"])
def test_a_file_in_place_of_words_is_no_answer(checked: Visitor, page: str) -> None:
    checked.open(page)
    _address, body = checked.filled()
    names = ("words", "age", "reference", "code")
    files = {name: (BytesIO(b"words"), "words.txt") for name in names if name in body}
    rest = {name: value for name, value in body.items() if name not in files}

    checked.post(page, {**rest, **files})

    assert checked.answer.status_code < 500


@pytest.mark.parametrize("page", ["/tell/words", "/tell/about", "/tell/check", "/return"])
def test_json_in_place_of_a_form_is_no_answer(checked: Visitor, page: str, wiring: Wiring) -> None:
    token = checked.filled()[1]["csrf_token"]

    answer = checked.client.post(
        page,
        json={"words": 7, "needs": 7, "draft": 7, "reference": [], "code": {}},
        headers={"X-CSRFToken": str(token)},
    )

    assert answer.status_code < 500
    with wiring.reads() as session:
        assert session.scalars(select(func.count(Submission.id))).one() == 0


def test_five_thousand_fields_are_refused(checked: Visitor) -> None:
    address, body = checked.open("/tell/about?change=1").filled(needs=["other"] * 5_000)

    checked.post(address, body)

    assert checked.answer.status_code == 400
