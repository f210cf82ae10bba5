"""Imports go one way; the contracts are in pyproject.toml, under [tool.importlinter]."""

import graphlib
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import grimp
import pytest
from importlinter import Contract, api
from importlinter.application import use_cases
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract
from importlinter.contracts.protected import ProtectedContract

from tests.house.tree import ROOT, modules, name_of, report, text

CONFIGURATION = api.read_configuration(str(ROOT / "pyproject.toml"))
CONTRACTS = {one["id"]: one for one in CONFIGURATION["contracts_options"]}
KINDS: Mapping[str, type[Contract]] = {
    "forbidden": ForbiddenContract,
    "independence": IndependenceContract,
    "layers": LayersContract,
    "protected": ProtectedContract,
}
LOADED_BY_NAME = {
    "portal/cli/loading.py": "one command must not wait for what another needs",
    "classifier/__main__.py": "reading a text must not need what training needs",
    "classifier/language.py": "the web asks for common words, and must not load a worker's library",
}
FAULTS = [
    ("layers", "portal.services.submit", "portal.web.transactions"),
    ("layers", "portal.queries.partnership", "portal.services.submit"),
    ("layers", "portal.jobs.worker", "portal.web.transactions"),
    ("layers", "portal.domain.codes", "portal.models.base"),
    ("layers", "portal.cli", "portal.a_child_that_no_layer_names"),
    ("journeys", "portal.web.family", "portal.web.board"),
    ("plain-domain", "portal.domain.codes", "sqlalchemy"),
    ("plain-domain", "portal.ports", "numpy"),
    ("flask-at-the-edge", "portal.services.submit", "flask"),
    ("flask-at-the-edge", "portal.models.work", "flask_security"),
    ("through-wiring", "portal.web.filters", "portal.adapters.clock"),
    ("vendors", "portal.services.sign_in", "argon2"),
    ("vendors", "portal.wiring", "procrastinate"),
    ("one-queue", "portal.wiring", "portal.adapters.queue"),
    ("one-queue", "portal.adapters.clock", "procrastinate"),
    ("one-door", "portal.services.label", "classifier.model"),
    ("classifier-alone", "classifier.text", "portal.domain.codes"),
    ("light-web", "classifier.screen", "nltk"),
]


def graph() -> grimp.ImportGraph:
    packages = CONFIGURATION["session_options"]["root_packages"]
    first, *others = packages
    return grimp.build_graph(first, *others, include_external_packages=True, cache_dir=None)


def kept(contract: dict[str, Any], imports: grimp.ImportGraph) -> bool:
    made = KINDS[contract["type"]](contract["name"], CONFIGURATION["session_options"], contract)
    return made.check(imports, verbose=False).kept


def circle(imports: grimp.ImportGraph) -> list[str]:
    """The modules of one circle of imports, if there is any."""
    ours = {name: imports.find_modules_directly_imported_by(name) for name in imports.modules}
    try:
        graphlib.TopologicalSorter(ours).prepare()
    except graphlib.CycleError as found:
        return list(reversed(found.args[1]))
    return []


def test_every_contract_is_kept(capsys: pytest.CaptureFixture[str]):
    well = use_cases.lint_imports(str(ROOT / "pyproject.toml"), cache_dir=None, no_logo=True)

    said = capsys.readouterr().out
    assert well, f"Turn the import round, or move what both need to the right:\n{said}"


def test_every_contract_has_a_planted_fault():
    assert {contract for contract, _, _ in FAULTS} == set(CONTRACTS)


@pytest.mark.parametrize(("contract", "importer", "imported"), FAULTS)
def test_a_planted_import_breaks_its_contract(contract: str, importer: str, imported: str):
    imports = graph()
    assert importer in imports.modules, f"{importer} is gone: plant this fault somewhere else"

    imports.add_import(importer=importer, imported=imported)

    assert not kept(CONTRACTS[contract], imports)


def test_no_module_imports_itself_in_a_circle():
    found = circle(graph())

    assert not found, f"Move what both need into a module of its own: {' -> '.join(found)}"


def test_a_planted_circle_is_found():
    imports = graph()

    imports.add_import(importer="portal.domain.errors", imported="portal.services.submit")

    assert "portal.domain.errors" in circle(imports)


def test_nobody_hides_an_import_from_the_contracts():
    hidden = ("TYPE_CHECKING", "noqa: PLC0415", "import_module(", "__import__(")
    faults = [
        f"{name_of(path)}: {word}"
        for path in modules()
        for word in hidden
        if word in text(path) and name_of(path) not in LOADED_BY_NAME
    ]

    assert not faults, report(faults, "Import it at the top; if that makes a circle, move it:")


def test_only_one_module_imports_the_queue():
    imports = graph()

    assert imports.find_modules_that_directly_import("procrastinate") == {"portal.adapters.queue"}


def test_the_web_process_starts_without_scikit_learn_nltk_and_procrastinate():
    heavy = "{'sklearn', 'nltk', 'scipy', 'procrastinate'} & set(sys.modules)"
    asked = f"import portal.serving, sys; print(sorted({heavy}), len(sys.modules) > 100)"

    said = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.strip()

    assert said == "[] True", f"the web process loaded {said}: leave it to training and the worker"
