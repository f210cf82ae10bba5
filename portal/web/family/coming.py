"""How a message comes, for counting floods: from which network, how fast, with which words."""

from flask import request

from portal.domain.floods import Coming, network_of
from portal.web.family.drafting import Drafted
from portal.web.transactions import now


def coming(drafted: Drafted) -> Coming:
    """What the request and the draft say; the address is counted under a key and never kept."""
    told, began = drafted.told, drafted.begun_at
    return Coming(
        network=network_of(request.remote_addr or ""),
        took=now() - began if began else None,
        typed=told.words if told.wrote else "",
    )
