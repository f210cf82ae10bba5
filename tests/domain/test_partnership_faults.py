"""A bad partnership file is told its lines and its faults, all at once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.domain.partnership import Fault, PartnershipFault, packaged, read
from portal.domain.partnership_lines import Lines


def faults(text: str) -> list[Fault]:
    """Everything wrong with a text."""
    with pytest.raises(PartnershipFault) as caught:
        read(text)
    return caught.value.faults


def spoilt(old: str, new: str) -> tuple[str, int]:
    """Suffolk's file with `old` put otherwise, and the line of the mark « in `new`."""
    whole = packaged()
    assert whole.count(old) == 1, f"{whole.count(old)} places hold {old!r}"
    marked = whole.replace(old, new)
    return marked.replace("«", ""), marked[: marked.index("«")].count("\n") + 1


PLANTED = [
    ("two triage", 'kind = "school"\n', 'kind = "triage"\n', "a second partner of the kind triage"),
    ("unknown key", 'council_short = "the', '«nickname = "x"\ncouncil_short = "the', "'nickname'"),
    ("unknown table", "[waiting]\n", "«[wating]\n", "nothing here is called 'wating'"),
    (
        "missing key",
        '[[place]]\nkey = "waveney"\nname = "Waveney"\n',
        '«[[place]]\nkey = "waveney"\n',
        "name is missing",
    ),
    ("wrong type", "silence = 10", '«silence = "10"', "silence must be a whole number"),
    ("boolean as number", "pause_cap = 10", "«pause_cap = true", "must be a whole number"),
    ("duplicate key", 'key = "nsft"', '«key = "wsft"', "wsft is already on line"),
    ("duplicate rank", "rank = 440", "«rank = 430", "430 is already on line"),
    ("unknown lead", 'lead = "scc_transport"', '«lead = "scc_trains"', "no partner is called"),
    ("unknown also", '["nsft", "wsft"]', '[\n"nsft",\n«"bart"]', "no partner is called 'bart'"),
    ("unknown need", 'needs = ["hospital"]\nlead', '«needs = ["hospitl"]\nlead', "'hospitl'"),
    (
        "unknown place",
        'rank = 810\nneeds = ["health_commissioning"]\nhealth_area = "waveney"',
        'rank = 810\nneeds = ["health_commissioning"]\n«health_area = "wavney"',
        "no place is called 'wavney'",
    ),
    (
        "unknown commissioner",
        'commissioner = "nw_icb"',
        '«commissioner = "nw_ccg"',
        "no partner is called 'nw_ccg'",
    ),
    (
        "unknown successor",
        'successor = ""\nverified = true\n\n[[partner]]\nkey = "nw_icb"',
        'valid_to = 2027-01-01\n«successor = "one"\nverified = true\n\n[[partner]]\nkey = "nw_icb"',
        "successor: no partner is called 'one'",
    ),
    (
        "own successor",
        'successor = ""\nverified = true\n\n[[partner]]\nkey = "wsft"',
        'valid_to = 2027-01-01\n«successor = "nw_icb"\nverified = true\n\n[[partner]]\n'
        'key = "wsft"',
        "round in a circle: nw_icb → nw_icb",
    ),
    (
        "successor without a last day",
        'successor = ""\nverified = true\n\n[[partner]]\nkey = "wsft"',
        '«successor = "snee_icb"\nverified = true\n\n[[partner]]\nkey = "wsft"',
        "needs valid_to",
    ),
    (
        "ends before it begins",
        'official_name = "James Paget University Hospitals NHS Foundation Trust"\n',
        'official_name = "James Paget"\n«valid_to = 2020-01-01\n',
        "valid_to is before valid_from",
    ),
    (
        "date in quotes",
        'name = "The council"\n',
        'name = "The council"\n«valid_to = "2027-01-01"\n',
        "valid_to must be a date",
    ),
    ("no such date", "[waiting]\n", "[waiting]\n«from = 2026-02-30\n", "Invalid date"),
    ("pale colour", 'link = "#0b5c7a"', '«link = "#8899aa"', "contrast with white of 2.9"),
    ("not a colour", 'brand = "#1b4a5a"', '«brand = "teal"', "must be a colour"),
    ("no days", "amount = 60", "«amount = 0", "must be from 1 to 1000, not 0"),
    (
        "unknown clock",
        'clock = "accept"',
        '«clock = "place"',
        "concern has no promise place of partner",
    ),
    ("lead in also", 'also = ["scc_inclusion"]', '«also = ["school"]', "lead cannot be in also"),
    ("district twice", '"NR14", "NR34"', '«"NR14", "NR33"', "NR33 is already on line"),
    ("bad district", '"CB7", "CB8"', '«"CB7", "cb8"', "first half of a postcode"),
    ("kind unknown", 'group = "transport"', '«group = "travel"', "must be one of plans, school"),
    ("ages crossed", "age_from = 11\nage_to = 18", "age_from = 11\n«age_to = 8", "below age_from"),
    ("strange brace", "NHS sees people from 11", "NHS {sees} people from 11", "not {sees}"),
    ("half a brace", "NHS sees people under 18", "NHS sees } people", "brace without its other"),
    (
        "provider without agreement",
        'standing_agreement = true\n\n[[partner]]\nkey = "jpuh"',
        '\n[[partner]]\nkey = "jpuh"',
        "standing_agreement is missing",
    ),
    ("verified, unreachable", 'telephone = "116 123"\n', "", "no way to reach it"),
    ("single brackets", "[calendar]", "«[[calendar]]", "this must be written [calendar]"),
    ("other zone", 'time_zone = "Europe/London"', '«time_zone = "Mars"', "one of Europe/London"),
    ("syntax", "hold_cap = 20", "«hold_cap 20", "this is not TOML: Expected '='"),
    ("quote left open", 'dir = "rtl"', '«dir = "rtl', "this is not TOML"),
    (
        "no address",
        'mailbox = "jpuh@suffolk.example"',
        '«mailbox = "jpuh at suffolk"',
        "mailbox must be an address such as",
    ),
    (
        "two addresses",
        'mailbox = "jpuh@suffolk.example"',
        '«mailbox = "a@suffolk.example, b@suffolk.example"',
        "mailbox must be an address such as",
    ),
    ("control character", 'name = "NSPCC"', '«name = "NS\\u0000PCC"', "control characters"),
]
ELSEWHERE = {
    "two triage": 'kind = "triage"\nparent',
    "strange brace": 'because = "This is about an autism assessment. {age} {where} There, Norfolk',
    "half a brace": 'because = "This is about an ADHD assessment. {age} {where} There, Norfolk',
    "provider without agreement": '[[partner]]\nkey = "nsft"',
    "verified, unreachable": 'verified = true\n\n[[help]]\nkey = "nspcc"',
}
"""Where a fault is told on another line than the one that was changed."""


