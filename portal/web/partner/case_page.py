"""A case as its page shows it, in the order in which a caseworker needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from portal.domain.clocks import GOING
from portal.domain.consents import ConsentUse, Given, stands
from portal.domain.people import CASEWORK, Member
from portal.domain.promises import ASK_NOBODY
from portal.domain.safeguarding import SafeguardingStatus
from portal.domain.submissions import SubmissionStatus
from portal.models import (
    ClockRow,
    HelpedAnswer,
    Message,
    Note,
    Referral,
    RouteDecision,
    RouteObjection,
    SafeguardingItem,
    Submission,
)
from portal.ports import Codebook, Keyring
from portal.queries import annulling, cases, history, objections, safeguarding
from portal.services import helping, hold, identity
from portal.services.place import ACCEPTED
from portal.web.partner import at_the_top, beside, themes_page
from portal.web.partner.beside import Beside
from portal.web.partner.events import told
from portal.web.partner.formal_page import Owing
from portal.web.partner.inbox_page import Names, names
from portal.web.partner.offers import ASIDE, DECIDING, WRITING, Standing, offered
from portal.web.partner.promises import Promise, of_clock, of_clocks
from portal.web.partner.signing import signer
from portal.web.partner.themes_page import ThemesShown
from portal.web.statuses import REFERRAL_STATUS, STAFF_STATUS, Tag

PROMISED_BY = {
    "accept": ("accept", "triage"),
    "acknowledge": ("acknowledge",),
    "answer": ("respond",),
    "propose": ("resolve",),
    "place": ("place", "triage"),
    "changed": ("tell_what_changed",),
    "message": ("keep_informed",),
}
"""Which action keeps which kind of promise."""

SAID_YES = "It said that it will answer."


@dataclass(frozen=True)
class Ports:
    """What a page needs from outside the database."""

    keyring: Keyring
    codebook: Codebook
    now: datetime


@dataclass(frozen=True, kw_only=True)
class CasePage(Beside):
    """Everything on the page; nothing on it is asked of the database while it is drawn."""

    member: Member
    submission: Submission
    turn: Referral | None
    name: str | None
    known: Names
    promises: Sequence[Promise]
    actions: tuple[str, ...]
    turns: Sequence[Referral]
    decisions: Sequence[RouteDecision]
    messages: Sequence[Message]
    notes: Sequence[Note]
    events: Sequence[dict[str, object]]
    flags: Sequence[SafeguardingItem]
    looks: Mapping[int, Promise]
    themes: ThemesShown
    objections: Sequence[RouteObjection]
    helped: HelpedAnswer | None

    @property
    def offered(self) -> tuple[str, ...]:
        """Every action that may be done now, those on formal routes too."""
        apart = (*self.on_themes, *self.on_objection, *self.on_translation)
        return (*self.actions, *self.actions_beside, *apart)

    @property
    def objection(self) -> RouteObjection | None:
        """What the family says is not right and nobody has answered."""
        return next((one for one in self.objections if one.answered_at is None), None)

    @property
    def on_objection(self) -> tuple[str, ...]:
        """Answering that, for who has the message or works out where it goes."""
        apart = self.member.role not in CASEWORK or (self.turn is not None and self.turn.open)
        return ("answer_objection",) if self.objection and apart else ()

    @property
    def on_themes(self) -> tuple[str, ...]:
        """What one press may do about the themes, for whoever may say what it is about."""
        return self.themes.actions if "themes" in self.actions else ()

    @property
    def on_translation(self) -> tuple[str, ...]:
        """Putting one beside a text, or correcting it, for whoever works on what it says."""
        return ("translate",) if "themes" in self.actions else ()

    @property
    def next(self) -> Promise | Owing | None:
        """The next promise still to be kept; for who holds but a formal route, of its own."""
        if self.turn is None and self.member.role in CASEWORK:
            return self.legal.next
        owed = (one for one in self.promises if one.going and one.kind not in ASK_NOBODY)
        return next(owed, None)

    @property
    def first(self) -> str | None:
        """The one button: the action that the next promise asks for, if it is offered now."""
        wanted = self.next.kind.value if self.next else ""
        for name, kinds in PROMISED_BY.items():
            if wanted in kinds and name in self.actions:
                return name
        main = [name for name in self.actions if name not in (*WRITING, *DECIDING, *ASIDE)]
        return main[0] if main else None

    @property
    def deciding(self) -> tuple[str, ...]:
        """The actions on a flag; they stand beside it and not beside the promise."""
        return tuple(name for name in self.actions if name in DECIDING)

    @property
    def signed(self) -> str:
        """Who the family reads it from."""
        return signer(self.member, self.known.partners["triage"]).name

    @property
    def alerts(self) -> tuple[str, ...]:
        """At most four, the gravest first; codes, the template has the words."""
        return at_the_top.of(self.submission, self.spoken)

    @property
    def words_language(self) -> str:
        """Of the words as they stand: staff take notes in English."""
        return self.translated.words_language

    @property
    def may_see(self) -> tuple[str, ...]:
        """Bodies outside the council that the author's last word lets see it."""
        rows = self.submission.consents
        given = [Given(one.use, one.partner_key, one.yes, one.given_at) for one in rows]
        named = dict.fromkeys(one.partner_key for one in given if one.partner_key)
        let_in = [key for key in named if stands(ConsentUse.PASS_ON, key, given)]
        partners = self.known.partners
        return tuple(partners[key].name for key in let_in if key in partners)

    @property
    def status(self) -> Tag:
        """Where it stands: its turn's status while a partner works on it."""
        if self.turn is not None and self.submission.status is SubmissionStatus.WITH_PARTNER:
            return REFERRAL_STATUS[self.turn.status]
        return STAFF_STATUS[self.submission.status]

    @property
    def waits_for_family(self) -> bool:
        """Whether the family was asked whether it is done."""
        return self.submission.status is SubmissionStatus.RESOLUTION_PROPOSED

    def why(self, decision: RouteDecision) -> str:
        """Why it went where it went; a body that said yes gave no other reason."""
        return SAID_YES if decision.because == ACCEPTED else decision.because

    @property
    def flag(self) -> SafeguardingItem | None:
        """The flag that is still to be decided."""
        waiting = (one for one in self.flags if one.status is SafeguardingStatus.OPEN)
        return next(waiting, None)


