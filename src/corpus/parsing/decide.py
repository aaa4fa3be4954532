"""Decide what every block is, all of them together.

Each block has a score for each role from the evidence (`scores`), each pair of neighbouring roles
one from the table of moves; the best sequence over the whole text wins (`viterbi`). A plain body
paragraph has one role only, so what lies between two of them is decided apart, and clean text
costs little. What the text is about is asked only where the rest leaves doubt (`doubts`).
"""

from __future__ import annotations

import math
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.doubts import weigh_topics
from corpus.parsing.rules import ROLES
from corpus.parsing.scores import Observations, Scores
from corpus.parsing.viterbi import HOPELESS, Options, Stretch, Table, best_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules
    from corpus.parsing.viterbi import Moves

__all__ = ["Verdict", "decide", "table_of"]

_PARAGRAPH = ROLES.index("paragraph")
_HEADLINE = frozenset(map(ROLES.index, ("title", "kicker", "deck", "byline", "signed")))
_CAPTIONED = _HEADLINE | {ROLES.index("opening")}
_EXPECTING = frozenset({"after_note", "under_caption"})
_MANY = 8  # stretches that it pays to decide on arrays
_LONGEST = 24  # blocks in such a stretch


class Verdict(NamedTuple):
    """What one block was found to be."""

    role: str
    margin: float  # log odds lost by the best reading in which it is something else
    observed: Observations  # empty for plain body text


_PLAIN = Verdict("paragraph", math.inf, [])  # shared by all that are plain


def decide(
    blocks: list[Block],
    datelines: dict[int, bool],
    rules: Rules,
    told: Mapping[int, str] = MappingProxyType({}),
) -> list[Verdict]:
    """Return a verdict for each block.

    Args:
        blocks: The blocks of a text, in order.
        datelines: The numbers of those that begin with a dateline.
        rules: What to decide by.
        told: What a record says that a block is, by the start of its first line.
    """
    if not blocks:
        return []
    scores = Scores(blocks, datelines, rules, told)
    judge = Judge(scores)
    verdicts = judge.judge([], set())
    changed = weigh_topics(scores, verdicts)
    return judge.judge(verdicts, changed) if changed else verdicts


class Judge:
    """Decides stretches of blocks, and stretches of which the same is observed once."""

    def __init__(self, scores: Scores) -> None:
        self._scores = scores
        into = tuple(zip(*scores.rules.moves, strict=True))
        # A dateline belongs under a headline; inside an article it is a surprise.
        cost = scores.rules.thresholds["dateline_inside"]
        self.moves: tuple[Moves, ...] = tuple(
            tuple(
                tuple(move - cost * (role not in under) for role, move in enumerate(row))
                if to == _PARAGRAPH
                else row
                for to, row in enumerate(into)
            )
            for under in (frozenset(range(len(ROLES))), _HEADLINE, _CAPTIONED)
        )
        """The moves into a block, into one that begins with a dateline, and into such a one
        below a photo's caption, with which an article may open."""
        self._tables = [Table(moves) for moves in self.moves]
        self._entries = [[row[_PARAGRAPH] for row in moves] for moves in self.moves]
        self._leave = into[_PARAGRAPH]
        self._known: dict[tuple[int, ...], list[Verdict]] = {}

    def judge(self, known: list[Verdict], changed: set[int]) -> list[Verdict]:
        """Return the best sequence of roles, with margins.

        Only stretches in which something has `changed` since the verdicts that are `known`
        are decided anew.
        """
        rows, graded = self._scores.rows, self._scores.graded
        count = len(rows)
        verdicts = known.copy() if known else [_PLAIN] * count
        alone: list[range] = []
        stop = 0
        for number in sorted(changed if known else self._scores.names):
            if number < stop or rows[number] is None:
                continue
            start, stop = number, number + 1
            while start and rows[start - 1] is not None:
                start -= 1
            while stop < count and rows[stop] is not None:
                stop += 1
            numbers = range(start, stop)
            if graded.isdisjoint(numbers):
                verdicts[start:stop] = self._usual(numbers)
            else:
                alone.append(numbers)
        for numbers, found in zip(alone, self._decide(alone), strict=True):
            verdicts[numbers.start : numbers.stop] = found
        return verdicts

    def _usual(self, numbers: range) -> list[Verdict]:
        """Decide the blocks of a stretch, the same as others of which the same is observed."""
        # At the text's beginning and end the same blocks are others.
        ends = (not numbers.start) - 2 * (numbers.stop == len(self._scores.rows))
        key = (ends, *map(self._scores.alike.__getitem__, numbers))
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._decide([numbers])[0]
        return found

    def _decide(self, stretches: list[range]) -> list[list[Verdict]]:
        """Decide the blocks of stretches between plain paragraphs or the text's ends."""
        observed = self._scores.observed
        paths = self._paths([self._stretch(numbers) for numbers in stretches])
        return [
            [
                Verdict(ROLES[role], margin, observed[number])
                for number, (role, margin) in zip(numbers, path, strict=True)
            ]
            for numbers, path in zip(stretches, paths, strict=True)
        ]

    def _stretch(self, numbers: range) -> Stretch:
        scores, names = self._scores, self._scores.names
        tables = [table_of(names[number]) for number in numbers]
        entry = self._entries[tables[0]] if numbers.start else scores.rules.start
        last = numbers.stop == len(scores.rows)
        leave = (0.0,) * len(ROLES) if last else self._leave
        return Stretch([scores.row(number) for number in numbers], tables, entry, leave)

    def _paths(self, stretches: list[Stretch]) -> list[list[tuple[int, float]]]:
        """Return the best sequence of roles of each stretch."""
        short = [each for each in stretches if len(each.rows) <= _LONGEST]
        if len(short) < _MANY:
            return list(map(self._path, stretches))
        from corpus.parsing.paths import best_paths

        together = iter(best_paths(short, self.moves, _PARAGRAPH))
        return [
            next(together) if len(each.rows) <= _LONGEST else self._path(each) for each in stretches
        ]

    def _path(self, stretch: Stretch) -> list[tuple[int, float]]:
        options = list(map(_options, stretch.rows))
        tables = [self._tables[table] for table in stretch.tables]
        return best_path(options, tables, stretch.entry, stretch.leave)


def table_of(names: tuple[str, ...]) -> int:
    """Return the number of the moves into a block of which `names` are observed."""
    if "dateline" not in names or not _EXPECTING.isdisjoint(names):
        return 0
    return 2 if "after_caption" in names else 1


def _options(row: list[float]) -> Options:
    """Return the roles a block may have, with their scores; hopeless ones are left out."""
    least = max(row) - HOPELESS
    roles = [role for role, score in enumerate(row) if score >= least or role == _PARAGRAPH]
    return Options(tuple(roles), tuple([row[role] for role in roles]))