@pytest.mark.parametrize(("what", "old", "new", "said"), PLANTED, ids=[row[0] for row in PLANTED])
def test_a_fault_is_told_with_its_own_line(what: str, old: str, new: str, said: str) -> None:
    if what in ELSEWHERE:
        text = packaged().replace(old, new)
        line = text[: text.index(ELSEWHERE[what])].count("\n") + 1
    else:
        text, line = spoilt(old, new)

    found = faults(text)

    assert any(one.line == line and said in one.sentence for one in found), (line, found)


def test_one_misspelt_key_is_one_fault_and_starts_no_others() -> None:
    text, line = spoilt('official_name = "Suffolk County Council"', '«offical_name = "SCC"')

    found = faults(text)

    assert {one.sentence.split(";")[0] for one in found} == {
        "official_name is missing",
        "nothing here is called 'offical_name'",
    }
    assert line in {one.line for one in found}


def test_a_dozen_faults_are_told_together_in_the_order_of_their_lines() -> None:
    text = packaged()
    for old, new in [
        ('"#1b4a5a"', '"teal"'),
        ('dir = "rtl"', 'dir = "up"'),
        ("valid_from = 2022-07-01", "valid_from = 1"),
        ('kind = "icb"', 'kind = "ccg"'),
        ("standing_agreement = true", 'standing_agreement = "yes"'),
        ('"IP1", "IP2", "IP3", "IP4",\n', '"IP1", 7,\n'),
    ]:
        text = text.replace(old, new)

    found = faults(text)

    assert len(found) >= 12
    assert [one.line for one in found] == sorted(one.line for one in found)


def test_a_chain_of_successors_that_comes_back_is_told_at_each_link() -> None:
    text = packaged().replace(
        'successor = ""\nverified = true\n\n[[partner]]\nkey = "nw_icb"',
        'successor = "nw_icb"\nvalid_to = 2027-01-01\nverified = true\n\n[[partner]]\n'
        'key = "nw_icb"',
    )
    text = text.replace('successor = ""', 'successor = "snee_icb"\nvalid_to = 2027-01-01')

    sentences = [one.sentence for one in faults(text)]

    assert sentences == [
        "the successors go round in a circle: snee_icb → nw_icb → snee_icb",
        "the successors go round in a circle: nw_icb → snee_icb → nw_icb",
    ]


def test_a_need_that_could_lead_nowhere_is_told_where_the_need_stands() -> None:
    text = packaged()
    last = text[text.index("[[rule]]\nrank = 9000") : text.index("# Every promise of time.")]
    text = text.replace(last, "")

    found = faults(text)

    line = text[: text.index('key = "speech_language"')].count("\n") + 1
    sentence = "no rule always fits speech_language: it could lead nowhere"
    assert Fault(line, sentence) in found
    assert not any("'hospital'" in one.sentence for one in found)


def test_a_rule_behind_one_that_always_fits_is_told_to_be_in_vain() -> None:
    text, line = spoilt(
        '[[rule]]\nrank = 9000\nlead = "triage"',
        '«[[rule]]\nrank = 8000\nneeds = ["other"]\nage_to = 3\nlead = "school"\n'
        'because = "x"\n\n[[rule]]\nrank = 9000\nlead = "triage"',
    )

    sentence = "rank 8000 can never be reached: rank 20 always fits before it"
    assert faults(text) == [Fault(line, sentence)]


