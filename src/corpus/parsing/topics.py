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

from typing import TYPE_CHECKING

from corpus.parsing.segments import margins

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.parsing.rules import Rules

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
    signs = dict.fromkeys(Beginnings(rules).signs(text, before, after), 1.0)
    return {"bias": 1.0, "length": _length(text), **signs}


def _length(text: str) -> float:
    return min(_MOST, len(text) / _HUNDRED)


class Beginnings:
    """What speaks for articles beginning with paragraphs, by the rules of a text."""

    def __init__(self, rules: Rules) -> None:
        weights = self._weights = rules.beginnings
        self._cost = rules.thresholds["break_cost"]
        self._lead, self._tail = rules.limits["lead"], rules.limits["tail"]
        self._promise = rules.promise
        self._said = rules.early["said"]
        self._first = [("continues", rules.continues.match)]
        self._first += [(name, cue.match) for name, cue in rules.begins.items()]
        self._early = [("dated", rules.dated.search)]
        self._early += [(name, cue.search) for name, cue in rules.early.items()]
        signs = [weight for name, weight in weights.items() if name not in {"bias", "length"}]
        self._most = weights["bias"] + sum([max(0.0, weight) for weight in signs]) - self._cost

    def most(self, text: str) -> float:
        """Return what speaks at most for an article beginning with a paragraph of its length."""
        return self._most + self._weights["length"] * _length(text)

    def weigh(self, text: str, before: str, after: str) -> float:
        """Return what speaks for an article beginning with a paragraph; see `beginning`."""
        weights = self._weights
        score = weights["bias"] + weights["length"] * _length(text)
        for name in self.signs(text, before, after):
            score += weights[name]
        return score - self._cost

    def signs(self, text: str, before: str, after: str) -> Iterator[str]:
        """Yield the names of what a paragraph and those beside it show."""
        lead = self._lead
        for name, match in self._first:
            if match(text):
                yield name
        for name, search in self._early:
            if search(text, 0, lead):
                yield name
        if before:
            if len(before) < _SHORT:
                yield "short_before"
            if self._promise.search(before, max(0, len(before) - self._tail)):
                yield "promise_before"
        if after and self._said.search(after, 0, lead):
            yield "said_after"


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
