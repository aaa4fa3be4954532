"""Tell which line of a headline of several is the title.

Above a title may stand what leads up to it (肩题, 引题: who says it, on what occasion, to what
end), below it what adds to it (副题: figures, reactions, who took part). Both are set as lines of
their own, often without any mark. The title is the line that can stand alone, and whose words
the report takes up first.

Signs for the lower line: the upper one ends as what leads up to something (会议决定, 发表声明), has
no subject, is a motto of two phrases (治沙十年　绿染荒原), the name of a column or of the kind of
piece, of who or what it is about, is short or holds a comma; the lower one is much shorter, or
the name of an occasion. Signs for the upper line: it tells what was completed; the lower one asks
or urges, gives figures, says what piece it is (记…, …侧记) or is long. A line that takes its
subject from the other, or gives what someone says, is no title. Traditional text sets the phrases
of a title apart by half-width blanks; papers that put their datelines in 〔〕 put what adds to the
title below it.
Of three lines the middle one is the title in all of 83. Where little speaks for either, it is the
one whose words stand in the report's first sentence.

The weights (``headlines`` in ``data/rules.toml``) are, but for roundings and a bias that leans to
the upper line, those of a logistic regression on 794 headlines. 571 of them are real: 466 of the
mainland, 1946 to 2019, 404 of these in People's Daily, and 105 of Taiwan and Hong Kong. The others
are ours, written after papers of both scripts. Of real headlines, each year of People's Daily and
each other paper left out in turn, 407 of 466 and 85 of 105 are told right. The cues were written
with these in view: of 73 that came later, 55 were right before they served to mend some cues.
Nothing is seen in most of the others.

That a paper does it the same way every time was tried as a shift common to the headlines of a text:
it mends those of one paper of Taiwan, and spoils mixed texts and papers that do both.

Whether lines are a headline is not decided here; `evidence` makes observations of what is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.cohesion import echo
from corpus.parsing.script import script_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.parsing.blocks import Block
    from corpus.parsing.rules import Rules

__all__ = ["HERALDS", "SIGNS", "Heads", "leads_up", "signs", "title_of"]

HERALDS = frozenset({"byline", "ranked", "name", "signer", "source"})
"""What a line that names someone is as a whole; such a line may stand under a headline."""

_CLOSERS = frozenset({"signature", "closing", "farewell", "credit", "dateonly", "box"})
SIGNS = (HERALDS - {"source"}) | _CLOSERS
"""What a line that is no headline is as a whole."""

_BLANKS = re.compile(r"[ \u3000]+")
_QUOTES = re.compile("[“”「」『』《》]")
_COMMA = re.compile("[，、；。]")
_COLON = re.compile("[：:]")
_BACK = re.compile("其(?![实實中他她它余餘次乐樂])")
_SENTENCE = re.compile("[^。！？]*[。！？]")
_DASHES = frozenset("—―－–-")
_PHRASE = 3
_BRIEF = 8
_LONG = 14
_SHORTER = 0.7
_WHOLE = 8  # what is shorter may be a sub-heading or a byline
_MOST = 3
_PAIR = 2
_LONGEST_DECK = 120
_LONGER = frozenset({"sentence", "body"})
_BARE = frozenset({"bare", "quote"})
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

    def is_long_deck(self, number: int) -> bool:
        """Tell whether a block too long for a headline goes on with one, without full stop."""
        block = self._blocks[number]
        if not number or not self._lines[number - 1] or self._lines[number]:
            return False
        short = len(block.text) <= _LONGEST_DECK and block.ends in _BARE
        return short and block.size in _LONGER and "。" not in block.text

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
    middle = rules.headlines["middle"] if len(lines) > _PAIR else 0.0
    title = 0
    for number in range(1, len(lines)):
        if lines[number][0] in _DASHES:
            continue
        odds = leads_up(lines[title], lines[number], lead, rules)
        if odds + (middle if number == 1 else -middle) > 0:
            title = number
    return title


def leads_up(upper: str, lower: str, lead: str, rules: Rules) -> float:
    """Return the log odds that of two lines the lower one is the title."""
    weights = rules.headlines
    shown = signs(upper, lower, lead, rules)
    return weights["bias"] + sum([weights[name] * value for name, value in shown.items()])


def signs(upper: str, lower: str, lead: str, rules: Rules) -> dict[str, float]:
    """Return what two lines of a headline show for the lower or the upper one being the title.

    Args:
        upper: The line above.
        lower: The line below.
        lead: The first words of the report.
        rules: Holds the cues.

    Returns:
        By the names in ``headlines`` what each sign is multiplied with.
    """
    cues = rules.heads
    sentence = _SENTENCE.match(lead)
    first = lead if sentence is None else sentence[0]
    parted = " " in upper + lower and script_of(upper + lower + lead) == "Hant"
    named = cues["names"].search(upper) is not None
    return {
        "introduces": rules.introduces.search(upper) is not None,
        "lacking": cues["lacking"].match(upper) is not None,
        "utters": cues["utters"].search(upper) is not None,
        "rubric": any(cues[name].search(upper) for name in ("rubric", "piece")),
        "names": named,
        "complete": cues["complete"].search(upper) is not None,
        "couplet": not (parted and " " in upper) and _is_couplet(upper),
        "brief": len(upper) <= _BRIEF,
        "shorter": _is_shorter(lower, upper),
        "comma": _COMMA.search(upper) is not None,
        "elaborates": cues["elaborates"].search(lower) is not None,
        "piece": cues["piece"].search(lower) is not None,
        "counted": cues["counted"].search(lower) is not None,
        "occasion": cues["occasion"].search(lower) is not None,
        "long": max(0, len(lower) - _LONG) / 10,
        "dependent": _depends(upper, cues) - _depends(lower, cues),
        "voiced": _is_voiced(upper, cues) - _is_voiced(lower, cues),
        "parted": parted * ((" " in lower) - (" " in upper)),
        "boxed": lead[:1] == "〔",
        # Whatever an occasion is called, the report says again.
        "echoed": echo(lower, first)[0] - (0.0 if named else echo(upper, first)[0]),
    }


def _depends(line: str, cues: Mapping[str, re.Pattern[str]]) -> bool:
    """Tell whether a line takes its subject from another: 仍以輔導為主, 指其領補助."""
    return cues["dependent"].match(line) is not None or _BACK.search(line) is not None


def _is_voiced(line: str, cues: Mapping[str, re.Pattern[str]]) -> bool:
    """Tell whether a line gives what someone says: 專家稱可免綁手綁腳."""
    return cues["voiced"].match(line) is not None


def _is_shorter(lower: str, upper: str) -> bool:
    """Tell whether the lower line is much shorter, as in larger print, and no sub-heading."""
    return _WHOLE <= len(lower) <= _SHORTER * len(upper) and _COLON.search(lower) is None


def _is_couplet(line: str) -> bool:
    """Tell whether a line is made of phrases of one length: 治沙十年　绿染荒原."""
    sizes = list(map(len, _BLANKS.split(_QUOTES.sub("", line))))
    return len(sizes) > 1 and len(set(sizes)) == 1 and sizes[0] >= _PHRASE
