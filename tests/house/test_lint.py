"""Style and types: the same tools and the same configuration as `make lint`."""

import subprocess
import sys

import pytest

from tests.house.tree import ROOT


def run(*command: str) -> str:
    """What the tool complains of; nothing where it is content."""
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return "" if done.returncode == 0 else f"{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    "command",
    [
        ("ruff", "check", "--quiet", "."),
        ("ruff", "format", "--check", "--quiet", "."),
        ("mypy", "portal", "classifier"),
    ],
    ids=["style", "form", "types"],
)
def test_the_tool_finds_nothing_to_mend(command: tuple[str, ...]):
    said = run(*command)

    assert not said, f"Run `make lint` and mend what it says:\n{said}"


def test_the_tools_would_notice_a_fault():
    fault = ["--stdin-filename", "portal/planted.py", "--isolated", "--select", "F401", "-"]

    done = subprocess.run(
        [sys.executable, "-m", "ruff", "check", *fault],
        cwd=ROOT, input="import os\n", capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 1
