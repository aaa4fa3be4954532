"""Where blocks stand, whether they break off, and whether others go on with them.

`Layout` answers questions about single blocks among their neighbours; which of the answers are
observations to weigh is decided in `evidence`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import wraps
from typing import TYPE_CHECKING

from corpus.parsing.habits import Habits

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["CANNOT_BEGIN", "FULL_INDENT", "PAIRS", "Layout", "unclosed"]

FULL_INDENT = 2
"""Columns of one full-width space: less is no indent."""

CANNOT_BEGIN = frozenset("，。、；：！？”’」』）》〉】〕,;:!?)…％%")
"""Marks that begin no line."""

PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "〈": "〉", "(": ")"}
"""Brackets and quotation marks with what closes them."""

_CENTRED = 8
_LINE_SIZES = frozenset({"tiny", "short", "headline", "long_headline"})
_LINE_ENDS = frozenset({"bare", "quote", "ask", "comma"})
_ASKING = frozenset({"question", "answer"})
_OPEN_ENDS = frozenset({"bare", "comma", "open", "quote", "colon"})
_TORN_ENDS = frozenset({"bare", "comma", "open"})
_UNTOLD = frozenset({"", "table", "aside"})
_SENTENCE_END = re.compile(r"[。；！？](?=.)")
_CUT_LEAST = 24
_TAIL = 600
_CLOSES_WITHIN = 40
_MORE = 0.9


def _once(ask: Callable[[Layout, int], bool]) -> Callable[[Layout, int], bool]:
    """Answer a question about a block once: its neighbours all ask it."""
    name = ask.__name__

    @wraps(ask)
    def answer(layout: Layout, number: int) -> bool:
        known = layout.answers[name]
        found = known.get(number)
        if found is None:
            found = known[number] = ask(layout, number)
        return found

    return answer


class Layout:
    """The blocks of a text, with the habits around each."""

    def __init__(self, blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> None:
        self.blocks = blocks
        self.habits = Habits(blocks, rules)
        self.answers: defaultdict[str, dict[int, bool]] = defaultdict(dict)
        self._datelines = datelines
        self._lines = [
            block.size in _LINE_SIZES
            and block.ends in _LINE_ENDS
            and not block.ends_article
            and block.cue not in _ASKING
            and not self.is_dateline(number)
            for number, block in enumerate(blocks)
        ]

    def is_dateline(self, number: int) -> bool:
        """Tell whether block `number` begins with a dateline."""
        return self._datelines.get(number, False)

    def is_within_dateline(self, number: int) -> bool:
        """Tell whether block `number` begins with the rest of a dateline that was cut."""
        return not self._datelines.get(number, True)

    @_once
    def is_open(self, number: int) -> bool:
        """Tell whether block `number` is text that breaks off before its sentence ends."""
        block = self.blocks[number]
        may_close = block.ends in _OPEN_ENDS
        if self._only_dateline(number) or (may_close and self.closes_after(number)):
            return True
        if not may_close or block.ends_article or block.ends == "colon":
            return False
        if block.ends == "quote" and not unclosed(block.text):
            return block.size == "body" and self._goes_on(number)
        if self.is_cut(number) or self.has_rest(number):
            return True
        if block.size in {"body", "sentence"} or block.ends in {"comma", "open"}:
            return True
        return len(block.text) > _CUT_LEAST and (
            _SENTENCE_END.search(block.text) is not None
            or (self.habits.around(number).indents and block.first.indent >= FULL_INDENT)
        )

    @_once
    def closes_after(self, number: int) -> bool:
        """Tell whether the next block soon closes a bracket that this one leaves open."""
        block = self.blocks[number]
        if block.ends != "bare" or number + 1 >= len(self.blocks):
            return False
        opened = unclosed(block.text)
        after = self.blocks[number + 1].text[:_CLOSES_WITHIN]
        place = after.find(PAIRS[opened]) if opened else -1
        return place >= 0 and opened not in after[:place]

    def _only_dateline(self, number: int) -> bool:
        """Tell whether a dateline stands alone, cut off from what it opens."""
        if not self.is_dateline(number) or number + 1 >= len(self.blocks):
            return False
        block, after = self.blocks[number], self.blocks[number + 1]
        alone = block.size in {"tiny", "short", "headline"} and not after.cue and not after.whole
        usual = self.habits.around(number)
        return alone and (after.first.page or (usual.indents and after.first.indent < FULL_INDENT))

    @_once
    def is_cut(self, number: int) -> bool:
        """Tell whether an indented block is followed by text that is not, as after a page break.

        One line, a page's header, may stand between the two.
        """
        block = self.blocks[number]
        if (
            block.first.indent < FULL_INDENT
            or block.ends not in _TORN_ENDS
            or block.whole not in _UNTOLD
        ):
            return False
        after = self.blocks[number + 1] if number + 1 < len(self.blocks) else None
        if after is None or not (self.habits.around(number).indents or after.first.page):
            return False
        return self._is_rest(number + 1) or (
            self._is_rest(number + 2)
            and self.is_line(number + 1)
            and self.blocks[number + 1].first.indent < FULL_INDENT
        )

    def _is_rest(self, number: int) -> bool:
        if number >= len(self.blocks):
            return False
        block = self.blocks[number]
        return (
            block.first.indent < FULL_INDENT
            and (block.full or block.ends in {"stop", "quoted_stop", "ask", "colon"})
            and not block.cue
            and not self.is_dateline(number)
        )

    def has_rest(self, number: int) -> bool:
        """Tell whether a few words that end a sentence stand after it on the next page."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        short = after.size in {"tiny", "short"} and after.ends in {"stop", "quoted_stop"}
        return after.first.page and short and not after.cue

    def _goes_on(self, number: int) -> bool:
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        return self.habits.around(number).indents and after.first.indent < FULL_INDENT

    def is_line(self, number: int) -> bool:
        """Tell whether block `number` is a short line without a full stop."""
        return 0 <= number < len(self._lines) and self._lines[number]

    def resumes(self, number: int) -> bool:
        """Tell whether the block after this one goes on with the one before it."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        if after.text[0] in CANNOT_BEGIN:
            return True
        if self.habits.around(number).indents and after.first.indent >= FULL_INDENT:
            return False
        return bool(after.full or after.ends in {"stop", "quoted_stop", "ask"}) and not (
            after.cue or self.is_dateline(number + 1)
        )

    def run_length(self, number: int) -> int:
        """Return how many lines without full stop stand in a row here, at most five or so."""
        length = 1
        for step in (-1, 1):
            place = number + step
            while self.is_line(place) and length < 5:
                length += 1
                place += step
        return length

    # -- where it stands ------------------------------------------------------------

    def place(self, number: int, found: list[str]) -> None:
        """Add what is observed about where block `number` stands to `found`."""
        if number == 0:
            found.append("first")
        if number == len(self.blocks) - 1:
            found.append("last")
        if self.blocks[number].ruled:
            found.append("ruled")
        self._indent(number, found)
        if number:
            self._gap(number, found)

    def _indent(self, number: int, found: list[str]) -> None:
        block = self.blocks[number]
        indent = block.first.indent
        if indent >= _CENTRED:
            found.append("centred")
        elif self.habits.around(number).indents:
            found.append("flush" if indent < FULL_INDENT else "indented")
        if number + 1 == len(self.blocks) or block.full or indent >= FULL_INDENT:
            return
        if self.blocks[number + 1].first.indent < FULL_INDENT:
            return
        if not self.is_line(number - 1) or self.blocks[number - 1].first.indent >= FULL_INDENT:
            found.append("outset")

    def _gap(self, number: int, found: list[str]) -> None:
        first = self.blocks[number].first
        usual = self.habits.around(number)
        if first.blanks:
            found.append("blank")
        if first.page:
            found.append("page")
        elif first.blanks:
            if usual.sparse and not self._under_title(number):
                found.append("apart")
                if number + 1 < len(self.blocks) and self.blocks[number + 1].first.blanks:
                    found.append("alone")
            elif not usual.sparse and first.blanks > usual.blanks + _MORE:
                found.append("wide")
        else:
            if usual.sparse and not self._under_kicker(number):
                found.append("adjoined")
            if not usual.indents:
                found.append("loose")

    def _under_kicker(self, number: int) -> bool:
        """Tell whether a line stands directly under another that is set apart, as a title may."""
        above = self.blocks[number - 1]
        return self.is_line(number - 1) and (above.first.blanks > 0 or number == 1)

    def _under_title(self, number: int) -> bool:
        """Tell whether a paragraph stands under a line that is set as titles are."""
        if not self.is_line(number - 1):
            return False
        block = self.blocks[number]
        if not self.habits.around(number).indents:
            return block.full
        return self.blocks[number - 1].first.indent < FULL_INDENT <= block.first.indent


def unclosed(text: str) -> str:
    """Return a bracket or quotation mark that `text` opens and does not close, or nothing.

    Example:
        >>> unclosed("他说：“会议将讨论《关于"), unclosed("他说：“好。”")
        ('“', '')
    """
    tail = text[-_TAIL:]
    for opener, closer in PAIRS.items():
        place = tail.rfind(opener)
        if place >= 0 and closer not in tail[place:]:
            return opener
    return ""
