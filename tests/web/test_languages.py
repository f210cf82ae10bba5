"""Every page that families read, in Arabic: words, direction, dates, plurals, English beside.

That the catalogue is whole and its placeholders agree is tried in tests/house/test_translations.py.
"""

import re
from collections.abc import Callable, Iterator
from importlib.resources import files
from itertools import product
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import gettext, ngettext
from lxml import html
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from portal.adapters.holidays import england_and_wales
from portal.domain.messages import MessagePurpose
from portal.domain.partnership import packaged, read
from portal.domain.people import Role
from portal.domain.routing import Facts, route
from portal.models import Referral
from portal.services import casework, place
from portal.services.casework import Words
from portal.web import review, statuses, strings
from portal.web.locale import catalogues
from portal.web.reasons import reason
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.support.staff import deed, hire
from tests.web.family.journeys import CONCERN, code_of, number_of

ARABIC = re.compile("[\u0600-\u06ff]")
SENTENCE = re.compile(r"\b[A-Za-z]+(?: [a-z]+){2,}")
"""Three English words of which two are small: a sentence, not a name."""

PARENT = {
    **CONCERN,
    "about": {"needs": ["send_transport", "autism_assessment", "ehc_plan"]},
    "words": {"words": "الحافلة لم تأتِ منذ أسبوعين.", "wanted": "حافلة تأتي."},
    "child": {"age": "9", "postcode": "IP1", "gp_area": "suffolk_east_west"},
}
YOUNG = {
    "who": {"author_kind": "young_person"},
    "danger": {"danger": "no"},
    "say": {
        "pictures": ["school", "not_heard"],
        "words": "لا أحد يسمعني.",
        "feeling": "sad",
        "age_band": "from_13_to_15",
    },
    "answer": {"answer": "yes"},
    "contact": {"contact": "amal@example.com"},
}

ANSWER = "We have rung the firm for you."


class Reader(Visitor):
    """A visitor who keeps every page that was shown."""

    def __init__(self, app: Flask, language: str = "ar") -> None:
        super().__init__(app.test_client())
        self.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
        self.seen: list[tuple[str, html.HtmlElement]] = []

    def _arrive(self, answer):
        super()._arrive(answer)
        self.seen.append((self.path, self.page))
        return self

    def tell(self, answers: dict[str, dict[str, object]]) -> "Reader":
        """Each page first left as wrong as can be, then answered; up to "check your answers"."""
        self.open("/tell/who")
        for _ in range(20):
            name = self.path.rpartition("/")[2]
            if name == "check":
                return self
            self.send(**dict.fromkeys(answers.get(name, {}), "?" * 500))
            self.open(f"/tell/{name}").send(**answers.get(name, {}))
        raise AssertionError(f"the check page was never reached: {self.path}")


def unmarked(page: html.HtmlElement) -> Iterator[str]:
    """What is read on the page and not marked as English: texts, and names for screen readers."""
    for node in page.iter():
        marked = isinstance(node.tag, str) and node.xpath("ancestor-or-self::*[@lang][1]/@lang")
        if marked and marked[0] == "ar" and node.tag not in {"script", "style"}:
            yield from (node.get("aria-label") or "", node.text or "")
            yield from (value for key, value in node.items() if key.startswith("data-i18n"))
        if node.getparent() is not None and node.tail:
            around = node.getparent().xpath("ancestor-or-self::*[@lang][1]/@lang")
            yield node.tail if around == ["ar"] else ""


def english_in(page: html.HtmlElement, kept: frozenset[str]) -> list[str]:
    texts = [" ".join(text.split()) for text in unmarked(page)]
    return [text for text in texts if text in kept or SENTENCE.search(text)]


@pytest.fixture(scope="module")
def sentences() -> frozenset[str]:
    """The catalogue's English wherever Arabic says it in another way."""
    with (catalogues() / "ar" / "LC_MESSAGES" / "messages.po").open("rb") as source:
        return frozenset(str(one.id) for one in read_po(source) if one.id and one.string != one.id)


@pytest.fixture
def written(wiring: Wiring, clock: FrozenClock) -> Callable[[], None]:
    """A caseworker takes the turn, answers in English, and asks whether it is done."""

    def work() -> None:
        with wiring.writes() as session:
            member = hire(session, Role.CASEWORKER, "scc_transport")
            both = (joinedload(Referral.submission), joinedload(Referral.partner))
            referral = session.scalars(select(Referral).options(*both)).one()
            case, acts = referral.submission, deed(member, now=clock.now())
            place.accept(session, member, referral, acts)
            ours, theirs = Words("We have read it now.", "a" * 30), Words(ANSWER, "b" * 30)
            casework.write(session, member, case, MessagePurpose.ACKNOWLEDGEMENT, ours, acts)
            casework.answer(session, member, case, theirs, acts, referral=referral, points=(1,))
            done = Words("We think that this is done now.", "c" * 30)
            casework.propose_resolved(session, member, case, done, acts, referral)
            session.commit()

    return work


