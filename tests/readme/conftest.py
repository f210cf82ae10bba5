"""What the README says, taken apart."""

import re
from dataclasses import dataclass

import pytest

from tests.support.running import ROOT


@dataclass(frozen=True)
class Readme:
    """Its text, and what can be read out of it."""

    text: str

    @property
    def commands(self) -> list[str]:
        """Every line of its blocks of commands, in their order."""
        blocks = re.findall(r"^```sh\n(.*?)^```$", self.text, re.MULTILINE | re.DOTALL)
        return [line for block in blocks for line in block.splitlines() if line.strip()]

    def table(self, heading: str) -> list[list[str]]:
        """The rows of the table that begins with this cell, without head and rule."""
        lines = self.text.splitlines()
        (start,) = [n for n, line in enumerate(lines) if line.startswith(f"| {heading} |")]
        rows = []
        for line in lines[start + 2 :]:
            if not line.startswith("|"):
                break
            rows.append([cell.strip() for cell in line.strip("|").split("|")])
        return rows

    def block(self, heading: str) -> str:
        """The first plain block under a heading of the second level."""
        section = self.text.split(f"\n## {heading}\n")[1].split("\n## ")[0]
        return section.split("```\n")[1]


@pytest.fixture(scope="session")
def readme() -> Readme:
    return Readme((ROOT / "README.md").read_text(encoding="utf-8"))
