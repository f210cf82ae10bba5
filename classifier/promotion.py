"""Two people promote a challenger; one can take it back at once.

Models stand side by side on a shelf, each in a folder of its own. Who approved a challenger lies in
its folder and moves with it. Whoever can write the folder can forge it: the folder's rights, not
this file, keep strangers out; what is kept here is that nobody promotes alone or by accident.
"""

import hashlib
import json
import shutil
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from classifier.gate import Verdict
from classifier.text import normalise

PROMOTION = "promotion.json"
WITHDRAWAL = "withdrawal.json"
_RECORDS = frozenset({PROMOTION, WITHDRAWAL, "promotion.part", "withdrawal.part"})

LASTS = 14
"""Days for which a first approval waits for the second."""


class NotPromoted(Exception):
    """Nothing was changed; the class says why."""


class NotPassed(NotPromoted):
    """The gate's verdict is against this challenger, or is about another one."""


class NoFirstApproval(NotPromoted):
    """Nobody has approved this challenger yet, or the record of it cannot be read."""


class NoSecondApproval(NotPromoted):
    """One person alone has approved it."""


class SamePerson(NotPromoted):
    """Both approvals are by the same person, or one is by nobody."""


class ChallengerChanged(NotPromoted):
    """The files are not those that were approved."""


class ChampionChanged(NotPromoted):
    """The model in use is not the one that the challenger was judged against."""


class ApprovalExpired(NotPromoted):
    """The first approval is older than `LASTS` days, or lies in the future."""


class NoSuchModel(NotPromoted):
    """There is no challenger to promote, or no former model to go back to."""


@dataclass(frozen=True)
class Shelf:
    """Where the models stand, under one folder."""

    root: Path

    @property
    def champion(self) -> Path:
        """The model that is used."""
        return self.root / "model"

    @property
    def challenger(self) -> Path:
        """The model that may take its place."""
        return self.root / "challenger"

    @property
    def former(self) -> Path:
        """The model that was used before."""
        return self.root / "former"

    @property
    def withdrawn(self) -> Path:
        """The model that was taken back last, with the reason in it."""
        return self.root / "withdrawn"


@dataclass(frozen=True)
class Promotion:
    """Who approved which challenger and when; the second is None until there is one."""

    challenger: str
    first: str
    first_on: date
    second: str | None = None
    second_on: date | None = None


def digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a model's files; raises `NoSuchModel`."""
    if not folder.is_dir():
        raise NoSuchModel(f"there is no folder {folder.name}")
    whole = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name not in _RECORDS:
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            whole.update(f"{path.relative_to(folder).as_posix()}\0{content}\n".encode())
    return whole.hexdigest()


def approve_first(shelf: Shelf, verdict: Verdict, by: str, on: date) -> Promotion:
    """Record a first approval, in place of any before.

    Raises `NotPassed`, `SamePerson`, and `ChampionChanged` where the challenger was judged against
    another model than the one in use.
    """
    found = digest(shelf.challenger)
    if shelf.champion.exists() and verdict.champion != digest(shelf.champion):
        raise ChampionChanged("it was judged against another model than the one in use")
    if not verdict.passed or verdict.challenger != found:
        raise NotPassed("; ".join(one.found for one in verdict.reasons) or "another challenger")
    made = Promotion(found, _someone(by), on)
    _write(shelf.challenger / PROMOTION, made)
    return made


def has_first(shelf: Shelf) -> bool:
    """Whether one person has approved the challenger as it is now."""
    try:
        return _read(shelf.challenger).challenger == digest(shelf.challenger)
    except NotPromoted:
        return False


def approve_second(shelf: Shelf, by: str, on: date) -> Promotion:
    """Record the second approval.

    Raises `NoFirstApproval`, `SamePerson`, `ChallengerChanged`, `ApprovalExpired`.
    """
    first = _read(shelf.challenger)
    made = Promotion(first.challenger, first.first, first.first_on, _someone(by), on)
    _check(made, digest(shelf.challenger))
    _write(shelf.challenger / PROMOTION, made)
    return made


def promote(shelf: Shelf) -> Promotion:
    """Put the challenger in the champion's place, and the champion in the former's.

    Raises a child of `NotPromoted`, with nothing moved, unless two people have approved these very
    files. For a moment between two renames there is no champion: readers then leave the text to a
    person, as with any missing model.
    """
    approved = _read(shelf.challenger)
    _check(approved, digest(shelf.challenger))
    if shelf.champion.exists():
        _clear(shelf.former)
        shelf.champion.rename(shelf.former)
    shelf.challenger.rename(shelf.champion)
    return approved


def roll_back(shelf: Shelf, by: str, on: date, reason: str) -> None:
    """Put the former model back; the one taken back is kept as withdrawn, with who and why.

    One person is enough: a model that does harm must not wait. Raises `NoSuchModel`.
    """
    if not shelf.former.is_dir():
        raise NoSuchModel("there is no former model")
    who = _someone(by)
    if shelf.champion.exists():
        _clear(shelf.withdrawn)
        shelf.champion.rename(shelf.withdrawn)
        _write_json(shelf.withdrawn / WITHDRAWAL, {"by": who, "on": str(on), "reason": reason})
    shelf.former.rename(shelf.champion)


def _check(promotion: Promotion, found: str) -> None:
    if promotion.second is None or promotion.second_on is None:
        raise NoSecondApproval(f"only {promotion.first} has approved")
    if normalise(promotion.first) == normalise(promotion.second):
        raise SamePerson(f"{promotion.first} cannot approve twice")
    if promotion.challenger != found:
        raise ChallengerChanged("the files are not those that were approved first")
    if not 0 <= (promotion.second_on - promotion.first_on).days <= LASTS:
        raise ApprovalExpired(f"first approved on {promotion.first_on}")


def _someone(by: str) -> str:
    if not normalise(by):
        raise SamePerson("an approval needs a name")
    return by.strip()


def _read(folder: Path) -> Promotion:
    try:
        row = json.loads((folder / PROMOTION).read_bytes())
        second_on = row["second_on"] and date.fromisoformat(row["second_on"])
        first_on = date.fromisoformat(row["first_on"])
        second = None if row["second"] is None else _someone(row["second"])
        challenger, first = str(row["challenger"]), _someone(row["first"])
        return Promotion(challenger, first, first_on, second, second_on)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as fault:
        raise NoFirstApproval(f"no first approval of {folder.name}") from fault


def _write(path: Path, promotion: Promotion) -> None:
    _write_json(path, asdict(promotion))


def _write_json(path: Path, row: dict[str, object]) -> None:
    """Whole or not at all: a half-written approval is none."""
    fresh = path.with_suffix(".part")
    text = json.dumps(row, ensure_ascii=False, indent=1, default=str)
    fresh.write_text(text + "\n", encoding="utf-8")
    fresh.replace(path)


def _clear(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)
