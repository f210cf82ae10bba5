"""The same office as the partner's pages have."""

from tests.web.partner.conftest import office, sam

__all__ = ["office", "sam"]