def test_a_promise_left_out_is_told() -> None:
    text = packaged().replace('clock = "resolve"', 'clock = "respond"')

    sentences = [one.sentence for one in faults(text)]

    assert "concern has no promise resolve of family for all" in sentences
    assert any("is already on line" in sentence for sentence in sentences)


def test_an_empty_file_is_told_every_table_that_it_needs() -> None:
    sentences = {one.sentence for one in faults("")}

    assert {"[area] is missing", "[[partner]] is missing", "[[rule]] is missing"} <= sentences
    assert "[[closure]] is missing" not in sentences


def test_a_file_with_windows_line_ends_has_the_same_lines() -> None:
    text, line = spoilt("silence = 10", "«silence = 0")

    assert [one.line for one in faults(text.replace("\n", "\r\n"))] == [line]


def test_lines_are_not_led_astray_by_brackets_in_words_lists_and_remarks() -> None:
    text = (
        "# [[partner]]\n"
        'note = """\n'
        "[[partner]]\n"
        'key = "not this" """\n'
        "\n"
        "[[partner]] # the first\n"
        'key = "a"\n'
        "also = [ # one ]\n"
        '  "x]", # two\n'
        "\n"
        '  "y",\n'
        "]\n"
        "[[partner]]\n"
        "key = 'b'\n"
        "[partner.more]\n"
        "deep = 1\n"
    )

    lines = Lines(text)

    assert lines.of(("note",)) == 2
    assert lines.of(("partner", 0)) == 6
    assert lines.of(("partner", 0, "key")) == 7
    assert lines.of(("partner", 0, "also", 0)) == 9
    assert lines.of(("partner", 0, "also", 1)) == 11
    assert lines.of(("partner", 1, "key")) == 14
    assert lines.of(("partner", 1, "more", "deep")) == 16
    assert lines.of(("partner", 1, "absent")) == 13
    assert lines.of(("nothing",)) == 1


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(packaged()) - 1), st.sampled_from(["", "[", '"', "\n", "=", "\x00", "é"]))
def test_a_slip_of_one_character_is_read_or_told_and_never_a_crash(at: int, typed: str) -> None:
    text = packaged()[:at] + typed + packaged()[at + 1 :]

    found = [fault.line for fault in _faults_or_none(text)]

    assert all(1 <= line <= text.count("\n") + 1 for line in found)


def _faults_or_none(text: str) -> list[Fault]:
    try:
        read(text)
    except PartnershipFault as fault:
        return fault.faults
    return []


@pytest.mark.parametrize(
    "text", ["a = " + "[" * 50_000, "a = " + "9" * 5_000, "\x00", "\ud800 = 1"]
)
def test_hostile_text_is_one_plain_sentence(text: str) -> None:
    (fault,) = faults(text)

    assert fault.line == 1
    assert fault.sentence.startswith("this is not TOML")


LATE_STEP = '[[ladder]]\nstep = 2\nworking_days_late = 1\nrecipient = "manager"'
OF_TIME = [
    ("a day of 25 hours", "close = 17:00:00", "«close = 08:00:00", "from 09:00 to 08:00"),
    ("a step left out", LATE_STEP, f"«{LATE_STEP}".replace("step = 2", "step = 4"), "is 2"),
    (
        "a step that is no later",
        LATE_STEP,
        LATE_STEP.replace("_late = 1", "_late = 0"),
        "working_days_late must be more than on the step before",
    ),
    (
        "the same day without its hours",
        "cut_off = 15:00:00\n",
        "",
        "cut_off and next_by belong to same_working_day",
    ),
    ("seconds", "digests = [09:00:00,", "digests = [09:00:30,", "must be a time such as"),
]


@pytest.mark.parametrize(("old", "new", "told"), [row[1:] for row in OF_TIME],
                         ids=[row[0] for row in OF_TIME])  # fmt: skip
def test_what_a_file_says_wrongly_of_time_is_told(old: str, new: str, told: str) -> None:
    assert packaged().count(old) == 1

    found = faults(packaged().replace(old, new.replace("«", "")))

    assert any(told in one.sentence for one in found), found


def test_two_promises_of_one_rank_are_told() -> None:
    own = '[[service_level]]\nregime = "concern"\nsubject = "partner"\nclock = "accept"\n'
    again = own + 'partner = "wsft"\nrank = 100\namount = 2\nunit = "working_day"\n'
    again += 'effective_from = 2025-01-01\nbasis = "practice"\nstatus = "agreed"\nverified = true\n'

    found = faults(f"{packaged()}\n{again}")

    assert any("is already on line" in one.sentence for one in found)
    assert read(f"{packaged()}\n{again.replace('rank = 100', 'rank = 50')}")


def test_a_closure_of_a_partner_that_nobody_knows_is_told() -> None:
    closure = '\n[[closure]]\ndate = 2026-12-24\nwhy = "Moving"\npartner = "nobody"\n'

    assert any(
        "no partner is called 'nobody'" in one.sentence for one in faults(packaged() + closure)
    )
    assert (
        read(packaged() + closure.replace("nobody", "wsft")).calendar.closures[0].partner == "wsft"
    )
