"""A new model is put to use by two people, and taken back by one."""

import json
from datetime import date, timedelta
from types import SimpleNamespace

import numpy as np
import pytest

from classifier import model, promotion
from classifier.__main__ import main
from classifier.gate import Against, Reason, Verdict
from classifier.paired import compare
from classifier.promotion import Shelf, approve_first, approve_second, digest, promote, roll_back

MONDAY = date(2026, 6, 1)
SAME = np.ones((2, 1), dtype=bool)


def put(folder, text):
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    (folder / "weights.npy").write_bytes(text.encode() * 3)


@pytest.fixture
def shelf(tmp_path):
    made = Shelf(tmp_path)
    put(made.champion, "in use")
    put(made.challenger, "new")
    return made


def passed(shelf, *reasons):
    figures = compare(SAME, SAME, SAME, ["transport"])
    used = digest(shelf.champion) if shelf.champion.exists() else "none"
    return Verdict(used, digest(shelf.challenger), reasons, figures)


def said(folder):
    return (folder / "manifest.json").read_text(encoding="utf-8")


def approved(shelf, days=1):
    approve_first(shelf, passed(shelf), "Amira Holt", MONDAY)
    return approve_second(shelf, "Ben Osei", MONDAY + timedelta(days=days))


def test_two_people_put_a_new_model_to_use_and_the_old_one_is_kept(shelf):
    approved(shelf)

    promote(shelf)

    assert (said(shelf.champion), said(shelf.former)) == ("new", "in use")
    assert not shelf.challenger.exists()


def test_who_approved_what_and_when_lies_beside_the_model(shelf):
    made = digest(shelf.challenger)

    approved(shelf)
    promote(shelf)

    assert json.loads((shelf.champion / "promotion.json").read_text(encoding="utf-8")) == {
        "challenger": made,
        "first": "Amira Holt", "first_on": "2026-06-01",
        "second": "Ben Osei", "second_on": "2026-06-02",
    }  # fmt: skip


def test_the_first_model_of_all_needs_two_people_too(tmp_path):
    shelf = Shelf(tmp_path)
    put(shelf.challenger, "new")

    with pytest.raises(promotion.NoFirstApproval):
        promote(shelf)
    approved(shelf)
    promote(shelf)

    assert said(shelf.champion) == "new"


def test_one_person_alone_promotes_nothing(shelf):
    approve_first(shelf, passed(shelf), "Amira Holt", MONDAY)

    with pytest.raises(promotion.NoSecondApproval):
        promote(shelf)

    assert said(shelf.champion) == "in use"


@pytest.mark.parametrize(
    "again", ["Amira Holt", " amira  HOLT ", "Ａmira Holt", "Amira\u200b Holt"]
)
def test_the_same_person_is_not_two_however_the_name_is_written(shelf, again):
    approve_first(shelf, passed(shelf), "Amira Holt", MONDAY)

    with pytest.raises(promotion.SamePerson):
        approve_second(shelf, again, MONDAY)
    with pytest.raises(promotion.NoSecondApproval):
        promote(shelf)


@pytest.mark.parametrize("nobody", ["", "  ", "\u200b"])
def test_nobody_approves_nothing(shelf, nobody):
    with pytest.raises(promotion.SamePerson):
        approve_first(shelf, passed(shelf), nobody, MONDAY)


@pytest.mark.parametrize("name", ["manifest.json", "weights.npy", "one_file_more.npy"])
def test_a_model_changed_after_the_first_approval_is_refused(shelf, name):
    approve_first(shelf, passed(shelf), "Amira Holt", MONDAY)
    (shelf.challenger / name).write_bytes(b"changed")

    with pytest.raises(promotion.ChallengerChanged):
        approve_second(shelf, "Ben Osei", MONDAY)


def test_a_model_changed_after_both_approvals_is_refused(shelf):
    approved(shelf)
    (shelf.challenger / "weights.npy").unlink()

    with pytest.raises(promotion.ChallengerChanged):
        promote(shelf)

    assert said(shelf.champion) == "in use"


def test_the_second_approval_may_come_on_the_fourteenth_day(shelf):
    assert approved(shelf, days=14).second == "Ben Osei"


@pytest.mark.parametrize("days", [15, 400, -1])
def test_the_second_approval_may_not_come_later_nor_before_the_first(shelf, days):
    with pytest.raises(promotion.ApprovalExpired):
        approved(shelf, days=days)


