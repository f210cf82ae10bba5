"""Whether the service works, for anybody: in plain words, and never an error page itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.domain.errors import PortalError
from portal.domain.horizon import beats
from portal.domain.service_status import WorkOn
from portal.models import PlannedWork
from portal.queries import service_status as queries
from portal.queries.partnership import in_force
from portal.queries.service_status import Trouble
from portal.web.access import anyone
from portal.web.pages import bp
from portal.web.transactions import now, wiring

WORK = {
    WorkOn.EVERYTHING: _l("Nothing of this service may work then."),
    WorkOn.FORM: _l("You may not be able to send us anything then."),
    WorkOn.NEWS: _l("E-mails and texts that tell you of news may come later then."),
}


@dataclass(frozen=True)
class Status:
    """What may be told. `news_late` speaks of e-mails and texts, `at` is None without a clock."""

    works: bool = False
    news_late: bool = False
    planned: Sequence[PlannedWork] = ()
    trouble: Trouble | None = None
    at: datetime | None = None


@bp.get("/status")
@anyone
def status() -> ResponseReturnValue:
    """How it stands; where the database is away, that is the answer."""
    return render_template("pages/status.html", status=_status(), work=WORK)


def _status() -> Status:
    try:
        with wiring().reads() as session:
            return load(session, now())
    except (PortalError, SQLAlchemyError):
        return Status()


def load(session: Session, at: datetime) -> Status:
    """How it stands at that instant. Raises `NotFound` before a partnership is loaded."""
    in_force(session)
    beat = queries.news_beat(session)
    late = not beats(beat.at if beat else None, at) or queries.nothing_leaves(session, at)
    return Status(
        works=True,
        news_late=late,
        planned=queries.planned(session, at),
        trouble=queries.last_trouble(beat, at),
        at=at,
    )
