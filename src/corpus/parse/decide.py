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
from itertools import pairwise
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
_HOPELESS = 10.0
_LOW = -math.inf
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
    verdicts = court.judge([], set())
    changed = court.weigh_topics(verdicts)
    return court.judge(verdicts, changed) if changed else verdicts


_PLAIN = Verdict("paragraph", math.inf, [])


def _margin(totals: dict[int, float], chosen: int) -> float:
    rivals = [total for role, total in totals.items() if role != chosen]
    return totals[chosen] - max(rivals) if rivals else _HOPELESS


class _Court:
    def __init__(self, blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> None:
        self.blocks = blocks
        self.rules = rules
        self.witness = Witness(blocks, datelines, rules)
        self.observed: dict[int, Observations] = {}
        self.names: dict[int, tuple[str, ...]] = {}
        self.graded: set[int] = set()  # blocks with observations that are numbers
        self.scores: list[list[float] | None] = []
        self.unsure: set[int] = set()
        self._into = tuple(zip(*rules.moves, strict=True))
        cost = rules.thresholds["dateline_inside"]
        into = [list(row) for row in self._into]
        for role in set(range(_N)) - _HEADLINE:
            into[_PARAGRAPH][role] -= cost
        self._inside = tuple(map(tuple, into))
        self._known: dict[tuple[str, ...], tuple[list[float], bool]] = {}
        self._decided: dict[object, list[tuple[int, float]]] = {}
        for number in range(len(blocks)):
            if self._plain(number):
                self.scores.append(None)
                continue
            names = self.names[number] = self.witness.observe(number)
            self.observed[number] = [(name, 1.0) for name in names]
            scores, unsure = self._weigh_names(names)
            self.scores.append(scores)
            if unsure:
                self.unsure.add(number)

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
        return (
            not self.witness.is_dateline(number) and block.text[0] not in "，。、；：！？”’」』）》"
        )

    def _weigh_names(self, names: tuple[str, ...]) -> tuple[list[float], bool]:
        """Return the score of each role, and whether it is unsure that an article opens here."""
        known = self._known.get(names)
        if known is None:
            scores = list(self.rules.bias)
            for name in names:
                scores = list(map(_add, scores, self.rules.weights[name]))
            opener = max(scores[role] for role in _OPENERS)
            other = max(scores[role] for role in _OTHERS)
            known = self._known[names] = (scores, abs(opener - other) < _UNSURE)
        return known

    def _grade(self, number: int, graded: Observations) -> None:
        """Add observations that are numbers to a block, and weigh it anew."""
        names = self.names.get(number)
        if names is None:
            names = self.names[number] = self.witness.observe(number)
            self.observed[number] = [(name, 1.0) for name in names]
            self.scores[number] = self._weigh_names(names)[0]
        scores = list(self.scores[number] or ())
        for name, value in graded:
            for role, weight in enumerate(self.rules.weights[name]):
                scores[role] += value * weight
        self.observed[number] = [*self.observed[number], *graded]
        self.scores[number] = scores
        self.graded.add(number)

    # -- the best sequence ----------------------------------------------------------

    def judge(self, known: list[Verdict], changed: set[int]) -> list[Verdict]:
        """Return the best sequence of roles, with margins.

        A plain paragraph has one role, so what lies between two of them is decided apart, and
        only where something has `changed` since the verdicts that are `known`.
        """
        verdicts: list[Verdict] = []
        count = len(self.blocks)
        scores = self.scores
        number = 0
        while number < count:
            if scores[number] is None:
                verdicts.append(_PLAIN)
                number += 1
                continue
            stop = number + 1
            while stop < count and scores[stop] is not None:
                stop += 1
            if known and changed.isdisjoint(range(number, stop)):
                verdicts += known[number:stop]
            else:
                verdicts += self._stretch(number, stop)
            number = stop
        return verdicts

    def _stretch(self, start: int, stop: int) -> list[Verdict]:
        """Decide blocks `start` to `stop`, between plain paragraphs or the text's ends."""
        rows = range(start, stop)
        graded = any(number in self.graded for number in rows)
        key = (not start, stop == len(self.blocks), *(self.names[number] for number in rows))
        found = None if graded else self._decided.get(key)
        if found is None:
            found = self._best_path(start, stop)
            if not graded:
                self._decided[key] = found
        return [
            Verdict(ROLES[role], margin, self.observed[number])
            for number, (role, margin) in zip(rows, found, strict=True)
        ]

    def _best_path(self, start: int, stop: int) -> list[tuple[int, float]]:
        """Return the best roles of a stretch and their margins (Viterbi, both directions)."""
        tables = [self._table(number) for number in range(start, stop)]
        options = [self._options(number) for number in range(start, stop)]
        entry = tables[0] if start else None
        ahead: list[dict[int, float]] = [
            {
                role: score + (entry[role][_PARAGRAPH] if entry else self.rules.start[role])
                for role, score in options[0].items()
            }
        ]
        origins: list[dict[int, int]] = [{}]
        for own, table in zip(options[1:], tables[1:], strict=True):
            before = ahead[-1].items()
            row: dict[int, float] = {}
            origin: dict[int, int] = {}
            for role, score in own.items():
                into = table[role]
                top = _LOW
                for last, value in before:
                    if value + into[last] > top:
                        top = value + into[last]
                        origin[role] = last
                row[role] = top + score
            ahead.append(row)
            origins.append(origin)
        leave = None if stop == len(self.blocks) else self._into[_PARAGRAPH]
        behind = {role: leave[role] if leave else 0.0 for role in options[-1]}
        path = []
        role = max(behind, key=lambda option: ahead[-1][option] + behind[option])
        for place in range(stop - start - 1, -1, -1):
            totals = {option: ahead[place][option] + value for option, value in behind.items()}
            path.append((role, _margin(totals, role)))
            if place:
                role = origins[place][role]
                table = tables[place]
                onward = [(r, options[place][r] + value) for r, value in behind.items()]
                behind = {
                    option: max([table[r][option] + value for r, value in onward])
                    for option in options[place - 1]
                }
        path.reverse()
        return path

    def _options(self, number: int) -> dict[int, float]:
        """Return the roles a block may have, with their scores; hopeless ones are left out."""
        scores = self.scores[number] or ()
        least = max(scores) - _HOPELESS
        return {
            role: score for role, score in enumerate(scores) if score >= least or role == _PARAGRAPH
        }

    def _table(self, number: int) -> tuple[tuple[float, ...], ...]:
        """Return the moves into each role at a block, as ``table[to][from]``."""
        return self._inside if self.witness.is_dateline(number) else self._into

    # -- boundaries that only the topic shows ------------------------------------------

    def weigh_topics(self, verdicts: list[Verdict]) -> set[int]:
        """Add evidence from what the text is about, where the rest leaves doubt.

        Between boundaries beyond doubt, lines that may or may not be titles, and articles
        whose beginning and end do not belong together, are looked at.

        Returns:
            The blocks that there is new evidence about.
        """
        changed: set[int] = set()
        starts = [n for n in range(1, len(verdicts)) if self._certain(n, verdicts[n])]
        edges = [0, *starts, len(verdicts)]
        lengths = sorted(stop - start for start, stop in pairwise(edges))
        usual = lengths[len(lengths) // 3]
        for start, stop in pairwise(edges):
            changed |= self._weigh_stretch(start, stop, verdicts, usual)
        return changed

    def _certain(self, number: int, verdict: Verdict) -> bool:
        return verdict.role in OPENING_ROLES and not self._doubtful(number, verdict)

    def _doubtful(self, number: int, verdict: Verdict) -> bool:
        return number in self.unsure and verdict.margin < _UNSURE

    def _weigh_stretch(
        self, start: int, stop: int, verdicts: list[Verdict], usual: int
    ) -> set[int]:
        unsure = [n for n in range(start + 1, stop) if self._doubtful(n, verdicts[n])]
        if not unsure and self._settled(start, stop):
            return set()
        body = [number for number in range(start, stop) if self._is_text(number)]
        if not body or not (unsure or self._may_hide(body)):
            return set()
        for number in unsure:
            if not self._is_text(number):
                self._grade(number, self.witness.echoes(number))
        texts = [self.blocks[number].text for number in body]
        limits = self.rules.thresholds
        cost = limits["break_short"] * max(-4, min(12, 2 * usual - (stop - start)))
        scores = [self._beginning(number) - cost for number in body]
        if len(scores) > 1:  # an article of one paragraph has some sign of its own
            scores[1] -= limits["break_lone"]
            scores[-1] -= limits["break_lone"]
        lines: dict[int, list[int]] = {}
        for number in unsure:
            place = bisect_left(body, number)
            if place < len(body):
                lines.setdefault(place, []).append(number)
                if body[place] != number:
                    texts[place] = f"{self.blocks[number].text}\n{texts[place]}"
                    scores[place] += self._favour(number) + limits["break_cost"] + cost
        margins = breaks(texts, scores, self.rules)
        changed = set(unsure)
        for place, margin in enumerate(margins[1:], start=1):
            number = body[place]
            odds = max(-_MOST, min(_MOST, margin - scores[place]))
            about = {*lines.get(place, ())}
            if about and number in self.names:
                about.add(number)
            for line in about:
                self._grade(line, [("topic", odds)])
            if not about and margin > 0 and verdicts[number].role == "paragraph":
                self._part(number, margin)
                about.add(number)
            changed |= about
        return changed

    def _settled(self, start: int, stop: int) -> bool:
        """Tell whether blank lines part articles here, so that none can hide between them."""
        short = stop - start < self.rules.thresholds["segment"]
        return short or self.witness.habits.around((start + stop) // 2).sparse

    def _is_text(self, number: int) -> bool:
        block = self.blocks[number]
        return block.size in {"body", "sentence"} or block.ends in {"stop", "quoted_stop"}

    def _may_hide(self, body: list[int]) -> bool:
        """Tell whether an article's beginning and end do not surely belong together."""
        limits = self.rules.thresholds
        if len(body) < limits["segment"]:
            return False
        third = max(2, len(body) // 3)
        reach = int(limits["reach"]) // 2
        first, last = (
            "\n".join(self.blocks[number].text[:reach] for number in part)
            for part in (body[:third][:4], body[-third:][-4:])
        )
        return odds_of(first, last, self.rules) <= limits["segment_sure"]

    def _beginning(self, number: int) -> float:
        """Return what speaks, besides the topic, for an article beginning with a paragraph."""
        score = beginning(self.blocks[number].text, self.rules)
        scores = self.scores[number]
        if scores is None:
            parts = self.witness.habits.around(number).sparse
            return score - self.rules.thresholds["break_adjoined"] * parts
        # The bias against an opening is what a boundary costs, which `beginning` has charged.
        signs = scores[_OPENING] - scores[_PARAGRAPH] - self.rules.bias[_OPENING]
        return score + max(-3 * _MOST, min(_MOST, signs))

    def _favour(self, number: int) -> float:
        """Return what speaks, besides the topic, for a block opening an article, in log odds."""
        scores = self.scores[number] or [0.0] * _N
        opener = max(scores[role] for role in _OPENERS)
        other = max(scores[role] for role in _OTHERS)
        return max(-_MOST, min(_MOST, opener - other))

    def _part(self, number: int, margin: float) -> None:
        """Let an article open at a paragraph with as much certainty as `margin` says."""
        names = self.names.get(number) or self.witness.observe(number)
        scores = self.scores[number] or self._weigh_names(names)[0]
        needed = scores[_PARAGRAPH] - scores[_OPENING]
        self._grade(number, [("parted", needed + min(margin, _MOST))])
