"""Behind a proxy of ours each family is its own network; without one, nobody can pretend to be."""

import base64
from dataclasses import replace

import pytest

from portal.app import create_app
from portal.settings import SettingsFault, from_environment
from portal.wiring import Wiring
from tests.support.browserless import Visitor
from tests.web.family.journeys import sent

KEY = base64.b64encode(b"k" * 32).decode()
WHOLE = {
    "PORTAL_DATABASE_URL": "sqlite://",
    "PORTAL_SECRET_KEY": "s" * 40,
    "PORTAL_CODE_KEY": KEY,
    "PORTAL_SEALING_KEYS": KEY,
    "PORTAL_BASE_URL": "https://portal.example.org",
    "PORTAL_SMTP": "127.0.0.1:25",
    "PORTAL_MAIL_FROM": "portal@example.org",
}
ADA, BEN = "192.0.2.7", "198.51.100.9"


class Street:
    """Families who all reach the portal from one address, with what is said of where they are."""

    def __init__(self, wiring: Wiring, hops: int) -> None:
        settings = replace(wiring.settings, proxy_hops=hops)
        self._app = create_app(settings, replace(wiring, settings=settings))
        self.kept, (_, self.wrong) = (sent(self.family(ADA), words=one) for one in ("One", "Two"))

    def family(self, forwarded: str) -> Visitor:
        client = self._app.test_client()
        client.environ_base["HTTP_X_FORWARDED_FOR"] = forwarded
        return Visitor(client)

    def guess(self, forwarded: str) -> None:
        for _ in range(5):
            self.family(forwarded).open("/return").send(reference=self.kept[0], code=self.wrong)

    def comes_back(self, forwarded: str) -> int:
        family = self.family(forwarded).open("/return")
        return family.send(reference=self.kept[0], code=self.kept[1]).answer.status_code


def test_behind_our_proxy_one_who_guesses_waits_alone(wiring: Wiring) -> None:
    street = Street(wiring, hops=1)

    street.guess(ADA)

    assert (street.comes_back(ADA), street.comes_back(BEN)) == (429, 200)


def test_an_address_that_a_visitor_adds_before_our_proxy_gives_no_new_tries(wiring: Wiring) -> None:
    street = Street(wiring, hops=1)

    street.guess(ADA)

    assert street.comes_back(f"{BEN}, {ADA}") == 429


def test_without_a_proxy_a_forged_address_gives_no_new_tries(wiring: Wiring) -> None:
    street = Street(wiring, hops=0)

    street.guess(ADA)

    assert street.comes_back(BEN) == 429


@pytest.mark.parametrize(("said", "hops"), [({}, 0), ({"PORTAL_PROXY_HOPS": "2"}, 2)])
def test_how_many_proxies_stand_before_us_is_a_setting(said: dict[str, str], hops: int) -> None:
    assert from_environment({**WHOLE, **said}).proxy_hops == hops


@pytest.mark.parametrize("said", ["-1", "10", "one", "1.5", "²"])
def test_what_is_no_small_number_of_proxies_stops_the_start(said: str) -> None:
    with pytest.raises(SettingsFault, match=r"PORTAL_PROXY_HOPS must be a number from 0 to 9"):
        from_environment({**WHOLE, "PORTAL_PROXY_HOPS": said})
