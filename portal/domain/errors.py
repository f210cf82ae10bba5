"""What can go wrong in the portal, one class each, named for it."""


class PortalError(Exception):
    """Base of every error that the portal itself raises."""


class IllegalMove(PortalError):
    """A status was asked to become one that its transition table does not allow."""

    def __init__(self, current: object, wanted: object) -> None:
        super().__init__(f"{current} may not become {wanted}")
        self.current = current
        self.wanted = wanted


class NotFound(PortalError):
    """Nothing of that name is visible to the one who asks."""


class NotAllowed(PortalError):
    """It is theirs to see, but not theirs to do."""


class AlreadyChanged(PortalError):
    """Somebody else changed it first; what was typed is kept and shown beside the new state."""


class NothingToHold(PortalError):
    """No promise runs that could wait by agreement: all are kept, late, or waiting already."""


class HoldBeyondCap(PortalError):
    """More days of waiting than are left of what a promise may wait in all."""

    def __init__(self, days: int, left: int) -> None:
        super().__init__(f"{days} working days were asked for, and {left} are left")
        self.days = days
        self.left = left


class NoConsent(PortalError):
    """The family has not said that this body may be shown its words (ruling 16)."""


class Unstorable(PortalError):
    """Words hold a NUL or half of a surrogate pair, which no database can keep."""

    def __init__(self) -> None:
        super().__init__("words may hold neither NUL nor lone surrogates")


class CodeWrong(PortalError):
    """The reference and the words do not open anything; says nothing of which was wrong."""


class ShownOnce(PortalError):
    """The words of a code were shown once, and are shown no more."""


class TooManySupporters(PortalError):
    """So many supporters have a code already; one must be ended before another is made."""

    def __init__(self, most: int) -> None:
        super().__init__(f"{most} supporters have a code")
        self.most = most


class OnlyAuthorReopens(PortalError):
    """It is over, and only its author can open it again by writing."""


class TryAgainLater(PortalError):
    """Too many tries from one network: come back in so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} seconds")
        self.seconds = seconds


class DraftGone(PortalError):
    """The draft has expired, or was never there."""


class ClockWentBack(PortalError):
    """The clock shows less than when the worker last looked: nothing is marked by it."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"the clock went back by {seconds:.0f} seconds")
        self.seconds = seconds


class ClockJumped(PortalError):
    """The clock ran ahead of time while the worker ran: nothing is marked until a restart."""

    def __init__(self, hours: float) -> None:
        super().__init__(f"the clock jumped forward by {hours:.0f} hours; look, then restart")
        self.hours = hours
