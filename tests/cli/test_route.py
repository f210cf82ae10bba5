"""`portal route`: one line of facts in, one line of answer out, and bad lines told one by one."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal.cli.json_lines import LONGEST
from portal.cli.route import route
from portal.domain.partnership import packaged

FACTS = {
    "id": 1,
    "need": "autism_assessment",
    "age": 9,
    "postcode_district": "IP1",
    "gp_area": "suffolk_east_west",
}


def run(text: str | bytes, *arguments: str) -> Result:
    """Give `text` to the command."""
    return CliRunner().invoke(route, arguments, input=text)


def line(**changes: object) -> str:
    """A line of facts, changed."""
    return json.dumps({**FACTS, **changes}) + "\n"


def answers(result: Result) -> list[dict[str, Any]]:
    """What came out."""
    return [json.loads(row) for row in result.stdout.splitlines()]


def test_an_autism_assessment_at_nine_in_ipswich_names_west_suffolk_and_says_why() -> None:
    result = run(
        '{"id":1,"need":"autism_assessment","age":9,'
        '"postcode_district":"IP1","gp_area":"suffolk_east_west"}\n'
    )

    assert result.exit_code == 0
    (answer,) = answers(result)
    assert list(answer) == ["id", "lead", "also", "because"]
    assert (answer["id"], answer["lead"], answer["also"]) == (1, "wsft", [])
    assert "The child is 9." in answer["because"]
    assert result.stderr == ""


@pytest.mark.parametrize("identity", [1, 1.5, "1", "", "é", "\u0639", None, True, 10**30])
def test_the_id_comes_back_with_its_type(identity: object) -> None:
    (answer,) = answers(run(line(id=identity)))

    assert answer["id"] == identity
    assert type(answer["id"]) is type(identity)


def test_answers_come_in_the_order_of_the_lines_and_blank_lines_do_not_count() -> None:
    result = run(line(id="b") + "\n   \n\r\n" + line(id="a") + line(id="c").strip())

    assert [answer["id"] for answer in answers(result)] == ["b", "a", "c"]
    assert result.exit_code == 0


def test_facts_left_out_or_null_are_not_known() -> None:
    bare = {"id": 1, "need": "ehc_plan"}

    result = run(json.dumps(bare) + "\n" + line(need="ehc_plan", age=None, postcode_district=None))

    assert [answer["lead"] for answer in answers(result)] == ["scc_send", "scc_send"]


@pytest.mark.parametrize("district", ["ip1", " IP 1 ", "ＩＰ１", "IP1 2BX"])
def test_a_district_is_understood_however_it_is_typed(district: str) -> None:
    (answer,) = answers(run(line(need="hospital", postcode_district=district)))

    assert answer["lead"] == "esneft"


BAD = [
    ("not json", b"{", "not JSON"),
    ("two objects", b"{}{}", "not JSON"),
    ("not a number", b'{"id": NaN, "need": "other"}', "not JSON"),
    ("too large a number", b'{"id": 1e999, "need": "other"}', "not JSON"),
    ("figures without end", b'{"id": ' + b"9" * 5_000 + b', "need": "other"}', "not JSON"),
    ("nested too deeply", b'{"id":' + b"[" * 50_000, "not JSON"),
    ("a list", b"[1]", "must be an object"),
    ("a word", b'"x"', "must be an object"),
    ("no id", b'{"need": "other"}', "id is missing"),
    ("a list as id", b'{"id": [1], "need": "other"}', "id must be text or a number"),
    ("no need", b'{"id": 1}', "need is missing"),
    ("unknown need", b'{"id": 1, "need": "housing"}', "need must be one of ehc_assessment"),
    ("need of another type", b'{"id": 1, "need": ["other"]}', "need must be one of"),
    ("age in quotes", b'{"id": 1, "need": "other", "age": "9"}', "age must be"),
    ("age of a fraction", b'{"id": 1, "need": "other", "age": 9.5}', "age must be"),
    ("age true", b'{"id": 1, "need": "other", "age": true}', "age must be"),
    ("age below nought", b'{"id": 1, "need": "other", "age": -1}', "age must be"),
    ("age above all", b'{"id": 1, "need": "other", "age": 121}', "age must be"),
    ("district a number", b'{"id": 1, "need": "other", "postcode_district": 1}', "must be text"),
    ("surgery a list", b'{"id": 1, "need": "other", "gp_area": []}', "gp_area must be text"),
    ("half a surrogate pair", b'{"id": "\\ud800", "need": "other"}', "id holds a character"),
    ("nul", b'{"id": 1, "need": "other", "gp_area": "\\u0000"}', "gp_area holds a character"),
    ("raw nul", b'{"id": 1, "need": "\x00"}', "not JSON"),
    ("not utf-8", b'{"id": "\xff", "need": "other"}', "not UTF-8"),
    ("raw surrogate", b'{"id": "\xed\xa0\x80", "need": "other"}', "not UTF-8"),
    ("a megabyte", b'{"id": "' + b"x" * 1_000_000 + b'"}', f"longer than {LONGEST} bytes"),
]


@pytest.mark.parametrize(("bad", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_is_one_line_of_error_and_the_rest_is_done(bad: bytes, said: str) -> None:
    good = line().encode()

    result = run(good + b"\n" + bad + b"\n" + good)

    assert [answer["lead"] for answer in answers(result)] == ["wsft", "wsft"]
    (told,) = result.stderr.splitlines()
    assert told.startswith("line 3: ")
    assert said in told
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


@pytest.mark.parametrize("age", [0, 120])
def test_the_ends_of_the_ages_are_still_ages(age: int) -> None:
    assert run(line(age=age)).exit_code == 0


def test_no_lines_are_no_fault() -> None:
    result = run("")

    assert (result.exit_code, result.output) == (0, "")


def test_another_partnership_file_is_followed(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    changed = 'age_to = 10\nhealth_area = "suffolk_east_west"\nlead = "nsft"'
    text = packaged().replace(changed.replace("nsft", "wsft"), changed)
    other.write_text(text, encoding="utf-8")

    (answer,) = answers(run(line(), "--partnership", str(other)))

    assert answer["lead"] == "nsft"


def test_a_bad_partnership_file_is_told_by_line_and_nothing_is_routed(tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(packaged().replace("[waiting]", "[wating]"), encoding="utf-8")

    result = run(line(), "--partnership", str(other))

    assert (result.exit_code, result.stdout) == (1, "")
    assert all(told.startswith("line ") for told in result.stderr.splitlines())
    assert "'wating'" in result.stderr
