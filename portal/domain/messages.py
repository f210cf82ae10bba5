"""What words between families and services do, and who may read the words among services."""

from enum import Enum


class MessagePurpose(Enum):
    """What a message does; only some of them stop a clock (ruling 9)."""

    RECEIPT = "receipt"
    ACKNOWLEDGEMENT = "acknowledgement"
    MESSAGE = "message"
    QUESTION = "question"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    REPLY = "reply"
    HOLD = "hold"
    CHANGED = "changed"


class NoteScope(Enum):
    """Who reads an internal note besides its writer's team."""

    OWN_PARTNER = "own_partner"
    SHARED = "shared"
