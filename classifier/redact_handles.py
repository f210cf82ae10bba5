"""Names that people go by on the internet and in games, by their shape and by the words before."""

import re
from collections.abc import Iterator

from classifier.redact_words import Mark, is_common

_MARKED = re.compile(r"(?<![\w@.])@[\w.-]{1,60}|(?<!\w)[\w.]{2,32}#\d{4}(?!\d)|(?<!\w)/?u/\w{2,30}")
_SHAPED = re.compile(
    r"(?<![\w@./\[-])(?:(?=[a-z\d_.]{0,40}[a-z])(?=[a-z\d.]{0,40}_)\w[\w.]{2,40}"
    r"|(?!(?:covid|year|years|week|room|unit|page|part|form|section|grade|band|type|class|term|"
    r"group|stage|level|under|over|aged|windows|from|only|about)\d)[a-z]{4,30}\d{2,8}"
    r"(?:[a-z_]{1,20}\d{0,6})?)(?![\w@/])(?!\.\w{1,20}@)(?<!_)_{0,3}",
    re.IGNORECASE,
)
_DOTTED = re.compile(
    r"(?<![\w@./:-])(?:[a-z_]\w{1,20}(?:\.\w{1,20}){2,4}|(?=[a-z.]{2,40}\d)[a-z]\w{1,20}\.\w{2,20}|[a-z]\w{4,20}\.[a-z]\w{2,20})(?![\w@/-])",
    re.IGNORECASE,
)
_POSTING = re.compile(
    r"(?<!\w)(?:(?:post|posted|posting|tweet|tweeting|stream|streaming|blog|play|plays|go|goes|"
    r"write) as|goe?s? by|"
    r"(?:add|follow|dm|message|find|tag)(?: (?:me|us|him|her))?(?: (?:on|at|as|under) \w{2,10})?|"
    r"(?:account|page|channel|profile|feed))[,:]? (?P<given>[a-z][\w.]{5,40})(?!\w)",
    re.IGNORECASE,
)
_TOPS = frozenset(("com", "org", "net", "uk", "gov", "html", "pdf", "docx", "co"))
_NETWORKS = (
    r"(?:insta(?:gram)?|snap(?:chat)?|tik ?tok|twitter|discord|xbox(?: live)?|psn|playstation|"
    r"roblox|minecraft|fortnite|steam|twitch|youtube|nintendo|switch|epic|threads|bluesky|"
    r"mastodon|reddit|pinterest|gamer ?tag|username|user ?name|user|screen ?name|facebook|fb|"
    r"handle|kik|telegram|signal|messenger|whatsapp|tumblr|bebo|vinted|ebay|etsy|skype|channel|account|"
    r"profile|login|log ?in|blog|page)"
)
_LINKS = (
    r"(?: (?:name|named|account|page|user|handle|id|tag|channel|profile|server|is|was|as|called|"
    r"under|on|at|by|my|his|her|it's|its|he's|hes|she's|shes|im|i'm|he|she|goes|am)\b|,? ?[:=]|,)"
    r"{1,5}"
)
_TOLD = re.compile(
    rf"(?<!\w){_NETWORKS}(?P<links>(?:{_LINKS})?) ?[\"'“‘@]?(?P<given>[\w.-]{{3,40}})",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<!\w)(?P<given>[\w.-]{3,40})[\"'”’]? (?:on|over on) (?:insta(?:gram)?|snap(?:chat)?|"
    r"tik ?tok|twitter|discord|xbox|psn|roblox|minecraft|fortnite|twitch|youtube)(?!\w)",
    re.IGNORECASE,
)
_HUMPS = re.compile(r"[A-Za-z]?[a-z]+(?:[A-Z][a-z]+)+|[A-Z]{2,}[a-z]+|[a-z]+[A-Z]+\w*")
_SAYS_NAME = re.compile(
    r"\b(?:name|tag|handle|user|id|login|called|under|goes by|as)\b", re.IGNORECASE
)


def handles(text: str) -> Iterator[Mark]:
    """Marks of the names, in no order."""
    for pattern in (_MARKED, _SHAPED):
        for match in pattern.finditer(text):
            bare = match.group().rstrip(".,;:!?'-")
            yield Mark(match.start(), match.start() + len(bare), "handle")
    yield from (Mark(m.start(), m.end(), "handle")
                for m in _DOTTED.finditer(text) if _dotted(m.group()))  # fmt: skip
    for pattern in (_POSTING, _TOLD, _AFTER):
        for match in pattern.finditer(text):
            given = match.group("given").rstrip(".-")
            said = _SAYS_NAME.search(match.group()[: match.start("given") - match.start()])
            if _made_up(given) or _unknown(given, 3 if said and pattern is _TOLD else 5):
                yield Mark(match.start("given"), match.start("given") + len(given), "handle")


def _unknown(given: str, most: int) -> bool:
    """Longer than so many letters and no word of English, in any of its parts."""
    return len(given) > most and not any(is_common(part) for part in given.casefold().split("."))


def _dotted(written: str) -> bool:
    """Parts with stops between them, neither a page nor two sentences without a gap."""
    parts = written.casefold().split(".")
    if parts[0] in ("www", "e", "i") or parts[-1] in _TOPS:
        return False
    certain = re.search(r"\d|\..*\.", written) is not None
    return certain or (written.islower() and not is_common(parts[0]))


def _made_up(word: str) -> bool:
    """With digits, signs or capitals inside, as no word of a sentence is."""
    parts = word.casefold().split(".")
    inside = re.search(r"[^\W\d_][\d_.]+\w|[\d_][^\W\d_]|[^\W\d_]\d+$", word)
    plain = re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm)?", word.casefold())
    if len(parts) > 1 and all(is_common(part) for part in parts if part):
        return False
    dotted = len(parts) > 1 and all(len(part) > 1 for part in parts)
    strange = dotted and not any(is_common(part) for part in parts[1:])
    return bool(not plain and parts[0] != "www" and (inside or strange or _HUMPS.fullmatch(word)))
