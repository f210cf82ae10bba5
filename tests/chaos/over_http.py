"""A visitor over a real connection, that may break at any moment."""

import http.cookiejar
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMEOUT_SECONDS = 20


@dataclass(frozen=True)
class Asked:
    """Where a chain of redirects ended."""

    path: str
    full_path: str


@dataclass(frozen=True)
class Answer:
    """What a page answered, as far as a `Visitor` reads it."""

    status_code: int
    body: bytes
    request: Asked
    redirected: bool
    """Whether it came after a redirect: what was posted had been taken by then."""

    def get_data(self, as_text: bool = True) -> str:
        return self.body.decode()


class OverHttp:
    """Passes for Flask's test client, as far as a `Visitor` needs it; keeps cookies."""

    def __init__(self, base: str, comes_from: str) -> None:
        """`comes_from` is the address that the proxy before the portal would name."""
        self._base, self._comes_from = base, comes_from
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._opener = urllib.request.build_opener(jar)

    def get(self, address: str, follow_redirects: bool = True) -> Answer:
        return self._open(urllib.request.Request(self._base + address))

    def post(self, address: str, data: Mapping[str, Any], follow_redirects: bool = True) -> Answer:
        body = urllib.parse.urlencode(data, doseq=True).encode()
        return self._open(urllib.request.Request(self._base + address, body))

    def _open(self, request: urllib.request.Request) -> Answer:
        request.add_header("X-Forwarded-For", self._comes_from)
        try:
            with self._opener.open(request, timeout=TIMEOUT_SECONDS) as answer:
                return self._read(request, answer)
        except urllib.error.HTTPError as fault:
            with fault:
                return self._read(request, fault)

    def _read(self, request: urllib.request.Request, answer: Any) -> Answer:
        parts = urllib.parse.urlsplit(answer.geturl())
        full = f"{parts.path}?{parts.query}" if parts.query else parts.path
        # Written down on the request by urllib, when it follows where it is sent.
        redirected = hasattr(request, "redirect_dict")
        return Answer(answer.status, answer.read(), Asked(parts.path, full), redirected)
