"""The forward pass in NumPy, against ONNX Runtime on a graph of the same weights."""

import json
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx import TensorProto, helper, numpy_helper

from corpus.annotation.lac import products
from corpus.annotation.lac.alphabet import rows_of
from corpus.annotation.lac.network import Network, Packing
from corpus.annotation.lac.tagger import Tagger
from corpus.annotation.lac.weights import load_weights

GOLDEN = Path(__file__).parents[3] / "golden" / "tokens" / "gsd_pairs.jsonl"
SENTENCES = [
    json.loads(line)["simplified"] for line in GOLDEN.read_text(encoding="utf-8").splitlines()
]


def gru_constants(number, layer):
    """ONNX has the gates in the order z, r, h, and z weighs the old state: u is negated."""
    stacked = {"W": [], "R": [], "B": []}
    for direction in layer:
        u, r, c = np.split(direction.input, 3, axis=1)
        stacked["W"].append(np.concatenate([-u.T, r.T, c.T]))
        u, r = np.split(direction.gates, 2, axis=1)
        stacked["R"].append(np.concatenate([-u.T, r.T, direction.candidate.T]))
        u, r, c = np.split(direction.bias, 3)
        stacked["B"].append(np.concatenate([-u, r, c, np.zeros_like(direction.bias)]))
    return {f"{name}{number}": np.stack(arrays) for name, arrays in stacked.items()}


@pytest.fixture(scope="module")
def session():
    weights = load_weights()
    constants = {"E": weights.embedding, "O": weights.output, "b": weights.output_bias}
    constants["shape"] = np.array([0, 0, 256])
    nodes = [helper.make_node("Gather", ["E", "rows"], ["x0"])]
    for number, layer in enumerate(weights.layers):
        own = gru_constants(number, layer)
        constants |= own
        nodes += [
            helper.make_node(
                "GRU",
                [f"x{number}", *own, "lengths"],
                [f"y{number}"],
                direction="bidirectional",
                hidden_size=128,
                linear_before_reset=0,
            ),
            helper.make_node("Transpose", [f"y{number}"], [f"t{number}"], perm=[0, 2, 1, 3]),
            helper.make_node("Reshape", [f"t{number}", "shape"], [f"x{number + 1}"]),
        ]
    nodes.append(helper.make_node("MatMul", ["x2", "O"], ["product"]))
    nodes.append(helper.make_node("Add", ["product", "b"], ["scores"]))
    graph = helper.make_graph(
        nodes,
        "lac",
        [
            helper.make_tensor_value_info("rows", TensorProto.INT32, ["steps", "texts"]),
            helper.make_tensor_value_info("lengths", TensorProto.INT32, ["texts"]),
        ],
        [helper.make_tensor_value_info("scores", TensorProto.FLOAT, ["steps", "texts", 57])],
        [numpy_helper.from_array(np.ascontiguousarray(a), name) for name, a in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)])
    model.ir_version = 8
    onnx.checker.check_model(model)
    return onnxruntime.InferenceSession(
        model.SerializeToString(), providers=["CPUExecutionProvider"]
    )


def reference_scores(session, texts):
    lengths = np.array([len(text) for text in texts], dtype=np.int32)
    rows = np.zeros((lengths.max(), len(texts)), dtype=np.int32)
    for column, text in enumerate(texts):
        rows[: len(text), column] = rows_of([text])
    [scores] = session.run(None, {"rows": rows, "lengths": lengths})
    return [scores[:length, column] for column, length in enumerate(lengths)]


def test_scores_are_those_of_onnx_runtime(session):
    for ours, theirs in zip(
        Tagger().scores(SENTENCES), reference_scores(session, SENTENCES), strict=True
    ):
        np.testing.assert_allclose(ours, theirs, atol=1e-4)


def test_tags_are_those_of_onnx_runtime_and_plain_viterbi(session):
    weights = load_weights()
    for sentence, scores in zip(
        Tagger().tag(SENTENCES), reference_scores(session, SENTENCES), strict=True
    ):
        path = plain_viterbi(scores, weights)
        starts = [i for i, tag in enumerate(path) if not i or weights.tags[tag].endswith("-B")]
        expected = [(start, weights.tags[path[start]].partition("-")[0]) for start in starts]
        found = zip(sentence.starts, sentence.tags, strict=True)
        spaces = {i for i, character in enumerate(sentence.text) if character.isspace()}
        assert list(found) == [pair for pair in expected if pair[0] not in spaces]


def plain_viterbi(scores, weights):
    best, back = weights.start + scores[0], []
    for row in scores[1:]:
        ways = best[:, None] + weights.transitions
        back.append(ways.argmax(axis=0))
        best = ways.max(axis=0) + row
    path = [int((best + weights.end).argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return path[::-1]


def test_a_text_scores_the_same_alone_and_in_a_batch():
    alone = [Tagger().scores([text])[0] for text in SENTENCES[:10]]
    together = Tagger().scores(SENTENCES)
    for one, other in zip(alone, together, strict=False):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_a_network_used_again_forgets_what_it_computed():
    network = Network()
    rows = rows_of(["我爱北京"])
    starts, lengths = np.array([0]), np.array([4])
    first = network.scores(rows, starts, lengths)
    network.scores(rows_of(["他在镇江市科技局工作了很久"]), starts, np.array([13]))
    np.testing.assert_array_equal(network.scores(rows, starts, lengths), first)


def test_a_packing_holds_every_character_once_longest_texts_first():
    packing = Packing.of(np.array([4, 0, 7]), np.array([3, 3, 1]))
    assert packing.counts == (3, 2, 2)
    assert packing.offsets == (0, 3, 5, 7)
    assert packing.order.tolist() == [4, 0, 7, 5, 1, 6, 2]


@pytest.mark.parametrize("backward", [False, True])
def test_chunks_cover_all_steps_in_the_direction_asked_for(backward):
    packing = Packing.of(np.array([0, 9]), np.array([9, 4]))
    chunks = list(packing.chunks(3, backward=backward))
    steps = [step for chunk in chunks for step in chunk]
    assert steps == sorted(range(9), reverse=backward)
    assert all(len(chunk) == 1 or sum(packing.counts[s] for s in chunk) <= 3 for chunk in chunks)


def test_inputs_of_characters_are_right_however_many_were_met():
    """Places are filled, kept, forgotten and more are made; what stands in them is the product."""
    tables = products.InputTables(places=4)
    weights, layer = load_weights(), products.layers()[0]
    for rows in ([5, 7, 5], [7, 9, 8], [1, 2], [3, 4, 5, 6, 7, 8], [8, 3]):
        places = tables.places(np.array(rows, dtype=np.uint16))
        for table, direction in zip(tables.tables, layer, strict=True):
            expected = weights.embedding[rows] @ direction.input + direction.bias
            found = table[:, places].transpose(1, 0, 2).reshape(len(rows), -1)
            np.testing.assert_allclose(found, expected, atol=1e-5)
