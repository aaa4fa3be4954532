"""Decide what every block is, all of them together.

Each block gets a score for each role from the evidence (`Witness`), each pair of neighbouring
roles one from the table of moves; the best sequence over the whole text is found by the
Viterbi algorithm (Viterbi 1967, IEEE Trans. Inf. Theory 13:2), and how much worse the best
sequence would be in which a block is something else is the margin of its decision. A plain body
paragraph has one role only, so clean text costs little.

What the text is about is asked only where the rest leaves doubt: about lines that may be titles or
sub-headings, and about articles whose beginning and end do not belong together (`topics`).
"""

from __future__ import annotations

import math
from bisect import bisect_left
from operator import add as _add
from typing import TYPE_CHECKING, NamedTuple

from corpus.parse.cohesion import odds_of
from corpus.parse.evidence import Witness
from corpus.parse.rules import ROLES
from corpus.parse.topics import beginning, breaks

if TYPE_CHECKING:
    from corpus.parse.blocks import Block
    from corpus.parse.rules import Rules

__all__ = ["OPENING_ROLES", "Verdict", "decide"]

_PARAGRAPH = ROLES.index("paragraph")
_OPENING = ROLES.index("opening")
_N = len(ROLES)
OPENING_ROLES = frozenset({"title", "kicker", "opening", "signed"})
_OPENERS = tuple(ROLES.index(role) for role in OPENING_ROLES)
_OTHERS = tuple(n for n in range(_N) if n not in _OPENERS)
_HEADLINE = frozenset(ROLES.index(r) for r in ("title", "kicker", "deck", "byline", "signed"))
_UNSURE = 6.0
_MOST = 4.0

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
    if court.weigh_topics(verdicts):
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
        self.unsure: set[int] = set()
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
                self.unsure.add(number)
                observed += self.witness.echoes(number)
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

    # -- boundaries that only the topic shows ------------------------------------------

    def weigh_topics(self, verdicts: list[Verdict]) -> bool:
        """Add evidence from what the text is about, where the rest leaves doubt.

        Between boundaries beyond doubt, lines that may or may not be titles, and articles
        whose beginning and end do not belong together, are looked at.

        Returns:
            Whether there is new evidence.
        """
        found = False
        start = 0
        for number in range(1, len(verdicts) + 1):
            if number == len(verdicts) or self._certain(number, verdicts[number]):
                found |= self._weigh_stretch(start, number, verdicts)
                start = number
        return found

    def _certain(self, number: int, verdict: Verdict) -> bool:
        return verdict.role in OPENING_ROLES and number not in self.unsure

    def _weigh_stretch(self, start: int, stop: int, verdicts: list[Verdict]) -> bool:
        body = [number for number in range(start, stop) if self._is_text(number)]
        unsure = [number for number in range(start + 1, stop) if number in self.unsure]
        if not body or not (unsure or self._may_hide(body)):
            return False
        texts = [self.blocks[number].text for number in body]
        scores = [self._beginning(number) for number in body]
        lines: dict[int, list[int]] = {}
        for number in unsure:
            place = bisect_left(body, number)
            if place < len(body):
                lines.setdefault(place, []).append(number)
                if body[place] != number:
                    scores[place] += self._favour(number) + self.rules.thresholds["break_cost"]
        margins = breaks(texts, scores, self.rules)
        found = False
        for place, margin in enumerate(margins[1:], start=1):
            number = body[place]
            for line in lines.get(place, ()):
                self._add(line, margin - scores[place])
                found = True
            if place in lines and number not in lines[place] and number in self.observed:
                self._add(number, margin - scores[place])
            if place not in lines and margin > 0 and verdicts[number].role == "paragraph":
                self._part(number, margin)
                found = True
        return found

    def _is_text(self, number: int) -> bool:
        block = self.blocks[number]
        return block.size in {"body", "sentence"} or block.ends in {"stop", "quoted_stop"}

    def _may_hide(self, body: list[int]) -> bool:
        """Tell whether an article's beginning and end do not surely belong together."""
        limits = self.rules.thresholds
        if len(body) < limits["segment"]:
            return False
        third = max(2, len(body) // 3)
        reach = int(limits["reach"])
        ends = ["\n".join(self.blocks[n].text[:reach // 2] for n in part)
                for part in (body[:third][:4], body[-third:][-4:])]
        return odds_of(*ends, self.rules) <= limits["segment_sure"]

    def _beginning(self, number: int) -> float:
        """Return what speaks, besides the topic, for an article beginning with a paragraph."""
        score = beginning(self.blocks[number].text, self.rules)
        if self.scores[number] is None:
            parts = self.witness.habits.around(number).sparse
            return score - self.rules.thresholds["break_adjoined"] * parts
        scores = self._weigh(self.observed[number])
        # The bias against an opening is what a boundary costs, which `beginning` has charged.
        signs = scores[_OPENING] - scores[_PARAGRAPH] - self.rules.bias[_OPENING]
        return score + max(-_MOST, min(_MOST, signs))

    def _favour(self, number: int) -> float:
        """Return what speaks, besides the topic, for a block opening an article, in log odds."""
        scores = self._weigh(self.observed[number])
        opener = max(scores[role] for role in _OPENERS)
        other = max(scores[role] for role in _OTHERS)
        return max(-_MOST, min(_MOST, opener - other))

    def _add(self, number: int, odds: float) -> None:
        odds = max(-_MOST, min(_MOST, odds))
        self.observed[number] = [*self.observed[number], ("topic", odds)]
        self.scores[number] = self._weigh(self.observed[number])

    def _part(self, number: int, margin: float) -> None:
        observed = self.observed.get(number) or self.witness.observe(number)
        needed = -self._weigh(observed)[_OPENING] + self._weigh(observed)[_PARAGRAPH]
        self.observed[number] = [*observed, ("parted", needed + min(margin, _MOST))]
        self.scores[number] = self._weigh(self.observed[number])
