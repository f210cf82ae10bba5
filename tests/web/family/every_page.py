"""Every page that a family may read, in its states, one after another.

A new page joins by a line in one of the ways below; a new question by its answer in `ANSWERS`.
"""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from flask import Flask
from lxml import html

from portal.domain import code_words, codes
from portal.domain.people import Role
from portal.domain.submissions import AuthorKind
from portal.services.submit import Receipt
from portal.web.pages.date_questions import QUESTIONS
from portal.wiring import Wiring
from tests.support.browserless import Fields, Visitor
from tests.support.some_files import PDF
from tests.support.translated import ARABIC, MONDAY, last_message, put
from tests.web.family.journeys import code_of, number_of
from tests.web.partner.conftest import Office, Worker

ANSWERS: dict[str, Fields] = {
    "kind": {"kind": "concern"},
    "notice": {},
    "danger": {"danger": "no"},
    "about": {"needs": ["send_transport", "ehc_plan", "school_support", "mental_health"]},
    "words": {"words": "The bus has not come for two weeks.", "wanted": "A bus that comes."},
    "child": {"age": "17", "postcode": "IP1", "gp_area": "suffolk_east_west"},
    "say": {
        "words": "The taxi is loud.",
        "pictures": ["travel"],
        "feeling": "sad",
        "age_band": "from_13_to_15",
    },
    "contact": {"contact": "kit@example.org"},
    "behalf": {"relation": "Grandmother", "agrees": "agrees"},
    "letter": {"letter": "yes", "letter_on": ["28", "9", "2026"]},
    "share": {"share": ["school"], "school_name": "Invented School", "hide": "no"},
    "answer": {"answer": "yes"},
    "reach": {"contact": "robin@example.org"},
}
"""What somebody answers to each question, by its name in the address."""

READING = ("/", "/help", "/privacy", "/cookies", "/accessibility", "/goodbye", "/return", "/dates",
           "/how-themes-are-suggested", "/no-such-page", "/case", "/tell/sent", "/young",
           "/privacy/young", "/you-said-we-did", "/how-long", "/status", "/pages", "/concern",
           "/concern/emergency", "/concern/appeal", "/concern/complaint", "/concern/records",
           "/supporting")  # fmt: skip
