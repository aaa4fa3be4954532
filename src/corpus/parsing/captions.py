"""Tell the caption of a photo, and what stands on either side of captions.

A caption is told by the credit at its end, or by how it begins. It may stand anywhere in an
article, and what stands around it is then next to each other: `Captions`.

The words are ``photo`` and the cue ``caption`` in ``data/cues.toml``. A credit alone on a line,
新华社记者　张三　摄, is no caption but a credit; what it means is decided with everything else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.bylines import is_byline
from corpus.parsing.endings import STOPS
from corpus.parsing.surnames import are_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["CREDITS", "Captions", "is_brief", "is_caption", "is_credited"]

CREDITS = frozenset({"closing", "credit", "enclosed", "farewell", "signature"})
"""What a line as a whole is that ends an article, and is no headline."""

_SIGNS = frozenset("摄攝图圖片照供截翻取像社视視")  # every credit has one of them
_OPENERS, _CLOSERS = "(（[【〔［", frozenset(")）]】〕］")
_ARROWS = frozenset("▲▼△▽↑↓")  # before a line without full stop they may be bullets
_BULLETS = "▲▼△▽↑↓◎●■□◆▶►＊* \u3000"
_LEAST = 3
_LONGEST = 160
_TOLD = 100
_BRIEF = 120  # of a caption whose credit is an agency's name
_REPORT = re.compile("[报報][道導导]")
_AGENCY = re.compile("[(（][^()（），。]{2,8}[)）]$")
_HEADS = frozenset({"bare", "quote", "ask"})


def is_caption(text: str, ends: str) -> bool:
    """Tell whether a block that begins as a caption is one, by how long it is and how it ends.

    Example:
        >>> is_caption("图为改造后的码头", "bare"), is_caption("▲ 坚持开放", "bare")
        (True, False)
    """
    return len(text) <= _LONGEST and (ends in STOPS or text[0] not in _ARROWS)


def is_credited(text: str, rules: Rules) -> bool:
    """Tell whether a block ends with a photo's credit, and so is the photo's caption.

    Example:
        >>> from corpus.parsing.rules import default_rules
        >>> def tell(text):
        ...     return is_credited(text, default_rules())
        >>> tell("工人在检修水管。本报记者　张三　摄"), tell("本报记者　张三　摄")
        (True, False)
        >>> tell("下一站，摄影节"), tell("水管当晚修好。（张三　文／摄）")
        (False, False)
    """
    start = max(0, len(text) - rules.limits["photo"])
    if _SIGNS.isdisjoint(text[start:]) and (len(text) > _BRIEF or text[-1] not in _CLOSERS):
        return False
    place = _credit(text, start, rules)
    if place <= 0 or not _tells(text[:place], rules):
        return False
    if rules.photo["written"].search(text, start):
        return False
    return len(text) > rules.limits["whole"] or not is_byline(text)  # 文／甲　圖／乙


def is_brief(before: Block | None, block: Block, after: Block | None, rules: Rules) -> bool:
    """Tell whether a block that ends in an agency's name is a report, not a photo's caption.

    It is if it is all that stands between two headlines, or between one and the text's end.
    """
    found = _AGENCY.search(block.text)
    if found is None or not rules.photo["agency"].fullmatch(found.group()[1:-1]):
        return False
    return _heads(before) and (after is None or _heads(after))


def _heads(block: Block | None) -> bool:
    """Tell whether a block is a line that may be a headline."""
    return block is not None and not (block.full or block.whole) and block.ends in _HEADS


def _credit(text: str, start: int, rules: Rules) -> int:
    """Return where the credit at the end of `text` begins, or 0."""
    if text[-1] in _CLOSERS:
        place = max([text.rfind(opener, start) for opener in _OPENERS])
        names = ("bracketed", "agency") if len(text) <= _BRIEF else ("bracketed",)
        inside = any(rules.photo[n].fullmatch(text, place + 1, len(text) - 1) for n in names)
        return place if place > 0 and inside else 0
    found = rules.photo["plain"].search(text, start)
    if found is None or ((name := found["name"]) and not are_names(name.strip())):
        return 0
    return found.start()


def _tells(text: str, rules: Rules) -> bool:
    """Tell whether what stands before a credit shows something or someone."""
    bare = text.strip(_BULLETS)
    if len(bare) < _LEAST:
        return are_names(bare)
    return rules.photo["sender"].fullmatch(bare) is None


class Captions:
    """The captions among the blocks of a text."""

    def __init__(
        self, blocks: Sequence[Block], lines: Sequence[bool], begins: Sequence[bool]
    ) -> None:
        """Find them.

        Args:
            blocks: The blocks.
            lines: Whether each is a short line without a full stop.
            begins: Whether each begins with a dateline.
        """
        self._blocks, self._lines, self._begins = blocks, lines, begins
        self._places: set[int] = set()
        for number, block in enumerate(blocks):
            if block.whole == "captioned" or self._is_marked(number):
                self._places.add(number)
            elif block.whole == "credit" and self._is_inside(number):
                self._places.add(number)
                if number and self._shows(number - 1):
                    self._places.add(number - 1)
        # The blocks before and after each caption, beyond those that stand next to it.
        self._above: dict[int, int] = {}
        for number in sorted(self._places):
            self._above[number] = self._above.get(number - 1, number - 1)
        self._below: dict[int, int] = {}
        for number in sorted(self._places, reverse=True):
            self._below[number] = self._below.get(number + 1, number + 1)

    def _is_marked(self, number: int) -> bool:
        """Tell whether a block with a mark before it stands between a headline and a dateline."""
        block = self._blocks[number]
        if block.cue != "bullet" or not number or not self._lines[number - 1]:
            return False
        heads = self._blocks[number - 1].whole not in CREDITS
        return heads and self._begins[number + 1] and not self._begins[number]

    def _is_inside(self, number: int) -> bool:
        """Tell whether a credit on a line of its own has text after it, and is no reporter's."""
        if number + 1 >= len(self._blocks) or self._lines[number + 1]:
            return False
        return not (self._blocks[number + 1].whole or _REPORT.search(self._blocks[number].text))

    def _shows(self, number: int) -> bool:
        """Tell whether a block is short enough to be what a credit below it is for."""
        block = self._blocks[number]
        return block.ends in STOPS and not block.whole and len(block.text) <= _TOLD

    def is_credit(self, number: int) -> bool:
        """Tell whether block `number` is a photo's credit on a line of its own."""
        return number in self._places and self._blocks[number].whole == "credit"

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def is_under_head(self, number: int) -> bool:
        """Tell whether only captions stand between one, block `number`, and a headline."""
        above = self._above.get(number, number)
        return above >= 0 and self._lines[above] and self._blocks[above].whole not in CREDITS

    def is_news(self, number: int) -> bool:
        """Tell whether one, block `number`, is all the text of its article, below its credit."""
        above = self._above.get(number, number)
        return above >= 0 and self._blocks[above].whole == "credit"

    def beyond(self, number: int) -> int:
        """Return the number of the next block that is no caption, or of the last one."""
        below = self._below.get(number + 1)
        return number + 1 if below is None else min(below, len(self._blocks) - 1)
