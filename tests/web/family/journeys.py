"""Invented families who walk the whole way."""

from tests.support.browserless import Visitor

CONCERN: dict[str, dict[str, object]] = {
    "who": {"author_kind": "parent_or_carer"},
    "kind": {"kind": "concern"},
    "danger": {"danger": "no"},
    "about": {"needs": ["send_transport"]},
    "words": {"words": "The bus has not come for two weeks.", "wanted": "A bus that comes."},
    "child": {"age": "9", "postcode": "IP1"},
    "behalf": {},
    "letter": {"letter": "no"},
    "share": {"hide": "no"},
    "reach": {},
}


def concern_checked(family: Visitor, **changes: object) -> Visitor:
    """A parent's concern about transport, up to the page "Check your answers"."""
    return reach_check(family, **changes)


def reach_check(family: Visitor, **changes: object) -> Visitor:
    """Answer each page as it comes; `changes` by the names of fields."""
    family.open("/tell/who")
    for _ in range(20):
        name = family.path.rpartition("/")[2]
        if name == "check":
            return family
        known = {field for answers in CONCERN.values() for field in answers}
        offered = set(family.filled()[1])
        extra = {key: value for key, value in changes.items() if key in offered}
        base = {key: value for key, value in CONCERN[name].items() if key in known}
        family.send(**{**base, **extra})
        assert family.answer.status_code == 200, (name, family.faults, family.text[:500])
    raise AssertionError(f"the check page was never reached: {family.path}")


def sent(family: Visitor, **changes: object) -> tuple[str, str]:
    """A concern that was sent; its number and its words."""
    concern_checked(family, **changes)
    family.send()
    return number_of(family), " ".join(code_of(family))


def reopened(family: Visitor) -> Visitor:
    """Leave the confirmation page, and open the message with its number and words."""
    kept = {"reference": number_of(family), "code": " ".join(code_of(family))}
    family.send("/tell/kept", kept="yes")
    return family.open("/return").send(**kept)


def number_of(family: Visitor) -> str:
    return family.page.get_element_by_id("number").text_content().strip()


def code_of(family: Visitor) -> list[str]:
    return [one.text_content().strip() for one in family.page.xpath("//ol[@translate='no']/li")]
