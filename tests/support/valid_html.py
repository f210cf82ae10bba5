"""The HTML validator (vnu, from npm), run once over everything that was served."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

OF_GOVUK = "The “group” role is unnecessary for element “fieldset”."
"""GOV.UK's own date input says it twice, for screen readers that need it."""

VNU = Path(__file__).parents[2] / "portal/web/node_modules/vnu-jar/build/dist/vnu.jar"


def is_here() -> bool:
    """Whether the validator and a JRE are on this machine."""
    return VNU.is_file() and shutil.which("java") is not None


def faults(pages: Iterable[tuple[str, str]]) -> list[str]:
    """What is wrong with each page (its address, its bytes), errors and warnings alike."""
    with tempfile.TemporaryDirectory() as folder:
        names: dict[str, str] = {}
        for number, (address, html) in enumerate(pages):
            path = Path(folder) / f"{number}.html"
            path.write_text(html, encoding="utf-8")
            names[path.name] = address
        assert names, "there is no page to validate"
        command = ["java", "-Xss1m", "-jar", str(VNU), "--format", "json", "--stdout", folder]
        result = subprocess.run(command, capture_output=True, text=True, timeout=180)
        found = json.loads(result.stdout)["messages"]
    return [
        f"{names[Path(one['url']).name]} line {one.get('lastLine')}: {one['message']} "
        f"{one.get('extract', '').strip()[:100]}"
        for one in found
        if (one["type"] == "error" or one.get("subType") == "warning")
        and one["message"] != OF_GOVUK
    ]
