"""Find where one topic ends and another begins, in a stretch of paragraphs, all at once.

A segmentation is good if paragraphs in one segment are alike and paragraphs in different ones
are not: the minimum cut of Malioutov and Barzilay (2006, ACL), here over the log odds that two
paragraphs are of one article, taken from the pairs of characters they share (`cohesion`), and
limited to paragraphs at most ``band`` apart. To it comes what speaks for or against a beginning
at each place: a paragraph that says when something happened, or where that was learnt, may begin
an article; one that begins with 他 or 此外, or in which someone goes on speaking, hardly does. The
weights of all this make the known beginnings of training articles most likely, as in a
semi-Markov conditional random field (Sarawagi and Cohen 2004, NIPS). Because of the band, the
best segmentation is found by dynamic programming in linear time; so is, for each place, how much
worse the best one is that decides otherwise there.

On NTREX-128's development articles, shuffled and stripped of titles and layout, it finds 0.92 of
the boundaries at a precision of 0.94; comparing the windows on both sides of each place, as
TextTiling does, finds 0.77 at 0.81 (``benchmarks/parsing.py --hidden``).
"""

from __future__ import annotations

import math
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.parsing.rules import Rules

__all__ = ["Bonds", "beginning", "bonds", "breaks", "margins", "observed"]

Bonds = list[list[float]]
"""For each paragraph of a stretch what binds it to the last 0, 1, 2 ... before it, summed up."""

_NEVER = -1e9
_REACH = 400
_HUNDRED = 100
_SHORT = 40


def beginning(text: str, rules: Rules, *, before: str = "", after: str = "") -> float:
    """Return what speaks for an article beginning with the paragraph `text`, in log odds.

    Args:
        text: The paragraph.
        rules: Holds the cues and their weights.
        before: The paragraph before it, if there is one.
        after: The paragraph after it.
    """
    weights = rules.beginnings
    found = observed(text, rules, before=before, after=after)
    score = sum([weights[name] * value for name, value in found.items()])
    return score - rules.thresholds["break_cost"]


def observed(text: str, rules: Rules, *, before: str = "", after: str = "") -> dict[str, float]:
    """Return what `beginning` weighs, by the names of ``beginnings`` in ``data/rules.toml``."""
    lead = rules.limits["lead"]
    found = {"bias": 1.0, "length": min(2.0, len(text) / _HUNDRED)}
    if rules.continues.match(text):
        found["continues"] = 1.0
    if rules.dated.search(text, 0, lead):
        found["dated"] = 1.0
    found |= {name: 1.0 for name, cue in rules.begins.items() if cue.match(text)}
    found |= {name: 1.0 for name, cue in rules.early.items() if cue.search(text, 0, lead)}
    if before:
        if len(before) < _SHORT:
            found["short_before"] = 1.0
        if rules.promise.search(before, max(0, len(before) - rules.limits["tail"])):
            found["promise_before"] = 1.0
    if after and rules.early["said"].search(after, 0, lead):
        found["said_after"] = 1.0
    return found


def breaks(texts: Sequence[str], scores: Sequence[float], rules: Rules) -> list[float]:
    """Return for each paragraph by how much beginning an article there beats not doing so.

    Args:
        texts: The paragraphs.
        scores: What speaks for a beginning at each, besides the topic; see `beginning`.
        rules: Holds the weights.

    Returns:
        Margins in log odds, positive where an article begins; the first is always infinite.
    """
    return margins(scores, next(bonds([texts], rules)))


def bonds(stretches: Sequence[Sequence[str]], rules: Rules) -> Iterator[Bonds]:
    """Yield for each stretch of paragraphs what binds them together.

    All stretches are reckoned at once, which costs a fraction of one by one.
    """
    import numpy as np

    from corpus.parsing.likeness import compare

    limits = rules.thresholds
    band = int(limits["band"])
    _, masses, shared = compare([text[:_REACH] for texts in stretches for text in texts], band)
    distance = np.arange(1, band + 1)
    own = np.arange(len(masses))[:, np.newaxis]
    place = np.concatenate([np.arange(len(texts)) for texts in stretches])[:, np.newaxis]
    other = np.where(distance <= place, own - distance, own)
    product = masses[own] * masses[other]
    told = (other < own) & (product > 0)
    alike = np.sqrt(shared[:, 1:] / np.sqrt(np.where(told, product, 1)))
    logs = np.log(masses + 1)
    mass = np.minimum(logs[own], logs[other])
    bond = limits["pair_weight"] * (
        alike * (limits["pair_similarity"] + limits["pair_interaction"] * mass)
        + limits["pair_mass"] * mass
        + limits["pair_distance"] * distance
        + limits["pair_base"]
    )
    held = np.zeros(shared.shape)
    held[:, 1:] = np.where(told, bond, 0).cumsum(axis=1)
    start = 0
    for texts in stretches:
        yield held[start : start + len(texts)].tolist()
        start += len(texts)


def margins(scores: Sequence[float], held: Bonds) -> list[float]:
    """Return for each paragraph of a stretch by how much beginning an article there is better."""
    ahead = _ahead(scores, held)
    behind = _behind(scores, held)
    found = [math.inf]
    for before, after in zip(ahead[1:], behind[1:], strict=True):
        both = list(map(add, before, after))
        found.append(both[0] - max(both[1:]))
    return found


def _ahead(scores: Sequence[float], held: Bonds) -> list[list[float]]:
    """Return the best score up to each paragraph, by how long ago its article began."""
    row = [0.0] + [_NEVER] * (len(held[0]) - 1)
    rows = [row]
    for score, bond in zip(scores[1:], held[1:], strict=True):
        fresh = max(row) + score
        older = list(map(add, row, bond[1:]))
        older[-1] = max(older[-1], row[-1] + bond[-1])
        row = [fresh, *older]
        rows.append(row)
    return rows


def _behind(scores: Sequence[float], held: Bonds) -> list[list[float]]:
    """Return the best score after each paragraph, by how long ago its article began."""
    row = [0.0] * len(held[0])
    rows = [row]
    for score, bond in zip(scores[:0:-1], held[:0:-1], strict=True):
        fresh = row[0] + score
        older = list(map(add, row[1:], bond[1:]))
        older.append(older[-1])
        row = [max(fresh, value) for value in older]
        rows.append(row)
    rows.reverse()
    return rows
