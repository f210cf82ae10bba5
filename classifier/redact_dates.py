"""Days of birth and birthdays; every other date stays."""

import bisect
import re
from collections.abc import Iterator, Sequence

from classifier.redact_words import Mark

_MONTH = (
    "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b"
)
_ORDINAL = (
    "(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|"
    "(?:thir|four|fif|six|seven|eigh|nine)teenth|twentieth|thirtieth|"
    "twenty[ -](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirty[ -]first)"
)
_DAY = rf"(?:the )?(?:\d{{1,2}}(?: ?(?:st|nd|rd|th))?|{_ORDINAL})"
_YEAR = r"(?:,? ?(?:in )?(?:(?:19|20)\d\d|'?\d\d(?!\d)))?"
_DATE = (
    r"(?:\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}"
    rf"|\d{{1,2}} ?[-/.\\ ] ?\d{{1,2}} ?[-/.\\ ] ?(?:\d{{4}}|\d\d)"
    rf"|{_DAY}(?: of)?[ -]?{_MONTH}\.?[ -]?{_YEAR}"
    rf"|{_MONTH}\.? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})(?!\d){_YEAR}"
    rf"|{_MONTH},? (?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}(?!\d)"
    rf"|{_DAY} (?:of )?the {_DAY}{_YEAR}|\d{{8}}(?!\d)|\d{{6}}(?!\d)"
    rf"|(?:christmas(?: day| eve)?|boxing day|new year['’]?s (?:day|eve)|halloween"
    r"|easter(?: \w+day)?"
    r"|valentine['’]?s day|mother['’]?s day|father['’]?s day"
    rf"|leap day|bonfire night){_YEAR}|{_MONTH})"
)
_NUMBERED = r"(?:\d{4}|(?<!\d)\d\d)(?!\d)"
_FULL = (
    r"(?:(?:19|20)\d\d ?[-/.] ?\d{1,2} ?[-/.] ?\d{1,2}"
    rf"|\d{{1,2}} ?([-/.\\]) ?\d{{1,2}} ?\1 ?{_NUMBERED}"
    rf"|{_DAY}(?: of)?[ -]?{_MONTH}\.?,?[ -]?(?:in )?(?:(?:19|20)\d\d|'\d\d)"
    rf"|{_MONTH}\.? (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL}),? (?:in )?(?:19|20)\d\d)"
)
"""A day with its month and year, however it is written."""
_LINK = (
    r"(?: ?[:=(,-]+ ?| (?:is|was|on|in|of|falls|fell|the|being|it's|its|it|comes|next|this|last|"
    r"coming|up|both|back|at|\w+ hospital|prematurely|early)\b){0,5} ?"
)
_CUED = re.compile(
    rf"(?<!\w)(?P<cue>d\.? ?o\.? ?b\b\.?|date of birth|birth ?date|birth|born|"
    r"birthdays?|bday|b-day|b\.)"
    rf"{_LINK}(?<!\w)(?P<date>{_DATE})(?!\w)",
    re.IGNORECASE,
)
_SAYS_BIRTH = re.compile(
    r"(?<!\w)(?:d\.? ?o\.? ?b\b|dates? of birth|birth ?dates?|birthdays?|bday|b-day|born|"
    r"(?:came|come|arrived) into (?:the|this|our) (?:world|lives|life)|"
    r"(?:baby|twins|triplets) (?:came|arrived)|(?:he|she|they|but) arrived (?:on|early|at)\b|"
    r"gave birth|\bbirth (?:was|is|on|took)|birth certificate|was delivered|"
    r"(?:i|we|she|mum) had (?:him|her|them) (?=on|in|at))",
    re.IGNORECASE,
)
_WHOLE = re.compile(rf"(?<![\w/.-]){_FULL}(?![\w/-])", re.IGNORECASE)
_A_CHILDS = re.compile(r"(?<!\d)20(?:0\d|1\d|20|21)(?!\d)")
"""A whole day so long ago is more often a child's than a letter's: it goes, cue or no cue."""
_PARTIAL = re.compile(
    rf"(?<![\w/.-])(?:{_DAY}(?: of)? {_MONTH}|{_MONTH} (?:19|20)\d\d|\d{{1,2}}/\d{{1,2}}|"
    rf"{_MONTH} (?:the )?(?:\d{{1,2}}(?:st|nd|rd|th)?|{_ORDINAL})|"
    r"christmas (?:day|eve)|boxing day|halloween|new year's (?:day|eve))"
    rf"{_YEAR}(?![\w/-])",
    re.IGNORECASE,
)
_JUST_BORN = re.compile(
    r"(?<!\w)(?:born|(?:baby|twins|triplets) (?:came|arrived)|birth ?dates?|"
    r"dates? of birth|birthdays?)\b"
    r"[^.!?\n]{0,45}$",
    re.IGNORECASE,
)
_AFTER_PERSON = re.compile(
    r"(?:\[name\]|(?<!\w)(?:son|daughter|boy|girl|child|kid|twins?|brother|sister|nephew|niece|"
    r"grand\w+|step\w+|foster \w+|baby|lad|pupil|student|me|he|she|him|her|aged? ?\w*|"
    r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty)"
    r"(?: years? old| yrs?| months?)?),? ?[(\[,–-] ?$",
    re.IGNORECASE,
)
"""What stands before a day in brackets or commas that is somebody's own."""

