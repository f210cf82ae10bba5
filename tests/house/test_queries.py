"""Every read of many is ordered, so that two readers and two pages see the same list."""

import ast

from tests.house.tree import Function, files, name_of, parsed, report

MANY = ("list[", "Sequence[", "tuple[", "Iterator[", "Iterable[", "Page[", "dict[", "set[",
        "frozenset[")  # fmt: skip
ONE = frozenset({"one", "one_or_none", "scalar_one", "scalar_one_or_none", "scalar", "get"})


def unordered(source: ast.Module) -> list[str]:
    """Functions that run a query for many and never order it."""
    known = {node.name: node for node in source.body if isinstance(node, Function)}
    return [name for name, node in known.items() if _reads_many(node) and not _ordered(node, known)]


def _calls(node: ast.AST) -> list[ast.Call]:
    return [one for one in ast.walk(node) if isinstance(one, ast.Call)]


def _reads_many(node: Function) -> bool:
    attributes = {one.func.attr for one in _calls(node) if isinstance(one.func, ast.Attribute)}
    answers = ast.unparse(node.returns) if node.returns else ""
    if not attributes & {"scalars", "execute"}:
        return False
    return answers.startswith(MANY) and not attributes & ONE


def _ordered(node: Function, known: dict[str, Function]) -> bool:
    """Here, or in a function of the same module that helps to build the query."""
    called = {one.func.id for one in _calls(node) if isinstance(one.func, ast.Name)}
    near = [node, *(known[name] for name in called if name in known)]
    return any(
        isinstance(one.func, ast.Attribute) and one.func.attr == "order_by"
        for helper in near
        for one in _calls(helper)
    )


def test_every_read_of_many_is_ordered():
    sources = (*files(".py", under="portal/queries/"), *files(".py", under="portal/services/"))
    faults = [f"{name_of(path)}: {name}" for path in sources for name in unordered(parsed(path))]

    assert not faults, report(faults, "Add .order_by(…, X.id), to the last tie:")


def test_an_unordered_read_would_be_noticed():
    body = "    return list(session.scalars(select(Text){order}))\n"
    signature = "def texts(session: Session) -> list[Text]:\n"

    assert unordered(ast.parse(signature + body.format(order=""))) == ["texts"]
    assert unordered(ast.parse(signature + body.format(order=".order_by(Text.id)"))) == []
