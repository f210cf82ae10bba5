"""A message's number and its secret code: made, shown, and the number read back.

*Reference*: nine characters of Crockford's base 32 (no I, L, O or U), shown as XXXX-XXXX-X. Eight
are random (40 bits); the ninth is a check character of our own within the same 32, because
Crockford's (modulo 37) needs signs such as ``*`` and ``$`` that are hard to say on the telephone.

*Code*: five numbers from 0 to 2047 (55 bits) and a check number, shown as six words. The numbers
are the code; `code_words` says them in the words of a language, and reads them back.

Both checks are one polynomial over a field of two to the power of n elements. Each place weighs
differently, so one wrong character or word, and any two changed about, are always noticed.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable
from typing import TypeAlias

from portal.domain.errors import PortalError

Code: TypeAlias = tuple[int, ...]

REFERENCE_BYTES = 5
CODE_BYTES = 7
SECRET_WORDS = 5
SHOWN_WORDS = SECRET_WORDS + 1
LIST_LENGTH = 2048

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_REFERENCE_FIELD = 0b100101  # x^5 + x^2 + 1, primitive: 31 different weights for 9 places
_CODE_FIELD = 0b100000000101  # x^11 + x^2 + 1, primitive: 2,047 different weights for 6 places
_LONGEST_REFERENCE = 64
_FORGIVEN_IN_REFERENCE = {"Zs", "Cc", "Cf", "Pd"}  # spaces, tabs, invisible marks, dashes


class ReferenceMistyped(PortalError):
    """It cannot be a number of ours: wrong length, a strange sign, or the check disagrees."""


def make_reference(random_bytes: bytes) -> str:
    """Nine characters without dashes, from the first five of ``random_bytes``.

    Raises ValueError when there are fewer than five.
    """
    if len(random_bytes) < REFERENCE_BYTES:
        raise ValueError(f"a reference needs {REFERENCE_BYTES} random bytes")
    number = int.from_bytes(random_bytes[:REFERENCE_BYTES])
    places = [number >> shift & 31 for shift in range(35, -1, -5)]
    return "".join(_ALPHABET[place] for place in (*places, _check(places, _REFERENCE_FIELD)))


def format_reference(reference: str) -> str:
    """As people see it: ``XXXX-XXXX-X``."""
    return f"{reference[:4]}-{reference[4:8]}-{reference[8:]}"


def parse_reference(text: str) -> str:
    """The nine characters meant by ``text``; raises ReferenceMistyped.

    Forgiven: spaces, dashes, case, full-width forms, O for 0, and I or L for 1.
    """
    if len(text) > _LONGEST_REFERENCE:
        raise ReferenceMistyped("far too long")
    typed = "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if unicodedata.category(sign) not in _FORGIVEN_IN_REFERENCE
    )
    if not re.fullmatch(r"[0-9A-Za-z]{9}", typed, re.ASCII):
        raise ReferenceMistyped("nine letters and digits are needed")
    reference = typed.upper().translate(str.maketrans("OIL", "011"))
    places = [_ALPHABET.find(sign) for sign in reference]
    if -1 in places or _check(places[:-1], _REFERENCE_FIELD) != places[-1]:
        raise ReferenceMistyped("the last sign does not agree with the others")
    return reference


def derive_digest(key: bytes, idempotency_key: str) -> bytes:
    """HMAC-SHA256 (32 bytes) of a form's idempotency key: a retry shows the same code."""
    return hmac.digest(key, idempotency_key.encode("utf-8", "surrogatepass"), hashlib.sha256)


def code_from(digest: bytes) -> Code:
    """Five numbers from the first 55 bits; raises ValueError under seven bytes."""
    if len(digest) < CODE_BYTES:
        raise ValueError(f"a code needs {CODE_BYTES} bytes")
    number = int.from_bytes(digest[:CODE_BYTES]) >> 1
    return tuple(number >> shift & (LIST_LENGTH - 1) for shift in range(44, -1, -11))


def check_word(numbers: Code) -> int:
    """The number of the sixth word; raises ValueError unless there are five from 0 to 2047."""
    if len(numbers) != SECRET_WORDS or not all(0 <= n < LIST_LENGTH for n in numbers):
        raise ValueError("a code is five numbers from 0 to 2047")
    return _check(numbers, _CODE_FIELD)


def _check(places: Iterable[int], field: int) -> int:
    """Horner's rule with the field's generator; begins at one, so that all zeros are not valid."""
    total = 1
    for place in places:
        total = (total ^ place) << 1
        if total >> field.bit_length() - 1:
            total ^= field
    return total
