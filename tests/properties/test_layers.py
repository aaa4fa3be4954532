"""Properties of layers, checked against plain lists."""

import pickle

from hypothesis import given
from hypothesis import strategies as st

from corpus import Alignment, Edit, Layer, Sentence, Span
from corpus.model import Entity

TEXT = "新华社北京5月29日电（记者华春雨）中央办公厅近日印发了意见。"


def spans():
    return st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
        lambda ends: Span(min(ends), max(ends))
    )


@st.composite
def layers(draw):
    rows = [{"start": s.start, "end": s.end} for s in draw(st.lists(spans(), max_size=12))]
    return Layer.of(TEXT, Sentence, rows, source="drawn")


@given(layers())
def test_every_item_is_the_text_at_its_offsets(layer):
    assert all(TEXT[item.start : item.end] == item.text for item in layer)
    assert list(layer.texts()) == [item.text for item in layer]
    assert list(layer.spans()) == [item.span for item in layer]


@given(layers(), spans())
def test_within_and_overlapping_choose_what_a_plain_loop_chooses(layer, span):
    assert list(layer.within(span)) == [i for i in layer if span.contains(i.span)]
    assert list(layer.overlapping(span)) == [i for i in layer if span.overlaps(i.span)]


@given(layers(), st.slices(12))
def test_slices_are_those_of_a_list(layer, cut):
    forward = slice(cut.start, cut.stop, None if cut.step is None else abs(cut.step))
    assert list(layer[forward]) == list(layer)[forward]


@given(layers())
def test_equal_layers_hash_alike_and_survive_pickling(layer):
    again = pickle.loads(pickle.dumps(layer))
    assert again == layer
    assert hash(again) == hash(layer)


@given(layers(), st.integers(0, len(TEXT) - 4), st.integers(1, 3), st.integers(0, 5))
def test_a_moved_layer_holds_the_text_at_its_new_offsets(layer, at, removed, added):
    text = TEXT[:at] + "改" * added + TEXT[at + removed :]
    edit = Edit(Span(at, at + removed), Span(at, at + added))
    alignment = Alignment.from_edits(len(TEXT), len(text), [edit])
    moved = layer.map(alignment, text)
    assert len(moved) == len(layer)
    assert all(text[item.start : item.end] == item.text for item in moved)
    for before, after in zip(layer, moved, strict=True):
        if not before.span.overlaps(edit.source) and len(before.span):
            assert before.text == after.text or edit.source.end in range(*before.span)


@given(st.lists(st.sampled_from(["PERSON", "ORG", "GPE"]), max_size=8))
def test_filter_keeps_the_rows_whose_field_has_the_value(labels):
    rows = [{"start": i, "end": i + 1, "label": label} for i, label in enumerate(labels)]
    layer = Layer.of(TEXT, Entity, rows)
    expected = [i for i, label in enumerate(labels) if label == "ORG"]
    chosen = layer.filter(label="ORG") if labels else layer
    assert [item.start for item in chosen] == expected
