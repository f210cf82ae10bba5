"""Reading a text by its meaning, with a tiny invented encoder in a folder of its own."""

import json
import math

import numpy as np
import pytest

from classifier import encoder, pipeline, word_pieces
from classifier.__main__ import main

WIDTH, INNER, LAYERS, HEADS, PLACES = 8, 16, 2, 2, 32
PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "the", "taxi", "bus", "came", "late", "plan", "help",
          "school", "never", "##s", "##ly", ".", "'", "cafe"]  # fmt: skip
LATE = ["the taxi came late", "taxis never came", "the bus came late", "the bus never came"]
PLAN = ["the plan", "help never came", "the school plan", "help in the plan"]


def invented_arrays():
    source = np.random.default_rng(7)

    def dense(name, rows, columns):
        return {f"{name}.weight": source.normal(0, 0.3, (rows, columns)),
                f"{name}.bias": source.normal(0, 0.1, rows)}  # fmt: skip

    def level(name):
        return {f"{name}.weight": np.ones(WIDTH), f"{name}.bias": np.zeros(WIDTH)}

    found = {
        "embeddings.word_embeddings.weight": source.normal(0, 1, (len(PIECES), WIDTH)),
        "embeddings.position_embeddings.weight": source.normal(0, 0.1, (PLACES, WIDTH)),
        "embeddings.token_type_embeddings.weight": source.normal(0, 0.1, (2, WIDTH)),
        **level("embeddings.LayerNorm"),
    }
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        for name in ("query", "key", "value"):
            found |= dense(f"{at}attention.self.{name}", WIDTH, WIDTH)
        found |= dense(at + "attention.output.dense", WIDTH, WIDTH)
        found |= level(at + "attention.output.LayerNorm")
        found |= dense(at + "intermediate.dense", INNER, WIDTH)
        found |= dense(at + "output.dense", WIDTH, INNER) | level(at + "output.LayerNorm")
    return {name: values.astype("<f4") for name, values in found.items()}


def write_arrays(path, arrays):
    header, body = {"__metadata__": {"format": "pt"}}, b""
    for name, values in arrays.items():
        content = values.tobytes()
        header[name] = {"dtype": "F32", "shape": list(values.shape),
                        "data_offsets": [len(body), len(body) + len(content)]}  # fmt: skip
        body += content
    head = json.dumps(header).encode()
    path.write_bytes(len(head).to_bytes(8, "little") + head + body)


@pytest.fixture
def folder(tmp_path):
    config = {"model_type": "bert", "hidden_act": "gelu", "hidden_size": WIDTH,
              "num_hidden_layers": LAYERS, "num_attention_heads": HEADS,
              "layer_norm_eps": 1e-12, "max_position_embeddings": PLACES}  # fmt: skip
    (tmp_path / encoder.CONFIG).write_text(json.dumps(config), encoding="utf-8")
    (tmp_path / encoder.VOCABULARY).write_text("\n".join(PIECES) + "\n", encoding="utf-8")
    write_arrays(tmp_path / encoder.WEIGHTS, invented_arrays())
    return tmp_path


