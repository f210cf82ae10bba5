"""Every command of the README, run as it stands there; only the port and the folder are ours."""

import base64
import json
import re
import shlex
import signal
import time
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.readme.conftest import Readme
from tests.support.running import ROOT, Running, environment, free_port, run, running

PASS_WORDS = "a long walk by the sea"
WITHIN, WITHIN_AGAIN = 120, 10
"""Seconds of work until the demonstration answers for the first time, and once it is there."""


@dataclass
class Installation:
    """Somebody who follows the README from top to bottom on a machine of their own."""

    folder: Path
    settings: dict[str, str] = field(default_factory=dict)

    def run(self, command: str, typed: str = "", status: int = 0) -> str:
        """What it prints, of which nothing is a stack trace."""
        done = run(command, environment(**self.settings), typed)
        assert done.returncode == status, f"{command}: {done.stdout}{done.stderr}"
        assert "Traceback" not in done.stderr
        return done.stdout


Doing = Callable[[Installation, str], None]


def install(here: Installation, command: str) -> None:
    here.run(command)

    assert (ROOT / "portal/web/static/built/app.css").is_file()


def keys(here: Installation, command: str) -> None:
    printed = dict(line.split("=", 1) for line in here.run(command).splitlines())

    assert set(printed) == {"PORTAL_SECRET_KEY", "PORTAL_CODE_KEY", "PORTAL_SEALING_KEYS"}
    assert len(base64.b64decode(printed["PORTAL_CODE_KEY"])) == 32
    here.settings = {
        **printed,
        "PORTAL_DATABASE_URL": f"sqlite:///{here.folder / 'portal.db'}",
        "PORTAL_BASE_URL": "https://portal.example.org",
        "PORTAL_SMTP": "127.0.0.1:25",
        "PORTAL_MAIL_FROM": "portal@example.org",
    }


def upgrade(here: Installation, command: str) -> None:
    newest = sorted((ROOT / "migrations/versions").glob("[0-9]*.py"))[-1].name.partition("_")[0]

    said = here.run(command).splitlines()
    assert said[0] == f"The database is at {newest}."
    assert "portal partnership load" in said[1]
    assert (here.folder / "portal.db").is_file()


def look_at_the_file(here: Installation, command: str) -> None:
    assert here.run(command).startswith("Suffolk: nothing wrong.")


def load(here: Installation, command: str) -> None:
    assert here.run(command) == "In force.\n"


def add_staff(here: Installation, command: str) -> None:
    said = here.run(command, typed=f"{PASS_WORDS}\n{PASS_WORDS}\n")

    assert "kim@example.org may sign in as triage." in said
    assert PASS_WORDS not in said


def check(here: Installation, command: str) -> None:
    said = here.run(command, status=1).splitlines()

    assert any(line.startswith("Not verified: ") for line in said)
    assert any(line.startswith("Not agreed: ") for line in said)
    assert said[-1] == f"Not ready: {len(said) - 1} to put right."


def serve(here: Installation, command: str) -> None:
    port = free_port()
    command = command.replace(":8000", f":{port}")
    here_alone = environment(**{**here.settings, "PORTAL_BASE_URL": f"http://127.0.0.1:{port}"})

    with running(command, here_alone, here.folder / "serve.txt") as web:
        web.answers(f"http://127.0.0.1:{port}/health")
        assert web.stop(signal.SIGTERM) == 0
        assert web.left() == []


def work(here: Installation, command: str) -> None:
    with running(command, environment(**here.settings), here.folder / "worker.txt") as worker:
        wait_for_a_seal(here)
        assert worker.stop(signal.SIGTERM) == 0
        assert worker.left() == []
        assert worker.said == ""


def wait_for_a_seal(here: Installation) -> None:
    """The worker has sealed the audit of what was done before: it works."""
    for _ in range(60):
        if "0 not sealed yet" in here.run(".venv/bin/portal audit verify"):
            return
        time.sleep(0.5)
    raise AssertionError("the worker never sealed the audit")


def verify_clocks(here: Installation, command: str) -> None:
    # Nobody has written yet, so there is no clock to be wrong.
    assert "0 clocks" in here.run(command)


def verify(here: Installation, command: str) -> None:
    found = re.fullmatch(r"(\d+) events are sound; 0 not sealed yet\.\n", here.run(command))

    assert found is not None
    assert int(found[1]) >= 2


def route(here: Installation, command: str) -> None:
    answer = json.loads(here.run(command))

    assert (answer["id"], answer["lead"]) == (1, "wsft")
    assert "9" in answer["because"]


