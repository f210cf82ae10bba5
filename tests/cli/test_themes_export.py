"""`portal themes export`: what the model may learn from, nobody's name in it, written down."""

import json
import stat
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from sqlalchemy.orm import Session

from classifier import decisions
from portal.cli import themes as command
from portal.cli.group import main
from portal.domain.consents import WORDING, ConsentUse
from portal.domain.people import AUTHOR, Author, Deed, Member, Role
from portal.domain.safeguarding import FlagSource, SafeguardingStatus
from portal.models import AuditEvent, Consent, SafeguardingItem, Submission
from portal.services import label, objections
from portal.services.label import Decision
from portal.wiring import Wiring
from tests.support.cases import DISCLOSURE
from tests.support.families import send
from tests.support.staff import deed, hire
from tests.support.themes import READING

ADMIN = "ada@example.org"


@pytest.fixture
def sam(wiring: Wiring, monkeypatch: pytest.MonkeyPatch) -> Member:
    """Who decides; there is an administrator too, and the command finds this database."""
    monkeypatch.setattr(command, "wire", lambda _: wiring)
    monkeypatch.setattr(command, "from_environment", lambda: wiring.settings)
    with wiring.writes.begin() as session:
        hire(session, Role.ADMIN, name="Ada", email=ADMIN)
        return hire(session, Role.CASEWORKER, "scc_transport", email="sam@example.org")


def decide(
    wiring: Wiring,
    sam: Member,
    key: str = "form-1",
    *,
    decision: Decision | None = None,
    **sent: Any,
) -> int:
    """A family sends it, the machine reads it, Sam decides."""
    with wiring.writes.begin() as session:
        submission, _ = send(session, key, **sent)
        row = label.keep_reading(session, submission, READING, deed(sam))
        session.flush()
        chosen = Decision(("transport", "mental_health"), "mixed", row.id, frozenset({"transport"}))
        label.decide(session, sam, submission, decision or chosen, deed(sam))
        return submission.id


def export(file: Path, by: str = ADMIN) -> Result:
    return CliRunner().invoke(main, ["themes", "export", str(file), "--by", by])


def lines(file: Path) -> list[dict[str, Any]]:
    return [json.loads(one) for one in file.read_text(encoding="utf-8").splitlines()]


def test_a_line_holds_the_text_the_decision_and_where_it_comes_from(
    wiring: Wiring, sam: Member, tmp_path: Path
) -> None:
    decide(wiring, sam)

    result = export(tmp_path / "out.jsonl")

    assert result.exit_code == 0, result.output
    (line,) = lines(tmp_path / "out.jsonl")
    told = {key: line[key] for key in line if key not in ("id", "text", "decided_by")}
    assert told == {
        "themes": ["transport", "mental_health"],
        "stance": "mixed",
        "language": "en",
        "source": "portal",
        "decided_on": "2026-11-24",
        "was_suggested": ["transport", "communication"],
    }
    assert line["text"].startswith("The bus has not come")


def test_nobody_can_be_found_by_what_is_in_it(wiring: Wiring, sam: Member, tmp_path: Path) -> None:
    number = decide(wiring, sam, name="Maria Nowak", contact="maria@example.org")

    export(tmp_path / "out.jsonl")

    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    with wiring.reads() as session:
        reference = session.get_one(Submission, number).reference
    for secret in ("Maria", "maria@", "sam", "Sam", reference):
        assert secret not in text
    (line,) = lines(tmp_path / "out.jsonl")
    assert line["decided_by"] != str(sam.staff_id)
    assert line["id"] != str(number)


def test_the_same_person_has_the_same_number_in_every_export(
    wiring: Wiring, sam: Member, tmp_path: Path
) -> None:
    decide(wiring, sam, "form-1")
    decide(wiring, sam, "form-2")

    export(tmp_path / "a.jsonl")
    export(tmp_path / "b.jsonl")

    found = [
        one["decided_by"] for one in (*lines(tmp_path / "a.jsonl"), *lines(tmp_path / "b.jsonl"))
    ]
    assert len(found) == 4
    assert len(set(found)) == 1


def restricted(session: Session, submission: Submission) -> None:
    submission.restricted = True


def held(session: Session, submission: Submission) -> None:
    submission.held = True


