"""Layers refuse rows that do not fit, and are immutable."""

import copy
from array import array

import numpy as np
import pytest

from corpus import (
    Alignment,
    AnnotationError,
    Layer,
    LayerError,
    Quotation,
    Sentence,
    Span,
    SpanError,
)
from corpus.model import Dateline, Entity, Token


@pytest.mark.parametrize(
    ("starts", "ends"), [([0, 5], [3, 9]), ([-1], [2]), ([3], [2])], ids=["past", "minus", "swap"]
)
def test_rows_that_leave_the_text_are_refused(starts, ends):
    """The error has the row and the length of the text."""
    with pytest.raises(SpanError, match=r"row \d .*length of the text 6"):
        Layer("走了。来了。", Sentence, starts, ends)


def test_rows_out_of_order_are_refused():
    """The remedy is in the message."""
    with pytest.raises(LayerError, match=r"Layer\.of"):
        Layer("走了。来了。", Sentence, [3, 0], [6, 3])


def test_columns_of_another_length_are_refused():
    """Every column has a row for every item."""
    with pytest.raises(LayerError, match="column 'label' has 1 rows, starts has 2"):
        Layer("走了。来了。", Entity, [0, 3], [3, 6], {"label": ["ORG"]})


def test_rows_with_different_fields_are_refused():
    """A field is given for all rows or for none."""
    with pytest.raises(LayerError, match="row 1"):
        Layer.of("甲乙", Entity, [{"start": 0, "end": 1, "label": "ORG"}, {"start": 1, "end": 2}])


def test_an_unknown_column_names_the_known_ones():
    """A misspelt field is an error, not an empty answer."""
    layer = Layer("甲", Entity, [0], [1], {"label": ["ORG"]})
    with pytest.raises(LayerError, match="there are: label, id"):
        layer.filter(lable="ORG")


def test_a_field_without_column_has_its_default():
    """An empty layer, or one without ids, can be asked for them all the same."""
    assert Layer("甲", Entity, [], []).filter(label="ORG").column("id") == ()
    assert Layer("甲", Entity, [0], [1], {"label": ["ORG"]}).column("id") == (None,)


def test_offsets_are_whole_numbers():
    """Floats are refused."""
    with pytest.raises(LayerError, match="whole numbers"):
        Layer("甲乙", Sentence, [0.5], [1.0])


def test_a_layer_moves_only_along_its_own_alignment():
    """An alignment of other texts is refused."""
    layer = Layer("甲乙", Sentence, [0], [2])
    with pytest.raises(LayerError, match="does not join"):
        layer.map(Alignment.identity(3), "甲乙丙")


def test_columns_can_not_be_written():
    """What a layer shows of itself is read-only or a copy."""
    layer = Layer("甲乙", Entity, [0], [2], {"label": ["ORG"]})
    layer.columns["label"] = ("GPE",)
    assert layer[0].label == "ORG"
    with pytest.raises(TypeError):
        layer.starts[0] = 1


def test_rows_of_any_order_are_sorted_longest_first():
    """A nested item follows the one it lies in."""
    rows = [{"start": 1, "end": 2}, {"start": 0, "end": 1}, {"start": 0, "end": 2}]
    layer = Layer.of("甲乙", Sentence, rows)
    assert list(layer.spans()) == [Span(0, 2), Span(0, 1), Span(1, 2)]


def test_a_layer_stays_in_the_order_of_its_text():
    """A backward slice is refused; reversed() gives the items."""
    layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
    with pytest.raises(LayerError, match="reversed"):
        _ = layer[::-1]
    assert [s.text for s in reversed(layer)] == ["来了。", "走了。"]


@pytest.mark.parametrize(
    "starts",
    [np.array([0.9]), np.array([True]), np.array(["0"]), np.array([[0]]), np.array([2**32])],
    ids=["float", "bool", "string", "matrix", "wraps"],
)
def test_numpy_offsets_are_checked_as_lists_are(starts):
    """An array that is no column of int32 is refused, never cast."""
    with pytest.raises(LayerError, match="whole numbers"):
        Layer("甲乙", Sentence, starts, [1])


def test_numpy_columns_become_plain_values():
    """So that they compare, pickle and write as such."""
    layer = Layer(
        "甲",
        Entity,
        np.array([0]),
        np.array([1]),
        {"label": np.array(["ORG"]), "confidence": np.array([0.5], dtype=np.float32)},
    )
    assert type(layer[0].confidence) is float
    assert type(layer[0].label) is str


def test_the_callers_columns_are_copied():
    """What the caller changes afterwards changes no layer."""
    ends = array("i", [2])
    layer = Layer("甲乙丙", Sentence, [0], ends)
    ends[0] = 99
    assert list(layer.spans()) == [Span(0, 2)]


