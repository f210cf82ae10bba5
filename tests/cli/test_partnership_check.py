"""`portal partnership check FILE`: a bad file is told its lines, a good one that it is good."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from portal.cli.partnership import partnership_check
from portal.cli.partnership_file import LARGEST
from portal.domain.partnership import packaged


def check(tmp_path: Path, text: bytes) -> Result:
    """Check a file that holds `text`."""
    file = tmp_path / "area.toml"
    file.write_bytes(text)
    return CliRunner().invoke(partnership_check, [str(file)])


def test_the_packaged_file_has_nothing_wrong(tmp_path: Path) -> None:
    result = check(tmp_path, packaged().encode())

    assert result.exit_code == 0
    assert result.output.startswith("Suffolk: nothing wrong. 13 partners, 47 districts, 17 needs")


def test_each_fault_is_one_line_with_its_number(tmp_path: Path) -> None:
    text = packaged().replace("silence = 10", "silence = 0").replace('dir = "rtl"', 'dir = "up"')

    result = check(tmp_path, text.encode())

    rows = text.split("\n")
    upward, silent = rows.index('dir = "up"') + 1, rows.index("silence = 0") + 1
    assert result.exit_code == 1
    assert result.output.splitlines() == [
        f"line {upward}: dir must be one of ltr, rtl, not 'up'",
        f"line {silent}: silence must be from 1 to 366, not 0",
    ]


def test_a_file_that_promises_nothing_yet_is_warned_of(tmp_path: Path) -> None:
    text = packaged().replace("effective_from = 2025-01-01", "effective_from = 2999-01-01", 1)

    result = check(tmp_path, text.encode())

    line = text.split("\n").index("effective_from = 2999-01-01") + 1
    assert result.exit_code == 0
    assert result.output.startswith(f"line {line}: it cannot be loaded today: concern promises ")
    assert "nothing wrong" in result.output


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"a = 1\nb = \xff\n", "line 2: this is not UTF-8 text"),
        (b"#" * (LARGEST + 1), "line 1: the file is too large"),
        (b"\n\nx", "line 3: this is not TOML"),
    ],
)
def test_what_is_no_partnership_file_is_one_plain_line(
    tmp_path: Path, text: bytes, told: str
) -> None:
    result = check(tmp_path, text)

    assert result.exit_code == 1
    assert len(result.output.splitlines()) == 1
    assert result.output.startswith(told)


def test_a_mark_of_byte_order_does_no_harm(tmp_path: Path) -> None:
    assert check(tmp_path, b"\xef\xbb\xbf" + packaged().encode()).exit_code == 0


def test_a_file_that_is_not_there_is_said_plainly(tmp_path: Path) -> None:
    result = CliRunner().invoke(partnership_check, [str(tmp_path / "none.toml")])

    assert result.exit_code == 2
    assert "does not exist" in result.output
