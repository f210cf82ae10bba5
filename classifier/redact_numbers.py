"""What is found by its shape alone: numbers, addresses of the internet and postcodes."""

import re
from collections.abc import Iterator

from classifier.redact_references import DATE, NOBODYS, references
from classifier.redact_words import Mark, listed

_PUBLIC_NUMBERS = listed("context.txt", "public_numbers")
"""Emergency and helplines, digits alone: they help, and say nothing of who wrote."""

_PUBLIC_SITES = (
    "gov.uk", "nhs.uk", "nhs.net", "ipsea.org.uk", "contact.org.uk", "childline.org.uk",
    "samaritans.org", "giveusashout.org", "youngminds.org.uk", "autism.org.uk", "mencap.org.uk",
    "suffolksendiass.co.uk", "kooth.com", "nspcc.org.uk", "scope.org.uk", "mind.org.uk",
    "sossen.org.uk", "councilfordisabledchildren.org.uk", "suffolksp.org.uk", "bbc.co.uk",
    "citizensadvice.org.uk", "healthwatchsuffolk.co.uk", "lgo.org.uk", "papyrus-uk.org",
    "suffolkparentcarerforum.co.uk", "themix.org.uk", "barnardos.org.uk",
    "familyfund.org.uk", "ico.org.uk", "suffolklocaloffer.org.uk", "gov.scot", "gov.wales",
)  # fmt: skip
_TOP = "com|org|net|uk|co|info|io|me|edu|eu|pl|lt|ro|pt|app|blog|ly|be|gg|tv|fm|school|family"

_EMAIL = re.compile(
    r"[\w.+-]{1,64}(?: @ | ?\(at\) ?| ?\[at\] ?|@)[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}(?!\w)"
    r"|[\w.+-]{1,64}(?:['’][\w.+-]{1,40})?@[\w.-]{1,80}"
    r"|(?<!\w)[\w+-]{1,40}(?: (?:dot|underscore) [\w+-]{1,40}){0,3} at [\w-]{1,40}"
    r"(?: dot [\w-]{1,20}){0,2} dot (?:com|org|net|uk|co|info|eu)(?!\w)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?://[^\s<>\"”’)\]]{1,2000}|(?<![\w@.])www\.[^\s<>\"”’)\]]{1,2000}"
    rf"|(?<![\w@.-])(?:[a-z0-9][\w-]{{0,62}}\.){{1,5}}(?:{_TOP})(?![\w.-]\w)(?:/[^\s<>\"”’)\]]*)?",
    re.IGNORECASE,
)
_DIGITS = re.compile(
    r"(?<![\w/])(?:\+ ?|\()?\d(?:[ ().\u00a0–-]{0,3}\d){2,24}(?![\w/]|[.,]\d)"
)  # fmt: skip
_PERSONAL = re.compile(
    r"\b(?:nhs|patient|hospital|number|no|num|ref|reference|id|account|acct|passport|licence|"
    r"ring|call|phone|tel|telephone|mobile|mob|text|whatsapp|fax)\b",
    re.IGNORECASE,
)
_NOT_COUNTED = re.compile(
    r" ?(?:$|[^\w\s%£$€]|(?:and|or|but|for|on|in|at|to|is|was|are|it|i|we|he|she|they|you|which|"
    r"that|since|when|if|as|with|from|by|until|the|my|his|her|their|please|because|so|again|not|has|"
    r"had|means|came|went|if|after|before|instead|now|then)\b)",
    re.IGNORECASE,
)
"""What follows a number that names somebody; what was counted is followed by its noun."""

_GROUPED = re.compile(r"\d{1,3}(?: \d{3}){2,3}|\d{3,6}(?!00)\d\d")
"""Digits as numbers of cases are written, when nothing before them says so."""

_SORT_CODE = re.compile(r"sort code\D{0,12}(?P<given>\d\d[- ]?\d\d[- ]?\d\d)(?!\d)", re.IGNORECASE)
_SPOKEN = re.compile(
    r"(?<!\w)(?:(?:zero|oh|o|nought|naught|double|treble|triple|one|two|three|four|five|six|seven|"
    r"eight|nine|hundred)[ ,-]{1,3}){6,}(?:zero|oh|nought|naught|one|two|three|four|five|six|seven|"
    r"eight|nine|hundred)(?!\w)",
    re.IGNORECASE,
)
"""A number said digit by digit."""

