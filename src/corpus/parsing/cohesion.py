"""Lexical cohesion: how likely two stretches of text are about the same thing.

The text to the left and to the right of a place is compared by the pairs of neighbouring Han
characters they share, each pair counting the more the rarer it is, as the cosine of two sets:

    similarity = Σ w(shared) / sqrt(Σ w(left) · Σ w(right)),  w = idf² / idf of an unseen pair

This is the block comparison of TextTiling (Hearst 1997, Computational Linguistics 23:1) with
inverse document frequencies and character bigrams in place of stemmed words, which spares a
segmenter and catches names no dictionary has. C99 (Choi 2000) and the model of Utiyama and
Isahara (2001) need the whole document's matrix or a search over all segmentations, quadratic in
its length; TopicTiling, and neural segmenters, need a trained model. On news in both scripts the
windows below tell a place inside an article from one between two articles with an area under the
ROC curve of 0.96 (``benchmarks/parsing.py --cohesion``).

How common a pair is comes from ``data/bigrams.tsv``, made by
``benchmarks/parsing_background.py``. Nothing here decides: it returns log odds.
"""

from __future__ import annotations

import math
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.parsing.rules import Rules

__all__ = ["LATIN", "all_odds", "echo", "odds_of", "pairs", "weights"]

LATIN = re.compile(r"[A-Z](?:[a-z]{2,}|[A-Z]+)")
"""A Latin name, which counts as a pair that is rare."""

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_FLOOR = -4.0
_CEILING = 4.0


@cache
def weights() -> tuple[dict[str, float], float]:
    """Return the weight of each pair that is known, and that of the others."""
    table = files("corpus.parsing") / "data" / "bigrams.tsv"
    rows = table.read_text(encoding="utf-8").split("\n")[1:]  # the first line says the source
    units = int(rows[0].partition("\t")[2])
    unseen = math.log(units / 2)
    known: dict[str, float] = {}
    for row in rows[1:]:
        pair, _, count = row.partition("\t")
        if count:
            known[pair] = math.log(units / int(count)) ** 2 / unseen
    return known, unseen


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring Han characters of `text`, and its Latin names.

    Example:
        >>> sorted(pairs("赵亚夫，农科院"))
        ['亚夫', '农科', '科院', '赵亚']
    """
    found: set[str] = set()
    for run in _HAN.findall(text):
        found.update(map(str.__add__, run, run[1:]))
    found.update(LATIN.findall(text))
    return found


def odds_of(left: str, right: str, rules: Rules) -> float:
    """Return the log odds that two texts are of one article; see `all_odds`."""
    return all_odds([(left, right)], rules)[0]


def all_odds(couples: Sequence[tuple[str, str]], rules: Rules) -> list[float]:
    """Return for each couple of texts the log odds that they are of one article.

    The logistic curve was fitted to places inside and between the articles of NTREX-128's
    development dumps, both scripts, each kind weighing the same.

    Returns:
        Positive where they belong together, from -4 to 4; near 0 where there is little text.
    """
    from corpus.parsing.likeness import compare

    limits = rules.thresholds
    found = compare([text for couple in couples for text in couple], 1)
    odds = []
    for left in range(0, 2 * len(couples), 2):
        least = int(found.sizes[left : left + 2].min())
        if not least:
            odds.append(0.0)
            continue
        similarity = found.shared[left + 1, 1] / math.sqrt(found.masses[left : left + 2].prod())
        own = limits["cohesion_slope"] * math.sqrt(similarity) - limits["cohesion_offset"]
        certainty = min(1.0, least / limits["cohesion_full"])
        odds.append(max(_FLOOR, min(_CEILING, own)) * certainty)
    return odds


def echo(title: str, *texts: str) -> tuple[float, ...]:
    """Return how much of a title's rare pairs comes again in each of `texts`, from 0 to 1."""
    known, unseen = weights()
    wanted = {pair: known.get(pair, unseen) for pair in pairs(title)}
    whole = sum(wanted.values())
    if not whole:
        return (0.0,) * len(texts)
    return tuple([_echoed(wanted, text) / whole for text in texts])


def _echoed(wanted: Mapping[str, float], text: str) -> float:
    """Return the weight of the pairs that stand in `text`; most do not, nor their first half."""
    return sum([weight for pair, weight in wanted.items() if pair[0] in text and pair in text])
