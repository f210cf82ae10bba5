"""What a young person picked, read back from the draft as the domain's codes."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeVar

from portal.domain.picking import AgeBand, Feeling, Picture

Code = TypeVar("Code", bound=Enum)


def pictures(fields: Mapping[str, Any], key: str) -> tuple[Picture, ...]:
    """The pictures in the order of the tiles, each once."""
    chosen = fields.get(key) or ()
    return tuple(one for one in Picture if one.value in chosen)


def feeling(fields: Mapping[str, Any], key: str) -> Feeling | None:
    """The face, if one was picked."""
    return _code(Feeling, fields.get(key))


def age_band(fields: Mapping[str, Any], key: str) -> AgeBand | None:
    """The age, if one was picked."""
    return _code(AgeBand, fields.get(key))


def _code(kind: type[Code], value: Any) -> Code | None:
    return next((one for one in kind if one.value == value), None)
