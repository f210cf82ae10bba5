"""What the frame of every page of staff shows: who is signed in, and their sections."""

from typing import Any

from flask import Flask, current_app, request, url_for

from portal.domain.people import EVIDENCE_READERS, Role
from portal.domain.public_responses import RELEASERS
from portal.web import sessions
from portal.web.account.routes import INBOXES


def set_up(app: Flask) -> None:
    """Give the templates of staff `signed_in_as()` and `staff_sections()`."""
    app.context_processor(
        lambda: {"signed_in_as": sessions.member, "staff_sections": staff_sections}
    )


def staff_sections() -> list[dict[str, Any]]:
    """The sections that the hat worn now may open."""
    member = sessions.member()
    found = []
    if member is not None and member.role in INBOXES:
        found.append(("Inbox", "partner.inbox", "partner."))
    if member is not None and member.role is Role.DPO:
        found.append(("Requests to delete", "partner.erasure_requests", "partner.erasure"))
        found.append(("Openings", "partner.contact_openings", "partner.contact_openings"))
    if member is not None and member.role in EVIDENCE_READERS:
        found.append(("Board", "board.overview", "board."))
    if member is not None and member.role in RELEASERS:
        found.append(("You said, we did", "responses.listed", "responses."))
    if member is not None and member.role is Role.ADMIN:
        found.append(("Administration", "admin.start", "admin."))
    here = request.endpoint or ""
    return [
        {"text": text, "href": url_for(endpoint), "current": here.startswith(part)}
        for text, endpoint, part in found
        if endpoint in current_app.view_functions
    ]