def kept_safe(session: Session, submission: Submission) -> None:
    """A lead confirmed the flag: the words never leave, though it is restricted no more."""
    now = submission.received_at
    session.add(
        SafeguardingItem(
            submission_id=submission.id,
            source=FlagSource.MACHINE,
            part_may_go_on=False,
            rules=[],
            own_words_of_child=False,
            raised_at=now,
            due_at=now,
            status=SafeguardingStatus.CONFIRMED,
        )
    )


def took_back(session: Session, submission: Submission) -> None:
    for yes in (True, False):
        row = Consent(
            submission_id=submission.id,
            use=ConsentUse.QUOTE_BOARD,
            yes=yes,
            wording=WORDING,
            given_at=submission.received_at,
            given_by="author",
        )
        session.add(row)


def objected(session: Session, submission: Submission) -> None:
    author = Author(submission.id, submission.reference)
    screen = type("Screen", (), {"look": lambda *_: []})()
    objections.object_to_route(session, author, "", screen, submission.received_at)


def undone(session: Session, submission: Submission) -> None:
    member = Member(1, Role.CASEWORKER, None, None, "Ada")
    label.undo(session, member, submission, Deed(AUTHOR, submission.received_at, "test"))


@pytest.mark.parametrize("happens", [restricted, held, kept_safe, took_back, objected, undone])
def test_a_text_that_may_not_be_learnt_from_is_left_out(
    wiring: Wiring,
    sam: Member,
    tmp_path: Path,
    happens: Callable[[Session, Submission], None],
) -> None:
    kept = decide(wiring, sam, "form-1", words="Kept words of a family.")
    left = decide(wiring, sam, "form-2", words="Words that stay at home.")
    with wiring.writes.begin() as session:
        happens(session, session.get_one(Submission, left))

    export(tmp_path / "out.jsonl")

    assert kept != left
    assert [one["text"] for one in lines(tmp_path / "out.jsonl")] == ["Kept words of a family."]


def test_a_text_of_danger_is_left_out(wiring: Wiring, sam: Member, tmp_path: Path) -> None:
    decide(wiring, sam, words=DISCLOSURE)

    export(tmp_path / "out.jsonl")

    assert lines(tmp_path / "out.jsonl") == []


@pytest.mark.parametrize("email", ["sam@example.org", "nobody@example.org", ""])
def test_only_an_administrator_exports(
    wiring: Wiring, sam: Member, tmp_path: Path, email: str
) -> None:
    decide(wiring, sam)

    result = export(tmp_path / "out.jsonl", by=email)

    assert result.exit_code == 1
    assert not (tmp_path / "out.jsonl").exists()
    assert audited(wiring) == []


def audited(wiring: Wiring) -> list[dict[str, Any]]:
    with wiring.reads() as session:
        rows = session.query(AuditEvent).filter_by(action="learning.exported")
        return [one.detail for one in rows]


def test_it_is_written_down_who_took_how_much(wiring: Wiring, sam: Member, tmp_path: Path) -> None:
    decide(wiring, sam)

    export(tmp_path / "out.jsonl")

    (detail,) = audited(wiring)
    assert detail["lines"] == 1
    assert len(detail["sha256"]) == 64


def test_a_file_that_is_there_is_never_overwritten(
    wiring: Wiring, sam: Member, tmp_path: Path
) -> None:
    file = tmp_path / "out.jsonl"
    file.write_text("mine", encoding="utf-8")

    result = export(file)

    assert result.exit_code == 1
    assert file.read_text(encoding="utf-8") == "mine"
    assert list(tmp_path.iterdir()).count(file) == 1


def test_only_its_owner_may_read_the_file(wiring: Wiring, sam: Member, tmp_path: Path) -> None:
    decide(wiring, sam)

    export(tmp_path / "out.jsonl")

    assert stat.S_IMODE((tmp_path / "out.jsonl").stat().st_mode) == 0o600
    assert not list(tmp_path.glob(".export-*"))


def test_what_is_exported_can_be_learnt_from(wiring: Wiring, sam: Member, tmp_path: Path) -> None:
    decide(wiring, sam)
    export(tmp_path / "out.jsonl")

    read = decisions.read(tmp_path / "out.jsonl", date(2026, 11, 30))

    assert read.faults == ()
    assert [one.themes for one in read.decisions] == [("transport", "mental_health")]
