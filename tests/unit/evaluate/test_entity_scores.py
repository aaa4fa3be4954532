"""Scores of entities: by hand, by label, and equal to seqeval's on flat data."""

import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

import corpus
from corpus.errors import AnnotationError
from corpus.evaluate import Score, entities, flat

LABELS = ("PER", "LOC", "ORG")


def test_strict_scores_count_exact_spans_with_their_label():
    """A wrong label and a wrong end are both wrong."""
    gold = [(0, 2, "PER"), (3, 5, "LOC"), (6, 9, "ORG")]
    scores = entities(gold, [(0, 2, "PER"), (3, 5, "ORG"), (6, 8, "ORG")])
    assert scores.strict == Score(1, 3, 3)
    assert scores.overlapping == Score(2, 3, 3)


def test_a_gold_span_counts_once_for_overlaps():
    """Two predictions on one gold span are not both right."""
    assert entities([(0, 6, "ORG")], [(0, 2, "ORG"), (3, 6, "ORG")]).overlapping == Score(1, 2, 1)


def test_many_texts_are_summed():
    """Spans of different texts do not meet."""
    scores = entities([[(0, 2, "PER")], [(0, 2, "PER")]], [[(0, 2, "PER")], []])
    assert scores.strict == Score(1, 1, 2)


def test_labels_can_be_mapped_and_left_out():
    """With the coarse labels a date does not count."""
    gold = [(0, 2, "PERSON"), (2, 4, "GPE"), (4, 6, "DATE")]
    scores = entities(gold, gold[:1], labels=corpus.COARSE_LABELS)
    assert dict(scores.strict_by_label) == {"LOC": Score(0, 0, 1), "PER": Score(1, 1, 1)}


def test_layers_are_scored_as_they_are():
    """Gold against itself is perfect."""
    layer = corpus.load()[1].entities
    scores = entities(layer, layer)
    assert scores.strict.f1 == scores.macro_f1 == 1.0


def test_nothing_against_nothing_is_no_error():
    """Empty texts have scores of 0."""
    assert entities([], []).strict == Score(0, 0, 0)
    assert entities([], []).strict.f1 == 0.0


def test_different_numbers_of_texts_are_refused():
    """Scores of other texts would mean nothing."""
    with pytest.raises(AnnotationError, match="2 texts"):
        entities([[(0, 1, "PER")], []], [[]])


def test_the_flat_view_keeps_the_outermost():
    """Inner names are left out, whatever the order."""
    assert list(flat([(2, 4, "LOC"), (0, 6, "ORG"), (6, 8, "PER")])) == [
        (0, 6, "ORG"),
        (6, 8, "PER"),
    ]


@st.composite
def flat_rows(draw):
    rows, at = [], 0
    for _ in range(draw(st.integers(0, 6))):
        start = at + draw(st.integers(0, 3))
        end = start + draw(st.integers(1, 3))
        rows.append((start, end, draw(st.sampled_from(LABELS))))
        at = end
    return rows


def tags(rows, length=40):
    made = ["O"] * length
    for start, end, label in rows:
        made[start:end] = [f"B-{label}"] + [f"I-{label}"] * (end - start - 1)
    return made


@given(st.lists(st.tuples(flat_rows(), flat_rows()), min_size=1, max_size=4))
def test_strict_scores_equal_those_of_seqeval(pairs):
    """On flat data precision, recall and F1 are seqeval's, all together and by label."""
    seqeval = pytest.importorskip("seqeval.metrics")
    gold, predicted = [[tags(rows) for rows in side] for side in zip(*pairs, strict=True)]
    scores = entities([g for g, _ in pairs], [p for _, p in pairs])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert scores.strict.precision == pytest.approx(seqeval.precision_score(gold, predicted))
        assert scores.strict.recall == pytest.approx(seqeval.recall_score(gold, predicted))
        assert scores.strict.f1 == pytest.approx(seqeval.f1_score(gold, predicted))
        if scores.strict.gold:
            report = seqeval.classification_report(gold, predicted, output_dict=True)
            for label, score in scores.strict_by_label.items():
                if score.gold:
                    assert score.f1 == pytest.approx(report[label]["f1-score"])


