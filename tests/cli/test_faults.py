"""What is wrong with an installation is one line that says what to do, never a trace."""

import pytest
from click.testing import CliRunner

from portal.cli import main

WHOLE = {
    "PORTAL_DATABASE_URL": "sqlite://",
    "PORTAL_SECRET_KEY": "s" * 40,
    "PORTAL_CODE_KEY": "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=",
    "PORTAL_SEALING_KEYS": "YWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWFhYWE=",
    "PORTAL_BASE_URL": "http://127.0.0.1",
    "PORTAL_SMTP": "127.0.0.1:25",
    "PORTAL_MAIL_FROM": "portal@example.org",
}


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_a_setting_that_is_missing_is_named(missing: str) -> None:
    result = CliRunner().invoke(main, ["audit", "verify"], env={**WHOLE, missing: ""})

    assert result.exit_code == 1
    assert result.stderr.startswith(f"Error: {missing} is not set.")
    assert "Traceback" not in result.output


def test_an_address_that_is_none_is_said_to_be_none() -> None:
    environ = {**WHOLE, "PORTAL_DATABASE_URL": "garbage"}

    result = CliRunner().invoke(main, ["check"], env=environ)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "PORTAL_DATABASE_URL" in result.stderr


def test_an_empty_database_is_told_how_to_be_made() -> None:
    result = CliRunner().invoke(main, ["check"], env=WHOLE)

    assert (result.exit_code, result.stderr.count("\n")) == (1, 1)
    assert "portal database upgrade" in result.stderr
