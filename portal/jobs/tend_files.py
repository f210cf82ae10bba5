"""Tending the folder of files: what nobody owns goes, and what is held is put to the scanner."""

from portal.domain.people import SYSTEM, Deed
from portal.file_ports import FileLost, FileStore
from portal.queries import attachments as queries
from portal.services import attachments, leftovers
from portal.services.attachments import Keeping
from portal.wiring import Wiring

BATCH = 20


def tend_files(wiring: Wiring) -> int:
    """Remove leftovers, and ask about held files; how many went or were settled.

    Safe to be cut off anywhere: the next tick finds what is left.
    """
    if wiring.files is None:
        return 0
    with wiring.reads() as session:
        left = leftovers.find(session, wiring.files, wiring.clock.now())
    for name in left:
        wiring.files.remove(name)
    return len(left) + _checked(wiring, wiring.files)


def _checked(wiring: Wiring, store: FileStore) -> int:
    if not wiring.scanner.is_there:
        return 0
    with wiring.reads() as session:
        waiting = queries.held(session, BATCH)
    keeping, settled = Keeping(store, wiring.keyring), 0
    for row in waiting:
        try:
            verdict = wiring.scanner.look(attachments.content_of(keeping, row))
        except FileLost:
            continue
        if verdict is None:
            continue
        with wiring.writes.begin() as session:
            deed = Deed(SYSTEM, wiring.clock.now(), "scanner")
            attachments.settle(session, row.id, verdict, deed)
        settled += 1
    return settled
