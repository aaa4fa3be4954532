"""Entities against hand-annotated sentences that the project did not write."""

import json
from pathlib import Path

import pytest

import corpus
from corpus.annotation import coarse_names, find_entities
from corpus.evaluate import entities

FOLDER = Path(__file__).parents[3] / "golden" / "entities"


def read(name):
    """The rows of a golden file."""
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


ROWS = read("uner_sample.jsonl")
NEWS = read("ntrex_news.jsonl")


def score(script, rules=None, sentences=ROWS, chains="joined"):
    """The coarse, flat scores of one script's sentences."""
    rows = [row for row in sentences if row["script"] == script]
    gold = [[tuple(entity) for entity in row["entities"]] for row in rows]
    made = [
        list(coarse_names(find_entities(row["text"], rules=rules), chains=chains)) for row in rows
    ]
    return entities(gold, made).strict


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


def test_the_news_has_both_scripts():
    """There are 125 sentences in each, and every span lies in its text."""
    assert [row["script"] for row in NEWS].count("Hans") == 125
    assert [row["script"] for row in NEWS].count("Hant") == 125
    for row in NEWS:
        for start, end, label in row["entities"]:
            assert row["text"][start:end].strip() == row["text"][start:end] != ""
            assert label in {"PER", "LOC", "ORG"}


@pytest.mark.parametrize(("script", "least"), [("Hans", 0.785), ("Hant", 0.66)])
def test_news_is_read_as_well_as_it_was(script, least):
    """F1 on translated news stays where it is, and the rules are worth six points at least."""
    found = score(script, sentences=NEWS, chains="parted").f1
    assert found >= least
    bare = score(script, rules=(), sentences=NEWS, chains="parted").f1
    assert found > bare + 0.06


def test_the_packaged_articles_are_read_well():
    """Persons of the gold are all found, and nine in ten of all entities exactly."""
    news = corpus.load()
    made = [find_entities(article.text) for article in news]
    scores = entities([article.entities for article in news], made)
    assert scores.strict.f1 >= 0.9
    assert scores.strict_by_label["PERSON"].recall == 1.0
