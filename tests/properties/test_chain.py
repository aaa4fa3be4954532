"""From a damaged dump to converted articles: what holds at every step of the way."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus import CONFIGS, Alignment, Corpus, Layer, Span
from corpus.annotation.options import LAYERS

GOLDEN = Path(__file__).parents[1] / "golden" / "parsing"
REAL = [
    piece
    for name in ("articles_hans.txt", "articles_hant.txt")
    for piece in (GOLDEN / name).read_text(encoding="utf-8").split("\n\n")
    if 40 < len(piece) < 600
]
ODD = st.sampled_from(
    [
        *"“”「」《》（）、。：\n\r\f\x85\u2028\u200b\ufeff\u00a0\u3000😀\U00020000",
        *("\r\n", "\n\n　　", "— 3 —\n", "\n问：", "\n答：", "一是", "2到\n3个", "未来\n三天"),
        *("新华社北京5月29日电（记者王小明）", "互联网", "他说：“", "局长王伟", "e\u0301"),
    ]
)


@st.composite
def dumps(draw):
    """Draw real paragraphs with odd characters and words put in anywhere."""
    text = "\n".join(draw(st.lists(st.sampled_from(REAL), min_size=1, max_size=3)))
    for piece in draw(st.lists(ODD, max_size=6)):
        at = draw(st.integers(0, len(text)))
        text = text[:at] + piece + text[at:]
    return text


def assert_as_if_checked(article):
    """Layers and alignments that were made unchecked pass the checks, and are the same."""
    for layer in article.layers.values():
        made = Layer(
            layer.text, layer.item, layer.starts, layer.ends, layer.columns, source=layer.source
        )
        assert made == layer
        assert all(article.text[item.start : item.end] == item.text for item in layer)
    for alignment in (article.raw_alignment, article.original_alignment):
        if alignment is not None:
            lengths = (alignment.source_length, alignment.target_length)
            assert Alignment.from_columns(*lengths, *alignment.columns) == alignment


@settings(max_examples=20, deadline=None)
@given(dumps(), st.sampled_from(CONFIGS))
def test_every_step_keeps_offsets_and_loses_nothing(raw, config):
    """Parsing, annotation, conversion and JSON Lines."""
    parsed = corpus.parse(raw)
    assert all(stretch.kind != "lost" for stretch in corpus.coverage(parsed, raw))
    annotated = parsed.annotate(LAYERS)
    for article in annotated:
        assert_as_if_checked(article)
        tokens = article.tokens
        assert [0, *tokens.ends] == [*tokens.starts, len(article.text)]
        assert all(len(entity.text.splitlines()) == 1 for entity in article.entities)
        pieces = article.raw_spans(Span(0, len(article.text)))
        assert "".join(piece.slice(raw) for piece in pieces).split() == article.text.split()
        converted = article.convert(config)
        assert_as_if_checked(converted)
        for name, layer in article.layers.items():
            for before, after in zip(layer, converted.layers[name], strict=True):
                assert converted.to_original(after).contains(before.span)
        assert corpus.from_jsonl(corpus.to_jsonl(converted)) == Corpus([converted])
    assert corpus.from_jsonl(corpus.to_jsonl(annotated)) == annotated


@settings(max_examples=8, deadline=None)
@given(st.lists(dumps(), min_size=2, max_size=3), st.sampled_from(["numpy", "onnx"]))
def test_an_article_is_annotated_alike_alone_and_among_others(raws, backend):
    """But for the last decimal of a confidence."""
    if backend == "onnx":
        pytest.importorskip("onnxruntime")
    from corpus.annotation.lac import Tagger

    tagger = Tagger(backend=backend)
    articles = [
        article
        for number, raw in enumerate(raws)
        for article in corpus.parse(raw, source=str(number))
    ]
    for article, among in zip(articles, Corpus(articles).annotate(tagger=tagger), strict=True):
        alone = article.annotate(tagger=tagger)
        for name, layer in alone.layers.items():
            other = among.layers[name]
            assert list(layer.spans()) == list(other.spans())
            for field, column in layer.columns.items():
                if field == "confidence":
                    known = [(a, b) for a, b in zip(column, other.column(field), strict=True) if a]
                    assert all(abs(a - b) < 0.0015 for a, b in known)
                else:
                    assert column == other.column(field)