LEGAL = ("council_complaint", "social_care_complaint", "nhs_complaint", "school_complaint",
         "subject_access", "information_complaint")  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A page as it was shown: at which address, after which view, and as it was sent."""

    path: str
    endpoint: str
    page: html.HtmlElement
    sent: str


class Reader(Visitor):
    """A visitor who keeps every page; `tag` is what it chose to read in."""

    def __init__(self, app: Flask, seen: list[Seen], tag: str = "en") -> None:
        super().__init__(app.test_client())
        self.app, self.seen = app, []
        self.open("/help")
        token = self.page.xpath("//input[@name='csrf_token']/@value")[0]
        self.post("/language", {"lang": tag, "csrf_token": token})
        self.seen = seen

    def _arrive(self, answer):
        super()._arrive(answer)
        adapter = self.app.url_map.bind("localhost")
        matched = adapter.test(self.path, "GET") and adapter.match(self.path, "GET")[0]
        sent = self.answer.get_data(as_text=True)
        self.seen.append(Seen(self.path, matched or "", self.page, sent))
        return self

    def tell(self, who: str, **changes: object) -> "Reader":
        """From the first question to the check page; each page is first left empty."""
        self.open("/tell/who").send()
        self.send(author_kind=who)
        for _ in range(20):
            name = self.path.rpartition("/")[2]
            if name == "check":
                return self
            assert name in ANSWERS, f"Write in {__name__}.ANSWERS what is answered to /tell/{name}"
            wrong = {field: "?" * 500 for field in self.filled()[1] if field in _named(name)}
            self.send(**wrong)
            self.open(f"/tell/{name}")
            given = {**ANSWERS[name], **changes}
            self.send(**{key: value for key, value in given.items() if key in self.offered()})
        raise AssertionError(f"the check page was never reached: {self.path}: {self.faults}")

    def offered(self) -> set[str]:
        """The names of the fields of the question."""
        return set(self.page.xpath("//main//form[1]//@name"))

    def reopen(self) -> "Reader":
        """Keep the number and the words, leave, come back: first with nothing, then wrongly."""
        kept = kept_by(self)
        self.open("/tell/sent/sheet").open("/tell/sent/sheet?large=1").open("/tell/sent")
        self.send("/tell/kept")
        self.send("/tell/kept", kept="yes")
        self.open("/return").send()
        self.open("/return").send(reference="4F7K-2M9Q-X", code="horsse")
        self.open("/return").send(**kept)
        return self


def kept_by(reader: Visitor) -> Fields:
    """The number and the words on the page, as the form of those who come back takes them."""
    return {"reference": number_of(reader), "code": " ".join(code_of(reader))}


def _named(step: str) -> set[str]:
    return set(ANSWERS[step])


Way = Callable[["Walk"], None]


@dataclass
class Walk:
    """What the ways share: the portal, its office, and the pages seen up to now."""

    app: Flask
    wiring: Wiring
    office: Office
    sam: Worker
    tag: str
    seen: list[Seen]

    def reader(self) -> Reader:
        return Reader(self.app, self.seen, self.tag)


def reading(walk: Walk) -> None:
    """Pages that need nothing."""
    reader = walk.reader()
    for path in READING:
        reader.open(path)
    for one in QUESTIONS:
        reader.open(f"/dates?what={one}&day=28&day=9&day=2026")
    reader.open("/dates?what=letter&day=28&day=9&day=2026&certificate=3&certificate=11"
                "&certificate=2026")  # fmt: skip
    reader.open("/dates?what=&day=31&day=2&day=2026")
    reader.post("/tell/kind", {"words": "Words that came without the token of the form."})


def telling(walk: Walk) -> None:
    """Everybody who may write, up to the page after sending, and back to the message."""
    for who in AuthorKind:
        reader = walk.reader().tell(who.value)
        reader.send().reopen()
        reader.open("/case/why").send()
        reader.open("/case").send("/case", words="").send("/case", words="Thank you.")
        reader.send("/case/leave")
    view = walk.reader().tell("parent_or_carer", kind="view", needs=["other"])
    view.send().reopen().open("/case/why")
    view.open("/tell/check")
    walk.reader().tell("parent_or_carer").send().open("/tell/sent/about-you").send(sex="x")
    for young in ({"age_band": "under_13", "answer": "not_sure"}, {}):
        reader = walk.reader().tell("young_person", **young).send()
        reader.open("/tell/sent/about-you").send(sex="female", language="another").reopen()


def saved(walk: Walk) -> None:
    """Answers put away half-filled, taken up again, and sent."""
    reader = walk.reader().open("/tell/who?door=concern")
    reader.send(save="1", author_kind="helper")
    kept = kept_by(reader)
    reader.open("/tell/saved").open("/return").send(**kept)
    walk.reader().tell("helper").send(save="1")


def supported(walk: Walk) -> None:
    """A code for a supporter: made, used, ended."""
    reader = walk.reader().tell("parent_or_carer").send().reopen()
    reader.open("/case/supporters").send("/case/supporters")
    reader.send("/case/supporters", supporter="Aunt Sam", reads_words="y")
    supporter = walk.reader().open("/return").send(**kept_by(reader))
    supporter.send(words="").send(words="I can bring the papers.")
    ends = reader.open("/case/supporters").page.xpath("//form/@action[contains(., '/end')]")
    reader.send(ends[0])


def answered(walk: Walk) -> None:
    """What a message looks like as a caseworker goes on with it."""
    receipt = walk.office.receive(needs=("send_transport",))
    family = walk.reader()
    words = " ".join(code_words.words_of(receipt.code, code_words.ENGLISH))
    for deed, said in (("accept", None), ("acknowledge", "We read it."), ("ask", "Which bus?"),
                       ("answer", "A new bus comes."), ("propose", "It came.")):  # fmt: skip
        page = walk.sam.browser.open(f"/cases/{receipt.reference}/{deed}")
        page.send(**({"words": said} if said else {}))
        family.open("/return").send(reference=receipt.reference, code=words)
        family.open("/case/why")
    family.open("/case").send("/case/changed")


def reached(walk: Walk) -> None:
    """Rights, and the page of the way to reach a family: with one, in error, without one."""
    reader = walk.reader().tell("parent_or_carer").send().reopen()
    reader.open("/case/contact").send("/case/contact", contact="nowhere")
    reader.send("/case/contact/after", after="keep").send("/case/contact/erase")
    reader.open("/case/rights").send("/case/rights/delete")
    reader.open("/case/who-looked")


def two_voices(walk: Walk) -> None:
    """A question about another voice: asked, answered, linked; and two of one author's own."""
    young = walk.office.receive(author_kind=AuthorKind.YOUNG_PERSON, age=None, contact=None)
    parent, tess = walk.office.unplaced(), walk.office.sign_in(Role.TRIAGE, "triage", name="Tess")
    reader, parents = walk.reader(), walk.reader()
    tess.browser.open(f"/cases/{young.reference}/link").send(number=parent)
    reader.open("/return").send(reference=young.reference, code=_english(young))
    reader.open("/case/together").send("/case/together")
    reader.send("/case/together", together="yes").open("/case")
    tess.browser.open("/links").send("/links")
    other = walk.office.receive(sent_before=True, must_not_see="Him")
    parents.open("/return").send(reference=other.reference, code=_english(other))
    parents.open("/case/earlier").send("/case/earlier")
    tess.browser.open(f"/links/{other.reference}").send(outcome="one", number=parent, how="Rang.")
    parents.open("/case/earlier")
    more = walk.office.receive(words="More of it.")
    parents.send("/case/earlier", reference=more.reference, code=_english(more))


def _english(receipt: Receipt) -> str:
    return " ".join(code_words.words_of(receipt.code, code_words.ENGLISH))


