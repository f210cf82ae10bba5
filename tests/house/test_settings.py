"""Every variable of the environment is known to the settings and told in the README."""

import re

from portal.settings import ENVIRONMENT
from tests.house.tree import ROOT, files, name_of, report, text

NAME = re.compile(r"\bPORTAL_[A-Z][A-Z_]*\b")
OF_TESTS = re.compile(r"PORTAL_TESTS?(_|$)")


def test_the_readme_names_every_variable():
    told = set(NAME.findall(text(ROOT / "README.md")))
    faults = [name for name in ENVIRONMENT if name not in told]

    assert not faults, report(faults, "Add the variable to the table of settings in README.md:")


def test_the_readme_names_no_variable_that_is_gone():
    told = {name for name in NAME.findall(text(ROOT / "README.md")) if not OF_TESTS.match(name)}

    assert not told - set(ENVIRONMENT), report(
        list(told - set(ENVIRONMENT)), "Take the variable out of README.md:"
    )


def test_every_variable_that_is_read_is_in_the_settings():
    sources = (*files(".py", under="portal/"), *files(".py", under="classifier/"),
               *files(under="Makefile"), *files(under=".ci/"))  # fmt: skip
    read = {(name, name_of(path)) for path in sources for name in NAME.findall(text(path))}
    faults = [f"{name} in {where}" for name, where in read
              if name not in ENVIRONMENT and not OF_TESTS.match(name)]  # fmt: skip

    assert {name for name, _ in read} >= set(ENVIRONMENT)
    assert not faults, report(faults, "Add the variable to ENVIRONMENT in portal/settings.py:")


def test_only_the_settings_read_the_environment():
    reading = re.compile(r"os\.(environ|getenv)")
    allowed = {"portal/settings.py", "portal/cli/demo.py", "portal/cli/serve.py"}
    faults = [name_of(path) for path in files(".py", under="portal/")
              if reading.search(text(path)) and name_of(path) not in allowed]  # fmt: skip

    assert not faults, report(faults, "Add a field to Settings and hand it in:")