_NEAR = 90
_TURNED = re.compile(
    r"(?<!\w)(?:turned|turns|turning|turn|be|was|is|became|reach(?:es|ed)?)(?: (?:just|only))? "
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|twenty)"
    rf"(?: years? old)?,? (?:back )?(?:on|this|last|next) (?P<date>{_DATE})(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?<!\w)(?P<date>{_DATE})(?!\w),?(?: (?:is|was|being|for|as|on))? ?"
    r"(?:when (?:i|she|we|my wife|mum) (?:gave birth|(?:first )?had (?:him|her|them)\b)|"
    r"when (?:he|she|they) (?:was|were) born|"
    r"\(?(?:dob|d\.o\.b)|(?:(?:is|was|his|her|my|our|their|the|\w+['’]s) ){0,2}"
    r"(?:\d+(?:st|nd|rd|th) )?(?:birthday|bday|date of birth)"
    r"|(?:he|she) (?:turned|turns|was born))",
    re.IGNORECASE,
)


def births(text: str) -> Iterator[Mark]:
    """Marks of the days; "DOB" goes with its day, other words before it stay."""
    for match in _CUED.finditer(text):
        short = match.group("cue").lower().startswith("d") and len(match.group("cue")) < 7
        yield Mark(match.start() if short else match.start("date"), match.end("date"), "birth")
    cues = list(_SAYS_BIRTH.finditer(text))
    told = [match.start() for match in cues]
    forms = [match.start() for match in cues if match.group()[0] in "dD"]
    for match in _WHOLE.finditer(text):
        person = _AFTER_PERSON.search(text, max(0, match.start() - 40), match.start())
        if person or _near(told, forms, match) or _A_CHILDS.search(match.group()):
            yield Mark(match.start(), match.end(), "birth")
    yield from (Mark(m.start(), m.end(), "birth")
                for m in _PARTIAL.finditer(text) if _of_birth(text, m))  # fmt: skip
    for pattern in (_TURNED, _BEFORE):
        for match in pattern.finditer(text):
            yield Mark(match.start("date"), match.end("date"), "birth")


def _of_birth(text: str, match: re.Match[str]) -> bool:
    """Whether a day without its year is the first after "born", or in brackets after a person."""
    before = text[max(0, match.start() - 60) : match.start()]
    if _JUST_BORN.search(before) and not _WHOLE.search(before):
        return True
    bracketed = before.endswith("(") and text[match.end() : match.end() + 1] == ")"
    return bracketed and _AFTER_PERSON.search(before) is not None


def _near(told: Sequence[int], forms: Sequence[int], match: re.Match[str]) -> bool:
    """Whether a word of birth stands close before, or "date of birth" close after."""
    before = bisect.bisect_left(told, match.start())
    if before and match.start() - told[before - 1] <= _NEAR:
        return True
    after = bisect.bisect_left(forms, match.end())
    return after < len(forms) and forms[after] - match.end() <= _NEAR // 2
