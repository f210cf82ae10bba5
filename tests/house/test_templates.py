"""Every page has a title and one heading; templates import what they use and trust no input."""

import ast

import pytest
from jinja2 import nodes

from tests.house import jinja
from tests.house.tree import modules, name_of, parsed, report, text


def untitled(name: str) -> bool:
    if "<title>" in text(jinja.path_of(name)):
        return False
    own = {block.name: block for one in jinja.ancestry(name)[:-1]
           for block in jinja.parsed(one).find_all(nodes.Block)}  # fmt: skip
    return "title" not in own or not own["title"].body


def unused(template: nodes.Template) -> list[str]:
    taken = [
        wanted[1] if isinstance(wanted, tuple) else wanted
        for one in template.find_all(nodes.FromImport)
        for wanted in one.names
    ]
    taken += [one.target for one in template.find_all(nodes.Import)]
    used = {one.name for one in template.find_all(nodes.Name) if one.ctx == "load"}
    return [name for name in taken if name not in used]


def trusted(template: nodes.Template) -> list[int]:
    """Lines that call something safe which is not a sentence of the template itself."""
    return [one.lineno for one in template.find_all(nodes.Filter)
            if one.name == "safe" and not isinstance(one.node, nodes.Const)]  # fmt: skip


def made_safe(source: ast.Module) -> list[int]:
    """Lines that make markup of anything but a constant."""
    return [
        node.lineno
        for node in ast.walk(source)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).split(".")[-1] == "Markup"
        and not all(isinstance(given, ast.Constant) for given in node.args)
    ]


def test_there_are_pages_to_look_at():
    assert len(jinja.pages()) > 20
    assert {"pages/help.html", "errors/bare.html"} <= set(jinja.pages())


def test_every_page_sets_a_title():
    faults = [name for name in jinja.pages() if untitled(name)]

    assert not faults, report(faults, "Add {% block title %}…{% endblock %}, as the heading says:")


def test_every_page_draws_exactly_one_h1():
    counted = {name: jinja.headings(name) for name in jinja.pages()}
    faults = [f"{name}: {sorted(ways)}" for name, ways in counted.items() if 1 not in ways]

    assert not faults, report(faults, "Give the page one h1, or heading=True on its question:")


def test_no_template_imports_what_it_does_not_use():
    faults = [f"{name}: {one}" for name in jinja.names() for one in unused(jinja.parsed(name))]

    assert not faults, report(faults, "Take the name out of the import:")


def test_no_template_trusts_what_came_from_outside():
    faults = [f"{name}:{line}" for name in jinja.names() for line in trusted(jinja.parsed(name))]

    assert not faults, report(faults, "Only a sentence written here may be |safe; let it escape:")


def test_no_module_makes_markup_of_what_came_from_outside():
    faults = [f"{name_of(path)}:{line}" for path in modules() for line in made_safe(parsed(path))]

    assert not faults, report(faults, "Write Markup('constant {}').format(value), which escapes:")


@pytest.mark.parametrize(
    ("source", "count"),
    [("<h1>a</h1>", {1}), ("{% if x %}<h1>a</h1>{% endif %}", {0, 1}),
     ("<h1>a</h1>{{ form.x(heading=True) }}", {2}), ("<p>a</p>", {0})],
)  # fmt: skip
def test_headings_are_counted_on_every_way(source: str, count: set[int]):
    assert jinja._Headings({}, {}).of(jinja.READER.parse(source)) == count


def test_planted_faults_of_templates_would_be_noticed():
    template = jinja.READER.parse(
        '{% from "a.html" import b, c as d %}{{ b(1) }}{{ words|safe }}{{ "<b>"|safe }}'
    )

    assert unused(template) == ["d"]
    assert trusted(template) == [1]
    assert made_safe(ast.parse("Markup(words)\nMarkup('<b>')\nMarkup(f'<b>{words}')")) == [1, 3]
