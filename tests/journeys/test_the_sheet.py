"""The sheet with the number and the words is one page of paper, large letters too."""

import re

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests.support.browserless import Visitor
from tests.web.family.journeys import sent

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("large", ["", "?large=1"])
@pytest.mark.parametrize("language", ["English", "العربية"])
def test_the_sheet_is_one_page(
    app: Flask, address: str, browser: Browser, language: str, large: str
) -> None:
    visitor = Visitor(app.test_client())
    sent(visitor)
    cookie = visitor.client.get_cookie("draft")
    assert cookie is not None
    context = browser.new_context()
    context.add_cookies([{"name": "draft", "value": cookie.value, "url": address}])
    page = context.new_page()
    page.goto(address)
    if language != "English":
        page.get_by_role("button", name=language).click()
    page.goto(f"{address}/tell/sent/sheet{large}")

    printed = page.pdf(format="A4")
    context.close()

    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1
