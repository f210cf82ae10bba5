"""A family that has left its words everywhere, and every text that a database holds."""

from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.adapters.keyring import AesKeyring
from portal.adapters.screening import RulesScreen
from portal.domain.erasing import ErasureOutcome, Part, Plan, Stays
from portal.domain.helping import Helped
from portal.domain.messages import NoteScope
from portal.domain.objections import ObjectionOutcome
from portal.domain.people import AUTHOR, ActorKind, Author, Deed, Member, Role, Supporter
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.models import (
    Base,
    ErasureRequest,
    FormalRoute,
    SafeguardingItem,
    SafeguardingStep,
    Submission,
    ThemeReading,
    ThemeSuggestion,
)
from portal.ports import SealBroken, SealedValue
from portal.services import (
    casework,
    drafts,
    erasing,
    helping,
    objections,
    place,
    return_visit,
    supporters,
    supporting,
)
from portal.services.casework import Words
from tests.support import cases, erasing_since
from tests.support.clock import TUESDAY_EVENING
from tests.support.families import intake, send
from tests.support.staff import deed, hire
from tests.support.wiring import KEYS

KEYRING = AesKeyring(KEYS)
SCREEN = RulesScreen()
HOUR = timedelta(hours=1)

SENT = ("QWORDS", "QWANTED", "QUNSEEN", "QACCESS", "QSCHOOL", *erasing_since.SENT)
SAID = ("QREPLY", "QBESIDE", "QOBJECTS", "QHELPED")
OF_STAFF = ("QANSWER", "QNOTE", "QTOLD", "QBACK", "QEARLIER", *erasing_since.OF_STAFF)
KEPT_BY_LEADS = ("QLEAD", *erasing_since.KEPT_BY_LEADS)
BY_MACHINE = ("QSPAN", "QRULE")
NUMBER = ("QNUMBER",)
SEALED = ("QNAME", "QREACH", "QAUNT", "QDRAFT", *erasing_since.SEALED)
MARKS = (*SENT, *SAID, *OF_STAFF, *KEPT_BY_LEADS, *BY_MACHINE, *NUMBER, *SEALED)
"""One word for each place in which a family's words, or words about it, are kept."""

ALL_OF_IT = Plan(ErasureOutcome.DELETED)


def part(*parts: Part, stays: Stays = Stays.FAMILY_WISH) -> Plan:
    return Plan(ErasureOutcome.PART, frozenset(parts), frozenset({stays}))


def everywhere(session: Session, key: str = "form-1") -> Submission:
    """A concern that has been through everything, closed flags and formal routes too."""
    submission, _ = send(
        session,
        key,
        words="QWORDS: the bus has not come.",
        wanted="QWANTED a bus",
        must_not_see="QUNSEEN the driver",
        access_needs="QACCESS large print",
        school_name="QSCHOOL Hill",
        name="QNAME Ada",
        contact="QREACH@example.org",
    )
    author = Author(submission.id, submission.reference)
    _by_the_family(session, submission, author, key)
    _by_staff(session, submission, author, key)
    _beside(session, submission)
    session.flush()
    return submission


def _by_the_family(session: Session, submission: Submission, author: Author, key: str) -> None:
    given = supporters.make(
        session,
        intake(),
        author,
        "QAUNT Sam",
        reads_words=True,
        key=f"{key} supporter of twenty letters",
        now=TUESDAY_EVENING,
    )
    session.flush()
    (code,) = supporters.of_author(session, author)
    helper = Supporter(submission.id, given.reference, code.id, True)
    supporting.add(session, helper, "QBESIDE says the aunt", f"{key}-b", TUESDAY_EVENING, SCREEN)
    objections.object_to_route(session, author, "QOBJECTS", SCREEN, TUESDAY_EVENING)
    return_visit.reply(session, author, "QREPLY", f"{key}-r", TUESDAY_EVENING, SCREEN)


def _by_staff(session: Session, submission: Submission, author: Author, key: str) -> None:
    triage = hire(session, Role.TRIAGE, "triage")
    place.decide(session, triage, submission, "scc_transport", "QBACK says why", deed(triage))
    turn = cases.taken_on(session, submission)
    member = hire(session, Role.CASEWORKER, turn.partner.key)
    words = Words("QANSWER: we sent a bus.", f"{key}-a")
    casework.answer(session, member, submission, words, deed(member), referral=turn)
    note = Words("QNOTE on the family", f"{key}-n")
    casework.note(session, member, submission, NoteScope.OWN_PARTNER, note, deed(member))
    given = objections.Answer(ObjectionOutcome.STAYS, "QTOLD the family")
    objections.answer(session, triage, submission, given, deed(triage))
    said = helping.Given(Helped.YES, "QHELPED")
    helping.say(session, author, said, SCREEN, Deed(AUTHOR, TUESDAY_EVENING, "helped"))


