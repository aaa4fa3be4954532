"""Find where one topic ends and another begins, in a stretch of paragraphs, all at once.

A segmentation is good if paragraphs in one segment are alike and paragraphs in different ones
are not: the minimum cut of Malioutov and Barzilay (2006, ACL), here over the log odds that two
paragraphs are of one article, taken from the pairs of characters they share (`cohesion`), and
limited to paragraphs at most ``band`` apart. To it comes what speaks for or against a beginning
at each place: a paragraph that says when something happened may begin an article, one that
begins with 他 or 此外 hardly does. Because of the band, the best segmentation is found by dynamic
programming in linear time; so is, for each place, how much worse the best one is that decides
otherwise there.

On NTREX-128's development articles, shuffled and stripped of titles and layout, it finds 0.91 of
the boundaries at a precision of 0.93; comparing the windows on both sides of each place, as
TextTiling does, finds 0.77 at 0.81 (``benchmarks/parsing.py --hidden``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from corpus.parsing.cohesion import codes, weight_of

if TYPE_CHECKING:
    from corpus.parsing.rules import Rules

__all__ = ["beginning", "breaks"]

_NEVER = -1e9
_REACH = 400
_HUNDRED = 100


def beginning(text: str, rules: Rules) -> float:
    """Return what speaks for an article beginning with the paragraph `text`, in log odds."""
    limits = rules.thresholds
    score = limits["break_length_base"]
    score += limits["break_length"] * min(2.0, len(text) / _HUNDRED)
    if rules.continues.match(text):
        score += limits["break_continues"]
    if rules.dated.search(text, 0, rules.limits["lead"]):
        score += limits["break_dated"]
    return score - limits["break_cost"]


def breaks(texts: list[str], scores: list[float], rules: Rules) -> list[float]:
    """Return for each paragraph by how much beginning an article there beats not doing so.

    Args:
        texts: The paragraphs.
        scores: What speaks for a beginning at each, besides the topic; see `beginning`.
        rules: Holds the weights.

    Returns:
        Margins in log odds, positive where an article begins; the first is always infinite.
    """
    band = int(rules.thresholds["band"])
    held = _held(texts, rules, band)
    ahead = _ahead(scores, held, band)
    behind = _behind(scores, held, band)
    margins = [math.inf]
    for number in range(1, len(texts)):
        total = list(map(float.__add__, ahead[number], behind[number]))
        margins.append(total[0] - max(total[1:]))
    return margins


def _held(texts: list[str], rules: Rules, band: int) -> list[list[float]]:
    """Return for each paragraph what binds it to the last 1, 2 ... `band` before it."""
    limits = rules.thresholds
    similarity, interaction = limits["pair_similarity"], limits["pair_interaction"]
    by_mass, by_distance = limits["pair_mass"], limits["pair_distance"]
    base, weight = limits["pair_base"], limits["pair_weight"]
    sets = [codes(text[:_REACH]) for text in texts]
    masses = [weight_of(found) for found in sets]
    logs = [math.log(mass + 1) for mass in masses]
    rows: list[list[float]] = []
    for number, own in enumerate(sets):
        total = 0.0
        row = [0.0]
        for distance in range(1, min(band, number) + 1):
            other = number - distance
            if masses[number] and masses[other]:
                mass = min(logs[number], logs[other])
                shared = own & sets[other]
                alike = 0.0
                if shared:
                    alike = math.sqrt(weight_of(shared) / math.sqrt(masses[number] * masses[other]))
                total += weight * (
                    alike * (similarity + interaction * mass)
                    + by_mass * mass
                    + by_distance * distance
                    + base
                )
            row.append(total)
        row += [total] * (band + 1 - len(row))
        rows.append(row)
    return rows


def _ahead(scores: list[float], held: list[list[float]], band: int) -> list[list[float]]:
    """Return the best score up to each paragraph, by how long ago its article began."""
    row = [0.0] + [_NEVER] * band
    rows = [row]
    for score, bond in zip(scores[1:], held[1:], strict=True):
        fresh = max(row) + score
        older = [before + b for before, b in zip(row, bond[1:], strict=False)]
        older[-1] = max(older[-1], row[band] + bond[band])
        row = [fresh, *older]
        rows.append(row)
    return rows


def _behind(scores: list[float], held: list[list[float]], band: int) -> list[list[float]]:
    """Return the best score after each paragraph, by how long ago its article began."""
    row = [0.0] * (band + 1)
    rows = [row]
    for score, bond in zip(scores[:0:-1], held[:0:-1], strict=True):
        fresh = row[0] + score
        row = [
            max(fresh, row[min(age + 1, band)] + bond[min(age + 1, band)])
            for age in range(band + 1)
        ]
        rows.append(row)
    rows.reverse()
    return rows
