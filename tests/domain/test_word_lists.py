"""The six lists of words: plain, apart from one another, and never changed."""

import hashlib
from collections import defaultdict

import pytest

from portal.domain import code_words
from portal.domain.code_words import LANGUAGES, changes, fold

MISHEARD = """
bare bear beach beech blue blew board bored brake break bread bred buy by cell sell cereal serial
cheap cheep coarse course dear deer die dye fair fare feat feet fir fur flea flee flour flower
grate great hair hare heal heel hear here heard herd hoarse horse hole whole hour our key quay knead
need knight night knot not know no leak leek made maid mail male main mane meat meet medal meddle
missed mist moor more one won pail pale pair pear pause paws peace piece plain plane plum plumb
rain reign read reed right write road rode role roll root route rose rows sail sale scene seen sea
see seam seem sew so sow soar sore sole soul some sum son sun stair stare stake steak stalk
stork steal steel storey story tail tale tea tee their there threw through thyme time tide tied toe
tow two too wail whale waist waste wait weight way weigh weak week weather whether which witch wood
would
"""

HARSH = """
abuse angry attack blood bomb bullet cancer chapel church cruel cry damage dead death demon devil
die disease divorce drown drug enemy evil fear fight fire ghost god grave grief gun hate hell hit
hurt ill injury jail kill knife lonely lost mad mosque murder pain party pill poison police politics
pray prison punch sad scar scream shame shoot shot sick slap smack stab steal stupid suicide sword
temple terror torture toxic ugly victim violent vote war weapon whip wound wrong
"""

NOT_FOR_FAMILIES = {
    "pl": """śmierć trup krew wojna broń nóż pistolet bomba kara więzienie diabeł piekło głupi gruby
        idiota kurwa dupa świnia krowa baran osioł strach wróg piwo wino wódka kościół ksiądz""",
    "ro": """moarte cadavru sânge război armă cuțit pistol bombă pedeapsă închisoare drac iad prost
        gras idiot curvă cur porc vacă măgar frică dușman bere vin rachiu biserică preot""",
    "lt": """mirtis lavonas kraujas karas ginklas peilis pistoletas bomba bausmė kalėjimas velnias
        pragaras kvailas storas idiotas kurva kiaulė karvelis asilas baimė priešas alus vynas
        degtinė bažnyčia kunigas""",
    "pt": """morte cadáver sangue guerra arma faca pistola bomba castigo prisão diabo inferno burro
        gordo idiota puta porco vaca medo inimigo cerveja vinho aguardente igreja padre""",
    "ar": """موت جثة دم حرب سلاح سكين مسدس قنبلة عقاب سجن شيطان جهنم غبي سمين أحمق كلب خنزير بقرة
        حمار خوف عدو خمر مسجد كنيسة قس""",
}
"""Words that somebody might have thought of: death, war, insult, drink, faith."""

SCRIPTS = {
    "en": "abcdefghijklmnopqrstuvwxyz",
    "pl": "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
    "ro": "aăâbcdefghiîjklmnopqrsștțuvwxyz",
    "lt": "aąbcčdeęėfghiįyjklmnoprsšštuųūvzž",
    "pt": "aáâãàbcçdeéêfghiíjklmnoóôõpqrstuúvxz",
    "ar": "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي",
}

FROZEN = {
    "en": "2413af06a39c00c9dc5edd305c128618f4a7cb43325d99782479cafe113b7567",
    "pl": "d8d6dbfa9df4e7d823bde85c923e9bf94f7cde881eb498b562b031812aea4751",
    "ro": "def4e24490573dcd896b734deedb6d8b13abfa3946e74aef5afae9f1527fadc2",
    "lt": "23e07870cb2f165f9278b83633ca822c4613f5d8b89f6aa1bef8b83d43c20ccd",
    "pt": "62eaf574b7fa69d73efb11beb88376edea328b035be9d03b2b748418c0964a87",
    "ar": "a03a66d96b4d7d9d6413b702f9af75a0dc60b822971f3b85fd4f4279ed68cc8d",
}
"""SHA-256 of each list: families have its words on paper, so that it can never change."""


