"""One session a request; a view that changes something says so with `@commits`."""

import functools
from collections.abc import Callable
from datetime import datetime
from typing import ParamSpec

from flask import Flask, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from portal.wiring import Wiring

P = ParamSpec("P")


def install(app: Flask, wiring: Wiring) -> None:
    """Give the app its wiring, and close each request's session whatever happens."""
    app.extensions["wiring"] = wiring
    app.teardown_appcontext(_close)


def wiring() -> Wiring:
    """The wiring of this app."""
    found: Wiring = current_app.extensions["wiring"]
    return found


def now() -> datetime:
    """One instant for the whole request, so that everything it writes agrees."""
    if "now" not in g:
        g.now = wiring().clock.now()
    instant: datetime = g.now
    return instant


def db() -> Session:
    """The session of this request: it reads on GET, and may write on anything else."""
    if "db" not in g:
        maker = wiring().reads if request.method in ("GET", "HEAD") else wiring().writes
        g.db = maker()
    session: Session = g.db
    return session


def commits(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Commit after the view, before the answer leaves; on any error nothing is written."""

    @functools.wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        answer = view(*args, **kwargs)
        db().commit()
        for deed in g.pop("afterwards", []):
            deed()
        return answer

    wrapped.commits = True  # type: ignore[attr-defined]
    return wrapped


def let_go() -> None:
    """Commit what was done so far, so that slow work holds nobody back who wants to write.

    What was read before may be otherwise afterwards: whoever goes on asks anew.
    """
    db().commit()


def afterwards(deed: Callable[[], None]) -> None:
    """Do this once the commit is done, and never if it fails: for what cannot be taken back."""
    g.setdefault("afterwards", []).append(deed)


def _close(_: BaseException | None) -> None:
    session: Session | None = g.pop("db", None)
    if session is None:
        return
    try:
        session.close()
    except SQLAlchemyError:
        # The database went meanwhile, and cannot be asked to forget what it has forgotten: the
        # answer is made already, and must still reach who waits for it.
        session.invalidate()
