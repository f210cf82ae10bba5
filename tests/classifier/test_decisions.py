"""What people decided, read line by line: every bad line is named, and the rest is read."""

import hashlib
import json
from datetime import date

import pytest

from classifier import decisions

TODAY = date(2026, 6, 30)
GOOD = {
    "id": "S-1", "text": "The taxi never came and nobody rang.", "themes": ["transport"],
    "stance": "negative", "language": "en", "source": "portal", "decided_by": "reader-7",
    "decided_on": "2026-06-02", "was_suggested": ["transport", "communication"],
}  # fmt: skip


def file(tmp_path, *lines):
    path = tmp_path / "decisions.jsonl"
    encoded = (
        line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()
        for line in lines
    )  # fmt: skip
    path.write_bytes(b"\n".join(encoded) + b"\n")
    return path


def changed(**values):
    return {**GOOD, **values}


def test_a_decision_is_read_with_who_decided_and_what_had_been_suggested(tmp_path):
    read = decisions.read(file(tmp_path, GOOD), TODAY)

    assert read.faults == ()
    assert read.decisions == (
        decisions.Decision(
            "S-1", GOOD["text"], ("transport",), "negative", "en", "portal", "reader-7",
            date(2026, 6, 2), ("transport", "communication"),
        ),
    )  # fmt: skip


def test_nothing_fits_and_nothing_shown_are_decisions_too(tmp_path):
    read = decisions.read(file(tmp_path, changed(themes=[], was_suggested=None, id=4)), TODAY)

    assert (read.decisions[0].id, read.decisions[0].themes) == (4, ())
    assert read.decisions[0].was_suggested is None


@pytest.mark.parametrize(
    ("line", "kind", "why"),
    [
        (b"\xff\xfe\x00", decisions.NotText, "UTF-8"),
        (b"x" * (decisions.LONGEST_LINE + 1), decisions.NotText, "longer than"),
        (b"{not json", decisions.NotAnObject, "not JSON"),
        (b"[" * 100_000, decisions.NotAnObject, "not JSON"),
        (b"[1, 2]", decisions.NotAnObject, "no object"),
        (b"{}", decisions.MissingField, "'id'"),
        (changed(telephone="01473"), decisions.UnknownField, "no decision has"),
        (changed(text="  "), decisions.WrongKind, "'text'"),
        (changed(text=3), decisions.WrongKind, "'text'"),
        (changed(source=None), decisions.WrongKind, "'source'"),
        (changed(id=True), decisions.WrongKind, "'id'"),
        (changed(id=1.5), decisions.WrongKind, "'id'"),
        (changed(stance="angry"), decisions.WrongKind, "'stance'"),
        (changed(stance=["negative"]), decisions.WrongKind, "'stance'"),
        (changed(themes="transport"), decisions.WrongKind, "'themes'"),
        (changed(themes=[["transport"]]), decisions.WrongKind, "'themes'"),
        (changed(themes=["parking"]), decisions.NoSuchTheme, "'parking'"),
        (changed(themes=["transport", "transport"]), decisions.NoSuchTheme, "twice"),
        (changed(was_suggested=True), decisions.WrongKind, "'was_suggested'"),
        (changed(decided_on="yesterday"), decisions.WrongDate, "no date"),
        (changed(decided_on=20260602), decisions.WrongDate, "no date"),
        (changed(decided_on="2026-07-01"), decisions.WrongDate, "after today"),
    ],
)
def test_a_bad_line_is_named_and_the_lines_around_it_are_read(tmp_path, line, kind, why):
    read = decisions.read(file(tmp_path, GOOD, b"", line, changed(id="S-2")), TODAY)

    assert [one.id for one in read.decisions] == ["S-1", "S-2"]
    assert [type(fault) for fault in read.faults] == [kind]
    assert str(read.faults[0]).startswith("line 3: ")
    assert why in str(read.faults[0])
    assert read.lines == 3


def test_a_fault_never_repeats_what_the_family_wrote(tmp_path):
    secret = changed(text="Josie told us", themes=["parking"])

    fault = decisions.read(file(tmp_path, secret), TODAY).faults[0]

    assert "Josie" not in str(fault)


def test_an_empty_file_holds_no_decisions_and_no_faults(tmp_path):
    path = tmp_path / "empty.jsonl"
    path.write_bytes(b"\n\n")

    read = decisions.read(path, TODAY)

    assert (read.decisions, read.faults, read.lines) == ((), (), 0)


def test_the_fingerprint_is_that_of_the_file_however_long_its_lines(tmp_path):
    path = file(tmp_path, GOOD, b"x" * (3 * decisions.LONGEST_LINE), GOOD)

    read = decisions.read(path, TODAY)

    assert len(read.decisions) == 2
    assert read.fingerprint == hashlib.sha256(path.read_bytes()).hexdigest()


def test_a_missing_file_is_said_and_not_taken_for_an_empty_one(tmp_path):
    with pytest.raises(FileNotFoundError):
        decisions.read(tmp_path / "nothing.jsonl", TODAY)


def test_a_decision_that_nothing_fits_may_leave_the_stance_open(tmp_path):
    read = decisions.read(file(tmp_path, changed(themes=[], stance=None)), TODAY)

    assert (read.faults, read.decisions[0].stance) == ((), "")
