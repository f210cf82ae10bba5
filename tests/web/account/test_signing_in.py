"""The door of staff: who comes in, for how long, and what the browser is left with."""

import re

import pytest
from sqlalchemy import select

from portal.domain.people import Role
from portal.models import Membership, PortalSession, Staff
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.support.clock import FrozenClock
from tests.web.partner.conftest import PASSWORD, TRANSPORT, Office, Worker

WRONG = "The email address or the password is wrong. Check both and try again."


def sessions_of(wiring: Wiring) -> list[PortalSession]:
    with wiring.reads() as session:
        query = select(PortalSession).where(PortalSession.staff_id.is_not(None))
        return list(session.scalars(query.order_by(PortalSession.id)))


def test_the_right_pair_opens_the_inbox(office: Office):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)

    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)

    assert worker.browser.heading == "Your inbox"


def test_capitals_and_spaces_in_an_address_are_forgiven(office: Office):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)

    worker.browser.open("/sign-in").send(email=f" {worker.email.upper()} ", password=PASSWORD)

    assert worker.browser.heading == "Your inbox"


@pytest.mark.parametrize("email", ["", "nobody@example.org"])
def test_a_wrong_password_and_nobody_are_told_in_the_same_words(office: Office, email: str):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)

    worker.browser.open("/sign-in").send(email=email or worker.email, password="not this one")

    assert worker.browser.faults == [WRONG]


def test_somebody_who_was_disabled_cannot_sign_in(office: Office, wiring: Wiring):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)
    with wiring.writes.begin() as session:
        session.get_one(Staff, worker.member.staff_id).active = False

    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)

    assert worker.browser.faults == [WRONG]


def test_a_wrong_password_is_neither_shown_again_nor_stored(
    office: Office, wiring: Wiring, caplog: pytest.LogCaptureFixture
):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)

    worker.browser.open("/sign-in").send(email=worker.email, password="MARKER-of-a-password")

    assert worker.browser.faults == [WRONG]
    assert "MARKER" not in worker.browser.answer.text
    assert "MARKER" not in caplog.text


def test_a_network_that_guesses_must_wait(office: Office, clock: FrozenClock):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)
    for _ in range(5):
        worker.browser.open("/sign-in").send(email=worker.email, password="a guess")

    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)
    told = worker.browser.answer.status_code
    clock.move(seconds=16)
    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)

    assert told == 429
    assert worker.browser.heading == "Your inbox"


def test_whoever_is_not_signed_in_is_led_to_the_door_and_back(office: Office):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)
    asked = worker.browser.client.get("/inbox?show=answered")

    worker.browser.open(asked.location).send(email=worker.email, password=PASSWORD)

    assert asked.status_code == 302
    assert worker.browser.answer.request.full_path == "/inbox?show=answered"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "https:evil.example",
        "javascript:alert(1)",
        "http://localhost@evil.example/",
        "\thttps://evil.example",
    ],
)
@pytest.mark.parametrize("place", ["address", "form"])
def test_a_foreign_next_never_leads_off_this_site(office: Office, elsewhere: str, place: str):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)
    address = "/sign-in" if place == "form" else "/sign-in?next=" + elsewhere.replace("\t", "%09")
    where, body = worker.browser.open(address).filled(email=worker.email, password=PASSWORD)
    body |= {"next": elsewhere} if place == "form" else {}

    answer = worker.browser.client.post(where, data=body)

    assert answer.status_code == 302
    # A backslash becomes %5C: an address of ours that leads nowhere.
    assert answer.location in ("/staff", "/%5Cevil.example")


def test_signing_in_without_the_forms_token_is_refused(office: Office, wiring: Wiring):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)

    pair = {"email": worker.email, "password": PASSWORD}
    answer = worker.browser.client.post("/sign-in", data=pair)

    assert answer.status_code == 400
    assert sessions_of(wiring) == []


def test_the_cookie_holds_no_more_than_a_random_id(office: Office, sam: Worker, wiring: Wiring):
    cookie = sam.browser.client.get_cookie("staff")

    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert re.fullmatch(r"[\w-]{43}", cookie.value)
    (row,) = sessions_of(wiring)
    assert cookie.value not in row.id_hash
    signed = sam.browser.open("/inbox").client.get_cookie("portal")
    assert signed is not None
    assert "_user_id" not in str(sam.browser.client.application.json.dumps(signed.value))


def test_a_planted_id_is_never_the_one_that_is_signed_in(office: Office, wiring: Wiring):
    worker = office.hire(Role.CASEWORKER, TRANSPORT)
    worker.browser.client.set_cookie("staff", "planted")

    worker.browser.open("/sign-in").send(email=worker.email, password=PASSWORD)

    cookie = worker.browser.client.get_cookie("staff")
    assert cookie is not None
    assert cookie.value != "planted"
    assert worker.browser.heading == "Your inbox"