def _beside(session: Session, submission: Submission) -> None:
    """Rows that need a worker, a lead or another body: written as those would have left them."""
    lead = hire(session, Role.SAFEGUARDING, "scc_social_care", name="Lea")
    step = SafeguardingStep(
        staff_id=lead.staff_id, action="release", words="QLEAD", at=TUESDAY_EVENING
    )
    flag = SafeguardingItem(
        submission_id=submission.id,
        source=FlagSource.MACHINE,
        rules=[{"rule": "harm", "words": "QRULE"}],
        own_words_of_child=False,
        raised_at=TUESDAY_EVENING,
        due_at=TUESDAY_EVENING,
        status=SafeguardingStatus.RELEASED,
        part_may_go_on=False,
        steps=[step],
    )
    reading = ThemeReading(
        submission_id=submission.id,
        stance="negative",
        language="en",
        unsure=False,
        model_version="1",
        read_at=TUESDAY_EVENING,
        suggestions=[
            ThemeSuggestion(position=1, theme="transport", band="likely", words=["QSPAN"])
        ],
    )
    route = FormalRoute(
        submission_id=submission.id,
        regime="council_complaint",
        partner_key="scc_transport",
        made_by=ActorKind.AUTHOR,
        first_on=date(2026, 11, 1),
        requested_on=date(2026, 11, 1),
        other_number="QNUMBER-7",
        outcome="upheld",
        ended_on=date(2026, 11, 20),
    )
    earlier = ErasureRequest(
        submission_id=submission.id,
        asked_at=TUESDAY_EVENING - HOUR,
        outcome=ErasureOutcome.KEPT,
        answer="QEARLIER: not yet",
        answered_at=TUESDAY_EVENING,
    )
    session.add_all([flag, reading, route, earlier])
    erasing_since.since(session, KEYRING, submission, lead)


def drafted(session: Session, now: datetime = TUESDAY_EVENING) -> str:
    """The draft that the message was written in, before it was sent."""
    return drafts.begin(session, KEYRING, {"fields": {"words": "QDRAFT"}}, now)


def sent(session: Session, draft_id: str, now: datetime = TUESDAY_EVENING) -> None:
    """What sending leaves of it."""
    drafts.turn_into_receipt(session, KEYRING, draft_id, {"receipt": {}}, now)
    session.flush()


def two(session: Session) -> tuple[Member, Member]:
    """Triage, who prepares, and the officer, who agrees."""
    return hire(session, Role.TRIAGE, "triage"), hire(session, Role.DPO, name="Dee")


def erased(
    session: Session,
    submission: Submission,
    plan: Plan = ALL_OF_IT,
    now: datetime = TUESDAY_EVENING + HOUR,
    words: str = "It is gone.",
) -> ErasureRequest:
    """The family asks, triage prepares, the officer agrees."""
    first, second = two(session)
    erasing.ask(session, Author(submission.id, submission.reference), now)
    given = erasing.Answer(plan, words)
    erasing.answer(session, first, submission, given, deed(first, "erasure", now))
    row = erasing.carry_out(session, KEYRING, second, submission, deed(second, "erasure", now))
    session.expire_all()
    return row


def every_text(session: Session) -> str:
    """Each value of each column of each table, and what each sealed value says once opened."""
    session.flush()
    found = []
    for table in Base.metadata.sorted_tables:
        for row in session.execute(select(table)):
            found += [f"{table.name}: {value!r}" for value in row if value is not None]
            sealed = [one for one in row if isinstance(one, SealedValue)]
            found += [_opened(session, table.name, row._mapping, one) for one in sealed]
    return "\n".join(found)


def marks_in(text: str) -> set[str]:
    return {mark for mark in MARKS if mark in text}


def _opened(session: Session, table: str, row: Any, value: SealedValue) -> str:
    """Whatever it was sealed for: each context that the portal seals for is tried."""
    for context in _contexts(session, table, row):
        try:
            return f"{table}, opened: {KEYRING.open(value, context).decode()}"
        except SealBroken:
            continue
    raise AssertionError(f"a sealed value of {table} was opened by no context")


def _contexts(session: Session, table: str, row: Any) -> list[str]:
    if table == "draft":
        return [f"draft:{row['id_hash']}"]
    if table == "supporter_code":
        return [f"supporter:{row['reference']}"]
    if table == "attachment":
        return [f"{kind}:{row['name']}" for kind in ("file", "name of file")]
    reference = session.get_one(Submission, row["submission_id"]).reference
    return [f"{kind}:{reference}" for kind in ("identity", "contact", "safe_contact")]
