"""Numbers of cases, plans, accounts and forms: by their shape, and by the words before them."""

import re
from collections.abc import Iterator

from classifier.redact_words import Mark

NOBODYS = ("0800", "0808", "0300", "0303", "0330", "0333", "0343", "0344", "0345", "0370", "0371")
"""How numbers begin that no private person has: freephone and the numbers of organisations."""

_REFERENCES = (
    re.compile(r"(?<!\w)[A-CEGHJ-PQ-TW-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D](?!\w)", re.I),
    re.compile(r"(?<!\w)[A-Z]\d{12}(?!\w)|(?<!\w)[A-Z]\d{11}[A-Z](?!\w)", re.I),
    re.compile(r"(?<!\w)[A-Z]{2}\d{2} ?[A-Z]{3}(?!\w)"),
    re.compile(r"(?<!\w)\d{2}-\d{2}-\d{2}(?![\w-])"),
    re.compile(
        r"(?<!\w)(?=[A-Z]{1,6}[-/ ]?\d|\d{1,6}[-/])(?:[A-Z]{1,6}|\d{1,6})(?:[-/][A-Z\d]{1,8}){1,4}"
        r"(?![\w/-])"
    ),
    re.compile(r"(?<!\w)[A-Z]{2,6}\d{3,10}(?!\w)"),
    re.compile(
        r"(?<![\w-])(?:[A-Z]{2,6}[-/]?|[A-Z][-/])(?!(?:19|20)\d\d(?!\d))\d{3,10}"
        r"(?:[-/][A-Z\d]{1,8}){0,3}(?![\w/-])|(?<![\w-])[A-Z]\d{3,8}[-/][A-Z\d]{1,8}(?![\w/-])",
        re.I,
    ),
    re.compile(r"(?<!\w)[A-Z]{2,5} \d{5,10}(?: [A-Z]{1,3})?(?!\w)"),
    re.compile(r"(?<![\w-])[A-Z]{2,8}(?:[-/][A-Z]{1,8}){1,3}[-/]\d{3,10}(?![\w/-])", re.I),
    re.compile(r"(?<![\w/-])(?:19|20)\d\d/(?!(?:19|20)\d\d(?!\d))\d{3,6}(?![\w/-])"),
    re.compile(r"(?<![\w-])[A-Z]{2,6}\d{3,8}[A-Z]{1,3}(?![\w/-])", re.I),
    re.compile(r"(?<![\w-])[A-Z]\d{5,9}(?![\w/-])"),
    re.compile(r"(?<![\w-])[A-Z]{2,4}\d{0,3}(?: \d{3,5}){2,3}(?!\w)"),
    re.compile(
        r"(?<![\w.@/-])(?=[A-Z]*\d[A-Z]*\d[A-Z]*\d)(?=\d*[A-Z]\d*[A-Z])[A-Z\d]{8,20}(?![\w@/-])"
    ),
    re.compile(r"(?<!\w)[A-Z]{2,5} \d{2,5}(?:-\d{1,5}){1,3}(?![\w-])"),
    re.compile(r"(?<![\w-])[A-Z]{1,4}\d{1,4}-\d{3,8}(?![\w/-])", re.I),
    re.compile(r"(?<!\w)[A-Z]{1,6}#\d{3,10}(?!\w)", re.I),
)
_CUED = re.compile(
    r"(?<!\w)(?:ref(?:erence)?|case|file|pupil|student|upn|uln|account|acct|claim|policy|tribunal|"
    r"appeal|complaint|ticket|roll|passport|licence|registration|referral|membership|application|"
    r"national insurance|ni|n\.i\.|hospital|patient|incident|crime|booking|order|dla|pip|esa|"
    r"sort code|card|unique|candidate|cent(?:re|er))"
    r"(?: (?:ref(?:erence)?|number|num|no|nr|id|code|name|is|was|insurance|pupil)\b"
    r"\.?|[:#.,=-]){0,4}"
    r" {0,2}#?(?P<given>(?:(?=[\w/-]{0,24}\d)[A-Z\d]{1,14}|(?-i:[A-Z]{1,5}) ?\d[A-Z\d]{0,12})"
    r"(?:[-/][A-Z\d]{1,12}|[ ](?=[\w/-]{0,12}\d)[A-Z\d]{1,12}){0,5})"
    r"(?![\w])",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?<!\w)(?:ref|ehcna|ehcp|ehc|sen|send|case ref|case|file|pupil|client|patient|plan|casework|"
    r"customer|service user|learner|urn|crn|pnc|lac|hosp(?:ital)?|swift|mosaic|liquid ?logic)"
    r"(?P<said> (?:no|number|id|ref))?[.:]? ?#?(?P<given>(?=[\w/-]{0,20}\d\d)[a-z\d]{1,10}"
    r"(?:[-/][a-z\d]{1,10}){0,4})(?![\w/-])",
    re.IGNORECASE,
)
_KNOWN_AS = re.compile(
    r"(?:known (?:to them )?as|listed as|down as|filed under|logged (?:it |him |her |us |me )?"
    r"(?:as|under)|became|becomes|call(?:s|ed)? (?:him|her|us|me)|(?:i|we|he|she)(?: am| are|['’]m|"
    r"['’]s|m|s|['’]re| was| is)|just(?: a)?(?: number)?|(?:am|are|is|was|just|only) number|"
    r"number|letter|reference|quote|quoting|under|system as) ?:? (?:number |no\.? |#)?"
    r"(?P<given>\d{5,9}|\d{3,4}[-/ ]\d{3,5}|[a-z]{1,4}[-/]?\d{4,8})(?![\w/-]|[.,]\d)"
    r"(?! (?:pounds|quid|people|children|families|hours|miles|of|other|others|years|days)\b)",
    re.IGNORECASE,
)
DATE = re.compile(
    r"\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{4}[-/]\d{2,4}"
    r"|\d{1,2}[-/]\d{1,2}"
)
_YEARLY = re.compile(
    r"(?:year|age|aged|section|stage|for|of|in|at|on|ks|number|y) ?\d{1,2}$"
    r"|\d{1,4} (?:pounds|weeks|days|months|years|hours|times).*",
    re.IGNORECASE,
)
_SMALL = re.compile(r"(?:[A-Za-z]{1,5}[- ]?\d{1,2}[a-z]?|(?:COVID|ADOS|KS|WISC)-?\d+)", re.I)


