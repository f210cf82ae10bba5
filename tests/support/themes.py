"""Readings of the machine, put beside a family's message as a worker would."""

from portal.domain.people import SYSTEM, Deed
from portal.models import Submission
from portal.ports import Reading, Suggested
from portal.services import label
from portal.wiring import Wiring

READING = Reading(
    suggestions=(
        Suggested("transport", "likely", ("bus",), 0.9),
        Suggested("communication", "possible", ("nobody rings us",), 0.4),
    ),
    stance="negative",
    language="en",
    unsure=False,
    version="1",
)


def read(wiring: Wiring, reference: str, reading: Reading = READING) -> None:
    """The worker has read a message."""
    with wiring.writes.begin() as session:
        submission = session.query(Submission).filter_by(reference=reference).one()
        label.keep_reading(session, submission, reading, Deed(SYSTEM, wiring.clock.now(), "worker"))
