"""A mail server that takes every letter and remembers what it took."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email import message_from_bytes
from email.policy import default

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.running import free_port

SLOW_SECONDS = 0.03
"""A letter takes a moment, so that some are on their way when the worker is killed."""


@dataclass(frozen=True)
class Taken:
    """A letter as it arrived."""

    message_id: str
    to: str
    body: str


class PostOffice:
    """The handler of the server; `taken` in the order of arrival, twice if it came twice."""

    def __init__(self) -> None:
        self.taken: list[Taken] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        await asyncio.sleep(SLOW_SECONDS)
        assert isinstance(envelope.content, bytes)
        letter = message_from_bytes(envelope.content, policy=default)
        body = str(letter.get_content())  # type: ignore[attr-defined]
        self.taken.append(Taken(str(letter["Message-ID"]), str(letter["To"]), body))
        return "250 OK"


@contextmanager
def post_office() -> Iterator[tuple[PostOffice, str]]:
    """The server and its address, while it is open."""
    office = PostOffice()
    port = free_port()
    controller = Controller(office, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield office, f"127.0.0.1:{port}"
    finally:
        controller.stop()