_TO_RING = re.compile(
    r"\b(?:ring|rang|call|called|phone|tel|telephone|mobile|mob|text|whatsapp|fax|number is|"
    r"landline|on)\b[^.\d\n]{0,14}$",
    re.IGNORECASE,
)
_POSTCODE = re.compile(
    r"(?<!\w)(?:[A-Z]{1,2}\d[A-Z\d]?[ \u00a0]{0,2}\d[ABD-HJLNP-UW-Z]{2}"
    r"|(?:IP|CB|NR|CO|PE|CM)\d{1,2})(?!\w)",
    re.IGNORECASE,
)


def shapes(text: str) -> Iterator[Mark]:
    """Marks of e-mail, links, numbers, postcodes and references, in no order."""
    yield from (Mark(m.start(), m.end(), "email") for m in _EMAIL.finditer(text))
    yield from _links(text)
    yield from _numbers(text)
    yield from (Mark(m.start(), m.end(), "postcode") for m in _POSTCODE.finditer(text))
    yield from references(text)
    yield from (Mark(m.start(), m.end(), "phone") for m in _SPOKEN.finditer(text))
    yield from (Mark(*m.span("given"), "number") for m in _SORT_CODE.finditer(text))


def _bare(match: re.Match[str]) -> int:
    """Where the match ends without the stops of its sentence."""
    return match.start() + len(match.group().rstrip(".,;:!?'"))


def _links(text: str) -> Iterator[Mark]:
    for match in _LINK.finditer(text):
        if not _public(match.group().casefold()):
            yield Mark(match.start(), _bare(match), "link")


def _public(address: str) -> bool:
    """Whether it is a page of a public body, and not one that carries a key or a school's name."""
    host, _, path = re.sub(r"^https?://", "", address).partition("/")
    host = host.rstrip(".,;:!?'").removeprefix("www.")
    known = any(host == site or host.endswith(f".{site}") for site in _PUBLIC_SITES)
    return known and "@" not in address and "=" not in path and not re.search(r"\d{5}", path)


def _numbers(text: str) -> Iterator[Mark]:
    for match in _DIGITS.finditer(text):
        digits = re.sub(r"\D", "", match.group())
        around = text[max(0, match.start() - 60) : match.start()]
        behind = text[match.end() : match.end() + 40]
        kind = _kind(digits, around, behind, match.group())
        if kind:
            yield Mark(match.start(), match.end(), kind)


def _kind(digits: str, before: str, behind: str, written: str) -> str:
    """The kind of a run of digits, or nothing for one that may stay."""
    public = digits in _PUBLIC_NUMBERS or digits.startswith(NOBODYS)
    if public or DATE.fullmatch(written) or ("." in written and len(digits) < 9):
        return ""
    national = re.sub(r"^(?:0044|44)(?=0?[1-9])", "", digits)
    abroad = digits != national and 9 <= len(national) <= 11
    if abroad or (digits[0] == "0" and len(digits) >= 10):
        return "phone"
    personal = _PERSONAL.search(before) or re.match(r".{0,25}\b(?:nhs|number|ref)\b", behind, re.I)
    grouped = re.fullmatch(r"[1-9]\d\d([ -])\d{3}\1\d{4}", written)
    if grouped or (len(digits) == 10 and checks(digits) and (personal or digits[0] in "4679")):
        return "nhs"
    if len(digits) >= 10 and (personal or len(digits) in (12, 13, 15, 16)):
        return "number"
    return _kind_by_words(digits, before, behind, written)


def _kind_by_words(digits: str, before: str, behind: str, written: str) -> str:
    """The kind of a run of digits whose own shape does not say it."""
    if re.search(
        r"\b(?:order|barcode|bar code|serial|isbn|model|product|tracking)\b", before, re.I
    ):
        return ""
    if len(digits) in (9, 10, 11) and _NOT_COUNTED.match(behind) and not _money(behind):
        return "number"
    if 5 <= len(digits) <= 11 and _TO_RING.search(before) and not _money(behind):
        return "phone"
    if digits[0] == "0" and len(digits) >= 6:
        return "phone"
    bare = _GROUPED.fullmatch(written) and _NOT_COUNTED.match(behind) and before[-1:] not in "£$€"
    return "reference" if bare and not _money(behind) else ""


def _money(behind: str) -> bool:
    return bool(re.match(r" ?(?:pounds|quid|people|children|families|of|%)", behind, re.I))


def checks(digits: str) -> bool:
    """Whether ten digits are an NHS number by its check digit (weights 10 to 2, modulo 11)."""
    weighted = zip(range(10, 1, -1), digits, strict=False)
    total = sum(weight * int(digit) for weight, digit in weighted)
    return (11 - total % 11) % 11 == int(digits[9])
