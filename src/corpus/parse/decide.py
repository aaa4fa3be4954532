"""Decide what every block is, all of them together.

Each block gets a score for each role from the evidence (`Witness`), each pair of neighbouring
roles one from the table of moves; the best sequence over the whole text is found by the
Viterbi algorithm (Viterbi 1967, IEEE Trans. Inf. Theory 13:2), and how much worse the best
sequence would be in which a block is something else is the margin of its decision. A plain body
paragraph has one role only, so clean text costs little.

After that, articles whose beginning and end do not belong together are searched for a boundary
without any outward sign, by lexical cohesion.
"""

from __future__ import annotations

import math
from operator import add as _add
from typing import TYPE_CHECKING, NamedTuple

from corpus.parse.cohesion import pair_odds, pairs
from corpus.parse.evidence import Witness
from corpus.parse.rules import ROLES

if TYPE_CHECKING:
    from corpus.parse.blocks import Block
    from corpus.parse.rules import Rules

__all__ = ["OPENING_ROLES", "Verdict", "decide"]

_PARAGRAPH = ROLES.index("paragraph")
_N = len(ROLES)
OPENING_ROLES = frozenset({"title", "kicker", "opening"})
_OPENERS = tuple(ROLES.index(role) for role in OPENING_ROLES)
_OTHERS = tuple(n for n in range(_N) if n not in _OPENERS)
_HEADLINE = frozenset(ROLES.index(r) for r in ("title", "kicker", "deck", "byline"))
_UNSURE = 6.0
_NEIGHBOURS = 12

Observations = list[tuple[str, float]]


class Verdict(NamedTuple):
    """What one block was found to be."""

    role: str
    margin: float  # score lost by the best reading in which it is something else
    observed: Observations  # empty for plain body text


