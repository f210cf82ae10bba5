"""Staff type in a call, a letter or what was said at an event, and hand over number and words."""

from flask import render_template, request
from flask.typing import ResponseReturnValue

from portal.domain.errors import AlreadyChanged, NotAllowed, NotFound
from portal.domain.people import Member
from portal.domain.staff_entry import MAY_ENTER, CameBy, Entry
from portal.domain.submissions import SubmissionKind
from portal.domain.working_days import local_date
from portal.models import StaffEntry
from portal.queries import cases, partnership, spoken_for
from portal.services import enter, hashed_before
from portal.services.submit import Intake, Receipt
from portal.web import sessions
from portal.web.access import member_of
from portal.web.appearance import ENGLISH
from portal.web.partner import bp, entry_answers, handing
from portal.web.partner.entry_form import EntryForm
from portal.web.partner.entry_words import later_than
from portal.web.transactions import commits, db, let_go, now

ROLES = sorted(MAY_ENTER, key=lambda role: role.value)


@bp.get("/enter")
@member_of(*ROLES)
def enter_for(member: Member) -> ResponseReturnValue:
    """The page, empty; or with the fields of an event at which somebody else spoke too."""
    form = EntryForm(partnership.in_force(db()).partnership)
    row = _same_event(member)
    if row is not None:
        form.came_by.data, form.event.data = row.came_by.value, row.event
        form.contact_on.data, form.whose_words.data = row.contact_on, row.whose_words.value
    else:
        form.language.data = form.language.data or ENGLISH.code
        form.kind.data = form.kind.data or SubmissionKind.CONCERN.value
    return _draw(form, row)


@bp.post("/enter")
@member_of(*ROLES)
@commits
def take_entry(member: Member) -> ResponseReturnValue:
    """Take it in, and show number and words once: they are in this answer and nowhere else."""
    form = EntryForm(partnership.in_force(db()).partnership)
    if not form.validate():
        return _draw(form, None), 422
    entry = entry_answers.entry(form, member)
    told = entry_answers.answers(form)
    ports = _ports(member, form.key.data[:80])
    receipt = enter.enter(db(), ports, told, entry, form.key.data[:80], now())
    if receipt.again and not enter.may_show(db(), handing.ports(), receipt, now()):
        raise AlreadyChanged("the words of this form were shown already")
    return _handed(member, receipt, entry, told.language)


def _ports(member: Member, key: str) -> Intake:
    """With the slow work done while nobody waits for it; the hat is looked at once more."""
    let_go()
    ports = hashed_before.of_message(handing.ports(), enter.own_key(member, key))
    if sessions.member_now() != member:
        raise NotAllowed("the hat was taken away meanwhile")
    return ports


def _handed(member: Member, receipt: Receipt, entry: Entry, language: str) -> str:
    db().flush()
    return render_template(
        "partner/handed.html",
        **handing.sheet(receipt.reference, receipt.code, language),
        title="It is sent. Hand over the number and the words",
        later=later_than(entry.contact_on, local_date(now())),
        event=entry.event if entry.came_by is CameBy.EVENT else None,
        mine=_may_read(member, receipt.reference),
    )


def _may_read(member: Member, reference: str) -> bool:
    """Whether there is a case page to go on to; nothing here says why there is none."""
    try:
        cases.find(db(), member, reference)
    except NotFound:
        return False
    return True


def _same_event(member: Member) -> StaffEntry | None:
    like = request.args.get("like")
    row = spoken_for.own_entry(db(), member, like) if like else None
    return row if row is not None and row.came_by is CameBy.EVENT else None


def _draw(form: EntryForm, same: StaffEntry | None) -> str:
    return render_template("partner/enter.html", form=form, same=same)
