"""`portal route`: JSON Lines of facts on standard input, who should lead on standard output."""

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from portal.cli.json_lines import BadLine, answer_each, clean, identity
from portal.cli.partnership_file import load_or_stop
from portal.domain import routing
from portal.domain.partnership import Partnership

OLDEST = 120


@click.command("route")
@click.option(
    "--partnership",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A partnership file other than the packaged one.",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day, for partners that change.")
def route(file: Path | None, on: datetime | None) -> None:
    """Say for each line of facts who should lead, whom to involve, and why.

    Each line is an object with id, need, age, postcode_district and gp_area.
    """
    partnership = load_or_stop(file)
    answer_each(
        sys.stdin.buffer, lambda found: _answer(found, partnership, on), needs="id and need"
    )


def _answer(found: dict[str, Any], partnership: Partnership, on: datetime | None) -> str:
    facts = routing.Facts(
        need=_need(found, partnership),
        age=_age(found),
        postcode_district=_words(found, "postcode_district"),
        gp_area=_words(found, "gp_area"),
    )
    answer = routing.route(facts, partnership, on.date() if on else None)
    return json.dumps(
        {
            "id": identity(found),
            "lead": answer.lead,
            "also": answer.also,
            "because": answer.because,
        }
    )


def _need(found: dict[str, Any], partnership: Partnership) -> str:
    if "need" not in found:
        raise BadLine("need is missing")
    value = found["need"]
    if not isinstance(value, str) or partnership.need(value) is None:
        known = ", ".join(need.key for need in partnership.needs)
        raise BadLine(f"need must be one of {known}")
    return value


def _age(found: dict[str, Any]) -> int | None:
    value = found.get("age")
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= OLDEST:
        raise BadLine(f"age must be a whole number from 0 to {OLDEST}, or null")
    return value


def _words(found: dict[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is None:
        return None
    if not isinstance(value, str):
        raise BadLine(f"{name} must be text, or null")
    return clean(name, value)
