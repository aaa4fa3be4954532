"""Tell which line of a headline of several is the title.

Above a title may stand what leads up to it (肩题, 引题: who says it, on what occasion, to what
end), below it what adds to it (副题: figures, reactions, who took part). Both are set as lines of
their own, often without any mark. The title is the line that can stand alone, and whose words
the report takes up first.

The weights (``headlines`` in ``data/rules.toml``) are, but for a few roundings, those of a logistic
regression on 461 headlines of two lines: 325 real ones, most as People's Daily printed them in
1946, 1985, 1993 and 2001, and 136 written after papers of both scripts.

Whether lines are a headline is not decided here; `evidence` makes observations of what is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.cohesion import echo

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["HERALDS", "SIGNS", "Heads", "leads_up", "title_of"]

HERALDS = frozenset({"byline", "ranked", "name", "signer", "source"})
"""What a line that names someone is as a whole; such a line may stand under a headline."""

_CLOSERS = frozenset({"signature", "closing", "farewell", "credit", "dateonly", "box"})
SIGNS = (HERALDS - {"source"}) | _CLOSERS
"""What a line that is no headline is as a whole."""

_BLANKS = re.compile(r"[ \u3000]+")
_PHRASE = 3
_BRIEF = 8
_MOST = 3
_BRACKETS = frozenset("(（")


class Heads:
    """The headlines of a text that have several lines."""

    def __init__(
        self,
        blocks: Sequence[Block],
        lines: Sequence[bool],
        lead: Callable[[int], str],
        rules: Rules,
    ) -> None:
        """Take the blocks, whether each is a line, and what returns the text from one on."""
        self._blocks = blocks
        self._lines = lines
        self._lead = lead
        self._rules = rules
        self._titles: dict[int, int] = {}  # by the first line

    def place(self, number: int) -> str:
        """Return where a line stands in a head of two or three: ``main``, over it or under it.

        It stands in none if nothing is returned.
        """
        if not self._may_be_one(number):
            return ""
        last = len(self._blocks) - 1
        start, stop = number, number + 1
        while start and self._may_be_one(start - 1) and number - start <= _MOST:
            start -= 1
        while stop <= last and self._may_be_one(stop) and stop - start <= _MOST:
            stop += 1
        if not 1 < stop - start <= _MOST or stop > last:
            return ""
        title = self._titles.get(start)
        if title is None:
            texts = [block.text for block in self._blocks[start:stop]]
            lead = self._lead(stop)
            title = self._titles[start] = start + title_of(texts, lead, self._rules)
        if number == title:
            return "main"
        return "over_main" if number < title else "under_main"

    def _may_be_one(self, number: int) -> bool:
        """Tell whether a block may be a line of a headline.

        No signature is one, no byline under a line, nothing in brackets.
        """
        block = self._blocks[number]
        if not self._lines[number] or block.text[0] in _BRACKETS:
            return False
        whole = block.whole
        return whole not in SIGNS or (whole in HERALDS and not self._lines[number - 1])


def title_of(lines: Sequence[str], lead: str, rules: Rules) -> int:
    """Return the number of the line that is the title.

    Args:
        lines: The lines of the headline, at least one.
        lead: The first words of the report.
        rules: Holds the cues and their weights.

    Example:
        >>> from corpus.parsing.rules import default_rules
        >>> title_of(["省政府常务会议决定", "取消二十项收费"], "取消收费项目", default_rules())
        1
        >>> title_of(["青江大桥通车", "两岸车程缩短四十分钟"], "青江大桥通车", default_rules())
        0
    """
    title = 0
    for number in range(1, len(lines)):
        if leads_up(lines[title], lines[number], lead, rules) > 0:
            title = number
    return title


def leads_up(upper: str, lower: str, lead: str, rules: Rules) -> float:
    """Return the log odds that of two lines the lower one is the title."""
    weights, cues = rules.headlines, rules.heads
    seen = {
        "introduces": rules.introduces.search(upper) is not None,
        "lacking": cues["lacking"].match(upper) is not None,
        "complete": cues["complete"].search(upper) is not None,
        "elaborates": cues["elaborates"].search(lower) is not None,
        "counted": cues["counted"].search(lower) is not None,
        "couplet": _is_couplet(upper),
        "brief": len(upper) <= _BRIEF,
    }
    above, below = echo(upper, lead)[0], echo(lower, lead)[0]
    odds = weights["bias"] + weights["echoed"] * (below - above)
    return odds + sum(weights[name] for name, found in seen.items() if found)


def _is_couplet(line: str) -> bool:
    """Tell whether a line is made of phrases of one length: 治沙十年　绿染荒原."""
    sizes = list(map(len, _BLANKS.split(line)))
    return len(sizes) > 1 and len(set(sizes)) == 1 and sizes[0] >= _PHRASE
