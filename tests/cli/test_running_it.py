"""The commands of somebody who runs the portal: keys, tables, partnership, staff, checks, work."""

import base64
import os
import sqlite3
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner

import portal
from portal.adapters.migrations import head
from portal.cli import demo
from portal.cli.group import COMMANDS, main
from portal.cli.keys import keys
from portal.demonstration import history
from portal.domain.partnership import packaged
from portal.settings import from_environment
from tests.cli.conftest import Say

PASS_WORDS = "a long walk by the sea"
KIM = (
    "staff",
    "add",
    "kim@example.org",
    "--name",
    "Kim",
    "--role",
    "triage",
    "--partner",
    "triage",
)


def rows(settings: dict[str, str], table: str) -> int:
    path = settings["PORTAL_DATABASE_URL"].removeprefix("sqlite:///")
    with sqlite3.connect(path) as connection:
        (count,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    connection.close()
    return int(count)


def test_help_names_every_command_with_a_sentence() -> None:
    said = CliRunner().invoke(main, ["--help"]).output

    told = [line.split(maxsplit=1) for line in said.partition("Commands:\n")[2].splitlines()]
    assert [name for name, _ in told] == sorted(COMMANDS)


def test_a_command_that_is_not_there_is_said_plainly() -> None:
    result = CliRunner().invoke(main, ["dance"])

    assert result.exit_code == 2
    assert "No such command 'dance'" in result.output


def test_keys_are_new_each_time_and_fit_the_settings(settings: dict[str, str]) -> None:
    first, second = (
        dict(line.split("=", 1) for line in CliRunner().invoke(keys).output.splitlines())
        for _ in range(2)
    )

    assert not set(first.values()) & set(second.values())
    made = from_environment({**settings, **first})
    assert made.code_key == base64.b64decode(first["PORTAL_CODE_KEY"])
    assert made.sealing_keys != (made.code_key,)


def test_a_database_goes_up_down_and_up_again(say: Say, settings: dict[str, str]) -> None:
    assert say("database", "upgrade").output == (
        f"The database is at {head()}.\n"
        "Now load the partnership file: portal partnership load FILE\n"
    )
    assert rows(settings, "submission") == 0

    assert say("database", "downgrade", "base", "--yes").output == "The database is at base.\n"
    with pytest.raises(sqlite3.OperationalError):
        rows(settings, "submission")
    assert say("database", "upgrade").exit_code == 0
    assert rows(settings, "submission") == 0


def test_nothing_is_taken_down_without_a_yes(say: Say, settings: dict[str, str]) -> None:
    say("database", "upgrade")

    result = say("database", "downgrade", "base", typed="n\n")

    assert result.exit_code == 1
    assert "will be lost" in result.output
    assert rows(settings, "submission") == 0


def test_the_packaged_partnership_comes_into_force_once(say: Say, settings: dict[str, str]) -> None:
    say("database", "upgrade")

    first, second = say("partnership", "load"), say("partnership", "load")

    assert first.output == "In force.\n"
    assert second.output == "Nothing has changed: this text is in force already.\n"
    assert rows(settings, "partnership_version") == 1


def test_another_file_is_a_new_version_and_the_old_one_stays(
    installed: Say, settings: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "area.toml"
    file.write_text(packaged() + "\n# looked at again\n", encoding="utf-8")

    result = installed("partnership", "load", str(file))

    assert result.output == "In force.\n"
    assert rows(settings, "partnership_version") == 2


def test_a_bad_file_changes_nothing_and_its_lines_are_told(
    installed: Say, settings: dict[str, str], tmp_path: Path
) -> None:
    file = tmp_path / "area.toml"
    file.write_text(packaged().replace("silence = 10", "silence = 0"), encoding="utf-8")

    result = installed("partnership", "load", str(file))

    assert result.exit_code == 1
    assert "silence must be from 1 to 366" in result.stderr
    assert rows(settings, "partnership_version") == 1


def test_somebody_is_given_an_account(installed: Say, settings: dict[str, str]) -> None:
    result = installed(*KIM, typed=f"{PASS_WORDS}\n{PASS_WORDS}\n")

    assert result.exit_code == 0
    assert result.output.endswith("kim@example.org may sign in as triage.\n")
    assert PASS_WORDS not in result.output
    assert rows(settings, "staff") == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"--role": "board"}, "the role board belongs to no body"),
        ({"--partner": "housing"}, "housing"),
        ({"--role": "king"}, "'king' is not one of"),
        ({"--pass-words": "short"}, "at least 12 characters"),
    ],
    ids=["a hat without a body", "unknown body", "unknown hat", "short pass words"],
)
def test_an_account_that_does_not_fit_is_one_plain_line(
    installed: Say, settings: dict[str, str], changed: dict[str, str], said: str
) -> None:
    given = {"--role": "triage", "--partner": "triage", "--pass-words": PASS_WORDS, **changed}
    words = [word for pair in given.items() for word in pair]

    result = installed("staff", "add", "kim@example.org", "--name", "Kim", *words)

    assert result.exit_code in (1, 2)
    assert isinstance(result.exception, SystemExit), result.exception
    assert said in result.stderr.splitlines()[-1]
    assert rows(settings, "staff") == 0