def expect_arabic(reader: Reader, sentences: frozenset[str], least: int) -> None:
    assert len({path for path, _ in reader.seen}) >= least
    for path, page in reader.seen:
        assert (page.get("lang"), page.get("dir")) == ("ar", "rtl"), path
        assert ARABIC.search(page.xpath("//h1")[0].text_content()), path
        assert english_in(page, sentences) == [], path


def test_a_parent_meets_no_english_on_the_way(app: Flask, sentences: frozenset[str]) -> None:
    reader = Reader(app)

    reader.open("/").tell(PARENT).send().send().open("/tell/sent")

    expect_arabic(reader, sentences, 13)


def test_a_young_person_meets_no_english_on_the_way(app: Flask, sentences: frozenset[str]) -> None:
    reader = Reader(app)

    reader.open("/young").tell(YOUNG).send()

    expect_arabic(reader, sentences, 9)


def test_who_comes_back_meets_no_english_but_what_staff_wrote(
    app: Flask, sentences: frozenset[str], written, clock: FrozenClock
) -> None:
    reader = Reader(app)
    reader.tell({**PARENT, "about": {"needs": ["send_transport"]}}).send()
    kept = {"reference": number_of(reader), "code": " ".join(code_of(reader))}
    clock.move(days=40)
    written()

    reader.open("/return").send(reference="4F7K", code="apple banana")
    reader.open("/return").send(**kept).send(action="/case/not-changed").send(words=" ")

    assert ANSWER in reader.text
    assert "Sam" in reader.text
    expect_arabic(reader, sentences, 12)


@pytest.mark.parametrize(
    "path", ["/help", "/privacy", "/cookies", "/accessibility", "/goodbye", "/nowhere", "/case"]
)
def test_a_page_to_read_has_no_english(app: Flask, sentences: frozenset[str], path: str) -> None:
    reader = Reader(app)

    reader.open(path)

    expect_arabic(reader, sentences, 1)


def test_english_on_an_arabic_page_would_be_noticed(sentences: frozenset[str]) -> None:
    page = html.document_fromstring(
        "<html lang='ar'><p>Back<p>نعم You did not say<p lang='en'>Continue as you were<p>IPSEA"
    )

    assert english_in(page, sentences) == ["Back", "نعم You did not say"]


def test_a_fault_is_announced_in_the_language_too(app: Flask) -> None:
    reader = Reader(app)

    reader.open("/tell/who").send()

    (fault,) = reader.page.xpath("//p[@class='govuk-error-message']")
    assert " ".join(fault.text_content().split()) == "خطأ: يُرجى اختيار من أنت"
    assert reader.page.findtext(".//title").strip().startswith("خطأ: ")


def test_dates_are_those_of_the_language(app: Flask) -> None:
    reader = Reader(app)

    reader.tell(PARENT).send()

    times = [" ".join(one.text_content().split()) for one in reader.page.xpath("//main//time")]
    assert times[0] == "الساعة 9:40 م يوم الثلاثاء، 24 نوفمبر 2026"
    assert "الخميس، 26 نوفمبر" in times


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لم يبقَ أي حرف"),
        (1, "بقي حرف واحد"),
        (2, "بقي حرفان"),
        (3, "بقيت 3 أحرف"),
        (11, "بقي 11 حرفًا"),
        (100, "بقي 100 حرف"),
        (103, "بقيت 103 أحرف"),
    ],
)
def test_a_number_has_its_own_form(app: Flask, count: int, said: str) -> None:
    one, many = "You have %(count)s character left", "You have %(count)s characters left"

    with app.test_request_context("/?lang=ar"):
        assert ngettext(one, many, count, count=count) == said


def test_a_number_to_ring_keeps_its_order(app: Flask) -> None:
    reader = Reader(app)

    reader.open("/")

    assert "الهاتف: \u206601632 960 100\u2069" in reader.text


def test_the_secret_words_are_marked_with_their_own_language(app: Flask) -> None:
    reader = Reader(app)

    reader.tell(PARENT).send()

    (words,) = reader.page.xpath("//ol[@translate='no']")
    assert words.get("lang") == "ar"
    assert {one.get("dir") for one in words.iter("strong")} == {"auto"}