_PLATE = re.compile(r"(?<![\w-])[A-HK-PRSV-Y][A-HJ-PR-Y](?:0[1-9]|[1-7]\d) ?[A-HJ-Z]{3}(?![\w-])")
"""The plate of a car since 2001 (DVLA, INF104); in capitals, as nobody writes a word so."""


def references(text: str) -> Iterator[Mark]:
    """Marks of them, in no order."""
    for pattern in _REFERENCES:
        for match in pattern.finditer(text):
            word = match.group()
            long_enough = sum(letter.isdigit() for letter in word) >= 3
            day = DATE.fullmatch(word) and not re.fullmatch(r"\d{4}/\d{3,6}", word)
            if long_enough and not (day or _SMALL.fullmatch(word)):
                yield Mark(match.start(), match.end(), "reference")
    for match in _NUMBERED.finditer(text):
        word = match.group("given")
        plain = DATE.fullmatch(word) or re.fullmatch(r"(?:19|20)\d\d|[a-z]+\d{1,2}", word, re.I)
        if sum(letter.isdigit() for letter in word) >= 3 and not plain:
            start = match.start("given") if match.group("said") else match.start()
            yield Mark(start, match.end(), "reference")
    yield from (Mark(m.start(), m.end(), "number") for m in _PLATE.finditer(text))
    yield from (Mark(m.start("given"), m.end("given"), "reference")
                for m in _KNOWN_AS.finditer(text)
                if not m.group("given").startswith(NOBODYS))  # fmt: skip
    for match in _CUED.finditer(text):
        word = match.group("given")
        digits = sum(letter.isdigit() for letter in word)
        dated = DATE.fullmatch(word) or _YEARLY.fullmatch(word)
        if digits >= 3 and not dated and not re.fullmatch(r"(?:19|20)\d\d", word):
            kind = "number" if re.fullmatch(r"[\d -]{9,12}", word) else "reference"
            yield Mark(match.start("given"), match.end("given"), kind)
