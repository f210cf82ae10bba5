"""`portal clock verify` and `portal clock simulate`, against a database."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from portal.adapters.database import engine_for
from portal.domain.clocks import ClockKind, Subject
from portal.domain.partnership import packaged
from portal.domain.people import SYSTEM, Deed
from portal.services import clocks
from tests.cli.conftest import Say
from tests.support import cases
from tests.support.families import send

RECENTLY = datetime.now(UTC) - timedelta(days=20)  # what the commands see is the machine's own time
PERIOD = (
    *("--from", (RECENTLY - timedelta(days=2)).date().isoformat()),
    *("--to", (RECENTLY + timedelta(days=2)).date().isoformat()),
)


def change(settings: dict[str, str], statement: str) -> None:
    path = settings["PORTAL_DATABASE_URL"].removeprefix("sqlite:///")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(statement)


@pytest.fixture
def sent(installed: Say, settings: dict[str, str]) -> Say:
    """Two families wrote twenty days ago; one was answered on the next day."""
    engine = engine_for(settings["PORTAL_DATABASE_URL"])
    with Session(engine) as session:
        send(session, "a", RECENTLY)
        answered, _ = send(session, "b", RECENTLY)
        clock = cases.promise(session, answered, Subject.FAMILY, ClockKind.RESPOND)
        deed = Deed(SYSTEM, RECENTLY + timedelta(days=1), "answer")
        clocks.stop(session, clock, deed, "answered")
        clocks.refresh_due(session, answered)
        session.commit()
    engine.dispose()
    return installed


def test_a_portal_that_nobody_touched_is_as_its_events_say(sent: Say) -> None:
    result = sent("clock", "verify")

    assert result.exit_code == 0
    told = result.stdout.splitlines()
    assert "clocks checked: all are what their events come to" in told[-1]
    assert all("waits for the worker: " in line for line in told[:-1])


def test_a_date_that_somebody_changed_is_named_and_ends_in_status_one(
    sent: Say, settings: dict[str, str]
) -> None:
    change(settings, "UPDATE clock SET due_on = '2026-01-01' WHERE kind = 'respond' AND id < 4")

    result = sent("clock", "verify")

    assert result.exit_code == 1
    (line,) = [one for one in result.stdout.splitlines() if "2026-01-01" in one]
    assert "family respond, cycle 1): due_on is 2026-01-01, but its events come to 20" in line
    assert "checked: 1 difference; " in result.stdout


def test_verify_says_what_is_wrong_with_the_installation(say: Say) -> None:
    result = say("clock", "verify")

    assert result.exit_code == 1
    assert "portal database upgrade" in result.stderr


def test_a_shorter_promise_would_have_been_kept_less_often(sent: Say) -> None:
    result = sent(
        "clock", "simulate", *PERIOD, "--level", "family respond 30 working_day", "--json"
    )

    assert result.exit_code == 0
    said = json.loads(result.stdout)
    (answers,) = [
        one for one in said["promises"] if (one["subject"], one["kind"]) == ("family", "respond")
    ]
    assert answers["had"]["on_time"] == answers["would"]["on_time"] == 1
    assert answers["had"]["kept"] <= answers["would"]["kept"] == 1
    assert (answers["would"]["open_in_time"], said["not_replayed"]) == (1, 0)


def test_the_table_names_partners_and_what_would_be_the_same(sent: Say) -> None:
    told = sent("clock", "simulate", *PERIOD, "--level", "partner respond 1 working_day").stdout

    assert "The council's school travel team\n  accept, as it was" in told
    assert "  accept, proposed" in told
    assert "not protected, not to be published" in told


def test_a_changed_file_is_replayed_with_its_own_closed_days(sent: Say, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(packaged(), encoding="utf-8")

    told = sent("clock", "simulate", *PERIOD, "--proposed", str(other)).stdout

    assert "Families" in told
    assert "could not be replayed" not in told


def test_a_period_in_which_nothing_began_says_so(sent: Say) -> None:
    told = sent(
        *("clock", "simulate", "--from", "2020-01-01", "--to", "2020-02-01"),
        *("--level", "family respond 1 week"),
    ).stdout

    assert "None began then." in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give either --proposed or --level"),
        (("--level", "partner respond 6"), "say whose, which kind, how many and of what"),
        (("--level", "school respond 6 week"), "whose must be one of family, partner"),
        (("--level", "triage respond 6 week"), "triage has the promises place"),
        (("--level", "partner respond 0 week"), "an amount of 0"),
        (("--level", "partner respond 10000 week"), "an amount of 10000"),
        (("--level", "partner respond six week"), "six is no whole number"),
        (("--level", "partner respond 6 fortnight"), "fortnight must be one of working_day"),
        (("--level", "partner respond 6 week", "--level", "partner respond 7 week"), "twice"),
    ],
)
def test_a_proposal_that_does_not_fit_is_told_in_a_sentence(
    sent: Say, words: tuple[str, ...], said: str
) -> None:
    result = sent("clock", "simulate", *PERIOD, *words)

    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr.replace("\n", " ")


def test_a_period_that_ends_before_it_begins_is_refused(sent: Say) -> None:
    result = sent(
        *("clock", "simulate", "--from", "2026-02-01", "--to", "2026-01-01"),
        *("--level", "family respond 1 week"),
    )

    assert result.exit_code == 2
    assert "--to is before --from" in result.stderr