def slowly(numbers):
    """The same vector, worked out piece by piece and number by number."""
    of = {name: values.astype(float) for name, values in invented_arrays().items()}

    def level(row):
        return [(x - np.mean(row)) / math.sqrt(np.var(row) + 1e-12) for x in row]

    def dense(row, name):
        pairs = zip(of[name + ".weight"], of[name + ".bias"], strict=True)
        return [float(np.dot(weights, row)) + bias for weights, bias in pairs]

    def look(rows, at, head):
        part = slice(head * WIDTH // HEADS, (head + 1) * WIDTH // HEADS)
        query, key, value = (
            [dense(row, f"{at}attention.self.{name}")[part] for row in rows]
            for name in ("query", "key", "value")
        )
        found = []
        for one in query:
            pulls = [math.exp(np.dot(one, other) / math.sqrt(WIDTH / HEADS)) for other in key]
            shares = [pull / sum(pulls) for pull in pulls]
            found.append(sum(s * np.array(v) for s, v in zip(shares, value, strict=True)))
        return found

    rows = [
        level(of["embeddings.word_embeddings.weight"][number]
              + of["embeddings.position_embeddings.weight"][place]
              + of["embeddings.token_type_embeddings.weight"][0])
        for place, number in enumerate(numbers)
    ]  # fmt: skip
    for layer in range(LAYERS):
        at = f"encoder.layer.{layer}."
        heads = [look(rows, at, head) for head in range(HEADS)]
        for place, row in enumerate(rows):
            seen = np.concatenate([head[place] for head in heads])
            row = level(np.add(row, dense(seen, at + "attention.output.dense")))
            inner = [x * (1 + math.erf(x / math.sqrt(2))) / 2
                     for x in dense(row, at + "intermediate.dense")]  # fmt: skip
            rows[place] = level(np.add(row, dense(inner, at + "output.dense")))
    mean = np.mean(rows, axis=0)
    return mean / np.linalg.norm(mean)


def test_a_text_is_read_in_the_pieces_that_the_encoder_knows(folder):
    known = word_pieces.read_vocabulary(folder / encoder.VOCABULARY)

    def pieces(text, most=32):
        return [PIECES[number] for number in word_pieces.numbers(text, known, most)]

    assert pieces("The TAXIS came.") == ["[CLS]", "the", "taxi", "##s", "came", ".", "[SEP]"]
    assert pieces("Café's late\u200bly") == ["[CLS]", "cafe", "'", "[UNK]", "late", "##ly", "[SEP]"]
    assert pieces("the taxi came late", 4) == ["[CLS]", "the", "taxi", "[SEP]"]
    assert pieces("s" * 101) == ["[CLS]", "[UNK]", "[SEP]"]
    assert pieces("") == ["[CLS]", "[SEP]"]


def test_a_vector_is_what_working_it_out_by_hand_gives(folder):
    one = encoder.Encoder(folder)
    known = word_pieces.read_vocabulary(folder / encoder.VOCABULARY)

    found = one.vectors(["The taxi came late.", "help", ""])

    assert found.shape == (3, WIDTH)
    for text, vector in zip(["The taxi came late.", "help", ""], found, strict=True):
        np.testing.assert_allclose(vector, slowly(word_pieces.numbers(text, known, 32)), atol=2e-5)


def test_a_text_has_the_same_vector_in_any_company(folder):
    together = encoder.Encoder(folder).vectors(LATE)

    alone = encoder.Encoder(folder).vectors(LATE[2:3])

    assert together[2].tobytes() == alone[0].tobytes()


@pytest.mark.parametrize("missing", [encoder.CONFIG, encoder.VOCABULARY, encoder.WEIGHTS])
def test_a_folder_without_one_of_its_files_is_refused_and_nothing_is_fetched(folder, missing):
    (folder / missing).unlink()

    with pytest.raises(OSError, match=missing):
        encoder.Encoder(folder)


def test_an_encoder_of_another_kind_is_refused(folder):
    config = {"model_type": "mpnet", "hidden_act": "gelu"}
    (folder / encoder.CONFIG).write_text(json.dumps(config), encoding="utf-8")

    with pytest.raises(encoder.EncoderInvalid, match="only a BERT"):
        encoder.Encoder(folder)


def test_files_that_do_not_belong_together_are_refused_before_any_text(folder):
    (folder / encoder.VOCABULARY).write_text("taxi\nbus\n", encoding="utf-8")

    with pytest.raises(encoder.EncoderInvalid, match="do not agree: '\\[CLS\\]'"):
        encoder.Encoder(folder)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04 no arrays at all", b"\x02" + bytes(7) + b"[]"]
)
def test_weights_that_are_no_safetensors_file_are_refused(folder, content):
    (folder / encoder.WEIGHTS).write_bytes(content)

    with pytest.raises(encoder.EncoderInvalid, match="no safetensors file"):
        encoder.Encoder(folder)


def test_a_benchmark_says_which_file_of_its_encoder_is_missing(capsys, folder, tmp_path):
    (folder / encoder.VOCABULARY).unlink()
    table = tmp_path / "table.csv"
    rows = [f"{n},{part},{theme},{text}" for part in ("train", "test")
            for theme, texts in (("travel", LATE), ("plan", PLAN))
            for n, text in enumerate(texts * 3)]  # fmt: skip
    table.write_text("\n".join(["id,split,themes,text", *rows]) + "\n", encoding="utf-8")

    status = main(["benchmark", str(table), "--encoder", str(folder)])

    assert status == 1
    assert encoder.VOCABULARY in capsys.readouterr().err


def test_training_with_an_encoder_adds_what_is_near_in_meaning(folder):
    texts = [*LATE, *PLAN] * 3
    labels = np.array([[1, 0]] * 4 + [[0, 1]] * 4, dtype=np.int8)
    labels = np.tile(labels, (3, 1))

    by_words = pipeline.fit(texts, labels, None)
    both = pipeline.fit(texts, labels, None, folder)
    again = pipeline.fit(texts, labels, None, folder)

    added = pipeline.margins(both, texts) - pipeline.margins(by_words, texts)
    assert added.shape == labels.shape
    assert (added[labels == 1].min()) > added[labels == 0].max()
    assert pipeline.margins(again, texts).tobytes() == pipeline.margins(both, texts).tobytes()