def deleted(walk: Walk) -> None:
    """What is left once two people have deleted the words, and then the rest."""
    receipt = walk.office.receive(name="Ada Invented")
    family = walk.reader()
    family.open("/return").send(reference=receipt.reference, code=_english(receipt))
    triage = walk.office.sign_in(Role.TRIAGE, "triage").browser
    officer = walk.office.sign_in(Role.DPO, name="Olu").browser
    family.open("/case/rights").send("/case/rights/delete")
    for fields in ({"outcome": "part", "parts": ["words"], "stays": ["family_wish"]},
                   {"outcome": "deleted"}):  # fmt: skip
        page = f"/requests-to-delete/{codes.format_reference(receipt.reference)}"
        triage.open(page).send(**fields, words="We deleted it.")
        officer.open(page).send(f"{page}/agree")
        family.open("/case")
        if fields["outcome"] == "part":
            family.send("/case/deleted")


def filed(walk: Walk) -> None:
    """Files before sending and afterwards: none chosen, one not taken, one kept, one deleted."""
    reader = walk.reader().tell("parent_or_carer")
    reader.open("/tell/files").send("/tell/files")
    reader.send("/tell/files", files=[(io.BytesIO(b"?"), "bus.exe"), (io.BytesIO(PDF), "a.pdf")])
    reader.open("/tell/check").send().reopen()
    reader.open("/case/files").send("/case/files", files=[(io.BytesIO(b""), "b.pdf")])
    reader.send(reader.page.xpath("//form/@action[contains(., '/delete')]")[0])


def made_formal(walk: Walk) -> None:
    """Each way that can be made formal: asked, made, ended, taken back."""
    reader = walk.reader().tell("parent_or_carer")
    reader.send().reopen()
    for way in dict.fromkeys(reader.page.xpath("//a[contains(@href, '/case/formal/')]/@href")):
        reader.open(way).send()
    reader.open("/case")
    for back in dict.fromkeys(reader.page.xpath("//a[contains(@href, '/formal/back/')]/@href")):
        reader.open(back)
    reader.send()


def translated(walk: Walk) -> None:
    """What people translated of both sides' words: read, said with too many words, said, mended."""
    receipt, sam = walk.office.receive(words=ARABIC, language="ar"), walk.sam
    number = put(walk.wiring, sam.member, receipt.reference)
    sam.browser.open(f"/cases/{receipt.reference}").send()
    sam.browser.open(f"/cases/{receipt.reference}/answer").send(words="A bus comes on Monday.")
    put(walk.wiring, sam.member, receipt.reference, MONDAY, last_message(walk.wiring))
    family = walk.reader()
    family.open("/return").send(reference=receipt.reference, code=_english(receipt))
    wrong, words = f"/case/translations/{number}/not-right", f"translation-{number}-words"
    family.send(wrong, **{words: "?" * 5_000})
    family.open("/case").send(wrong, **{words: "Two weeks, not two days."})
    put(walk.wiring, sam.member, receipt.reference, "The bus never came.")
    family.open("/case")


WAYS: tuple[Way, ...] = (
    reading,
    telling,
    saved,
    supported,
    answered,
    reached,
    two_voices,
    filed,
    made_formal,
    translated,
    deleted,
)
NOT_PAGES = frozenset({"pages.brand", "pages.health", "pages.leave", "family.file",
                       "family.saved_before"})  # fmt: skip
"""Addresses that answer with no page to read."""


def pages(walk: Walk) -> list[Seen]:
    """All of them, in the walk's language."""
    for way in WAYS:
        way(walk)
    return walk.seen


def missed(app: Flask, seen: list[Seen]) -> list[str]:
    """Pages of families that no way has opened, by the names of their views."""
    known = {one.endpoint for one in seen} | NOT_PAGES
    return sorted(
        {
            rule.endpoint
            for rule in app.url_map.iter_rules()
            if rule.endpoint.partition(".")[0] in ("family", "pages")
            and "GET" in (rule.methods or ())
            and rule.endpoint not in known
        }
    )


def words_of(page: html.HtmlElement) -> Iterator[str]:
    """The pieces of text that are ours: nothing typed, nothing marked with a language of its own.

    The tables of counted days are left out: hundreds of "day 7, counted" would make any page easy.
    """
    for block in page.xpath(BLOCKS):
        said = "".join(_ours(block))
        if said.strip():
            yield " ".join(said.split())


OWN = ("h1", "h2", "h3", "p", "li", "dt", "dd", "label", "legend", "td", "th", "caption", "summary",
       "button", "div", "ul", "ol", "dl", "form", "table", "details", "section")  # fmt: skip
"""Elements that begin a piece of text of their own."""

BLOCK = "|".join(f"self::{tag}" for tag in OWN)
BLOCKS = (
    f"//main//*[{BLOCK}][not(ancestor::*[contains(@class, 'portal-days')])]"
    "[not(ancestor-or-self::*[@data-typed or (@lang and ancestor::main)])]"
    "[not(self::form or self::table or self::ul or self::ol or self::dl)]"
)


def _ours(element: html.HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        theirs = child.get("data-typed") is not None or child.get("lang") is not None
        inner = isinstance(child.tag, str) and not theirs
        if inner and child.tag not in (*OWN, "script", "textarea", "select", "bdi"):
            yield from _ours(child)
        elif child.tag == "bdi":
            yield "it"
        yield child.tail or ""
