"""Every page of the family's side is sound markup with one heading, in either direction."""

import html5lib
import pytest

from tests.support.browserless import Visitor
from tests.web.family.journeys import code_of, number_of, reach_check

FIRST = {"needs": ["ehc_plan", "autism_assessment"], "age": "17", "gp_area": "not_sure"}


class Careful(Visitor):
    """A visitor who finds fault with each page that it opens."""

    seen: list[str]

    def _arrive(self, answer):
        html5lib.HTMLParser(strict=True).parse(answer.get_data(as_text=True))
        super()._arrive(answer)
        assert len(self.page.xpath("//h1")) == 1, self.path
        assert self.page.findtext(".//title").strip(), self.path
        assert answer.headers["Cache-Control"] == "no-store"
        ids = [one.get("id") for one in self.page.xpath("//*[@id]")]
        assert len(ids) == len(set(ids)), self.path
        self.seen = [*getattr(self, "seen", []), self.path]
        return self


@pytest.fixture
def careful(app) -> Careful:
    return Careful(app.test_client())


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl")])
def test_the_whole_way_is_sound(careful: Careful, language: str, direction: str) -> None:
    careful.client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language
    careful.open("/")
    reach_check(careful, **FIRST)
    careful.send()
    kept = {"reference": number_of(careful), "code": " ".join(code_of(careful))}
    careful.send("/tell/kept", kept="yes")
    careful.open("/return").send()
    careful.send(**kept)
    careful.send("/case", words="").send("/case", words="Thank you.").send("/case/leave")

    assert careful.page.get("dir") == direction
    for step in ("who", "kind", "danger", "about", "words", "child", "letter", "share", "reach"):
        assert f"/tell/{step}" in careful.seen


def test_a_young_persons_way_is_sound(careful: Careful) -> None:
    careful.open("/tell/who").send(author_kind="young_person")
    careful.send().send(danger="no").send(words="I hate the taxi.", age_band="from_13_to_15")
    careful.send(answer="yes").send(contact="kit@example.org").send()

    assert careful.path == "/tell/sent"


def test_every_page_can_be_left_at_once(careful: Careful) -> None:
    for page in ("/", "/tell/who", "/return", "/goodbye"):
        careful.open(page)
        assert careful.page.xpath("//a[contains(@class, 'exit-this-page')]"), page
