"""Decide what every block is, all of them together.

Each block has a score for each role from the evidence (`scores`), each pair of neighbouring roles
one from the table of moves; the best sequence over the whole text wins (`viterbi`). A plain body
paragraph has one role only, so what lies between two of them is decided apart, and clean text
costs little. What the text is about is asked only where the rest leaves doubt (`doubts`).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.doubts import weigh_topics
from corpus.parsing.rules import ROLES
from corpus.parsing.scores import Observations, Scores
from corpus.parsing.viterbi import HOPELESS, Moves, best_path

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["Verdict", "decide"]

_PARAGRAPH = ROLES.index("paragraph")
_HEADLINE = frozenset(map(ROLES.index, ("title", "kicker", "deck", "byline", "signed")))


class Verdict(NamedTuple):
    """What one block was found to be."""

    role: str
    margin: float  # log odds lost by the best reading in which it is something else
    observed: Observations  # empty for plain body text


_PLAIN = Verdict("paragraph", math.inf, [])


def decide(blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> list[Verdict]:
    """Return a verdict for each block.

    Args:
        blocks: The blocks of a text, in order.
        datelines: The numbers of those that begin with a dateline.
        rules: What to decide by.
    """
    if not blocks:
        return []
    scores = Scores(blocks, datelines, rules)
    judge = Judge(scores)
    verdicts = judge.judge([], set())
    changed = weigh_topics(scores, verdicts)
    return judge.judge(verdicts, changed) if changed else verdicts


class Judge:
    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        moves = scores.rules.moves
        self._into = tuple(zip(*moves, strict=True))
        # A dateline belongs under a headline; inside an article it is a surprise.
        cost = scores.rules.thresholds["dateline_inside"]
        under = [
            move if role in _HEADLINE else move - cost
            for role, move in enumerate(self._into[_PARAGRAPH])
        ]
        self._inside = tuple(
            tuple(under) if to == _PARAGRAPH else row for to, row in enumerate(self._into)
        )
        self._known: dict[object, list[tuple[int, float]]] = {}

    @property
    def moves(self) -> tuple[Moves, Moves]:
        """The moves into a block, and into one that begins with a dateline."""
        return self._into, self._inside

    def judge(self, known: list[Verdict], changed: set[int]) -> list[Verdict]:
        """Return the best sequence of roles, with margins.

        Only stretches in which something has `changed` since the verdicts that are `known`
        are decided anew.
        """
        verdicts: list[Verdict] = []
        rows = self._scores.rows
        count = len(rows)
        number = 0
        while number < count:
            if rows[number] is None:
                verdicts.append(_PLAIN)
                number += 1
                continue
            stop = number + 1
            while stop < count and rows[stop] is not None:
                stop += 1
            if known and changed.isdisjoint(range(number, stop)):
                verdicts += known[number:stop]
            else:
                verdicts += self._stretch(number, stop)
            number = stop
        return verdicts

    def _stretch(self, start: int, stop: int) -> list[Verdict]:
        """Decide blocks `start` to `stop`, between plain paragraphs or the text's ends."""
        scores = self._scores
        numbers = range(start, stop)
        key = None
        if scores.graded.isdisjoint(numbers):
            ends = (not start, stop == len(scores.rows))
            key = (*ends, *(scores.names[number] for number in numbers))
        found = self._known.get(key) if key is not None else None
        if found is None:
            found = self._path(start, stop)
            if key is not None:
                self._known[key] = found
        return [
            Verdict(ROLES[role], margin, scores.observed[number])
            for number, (role, margin) in zip(numbers, found, strict=True)
        ]

    def _path(self, start: int, stop: int) -> list[tuple[int, float]]:
        names = self._scores.names
        surprising = [
            "dateline" in names[number] and "after_note" not in names[number]
            for number in range(start, stop)
        ]
        tables = [self._inside if each else self._into for each in surprising]
        entry = [row[_PARAGRAPH] for row in tables[0]] if start else self._scores.rules.start
        last = stop == len(self._scores.rows)
        leave = (0.0,) * len(ROLES) if last else self._into[_PARAGRAPH]
        return best_path([self._options(n) for n in range(start, stop)], tables, entry, leave)

    def _options(self, number: int) -> dict[int, float]:
        """Return the roles a block may have, with their scores; hopeless ones are left out."""
        row = self._scores.row(number)
        least = max(row) - HOPELESS
        return {
            role: score for role, score in enumerate(row) if score >= least or role == _PARAGRAPH
        }
