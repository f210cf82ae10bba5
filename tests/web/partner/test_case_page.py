"""The case page: everything that a caseworker needs, nothing that could run, nobody's secrets."""

from datetime import date

import pytest

from portal.domain.people import Role
from portal.models import SealedIdentity
from portal.services import audit
from tests.web.partner.conftest import TRANSPORT, Office, Worker

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    "{{ 7*7 }}{% for x in y %}",
    "</textarea><script>alert(1)</script>",
    "javascript:alert(1)",
    "\u202egnp.exe\u202c",
    "s\u200bu\u200bi",
)


def test_the_page_says_what_matters_in_the_order_that_it_matters(office: Office, sam: Worker):
    reference = office.send(
        wanted="A smaller bus.",
        access_needs="Ring after 6pm",
        decision_letter_on=date(2026, 10, 28),
        pass_on=("nsft",),
        name="Maria Nowak",
    )

    text = sam.browser.open(f"/cases/{reference}").text

    told = [
        "Maria Nowak",
        "Ring after 6pm",
        "We have not checked who this is.",
        "Next: accept or give back",
        "The bus has not come",
        "A smaller bus.",
        "Wednesday 28 October 2026",
        "Norfolk and Suffolk mental health NHS",
        "Why it was routed this way",
        "Nobody has written yet.",
        "What happened",
        "Notes",
        "Themes",
    ]
    places = [text.find(one) for one in told]
    assert -1 not in places, told[places.index(-1)]
    assert places == sorted(places)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_are_shown_and_never_run(office: Office, sam: Worker, words: str):
    reference = office.send(words=words, wanted=words, access_needs=words, name=words)
    plain = office.send()
    sam.browser.open(f"/cases/{reference}").send()
    for action in ("message", "note"):
        sam.browser.open(f"/cases/{reference}/{action}").send(words=words)
    sam.browser.open(f"/cases/{reference}")
    shown = sam.browser.page

    sam.browser.open(f"/cases/{plain}")
    innocent = sam.browser.page

    assert shown.text_content().count(words) >= 6
    assert len(shown.xpath("//script")) == len(innocent.xpath("//script"))
    assert shown.xpath("//main//img | //main//svg | //@onerror | //@onload") == []


def test_a_name_that_is_to_be_hidden_is_not_shown(office: Office, sam: Worker):
    shown, hidden = office.send(name="Maria Nowak"), office.send(name="Ewa Zielinska")
    with office.wiring.writes.begin() as session:
        of_hidden = office.submission(hidden).id
        row = session.query(SealedIdentity).filter_by(submission_id=of_hidden).one()
        row.hidden_from_services = True

    assert "Maria Nowak" in sam.browser.open(f"/cases/{shown}").text
    assert "Ewa Zielinska" not in sam.browser.open(f"/cases/{hidden}").answer.text


def test_where_to_reach_a_family_is_never_shown(office: Office, sam: Worker):
    reference = office.send(contact="safe@example.org")

    assert "safe@example.org" not in sam.browser.open(f"/cases/{reference}").answer.text


def test_a_note_of_ones_own_partner_stays_there(office: Office, sam: Worker):
    reference = office.send()
    sam.browser.open(f"/cases/{reference}/note").send(words="For us alone.", scope="own_partner")
    sam.browser.open(f"/cases/{reference}/note").send(words="For all of us.", scope="shared")
    sam.browser.open(f"/cases/{reference}/give-back").send(because="Not ours.")

    triage = office.sign_in(Role.TRIAGE, "triage").browser.open(f"/cases/{reference}")

    assert "For all of us." in triage.text
    assert "For us alone." not in triage.text


def test_nothing_of_safeguarding_is_told_to_a_partner(office: Office, sam: Worker):
    reference = office.send(words="He says that he wants to die of boredom on that bus.")
    lead = office.sign_in(Role.SAFEGUARDING, "wsft")
    lead.browser.open(f"/cases/{reference}/release").send(reason="A figure of speech, BRAMBLE.")
    triage = office.sign_in(Role.TRIAGE, "triage")
    triage.browser.open(f"/cases/{reference}/place").send(
        partner=TRANSPORT, because="Travel.", nobody_named="y"
    )

    page = sam.browser.open(f"/cases/{reference}")

    assert page.heading.startswith("Case ")
    assert "BRAMBLE" not in page.answer.text
    assert "lead" not in page.page.xpath("string(//section[@aria-labelledby='history']/ol)")


def test_a_reading_that_cannot_be_written_down_is_not_shown(
    office: Office, sam: Worker, monkeypatch: pytest.MonkeyPatch
):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("the disc is full")

    reference = office.send(words="Quibblewick")
    monkeypatch.setattr(audit, "record_read", refuse)

    answer = sam.browser.client.get(f"/cases/{reference}")

    assert answer.status_code == 500
    assert "Quibblewick" not in answer.text
