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
ROC curve of 0.95 (``benchmarks/parsing.py --cohesion``).

How common a pair is comes from ``data/bigrams.tsv``, made by
``benchmarks/parsing_background.py``. Nothing here decides: it returns log odds.
"""

from __future__ import annotations

import math
import re
import sys
from array import array
from functools import cache
from importlib.resources import files
from itertools import repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from corpus.parsing.rules import Rules

__all__ = ["codes", "echo", "odds_of", "pair_odds", "pairs", "similarity", "weight_of"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]{2,}")
_LATIN = re.compile(r"[A-Z](?:[a-z]{2,}|[A-Z]+)")
Pair = int | str
"""A pair of Han characters, written or as a number, or a Latin name."""

_UTF_16 = f"utf-16-{sys.byteorder[0]}e"  # the machine's own, as `array` reads numbers
_FLOOR = -4.0
_CEILING = 4.0


@cache
def _weights() -> tuple[dict[Pair, float], float]:
    table = files("corpus.parsing") / "data" / "bigrams.tsv"
    rows = table.read_text(encoding="utf-8").split("\n")
    units = int(rows[0].partition("\t")[2])
    unseen = math.log(units / 2)
    weights: dict[Pair, float] = {}
    for row in rows[1:]:
        pair, _, count = row.partition("\t")
        if count:
            weights[pair] = math.log(units / int(count)) ** 2 / unseen
    weights |= zip(_numbers("".join(map(str, weights))), list(weights.values()), strict=True)
    return weights, unseen


def pairs(text: str) -> set[str]:
    """Return the pairs of neighbouring Han characters of `text`, and its Latin names.

    Example:
        >>> sorted(pairs("赵亚夫，农科院"))
        ['亚夫', '农科', '科院', '赵亚']
    """
    found: set[str] = set()
    for run in _HAN.findall(text):
        found.update(map(str.__add__, run, run[1:]))
    found.update(_LATIN.findall(text))
    return found


def codes(text: str) -> set[Pair]:
    """Return the same as `pairs`, each pair as one number: made and compared far faster.

    Example:
        >>> len(codes("赵亚夫，农科院")), len(codes("赵亚夫") & codes("赵亚夫，农科院"))
        (4, 2)
    """
    runs = _HAN.findall(text)
    joined = "\n".join(runs)
    found: set[Pair] = {*_numbers(joined), *_numbers(joined[1:])}
    found.difference_update(_numbers("".join([f"{run[-1]}\n\n{run[0]}" for run in runs])))
    found.update(_LATIN.findall(text))
    return found


def _numbers(text: str) -> array[int]:
    """Return every second pair of characters, none of them outside the BMP, as a number."""
    return array("I", text[: len(text) & ~1].encode(_UTF_16))


def weight_of(found: Collection[Pair]) -> float:
    """Return the sum of the pairs' weights: the rarer a pair, the heavier."""
    weights, unseen = _weights()
    return sum(map(weights.get, found, repeat(unseen)))


def similarity(left: set[Pair], right: set[Pair]) -> float:
    """Return how much two sets of pairs share, from 0 to 1."""
    shared = left & right
    if not shared:
        return 0.0
    return weight_of(shared) / math.sqrt(weight_of(left) * weight_of(right))


def odds_of(left: str, right: str, rules: Rules) -> float:
    """Return the log odds that two texts are of one article; see `pair_odds`."""
    return pair_odds(codes(left), codes(right), rules)


def pair_odds(left: set[Pair], right: set[Pair], rules: Rules) -> float:
    """Return the log odds that two sets of pairs come from one article.

    The logistic curve was fitted to places inside and between the articles of NTREX-128's
    development dumps, both scripts, each kind weighing the same.

    Returns:
        Positive where they belong together, from -4 to 4; near 0 where there is little text.
    """
    limits = rules.thresholds
    least = min(len(left), len(right))
    if not least:
        return 0.0
    odds = limits["cohesion_slope"] * math.sqrt(similarity(left, right))
    odds -= limits["cohesion_offset"]
    certainty = min(1.0, least / limits["cohesion_full"])
    return max(_FLOOR, min(_CEILING, odds)) * certainty


def echo(title: str, text: str) -> float:
    """Return how much of a title's rare pairs comes again in `text`, from 0 to 1."""
    wanted = pairs(title)
    if not wanted:
        return 0.0
    return weight_of({pair for pair in wanted if pair in text}) / weight_of(wanted)