def test_columns_must_be_fields_of_the_items():
    """Unknown, missing and reserved ones are refused when the layer is made."""
    with pytest.raises(LayerError, match="no field 'colour'"):
        Layer("甲", Entity, [0], [1], {"label": ["ORG"], "colour": ["red"]})
    with pytest.raises(LayerError, match="needs the column 'label'"):
        Layer("甲", Entity, [0], [1])
    with pytest.raises(LayerError, match="no field 'text'"):
        Layer("甲", Sentence, [0], [1], {"text": ["甲"]})
    with pytest.raises(LayerError, match="a class that attrs made"):
        Layer("甲", dict, [], [])


def test_words_that_a_row_brings_are_compared_with_the_text():
    """As rows of a table or a JSON file bring them."""
    row = {"start": 3, "end": 5, "label": "GPE"}
    text = "毛健在北京说"
    assert list(Layer.of(text, Entity, [{**row, "text": "北京"}]).texts()) == ["北京"]
    with pytest.raises(LayerError, match="row 0 is '北京' in the text, not '南京'"):
        Layer.of(text, Entity, [{**row, "text": "南京"}])


def test_items_are_rows_too():
    """Those that a comprehension has chosen, with every field."""
    columns = {"speaker": [Span(0, 1), Span(3, 4)], "cue": [Span(1, 2), None], "level": [0, 1]}
    layer = Layer("甲说，乙说。", Quotation, [1, 4], [2, 5], columns)
    again = Layer.of(layer.text, Quotation, reversed(layer))
    assert list(again) == list(layer)
    with pytest.raises(LayerError, match=r"or an item \(Entity\)"):
        Layer.of(layer.text, Entity, list(layer))


def test_places_and_words_are_columns_to_look_at():
    """So that every column of a table is had in the same way."""
    layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
    assert (layer.column("start"), layer.column("end")) == ((0, 3), (3, 6))
    assert layer.column("text") == ("走了。", "来了。")


def test_what_is_no_place_is_told():
    """By what the layer is, not by what it is kept in."""
    layer = Layer("走了。来了。", Sentence, [0, 3], [3, 6])
    with pytest.raises(IndexError, match="no item 2 in <Layer of 2 Sentence>"):
        layer[2]
    with pytest.raises(TypeError, match=r"asked for by its place.*not 'PERSON'"):
        layer["PERSON"]
    with pytest.raises(TypeError, match="filter takes a function, not 'PERSON'"):
        layer.filter("PERSON")


def test_filter_goes_by_what_the_items_show():
    """By text, by a speaker's name, by the maker that the layer names."""
    columns = {"speaker": [Span(0, 1), Span(3, 4)]}
    layer = Layer("甲说，乙说。", Quotation, [1, 4], [2, 5], columns)
    assert [q.start for q in layer.filter(speaker="乙")] == [4]
    assert [q.start for q in layer.filter(text="说")] == [1, 4]
    entities = Layer("甲", Entity, [0], [1], {"label": ["ORG"]}, source="gold")
    assert len(entities.filter(source="gold")) == 1
    with pytest.raises(AnnotationError, match="unknown label 'PERSN'"):
        entities.filter(label="PERSN")


def test_copies_are_the_layer_itself():
    """It can't change, so it need not be copied."""
    layer = Layer("甲", Sentence, [0], [1])
    assert copy.copy(layer) is layer
    assert copy.deepcopy(layer) is layer


def test_the_repr_is_short():
    """It says how many of what by whom."""
    assert repr(Layer("甲", Sentence, [0], [1], source="rules")) == "<Layer of 1 Sentence by rules>"


def test_the_source_is_a_string():
    """What shows a layer, shows its source."""
    with pytest.raises(LayerError, match="a layer's source is a string, not 5"):
        Layer("甲", Sentence, [0], [1], source=5)


@pytest.mark.parametrize("field", ["upos", "tag"])
def test_a_words_part_of_speech_is_a_string(field):
    """Or none; a list could not be hashed."""
    with pytest.raises(AnnotationError, match=field):
        Layer("甲", Token, [0], [1], {field: [["NOUN"]]})


def test_spans_within_tuples_lie_in_the_text():
    """However deep: a dateline's reporters are pairs of a span and a role."""
    with pytest.raises(SpanError):
        Layer("甲", Dateline, [0], [1], {"reporters": [((Span(3, 5), "记者"),)]})


@pytest.mark.parametrize("span", [(0, 2), "南京", None])
def test_what_is_no_stretch_of_the_text_is_refused(span):
    """A tuple is none: the error says what to give."""
    layer = Layer("走了。", Sentence, [0], [3])
    for choose in (layer.within, layer.overlapping):
        with pytest.raises(TypeError, match=r"a span has a start and an end: Span\(0, 2\), not"):
            choose(span)