def test_nested_spans_are_matched_as_many_as_can_be():
    """The inner prediction takes the inner gold, so that the outer one is left for another."""
    gold, predicted = [(0, 10, "ORG"), (1, 2, "ORG")], [(1, 2, "ORG"), (5, 6, "ORG")]
    assert entities(gold, predicted).overlapping.correct == 2


def test_long_chains_of_overlapping_spans_are_matched():
    """Each overlaps the next, and none is left out."""
    gold = [(2 * i, 2 * i + 3, "ORG") for i in range(3000)]
    predicted = [(2 * i + 1, 2 * i + 4, "ORG") for i in range(3000)]
    assert entities(gold, predicted).overlapping.correct == 3000


def test_articles_and_corpora_are_scored_by_their_entities():
    """The same as their layers, text by text."""
    news = corpus.load()
    fewer = corpus.Corpus(
        a.with_layer("entities", a.entities.filter(label="PERSON")) for a in reversed(news)
    )
    layers = [a.entities for a in news], [a.entities.filter(label="PERSON") for a in news]
    assert entities(news, fewer) == entities(*layers)
    assert entities(list(news), fewer) == entities(*layers)
    assert entities(news, layers[1]) == entities(*layers)
    assert entities(news[0], fewer["dangjian-wenda"]) == entities(layers[0][0], layers[1][0])


def test_an_empty_prediction_is_one_for_the_text_that_gold_has():
    """It finds nothing; of several texts each needs its own."""
    assert entities([(0, 2, "PER")], []).strict == Score(0, 0, 1)
    assert entities([], [(0, 2, "PER")]).strict == Score(0, 1, 0)
    assert entities(corpus.load()[0], []).strict.gold == 88
    with pytest.raises(AnnotationError, match="3 texts, the prediction 0"):
        entities(corpus.load(), [])


def test_layers_of_other_texts_are_refused():
    """Offsets from before a conversion mean nothing after it, though they may happen to fit."""
    article = corpus.load()["zhao-yafu"]
    moved = article.convert("s2twp").entities
    for gold, predicted in [(article.entities, moved), ([article.entities], [moved])]:
        with pytest.raises(AnnotationError, match="gold and the prediction are of different"):
            entities(gold, predicted)
    assert entities(article.entities, article.entities.filter(text="没有")).strict.recall == 0.0


def test_articles_of_other_texts_are_refused():
    """Their offsets mean nothing to each other."""
    news = corpus.load()
    with pytest.raises(AnnotationError, match=r"'dangjian-wenda' .* different texts"):
        entities(news, news.convert("s2twp"))
    with pytest.raises(corpus.LayerError, match="has no layer 'entities'"):
        entities(news, [a.without_layer("entities") for a in news])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (None, "predicted is None; scored are entities, rows"),
        ("text", "predicted is 'text'"),
        (5, "predicted is 5"),
        ([5], "predicted has 5"),
        (["PER"], "predicted has 'PER'"),
        ([(0, 2)], r"a row is \(start, end, label\), not \(0, 2\)"),
        ([[(0, 2)]], r"a row is \(start, end, label\), not \(0, 2\)"),
        ([corpus.Span(0, 2)], r"Span\(start=0, end=2\)"),
    ],
)
def test_what_can_not_be_scored_is_told(wrong, said):
    """With what can be."""
    with pytest.raises(TypeError, match=said):
        entities([(0, 2, "PER")], wrong)


def test_rows_that_are_no_spans_are_refused():
    """As anywhere else."""
    for row in [(2, 0, "PER"), (-1, 2, "PER"), ("0", "2", "PER")]:
        with pytest.raises(corpus.SpanError):
            entities([row], [row])
    with pytest.raises(TypeError, match="labels= takes a mapping such as COARSE_LABELS"):
        entities([], [], labels="coarse")


def test_thousands_of_spans_that_all_overlap_are_matched():
    """Each shares a character with every other; there is a partner for each."""
    gold = [(0, 1000 + i, "A") for i in range(3000)]
    predicted = [(1, 5000 + i, "A") for i in range(3000)]
    assert entities(gold, predicted).overlapping == Score(3000, 3000, 3000)