def test_nobody_is_given_two_accounts(installed: Say, settings: dict[str, str]) -> None:
    installed(*KIM, "--pass-words", PASS_WORDS)

    result = installed(*KIM, "--pass-words", PASS_WORDS)

    assert result.exit_code == 1
    assert result.stderr == "Error: kim@example.org has an account already\n"
    assert rows(settings, "staff") == 1


def test_check_names_all_that_is_not_verified_and_not_agreed(installed: Say) -> None:
    result = installed("check")

    said = result.output.splitlines()
    assert result.exit_code == 1
    assert said[-1] == f"Not ready: {len(said) - 1} to put right."
    assert {line.split(":")[0] for line in said[:-1]} >= {"Not verified", "Not agreed"}


def test_check_is_content_when_nothing_stands_in_the_way(
    installed: Say, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path(settings["PORTAL_FILES_FOLDER"]).mkdir(mode=0o700)
    monkeypatch.setattr("portal.cli.check._of_file", lambda *_: [])
    monkeypatch.setattr("portal.cli.check.without_mailbox", lambda *_: [])

    result = installed("check")

    assert result.output == "Ready.\n"
    assert result.exit_code == 0


def test_check_looks_at_the_folder_of_files(
    installed: Say, settings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(settings["PORTAL_FILES_FOLDER"])
    missing = installed("check").output
    folder.mkdir()
    folder.chmod(0o755)
    open_to_others = installed("check").output
    folder.chmod(0o700)
    private = installed("check").output
    monkeypatch.delenv("PORTAL_FILES_FOLDER")
    unset = installed("check").output

    assert f"mkdir -p -m 700 {folder}" in missing
    assert f"chmod 700 {folder}" in open_to_others
    assert "files" not in private
    assert "Families cannot add files: PORTAL_FILES_FOLDER is not set" in unset


@pytest.mark.parametrize("folder", ["files", f"{Path(portal.__file__).parent}/web/static/files"])
def test_files_are_kept_nowhere_that_is_served(
    installed: Say, monkeypatch: pytest.MonkeyPatch, folder: str
) -> None:
    monkeypatch.setenv("PORTAL_FILES_FOLDER", folder)

    result = installed("check")

    assert result.exit_code != 0
    assert (
        "PORTAL_FILES_FOLDER must be a whole path elsewhere"
        in str(result.exception) + result.output
    )


def test_check_does_not_let_a_demonstration_pass(
    installed: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PORTAL_DEMONSTRATION", "yes")
    monkeypatch.setenv("PORTAL_BASE_URL", "http://127.0.0.1")

    said = installed("check").output.splitlines()

    assert {"PORTAL_DEMONSTRATION is on", "PORTAL_BASE_URL is not https"} <= set(said)


def test_one_pass_of_the_worker_seals_what_was_done(installed: Say) -> None:
    installed(*KIM, "--pass-words", PASS_WORDS)
    before = installed("audit", "verify").output

    done = installed("worker", "--once").output

    assert before == "0 events are sound; 2 not sealed yet.\n"
    assert done == "2 done.\n"
    assert installed("audit", "verify").output == "2 events are sound; 0 not sealed yet.\n"


def test_an_audit_that_was_changed_is_named_at_its_row(
    installed: Say, settings: dict[str, str]
) -> None:
    installed(*KIM, "--pass-words", PASS_WORDS)
    installed("worker", "--once")
    with sqlite3.connect(settings["PORTAL_DATABASE_URL"].removeprefix("sqlite:///")) as thief:
        thief.execute("DROP TRIGGER IF EXISTS audit_event_no_update")
        thief.execute("UPDATE audit_event SET action = 'staff.nothing' WHERE id = 2")
    thief.close()

    result = installed("audit", "verify")

    assert result.output == "Broken at event 2; 1 before it are sound.\n"
    assert result.exit_code == 1


def test_serve_hands_itself_over_to_the_web_server(
    installed: Say, monkeypatch: pytest.MonkeyPatch
) -> None:
    became: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda program, words: became.append([program, *words]))

    installed("serve", "--bind", "127.0.0.1:8123")

    (words,) = became
    assert words[:4] == [sys.executable, sys.executable, "-m", "gunicorn"]
    assert {"--bind=127.0.0.1:8123", "portal.serving:application()"} <= set(words)


def test_a_demonstration_that_is_begun_anew_forgets_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "play", partial(history.play, submissions=2, comments=0))
    monkeypatch.setattr(demo, "_serve", lambda *_: None)
    words = ["--data", str(tmp_path), "--day", "2026-11-23"]

    first = CliRunner().invoke(demo.demo, words)
    made_first = (tmp_path / demo.DATABASE).stat().st_ino
    second = CliRunner().invoke(demo.demo, words[:2])
    kept = (tmp_path / demo.DATABASE).stat().st_ino
    anew = CliRunner().invoke(demo.demo, [*words, "--reset"])

    assert (first.exit_code, second.exit_code, anew.exit_code) == (0, 0, 0), first.output
    assert "November 2026" in first.output
    assert (second.output, kept) == ("", made_first)
    assert "November 2026" in anew.output
    assert sorted(one.name for one in tmp_path.iterdir()) == ["being-made", "portal.db"]
