"""The HTML validator (vnu, from npm), which listens on loopback for as long as it is needed."""

import json
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.running import PATIENCE, free_port

OF_GOVUK = "The “group” role is unnecessary for element “fieldset”."
"""GOV.UK's own date input says it twice, for screen readers that need it."""

VNU = Path(__file__).parents[2] / "portal/web/node_modules/vnu-jar/build/dist/vnu.jar"


def is_here() -> bool:
    """Whether the validator and a JRE are on this machine."""
    return VNU.is_file() and shutil.which("java") is not None


@dataclass(frozen=True)
class Validator:
    """A validator that listens; started once, it reads a page in a hundredth of a second."""

    address: str

    def faults(self, pages: Iterable[tuple[str, str]]) -> list[str]:
        """What is wrong with each page (its address, its bytes), errors and warnings alike."""
        given = list(pages)
        assert given, "there is no page to validate"
        return [
            f"{address} line {one.get('lastLine')}: {one['message']} "
            f"{one.get('extract', '').strip()[:100]}"
            for address, html in given
            for one in self._said(html)
            if (one["type"] != "info" or one.get("subType") == "warning")
            and one["message"] != OF_GOVUK
        ]

    def _said(self, html: str) -> list[dict[str, Any]]:
        kind = {"Content-Type": "text/html; charset=utf-8"}
        asked = urllib.request.Request(f"{self.address}/?out=json", html.encode(), kind)
        with urllib.request.urlopen(asked, timeout=PATIENCE) as answer:
            messages: list[dict[str, Any]] = json.load(answer)["messages"]
        return messages


@contextmanager
def listening() -> Iterator[Validator]:
    """A validator on a free port, ended afterwards."""
    port = free_port()
    bound = "-Dnu.validator.servlet.bind-address=127.0.0.1"
    command = ["java", "-Xss1m", bound, "-cp", str(VNU), "nu.validator.servlet.Main", str(port)]
    quiet = subprocess.DEVNULL
    with subprocess.Popen(command, stdout=quiet, stderr=quiet) as process:
        try:
            validator = Validator(f"http://127.0.0.1:{port}")
            _wait_for(validator, process)
            yield validator
        finally:
            process.terminate()


def _wait_for(validator: Validator, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert process.poll() is None, "the validator ended by itself"
        try:
            validator.faults([("", "<!doctype html><html lang=en><title>T</title><p>Words")])
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError("the validator never answered")
