"""Words of the code: names that mean something, codes instead of display text, no leftovers."""

import ast
import re

import pytest

from tests.house.tree import ROOT, files, modules, name_of, parsed, report, text

NAMELESS = frozenset({"utils", "util", "helpers", "helper", "common", "misc", "manager", "data",
                      "info"})  # fmt: skip
CODE = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
LEFTOVER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X)\b")
INDEX = re.compile(
    r"(pypi|pythonhosted|npm"
    r"js|yarnpkg)\.(org|com)"
    r"|https?://[^\s\"']*(/simple\b|/artifactory\b|/pypi\b)"
    r"|(index-url|registry)\s*[=:]\s*\S|https?://[^\s/\"']+:[^\s/\"']+@",
    re.IGNORECASE,
)
STANDARD = frozenset({"/", "/tmp", "/srv", "/opt", "/home"})  # anybody has these
CLOCK = re.compile(
    r"\b(datetime\.(now|utcnow|today)|date\.today|utcnow|func\.(now|current_timestamp)"
    r"|time\.(time|localtime|gmtime)\(|CURRENT_TIMESTAMP|Date\.now)\b"
)
SOURCES = (".py", ".html", ".js", ".scss", ".toml", ".md", ".txt", ".cfg", "Makefile", "run")


def enum_values(source: ast.Module) -> list[tuple[str, str]]:
    """(enum, value) of every string value of an enum."""
    enums = [
        node
        for node in ast.walk(source)
        if isinstance(node, ast.ClassDef)
        and any(ast.unparse(base).endswith("Enum") for base in node.bases)
    ]
    return [
        (node.name, line.value.value)
        for node in enums
        for line in node.body
        if isinstance(line, ast.Assign)
        and isinstance(line.value, ast.Constant)
        and isinstance(line.value.value, str)
    ]


def machine_paths() -> re.Pattern[str]:
    """The places of this checkout and of people's homes."""
    here = {str(ROOT), str(ROOT.parent)} - STANDARD
    known = "|".join(re.escape(place) + "(?=/|\\b)" for place in sorted(here, reverse=True))
    return re.compile(rf"(?<![\w.:~/-])({known}|/(home|Users)/\w+/|/ro" r"ot/)")


def found_by(pattern: re.Pattern[str], *suffixes: str) -> list[str]:
    return [
        f"{name_of(path)}:{number}"
        for path in files(*suffixes)
        for number, line in enumerate(text(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_every_module_has_a_name_that_means_something():
    faults = [name_of(path) for path in files(".py")
              if NAMELESS & {path.stem, path.parent.name}]  # fmt: skip

    assert not faults, report(faults, "Name the module for what it holds, or move its parts:")


def test_enum_values_are_codes_and_not_words_to_show():
    values = [(path, *value) for path in modules() for value in enum_values(parsed(path))]
    faults = [f"{name_of(path)}: {enum} {value!r}" for path, enum, value in values
              if not CODE.fullmatch(value)]  # fmt: skip

    assert len(values) > 100
    assert not faults, report(faults, "Write a code; portal/web/statuses.py says it in words:")


def test_nothing_is_left_over():
    faults = found_by(LEFTOVER, *SOURCES)

    assert not faults, report(faults, "Do it now, or open an issue and take the mark away:")


def test_no_package_index_is_named():
    faults = found_by(INDEX)

    assert not faults, report(faults, "Whoever installs chooses the index; take the address out:")


def test_no_path_of_one_machine_is_named():
    faults = found_by(machine_paths())

    assert not faults, report(faults, "Say it relative to the tree:")


def test_only_the_clock_reads_the_clock():
    faults = [
        f"{name_of(path)}:{number}"
        for path in (*modules(), *files(".py", under="migrations/"))
        if name_of(path) != "portal/adapters/machine_clock.py"
        for number, line in enumerate(text(path).splitlines(), 1)
        if CLOCK.search(line)
    ]

    assert not faults, report(faults, "Take `now` as an argument, or ask wiring's clock:")


@pytest.mark.parametrize(
    ("pattern", "planted"),
    [
        (LEFTOVER, "# TO" + "DO: later"),
        (INDEX, "--extra-index-" + "url=packages.example.org/simple"),
        (INDEX, "regis" + "try=https://packages.example.org"),
        (INDEX, "https://registry.np" + "mjs.org/sass"),
        (CLOCK, "started = datetime.now(UTC)"),
        (CLOCK, "server_default=func.now()"),
        (CLOCK, "day = date.today()"),
        (machine_paths(), f"see {ROOT}/README.md"),
        (machine_paths(), "see /home/" + "somebody/portal"),
    ],
)
def test_a_planted_word_would_be_noticed(pattern: re.Pattern[str], planted: str):
    assert pattern.search(planted)


def test_a_planted_display_text_would_be_noticed():
    source = ast.parse("class Status(StrEnum):\n    LATE = 'Over due'\n    DUE = 'due_soon'\n")

    assert [value for _, value in enum_values(source) if not CODE.fullmatch(value)] == ["Over due"]