SHORT_WITH_ENDING = 5
"""Letters up to which one word may begin with another that it does not come from: ski, skirt."""


def one_edit_patterns(word: str) -> set[str]:
    """Words one edit apart share a pattern: a letter hidden, or a gap where one could stand."""
    hidden = {f"{word[:at]}*{word[at + 1 :]}" for at in range(len(word))}
    return hidden | {f"{word[:at]}*{word[at:]}" for at in range(len(word) + 1)}


def plain(language: str) -> list[str]:
    return [fold(word) for word in code_words.word_list(language)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_has_2048_words_each_once_however_it_is_typed(language: str) -> None:
    assert len(code_words.word_list(language)) == 2048
    assert len(set(plain(language))) == 2048


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_is_in_the_order_of_its_plain_letters(language: str) -> None:
    assert plain(language) == sorted(plain(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_three_to_eight_letters_of_its_own_language(language: str) -> None:
    words = code_words.word_list(language)

    assert [word for word in words if set(word) - set(SCRIPTS[language])] == []
    assert [word for word in (*words, *plain(language)) if not 3 <= len(word) <= 8] == []
    assert all(word.isalpha() for word in plain(language))


@pytest.mark.parametrize("twin", ["stone", "stoned", "tone", "store"])
def test_words_one_edit_apart_share_a_pattern(twin: str) -> None:
    assert one_edit_patterns("stone") & one_edit_patterns(twin)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_are_one_letter_apart(language: str) -> None:
    owner: dict[str, str] = {}
    twins = [
        (owner[pattern], word)
        for word in plain(language)
        for pattern in one_edit_patterns(word)
        if owner.setdefault(pattern, word) != word
    ]

    assert twins == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_words_differ_by_two_neighbours_that_changed_places(language: str) -> None:
    words = set(plain(language))
    swapped = [
        (word, other)
        for word in words
        for at in range(len(word) - 1)
        if (other := word[:at] + word[at + 1] + word[at] + word[at + 2 :]) in words
        and other != word
    ]

    assert swapped == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_another_with_an_ending(language: str) -> None:
    """ "House" and "houses", or "dom" and "domek": one of them is enough."""
    words = set(plain(language))

    assert [
        word for word in words if {word[:-1], word[:-2]} & words and len(word) > SHORT_WITH_ENDING
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_long_words_differ_in_their_endings_alone(language: str) -> None:
    """ "Pączek" and "pączki" are one word to whoever writes it down."""
    stems: dict[str, list[str]] = defaultdict(list)
    for word in plain(language):
        stems[word[:3]].append(word)
    kin = [
        (one, other)
        for words in stems.values()
        for one in words
        for other in words
        if one < other
        and (longer := max(len(one), len(other))) > SHORT_WITH_ENDING
        and one[: longer - 2] == other[: longer - 2]
    ]

    assert kin == []


def test_the_first_four_letters_tell_every_english_word_from_the_others() -> None:
    assert len({word[:4] for word in code_words.word_list("en")}) == 2048


def test_no_english_word_is_harsh_or_sounds_like_another() -> None:
    assert set(code_words.word_list("en")).isdisjoint([*MISHEARD.split(), *HARSH.split()])


@pytest.mark.parametrize("language", sorted(NOT_FOR_FAMILIES))
def test_no_word_frightens_or_offends(language: str) -> None:
    assert set(plain(language)).isdisjoint(map(fold, NOT_FOR_FAMILIES[language].split()))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_list_never_changes(language: str) -> None:
    words = "\n".join(code_words.word_list(language))

    assert hashlib.sha256(words.encode()).hexdigest() == FROZEN[language]


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [
        ("house", "house", 0),
        ("hause", "house", 1),
        ("huose", "house", 1),
        ("hous", "house", 1),
        ("houses", "house", 1),
        ("", "tree", 4),
        ("kitten", "sitting", 3),
    ],
)
def test_how_far_apart_two_words_are(one: str, other: str, far: int) -> None:
    assert changes(one, other) == changes(other, one) == far
