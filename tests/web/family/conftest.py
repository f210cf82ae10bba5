"""A family's browser without a screen: it reads pages, fills in forms, and follows redirects."""

import pytest
from flask import Flask

from tests.support.browserless import Visitor


@pytest.fixture
def family(app: Flask) -> Visitor:
    return Visitor(app.test_client())
