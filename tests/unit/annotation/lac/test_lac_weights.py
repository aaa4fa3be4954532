"""Reading the LAC network's files, and which characters they were trained on."""

import struct

import numpy as np
import pytest

from corpus.annotation.lac.alphabet import character_rows, rows_of
from corpus.annotation.lac.weights import load_weights, read_tensor
from corpus.errors import LexiconError


def test_shapes_are_those_of_the_published_network():
    weights = load_weights()
    assert weights.embedding.shape == (20941, 128)
    assert [d.input.shape for pair in weights.layers for d in pair] == [
        (128, 384),
        (128, 384),
        (256, 384),
        (256, 384),
    ]
    assert weights.transitions.shape == (57, 57)
    assert len(weights.tags) == 57


def test_weights_are_read_once_and_cannot_be_written():
    assert load_weights() is load_weights()
    with pytest.raises(ValueError, match="read-only"):
        load_weights().embedding[0, 0] = 1.0


def test_jieba_is_not_imported():
    import subprocess
    import sys

    code = (
        "import sys; from corpus.annotation.lac import Tagger; Tagger().tag(['我爱北京']); "
        "from corpus.annotation.tokens import tokenize; tokenize('我爱北京'); "
        "import logging; "
        "assert 'jieba' not in sys.modules; "
        "assert 'jieba' not in logging.Logger.manager.loggerDict"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"short",
        struct.pack("<IQIi", 1, 0, 0, 0),
        struct.pack("<IQIi", 0, 0, 0, 99),
        struct.pack("<IQIi", 0, 0, 0, 4) + bytes([8, 5, 16, 2]) + bytes(4),
        struct.pack("<IQIi", 0, 0, 0, 4) + bytes([8, 6, 16, 1]) + bytes(4),
    ],
    ids=["empty", "short", "version", "description", "cut short", "not float32"],
)
def test_a_damaged_tensor_is_an_error_that_names_the_file(data):
    with pytest.raises(LexiconError, match="word_emb"):
        read_tensor(data, source="word_emb")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        *[("，", ","), ("。", "."), ("、", ","), ("“", '"'), ("』", '"'), ("Ａ", "a")],
        *[("１", "1"), ("％", "%"), ("—", "-"), ("…", "."), ("（", "("), ("Z", "z"), ("北", "北")],
    ],
)
def test_untrained_characters_are_read_as_their_trained_relatives(written, read):
    assert rows_of([written]).tolist() == [load_weights().characters[read]]


@pytest.mark.parametrize("character", ["\ud800", "😀", "𠀀", "\x00", " ", "\U0010ffff", "㐀"])
def test_every_other_character_is_unknown_and_counts_as_one(character):
    assert rows_of(["我", character]).tolist()[1:] == [load_weights().unknown]


def test_no_character_is_read_as_an_untrained_row():
    assert load_weights().trained[np.unique(character_rows())].all()
