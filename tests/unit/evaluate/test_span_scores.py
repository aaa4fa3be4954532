"""Scores of spans and boundaries without labels."""

import pytest

import corpus
from corpus.evaluate import Score, boundaries, spans


def test_spans_must_be_exact():
    """One character off is wrong."""
    assert spans([(0, 3), (3, 6)], [(0, 3), (3, 5)]) == Score(1, 2, 2)


def test_white_space_at_edges_does_not_count_where_the_text_is_given():
    """Indents and line ends belong to no sentence."""
    assert spans([(0, 3)], [(0, 5)], text="走了。 \n").f1 == 1.0


def test_layers_are_scored_as_they_are():
    """Gold sentences against themselves are perfect."""
    layer = corpus.load()[1].sentences
    assert spans(layer, layer).f1 == boundaries(layer, layer).f1 == 1.0


@pytest.mark.parametrize("score", [spans, boundaries])
def test_layers_of_other_texts_are_refused(score):
    """Offsets from before a conversion mean nothing after it."""
    article = corpus.load()[1]
    with pytest.raises(corpus.AnnotationError, match="different texts"):
        score(article.sentences, article.convert("s2t").sentences)


@pytest.mark.parametrize(("tolerance", "correct"), [(0, 0), (1, 1)])
def test_boundaries_may_be_off_by_the_tolerance(tolerance, correct):
    """How far is said by the caller; the text's own end never counts."""
    score = boundaries([(0, 4), (4, 9)], [(0, 5), (5, 9)], tolerance=tolerance)
    assert score == Score(correct, 1, 1)


def test_scores_add_up():
    """The sum is the micro average."""
    assert Score(1, 2, 3) + Score(1, 1, 1) == Score(2, 3, 4)
    with pytest.raises(TypeError):
        Score(1, 2, 3) + 1


def test_a_prediction_that_stops_early_keeps_its_boundaries():
    """Only the end of the text itself is no boundary, not the last end of each side."""
    score = boundaries([(0, 3), (3, 6)], [(0, 3)])
    assert (score.correct, score.predicted, score.gold) == (1, 1, 1)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (corpus.load(), "as article.sentences, not Corpus"),
        (corpus.load()[0], "as article.sentences, not Article"),
        (None, "spans are scored, not None"),
        ("text", "spans are scored, not 'text'"),
        ([5], r"a span is \(start, end\), .* not 5"),
        ([(0, 2, "PER")], r"not \(0, 2, 'PER'\)"),
    ],
)
@pytest.mark.parametrize("score", [spans, boundaries])
def test_what_can_not_be_scored_is_told(score, wrong, said):
    """With what can be."""
    with pytest.raises(TypeError, match=said):
        score([(0, 2)], wrong)


def test_a_span_outside_the_text_is_refused():
    """It is of another text."""
    with pytest.raises(corpus.SpanError):
        spans([(0, 9)], [(0, 2)], text="走了。")
