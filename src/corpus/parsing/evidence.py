"""Say what is observed about a block among its neighbours, by the names in ``data/rules.toml``.

`Witness.observe` is asked for the blocks that are not plain body text, `Witness.echoes` for lines
that may be titles. Weighing is done in `scores`.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.parsing.cohesion import echo
from corpus.parsing.layout import CANNOT_BEGIN, PAIRS, Layout, unclosed
from corpus.parsing.traits import are_alike, has_fields, traits

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["Witness"]

_HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
_LINES = frozenset({"tiny", "short", "headline"})
_HEADS = frozenset({"tiny", "short", "headline", "long_headline"})
_SIGNS = frozenset({"byline", "name", "signer", "signature", "closing", "credit", "dateonly"})
_BRACKETS = frozenset("(（")
_GAP = 6
_METRE = 12
_ABOUT = 2
_MANY = 2
_NEAR = 14
_BESIDE = 6
_RUN = 3
_NOTE = 3
_ECHO = 4


class Witness:
    """Observes blocks: each against its neighbours and the habits around it."""

    def __init__(self, blocks: list[Block], layout: Layout, rules: Rules) -> None:
        self._blocks = blocks
        self._layout = layout
        self._rules = rules
        longest = rules.limits["page"]
        self._seen = Counter(block.text for block in blocks if len(block.text) <= longest)
        self._whole = "\n".join([block.text for block in blocks])
        self._places = [0, *accumulate([len(block.text) + 1 for block in blocks])]
        self._shapes = Counter(
            (number // _BESIDE, len(block.text) // 3)
            for number, block in enumerate(blocks)
            if block.ends == "bare" and block.size in {"short", "tiny"}
        )

    def observe(self, number: int) -> tuple[str, ...]:
        """Return what is observed about block `number`."""
        block = self._blocks[number]
        found = traits(
            block,
            self._rules,
            dateline=self._layout.is_dateline(number),
            repeated=self._seen[block.text] > 1,
        )
        self._layout.place(number, found)
        if self._is_under_note(number):
            found.append("after_note")
        if number:
            self._before(number, found)
        if number + 1 < len(self._blocks):
            self._after(number, found)
        if block.size in _LINES:
            self._fellows(number, found)
        return tuple(found)

    # -- what stands before and after -----------------------------------------------

    def _before(self, number: int, found: list[str]) -> None:
        layout = self._layout
        before, block = self._blocks[number - 1], self._blocks[number]
        if layout.is_within_dateline(number):
            found.append("after_open")
            found.append("within_dateline")
        elif self._ends(number - 1):
            found.append("after_end")
        elif layout.is_open(number - 1):
            found.append("after_open")
            if before.ends in {"comma", "open"}:
                found.append("after_cut")
            self._join(before, block, number, found)
        elif before.ends == "colon":
            found.append("after_colon")
        elif layout.is_line(number - 1):
            found.append("after_short")
            if number > 1 and layout.is_open(number - 2) and layout.resumes(number - 1):
                found.append("interrupted")
            if before.ends == "comma":
                found.append("after_cut")
            self._join(before, block, number, found)
        else:
            found.append("after_closed")
            if block.text[0] in CANNOT_BEGIN and block.text[0] != "…":
                found.append("forced")

    def _ends(self, number: int) -> bool:
        """Tell whether block `number` is a mark or a credit that ends an article."""
        block = self._blocks[number]
        if block.whole == "enclosed":  # under a headline it is a byline
            return number > 0 and not self._layout.is_line(number - 1)
        return block.ends_article or block.whole in {"closing", "credit"}

    def _is_under_note(self, number: int) -> bool:
        """Tell whether a dateline stands under an editor's note."""
        if not self._layout.is_dateline(number):
            return False
        above = self._blocks[max(0, number - _NOTE) : number]
        return any(block.cue in {"note", "lead_note"} for block in above)

    def _join(self, before: Block, block: Block, number: int, found: list[str]) -> None:
        """Add what shows that a block goes on with the one before it."""
        first = block.text[0]
        if first in CANNOT_BEGIN:
            found.append("forced")
        if first.islower() and first.isascii():
            found.append("lowercase")
        if opened := unclosed(before.text):
            place = block.text.find(PAIRS[opened], 0, 200)
            if place >= 0 and block.text.find(opened, 0, place) < 0:
                found.append("balanced")
        if block.cue in {"", "enumerated"} and _HAN.match(first) and _HAN.match(before.text[-1]):
            pair = before.text[-1] + first
            places = self._places
            low, high = places[max(0, number - _NEAR)], places[min(len(places) - 1, number + _NEAR)]
            if self._whole.find(pair, low, high) >= 0:
                found.append("familiar")

    def _after(self, number: int, found: list[str]) -> None:
        layout = self._layout
        if layout.is_cut(number) or layout.has_rest(number):
            found.append("before_rest")
        if layout.closes_after(number):
            found.append("unclosed")
        self._what_follows(number, found)
        if self._blocks[number].size in _HEADS:
            self._what_heads(number, found)

    def _what_follows(self, number: int, found: list[str]) -> None:
        layout = self._layout
        after = self._blocks[number + 1]
        if layout.is_dateline(number + 1):
            found.append("before_dateline")
        elif after.whole in {"byline", "name", "signer", "source"}:
            found.append("before_byline")
        elif after.whole == "dateonly":
            found.append("before_date")
        elif after.cue == "deck" and not after.full:
            found.append("before_deck")
        elif after.cue == "question":
            found.append("before_question")
        elif layout.is_line(number + 1) and not layout.is_cut(number + 1):
            found.append("before_short")
            if self._blocks[number].whole in {"byline", "name"} and self._heads(number + 1):
                found.append("before_headline")
            if has_fields(after.text) and not has_fields(self._blocks[number].text):
                found.append("before_rows")
        elif after.size in {"body", "sentence"}:
            found.append("before_body")

    def _what_heads(self, number: int, found: list[str]) -> None:
        """Add what is observed about the text that a line may be the heading of."""
        after = self._blocks[number + 1]
        if self.is_heralded(number + 1):
            found.append("run_over_title" if self._layout.is_line(number - 1) else "over_title")
        if after.cue in {"enumerated", "bullet"}:
            found.append("before_items")
        if after.size in {"body", "sentence"} and not self._layout.is_dateline(number + 1):
            if self._rules.continues.match(after.text):
                found.append("before_continuing")
            elif self._rules.dated.search(after.text, 0, self._rules.limits["lead"]):
                found.append("before_lead")

    def is_heralded(self, number: int) -> bool:
        """Tell whether a line has a dateline, a byline or a subtitle after it, as titles have."""
        if not self._layout.is_line(number) or number + 1 >= len(self._blocks):
            return False
        block = self._blocks[number]
        if block.whole in _SIGNS or block.text[0] in _BRACKETS:
            return False
        after = self._blocks[number + 1]
        return (
            self._layout.is_dateline(number + 1)
            or after.whole in {"byline", "name", "signer", "source"}
            or (after.cue == "deck" and not after.full)
        )

    def _heads(self, number: int) -> bool:
        """Tell whether body text follows a line, as it does a headline."""
        if number + 1 >= len(self._blocks):
            return False
        after = self._blocks[number + 1]
        told = after.full or after.ends in {"stop", "quoted_stop"}
        return told or self._layout.is_dateline(number + 1)

    # -- its fellows ----------------------------------------------------------------

    def _fellows(self, number: int, found: list[str]) -> None:
        """Add what is observed about a short line among other short lines."""
        layout, block = self._layout, self._blocks[number]
        after_line, before_line = layout.is_line(number - 1), layout.is_line(number + 1)
        if layout.run_length(number) >= _RUN and number + 1 < len(self._blocks):
            if not after_line:
                found.append("run_first")
            else:
                found.append("run" if before_line else "run_last")
            size = len(block.text)
            if after_line and size <= _METRE and len(self._blocks[number - 1].text) == size:
                found.append("metre")
        if after_line and are_alike(self._blocks[number - 1].text, block.text):
            found.append("alike")
        if block.size == "short" and block.ends == "bare" and not (after_line or before_line):
            size = len(block.text) // 3
            near = (
                self._shapes[number // _BESIDE + step, size] > (step == 0) for step in (-1, 0, 1)
            )
            if any(near):
                found.append("fellows")
            if more := self._series(number):
                found.append("series" if more == 1 else "series_long")
        if number and layout.is_open(number - 1) and layout.resumes(number):
            found.append("resumed")

    def _series(self, number: int) -> int:
        """Return how many lines of its length, two at most, stand near over undated paragraphs."""
        size = len(self._blocks[number].text)
        found = 0
        for step in (-1, 1):
            place, gap = number + step, 0
            while found < _MANY and 0 <= place < len(self._blocks) and gap <= _GAP:
                block = self._blocks[place]
                if self._layout.is_dateline(place) or block.ends_article:
                    break
                gap += 1
                if self._layout.is_line(place):
                    if self._layout.is_line(place - 1) or self._layout.is_line(place + 1):
                        break
                    if abs(len(block.text) - size) > _ABOUT or block.ends != "bare":
                        break
                    found += 1
                    gap = 0
                place += step
        return found

    def echoes(self, number: int) -> list[tuple[str, float]]:
        """Return how much of a line's words stand in the paragraphs after and before it."""
        limits = self._rules.thresholds
        reach, most = int(limits["reach"]), int(limits["cohesion_blocks"])
        right = self._gather(number + 1, 1, reach, most)
        left = self._gather(number - 1, -1, reach, most)
        echoed, echoes = echo(self._blocks[number].text, right, left)
        return [("echoed", _ECHO * echoed), ("echoes", _ECHO * echoes)]

    def _gather(self, number: int, step: int, reach: int, most: int) -> str:
        """Collect body text from block `number` on, in one direction."""
        kept: list[str] = []
        skipped = 0
        while 0 <= number < len(self._blocks) and reach > 0 and most and skipped < _NEAR:
            block = self._blocks[number]
            if block.size in {"body", "sentence"} or block.ends == "stop":
                part = block.text[:reach] if step > 0 else block.text[-reach:]
                kept.append(part)
                reach -= len(part)
                most -= 1
            else:
                skipped += 1
            number += step
        return "\n".join(kept)
