"""The words of each error page: what happened, and what to do now."""

from dataclasses import dataclass

from flask_babel import LazyString
from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class ErrorPage:
    """A heading and a few sentences, the first the most useful."""

    title: LazyString
    advice: tuple[LazyString, ...]


SHUT_TOO_LONG = ErrorPage(
    _l("We could not take what you sent"),
    (
        _l("Nothing was sent. Your page may have been open for too long."),
        _l("Copy your words from this page. Go back, open the page again and put them in."),
    ),
)

OTHER_OPENED = ErrorPage(
    _l("You have opened another message in this browser since"),
    (
        _l("Nothing was sent."),
        _l("Copy your words from this page. Open the first message again and put them in."),
    ),
)
"""A page about one message, sent while another one is open: the words belong to the first."""

FILES_TOO_BIG = ErrorPage(
    _l("Your files are too big to send at once"),
    (
        _l("Your words are safe. These files were not kept."),
        _l("Go back to the page before. Choose fewer files, or smaller ones."),
    ),
)
"""More bytes than all the files of a message may have; there were no words in that form."""

AWAY = ErrorPage(
    _l("The service is closed for a short time"),
    (
        _l("If you did not see a number and secret words, send it again."),
        _l("If you send the same page twice, we count it once."),
        _l("Try again later today. What you sent before is safe."),
    ),
)
"""The database does not answer: nobody can say whether what was sent has arrived."""

PAGES = {
    400: ErrorPage(
        _l("We could not read what you sent"),
        (
            _l("Nothing was sent."),
            _l("Go back to the page before and try again."),
        ),
    ),
    403: ErrorPage(
        _l("You cannot open this page"),
        (
            _l("It may be for other people, or you may need to sign in again."),
            _l("If you have a number and secret words, use them to come back."),
        ),
    ),
    404: ErrorPage(
        _l("We cannot find that page"),
        (
            _l("If you typed the address, check that it is right."),
            _l("If you followed a link, the page may have moved."),
        ),
    ),
    405: ErrorPage(
        _l("That page does not work in this way"),
        (_l("Go back to the page before and use its buttons."),),
    ),
    409: ErrorPage(
        _l("Somebody changed this before you"),
        (
            _l("Nothing of yours was saved this time."),
            _l("Go back, open the page again and look at what is new. Then try once more."),
        ),
    ),
    410: ErrorPage(
        _l("Your answers are no longer here"),
        (
            _l("If you saved them, open them with their number and secret words."),
            _l("To keep them safe, we delete answers that were not sent after 24 hours."),
            _l("Nobody has seen them. You can start again."),
        ),
    ),
    413: ErrorPage(
        _l("What you sent is too long"),
        (
            _l("Nothing was sent."),
            _l("Copy your words from this page. Go back and send them in shorter parts."),
        ),
    ),
    429: ErrorPage(
        _l("Please wait a little"),
        (_l("There have been too many tries. Nothing is locked."),),
    ),
    500: ErrorPage(
        _l("Something went wrong on our side"),
        (
            _l("If you did not see a number and secret words, send it again."),
            _l("If you send the same page twice, we count it once."),
        ),
    ),
    503: ErrorPage(
        _l("The service is closed for a short time"),
        (_l("Try again later today. What you sent before is safe."),),
    ),
}
"""By HTTP status. A status that is not here is shown as 400 or 500."""