def load(session: Session, ports: Ports, member: Member, reference: str) -> CasePage:
    """One case; raises `NotFound` for any that this member may not see."""
    submission = cases.find(session, member, reference)
    turn = cases.own_turn(session, member, submission)
    flags = safeguarding.of_case(session, member, submission)
    known = names(session)
    rows = cases.clocks(session, submission, turn)
    owed = _owed(session, ports, turn, rows)
    owed["was_late"] = bool(annulling.breaches(session, member, submission, turn))
    standing = Standing(member, submission, turn, tuple(flags), **owed)
    return CasePage(
        member=member,
        submission=submission,
        turn=turn,
        name=identity.name_of(session, ports.keyring, member, submission),
        known=known,
        promises=of_clocks(session, rows, ports.now, known.calendar),
        actions=offered(standing),
        turns=cases.turns(session, submission),
        decisions=cases.decisions(session, submission),
        messages=cases.messages(session, submission),
        notes=cases.notes(session, member, submission),
        events=told(history.of_case(session, member, submission)),
        flags=flags,
        looks=_looks(session, ports, member, flags, known),
        themes=themes_page.load(session, ports.codebook, submission),
        objections=objections.of_case(session, submission),
        helped=helping.said(session, submission.id),
        **beside.load(session, ports.keyring, member, submission, ports.now),
    )


def _owed(
    session: Session, ports: Ports, turn: Referral | None, rows: Sequence[ClockRow]
) -> dict[str, Any]:
    """What is promised now, and whether it may wait, or does, by agreement."""
    return {
        "owed": tuple(row.kind for row in rows if row.state in GOING),
        "may_hold": bool(turn and hold.left(session, turn.submission, turn, ports.now)),
        "held": any(hold.holds(row) for row in rows),
    }


def _looks(
    session: Session, ports: Ports, member: Member, flags: Sequence[SafeguardingItem], known: Names
) -> dict[int, Promise]:
    """The clock of each flag, to leads alone."""
    found = safeguarding.clocks_of(session, member, flags)
    return {key: of_clock(session, row, ports.now, known.calendar) for key, row in found.items()}
