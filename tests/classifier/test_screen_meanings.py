"""One meaning in every language and many words; what looks like it and is not; no cover for it."""

import pytest

from classifier import screen
from classifier.screen_rules import RuleInvalid, parse

WANTS_TO_BE_GONE = """
he says he just wants to disappear
nobody would miss me if I was gone
who is going to look after the cat when I'm gone
chcę zniknąć i nigdy nie wrócić
lepiej by wam było beze mnie
vreau să dispar
ar fi mai bine fără mine
noriu dingti visam laikui
be manęs jums būtų lengviau
ela diz que quer sumir
todos ficavam melhor sem mim
بدي أختفي وارتاح
نفسي اموت وارتاح
3ayez amoot
""".strip().splitlines()

A_FALL_THAT_CANNOT_BE = """
She told me it was the stairs again, and they have no stairs
Mówi, że spadła ze schodów, a mieszkają na parterze
Zice că a căzut pe scări, dar nu au scări
Sako, kad nukrito nuo dviračio, bet dviračio neturi
Dizem que caiu da cama, mas sempre a mesma coisa
تقول وقعت من الدرج وبيتهم ما فيه درج
""".strip().splitlines()

PARCELS_AND_DEBTS = """
they gave him twenty pounds to take a package to a man
she owes them money and they know where we live
każą mu nosić paczki dla starszych chłopaków
îl pun să ducă pachete la niște băieți
verčia jį nešti siuntas vyresniems vaikinams
mandam-no levar pacotes a uns homens
بيخلوه يوصل طرود لشباب كبار
""".strip().splitlines()

GUARDING_A_DOOR = """
he sleeps in front of mum's door so nobody can get in
śpi pod drzwiami mamy, żeby tata nie wszedł
doarme la ușa mamei ca să nu intre tata
miega prie mamos durų, kad tėtis neįeitų
dorme à porta da mãe para o pai não entrar
ينام عند باب أمه حتى لا يدخل عليها أبوه
""".strip().splitlines()

ORDINARY = """
He came out of swimming absolutely starving and had two dinners
Wrócił z basenu głodny jak wilk
Vine rupt de foame de la înot
Po baseino buvo alkanas kaip vilkas
Cheguei da natação morto de fome
رجع من المسبح ميت جوع
mum is gonna kill me, I forgot my bus pass lol
mama mnie zabije haha, zapomniałam karty
mama mane užmuš haha, pamiršau bilietą
she was never hit by anyone
Autobuzul nu a venit azi
Autobusas šiandien neatvažiavo
O autocarro não veio hoje
الباص ما جاء اليوم
""".strip().splitlines()

DANGER_IN_THE_CLOTHES_OF_AN_IDIOM = """
he is going to kill me if I tell anyone
tata mnie zabije, jak komuś powiem
mă omoară tata dacă spun
tėtis mane užmuš, jei pasakysiu
o meu pai mata-me se eu contar a alguém
she cut herself with a knife
my husband broke my arm in the kitchen
they asked about suicide and she said she wants to die
se ascunde în dulap când tata țipă și o bate pe mama
attempted suicide last week
""".strip().splitlines()


@pytest.mark.parametrize(
    "text", [*WANTS_TO_BE_GONE, *A_FALL_THAT_CANNOT_BE, *PARCELS_AND_DEBTS, *GUARDING_A_DOOR]
)
def test_a_meaning_is_seen_whatever_the_words_and_the_language(text):
    assert screen.look(text)


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_day_is_left_alone(text):
    assert screen.look(text) == ()


@pytest.mark.parametrize("text", DANGER_IN_THE_CLOTHES_OF_AN_IDIOM)
def test_a_harmless_phrase_is_no_cover_for_danger(text):
    assert screen.look(text)


def document(phrase, pairs=""):
    return {
        "lists": {"nobody": "nobody no_one"}, "danger": {"x": phrase},
        "harmless": {"phrases": ""}, "words": {"pairs": pairs},
    }  # fmt: skip


@pytest.mark.parametrize("phrase", ["nobody|no_one|noone cares", "<nobody> cares"])
def test_an_alternative_may_hold_two_words(phrase):
    found = parse(document(phrase)).danger

    assert list(found.find(["no", "one", "cares"])) == [(0, 3, "x en")]
    assert list(found.find(["nobody", "cares"])) == [(0, 2, "x en")]
    assert list(found.find(["nobody", "one", "cares"])) == []


def test_an_alternative_of_two_words_that_was_torn_in_two_is_refused():
    with pytest.raises(RuleInvalid, match="no_one"):
        parse(document("nobody|no one|noone cares", pairs="no_one"))


def test_an_alternative_of_nothing_is_refused():
    with pytest.raises(RuleInvalid, match="nothing"):
        parse(document("kicks|hits| me"))
