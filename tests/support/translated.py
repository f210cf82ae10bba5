"""What people translated, put beside a family's message as staff would."""

from portal.domain.people import SYSTEM, Deed, Member
from portal.domain.translating import FIRST, MadeBy, Translated
from portal.models import Message, Submission, Translation
from portal.ports import Reading, Suggested
from portal.services import label, translate
from portal.wiring import Wiring
from tests.support.staff import deed

ARABIC = "لم تأت الحافلة منذ أسبوعين ولا أحد يتصل بنا."
ENGLISH = "The bus has not come for two weeks and nobody rings us."
MONDAY = "ستأتي حافلة يوم الاثنين."

UNREAD = Reading((), "neutral", "ar", unsure=True, version="1", reason="language")
BUS = Reading(
    (Suggested("transport", "likely", ("bus",), 0.9),), "negative", "en", unsure=False, version="1"
)


def put(
    wiring: Wiring,
    by: Member,
    reference: str,
    words: str = ENGLISH,
    text: int = FIRST,
    made_by: MadeBy = MadeBy.INTERPRETER,
) -> int:
    """A translation of one text, or a newer version; its row."""
    with wiring.writes.begin() as session:
        submission = session.query(Submission).filter_by(reference=reference).one()
        key = f"{words} of {text} of {reference}"
        given = Translated(text, words, made_by, key, checked=True)
        by_staff = deed(by, "translate", wiring.clock.now())
        row = translate.add(session, by, submission, given, wiring.screen, by_staff)
        session.flush()
        return row.id


def read(wiring: Wiring, reference: str) -> None:
    """The worker has read the newest translation of the first message."""
    with wiring.writes.begin() as session:
        submission = session.query(Submission).filter_by(reference=reference).one()
        row = session.query(Translation).filter_by(message_id=None).order_by(Translation.id).all()
        worker = Deed(SYSTEM, wiring.clock.now(), "worker")
        label.keep_reading(session, submission, BUS, worker, row[-1].id)


def last_message(wiring: Wiring) -> int:
    """The row of what was said last, on whichever case."""
    with wiring.reads() as session:
        return int(session.query(Message).order_by(Message.id.desc()).first().id)
