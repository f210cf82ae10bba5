"""Templates as the guards read them: parsed, with what they extend, import and draw."""

import functools
from pathlib import Path
from typing import cast

from jinja2 import Environment, nodes

from tests.house.tree import ROOT, files, text

FOLDER = ROOT / "portal" / "web" / "templates"
LAYOUT = "layout.html"
# Only read, never rendered.
READER = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


@functools.cache
def parsed(name: str) -> nodes.Template:
    """The tree of one of our templates; of a library's, an empty one."""
    path = FOLDER / name
    return READER.parse(text(path) if path.is_file() else "")


@functools.cache
def names() -> tuple[str, ...]:
    found = files(".html", under="portal/web/templates/")
    return tuple(path.relative_to(FOLDER).as_posix() for path in found)


def path_of(name: str) -> Path:
    return FOLDER / name


def constant(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else ""


def parent(name: str) -> str | None:
    found = parsed(name).find(nodes.Extends)
    return constant(found.template) if found else None


def ancestry(name: str) -> list[str]:
    """The template, what it extends, and so on up."""
    above = parent(name)
    return [name] if above is None else [name, *ancestry(above)]


def pages() -> list[str]:
    """Templates that are whole pages: drawn in the layout and no frame of others, or alone."""
    frames = {parent(name) for name in names()}
    framed = [name for name in names() if name not in frames and LAYOUT in ancestry(name)[1:]]
    return [*framed, *(name for name in names() if text(FOLDER / name).startswith("<!DOCTYPE"))]


def blocks(name: str) -> dict[str, nodes.Block]:
    """The blocks of a page, each as the lowest template of its ancestry has it."""
    lowest: dict[str, nodes.Block] = {}
    for one in ancestry(name):
        for block in parsed(one).find_all(nodes.Block):
            lowest.setdefault(block.name, block)
    return lowest


def macros(name: str) -> dict[str, nodes.Macro]:
    """The macros that a page may call, by the name it calls them by."""
    found: dict[str, nodes.Macro] = {}
    for one in ancestry(name):
        found |= {macro.name: macro for macro in parsed(one).find_all(nodes.Macro)}
        for taken in parsed(one).find_all(nodes.FromImport):
            there = {macro.name: macro for macro in
                     parsed(constant(taken.template)).find_all(nodes.Macro)}  # fmt: skip
            for wanted in taken.names:
                real, ours = wanted if isinstance(wanted, tuple) else (wanted, wanted)
                if real in there:
                    found[ours] = there[real]
    return found


def headings(name: str) -> set[int]:
    """How many `h1` the page may draw, over every way through its conditions."""
    return _Headings(blocks(name), macros(name)).of(cast(nodes.Node, parsed(ancestry(name)[-1])))


class _Headings:
    """Counts `<h1` and `heading=True` through blocks, includes, conditions and macros."""

    def __init__(self, lowest: dict[str, nodes.Block], known: dict[str, nodes.Macro]) -> None:
        self.lowest, self.known = lowest, known

    def of(self, node: nodes.Node) -> set[int]:
        if isinstance(node, nodes.TemplateData):
            return {node.data.count("<h1")}
        if isinstance(node, nodes.Macro):
            return {0}
        if isinstance(node, nodes.If):
            ways = [node.body, node.else_, *([one] for one in node.elif_)]
            return set().union(*(self.all_of(way) for way in ways))
        if isinstance(node, nodes.Block):
            return self.all_of(self.lowest[node.name].body)
        if isinstance(node, nodes.Include):
            return self.of(parsed(constant(node.template)))
        if isinstance(node, nodes.Call):
            return self.call(node)
        return self.all_of(list(node.iter_child_nodes()))

    def call(self, node: nodes.Call) -> set[int]:
        if any(one.key == "heading" and one.value == nodes.Const(True) for one in node.kwargs):
            return {1}
        if isinstance(node.node, nodes.Name) and node.node.name in self.known:
            return self.all_of(self.known[node.node.name].body)
        return {0}

    def all_of(self, several: list[nodes.Node]) -> set[int]:
        sums = {0}
        for one in several:
            sums = {before + here for before in sums for here in self.of(one)}
        return sums
