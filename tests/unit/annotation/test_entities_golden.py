"""Entities against hand-annotated sentences that the project did not write."""

import json
from pathlib import Path

import pytest

import corpus
from corpus.annotation import find_entities
from corpus.evaluate import entities

SAMPLE = Path(__file__).parents[2] / "golden" / "entities" / "uner_sample.jsonl"
ROWS = [json.loads(line) for line in SAMPLE.read_text(encoding="utf-8").splitlines()]


def score(script, rules=None):
    """The coarse, flat scores of one script's sentences."""
    rows = [row for row in ROWS if row["script"] == script]
    gold = [[tuple(entity) for entity in row["entities"]] for row in rows]
    made = [
        [
            (e.start, e.end, corpus.COARSE_LABELS[e.label])
            for e in find_entities(row["text"], rules=rules)
            if e.label in corpus.COARSE_LABELS
        ]
        for row in rows
    ]
    return entities(gold, made, nested=False).strict


def test_the_sample_has_both_scripts():
    """There are forty sentences in each."""
    assert [row["script"] for row in ROWS].count("Hans") == 40
    assert [row["script"] for row in ROWS].count("Hant") == 40


@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_rules_mend_more_than_they_break(script):
    """With the rules F1 is higher than the bare network's, by two points at least."""
    assert score(script).f1 > score(script, rules=()).f1 + 0.02


@pytest.mark.parametrize("script", ["Hans", "Hant"])
def test_scores_do_not_fall(script):
    """F1 on the sample stays where it is."""
    assert score(script).f1 >= 0.66


def test_the_packaged_articles_are_read_well():
    """Persons of the gold are all found, and nine in ten of all entities exactly."""
    news = corpus.load()
    made = [find_entities(article.text) for article in news]
    scores = entities([article.entities for article in news], made)
    assert scores.strict.f1 >= 0.9
    assert scores.strict_by_label["PERSON"].recall == 1.0
