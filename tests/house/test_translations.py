"""Whole sentences reach the translator, and every language that we offer has all of them."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TypeGuard

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po
from jinja2 import nodes

from portal.domain.partnership import packaged, read
from tests.house import jinja
from tests.house.tree import ROOT, modules, name_of, parsed, report, text

FOLDER = ROOT / "translations"
TEMPLATE = FOLDER / "messages.pot"
GETTEXT = frozenset({"_", "_l", "_n", "gettext", "lazy_gettext", "ngettext", "lazy_ngettext",
                     "pgettext", "lazy_pgettext", "npgettext"})  # fmt: skip
PLACE = re.compile(r"%\(\w+\)[a-z]|%[a-z]|\{\w*\}")
# As `make strings` has it.
EXTRACT = ["-F", "translations/family.cfg", "-k", "_l", "-k", "lazy_gettext", "-k", "_n:1,2",
           "--no-location", "--omit-header"]  # fmt: skip
TWO_FORMS = "ngettext"


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as source:
        return read_po(source)


def shipped() -> list[str]:
    return [each.key for each in read(packaged()).languages if each.key != "en"]


def words_of(message: Message) -> list[str]:
    said = message.string
    return list(said) if isinstance(said, list | tuple) else [said]


def unfinished(message: Message) -> str:
    """What is wrong with one translated sentence; nothing where it is whole."""
    if message.fuzzy:
        return "fuzzy"
    if not all(words_of(message)):
        return "empty"
    asked = message.id if isinstance(message.id, list | tuple) else [message.id]
    known = {place for one in asked for place in PLACE.findall(one)}
    missing = [words for words in words_of(message)
               if set(PLACE.findall(words)) - known]  # fmt: skip
    most = words_of(message)[-1]
    if missing or set(PLACE.findall(most)) != set(PLACE.findall(asked[-1])):
        return "placeholders differ"
    return ""


def is_gettext(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] in GETTEXT


def glued(source: ast.Module) -> list[int]:
    """Lines where a sentence is put together from translated parts, or made before translating."""
    found = []
    for node in ast.walk(source):
        added = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add)
        if added and (is_gettext(node.left) or is_gettext(node.right)):
            found.append(node.lineno)
        if isinstance(node, ast.FormattedValue) and is_gettext(node.value):
            found.append(node.lineno)
        if is_gettext(node) and any(
            isinstance(one, ast.JoinedStr | ast.BinOp) for one in node.args
        ):
            found.append(node.lineno)
    return found


def glued_in(template: nodes.Template) -> list[int]:
    joins = [*template.find_all(nodes.Add), *template.find_all(nodes.Concat)]
    return [
        join.lineno
        for join in joins
        for part in join.iter_child_nodes()
        if isinstance(part, nodes.Call) and getattr(part.node, "name", "") in GETTEXT
    ]


def test_the_catalogue_has_the_sentences_of_the_sources(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.chdir(ROOT)
    CommandLineInterface().run(
        ["pybabel", "-q", "extract", *EXTRACT, "-o", str(tmp_path / "now.pot"), "portal"]
    )

    now = {(one.context, str(one.id)) for one in catalogue(tmp_path / "now.pot") if one.id}
    kept = {(one.context, str(one.id)) for one in catalogue(TEMPLATE) if one.id}
    assert len(now) > 100
    assert now == kept, report(
        [*(f"+ {words}" for _, words in now - kept), *(f"- {words}" for _, words in kept - now)],
        "Run `make strings` and translate what is new:",
    )


@pytest.mark.parametrize("language", shipped())
def test_a_language_that_we_offer_is_whole(language: str):
    asked = {(one.context, str(one.id)) for one in catalogue(TEMPLATE) if one.id}
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    assert path.is_file(), f"suffolk.toml offers {language}: write {name_of(path)}, or take it out"

    theirs = [one for one in catalogue(path) if one.id]
    faults = [f"{fault}: {one.id}" for one in theirs if (fault := unfinished(one))]
    faults += [f"missing: {words}" for _, words in
               asked - {(one.context, str(one.id)) for one in theirs}]  # fmt: skip

    assert not faults, report(faults, f"Finish these in {name_of(path)}:")


def keywords(command: str) -> set[str]:
    """The names that `pybabel extract` is told of, and those that it knows, with their places."""
    told = set(re.findall(r"-k (\S+)", command))
    known = {"_", "gettext", "ngettext:1,2", "ugettext", "ungettext:1,2"}
    return told | known


def aliases(source: ast.Module) -> Iterator[str]:
    """The name of each gettext that a module calls, with the places of its sentences."""
    for node in ast.walk(source):
        if isinstance(node, ast.ImportFrom) and node.module == "flask_babel":
            for one in node.names:
                if one.name in GETTEXT:
                    places = ":1,2" if one.name.endswith(TWO_FORMS) else ""
                    yield f"{one.asname or one.name}{places}"


def strings_target() -> str:
    """What `make strings` runs."""
    found = re.search(r"^strings:.*\n((?:\t.*\n)+)", text(ROOT / "Makefile"), re.MULTILINE)
    assert found, "the Makefile has no target strings: mend this guard"
    return found.group(1)


def test_make_strings_finds_the_sentences_under_every_name_that_they_are_called_by():
    known = keywords(strings_target())
    called = {(name, name_of(path)) for path in modules() for name in aliases(parsed(path))}

    faults = [f"{path}: {name}" for name, path in called if name not in known]
    assert len({name for name, _ in called}) >= 3
    assert not faults, report(faults, "Tell `make strings` of this name with -k:")


def test_make_strings_and_this_guard_extract_alike():
    assert keywords(strings_target()) == keywords(" ".join(EXTRACT))


def test_a_name_that_nobody_extracts_would_be_noticed():
    source = ast.parse("from flask_babel import ngettext as _many, gettext as _")

    assert [one for one in aliases(source) if one not in keywords("-k _l")] == ["_many:1,2"]


def test_no_sentence_is_glued_together_in_python():
    faults = [f"{name_of(path)}:{line}" for path in modules() for line in glued(parsed(path))]

    assert not faults, report(faults, "Give the translator the whole sentence, with %(name)s:")


def test_no_sentence_is_glued_together_in_a_template():
    faults = [f"{name}:{line}" for name in jinja.names() for line in glued_in(jinja.parsed(name))]

    assert not faults, report(faults, "Give the translator the whole sentence, with %(name)s:")


def test_glued_sentences_would_be_noticed():
    python = 'a = _("You have ") + count\nb = f"{_(\'One\')} {two}"\nc = _("You have %(n)d", n=2)\n'
    template = '{{ _("You have ") ~ count }}\n{{ _("You have %(n)d", n=2) }}'

    assert glued(ast.parse(python)) == [1, 2]
    assert glued_in(jinja.READER.parse(template)) == [1]


@pytest.mark.parametrize(
    ("message", "fault"),
    [
        (Message("By %(day)s", "%(day)s قبل"), ""),
        (Message("By %(day)s", "قبل"), "placeholders differ"),
        (Message("By %(day)s", "%(dya)s"), "placeholders differ"),
        (Message("By %(day)s", ""), "empty"),
        (Message("Now", "الآن", flags=["fuzzy"]), "fuzzy"),
        (Message(("%(num)d day", "%(num)d days"), ("يوم", "يومان", "%(num)d")), ""),
    ],
)
def test_an_unfinished_sentence_would_be_noticed(message: Message, fault: str):
    assert unfinished(message) == fault
