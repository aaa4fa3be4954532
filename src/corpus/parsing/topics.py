"""Find where one topic ends and another begins, in a stretch of paragraphs, all at once.

A segmentation is good if paragraphs in one segment are alike and paragraphs in different ones
are not: the minimum cut of Malioutov and Barzilay (2006, ACL), here over the log odds that two
paragraphs are of one article, taken from the pairs of characters they share (`cohesion`), and
limited to paragraphs at most ``band`` apart (`bonds`). To it comes what speaks for or against a
beginning at each place, told here: a paragraph that says when something happened, or where that
was learnt, may begin an article; one that begins with 他 or 此外, or in which someone goes on
speaking, hardly does. The weights of all this make the known beginnings of training articles most
likely, as in a semi-Markov conditional random field (Sarawagi and Cohen 2004, NIPS). Because of
the band, the best segmentation is found by dynamic programming in linear time; so is, for each
place, how much worse the best one is that decides otherwise there (`segments`). Where all that may
speak for a beginning is less than what binds the paragraphs around, nothing is searched.

On NTREX-128's development articles, shuffled and stripped of titles and layout, it finds 0.92 of
the boundaries at a precision of 0.94; comparing the windows on both sides of each place, as
TextTiling does, finds 0.77 at 0.81 (``benchmarks/parsing.py --hidden``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, TypeAlias

from corpus.parsing.segments import margins

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Sequence

    from corpus.parsing.rules import Rules

    _Sign: TypeAlias = Callable[[str, str, str], object]

__all__ = ["Beginnings", "beginning", "breaks", "observed"]

_HUNDRED = 100
_MOST = 2.0
_SHORT = 40


def beginning(text: str, rules: Rules, *, before: str = "", after: str = "") -> float:
    """Return what speaks for an article beginning with the paragraph `text`, in log odds.

    Args:
        text: The paragraph.
        rules: Holds the cues and their weights.
        before: The paragraph before it, if there is one.
        after: The paragraph after it.
    """
    return Beginnings(rules).weigh(text, before, after)


def observed(text: str, rules: Rules, *, before: str = "", after: str = "") -> dict[str, float]:
    """Return what `beginning` weighs, by the names of ``beginnings`` in ``data/rules.toml``."""
    found = {name: 1.0 for name, shows in _signs(rules).items() if shows(text, before, after)}
    return {"bias": 1.0, "length": _length(text), **found}


class Beginnings:
    """What speaks for articles beginning with paragraphs, by the rules of a text."""

    def __init__(self, rules: Rules) -> None:
        weights = rules.beginnings
        self._base = weights["bias"] - rules.thresholds["break_cost"]
        self._slope = weights["length"]
        signs = [(weights[name], shows) for name, shows in _signs(rules).items()]
        signs.sort(key=lambda sign: (sign[0] < 0, -abs(sign[0])))
        rest = sum([weight for weight, _ in signs if weight > 0])
        self._most = self._base + rest
        # What speaks for a beginning comes first, each with what those after it add at most.
        self._signs = []
        for weight, shows in signs:
            rest -= max(0.0, weight)
            self._signs.append((weight, shows, rest))

    def most(self, text: str) -> float:
        """Return what speaks at most for an article beginning with a paragraph of its length."""
        return self._most + self._slope * _length(text)

    def weigh(self, text: str, before: str, after: str, enough: float = -math.inf) -> float:
        """Return what speaks for an article beginning with a paragraph; see `beginning`.

        Where it is not more than `enough`, some number that is not, either.
        """
        score = self._base + self._slope * _length(text)
        for weight, shows, rest in self._signs:
            if shows(text, before, after):
                score += weight
            if score + rest <= enough:
                return enough
        return score


def _length(text: str) -> float:
    return min(_MOST, len(text) / _HUNDRED)


def _signs(rules: Rules) -> dict[str, _Sign]:
    """Return what tells whether a paragraph, or one beside it, shows each sign."""
    lead, tail = rules.limits["lead"], rules.limits["tail"]
    promise, said = rules.promise, rules.early["said"]

    def begins(cue: re.Pattern[str]) -> _Sign:
        match = cue.match
        return lambda text, _before, _after: match(text)

    def early(cue: re.Pattern[str]) -> _Sign:
        search = cue.search
        return lambda text, _before, _after: search(text, 0, lead)

    return {
        "continues": begins(rules.continues),
        "dated": early(rules.dated),
        **{name: begins(cue) for name, cue in rules.begins.items()},
        **{name: early(cue) for name, cue in rules.early.items()},
        "short_before": lambda _text, before, _after: before and len(before) < _SHORT,
        "promise_before": lambda _text, before, _after: (
            before and promise.search(before, max(0, len(before) - tail))
        ),
        "said_after": lambda _text, _before, after: after and said.search(after, 0, lead),
    }


def breaks(texts: Sequence[str], scores: Sequence[float], rules: Rules) -> list[float]:
    """Return for each paragraph by how much beginning an article there beats not doing so.

    Args:
        texts: The paragraphs.
        scores: What speaks for a beginning at each, besides the topic; see `beginning`.
        rules: Holds the weights.

    Returns:
        Margins in log odds, positive where an article begins; the first is always infinite.
    """
    from corpus.parsing.bonds import bonds

    return list(margins(dict(enumerate(scores)), next(bonds([texts], rules))).values())