@pytest.mark.parametrize(
    ("page", "answers", "question"),
    [
        ("danger", PARENT, "Is anyone in danger right now?"),
        ("share", PARENT, "Is there anyone who must not see it?"),
        ("notice", YOUNG, "We will not show it to your family or school unless you say yes."),
        ("danger", YOUNG, "Are you safe right now?"),
    ],
)
def test_the_english_stands_beside_danger_and_consent(
    app: Flask, page: str, answers: dict[str, dict[str, object]], question: str
) -> None:
    reader = Reader(app)

    reader.tell(answers)

    shown = next(one for path, one in reader.seen if path.endswith(page))
    (beside,) = shown.xpath("//*[@class='portal-beside']")
    assert (beside.get("lang"), beside.get("dir")) == ("en", "ltr")
    assert question in beside.text_content()
    assert not ARABIC.search(beside.text_content())


def test_english_pages_need_no_english_beside(app: Flask) -> None:
    reader = Reader(app, "en")

    reader.tell(PARENT)

    assert len(reader.seen) > 10
    assert not any(page.xpath("//*[@class='portal-beside']") for _, page in reader.seen)
    assert "native speaker" not in html.tostring(reader.page, encoding="unicode")


def test_every_page_says_that_nobody_has_checked_its_words(app: Flask) -> None:
    reader = Reader(app)

    reader.open("/help")

    assert reader.page.xpath("//*[@class='portal-unreviewed']")


def test_a_checked_language_needs_neither(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = (catalogues() / "ar" / "LC_MESSAGES" / "messages.po").read_text(encoding="utf-8")
    checked = tmp_path / "ar" / "LC_MESSAGES" / "messages.po"
    checked.parent.mkdir(parents=True)
    checked.write_text(words.replace("X-Review: awaiting", "X-Review: reviewed"), encoding="utf-8")
    monkeypatch.setattr(review, "catalogues", lambda: tmp_path)
    review.is_reviewed.cache_clear()
    reader = Reader(app)

    reader.tell(PARENT)

    review.is_reviewed.cache_clear()
    assert reader.page.get("lang") == "ar"
    assert not any(
        page.xpath("//*[@class='portal-beside' or @class='portal-unreviewed']")
        for _, page in reader.seen
    )


def test_every_reason_of_the_rules_is_said_in_arabic(app: Flask) -> None:
    partnership = read(packaged())
    needs = [need.key for need in partnership.needs]
    places = product((None, "IP1", "IP5", "NR14", "IP17", "NR31", "NR33", "ZZ9", "?"),
                     (None, "suffolk_east_west", "waveney", "elsewhere"))  # fmt: skip
    reasons = {
        route(Facts(need, age, district, area), partnership).because
        for (district, area), need, age in product(list(places), needs, (None, 5, 14, 17, 20, 30))
    }

    with app.test_request_context("/?lang=ar"):
        left = [one for one in reasons if 'lang="en"' in reason(one)]

    assert len(reasons) > 100
    assert left == []


def test_a_reason_that_a_person_wrote_stays_english_and_is_marked(app: Flask) -> None:
    with app.test_request_context("/?lang=ar"):
        said = reason("We asked the school. <They> know.")

    assert said == '<span lang="en" dir="ltr">We asked the school. &lt;They&gt; know.</span>'


def test_a_reason_is_plain_on_an_english_page(app: Flask) -> None:
    with app.test_request_context("/?lang=en"):
        assert reason("The child is 9.") == "The child is 9."


def test_every_bank_holiday_has_a_name_in_arabic(app: Flask) -> None:
    names = set(england_and_wales(2024, 2040).closed.values())

    with app.test_request_context("/?lang=ar"):
        said = {name: gettext(name) for name in names}

    assert names <= set(strings.BANK_HOLIDAYS)
    assert all(ARABIC.search(each) for each in said.values())


def test_words_of_the_partnership_file_reach_the_translator() -> None:
    with files("portal.partnership").joinpath("suffolk.toml").open("rb") as source:
        found = {words: line for line, _, words, _ in strings.partnership(source, {}, (), {})}

    read_by_families = {"Travel to school or college", "Day and night", "A person will ask you."}
    assert read_by_families <= set(found)
    assert found["The council"] > 1
    assert "999" not in found
    assert not any("LADO" in words for words in found)


def test_statuses_are_words_of_the_language(app: Flask) -> None:
    with app.test_request_context("/?lang=ar"):
        said = [str(tag.text) for tag in statuses.FAMILY_STATUS.values()]

    assert said
    assert all(ARABIC.search(each) for each in said)


@pytest.mark.parametrize("kind", ["news", "receipt"])
def test_a_letter_to_a_family_is_whole_in_arabic(kind: str) -> None:
    english, arabic = (
        files("portal.mail").joinpath(kind, f"{code}.txt").read_text(encoding="utf-8")
        for code in ("en", "ar")
    )

    assert arabic.count("\n\n") == english.count("\n\n")
    assert re.findall(r"\{\w+\}", arabic) == re.findall(r"\{\w+\}", english) == ["{address}"]
    assert not SENTENCE.search(arabic)
    assert "«العودة إلى شيء أرسلته»" in arabic
