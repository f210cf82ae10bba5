"""Nothing grows past what a person can hold in mind; exceptions are named here, with a reason."""

import ast

from tests.house.tree import (
    Function,
    files,
    functions,
    lines_of,
    modules,
    name_of,
    parsed,
    report,
    text,
)

MODULE, FUNCTION, VIEW, TEMPLATE = 250, 30, 15, 120
VERBS = frozenset({"route", "get", "post", "put", "delete", "patch"})
EXCEPTIONS: dict[str, str] = {}
"""`path` or `path::function` to why it may be larger. Split by meaning before adding one."""


def is_view(function: Function) -> bool:
    called = [one.func for one in function.decorator_list if isinstance(one, ast.Call)]
    return any(isinstance(one, ast.Attribute) and one.attr in VERBS for one in called)


def too_long(source: ast.Module) -> list[tuple[str, str]]:
    """(function, fault) for each that is over its measure."""
    found = []
    for node in ast.walk(source):
        if not isinstance(node, Function):
            continue
        most, what = (VIEW, "view") if is_view(node) else (FUNCTION, "function")
        if lines_of(node) > most:
            fault = f"{what} {node.name} has {lines_of(node)} lines, at most {most}"
            found.append((node.name, fault))
    return found


def test_no_module_is_over_its_measure():
    long = {name_of(path): len(text(path).splitlines()) for path in modules()}
    faults = [f"{name}: {lines} lines, at most {MODULE}" for name, lines in long.items()
              if lines > MODULE and name not in EXCEPTIONS]  # fmt: skip

    assert not faults, report(faults, "Split the module by meaning:")


def test_no_function_and_no_view_is_over_its_measure():
    faults = [
        f"{name_of(path)}: {fault}"
        for path in modules()
        for function, fault in too_long(parsed(path))
        if f"{name_of(path)}::{function}" not in EXCEPTIONS
    ]

    assert not faults, report(faults, "Split it; a view is who, form, service, next page:")


def test_no_template_is_over_its_measure():
    long = {name_of(path): len(text(path).splitlines()) for path in files(".html", under="portal/")}
    faults = [f"{name}: {lines} lines, at most {TEMPLATE}" for name, lines in long.items()
              if lines > TEMPLATE and name not in EXCEPTIONS]  # fmt: skip

    assert not faults, report(faults, "Move a part of the template into components/:")


def test_nobody_walks_past_the_measure_of_complexity():
    faults = [name_of(path) for path in modules() if "noqa: C901" in text(path)]

    assert not faults, report(faults, "Split the function instead of excusing it:")


def test_every_exception_still_exists_and_has_a_reason():
    known = {name_of(path) for path in (*modules(), *files(".html", under="portal/"))}
    known |= {f"{name_of(path)}::{one.name}" for path in modules() for one in functions(path)}
    faults = [name for name, reason in EXCEPTIONS.items() if name not in known or not reason]

    assert not faults, report(faults, "Take these out of EXCEPTIONS, or give a reason:")


def test_a_long_view_and_a_long_function_would_be_noticed():
    body = "\n".join(f"    x{line} = {line}" for line in range(20))
    view = ast.parse(f"@bp.get('/')\n@anyone\ndef page():\n{body}\n")
    function = ast.parse(f"def rule():\n{body}\n{body}\n")
    short = ast.parse(f"def rule():\n{body}\n")

    assert [name for name, _ in too_long(view)] == ["page"]
    assert [name for name, _ in too_long(function)] == ["rule"]
    assert too_long(short) == []
