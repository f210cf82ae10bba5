import string
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from classifier.redact import KINDS, redact
from classifier.redact_evaluate import read_inline

DEVELOPMENT = read_inline()
PIECES = st.sampled_from(
    [row.text for row in DEVELOPMENT]
    + [
        "[name]",
        "[place] ",
        "🙂",
        "e\u0301",
        "Will ",
        " may ",
        "St ",
        "12",
        "@",
        ".",
        "\n",
        "İ",
        "ﬁ",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=5).map("".join)

EVERYDAY = """
    EHCP CAMHS SENDIASS Suffolk Monday Easter Ofsted Makaton ADHD English Maths Minecraft
    Lego Zoom Tourette's Melatonin Ipswich Lowestoft Felixstowe Norwich
    """
ALSO_NAMES = """
    Grace Mark Summer Joy Hope Dawn Faith Rose Jack Bill Rich Sunny Iris Autumn Robin
    Olive Daisy Heather Frank Pat Sue Rob Don Gene Penny Ivy Holly Charity Will
    """


def kinds(text):
    return [(span.kind, span.words) for span in redact(text).spans]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Will hates maths, and Mrs Okafor knows.", "[name] hates maths, and [name] knows."),
        ("will she get a place in the summer", "will she get a place in the summer"),
        ("my son will hates maths", "my son [name] hates maths"),
        ("WE LIVE IN LEISTON NOT IPSWICH", "WE LIVE IN [place] NOT IPSWICH"),
        ("He is at Kelsale Primary now.", "He is at [school] now."),
        ("The high school in Leiston refused.", "[school] refused."),
        ("They moved him to The Ferry.", "They moved him to [school]."),
        ("The SENCO at Fernbrook Primary left.", "The [job] left."),
        ("The SENCO never replies.", "The SENCO never replies."),
        ("our educational psychologist for Newmarket", "our [job]"),
        ("In Brandon we speak Portuguese.", "In [language_place]."),
        ("We are the only Lithuanian-speaking family in Eye.", "We are [language_place]."),
        ("born on 3rd of June 2013", "born on [birth]"),
        ("the meeting of 3rd of June 2013", "the meeting of 3rd of June 2013"),
        ("Write to jo@example.org or @jo_mum.", "Write to [email] or [handle]."),
        ("It is on www.gov.uk, not https://example.org/x.", "It is on www.gov.uk, not [link]."),
        ("i told jasmine the taxi was coming", "i told [name] the taxi was coming"),
        ("14 Station Road, IP17 9ZZ", "[address], [postcode]"),
        ("my case number is SEN-2024-01932", "my case number is [reference]"),
    ],
)
def test_what_tells_who_is_meant_goes_and_the_rest_stays(text, shown):
    assert redact(text).text == shown


@pytest.mark.parametrize("number", ["9990000018", "999 000 0018", "999-000-0018", "99 90 00 00 18"])
def test_an_nhs_number_goes_in_any_spacing(number):
    assert kinds(f"it is {number} I think") == [("nhs", number)]


def test_ten_digits_that_fail_the_check_go_only_where_the_words_are_personal():
    assert kinds("her hospital number is 9990000019") == [("number", "9990000019")]
    assert kinds("they counted 9990000019 grains") == []


@pytest.mark.parametrize(
    "line", ["Childline 0800 1111", "NHS 111 or 999", "Samaritans 116 123", "text SHOUT to 85258",
             "Customer First on 0808 800 4005", "ask Contact or IPSEA", "infolink.suffolk.gov.uk"],
)  # fmt: skip
def test_what_helps_everybody_stays(line):
    assert redact(line).text == line


@pytest.mark.parametrize(
    "word",
    EVERYDAY.split(),
)
def test_the_words_of_every_family_stay(word):
    assert redact(f"We asked about {word} again.").spans == ()


@pytest.mark.parametrize(
    "name",
    ALSO_NAMES.split(),
)
def test_a_word_that_is_a_name_goes_where_a_person_is_meant(name):
    assert (
        redact(f"My cousin {name} waited two years.").text == "My cousin [name] waited two years."
    )
    assert redact(f"Yesterday {name} said so.").text == "Yesterday [name] said so."


@given(TEXTS)
def test_spans_are_in_order_apart_and_where_they_say(text):
    done, past = redact(text), 0
    for span in done.spans:
        assert past <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.words
        assert span.kind in KINDS
        past = span.end


@given(TEXTS)
def test_the_marked_text_is_the_text_with_its_spans_replaced(text):
    done, built, past = redact(text), "", 0
    for span in done.spans:
        built += text[past : span.start] + f"[{span.kind}]"
        past = span.end

    assert done.text == built + text[past:]


@given(TEXTS)
def test_marking_again_changes_nothing(text):
    once = redact(text).text

    assert redact(once).text == once


def test_places_are_counted_in_the_original_with_emoji_and_combining_signs():
    text = "🙂👩‍👧 Zoe\u0308 Nowak lives in Leiston 🙂"

    assert [(text[s.start : s.end], s.kind) for s in redact(text).spans] == [
        ("Zoe\u0308 Nowak", "name"), ("Leiston", "place"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "part",
    ["a", "1", "1 ", "a.", "@", "Will and ", "St ", "the ", "[name]", "a-", "Of ", "dob ", "www.",
     "case ref ", "the school in Leiston ", "Polish ", "Leiston ", "a'", "0 7", "u/", " at dot "],
)  # fmt: skip
def test_no_text_makes_it_go_round_for_ever(part):
    # This measures nothing: it only ends what would never end.
    read = (
        "import resource; from classifier.redact import redact;"
        "resource.setrlimit(resource.RLIMIT_CPU, (30, 30));"
        f"redact({part!r} * (40_000 // {len(part)})); print('read')"
    )

    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True)

    assert (done.returncode, done.stdout) == (0, "read\n"), done.stderr


@pytest.mark.parametrize("text", ["", " ", "\x00", "\ud800", "...", "🙂", string.punctuation])
def test_nothing_is_marked_in_nothing(text):
    assert redact(text).spans == ()


def test_it_brings_no_heavy_library_along():
    heavy = "{'numpy', 'sklearn', 'nltk', 'scipy', 'regex'}"
    code = (
        "import sys; from classifier.redact import redact;"
        f"print(len(redact('Ask Mrs Okafor').spans), sorted(set(sys.modules) & {heavy}))"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "1 []"
