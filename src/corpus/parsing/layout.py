"""Where blocks stand, whether they break off, and whether others go on with them.

`Layout` answers questions about single blocks among their neighbours; which of the answers are
observations to weigh is decided in `evidence`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.blocks import HEAD_SIZES
from corpus.parsing.endings import STOPS
from corpus.parsing.habits import Habits
from corpus.parsing.lines import FULL_INDENT

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.habits import Usual
    from corpus.parsing.rules import Rules

__all__ = ["PAIRS", "Layout", "cannot_begin", "unclosed"]

PAIRS = {"“": "”", "「": "」", "『": "』", "《": "》", "（": "）", "〈": "〉", "(": ")"}
"""Brackets and quotation marks with what closes them."""

_CANNOT_BEGIN = frozenset("，。、；：！？”’」』）》〉】〕,;:!?)…％%")
_PAIRS = tuple(PAIRS.items())
_CENTRED = 8
_LINE_ENDS = frozenset({"bare", "quote", "ask", "trail", "comma"})
_ASKING = frozenset({"question", "answer"})
_OPEN_ENDS = frozenset({"bare", "comma", "open", "quote", "colon"})
_TORN_ENDS = frozenset({"bare", "comma", "open"})
_RESTS = frozenset({"stop", "quoted_stop", "ask", "trail", "colon"})
_LISTING = frozenset("；;")  # ends a paragraph of a list, too
_UNTOLD = frozenset({"", "table", "aside", "captioned"})
_SENTENCE_END = re.compile(r"[。；！？](?=.)")
_ASIDE = re.compile("[。！？][”」』]?[（(][^()（）。！？]+[)）]$")  # ... a sentence. (And a name)
_REACH = 40
_CUT_LEAST = 24
_TAIL = 600
_CLOSES_WITHIN = 40
_MORE = 0.9


class Layout:
    """The blocks of a text, with the habits around each.

    Attributes:
        blocks: The blocks.
        habits: What is usual around each.
        begins: Whether each begins with a dateline.
        rests: The numbers of those that begin with the rest of a dateline that was cut.
        lines: Whether each is a short line without a full stop.

    What is said of each block ends with what is so before the first and after the last.
    """

    def __init__(self, blocks: list[Block], datelines: dict[int, bool], rules: Rules) -> None:
        self.blocks = blocks
        self.habits = Habits(blocks, rules)
        self.rests = frozenset(number for number, begins in datelines.items() if not begins)
        self.begins = [False] * (len(blocks) + 1)
        self.lines = [
            block.size in HEAD_SIZES
            and block.ends in _LINE_ENDS
            and not block.ends_article
            and block.cue not in _ASKING
            and block.whole != "captioned"
            for block in blocks
        ]
        self.lines.append(False)
        for number, begins in datelines.items():
            if begins:
                self.begins[number] = True
                self.lines[number] = False
        self._opened: dict[int, str] = {}

    def opened(self, number: int) -> str:
        """Return the bracket or quotation mark that block `number` leaves open, or nothing."""
        found = self._opened.get(number)
        if found is None:
            found = self._opened[number] = unclosed(self.blocks[number].text)
        return found

    def is_open(self, number: int) -> bool:
        """Tell whether block `number` is text that breaks off before its sentence ends."""
        if self.begins[number] and self._only_dateline(number):
            return True
        block = self.blocks[number]
        if block.ends not in _OPEN_ENDS:
            return False
        if block.text[-1] in _LISTING and self._lists(number):
            return False
        if self.closes_after(number):
            return True
        return not block.ends_article and block.ends != "colon" and self._breaks_off(number, block)

    def _breaks_off(self, number: int, block: Block) -> bool:
        if block.ends == "quote" and not self.opened(number):
            finished = _ASIDE.search(block.text, max(0, len(block.text) - _REACH)) is not None
            return block.size == "body" and not finished and self._goes_on(number)
        if self.is_cut(number) or self.has_rest(number):
            return True
        if block.size in {"body", "sentence"} or block.ends in {"comma", "open"}:
            return True
        return len(block.text) > _CUT_LEAST and (
            _SENTENCE_END.search(block.text) is not None
            or (block.first.indent >= FULL_INDENT and self.habits.around(number).indents)
        )

    def _lists(self, number: int) -> bool:
        """Tell whether a block that ends in a semicolon is a paragraph of a list."""
        beside = self.blocks[max(0, number - 1) : number + 2]
        if sum(block.text[-1] in _LISTING for block in beside) > 1:
            return not self._goes_on(number)
        if number + 1 >= len(self.blocks):
            return False
        indents = self.habits.around(number).indents
        return indents and self.blocks[number + 1].first.indent >= FULL_INDENT

    def closes_after(self, number: int) -> bool:
        """Tell whether the next block soon closes a bracket that this one leaves open."""
        if self.blocks[number].ends != "bare" or number + 1 >= len(self.blocks):
            return False
        opened = self.opened(number)
        if not opened:
            return False
        after = self.blocks[number + 1].text[:_CLOSES_WITHIN]
        place = after.find(PAIRS[opened])
        return place >= 0 and opened not in after[:place]

    def _only_dateline(self, number: int) -> bool:
        """Tell whether a dateline stands alone, cut off from what it opens."""
        if number + 1 >= len(self.blocks):
            return False
        block, after = self.blocks[number], self.blocks[number + 1]
        if block.size not in {"tiny", "short", "headline"} or after.cue or after.whole:
            return False
        return after.first.page or (
            self.habits.around(number).indents and after.first.indent < FULL_INDENT
        )

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
            and self.lines[number + 1]
            and after.first.indent < FULL_INDENT
        )

    def _is_rest(self, number: int) -> bool:
        if number >= len(self.blocks):
            return False
        block = self.blocks[number]
        return (
            block.first.indent < FULL_INDENT
            and (block.full or block.ends in _RESTS or block.text[-1] in _LISTING)
            and not block.cue
            and not self.begins[number]
        )

    def has_rest(self, number: int) -> bool:
        """Tell whether a few words that end a sentence stand after it on the next page."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        if not after.first.page:
            return False
        short = after.size in {"tiny", "short"} and after.ends in STOPS
        return short and not after.cue

    def _goes_on(self, number: int) -> bool:
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        return self.habits.around(number).indents and after.first.indent < FULL_INDENT

    def resumes(self, number: int) -> bool:
        """Tell whether the block after this one goes on with the one before it."""
        if number + 1 >= len(self.blocks):
            return False
        after = self.blocks[number + 1]
        if cannot_begin(after.text):
            return True
        if self.habits.around(number).indents and after.first.indent >= FULL_INDENT:
            return False
        return bool(after.full or after.ends in {"stop", "quoted_stop", "ask", "trail"}) and not (
            after.cue or self.begins[number + 1]
        )

    def run_length(self, number: int) -> int:
        """Return how many lines without full stop stand in a row here, at most five or so."""
        length = 1
        for step in (-1, 1):
            place = number + step
            while self.lines[place] and length < 5:
                length += 1
                place += step
        return length

    # -- where it stands ------------------------------------------------------------

    def place(self, number: int, block: Block, found: list[str]) -> None:
        """Add what is observed about where block `number` stands to `found`."""
        usual = self.habits.around(number)
        last = number == len(self.blocks) - 1
        if number == 0:
            found.append("first")
        if last:
            found.append("last")
        if block.ruled:
            found.append("ruled")
        indent = block.first.indent
        if indent >= _CENTRED:
            found.append("centred")
        elif usual.indents:
            found.append("flush" if indent < FULL_INDENT else "indented")
        if indent < FULL_INDENT and not (block.full or last) and self._is_outset(number):
            found.append("outset")
        if number:
            self._gap(number, block, usual, found)

    def _is_outset(self, number: int) -> bool:
        """Tell whether what follows is indented, and no line above is set as this one is."""
        if self.blocks[number + 1].first.indent < FULL_INDENT:
            return False
        return not self.lines[number - 1] or self.blocks[number - 1].first.indent >= FULL_INDENT

    def _gap(self, number: int, block: Block, usual: Usual, found: list[str]) -> None:
        first = block.first
        blanks = first.blanks
        if blanks:
            found.append("blank")
        if first.page:
            found.append("page")
        elif blanks:
            if usual.sparse and not self._under_title(number, block, usual):
                found.append("apart")
                if number + 1 < len(self.blocks) and self.blocks[number + 1].first.blanks:
                    found.append("alone")
            elif not usual.sparse and blanks > usual.blanks + _MORE:
                found.append("wide")
        else:
            if usual.sparse and not self._under_kicker(number):
                found.append("adjoined")
            if not usual.indents:
                found.append("loose")

    def _under_kicker(self, number: int) -> bool:
        """Tell whether a line stands directly under another that is set apart, as a title may."""
        return self.lines[number - 1] and (self.blocks[number - 1].first.blanks > 0 or number == 1)

    def _under_title(self, number: int, block: Block, usual: Usual) -> bool:
        """Tell whether a paragraph stands under a line that is set as titles are."""
        if not self.lines[number - 1]:
            return False
        if not usual.indents:
            return block.full
        return self.blocks[number - 1].first.indent < FULL_INDENT <= block.first.indent


def cannot_begin(text: str) -> bool:
    """Tell whether a line begins with a mark that belongs to what stands before it.

    Example:
        >>> cannot_begin("，会议今天开幕"), cannot_begin("’96联赛开幕")
        (True, False)
    """
    return text[0] in _CANNOT_BEGIN and not (text[0] == "’" and text[1:2].isdigit())


def unclosed(text: str) -> str:
    """Return a bracket or quotation mark that `text` opens and does not close, or nothing.

    Example:
        >>> unclosed("他说：“会议将讨论《关于"), unclosed("他说：“好。”")
        ('“', '')
    """
    tail = text[-_TAIL:]
    for opener, closer in _PAIRS:
        if opener in tail and closer not in tail[tail.rfind(opener) :]:
            return opener
    return ""
