"""A visitor without a screen: it reads pages, fills in their forms, and follows where they lead."""

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

Fields = dict[str, object]


class Visitor:
    """Somebody with a browser that runs no script; `page` is the page that is open."""

    def __init__(self, client: FlaskClient) -> None:
        self.client = client
        self.answer: TestResponse
        self.page: html.HtmlElement

    def open(self, address: str) -> "Visitor":
        return self._arrive(self.client.get(address, follow_redirects=True))

    def send(self, action: str | None = None, **fields: object) -> "Visitor":
        """Fill in the form of the page (the first of the main part, or that of `action`)."""
        address, body = self.filled(action, **fields)
        return self.post(address, body)

    def post(self, address: str, body: Fields) -> "Visitor":
        return self._arrive(self.client.post(address, data=body, follow_redirects=True))

    def filled(self, action: str | None = None, **fields: object) -> tuple[str, Fields]:
        """Where the form goes, and what it carries when it is filled in like this."""
        form = self._form(action)
        address = form.get("action") or self.answer.request.full_path
        kept = {field.get("name"): field.get("value", "") for field in form.xpath(".//input")}
        texts = {area.get("name"): area.text or "" for area in form.xpath(".//textarea")}
        chosen = form.xpath(".//input[@type='radio' or @type='checkbox']")
        for name in {field.get("name") for field in chosen}:
            kept[name] = [one.get("value") for one in chosen if self._ticked(one, name)]
        kept.pop(None, None)
        return address, {**kept, **texts, **fields}

    @property
    def text(self) -> str:
        """The words of the main part, with single spaces."""
        return " ".join(self.page.xpath("//main")[0].text_content().split())

    @property
    def heading(self) -> str:
        return " ".join(self.page.xpath("//h1")[0].text_content().split())

    @property
    def faults(self) -> list[str]:
        """What the summary of errors says."""
        found = self.page.xpath("//*[contains(@class, 'govuk-error-summary__list')]/li")
        return [" ".join(one.text_content().split()) for one in found]

    @property
    def path(self) -> str:
        return self.answer.request.path

    def _form(self, action: str | None) -> html.HtmlElement:
        forms = self.page.xpath("//main//form")
        named = [form for form in forms if action is None or form.get("action") == action]
        assert named, f"no form {action or ''} on {self.path}: {self.text[:200]}"
        return named[0]

    def _ticked(self, field: html.HtmlElement, name: str) -> bool:
        return field.get("name") == name and field.get("checked") is not None

    def _arrive(self, answer: TestResponse) -> "Visitor":
        self.answer, self.page = answer, html.document_fromstring(answer.get_data(as_text=True))
        return self
