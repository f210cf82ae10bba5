import shutil
import subprocess
import sys

import numpy as np
import pytest

from classifier import corpus, model, pipeline, taxonomy, train
from classifier.artefact import FOLDER
from classifier.card import CARD
from classifier.porter import stem


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    folder = tmp_path_factory.mktemp("model")
    return folder, train.train(folder)


@pytest.fixture(scope="module")
def shipped():
    return model.load()


def test_our_scores_are_those_of_the_fitted_pipeline(trained):
    folder, fitted = trained
    loaded = model.load(folder)
    rows = corpus.read_examples()[::5] + corpus.read_examples(corpus.FROZEN_THEMES)
    texts = [row.text for row in rows] + ["Nobody ringâ€™s back about the taxi", "½ ﬁne"]

    ours = np.array([loaded.margins(text) for text in texts])

    assert ours.std() > 0.5
    np.testing.assert_allclose(ours, pipeline.margins(fitted, texts), atol=1e-3)


def test_the_same_texts_give_the_same_bytes_as_those_shipped(trained):
    made = {path.name: path.read_bytes() for path in trained[0].iterdir()}
    kept = {p.name: p.read_bytes() for p in FOLDER.iterdir() if p.name != CARD}

    assert len(made) == 7
    assert made == kept


def test_the_model_stays_small():
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 6_000_000


def test_our_stems_are_those_of_nltk():
    rows = corpus.read_examples() + corpus.read_examples(corpus.FROZEN_THEMES)
    words = {word for row in rows for word in pipeline.words(row.text)}
    words |= {"relational", "hopping", "skies", "dying", "vietnamization", "feed", "agreed", "yyy"}

    assert len(words) > 1500
    assert {word: stem(word) for word in words} == {w: pipeline.nltk_stem(w) for w in words}


def test_scoring_never_imports_scikit_learn_or_nltk():
    code = (
        "import sys, classifier.model as m; m.load().suggest('No reply from the speech therapist');"
        "print(sorted({n.split('.')[0] for n in sys.modules} & {'sklearn', 'nltk', 'scipy'}),"
        "'numpy' in sys.modules)"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[] True"


@pytest.mark.parametrize("name", ["weights.npy", "cuts.json", "terms.json"])
def test_a_changed_file_is_refused_by_name(tmp_path, name):
    shutil.copytree(FOLDER, tmp_path / "model")
    path = tmp_path / "model" / name
    path.write_bytes(path.read_bytes()[:-1] + b"#")

    with pytest.raises(model.ModelDamaged, match=name):
        model.load(tmp_path / "model")


def test_an_untouched_copy_loads(tmp_path, shipped):
    shutil.copytree(FOLDER, tmp_path / "model")

    assert model.load(tmp_path / "model").version == shipped.version


@pytest.mark.parametrize(
    "manifest", [None, b"", b"{}", b"[1]", b"\xff\x00", b'{"format": 9}', b"[" * 99_999]
)
def test_a_missing_or_broken_manifest_is_refused(tmp_path, manifest):
    if manifest is not None:
        (tmp_path / "manifest.json").write_bytes(manifest)

    with pytest.raises(model.ModelDamaged):
        model.load(tmp_path)


def test_a_wait_for_speech_therapy_is_therapies_with_the_words_that_say_so(shipped):
    text = "We have waited fourteen months for Speech Therapy and he still has no words."

    read = shipped.suggest(text)

    assert read.items[0].theme == "therapies"
    assert read.items[0].band == model.LIKELY
    assert "Speech Therapy" in read.items[0].words
    assert not read.unsure
    assert read.version == shipped.version


def test_every_suggestion_quotes_words_that_stand_in_the_text(shipped):
    rows = corpus.read_examples(corpus.FROZEN_THEMES)
    found = [(row.text, item) for row in rows for item in shipped.suggest(row.text).items]

    assert len(found) > 100
    assert all(item.words for _, item in found)
    assert all(words in text for text, item in found for words in item.words)
    assert {item.band for _, item in found} == {model.LIKELY, model.POSSIBLE}
    assert all(
        text[a:b] == words
        for text, item in found
        for (a, b), words in zip(item.spans, item.words, strict=True)
    )
    assert {item.theme for _, item in found} <= {theme.key for theme in taxonomy.themes()}


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "no_words"),
        ("?!? …", "no_words"),
        ("no reply", "language_unsure"),
        ("Mój syn od dwóch lat czeka na miejsce w szkole i nikt nie odpowiada", "language"),
        ("انتظرنا سنتين من أجل موعد التقييم في المدرسة", "language"),
        ("The brown bin was not emptied again and the lid is cracked.", "nothing_fits"),
    ],
)
def test_unsure_is_an_answer_and_says_why(shipped, text, reason):
    read = shipped.suggest(text)

    assert (read.items, read.unsure, read.reason) == ((), True, reason)


@pytest.mark.parametrize("text", ["\ud800" * 40, "\x00" * 9, "a" * 100_000, "ﷺ" * 500, "½ " * 900])
def test_strange_texts_are_read_without_a_fault(shipped, text):
    assert shipped.suggest(text).unsure


def test_full_width_letters_and_hidden_characters_change_no_score(shipped):
    plain = shipped.scores("The taxi never came")
    disguised = shipped.scores("Ｔｈｅ ta\u200bxi never came")

    np.testing.assert_allclose(plain, disguised)


def test_a_long_text_points_at_the_sentence_that_speaks_for_its_theme(shipped):
    text = "School is fine. The taxi was late again and the driver was new. We like the music."

    (travel,) = [one for one in shipped.suggest(text).items if one.theme == "transport"]

    assert text[slice(*travel.sentence)] == "The taxi was late again and the driver was new."


def test_garbled_words_are_read_and_shown_as_they_came(shipped):
    text = "The taxi didnâ€™t come, the driver wasnâ€™t told and the school run is a mess."

    read = shipped.suggest(text)

    assert "transport" in {one.theme for one in read.items}
    assert all(text[a:b] for one in (*read.items, *read.near) for a, b in one.spans)


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Our SENCO is brilliant and so kind to him, thank you", "positive"),
        ("They ignored us again and nobody has rung back, it is awful", "negative"),
    ],
)
def test_the_stance_is_told_with_the_themes(shipped, text, stance):
    assert shipped.suggest(text).stance == stance


def test_what_is_too_close_to_call_is_left_to_the_reviewer_and_is_no_suggestion(shipped):
    reads = [shipped.suggest(row.text) for row in corpus.read_examples(corpus.FROZEN_THEMES)]
    near = [one for read in reads for one in read.near]

    assert near
    assert {one.band for one in near} == {model.REVIEWER}
    assert all(not {o.theme for o in r.near} & {o.theme for o in r.items} for r in reads)


def test_a_long_garbled_text_is_mended_word_by_word_with_every_place_known():
    text = "The school donâ€™t answer and itâ€™s late. " * 400

    # Ends what would take minutes; how long it takes is not measured here.
    read = (
        "import resource, sys; from classifier.repair import mend;"
        "resource.setrlimit(resource.RLIMIT_CPU, (10, 10)); mended = mend(sys.stdin.read());"
        "start = mended.text.rindex('it’s'); print(*mended.span(start, start + 4))"
    )
    done = subprocess.run(
        [sys.executable, "-c", read], input=text, capture_output=True, text=True, encoding="utf-8"
    )

    assert done.returncode == 0
    start, end = map(int, done.stdout.split())
    assert text[start:end] == "itâ€™s"
