"""Numbers in addresses: however they were typed, one and the same page; else no page."""

from flask import Flask
from werkzeug.routing import BaseConverter, ValidationError

from portal.domain.codes import ReferenceMistyped, format_reference, parse_reference


class ReferenceConverter(BaseConverter):
    """`<ref:reference>`: the nine characters to the view, with dashes in the address."""

    regex = r"[^/]{1,64}"

    def to_python(self, value: str) -> str:
        """The number meant; what cannot be one has no page."""
        try:
            return parse_reference(value)
        except ReferenceMistyped as fault:
            raise ValidationError from fault

    def to_url(self, value: str) -> str:
        """As people write it."""
        return format_reference(value)


def set_up(app: Flask) -> None:
    """Let addresses hold numbers; before any blueprint joins. Templates: `|reference`."""
    app.url_map.converters["ref"] = ReferenceConverter
    app.add_template_filter(format_reference, "reference")
