"""Where two names, or a name and a value, claim one place: which of them stays.

What lives here: the one order in which conflicts are settled. What does not: rules and grammars,
which find what is settled here.
"""

from collections.abc import Sequence
from typing import Any, Final

import attrs

__all__ = ["PRIORITY", "Found", "settle"]

PRIORITY: Final = (
    *("WORK_OF_ART", "LAW", "EVENT", "ORG", "FAC", "GPE", "LOC", "NORP", "PERSON", "PRODUCT"),
    *("LANGUAGE", "MONEY", "PERCENT", "QUANTITY", "DATE", "TIME", "ORDINAL", "CARDINAL"),
)
"""Where two spans cross, or are equal, the label that stands first here wins.

This is the only place where conflicts are settled: first the longer span, then this order. Spans
that lie within others stay, except numbers within names (the 五 of “五个服务”) and all within a
person's name or a value.
"""


@attrs.frozen
class Found:
    """A name or a value before conflicts are settled."""

    start: int
    end: int
    label: str
    value: Any
    confidence: float | None
    source: str
    id: str | None


def settle(found: Sequence[Found]) -> list[Found]:
    """Drop what crosses something longer or of higher priority, and what may not be nested."""
    rank = {label: row for row, label in enumerate(PRIORITY)}
    best_first = sorted(found, key=lambda f: (f.start - f.end, rank[f.label], f.start))
    kept: list[Found] = []
    owner: dict[int, Found] = {}
    for item in best_first:
        holders = {id(owner[i]): owner[i] for i in (item.start, item.end - 1) if i in owner}
        outer = list(holders.values())
        if any(not (o.start <= item.start and item.end <= o.end) for o in outer):
            continue
        if len(outer) == 1 and not _may_nest(item, outer[0]):
            continue
        kept.append(item)
        for i in range(item.start, item.end):
            owner[i] = item
    return sorted(kept, key=lambda f: (f.start, -f.end))


_NUMBERS: Final = frozenset({"CARDINAL", "ORDINAL", "QUANTITY", "PERCENT", "MONEY", "TIME"})
_CLOSED: Final = frozenset({"PERSON", "DATE", "LANGUAGE"}) | _NUMBERS


def _may_nest(inner: Found, outer: Found) -> bool:
    if (inner.start, inner.end) == (outer.start, outer.end):
        return False
    return outer.label not in _CLOSED and inner.label not in _NUMBERS
