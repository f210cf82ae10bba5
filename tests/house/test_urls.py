"""Addresses are promises: people keep them on paper, so none changes without somebody saying so."""

from flask import Flask

from tests.house.tree import ROOT

SNAPSHOT = ROOT / "tests" / "house" / "urls.txt"


def addresses(app: Flask) -> set[str]:
    """`endpoint rule METHODS`, without the methods that Flask adds by itself."""
    return {
        f"{rule.endpoint} {rule.rule} {','.join(sorted(rule.methods - {'OPTIONS', 'HEAD'}))}"
        for rule in app.url_map.iter_rules()
        if rule.methods is not None
    }


def test_no_address_appears_or_disappears_silently(app: Flask):
    kept, now = set(SNAPSHOT.read_text(encoding="utf-8").splitlines()), addresses(app)

    gone = [f"- {line}" for line in sorted(kept - now)]
    new = [f"+ {line}" for line in sorted(now - kept)]
    assert not gone + new, "\n".join(
        ["Redirect what is gone (-), then bring tests/house/urls.txt up to date:", *gone, *new]
    )


def test_the_snapshot_is_in_order_and_says_each_address_once():
    lines = SNAPSHOT.read_text(encoding="utf-8").splitlines()

    assert lines == sorted(set(lines))
