"""An invented flood, and the invented families who write while it runs."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from portal.domain.floods import Coming
from portal.models import Submission
from portal.services.submit import Receipt, receive
from tests.support.families import answers, intake

MACHINE = timedelta(seconds=1)
PERSON = timedelta(minutes=7)
SCHOOL, MACHINES = "192.0.2.40", "198.51.100.9"
JUNK = "Buy the very cheap watches of invented number {} from our shop today and never wait again"

FAMILIES = (
    "The taxi came at ten again and he missed his maths.",
    "Her speech therapy stopped when the therapist left in May.",
    "We asked for a plan in spring and heard nothing since.",
    "He sits in the corridor when his helper is away.",
    "My girl cannot bear the noise in the dinner hall.",
    "They sent the wrong bus, it has no place for a wheelchair.",
    "Our review was put off three times without a word.",
    "The school says ask the council, the council says ask the school.",
    "I have written the same form for four people now.",
    "He has one hour a day of lessons and cries each morning.",
    "No one told us that the class would change in June.",
    "The waiting list for autism is longer than last year.",
    "She needs large print and gets none in any subject.",
    "My grandson was sent home on Monday for being upset.",
    "We drive forty miles because no place is nearer.",
    "The letter is in English only and I read Polish.",
    "His hearing aids broke, the spare ones never arrived.",
    "They want him out of college at nineteen with nothing after.",
    "I look after two boys and have not slept a whole night.",
    "Thank you, the new helper is kind, but she leaves in winter.",
)
"""Twenty invented families; the first three write from one school."""


def comes(
    session: Session,
    key: str,
    now: datetime,
    coming: Coming,
    **changes: object,
) -> tuple[Submission, Receipt]:
    """A message with the way it came; the submission and what its sender keeps."""
    told = answers(**{"words": coming.typed, **changes})
    receipt = receive(session, intake(), told, key, now, coming)
    session.flush()
    return session.get_one(Submission, receipt.submission_id), receipt


def junk(number: int, network: str = MACHINES) -> Coming:
    return Coming(network, MACHINE, JUNK.format(number))


def person(number: int) -> Coming:
    """One of the twenty: three behind one school's address, one behind the flood's own."""
    network = SCHOOL if number < 3 else MACHINES if number == 3 else f"203.0.113.{number}"
    return Coming(network, PERSON, FAMILIES[number])
