import numpy as np

from classifier.__main__ import main
from classifier.artefact import FOLDER
from classifier.evaluate import evaluate, macro_f1, micro_f1
from classifier.model import load


def test_the_kept_report_is_the_one_that_the_kept_model_gives():
    assert (FOLDER / "REPORT.md").read_text(encoding="utf-8") == evaluate(load())


def test_f1_by_hand():
    truth = np.array([[1, 0], [1, 1], [0, 0]], dtype=bool)
    chosen = np.array([[1, 0], [0, 1], [0, 1]], dtype=bool)

    assert round(micro_f1(truth, chosen), 4) == 0.6667
    assert round(macro_f1(truth, chosen), 4) == 0.6667


def test_explain_names_the_theme_its_words_and_a_danger(capsys):
    status = main(["explain", "The taxi never came again and now he wants to die."])

    shown = capsys.readouterr().out
    assert status == 0
    assert "transport (likely): " in shown
    assert "taxi" in shown
    assert "self_harm: wants to die" in shown


def test_a_missing_model_is_one_line_and_status_1(capsys, tmp_path):
    status = main(["--model", str(tmp_path), "explain", "anything"])

    assert status == 1
    assert capsys.readouterr().err.count("\n") == 1
