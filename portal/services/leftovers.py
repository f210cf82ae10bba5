"""Files in the folder that belong to nobody any more: what a crash or an erasure has left."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.file_ports import FileStore
from portal.queries import attachments

PATIENCE = timedelta(minutes=15)
"""A file is kept before its row is: a younger one without a row may be on its way."""

AT_ONCE = 500


def find(session: Session, store: FileStore, now: datetime) -> list[str]:
    """Names to remove: erased ones at once, those that no row knows once they are old."""
    there = store.names()
    if not there:
        return []
    living = attachments.with_content(session)
    gone = [name for name in there if name not in living][:AT_ONCE]
    erased = attachments.without_content(session, gone)
    old = set(store.names(now - PATIENCE))
    return [name for name in gone if name in erased or name in old]
