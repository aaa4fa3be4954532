"""`Conversion.ambiguous`: where the dictionaries offer more than one target."""

from corpus import Span, convert
from corpus.conversion import Ambiguity


def test_one_character_with_two_targets():
    """The chosen one comes first among the candidates."""
    (found,) = convert("后", "s2t").ambiguous
    assert found == Ambiguity(Span(0, 1), "后", "後", ("後", "后"))


def test_a_phrase_that_decides_leaves_nothing_ambiguous():
    """太后 has one target, though 后 alone has two."""
    assert convert("太后", "s2t").ambiguous == ()


def test_later_stages_are_followed():
    """Candidates are what would come out in the end, of Taiwan's standard here."""
    (found,) = convert("里", "s2tw").ambiguous
    assert (found.chosen, found.candidates) == ("裡", ("裡", "里", "哩"))


def test_candidates_that_end_alike_are_not_ambiguous():
    """What later stages make the same is no choice."""
    found = convert("为", "s2tw").ambiguous
    assert all(len(set(each.candidates)) > 1 for each in found)


def test_spans_count_in_the_source():
    """Where lengths change before it, the span is still that of the source."""
    conversion = convert("互联网里", "s2twp")
    (found,) = conversion.ambiguous
    assert found.span == Span(3, 4)
    assert found.span.slice(conversion.source) == found.text == "里"
    assert conversion.alignment.map_span(found.span).slice(conversion.text) == found.chosen


def test_extra_phrases_are_not_ambiguous():
    """What you say is what it becomes."""
    assert convert("樑", "t2tw").ambiguous
    assert convert("樑", "t2tw", phrases={"樑": "樑"}).ambiguous == ()
