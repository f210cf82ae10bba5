"""`portal clock explain`: a deadline and its working, by lines or in words."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from portal.cli.clock_explain import explain
from portal.domain.partnership import packaged
from tests.house.tree import ROOT

ASKED = {
    "id": 1,
    "received": "2026-06-08T10:00:00+01:00",
    "amount": 10,
    "unit": "working_day",
    "pauses": [],
}
GOLDEN = [
    ("2026-04-01T10:00:00+01:00", 5, "2026-04-10"),
    ("2026-04-02T23:50:00+01:00", 5, "2026-04-13"),
    ("2026-04-04T10:00:00+01:00", 5, "2026-04-13"),
    ("2026-04-06T10:00:00+01:00", 5, "2026-04-13"),
    ("2026-05-22T10:00:00+01:00", 1, "2026-05-26"),
    ("2026-12-27T10:00:00Z", 3, "2026-12-31"),
    ("2026-12-22T10:00:00Z", 10, "2027-01-08"),
    ("2027-03-25T10:00:00Z", 20, "2027-04-26"),
]
PAUSED = [
    ("2026-06-08", "2026-06-10T09:05:00+01:00", "2026-06-10T16:00:00+01:00", "2026-06-22"),
    ("2026-06-08", "2026-06-10T09:00:00+01:00", "2026-06-11T08:00:00+01:00", "2026-06-23"),
    ("2026-06-08", "2026-06-12T17:00:00+01:00", "2026-06-15T09:00:00+01:00", "2026-06-23"),
    ("2026-06-08", "2026-06-13T01:00:00+01:00", "2026-06-14T23:00:00+01:00", "2026-06-22"),
    ("2026-12-21", "2026-12-23T12:00:00+00:00", "2027-01-04T09:00:00+00:00", "2027-01-14"),
]
BY_LAW = {
    "2026-12-23": [(3, "12-30"), (5, "01-04"), (10, "01-11"), (20, "01-25"), (25, "02-01"),
                   (65, "03-31")],
    "2026-12-26": [(3, "12-31"), (5, "01-05"), (10, "01-12"), (20, "01-26"), (25, "02-02"),
                   (65, "04-01")],
    "2027-03-25": [(3, "04-01"), (5, "04-05"), (10, "04-12"), (20, "04-26"), (25, "05-04"),
                   (65, "06-30")],
}  # fmt: skip
CALENDAR_UNITS = [
    ("2027-01-11", 6, "week", {}, "2027-02-22"),
    ("2027-01-11", 16, "week", {}, "2027-05-03"),
    ("2027-01-11", 20, "week", {}, "2027-05-31"),
    ("2026-11-02", 4, "week", {}, "2026-11-30"),
    ("2026-11-02", 12, "week", {}, "2027-01-25"),
    ("2026-09-03", 1, "month_corresponding", {}, "2026-10-03"),
    ("2026-09-03", 1, "month_corresponding", {"roll": "next_working_day"}, "2026-10-05"),
    ("2027-01-31", 1, "month_corresponding", {}, "2027-02-28"),
    ("2026-09-03", 6, "month_corresponding", {"starts": "receipt_day"}, "2027-03-02"),
    ("2026-06-15", 2, "month_corresponding", {"roll": "tribunal"}, "2026-09-01"),
    ("2026-10-28", 2, "month_corresponding", {"roll": "tribunal"}, "2027-01-04"),
    ("2026-11-02", 15, "calendar_day", {"starts": "receipt_day"}, "2026-11-16"),
    ("2026-11-27", 30, "calendar_day", {"roll": "next_working_day"}, "2026-12-29"),
]


def run(text: str | bytes, *arguments: str) -> Result:
    """Give `text` to the command."""
    return CliRunner().invoke(explain, arguments, input=text)


def line(**changes: object) -> str:
    """A question, changed."""
    return json.dumps({**ASKED, **changes}) + "\n"


def answers(result: Result) -> list[dict[str, Any]]:
    """What came out."""
    return [json.loads(row) for row in result.stdout.splitlines()]


def answer(**changes: object) -> dict[str, Any]:
    """The answer to one good line."""
    result = run(line(**changes))
    assert (result.exit_code, result.stderr) == (0, "")
    (found,) = answers(result)
    return found


def why(found: dict[str, Any], day: str) -> tuple[bool, str]:
    """Whether a day was counted, and the words."""
    (one,) = (one for one in found["days"] if one["date"] == day)
    return one["counted"], one["why"]


@pytest.mark.parametrize(("received", "amount", "due"), GOLDEN)
def test_the_golden_vectors_of_working_days_come_out(received: str, amount: int, due: str) -> None:
    assert answer(received=received, amount=amount)["due_date"] == due


@pytest.mark.parametrize(("received", "start", "end", "due"), PAUSED)
def test_a_pause_moves_the_end_by_the_day_ends_that_it_covers(
    received: str, start: str, end: str, due: str
) -> None:
    found = answer(received=f"{received}T10:00:00Z", pauses=[[start, end]])

    assert found["due_date"] == due


@pytest.mark.parametrize("received", BY_LAW)
def test_the_vectors_of_law_and_code_come_out(received: str) -> None:
    asked = BY_LAW[received]
    lines = "".join(line(received=f"{received}T10:00:00Z", amount=amount) for amount, _ in asked)

    found = [one["due_date"][5:] for one in answers(run(lines))]

    assert found == [due for _, due in asked]


@pytest.mark.parametrize(("received", "amount", "unit", "rules", "due"), CALENDAR_UNITS)
def test_calendar_units_start_and_roll_by_their_own_rules(
    received: str, amount: int, unit: str, rules: dict[str, str], due: str
) -> None:
    found = answer(received=f"{received}T10:00:00Z", amount=amount, unit=unit, **rules)

    assert found["due_date"] == due
    assert found["days"][-1]["date"] == due


def test_each_day_says_in_plain_words_why_it_counts_or_not() -> None:
    pause = ["2026-12-29T09:00:00Z", "2026-12-30T09:00:00Z"]

    found = answer(received="2026-12-23T10:00:00Z", amount=3, pauses=[pause])

    assert list(found) == ["id", "due_date", "due_at", "days"]
    assert list(found["days"][0]) == ["date", "counted", "why"]
    assert why(found, "2026-12-23") == (False, "day of receipt")
    assert why(found, "2026-12-24") == (True, "working day 1")
    assert why(found, "2026-12-25") == (False, "Christmas Day")
    assert why(found, "2026-12-26") == (False, "weekend")
    assert why(found, "2026-12-28") == (False, "Boxing Day (substitute day)")
    assert why(found, "2026-12-29") == (False, "paused")
    assert found["due_at"] == "2027-01-01T00:00:00+00:00"


def test_the_days_that_an_end_is_moved_over_say_why_too() -> None:
    saturday = answer(
        received="2026-12-26T10:00:00Z", amount=1, unit="week", roll="next_working_day"
    )
    august = answer(
        received="2026-06-29T10:00:00Z", amount=2, unit="month_corresponding", roll="tribunal"
    )

    assert why(saturday, "2027-01-03") == (False, "weekend")
    assert why(saturday, "2027-01-04") == (False, "the end moves to this day")
    assert why(august, "2026-08-31") == (False, "Summer bank holiday")
    assert august["due_at"] == "2026-09-01T17:00:00+01:00"


def test_a_day_of_late_evening_in_summer_is_the_day_on_the_wall_in_london() -> None:
    assert answer(received="2026-06-08T22:59:00Z", amount=1)["due_date"] == "2026-06-09"
    assert answer(received="2026-06-08T23:00:00Z", amount=1)["due_date"] == "2026-06-10"


def test_working_hours_and_the_same_working_day_are_told_to_the_minute() -> None:
    hours = answer(received="2026-06-08T16:30:00+01:00", amount=2, unit="working_hour")
    evening = answer(received="2026-06-08T18:30:00+01:00", amount=2, unit="working_hour")
    late = answer(received="2026-06-08T15:01:00+01:00", amount=1, unit="same_working_day")

    assert hours["due_at"] == "2026-06-09T10:30:00+01:00"
    assert why(hours, "2026-06-08") == (True, "30 min")
    assert why(hours, "2026-06-09") == (True, "1 h 30 min")
    assert why(evening, "2026-06-08") == (False, "nobody at work any more")
    assert late["due_at"] == "2026-06-09T11:00:00+01:00"


def test_overlapping_pauses_in_any_order_count_once() -> None:
    wednesday = ["2026-06-10T09:00:00+01:00", "2026-06-11T08:00:00+01:00"]
    within = ["2026-06-10T12:00:00+01:00", "2026-06-11T07:00:00+01:00"]

    assert answer(pauses=[within, wednesday, wednesday])["due_date"] == "2026-06-23"


def test_a_pause_counts_from_receipt_on() -> None:
    before = ["2026-06-01T09:00:00+01:00", "2026-06-08T12:00:00+01:00"]

    assert answer(pauses=[before])["due_date"] == "2026-06-22"


def test_a_pause_that_lasts_counts_as_if_it_ended_now() -> None:
    since = [["2026-06-10T09:00:00+01:00", None]]

    assert answer(pauses=since, now="2026-06-12T09:00:00+01:00")["due_date"] == "2026-06-24"
    assert answer(pauses=since, now="2026-06-10T23:00:00+01:00")["due_date"] == "2026-06-22"
    assert answer(pauses=since, now="2026-06-09T23:00:00+01:00")["due_date"] == "2026-06-22"


def test_a_pause_that_lasts_with_no_now_has_lasted_until_this_command() -> None:
    long_ago = answer(pauses=[["2026-06-10T09:00:00+01:00", None]])
    ahead = answer(received="2029-06-11T10:00:00+01:00", pauses=[["2029-06-12T09:00:00Z", None]])

    assert long_ago["due_date"] > "2026-06-22"
    assert ahead["due_date"] == "2029-06-25"


def test_nothing_pauses_calendar_units() -> None:
    pause = [["2026-06-10T09:00:00+01:00", "2026-06-20T09:00:00+01:00"]]

    found = answer(unit="calendar_day", pauses=pause)

    assert found["due_date"] == "2026-06-18"
    assert all(day["counted"] for day in found["days"][1:])


@pytest.mark.parametrize("identity", [1, 1.5, -0.0, "1", "", "é", "\u0639", None, True, 10**30])
def test_the_id_comes_back_with_its_type_and_lines_in_their_order(identity: object) -> None:
    first, second = answers(run(line(id=0.0) + "\n  \n" + line(id=identity)))

    assert (str(first["id"]), str(second["id"])) == ("0.0", str(identity))
    assert type(second["id"]) is type(identity)


def test_pauses_now_starts_and_roll_may_be_left_out_or_null() -> None:
    bare = {key: ASKED[key] for key in ("id", "received", "amount", "unit")}
    null = line(pauses=None, now=None, starts=None, roll=None)

    found = answers(run(json.dumps(bare) + "\n" + null))

    assert [one["due_date"] for one in found] == ["2026-06-22", "2026-06-22"]


@pytest.mark.parametrize("year", [1900, 1989, 2040, 2999])
@pytest.mark.parametrize("unit", ["working_day", "week", "month_corresponding", "working_hour"])
def test_years_whose_holidays_are_not_known_carry_a_warning(year: int, unit: str) -> None:
    found = answer(received=f"{year}-03-01T10:00:00Z", unit=unit, amount=1_000)

    assert found["warning"].startswith("Bank holidays are known from")
    assert found["due_date"] > f"{year}-03"


def test_holidays_of_years_that_are_over_are_known() -> None:
    found = answer(received="2012-06-01T10:00:00+01:00", amount=1)

    assert found["due_date"] == "2012-06-06"
    assert why(found, "2012-06-05")[1] == "Diamond Jubilee of Elizabeth II"
    assert "warning" not in found


_IN = '{"id": 1, "received": "2026-06-08T10:00:00Z", "amount": 1, "unit": "week"'
BAD = [
    ("not json", b"{", "not JSON"),
    ("two objects", b"{}{}", "not JSON"),
    ("not a number", f'{_IN}, "x": NaN}}'.encode(), "not JSON"),
    ("without end", f'{_IN}, "x": 1e999}}'.encode(), "not JSON"),
    ("many figures", f'{_IN}, "x": {"9" * 5_000}}}'.encode(), "not JSON"),
    ("nested", b'{"id":' + b"[" * 1_000 + b"]" * 1_000 + b"}", "nested too deeply"),
    ("a list as id", b'{"id": [1]}', "id must be text or a number"),
    ("nested too deeply", b'{"id":' + b"[" * 40_000, "not JSON"),
    ("a list", b"[1]", "must be an object with id, received, amount and unit"),
    ("not utf-8", b'{"id": "\xff"}', "not UTF-8"),
    ("too long", b'{"id": "' + b"x" * 200_000 + b'"}', "longer than"),
    ("half a surrogate pair", line(id="\ud800").encode(), "id holds a character"),
    *(
        (f"no {key}", json.dumps({k: v for k, v in ASKED.items() if k != key}).encode(),
         f"{key} is missing")
        for key in ("id", "received", "amount", "unit")
    ),
    *(
        (f"{key} {value!r:.40}", line(**{key: value}).encode(), said)
        for key, value, said in [
            ("received", "2026-06-08T10:00:00", "received has no time zone"),
            ("received", "2026-06-08", "received has no time zone"),
            ("received", "8 June", "8 June is none"),
            ("received", "2026-02-30T10:00:00Z", "received must be a time"),
            ("received", "2026-06-08T10:00:00+99:00", "received must be a time"),
            ("received", "x" * 90_000, "and this is none"),
            ("received", 1_780_000_000, "received must be a time as text"),
            ("received", None, "received must be a time as text"),
            ("received", "0001-01-01T00:00:00+14:00", "received must be in the years"),
            ("received", "9999-12-31T23:59:59Z", "received must be in the years"),
            ("amount", 0, "amount must be a whole number from 1 to 1,000"),
            ("amount", -1, "amount must be"),
            ("amount", 10_000, "amount must be"),
            ("amount", 10**400, "amount must be"),
            ("amount", 1.0, "amount must be"),
            ("amount", "10", "amount must be"),
            ("amount", True, "amount must be"),
            ("amount", None, "amount must be"),
            ("unit", "fortnight", "unit must be one of working_day, working_hour, calendar_day"),
            ("unit", ["week"], "unit must be one of"),
            ("unit", {}, "unit must be one of"),
            ("starts", "tomorrow", "starts must be one of day_after, receipt_day"),
            ("roll", "back", "roll must be one of none, next_working_day, tribunal"),
            ("now", "2026-06-08T10:00:00", "now has no time zone"),
            ("now", 5, "now must be a time as text"),
            ("pauses", {}, "pauses must be a list"),
            ("pauses", "never", "pauses must be a list"),
            ("pauses", [["2026-06-10T09:00:00Z"]], "pause 1 must be a pair"),
            ("pauses", [[None, None]], "the start of pause 1 must be a time"),
            ("pauses", [["2026-06-10T09:00:00", None]], "the start of pause 1 has no time zone"),
            ("pauses", [["2026-06-10T09:00:00Z", "2026-06-11T09:00:00"]],
             "the end of pause 1 has no time zone"),
            ("pauses", [["2026-06-10T09:00:00Z", "2026-06-10T08:00:00Z"]],
             "pause 1 ends before it begins"),
            ("pauses", [["2026-06-10T09:00:00Z", "2999-06-10T08:00:00Z"]],
             "together longer than ten years"),
            ("pauses", [["2026-06-10T09:00:00Z", None]] * 501, "pauses must be a list of at most"),
        ]
    ),
    ("two same days", line(unit="same_working_day", amount=2).encode(), "amount must be 1 with"),
    ("hours that roll", line(unit="working_hour", roll="tribunal").encode(), "roll must be none"),
]  # fmt: skip


@pytest.mark.parametrize(("bad", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_a_bad_line_is_one_line_of_error_and_the_rest_is_done(bad: bytes, said: str) -> None:
    good = line().encode()

    result = run(good + b"\n" + bad.rstrip(b"\n") + b"\n" + good)

    assert [one["due_date"] for one in answers(result)] == ["2026-06-22", "2026-06-22"]
    (told,) = result.stderr.splitlines()
    assert told.startswith("line 3: ")
    assert said in told
    assert result.exit_code == 1
    assert isinstance(result.exception, SystemExit)


def test_a_file_may_be_named_instead(tmp_path: Path) -> None:
    asked = tmp_path / "asked.jsonl"
    asked.write_text(line(id="x"), encoding="utf-8")

    (found,) = answers(run("", str(asked)))

    assert found["id"] == "x"


def test_closed_days_and_corrections_of_another_partnership_count(tmp_path: Path) -> None:
    closed = (
        '[[closure]]\ndate = 2026-06-09\nwhy = "The council moves house"\n'
        '[[correction]]\ndate = 2026-06-10\nholiday = true\nlabel = "Jubilee"\n'
        'why = "Proclaimed"\nnoted_on = 2026-02-01\n'
    )
    other = tmp_path / "other.toml"
    other.write_text(packaged() + closed, encoding="utf-8")

    (found,) = answers(run(line(amount=1), "--partnership", str(other)))

    assert why(found, "2026-06-09") == (False, "closed: The council moves house")
    assert why(found, "2026-06-10") == (False, "Jubilee")
    assert found["due_date"] == "2026-06-11"


def test_one_question_is_answered_in_a_paragraph_and_a_table() -> None:
    result = run(
        "",
        *("--received", "2026-12-23T10:00:00Z", "--amount", "2", "--unit", "working_day"),
        *("--pause", "2026-12-29T09:00:00Z/2026-12-30T09:00:00Z"),
    )

    told, _, table = result.output.partition("\n\n")
    assert result.exit_code == 0
    assert "due by the end of Wednesday 30 December 2026" in told.replace("\n", " ")
    assert "A pause moves the end by one day" in told.replace("\n", " ")
    assert max(map(len, told.splitlines())) <= 80
    assert table.splitlines()[0] == "  Wed 23 Dec 2026  –  day of receipt"
    assert table.splitlines()[-1] == "  Wed 30 Dec 2026  ✓  working day 2"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (("--received", "2026-12-23T10:00:00Z"), 2, "--amount, --unit must be given too"),
        (("--received", "2026-12-23", "--amount", "1", "--unit", "week"), 1, "has no time zone"),
        (("--received", "2026-12-23T10:00Z", "--amount", "0", "--unit", "week"), 1, "amount must"),
        (
            ("--received", "2026-12-23T10:00Z", "--amount", "1", "--unit", "week", "--pause", "x"),
            1,
            "--pause must be START/END",
        ),
    ],
)
def test_a_question_that_does_not_fit_is_told_in_a_sentence(
    words: tuple[str, ...], status: int, said: str
) -> None:
    result = run("", *words)

    assert (result.exit_code, result.stdout) == (status, "")
    assert said in result.stderr


def test_it_needs_no_database_no_web_and_no_classifier() -> None:
    heavy = "{'sqlalchemy', 'flask', 'sklearn', 'numpy', 'nltk', 'alembic'} & set(sys.modules)"
    asked = (
        "import portal.cli.group, portal.cli.clock, portal.cli.clock_explain, sys;"
        f"print(sorted({heavy}))"
    )

    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert said == "[]"


def test_ten_thousand_lines_get_ten_thousand_answers() -> None:
    pause = [["2026-06-10T09:00:00+01:00", "2026-06-11T08:00:00+01:00"]]
    asked = "".join(line(id=n, amount=n % 20 + 1, pauses=pause[: n % 2]) for n in range(10_000))

    result = run(asked)

    assert [json.loads(one)["id"] for one in result.stdout.splitlines()] == list(range(10_000))


def test_what_a_line_says_and_the_count_leaves_out_is_said() -> None:
    waited = [["2026-06-10T09:00:00+01:00", "2026-06-11T08:00:00+01:00"]]

    assert "left out: pause." in answer(pause=waited)["warning"]
    assert "the pauses move nothing" in answer(unit="week", pauses=waited)["warning"]
    assert "warning" not in answer(pauses=waited)