def demonstrate(here: Installation, command: str) -> None:
    port, folder = free_port(), here.folder / "demonstration"
    line, address = f"{command} PORT={port} DATA={folder}", f"http://127.0.0.1:{port}"

    with running(line, environment(), here.folder / "demo.txt") as demo:
        first = demo.answers(f"{address}/health")
        demo.says(f"The portal: {address}")
        demo.says("quin.board@demonstration.example")
        stopped_by_ctrl_c(demo)
    made = (folder / "portal.db").stat().st_ino
    with running(line, environment(), here.folder / "again.txt") as demo:
        second = demo.answers(f"{address}/health")
        demo.says(f"The portal: {address}")
        assert "Making the demonstration" not in demo.said
        stopped_by_ctrl_c(demo)

    assert (folder / "portal.db").stat().st_ino == made
    assert (first < WITHIN, second < WITHIN_AGAIN) == (True, True), (first, second)


def stopped_by_ctrl_c(demo: Running) -> None:
    # A terminal sends it to the whole group: make ends by it too, as every interrupted make does.
    assert demo.stop(signal.SIGINT) in (0, -signal.SIGINT)
    assert demo.left() == []
    assert "Stopped. The data is kept" in demo.said
    assert "Traceback" not in demo.said


def read_the_plan(here: Installation, command: str) -> None:
    """It cannot run inside of itself: what it would run is read instead."""
    planned = [shlex.split(line) for line in here.run(f"{command} --dry-run").splitlines()]
    options = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    pytest_options = options["tool"]["pytest"]["ini_options"]

    (asked,) = [words[1:] for words in planned if words[:1] == [".venv/bin/pytest"]]
    assert asked == ["-n", "2", "--dist", "worksteal"]
    assert pytest_options["testpaths"] == ["tests"]
    assert not set(pytest_options["addopts"]) - {
        "--strict-markers",
        "--strict-config",
        "--import-mode=importlib",
        "-q",
    }


DOING: dict[str, Doing] = {
    "make demo": demonstrate,
    "make test": read_the_plan,
    "make install": install,
    ".venv/bin/portal keys": keys,
    ".venv/bin/portal database upgrade": upgrade,
    ".venv/bin/portal partnership check portal/partnership/suffolk.toml": look_at_the_file,
    ".venv/bin/portal partnership load": load,
    ".venv/bin/portal staff add kim@example.org --name Kim --role triage --partner triage": (
        add_staff
    ),
    ".venv/bin/portal check": check,
    ".venv/bin/portal serve --bind 127.0.0.1:8000": serve,
    ".venv/bin/portal worker": work,
    ".venv/bin/portal audit verify": verify,
    ".venv/bin/portal clock verify": verify_clocks,
    'printf \'{"id":1,"need":"autism_assessment","age":9,'
    '"postcode_district":"IP1","gp_area":"suffolk_east_west"}\\n\''
    " | .venv/bin/portal route": route,
}
"""How each command is run and what it must do; the README and this table name the same."""

APART = ("make demo", "make test")


@pytest.fixture
def here(tmp_path: Path) -> Installation:
    return Installation(tmp_path)


def test_every_command_of_the_readme_is_run_here_and_no_other(readme: Readme) -> None:
    assert len(readme.commands) > 10
    assert sorted(readme.commands) == sorted(DOING)


@pytest.mark.parametrize("command", APART)
def test_the_two_commands_do_what_the_readme_says(here: Installation, command: str) -> None:
    DOING[command](here, command)


def test_running_it_for_real_goes_from_the_first_command_to_the_last(
    here: Installation, readme: Readme
) -> None:
    for command in readme.commands:
        if command not in APART:
            DOING[command](here, command)

    assert here.settings


def test_make_demo_hands_on_what_it_is_given(here: Installation) -> None:
    bare = here.run("make --dry-run demo")
    given = here.run("make --dry-run demo PORT=8123 DATA=there DAY=2026-11-23 RESET=1")

    assert "portal demo --port 8000 --data .data" in bare
    assert not {"--reset", "--day"} & set(bare.split())
    assert "portal demo --port 8123 --data there" in given
    assert {"--reset", "--day", "2026-11-23"} <= set(given.split())


def test_make_help_says_a_sentence_for_each_target(here: Installation) -> None:
    rows = dict(re.split(r"\s+", line, maxsplit=1) for line in here.run("make help").splitlines())
    (declared,) = re.findall(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(), re.MULTILINE)

    assert set(rows) == set(declared.split())
    assert all(said.endswith(".") for said in rows.values())
    assert here.run("make") == here.run("make help")
