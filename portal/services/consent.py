"""The author says yes to a use of its words, or takes the yes back (rulings 16, 24)."""

from collections.abc import Collection, Iterator
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.consents import (
    QUOTES,
    WORDING,
    ConsentUse,
    Given,
    PartnerKind,
    may_consent,
    outside_council,
    stands,
)
from portal.domain.errors import NotAllowed
from portal.domain.intake import Answers, bodies_to_ask
from portal.domain.legal_routes import NHS_KINDS, LegalRoute, route_of
from portal.domain.people import AUTHOR, Author, Deed
from portal.domain.picking import least_age
from portal.domain.submissions import OPEN, SubmissionStatus
from portal.domain.working_days import local_date
from portal.models import Consent, Partner, Submission
from portal.queries import cases, formal, partnership
from portal.services import audit, waiting, writing
from portal.services.place import ANY_SCHOOL

NHS = LegalRoute.NHS_COMPLAINT


def choose_quotes(
    session: Session, author: Author, chosen: Collection[ConsentUse], now: datetime
) -> None:
    """Yes to the uses chosen, no to the other quotes; what was so already is not said again.

    Raises `NotAllowed` for a yes that this writer may not give.
    """
    for use in QUOTES:
        say = give if use in chosen else withdraw
        say(session, author, use, now)


def choose_bodies(session: Session, author: Author, chosen: Collection[str], now: datetime) -> None:
    """Yes to being shown to the bodies chosen, no to the others that this author is asked about.

    `chosen` holds keys of partners; what was so already is not said again. Any age may say yes:
    `pass_on` has no least age. Raises `NotAllowed` for a body that the author is not asked about.
    """
    asked = [one.key for one in bodies(session, author, local_date(now))]
    if not set(asked).issuperset(chosen):
        raise NotAllowed("this writer is not asked about such a body")
    for key in asked:
        say = give if key in chosen else withdraw
        say(session, author, ConsentUse.PASS_ON, now, key)


def bodies(session: Session, author: Author, today: date) -> tuple[Partner, ...]:
    """The bodies outside the council that this author may say yes to on a day in London.

    Those that its facts name, those that the newest decision names, every one while nobody has
    found who should lead, and those it has answered for: a yes can always be taken back. A flag
    of safeguarding changes nothing here (ruling 21).
    """
    submission = session.get_one(Submission, author.submission_id)
    known = partnership.partners_by_key(session)
    answered = _answered(session, submission)
    keys = dict.fromkeys((*_named(session, submission, known, today), *answered))
    found = (known[key] for key in keys if key in known)
    return tuple(
        one
        for one in found
        if outside_council(one.kind) and (one.key in answered or _in_force(one, today))
    )


def give(
    session: Session,
    author: Author,
    use: ConsentUse,
    now: datetime,
    body: str | None = None,
    heard_by: Deed | None = None,
) -> None:
    """Say yes to one use. Said twice, it is said once. Raises `NotAllowed` (`may_consent`).

    `heard_by` is the deed of staff who write down the author's word; never for a quote.
    """
    if heard_by is not None and use in QUOTES:
        raise NotAllowed("only the author itself lets its words be quoted")
    submission = writing.locked(session, author.submission_id)
    age = least_age(submission.age, submission.age_band)
    if not may_consent(use, submission.author_kind, age):
        raise NotAllowed(f"this writer is not asked for {use.value}")
    if not _stands(session, submission, use, body):
        _say(session, submission, use, True, heard_by or Deed(AUTHOR, now, "consent"), body)


def withdraw(
    session: Session, author: Author, use: ConsentUse, now: datetime, body: str | None = None
) -> None:
    """Take back a yes to one use; nothing is written where there was none."""
    submission = writing.locked(session, author.submission_id)
    if _stands(session, submission, use, body):
        _say(session, submission, use, False, Deed(AUTHOR, now, "consent"), body)


def _named(
    session: Session, submission: Submission, known: dict[str, Partner], today: date
) -> Iterator[str]:
    force = partnership.in_force(session).partnership
    yield from bodies_to_ask(facts(submission, session), force, today)
    if any(route_of(one.regime) is NHS for one in formal.of_submission(session, submission)):
        # Whichever was asked may find that it is another's, and then needs this yes to send it on.
        yield from (key for key, one in known.items() if one.kind in NHS_KINDS)
    decisions = cases.decisions(session, submission)
    if decisions:
        yield from (decisions[-1].lead_key, *decisions[-1].also_keys)
    lead = known.get(decisions[-1].lead_key) if decisions else None
    if _looked_for(session, submission, lead):
        # The row for any school can take no turn, so a yes to it would help nobody.
        yield from (key for key in known if key != ANY_SCHOOL)


def _looked_for(session: Session, submission: Submission, lead: Partner | None) -> bool:
    # Triage may need any of them, and a young person was asked about none while writing.
    if submission.status not in OPEN or submission.status is SubmissionStatus.RECEIVED:
        return False
    turns = cases.turns(session, submission)
    given_back = bool(turns) and not any(one.open for one in turns)
    return given_back or lead is None or lead.kind is PartnerKind.TRIAGE


def facts(submission: Submission, session: Session) -> Answers:
    """What a message said, as the rules read it."""
    force = partnership.in_force(session).partnership
    return Answers(
        author_kind=submission.author_kind,
        kind=submission.kind,
        danger=submission.danger,
        needs=tuple(key for key in submission.needs if force.need(key)),
        words=submission.words,
        language=submission.language,
        age=submission.age,
        age_band=submission.age_band,
        postcode_district=submission.postcode_district,
        gp_area=submission.gp_area,
    )


def _answered(session: Session, submission: Submission) -> tuple[str, ...]:
    query = select(Consent.partner_key).where(
        Consent.submission_id == submission.id, Consent.use == ConsentUse.PASS_ON
    )
    return tuple(key for key in session.scalars(query.order_by(Consent.id)) if key)


def _in_force(partner: Partner, today: date) -> bool:
    begun = partner.valid_from is None or partner.valid_from <= today
    return begun and (partner.valid_to is None or today <= partner.valid_to)


def _stands(session: Session, submission: Submission, use: ConsentUse, body: str | None) -> bool:
    query = select(Consent).where(Consent.submission_id == submission.id, Consent.use == use)
    rows = session.scalars(query.order_by(Consent.id))
    return stands(
        use, body, [Given(one.use, one.partner_key, one.yes, one.given_at) for one in rows]
    )


def _say(
    session: Session,
    submission: Submission,
    use: ConsentUse,
    yes: bool,
    deed: Deed,
    body: str | None,
) -> None:
    session.add(
        Consent(
            submission_id=submission.id,
            use=use,
            partner_key=body,
            yes=yes,
            wording=WORDING,
            given_at=deed.now,
            given_by=deed.actor.kind.value,
        )
    )
    session.flush()
    action = "consent.given" if yes else "consent.withdrawn"
    audit.record(session, deed, action, submission_id=submission.id, use=use.value, partner=body)
    if use is ConsentUse.PASS_ON:
        waiting.hear(session, submission, deed)
