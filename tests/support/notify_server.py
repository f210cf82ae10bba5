"""A loopback server that behaves as GOV.UK Notify does, and can be told to fail as it may."""

import base64
import hashlib
import hmac
import json
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from portal.settings import Notify

SERVICE = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"tests-{SERVICE}-{SECRET}"
EMAIL_TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
TEXT_TEMPLATE = "c0ffee00-2a88-4f6e-b855-c550268ce08a"
KINDS = {"/v2/notifications/email": "email", "/v2/notifications/sms": "sms"}
TEMPLATES = {"email": EMAIL_TEMPLATE, "sms": TEXT_TEMPLATE}
FRESH_SECONDS = 30
REFUSALS = {
    400: ("ValidationError", "email_address Not a valid email address"),
    403: ("AuthError", "Invalid token: API key not found"),
    429: ("TooManyRequestsError", "Exceeded send limits (3000) for today"),
    500: ("Exception", "Internal server error"),
}


@dataclass(frozen=True)
class Taken:
    """One request as it came: its path, headers, and the very bytes of its body."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def told(self) -> dict[str, Any]:
        read: dict[str, Any] = json.loads(self.body)
        return read


@dataclass
class NotifyServer:
    """What it was sent, what it took on, and how it is to answer next.

    `fail` is a status; or "hang" (no answer), "drop" (takes it and hangs up), "page" (an HTML page
    with 200, as a proxy might answer), "stranger" (JSON of something that is not Notify).
    """

    url: str = ""
    fail: int | str | None = None
    requests: list[Taken] = field(default_factory=list)
    sent: list[Taken] = field(default_factory=list)
    patience: threading.Event = field(default_factory=threading.Event)

    def settings(self, **changes: str) -> Notify:
        base = {
            "key": KEY,
            "url": self.url,
            "email_template": EMAIL_TEMPLATE,
            "text_template": TEXT_TEMPLATE,
        }
        return Notify(**{**base, **changes})

    def answer(self, taken: Taken) -> tuple[int, dict[str, Any]]:
        if not is_signed(taken.headers.get("authorization", "")):
            return 403, refusal(403)
        if isinstance(self.fail, int):
            return self.fail, refusal(self.fail)
        kind = KINDS[taken.path]
        if taken.told.get("template_id") != TEMPLATES[kind]:
            return 400, refusal(400, "BadRequestError", "Template not found")
        self.sent.append(taken)
        return 201, accepted(kind, taken.told)


def refusal(status: int, error: str = "", message: str = "") -> dict[str, Any]:
    known = REFUSALS.get(status, ("Error", "No"))
    said = {"error": error or known[0], "message": message or known[1]}
    return {"status_code": status, "errors": [said]}


def accepted(kind: str, told: dict[str, Any]) -> dict[str, Any]:
    number = str(uuid.uuid4())
    return {
        "id": number,
        "reference": told.get("reference"),
        "content": {"body": told["personalisation"]["body"]},
        "uri": f"https://api.notifications.example/v2/notifications/{number}",
        "template": {"id": told["template_id"], "version": 1, "uri": "https://template.example"},
    }


def is_signed(authorization: str) -> bool:
    """Whether the JWT is HS256 with our secret, ours, and fresh; read without any library."""
    scheme, _, token = authorization.partition(" ")
    try:
        head, claims, signature = token.split(".")
        header, told = json.loads(unpadded(head)), json.loads(unpadded(claims))
    except ValueError:
        return False
    due = hmac.new(SECRET.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
    return (
        scheme == "Bearer"
        and header == {"alg": "HS256", "typ": "JWT"}
        and hmac.compare_digest(unpadded(signature), due)
        and told["iss"] == SERVICE
        and abs(time.time() - told["iat"]) < FRESH_SECONDS
    )


def unpadded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))


class Answering(BaseHTTPRequestHandler):
    """Answers as its `told` is told to."""

    protocol_version = "HTTP/1.1"
    told: NotifyServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        taken = Taken(self.path, headers, body)
        self.told.requests.append(taken)
        if self.told.fail == "hang":
            self.told.patience.wait(10)
        elif self.told.fail == "drop":
            self.told.sent.append(taken)
        else:
            self.reply(*self.worded(taken))
            return
        self.close_connection = True

    def worded(self, taken: Taken) -> tuple[int, str, bytes]:
        if self.told.fail == "page":
            return 200, "text/html", b"<h1>Sign in to the network</h1>"
        if self.told.fail == "stranger":
            return 200, "application/json", b'{"ok": true}'
        status, answer = self.told.answer(taken)
        return status, "application/json", json.dumps(answer).encode()

    def reply(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def notify_server(port: int = 0) -> Iterator[NotifyServer]:
    """One that listens on loopback until the end of the block."""
    told = NotifyServer()
    server = ThreadingHTTPServer(("127.0.0.1", port), type("Of", (Answering,), {"told": told}))
    server.daemon_threads = True
    told.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield told
    finally:
        told.patience.set()
        server.shutdown()
        server.server_close()
        thread.join()
