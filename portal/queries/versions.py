"""Every version of the partnership that was in force, and the calendar that each had."""

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.domain.errors import NotFound
from portal.models import PartnershipVersion
from portal.queries import partnership
from portal.queries.partnership import Calendars

KEPT = 8
"""Versions kept in memory at once."""


@dataclass(frozen=True)
class Loaded:
    """A version and when it came into force."""

    version_id: int
    loaded_at: datetime


def loaded(session: Session) -> tuple[Loaded, ...]:
    """Every version, the oldest first."""
    query = select(PartnershipVersion.id, PartnershipVersion.loaded_at)
    rows = session.execute(query.order_by(PartnershipVersion.id))
    return tuple(Loaded(row.id, row.loaded_at) for row in rows)


class Versions:
    """The versions of one session; each is read when it is asked for. Raises `NotFound`."""

    def __init__(self, session: Session) -> None:
        self.loaded = loaded(session)
        if not self.loaded:
            raise NotFound("no partnership has been loaded: run `portal partnership load`")
        self._session = session
        self._read: OrderedDict[int, Calendars] = OrderedDict()

    @property
    def newest(self) -> Loaded:
        """The one in force."""
        return self.loaded[-1]

    def at(self, instant: datetime) -> tuple[int, ...]:
        """The version in force at an instant; the one before too where one came just then."""
        before = [one for one in self.loaded if one.loaded_at < instant]
        just_then = [one for one in self.loaded if one.loaded_at == instant]
        found = [*before[-1:], *just_then] or list(self.loaded[:1])
        return tuple(one.version_id for one in reversed(found))

    def get(self, version_id: int) -> Calendars:
        """The calendars of one version."""
        if version_id not in self._read:
            self._read[version_id] = partnership.calendars_of(self._session, version_id)
            if len(self._read) > KEPT:
                self._read.popitem(last=False)
        self._read.move_to_end(version_id)
        return self._read[version_id]
