"""Tell which line of a headline of several is the title.

Above a title may stand what leads up to it (肩题, 引题: who says it, on what occasion, to what
end), below it what adds to it (副题: figures, reactions, who took part). Both are set as lines of
their own, often without any mark. The title is the line that can stand alone, and whose words
the report takes up first.

The weights (``headlines`` in ``data/rules.toml``) are those of a logistic regression on 462
headlines of two lines: 325 as People's Daily printed them in 1946, 1985, 1993 and 2001, the others
written after papers of both scripts. Nothing here decides about anything else than the order of
lines that are headlines; `evidence` makes observations of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.parsing.cohesion import echo

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.parsing.rules import Rules

__all__ = ["leads_up", "title_of"]

_BLANKS = re.compile(r"[ \u3000]+")
_PHRASE = 3
_BRIEF = 8


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
