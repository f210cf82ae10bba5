"""Bounds on what a browser may send, and a form without characters that break a database."""

import re
from collections.abc import Callable
from io import BytesIO
from typing import IO, Any, TypeVar

from flask import Flask, Request, abort, current_app, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

View = TypeVar("View", bound=Callable[..., Any])

LONGEST_BODY = 1_000_000
"""Bytes of an ordinary form: 50,000 characters of any script, percent-encoded, still fit."""

READ_AT_MOST = 2_000_000
"""Bytes read of an ordinary form that is too long, so that its words can be shown again."""

MOST_FIELDS = 200
"""Fields of one form; the longest of ours has fewer than forty."""

BREAKING = re.compile("[\x00\ud800-\udfff]")
"""NUL is refused by PostgreSQL; a lone surrogate cannot be written as UTF-8."""


def set_up(app: Flask) -> None:
    """Bound every request, before anything reads its form."""
    app.request_class = BoundedRequest
    app.config["MAX_CONTENT_LENGTH"] = READ_AT_MOST
    app.config["MAX_FORM_MEMORY_SIZE"] = READ_AT_MOST
    app.config["MAX_FORM_PARTS"] = MOST_FIELDS + 1
    app.before_request(bound)


def accepts_up_to(size: int) -> Callable[[View], View]:
    """Let one view take a longer body than others, as an upload needs; `size` in bytes."""

    def mark(view: View) -> View:
        view.longest_body = size  # type: ignore[attr-defined]
        return view

    return mark


def takes_files() -> bool:
    """Whether the request is to a view that takes files, and so a longer body."""
    view = current_app.view_functions.get(request.endpoint or "")
    return hasattr(view, "longest_body")


def bound() -> None:
    """Refuse a body too long for its route (413) or a form of too many fields (400)."""
    view = current_app.view_functions.get(request.endpoint or "")
    longest: int = getattr(view, "longest_body", LONGEST_BODY)
    request.max_content_length = max(longest, READ_AT_MOST)
    if (request.content_length or 0) > longest:
        abort(413)
    if request.method == "POST" and field_count() > MOST_FIELDS:
        abort(400)


def field_count() -> int:
    """Every value counts, also those that share a name."""
    return sum(len(values) for _, values in request.form.lists())


def mended(text: str) -> str:
    """The text with U+FFFD for each character that no database could keep."""
    return BREAKING.sub("\ufffd", text)


class MendingParser(FormDataParser):
    """Reads a form; mends its names and values; stops counting soon after the bound."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> tuple[IO[bytes], MultiDict[str, str], MultiDict[str, FileStorage]]:
        """As Werkzeug's, without NUL and lone surrogates."""
        if mimetype == "application/x-www-form-urlencoded":
            body = stream.read()
            if content_length is None and len(body) >= READ_AT_MOST:
                # Sent in pieces: reading stops at the bound without a word; half a form is none.
                raise RequestEntityTooLarge
            pairs = body.split(b"&", MOST_FIELDS + 1)[: MOST_FIELDS + 1]
            stream = BytesIO(b"&".join(pairs))
        read, form, files = super().parse(stream, mimetype, content_length, options)
        clean = self.cls((mended(key), mended(value)) for key, value in form.items(multi=True))
        for upload in files.values():
            upload.filename = mended(upload.filename or "")
        return read, clean, files


class BoundedRequest(Request):
    """A request whose form and address hold only what can be stored."""

    form_data_parser_class = MendingParser

    def _get_file_stream(self, *_about: object, **_told: object) -> IO[bytes]:
        """In memory, which is bounded: no photo of a family is written to a disk in the clear."""
        return BytesIO()

    @property
    def args(self) -> MultiDict[str, str]:
        """The query of the address, mended as forms are."""
        given = super().args
        return MultiDict((mended(key), mended(value)) for key, value in given.items(multi=True))
