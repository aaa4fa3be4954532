"""Decoding, against plain algorithms that go through every sequence or every step."""

from itertools import pairwise, product

import numpy as np
import pytest

from corpus.annotation.lac.decode import best_tags, chain, forbid, word_starts
from corpus.annotation.lac.marginals import word_confidences
from corpus.annotation.lac.weights import load_weights

TAGS = load_weights().tags
LENGTHS = np.array([9, 5, 5, 2, 1, 1])
STARTS = np.cumsum(LENGTHS) - LENGTHS


def random_scores(seed, spread):
    generator = np.random.default_rng(seed)
    return (generator.normal(size=(LENGTHS.sum(), 57)) * spread).astype(np.float32)


def path_score(scores, path):
    crf = chain()
    steps = sum(crf.transitions[a, b] for a, b in pairwise(path))
    emitted = sum(scores[i, tag] for i, tag in enumerate(path))
    return crf.start[path[0]] + emitted + steps + crf.end[path[-1]]


def viterbi_score(scores):
    crf = chain()
    best = crf.start + scores[0]
    for row in scores[1:]:
        best = (best[:, None] + crf.transitions).max(axis=0) + row
    return (best + crf.end).max()


@pytest.mark.parametrize("spread", [0.1, 5.0, 40.0])
@pytest.mark.parametrize("seed", range(5))
def test_no_sequence_scores_more_than_the_one_found(seed, spread):
    """At a spread of 40 inside tags follow foreign tags, and the relaxed chain must be left."""
    scores = random_scores(seed, spread)
    tags = best_tags(scores, STARTS, LENGTHS)
    for start, length in zip(STARTS, LENGTHS, strict=True):
        own, path = scores[start : start + length], tags[start : start + length].tolist()
        assert path_score(own, path) == pytest.approx(viterbi_score(own), abs=1e-2)


def test_foreign_inside_tags_are_found_where_scores_demand_them():
    scores = np.zeros((2, 57), dtype=np.float32)
    scores[0, TAGS.index("v-B")] = scores[1, TAGS.index("PER-I")] = 500.0
    found = best_tags(scores, np.array([0]), np.array([2])).tolist()
    assert [TAGS[tag] for tag in found] == ["v-B", "PER-I"]


@pytest.mark.parametrize("texts", [1, 127, 128, 129, 300])
def test_batches_of_any_width_are_decoded_alike(texts):
    scores = random_scores(3, 4.0)[:9]
    wide = np.tile(scores, (texts, 1))
    tags = best_tags(wide, np.arange(texts) * 9, np.full(texts, 9)).reshape(texts, 9)
    assert (tags == best_tags(scores, np.array([0]), np.array([9]))).all()


def test_nothing_is_decoded_from_nothing():
    empty = np.empty(0, dtype=np.int64)
    assert best_tags(np.empty((0, 57), dtype=np.float32), empty, empty).tolist() == []


def test_barred_tags_leave_just_the_words_asked_for():
    scores = random_scores(1, 5.0)
    firsts = np.array([0, 2, 3, 9, 14, 19, 21, 22])
    forbid(scores, firsts)
    tags = best_tags(scores, STARTS, LENGTHS)
    assert np.flatnonzero(word_starts(tags, STARTS)).tolist() == firsts.tolist()


def test_confidence_is_the_share_of_the_sequences_that_hold_the_word():
    """All sequences of three characters over five tags, weighed by their scores."""
    crf = chain()
    columns = [TAGS.index(tag) for tag in ("n-B", "n-I", "v-B", "PER-B", "PER-I")]
    scores = np.full((3, 57), -200.0, dtype=np.float32)
    scores[:, columns] = np.random.default_rng(7).normal(size=(3, 5)) * 2
    starts, lengths = np.array([0]), np.array([3])
    tags = best_tags(scores, starts, lengths)
    firsts = np.flatnonzero(word_starts(tags, starts))
    lasts = np.append(firsts[1:], 3) - 1
    found = word_confidences(scores, tags, starts, lengths, (firsts, lasts))
    total = 0.0
    expected = np.zeros(len(firsts))
    for path in product(columns, repeat=3):
        weight = np.exp(float(path_score(scores, path)))
        total += weight
        for index, (first, last) in enumerate(zip(firsts, lasts, strict=True)):
            same = list(path[first : last + 1]) == tags[first : last + 1].tolist()
            ends = last == 2 or path[last + 1] not in crf.inside
            expected[index] += weight * (same and ends)
    np.testing.assert_allclose(found, expected / total, rtol=1e-4)


def test_confidences_of_many_texts_are_those_of_each_alone():
    scores = random_scores(11, 3.0)
    tags = best_tags(scores, STARTS, LENGTHS)
    firsts = np.flatnonzero(word_starts(tags, STARTS))
    lasts = np.append(firsts[1:], len(tags)) - 1
    together = word_confidences(scores, tags, STARTS, LENGTHS, (firsts, lasts))
    for start, length in zip(STARTS, LENGTHS, strict=True):
        own = (firsts >= start) & (firsts < start + length)
        alone = word_confidences(
            scores[start : start + length],
            tags[start : start + length],
            np.array([0]),
            np.array([length]),
            (firsts[own] - start, lasts[own] - start),
        )
        np.testing.assert_allclose(alone, together[own], rtol=1e-4, atol=1e-6)
    assert ((together >= 0) & (together <= 1)).all()
