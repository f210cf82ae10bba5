"""What a page loads comes packed, so that it is cheap on a telephone; pages themselves do not."""

import gzip

import pytest
from flask.testing import FlaskClient
from lxml import html

LOADED = ["app.css", "app.rtl.css", "app.js", "listen.js", "govuk-frontend.min.js"]
TAKES_IT = {"Accept-Encoding": "gzip, deflate"}

HEAVIEST = 60_000
"""Bytes of the first page with all that it loads, where nothing is at hand yet."""

HEAVIEST_SCRIPTS = 30_000


@pytest.mark.parametrize("name", LOADED)
def test_what_comes_packed_is_the_file_itself(client: FlaskClient, name: str) -> None:
    with client.get(f"/static/built/{name}") as plain:
        packed = client.get(f"/static/built/{name}", headers=TAKES_IT)

        assert packed.headers["Content-Encoding"] == "gzip"
        assert gzip.decompress(packed.data) == plain.data
        assert len(packed.data) < len(plain.data) / 2
        assert packed.mimetype == plain.mimetype
    packed.close()


@pytest.mark.parametrize("refused", [{}, {"Accept-Encoding": "br"},
                                     {"Accept-Encoding": "gzip;q=0"}])  # fmt: skip
def test_who_cannot_unpack_it_gets_it_plain(client: FlaskClient, refused: dict[str, str]) -> None:
    with client.get("/static/built/app.css", headers=refused) as answer:
        assert "Content-Encoding" not in answer.headers
        assert b":root{" in answer.data[:20]
        # What lies between must not give one family's browser the form made for another's.
        assert "Accept-Encoding" in answer.vary


def test_a_packed_file_may_be_kept_a_year_and_asked_for_again(client: FlaskClient) -> None:
    with client.get("/static/built/app.css", headers=TAKES_IT) as first:
        assert "max-age=31536000" in first.headers["Cache-Control"]
        known = {**TAKES_IT, "If-None-Match": first.headers["ETag"]}
    with client.get("/static/built/app.css", headers=known) as again:
        assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize(
    "outside", ["../app.py", "built/../../app.py", "built/.inputs.gz", "x.css"]
)
def test_nothing_but_a_static_file_is_served(client: FlaskClient, outside: str) -> None:
    assert client.get(f"/static/{outside}", headers=TAKES_IT).status_code == 404


def test_a_page_is_never_packed(client: FlaskClient) -> None:
    assert "Content-Encoding" not in client.get("/", headers=TAKES_IT).headers


@pytest.mark.parametrize("address", ["/", "/young", "/tell/who?door=young"])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_first_page_is_light_with_all_that_it_loads(
    client: FlaskClient, address: str, language: str
) -> None:
    asked = {**TAKES_IT, "Accept-Language": language}
    page = client.get(address, headers=asked, follow_redirects=True)
    assert f'lang="{language}"' in page.text
    loaded = _loaded(client, page.text)

    assert len(page.data) + sum(loaded.values()) <= HEAVIEST, loaded
    scripts = sum(size for name, size in loaded.items() if ".js" in name)
    assert 0 < scripts < HEAVIEST_SCRIPTS
    assert not any("woff" in name for name in loaded)


def _loaded(client: FlaskClient, page: str) -> dict[str, int]:
    """The bytes of all that a browser fetches for a page, by address."""
    tree = html.document_fromstring(page)
    found = tree.xpath(
        "//link[@rel='stylesheet' or @rel='icon']/@href | //script/@src | //img/@src"
    )
    found += [f"/static/built/{name}" for name in ("govuk-frontend.min.js", "listen.js")]
    sizes = {}
    for address in found:
        with client.get(address, headers=TAKES_IT) as answer:
            assert answer.status_code == 200, address
            sizes[address] = len(answer.data)
    return sizes
