"""Properties of alignments, checked against a model: the set of character pairs that correspond."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus import Alignment, Edit, Span
from corpus.alignment import utf8, utf16


@st.composite
def alignments(draw, source_length=None):
    """Draw an alignment as alternating kept stretches and edits."""
    rows, s, t = [], 0, 0
    for _ in range(draw(st.integers(0, 5))):
        if source_length is not None and s >= source_length:
            break
        kept = draw(st.integers(0, 4))
        removed = draw(st.integers(0, 3))
        added = draw(st.integers(0 if removed else 1, 3))
        if source_length is not None:
            kept = min(kept, source_length - s)
            removed = min(removed, source_length - s - kept)
        if removed == added == 0:
            continue
        s, t = s + kept, t + kept
        rows.append(Edit(Span(s, s + removed), Span(t, t + added)))
        s, t = s + removed, t + added
    tail = draw(st.integers(0, 4)) if source_length is None else source_length - s
    return Alignment.from_edits(s + tail, t + tail, rows)


@st.composite
def chains(draw, length=2):
    first = draw(alignments())
    chain = [first]
    while len(chain) < length:
        chain.append(draw(alignments(source_length=chain[-1].target_length)))
    return chain


def pairs(alignment):
    """Return the (source, target) offsets of characters that correspond."""
    found, s, t = set(), 0, 0
    ends = (Span(alignment.source_length, alignment.source_length),) * 2
    for source, target in [*((e.source, e.target) for e in alignment.edits), ends]:
        while s < source.start:
            found.add((s, t))
            s, t = s + 1, t + 1
        s, t = source.end, target.end
    return found


def spans(length):
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(
        lambda ends: Span(min(ends), max(ends))
    )


@given(alignments())
def test_inverting_twice_is_identity(alignment):
    assert alignment.inverse().inverse() == alignment


@given(alignments())
def test_the_inverse_has_the_same_pairs_swapped(alignment):
    assert pairs(alignment.inverse()) == {(t, s) for s, t in pairs(alignment)}


@given(chains())
def test_composition_composes_the_pairs(chain):
    first, second = chain
    onward = dict(pairs(second))
    assert pairs(first.then(second)) == {(s, onward[m]) for s, m in pairs(first) if m in onward}


@given(chains())
def test_the_inverse_of_a_composition_is_the_composition_of_the_inverses(chain):
    first, second = chain
    assert first.then(second).inverse() == second.inverse().then(first.inverse())


@given(chains(length=3))
def test_composition_is_associative_in_what_corresponds(chain):
    first, second, third = chain
    left = first.then(second).then(third)
    right = first.then(second.then(third))
    assert pairs(left) == pairs(right)


@given(alignments())
def test_identity_is_neutral(alignment):
    before = Alignment.identity(alignment.source_length)
    after = Alignment.identity(alignment.target_length)
    assert before.then(alignment) == alignment == alignment.then(after)


@given(alignments(), st.data())
def test_mapping_is_monotone_and_in_bounds(alignment, data):
    one = data.draw(spans(alignment.source_length))
    other = data.draw(spans(alignment.source_length))
    for mode in ("expand", "contract"):
        first, second = alignment.map_span(one, mode), alignment.map_span(other, mode)
        assert 0 <= first.start <= first.end <= alignment.target_length
        if one.start <= other.start:
            assert first.start <= second.start
        if one.end <= other.end and mode == "expand" and one and len(one) and len(other):
            assert first.end <= second.end


@given(alignments(), st.data())
def test_expand_contains_contract_and_every_corresponding_character(alignment, data):
    span = data.draw(spans(alignment.source_length))
    wide, narrow = (alignment.map_span(span, mode) for mode in ("expand", "contract"))
    if len(narrow):
        assert wide.contains(narrow)
    for s, t in pairs(alignment):
        inside = span.start <= s < span.end
        assert inside == (wide.start <= t < wide.end) or not inside
        if narrow.start <= t < narrow.end:
            assert inside


@given(alignments(), st.data())
def test_strict_agrees_with_both_other_modes_where_it_does_not_refuse(alignment, data):
    span = data.draw(spans(alignment.source_length))
    try:
        exact = alignment.map_span(span)
    except ValueError:
        return
    if len(span):
        assert exact == alignment.map_span(span, "expand")
        assert exact == alignment.map_span(span, "contract")


@given(alignments(), st.data())
def test_neighbouring_spans_stay_neighbours_or_part_but_never_overlap(alignment, data):
    cut = data.draw(st.integers(0, alignment.source_length))
    left = alignment.map_span(Span(0, cut), "contract")
    right = alignment.map_span(Span(cut, alignment.source_length), "contract")
    assert not left.overlaps(right)


@given(alignments(), st.data())
def test_pieces_hold_the_corresponding_characters_and_no_inserted_ones(alignment, data):
    span = data.draw(spans(alignment.source_length))
    pieces = alignment.pieces(span)
    covered = {t for piece in pieces for t in range(piece.start, piece.end)}
    inserted = {
        t
        for edit in alignment.edits
        if not len(edit.source)
        for t in range(edit.target.start, edit.target.end)
    }
    assert {t for s, t in pairs(alignment) if span.start <= s < span.end} <= covered
    assert not covered & inserted
    assert all(a.end < b.start for a, b in pairwise(pieces))


@given(alignments(), st.data())
def test_many_spans_map_as_each_does(alignment, data):
    drawn = data.draw(st.lists(spans(alignment.source_length), max_size=5))
    starts, ends = alignment.map_spans([s.start for s in drawn], [s.end for s in drawn], "expand")
    each = [alignment.map_span(span, "expand") for span in drawn]
    assert list(zip(starts, ends, strict=True)) == [(s.start, s.end) for s in each]


@given(st.lists(spans(40), max_size=5))
def test_pieces_of_a_source_concatenate_to_the_target(drawn):
    text = "".join(chr(0x4E00 + i) for i in range(40))
    pieces, place = [], 0
    for span in sorted(drawn):
        if span.start >= place and len(span):
            pieces.append(span)
            place = span.end
    target = "".join(piece.slice(text) for piece in pieces)
    back = Alignment.from_pieces(len(text), pieces).inverse()
    assert back.source_length == len(target)
    for index, character in enumerate(target):
        assert back.map_span(Span(index, index + 1)).slice(text) == character


@given(st.text(st.characters(exclude_categories=["Cs"])), st.data())
def test_encoded_offsets_cut_the_encoded_text_where_the_characters_are(text, data):
    span = data.draw(spans(len(text)))
    in_bytes = utf8(text).map_span(span)
    assert text.encode()[in_bytes.start : in_bytes.end].decode() == span.slice(text)
    units = utf16(text).map_span(span)
    encoded = text.encode("utf-16-le")[2 * units.start : 2 * units.end]
    assert encoded.decode("utf-16-le") == span.slice(text)
    assert utf16(text).inverse().map_span(units) == span


@given(st.integers(600, 700))
def test_many_edits_are_checked_as_few_are(count):
    rows = [(2 * i, 2 * i + 1, 3 * i, 3 * i + 2) for i in range(count)]
    columns = list(zip(*rows, strict=True))
    alignment = Alignment.from_columns(2 * count, 3 * count, *columns)
    assert alignment.map_span(Span(1, 2)) == Span(2, 3)
    broken = [list(column) for column in columns]
    broken[2][count // 2] += 1
    with pytest.raises(ValueError, match=f"edit {count // 2}"):
        Alignment.from_columns(2 * count, 3 * count, *broken)
