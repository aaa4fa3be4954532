"""Words before a duration that say which one it is: `未来五年`, `过去三年`, `头三天`.

What lives here: taking such a word into the expression behind it. What does not: the durations
(`amounts`) and the words that are dates by themselves (`date_words`).

Everything reads folded text (`shadow.fold`).
"""

import re
from typing import Final

import attrs

from corpus.annotation.values.expressions import Expression
from corpus.values import Quantity

__all__ = ["with_lead"]

_LEAD: Final = re.compile(
    r"(?:过去|未来|今后|最近|头|(?:^|(?<=[，。；：、\s（(“「在的了比较与和]))前)\Z"
)
_SPANS: Final = frozenset(
    {"年", "月", "周", "天", "小时", "分钟", "季度", "学期", "工作日", "世纪"}
)


def with_lead(text: str, found: Expression, last: Expression | None) -> Expression:
    """A duration with the word before it, or the expression as it is.

    Args:
        text: Folded text.
        found: Any expression.
        last: The expression before it, which it may swallow: 过去 is one by itself.

    Returns:
        The expression, which may start earlier.
    """
    value = found.value
    if found.label not in {"DATE", "TIME"} or not isinstance(value, Quantity):
        return found
    lead = _LEAD.search(text[max(0, found.start - 4) : found.start])
    if lead is None or value.unit not in _SPANS:
        return found
    start = found.start - len(lead[0])
    crosses = last is not None and last.start < start < last.end
    return found if crosses else attrs.evolve(found, start=start)
