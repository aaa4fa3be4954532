"""Alignments map spans by stated rules and refuse edits that make no sense."""

import pickle
from array import array

import pytest

from corpus import Alignment, AlignmentError, CorpusError, Edit, Span, SpanError, TextError
from corpus.alignment import utf8


@pytest.fixture
def network():
    """互联网公司上网 → 網際網路公司上網."""
    return Alignment.from_edits(7, 8, [Edit(Span(0, 3), Span(0, 4))])


def test_strict_names_the_edit_that_a_span_cuts(network):
    """A boundary inside a replaced phrase is refused, with the offsets and the remedy."""
    with pytest.raises(AlignmentError, match=r"offset 2 cuts .*\[0, 3\).*expand"):
        network.map_span(Span(2, 5))


def test_expand_takes_the_phrase_in_and_contract_leaves_it_out(network):
    """The modes are those of spaCy's alignment_mode."""
    assert network.map_span(Span(2, 5), "expand") == Span(0, 6)
    assert network.map_span(Span(2, 5), "contract") == Span(4, 6)
    assert network.map_span(Span(1, 2), "contract") == Span(4, 4)


def test_an_unknown_mode_is_refused(network):
    """A misspelt mode is not taken for another one."""
    with pytest.raises(AlignmentError, match="valid: strict, contract, expand"):
        network.map_span(Span(0, 3), "exact")


def test_a_span_outside_the_source_is_refused(network):
    """Nothing is clipped."""
    with pytest.raises(SpanError):
        network.map_span(Span(0, 8))
    with pytest.raises(SpanError):
        network.map_spans([0], [8])


def test_an_insertion_stays_outside_the_spans_that_touch_it():
    """Neighbours stay neighbours: what was inserted between them belongs to neither."""
    alignment = Alignment.from_edits(4, 6, [Edit(Span(2, 2), Span(2, 4))])
    assert alignment.map_span(Span(0, 2)) == Span(0, 2)
    assert alignment.map_span(Span(2, 4)) == Span(4, 6)
    assert alignment.map_span(Span(0, 4)) == Span(0, 6)
    assert alignment.pieces(Span(0, 4)) == (Span(0, 2), Span(4, 6))


@pytest.mark.parametrize(
    "edits",
    [
        [Edit(Span(0, 2), Span(0, 1)), Edit(Span(1, 3), Span(1, 3))],
        [Edit(Span(2, 3), Span(2, 4)), Edit(Span(0, 1), Span(0, 1))],
        [Edit(Span(0, 1), Span(0, 3))],
        [Edit(Span(1, 1), Span(1, 1))],
        [Edit(Span(0, 9), Span(0, 9))],
    ],
    ids=["overlap", "disorder", "unequal rest", "nothing", "beyond the end"],
)
def test_edits_that_make_no_alignment_are_refused(edits):
    """Edits stand in order, and what lies between them is equally long."""
    with pytest.raises(AlignmentError):
        Alignment.from_edits(5, 5, edits)


def test_columns_of_unequal_length_are_refused():
    """Four columns describe the same edits."""
    with pytest.raises(AlignmentError, match="unequal length"):
        Alignment.from_columns(5, 5, [0], [1], [0], [])


def test_pieces_that_overlap_are_refused():
    """A character of the source goes to one place of the target."""
    with pytest.raises(AlignmentError, match="overlap"):
        Alignment.from_pieces(9, [Span(0, 3), Span(2, 4)])


def test_pieces_that_leave_the_source_are_refused():
    """A piece has to stand in the source."""
    with pytest.raises(AlignmentError, match="ends at 10"):
        Alignment.from_pieces(9, [Span(0, 3), Span(5, 10)])


def test_pieces_may_be_pairs():
    """Start and end do as well as a span, and are checked as one is."""
    spans = [Span(0, 3), Span(5, 9)]
    assert Alignment.from_pieces(9, [(0, 3), (5, 9)]) == Alignment.from_pieces(9, spans)
    with pytest.raises(AlignmentError, match="out of order"):
        Alignment.from_pieces(9, [(3, 2)])


def test_texts_of_other_lengths_do_not_compose(network):
    """Composing needs the text in the middle to be the same."""
    with pytest.raises(AlignmentError, match="can't compose"):
        network.then(network)


def test_an_identity_holds_nothing():
    """Texts of equal length cost no memory."""
    identity = Alignment.identity(10_000_000)
    assert len(identity) == 0
    assert identity.is_identity
    assert identity.map_span(Span(5, 9)) == Span(5, 9)


def test_an_opaque_edit_of_equal_length_is_no_identity():
    """Composing 2→3 with 3→2 keeps the phrase opaque."""
    there = Alignment.from_edits(2, 3, [Edit(Span(0, 2), Span(0, 3))])
    both = there.then(there.inverse())
    assert not both.is_identity
    assert both.map_span(Span(0, 1), "expand") == Span(0, 2)


@pytest.mark.parametrize(
    ("starts", "ends", "mode"),
    [
        ([-1], [2], "strict"),
        ([4], [2], "strict"),
        ([0], [9], "strict"),
        ([0, 1], [1], "strict"),
        ([0], [1], "bogus"),
    ],
)
def test_many_spans_are_checked_on_an_identity_too(starts, ends, mode):
    """The shortcut leaves no check out."""
    with pytest.raises(CorpusError):
        Alignment.identity(5).map_spans(starts, ends, mode)


def test_the_callers_columns_are_copied():
    """What the caller changes afterwards changes no alignment."""
    ends = array("i", [3])
    alignment = Alignment.from_columns(5, 6, [0], ends, [0], [4])
    ends[0] = 1
    assert alignment.map_span(Span(3, 5)) == Span(4, 6)


def test_columns_and_edits_make_equal_alignments():
    """A deletion that touches an insertion is one replacement, however it is given."""
    edits = [Edit(Span(1, 3), Span(1, 1)), Edit(Span(3, 3), Span(1, 2))]
    columns = [[1, 3], [3, 3], [1, 1], [1, 2]]
    assert Alignment.from_edits(4, 3, edits) == Alignment.from_columns(4, 3, *columns)


def test_alignments_are_values(network):
    """They compare, hash and pickle by value, and their columns can't be written."""
    again = pickle.loads(pickle.dumps(network))
    assert again == network
    assert hash(again) == hash(network)
    with pytest.raises(TypeError):
        network.columns[0][0] = 5


def test_a_lone_surrogate_has_no_bytes():
    """The error names the offset."""
    with pytest.raises(TextError) as caught:
        utf8("中\ud800文")
    assert caught.value.offset == 1