def test_signing_out_ends_it_for_every_copy_of_the_cookie(office: Office, sam: Worker):
    stolen = Visitor(office.app.test_client())
    cookie = sam.browser.client.get_cookie("staff")
    assert cookie is not None
    stolen.client.set_cookie("staff", cookie.value)
    before = stolen.client.get("/inbox").status_code

    token = sam.browser.open("/inbox").page.xpath("//form[@action='/sign-out']/input/@value")[0]
    sam.browser.post("/sign-out", {"csrf_token": token})

    assert before == 200
    assert stolen.client.get("/inbox").status_code == 302
    assert sam.browser.client.get("/inbox").status_code == 302


def test_signing_out_is_never_a_mere_link(sam: Worker):
    assert sam.browser.client.get("/sign-out").status_code == 405
    assert sam.browser.client.get("/inbox").status_code == 200


@pytest.mark.parametrize(("minutes", "status"), [(29, 200), (31, 302)])
def test_a_session_ends_after_half_an_hour_of_quiet(
    sam: Worker, clock: FrozenClock, minutes: int, status: int
):
    clock.move(minutes=minutes)

    assert sam.browser.client.get("/inbox").status_code == status


def test_a_session_ends_after_eight_hours_however_busy(sam: Worker, clock: FrozenClock):
    kept = []
    for _ in range(33):
        clock.move(minutes=15)
        kept.append(sam.browser.client.get("/inbox").status_code)

    assert kept[:31] == [200] * 31
    assert kept[-1] == 302


def test_reading_writes_the_last_use_at_most_once_a_minute(
    sam: Worker, clock: FrozenClock, wiring: Wiring
):
    began = clock.now()
    clock.move(seconds=50)
    sam.browser.client.get("/inbox")
    (early,) = sessions_of(wiring)
    clock.move(seconds=20)
    sam.browser.client.get("/inbox")

    (later,) = sessions_of(wiring)
    assert (early.seen_at, later.seen_at) == (began, clock.now())


def test_an_administrator_ends_every_session_by_the_epoch(sam: Worker, wiring: Wiring):
    with wiring.writes.begin() as session:
        session.get_one(Staff, sam.member.staff_id).epoch += 1

    assert sam.browser.client.get("/inbox").status_code == 302


def test_a_disabled_account_is_out_at_once(sam: Worker, wiring: Wiring):
    with wiring.writes.begin() as session:
        session.get_one(Staff, sam.member.staff_id).active = False

    assert sam.browser.client.get("/inbox").status_code == 302


def test_a_hat_that_was_taken_away_opens_nothing_from_then_on(
    office: Office, sam: Worker, wiring: Wiring, clock: FrozenClock
):
    reference = office.send()
    address, body = sam.browser.open(f"/cases/{reference}/give-back").filled(because="Not ours.")
    with wiring.writes.begin() as session:
        hats = session.scalars(select(Membership).where(Membership.staff_id == sam.member.staff_id))
        hats.one().ended_at = clock.now()

    answer = sam.browser.client.post(address, data=body)

    assert answer.status_code == 403
    assert "Not ours." not in answer.text
    assert sam.browser.client.get("/inbox").status_code == 403


def test_a_changed_role_counts_from_the_next_request(sam: Worker, wiring: Wiring):
    before = sam.browser.client.get("/inbox").status_code
    with wiring.writes.begin() as session:
        hats = session.scalars(select(Membership).where(Membership.staff_id == sam.member.staff_id))
        hats.one().role = Role.BOARD

    assert (before, sam.browser.client.get("/inbox").status_code) == (200, 403)


def test_words_typed_after_the_session_ended_are_given_back(
    office: Office, sam: Worker, clock: FrozenClock
):
    reference = office.send()
    words = "It took me an hour to write this reason."
    address, body = sam.browser.open(f"/cases/{reference}/give-back").filled(because=words)
    clock.move(minutes=31)

    answer = sam.browser.client.post(address, data=body)

    assert answer.status_code == 401
    assert words in answer.text


@pytest.mark.parametrize(
    ("role", "partner", "place"),
    [
        (Role.CASEWORKER, TRANSPORT, "/inbox"),
        (Role.MANAGER, TRANSPORT, "/inbox"),
        (Role.TRIAGE, "triage", "/inbox"),
        (Role.SAFEGUARDING, "scc_social_care", "/inbox"),
        (Role.BOARD, None, "/board"),
        (Role.SECRETARY, None, "/board"),
        (Role.ADMIN, None, "/admin"),
    ],
)
def test_each_hat_lands_at_its_work(office: Office, role: Role, partner: str | None, place: str):
    assert office.sign_in(role, partner).browser.path == place