def decide(blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> list[Verdict]:
    """Return a verdict for each block."""
    if not blocks:
        return []
    court = _Court(blocks, datelines, rules)
    verdicts = court.judge()
    if court.search_hidden(verdicts):
        verdicts = court.judge()
    return verdicts


_PLAIN = Verdict("paragraph", math.inf, [])


def _margin(totals: list[float], chosen: int) -> float:
    rival = max(total for role, total in enumerate(totals) if role != chosen)
    return totals[chosen] - rival


class _Court:
    def __init__(self, blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> None:
        self.blocks = blocks
        self.rules = rules
        self.witness = Witness(blocks, datelines, rules)
        self.observed: dict[int, Observations] = {}
        self.scores: list[list[float] | None] = []
        self._into = tuple(zip(*rules.moves, strict=True))
        cost = rules.thresholds["dateline_inside"]
        into = [list(row) for row in self._into]
        for role in set(range(_N)) - _HEADLINE:
            into[_PARAGRAPH][role] -= cost
        self._inside = tuple(map(tuple, into))
        self._known: dict[tuple[str, ...], list[float]] = {}
        for number in range(len(blocks)):
            if self._plain(number):
                self.scores.append(None)
                continue
            observed = self.witness.observe(number)
            scores = self._weigh(observed)
            if self._unsure(scores):
                observed += self.witness.about(number)
                scores = self._weigh(observed)
            self.observed[number] = observed
            self.scores.append(scores)

    def _plain(self, number: int) -> bool:
        """Tell whether a block can be nothing but a body paragraph."""
        block = self.blocks[number]
        if not number or not block.full or block.cue or block.ruled or block.first.page:
            return False
        before = self.blocks[number - 1]
        if not before.full or before.ends_article or before.ends not in {"stop", "quoted_stop"}:
            return False
        if block.first.blanks != before.first.blanks or block.first.indent != before.first.indent:
            usual = self.witness.habits.around(number)
            if usual.indents and block.first.indent < 2:  # noqa: PLR2004  a full-width space
                return False
            if block.first.blanks and not usual.dense:
                return False
        return not self.witness.is_dateline(number) and block.text[0] not in "，。、；：！？”’」』）》"

    def _weigh(self, observed: Observations) -> list[float]:
        key = tuple(name for name, value in observed if value == 1.0)
        known = self._known.get(key)
        if known is None:
            known = list(self.rules.bias)
            for name in key:
                for role, weight in enumerate(self.rules.weights[name]):
                    known[role] += weight
            self._known[key] = known
        graded = [(name, value) for name, value in observed if value != 1.0]
        if not graded:
            return known
        scores = list(known)
        for name, value in graded:
            for role, weight in enumerate(self.rules.weights[name]):
                scores[role] += value * weight
        return scores

    def _unsure(self, scores: list[float]) -> bool:
        opener = max(scores[role] for role in _OPENERS)
        other = max(scores[role] for role in _OTHERS)
        return abs(opener - other) < _UNSURE

    # -- the best sequence ----------------------------------------------------------

    def judge(self) -> list[Verdict]:
        """Return the best sequence of roles, with margins.

        A plain paragraph has one role, so what lies between two of them is decided apart.
        """
        verdicts: list[Verdict] = []
        count = len(self.blocks)
        number = 0
        while number < count:
            if self.scores[number] is None:
                verdicts.append(_PLAIN)
                number += 1
                continue
            stop = number
            while stop < count and self.scores[stop] is not None:
                stop += 1
            verdicts += self._stretch(number, stop)
            number = stop
        return verdicts

    def _stretch(self, start: int, stop: int) -> list[Verdict]:
        """Decide blocks `start` to `stop`, between plain paragraphs or the text's ends."""
        scores = [row for row in self.scores[start:stop] if row is not None]
        tables = [self._table(number) for number in range(start, stop)]
        entry = self.rules.moves[_PARAGRAPH] if start else self.rules.start
        if start:
            entry = tuple(row[_PARAGRAPH] for row in tables[0])
        ahead = [[s + m for s, m in zip(scores[0], entry, strict=True)]]
        origins: list[list[int]] = []
        for own, table in zip(scores[1:], tables[1:], strict=True):
            before = ahead[-1]
            reached = [list(map(_add, before, column)) for column in table]
            best = [max(row) for row in reached]
            origins.append([row.index(top) for row, top in zip(reached, best, strict=True)])
            ahead.append(list(map(_add, best, own)))
        behind = [list(self._exit(stop))]
        for own, table in zip(scores[:0:-1], tables[:0:-1], strict=True):
            onward = list(map(_add, own, behind[-1]))
            leaving = [[o + column[role] for o, column in zip(onward, table, strict=True)]
                       for role in range(_N)]
            behind.append([max(row) for row in leaving])
        behind.reverse()
        totals = [list(map(_add, a, b)) for a, b in zip(ahead, behind, strict=True)]
        role = max(range(_N), key=totals[-1].__getitem__)
        path = [role]
        for row in reversed(origins):
            role = row[role]
            path.append(role)
        path.reverse()
        return [
            Verdict(ROLES[chosen], _margin(total, chosen), self.observed[number])
            for number, (chosen, total) in enumerate(zip(path, totals, strict=True), start)
        ]

    def _exit(self, stop: int) -> tuple[float, ...]:
        """Return what each role costs at the end of a stretch: the move to a paragraph."""
        if stop == len(self.blocks):
            return (0.0,) * _N
        return tuple(row[_PARAGRAPH] for row in self.rules.moves)

    def _table(self, number: int) -> tuple[tuple[float, ...], ...]:
        """Return the moves into each role at a block, as ``table[to][from]``."""
        return self._inside if self.witness.is_dateline(number) else self._into

    # -- boundaries without a sign --------------------------------------------------

    def search_hidden(self, verdicts: list[Verdict]) -> bool:
        """Add evidence for an opening where an article's topic breaks; tell whether any was."""
        found = False
        start = 0
        for number in range(1, len(verdicts) + 1):
            if number == len(verdicts) or verdicts[number].role in OPENING_ROLES:
                found |= self._search(start, number, verdicts)
                start = number
        return found

    def _search(self, start: int, stop: int, verdicts: list[Verdict]) -> bool:
        limits = self.rules.thresholds
        body = [
            number
            for number in range(start, stop)
            if verdicts[number].role in {"paragraph", "opening", "continuation", "verse"}
            and self.blocks[number].size in {"body", "sentence", "long_headline"}
        ]
        if len(body) < limits["segment"]:
            return False
        third = max(2, len(body) // 3)
        ends = (body[:third][:4], body[-third:][-4:])
        if pair_odds(*map(self._pairs_of, ends), self.rules) > limits["segment_sure"]:
            return False
        return self._valleys(body, verdicts)

    def _valleys(self, body: list[int], verdicts: list[Verdict]) -> bool:
        limits = self.rules.thresholds
        odds = self._odds_between(body)
        found = False
        for place, value in enumerate(odds, start=1):
            peaks = (max(odds[max(0, place - _NEIGHBOURS) : place]),
                     max(odds[place - 1 : place + _NEIGHBOURS]))
            depth = sum(peaks) - 2 * value
            low = min(odds[max(0, place - 3) : place + 2])
            number = body[place]
            if value > low or value > limits["valley"] or depth < limits["valley_depth"]:
                continue
            if verdicts[number].role != "paragraph" or place < 2:  # noqa: PLR2004  see segment
                continue
            observed = [o for o in self.observed.get(number) or self.witness.observe(number)
                        if o[0] != "topic"]
            observed += [("topic", value), ("valley", depth)]
            self.observed[number] = observed
            self.scores[number] = self._weigh(observed)
            found = True
        return found

    def _odds_between(self, body: list[int]) -> list[float]:
        """Return, for each place between two paragraphs, the log odds that they belong together."""
        limits = self.rules.thresholds
        reach, most = int(limits["reach"]), int(limits["cohesion_blocks"])
        texts = [self.blocks[number].text for number in body]
        heads = [pairs(text[:reach]) for text in texts]
        tails = [
            head if len(text) <= reach else pairs(text[-reach:])
            for head, text in zip(heads, texts, strict=True)
        ]
        lengths = [len(text) for text in texts]
        odds = []
        for place in range(1, len(body)):
            left = _within(tails[max(0, place - most) : place][::-1],
                           lengths[max(0, place - most) : place][::-1], reach)
            right = _within(heads[place : place + most], lengths[place : place + most], reach)
            odds.append(pair_odds(left, right, self.rules))
        return odds

    def _pairs_of(self, numbers: list[int]) -> set[str]:
        reach = int(self.rules.thresholds["reach"]) // max(1, len(numbers))
        return set().union(*(pairs(self.blocks[number].text[:reach]) for number in numbers))


def _within(sets: list[set[str]], lengths: list[int], reach: int) -> set[str]:
    """Join the sets of pairs of the nearest paragraphs, as many as `reach` characters hold."""
    joined: set[str] = set()
    for found, length in zip(sets, lengths, strict=True):
        joined |= found
        reach -= length
        if reach <= 0:
            break
    return joined
