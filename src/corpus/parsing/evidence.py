"""Say what is observed about a block among its neighbours, by the names in ``data/rules.toml``.

`Witness.observe` is asked for the blocks that are not plain body text. What stands around them is
read by their words in ``echoes``; weighing is done in ``scores``.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from corpus.parsing.blocks import HEAD_SIZES, LINE_SIZES
from corpus.parsing.captions import CREDITS, Captions
from corpus.parsing.echoes import Echoes
from corpus.parsing.endings import STOPS
from corpus.parsing.fellows import Fellows
from corpus.parsing.heads import HERALDS, SIGNS, Heads
from corpus.parsing.layout import PAIRS, cannot_begin
from corpus.parsing.signings import Signings
from corpus.parsing.subheads import Subheads
from corpus.parsing.traits import Traits, has_fields

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.layout import Layout
    from corpus.parsing.rules import Rules

__all__ = ["Witness"]

_HEAD_ENDS = frozenset({"bare", "quote", "ask", "trail"})
_BRACKETS = frozenset("(（")
_CITING = frozenset("据據记記")
_NEAR = 14
_NOTE = 3
_ADDRESSES = frozenset({"letter", "salutation"})
_HEAD = 3
_ROW = 60


class Witness:
    """Observes blocks: each against its neighbours and the habits around it."""

    def __init__(self, blocks: list[Block], layout: Layout, rules: Rules) -> None:
        self._blocks = blocks
        self._layout = layout
        self._rules = rules
        self._traits = Traits(rules)
        self._lines, self._begins = layout.lines, layout.begins
        self._subheads = Subheads(layout)
        self._signings = Signings(layout)
        texts = [block.text for block in blocks]
        self._whole = "\n".join(texts)
        self._places = [0, *accumulate([len(text) + 1 for text in texts])]
        longest = rules.limits["page"]
        lines = [(n, block) for n, block in enumerate(blocks) if block.size in LINE_SIZES]
        seen = Counter([block.text for _, block in lines])
        self._repeated = {text for text, n in seen.items() if n > 1 and len(text) <= longest}
        self._fellows = Fellows(blocks, lines, layout)
        self._captions = Captions(blocks, self._lines, self._begins)
        self.echoes = Echoes(blocks, self._lines, self._captions, rules)
        self._heads = Heads(blocks, layout.lines, self.echoes.lead, rules)

    def observe(self, number: int) -> tuple[str, ...]:
        """Return what is observed about block `number`."""
        block = self._blocks[number]
        dateline = self._begins[number]
        found = self._traits.of(block, dateline=dateline, repeated=block.text in self._repeated)
        self._layout.place(number, block, found)
        if dateline:
            self._dateline(number, block, found)
        is_open = False
        if number:
            is_open = self._layout.is_open(number - 1)
            self._before(number, block, found, is_open=is_open)
        if number + 1 < len(self._blocks):
            self._after(number, block, found)
        if block.size in LINE_SIZES:
            self._fellows.observe(number, block, found)
            if number + 1 < len(self._blocks) and block.ends in _HEAD_ENDS:
                self._headed(number, found)
            if is_open and self._layout.resumes(number):
                found.append("resumed")
            if block.size != "headline" and self._fellows.is_regular(number):
                found.append("regular")
        if self._lines[number] and (place := self._heads.place(number)):
            found.append(place)
        if block.whole and (place := self._signings.observe(number)):
            found.append(place)
        return tuple(found)

    # -- what stands before and after -----------------------------------------------

    def _before(self, number: int, block: Block, found: list[str], *, is_open: bool) -> None:
        before = self._blocks[number - 1]
        self._below(number, before, block, found)
        if number in self._layout.rests:
            found.append("after_open")
            found.append("within_dateline")
        elif self._ends(number - 1) and not self._signings.is_item(number):
            bare = self._lines[number] and block.ends == "bare"
            found.append("line_after_end" if bare else "after_end")
        elif is_open:
            found.append("after_open")
            if before.ends in {"comma", "open"}:
                found.append("after_cut")
            self._join(before, block, number, found)
        elif before.ends == "colon":
            found.append("after_colon")
        elif self._lines[number - 1]:
            found.append("after_short")
            layout = self._layout
            if number > 1 and layout.is_open(number - 2) and layout.resumes(number - 1):
                found.append("interrupted")
            if before.ends == "comma":
                found.append("after_cut")
            self._join(before, block, number, found)
        else:
            found.append("after_closed")
            if cannot_begin(block.text) and block.text[0] != "…":
                found.append("forced")

    def _below(self, number: int, before: Block, block: Block, found: list[str]) -> None:
        """Add what is observed below a caption, a dateline by itself or part of a number."""
        if number - 1 in self._captions:
            if self._captions.is_credit(number - 1):
                found.append("after_credit")
            if self._captions.is_news(number - 1):
                return
            under = self._captions.is_under_head(number - 1)
            found.append("under_caption" if under else "after_caption")
            return
        if block.cue in _ADDRESSES and self._lines[number - 1] and before.whole not in SIGNS:
            found.append("under_line")
        if before.size not in LINE_SIZES and before.text[-1].isdecimal() and block.text.isdecimal():
            found.append("forced")  # a wrap cut a number
        # A dateline in brackets, （新华社北京1月3日电）, ends an article.
        alone = before.size in LINE_SIZES and before.whole not in CREDITS
        if alone and block.whole in SIGNS and self._begins[number - 1]:
            found.append("under_dateline")

    def _ends(self, number: int) -> bool:
        """Tell whether block `number` is a mark or a credit that ends an article."""
        block = self._blocks[number]
        if self._captions.is_credit(number):
            return False
        if block.whole == "enclosed":  # under a headline it is a byline
            return number > 0 and not self._lines[number - 1]
        if block.whole and self._signings.observe(number) == "signed_below":
            return True
        return block.ends_article or block.whole in {"closing", "farewell", "credit"}

    def _dateline(self, number: int, block: Block, found: list[str]) -> None:
        """Add what is observed about where a block that begins with a dateline stands."""
        if number and self.echoes.is_shown(number - 1):
            found.append("under_caption")
        if self._is_under_note(number):
            found.append("after_note")
        if block.text[0] in _CITING and self._rules.cited.match(block.text):
            found.append("cited")

    def _is_under_note(self, number: int) -> bool:
        """Tell whether a block, one with a dateline, stands under an editor's note."""
        above = self._blocks[max(0, number - _NOTE) : number]
        return any(block.cue in {"note", "lead_note"} for block in above)

    def _join(self, before: Block, block: Block, number: int, found: list[str]) -> None:
        """Add what shows that a block goes on with the one before it."""
        text = block.text
        first, last = text[0], before.text[-1]
        if cannot_begin(text):
            found.append("forced")
        if "a" <= first <= "z":
            found.append("lowercase")
        if opened := self._layout.opened(number - 1):
            place = text.find(PAIRS[opened], 0, 200)
            if place >= 0 and text.find(opened, 0, place) < 0:
                found.append("balanced")
        if block.cue in {"", "enumerated"} and _is_han(first) and _is_han(last):
            places = self._places
            low, high = places[max(0, number - _NEAR)], places[min(len(places) - 1, number + _NEAR)]
            if self._whole.find(last + first, low, high) >= 0:
                found.append("familiar")

    def _after(self, number: int, block: Block, found: list[str]) -> None:
        layout = self._layout
        if layout.is_cut(number) or layout.has_rest(number):
            found.append("before_rest")
        if layout.closes_after(number):
            found.append("unclosed")
        following = self._captions.beyond(number)
        self._what_follows(following, block, found)
        if self._begins[following] and self._heads.is_long_deck(number):
            found.append("long_deck")
        shows = block.whole == "captioned" and not self._captions.is_news(number)
        if shows and self._begins[following] and not self.echoes.is_told_before(number):
            found.append("over_dateline")
        if block.size in HEAD_SIZES:
            self._what_heads(number, following, found)
            after = self._blocks[following]
            if not block.cue and (after.cue == "letter" or after.whole == "enacted"):
                found.append("before_formula")

    def _what_follows(self, number: int, block: Block, found: list[str]) -> None:
        """Add what is observed about block `number`, which follows `block` or its captions."""
        after = self._blocks[number]
        if self._begins[number]:
            found.append("before_dateline")
        elif after.whole in HERALDS:
            found.append("before_byline")
        elif after.whole == "dateonly":
            found.append("before_date")
        elif after.cue == "deck" and not after.full:
            found.append("before_deck")
        elif after.cue == "question":
            found.append("before_question")
        elif self._lines[number] and not self._layout.is_cut(number):
            found.append("before_short")
            if block.whole in {"byline", "ranked", "name"} and self._is_head(number):
                found.append("before_headline")
            if self._is_row(number) and not has_fields(block.text):
                found.append("before_rows")
        elif after.size in {"body", "sentence"}:
            found.append("before_body")

    def _what_heads(self, number: int, following: int, found: list[str]) -> None:
        """Add what is observed about the text that a line may be the heading of."""
        after = self._blocks[following]
        if self.is_heralded(number + 1):
            found.append("run_over_title" if self._lines[number - 1] else "over_title")
        if after.cue in {"enumerated", "bullet"}:
            found.append("before_items")
        if after.size in {"body", "sentence"} and not self._begins[following]:
            if self._traits.continues(after.text):
                found.append("before_continuing")
                if self._rules.begins["connects"].match(after.text):
                    found.append("before_connective")
            elif self._rules.dated.search(after.text, 0, self._rules.limits["lead"]):
                found.append("before_lead")

    def is_heralded(self, number: int) -> bool:
        """Tell whether a line has a dateline, a byline or a subtitle after it, as titles have."""
        if not self._lines[number] or number + 1 >= len(self._blocks):
            return False
        block = self._blocks[number]
        if block.whole in SIGNS or block.text[0] in _BRACKETS:
            return False
        following = self._captions.beyond(number)
        after = self._blocks[following]
        return (
            self._begins[following]
            or after.whole in HERALDS
            or (after.cue == "deck" and not after.full)
        )

    def _is_row(self, number: int) -> bool:
        """Tell whether a line is a row of a table, which has another below it."""
        if not has_fields(self._blocks[number].text):
            return False
        below = self._blocks[number + 1 : number + 2]
        return any(has_fields(block.text) for block in below if len(block.text) < _ROW)

    def _is_head(self, number: int) -> bool:
        """Tell whether a few lines from block `number` on are a headline with its text."""
        for place in range(number, min(number + _HEAD, len(self._blocks) - 1)):
            if not self._lines[place] or self._blocks[place].whole in SIGNS:
                return False
            if self._is_heading(place):
                return True
        return False

    def _is_heading(self, number: int) -> bool:
        """Tell whether body text follows a line, as it does a headline.

        A number or the name of a summary (【核心阅读】) is none.
        """
        block = self._blocks[number]
        if number + 1 >= len(self._blocks) or block.whole == "numeral" or block.cue == "lead_note":
            return False
        following = self._captions.beyond(number)
        after = self._blocks[following]
        told = after.full or after.ends in STOPS
        return told or self._begins[following]

    def _headed(self, number: int, found: list[str]) -> None:
        """Add what a line heads within an article, where no blank line parts it from the rest."""
        if "apart" in found:
            if "box" in found:
                found.remove("box")  # it may as well be a piece by itself
        elif name := self._subheads.observe(number):
            found.append(name)


def _is_han(mark: str) -> bool:
    return "\u4e00" <= mark <= "\u9fff" or "\u3400" <= mark <= "\u4dbf"
