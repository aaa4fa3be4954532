"""Weigh observations: what speaks for each role of each block.

A plain body paragraph is not weighed: it has one role. Every other block has a score for each
role, the bias and the sum of the weights of what is observed about it.
"""

from __future__ import annotations

from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.endings import STOPS
from corpus.parsing.evidence import Witness
from corpus.parsing.layout import Layout, cannot_begin
from corpus.parsing.lines import FULL_INDENT
from corpus.parsing.records import INSIDE
from corpus.parsing.rules import OPENING_ROLES, ROLES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["OPENERS", "OTHERS", "UNSURE", "Observations", "Scores"]

OPENERS = tuple(ROLES.index(role) for role in sorted(OPENING_ROLES))
"""The places in `ROLES` of the roles that begin an article."""

OTHERS = tuple(n for n in range(len(ROLES)) if n not in OPENERS)
"""The places of the others."""

UNSURE = 6.0
"""Log odds below which it is open whether a block begins an article."""

Observations = list[tuple[str, float]]
"""What is observed about a block, each with its strength."""

_NOTHING = (0.0,) * len(ROLES)


def _is_sentence(block: Block) -> bool:
    """Tell whether a block is at least a sentence, by its ending."""
    return block.ends in STOPS and block.size != "tiny" and not block.whole


class _Weighed(NamedTuple):
    """What is the same for all blocks of which the same is observed."""

    scores: list[float]  # of each role
    unsure: bool  # whether it is open that an article begins
    observed: Observations
    number: int


class Scores:
    """The blocks of a text with their scores."""

    def __init__(
        self,
        blocks: list[Block],
        datelines: dict[int, bool],
        rules: Rules,
        told: Mapping[int, str] = MappingProxyType({}),
    ) -> None:
        self.blocks = blocks
        self.told = told  # by records, of blocks by the start of their first line
        self.rules = rules
        self.layout = Layout(blocks, datelines, rules)
        self._witness = Witness(blocks, self.layout, rules)
        self._known: dict[tuple[str, ...], _Weighed] = {}
        self.names: dict[int, tuple[str, ...]] = {}
        self.observed: dict[int, Observations] = {}
        self.alike: dict[int, int] = {}  # the same number for blocks of the same names
        self.graded: set[int] = set()  # blocks with observations that are numbers
        self.unsure: set[int] = set()  # blocks that may or may not begin an article
        self.rows: list[list[float] | None] = [None] * len(blocks)  # None for plain paragraphs
        plain = self._plain()
        plain.difference_update(datelines)
        if told:
            plain = {n for n in plain if told.get(blocks[n].first.start, INSIDE) == INSIDE}
        for number in range(len(blocks)):
            if number not in plain:
                self._observe(number)

    def _plain(self) -> set[int]:
        """Return the numbers of the blocks that, without dateline, can only be body paragraphs."""
        plain: set[int] = set()
        follows = False  # whether a body paragraph may follow the block before
        above = stands = (0, 0)
        for number, block in enumerate(self.blocks):
            if not (block.full or _is_sentence(block)):
                follows = False
                continue
            first = block.first
            above, stands = stands, (first.blanks, first.indent)
            if (
                follows
                and not (block.cue or block.ruled or first.page)
                and not cannot_begin(block.text)
                and (stands == above or not self._is_apart(number))
            ):
                plain.add(number)
            follows = block.ends in STOPS and not block.ends_article
        return plain

    def _is_apart(self, number: int) -> bool:
        """Tell whether a block stands otherwise than paragraphs do here."""
        first, usual = self.blocks[number].first, self.layout.habits.around(number)
        return (usual.indents and first.indent < FULL_INDENT) or (
            first.blanks > 0 and not usual.dense
        )

    def _observe(self, number: int) -> None:
        names = self._witness.observe(number)
        if self.told and (told := self.told.get(self.blocks[number].first.start)):
            names = (*names, told)
        self.names[number] = names
        weighed = self._known.get(names) or self._weigh(names)
        self.rows[number], unsure, self.observed[number], self.alike[number] = weighed
        if unsure:
            self.unsure.add(number)

    def _weigh(self, names: tuple[str, ...]) -> _Weighed:
        scores = list(self.rules.bias)
        for name in names:
            scores = list(map(add, scores, self.rules.weights.get(name, _NOTHING)))
        opener = max([scores[role] for role in OPENERS])
        other = max([scores[role] for role in OTHERS])
        unsure = abs(opener - other) < UNSURE
        observed = [(name, 1.0) for name in names]
        weighed = self._known[names] = _Weighed(scores, unsure, observed, len(self._known))
        return weighed

    def row(self, number: int) -> list[float]:
        """Return the scores of a block, of a plain paragraph too."""
        if self.rows[number] is None:
            self._observe(number)
        return self.rows[number] or []

    def grade(self, number: int, graded: Observations) -> None:
        """Add observations that are numbers to a block, and weigh it anew."""
        scores = list(self.row(number))
        for name, value in graded:
            weights = self.rules.weights.get(name, _NOTHING)
            scores = [score + value * weight for score, weight in zip(scores, weights, strict=True)]
        self.observed[number] = [*self.observed[number], *graded]
        self.rows[number] = scores
        self.graded.add(number)

    def is_heralded(self, number: int) -> bool:
        """Tell whether a line has a dateline, a byline or a subtitle after it, as titles have."""
        return self._witness.is_heralded(number)

    def echoes(self, number: int) -> Observations:
        """Return how much of a line's words stand in the paragraphs after and before it."""
        return self._witness.echoes.of(number)

    def pictured(self, number: int) -> int:
        """Return the first of the captions above a paragraph that speak of what it does."""
        return self._witness.echoes.pictured(number)