def test_after_a_first_approval_has_run_out_anybody_may_begin_again(shelf):
    approve_first(shelf, passed(shelf), "Amira Holt", MONDAY)
    june = MONDAY + timedelta(days=20)

    approve_first(shelf, passed(shelf), "Ben Osei", june)

    assert approve_second(shelf, "Amira Holt", june).second_on == june


def test_a_model_that_the_gate_refused_cannot_be_approved(shelf):
    refused = passed(shelf, Reason(Against.DANGER_LOST, "d2"))

    with pytest.raises(promotion.NotPassed, match="d2"):
        approve_first(shelf, refused, "Amira Holt", MONDAY)


def test_the_gates_verdict_on_one_model_is_none_on_another(shelf):
    verdict = passed(shelf)
    (shelf.challenger / "weights.npy").write_bytes(b"another")

    with pytest.raises(promotion.NotPassed, match="another challenger"):
        approve_first(shelf, verdict, "Amira Holt", MONDAY)


@pytest.mark.parametrize(
    "record", [b"", b"[]", b"{}", b"\xff", b'{"challenger": 1, "first": 2, "first_on": 3}']
)
def test_a_broken_record_of_approval_is_none(shelf, record):
    (shelf.challenger / "promotion.json").write_bytes(record)

    with pytest.raises(promotion.NoFirstApproval):
        approve_second(shelf, "Ben Osei", MONDAY)
    with pytest.raises(promotion.NoFirstApproval):
        promote(shelf)


def test_one_person_takes_a_model_back_and_says_why(shelf):
    approved(shelf)
    promote(shelf)

    roll_back(shelf, "Ben Osei", MONDAY, "It misses transport")

    assert (said(shelf.champion), said(shelf.withdrawn)) == ("in use", "new")
    assert json.loads((shelf.withdrawn / "withdrawal.json").read_text(encoding="utf-8")) == {
        "by": "Ben Osei", "on": "2026-06-01", "reason": "It misses transport",
    }  # fmt: skip


def test_a_model_taken_back_does_not_return_by_taking_back_again(shelf):
    approved(shelf)
    promote(shelf)
    roll_back(shelf, "Ben Osei", MONDAY, "It misses transport")

    with pytest.raises(promotion.NoSuchModel):
        roll_back(shelf, "Ben Osei", MONDAY, "Again")

    assert said(shelf.champion) == "in use"


def test_the_former_model_returns_where_the_one_in_use_is_gone(shelf):
    approved(shelf)
    promote(shelf)
    shelf.champion.rename(shelf.root / "lost")

    roll_back(shelf, "Ben Osei", MONDAY, "The folder is gone")

    assert said(shelf.champion) == "in use"


def test_there_is_nothing_to_approve_without_a_challenger(tmp_path):
    with pytest.raises(promotion.NoSuchModel):
        digest(Shelf(tmp_path).challenger)


def verdict_kept(shelf):
    row = passed(shelf).as_dict()
    (shelf.root / "verdict.json").write_text(json.dumps(row), encoding="utf-8")


def on_the_command_line(shelf, *words):
    return main(["--model", str(shelf.champion), *words])


def test_the_same_on_the_command_line_by_two_people(shelf, monkeypatch, capsys):
    monkeypatch.setattr(model, "load", lambda _: SimpleNamespace(version="new"))
    verdict_kept(shelf)

    statuses = [
        on_the_command_line(shelf, "approve", "--by", "Amira Holt", "--on", "2026-06-01"),
        on_the_command_line(shelf, "approve", "--by", "Ben Osei", "--on", "2026-06-02"),
        on_the_command_line(shelf, "promote"),
    ]

    assert statuses == [0, 0, 0]
    assert said(shelf.champion) == "new"
    assert capsys.readouterr().out.endswith("in use: new\n")


def test_one_person_alone_changes_nothing_on_the_command_line(shelf, capsys):
    verdict_kept(shelf)
    on_the_command_line(shelf, "approve", "--by", "Amira Holt", "--on", "2026-06-01")

    statuses = [
        on_the_command_line(shelf, "approve", "--by", "amira holt", "--on", "2026-06-02"),
        on_the_command_line(shelf, "promote"),
    ]

    assert statuses == [1, 1]
    assert said(shelf.champion) == "in use"
    assert capsys.readouterr().err.count("\n") == 2


def test_a_challenger_judged_against_another_model_is_not_approved(shelf):
    verdict = passed(shelf)
    (shelf.champion / "weights.npy").write_bytes(b"another")

    with pytest.raises(promotion.ChampionChanged):
        approve_first(shelf, verdict, "Amira Holt", MONDAY)
