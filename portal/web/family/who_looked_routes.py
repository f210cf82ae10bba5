"""Who has looked at a message: the job, the team and the day, for its author alone."""

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import LazyString
from flask_babel import lazy_gettext as _l

from portal.domain.people import Author, Role
from portal.queries import openings, readers
from portal.web.access import author_only
from portal.web.family import bp
from portal.web.transactions import db

JOBS: dict[Role, LazyString] = {
    Role.CASEWORKER: _l("A person in the team"),
    Role.MANAGER: _l("A manager of the team"),
    Role.TRIAGE: _l("A person who finds out who should help"),
}


@bp.get("/case/who-looked")
@author_only
def who_looked(author: Author) -> ResponseReturnValue:
    """Each day, job and team once, the newest first; the same sentence under it for everybody.

    That two leads opened the way to reach the author is there once a lead lets it (ruling 21).
    """
    found, opened = readers.of_author(db(), author), openings.of_author(db(), author)
    return render_template("family/who_looked.html", looked=found, jobs=JOBS, opened=opened)
