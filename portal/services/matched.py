"""Why a clock runs under this promise and no other, as codes that pages put into words."""

from typing import Any

from portal.models import ServiceLevel


def matched(level: ServiceLevel, partner_key: str | None) -> dict[str, Any]:
    """Why this promise and no other: its rank and what it is narrowed to, as codes.

    `partner` is whose own clock it is, whether or not the promise names that body.
    """
    return {
        "rank": level.rank,
        "regime": level.regime.value,
        "for_partner": level.partner_key,
        "for_author": level.author_kind.value if level.author_kind else None,
        "since": level.effective_from.isoformat(),
        "partner": partner_key,
    }
