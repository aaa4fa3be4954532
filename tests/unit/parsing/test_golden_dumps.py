"""Dumps of our own in five layouts and two scripts, against the articles they are made of."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from corpus.parsing.dump import parse
from corpus.spans import Span

FOLDER = Path(__file__).parents[2] / "golden" / "parsing"
DUMPS = [json.loads(row) for row in (FOLDER / "dumps.jsonl").read_text("utf-8").splitlines()]

# What is reached, as shares: boundary precision and recall, titles, datelines, paragraphs.
# Where the headline is missing in tight text, only the topic may show the boundary.
REACHED = {
    "v1_clean": (1.0, 1.0, 0.95, 1.0, 1.0),
    "v2_tight": (0.94, 0.9, 0.95, 1.0, 0.99),
    "v3_notitle": (0.9, 0.9, 0.89, 1.0, 0.99),
    "v4_pages": (0.95, 1.0, 0.95, 1.0, 0.99),
    "v5_wrap": (1.0, 1.0, 0.91, 1.0, 1.0),
}


def _bare(text):
    return "".join((text or "").split())


def _count(dump):
    found = parse(dump["text"])
    starts = {article["start"] for article in dump["articles"][1:]}
    given = {article.raw_spans(Span(0, 1))[0].start for article in found[1:]}
    titles = {_bare(article.title) for article in found}
    datelines = {_bare(article.dateline.text) for article in found if article.dateline}
    paragraphs = {_bare(p.text) for article in found for p in article.paragraphs}
    count = Counter(given=len(given), boundaries=len(starts), right=len(given & starts))
    for article in dump["articles"]:
        if article["title_in_text"]:
            count.update(titles=1, titles_right=_bare(article["title"]) in titles)
        if article["dateline"]:
            wanted = _bare(article["dateline"]["text"])
            count.update(datelines=1, datelines_right=wanted in datelines)
        for paragraph in article["paragraphs"]:
            right = _bare(paragraph["text"]) in paragraphs
            count.update(paragraphs=1, paragraphs_right=right)
    return count


@pytest.mark.parametrize("variant", REACHED)
def test_a_layout_is_read_as_well_as_it_was(variant):
    """Boundaries by their offset, titles, datelines and paragraphs by their text."""
    count = Counter()
    for dump in DUMPS:
        if dump["variant"] == variant:
            count.update(_count(dump))
    shares = (
        count["right"] / count["given"],
        count["right"] / count["boundaries"],
        count["titles_right"] / count["titles"],
        count["datelines_right"] / count["datelines"],
        count["paragraphs_right"] / count["paragraphs"],
    )
    assert all(share >= least for share, least in zip(shares, REACHED[variant], strict=True)), (
        shares
    )


def test_all_layouts_and_both_scripts_are_there():
    """The folder is not empty."""
    assert Counter(dump["id"].rpartition("-")[0] for dump in DUMPS) == {
        f"{script}-{variant}": 2 for script in ("hans", "hant") for variant in REACHED
    }


def test_the_dumps_are_what_the_generator_writes(tmp_path):
    """From the articles beside it."""
    output = tmp_path / "dumps.jsonl"
    subprocess.run(
        [sys.executable, str(FOLDER / "make_dumps.py"), "--output", str(output)], check=True
    )
    assert output.read_bytes() == (FOLDER / "dumps.jsonl").read_bytes()
