"""The 8-bit backend of the extra ``onnx``."""

import json
import sys
import threading
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from corpus.annotation.lac import Tagger
from corpus.annotation.lac.onnx import product_graph, quantised
from corpus.errors import MissingExtraError

GOLDEN = Path(__file__).parents[3] / "golden" / "tokens" / "gsd_pairs.jsonl"
SENTENCES = [
    json.loads(line)["simplified"] for line in GOLDEN.read_text(encoding="utf-8").splitlines()
]


def matrices(seed=0):
    generator = np.random.default_rng(seed)
    return (
        generator.normal(size=(7, 128)).astype(np.float32),
        generator.normal(size=(128, 300)).astype(np.float32),
        generator.normal(size=300).astype(np.float32),
    )


def test_the_graph_written_by_hand_is_valid_onnx():
    _, weights, bias = matrices()
    model = onnx.load_model_from_string(product_graph(weights, bias, 4.0))
    onnx.checker.check_model(model)
    constants = {t.name: onnx.numpy_helper.to_array(t) for t in model.graph.initializer}
    numbers, scales = quantised(weights)
    np.testing.assert_array_equal(constants["B"], numbers)
    np.testing.assert_array_equal(constants["S"], scales)
    np.testing.assert_array_equal(constants["C"], bias)


def test_the_graph_multiplies_within_the_error_of_its_rounding():
    left, weights, bias = matrices()
    reach = float(np.abs(left).max())
    session = onnxruntime.InferenceSession(
        product_graph(weights, bias, reach), providers=["CPUExecutionProvider"]
    )
    [result] = session.run(None, {"A": left})
    exact = left @ weights + bias
    assert np.abs(result - exact).max() < 0.05 * np.abs(exact).max()
    assert np.corrcoef(result.ravel(), exact.ravel())[0, 1] > 0.999


def test_quantised_weights_stay_in_seven_bits_and_columns_of_zeros_are_zero():
    numbers, scales = quantised(np.array([[3.0, 0.0], [-3.0, 0.0]], dtype=np.float32))
    assert numbers.tolist() == [[64, 0], [-64, 0]]
    assert np.isfinite(scales).all()


def test_words_are_nearly_all_the_same_as_in_float32():
    plain, fast = Tagger().tag(SENTENCES), Tagger(backend="onnx").tag(SENTENCES)
    same = total = 0
    for one, other in zip(plain, fast, strict=True):
        words = set(zip(one.starts, one.ends, one.tags, strict=True))
        same += len(words & set(zip(other.starts, other.ends, other.tags, strict=True)))
        total += len(words)
    assert same / total > 0.99


def test_a_sentence_scores_alone_as_among_others():
    """Its neighbours in a batch, which differ from run to run, change nothing that counts."""
    tagger = Tagger(backend="onnx")
    together = tagger.scores(SENTENCES[:50])
    for sentence, scores in zip(SENTENCES, together, strict=False):
        [alone] = tagger.scores([sentence])
        np.testing.assert_allclose(alone, scores, atol=1e-4)


def test_layers_say_which_backend_made_them():
    assert (Tagger().source, Tagger(backend="onnx").source) == ("lac-small", "lac-small int8")


def test_a_missing_onnx_runtime_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    monkeypatch.setattr("corpus.annotation.lac.tagger._local", threading.local())
    with pytest.raises(MissingExtraError, match=r"onnx"):
        Tagger(backend="onnx")
