"""The forms of datelines: what can open a paragraph, tried in order.

- the wire form (``dateline_wire``): agency, place, date, kind — 新华社北京5月29日电, and
  what is left of it without an agency (``dateline_placed``);
- the reporter's form (``dateline_signed``): role, names, place, kind — 記者甲／台北報導;
- either of them, or a shorter one, in a bracket (``dateline_brackets``);
- a site's name before a paper's reporters (``dateline_sites``).

Reporters may follow (``dateline_tail``). Works on folded text (see ``folding``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.parsing.dateline_brackets import (
    match_after_medium,
    match_before_bracket,
    match_behind_bracket,
    match_bracket,
    match_titled,
)
from corpus.parsing.dateline_signed import match_signed, match_unsigned
from corpus.parsing.dateline_sites import match_sites
from corpus.parsing.dateline_slashed import match_slashed
from corpus.parsing.dateline_wire import match_wire
from corpus.parsing.dateline_words import words

if TYPE_CHECKING:
    from corpus.parsing.dateline_parts import Parts

__all__ = ["match_form"]


def match_form(folded: str, start: int) -> Parts | None:
    """Return the dateline that starts at `start` in `folded`, or `None`.

    Reporters behind it are left to ``dateline_tail``.
    """
    if folded[start : start + 1] in {"(", "["}:
        parts = (
            match_after_medium(folded, start)
            or match_bracket(folded, start, start)
            or match_behind_bracket(folded, start)
        )
        return None if parts is None or _is_rubric(folded, parts) else parts
    parts = (
        match_before_bracket(folded, start)
        or match_signed(folded, start)
        or match_wire(folded, start)
        or match_slashed(folded, start)
        or match_titled(folded, start)
        or match_unsigned(folded, start)
        or match_sites(folded, start)
    )
    return None if parts is None or _is_rubric(folded, parts, closed=False) else parts


def _is_rubric(folded: str, parts: Parts, *, closed: bool = True) -> bool:
    """Tell whether the kind is one of those that need a date before them and a bracket around."""
    if parts.kind is None or folded[slice(*parts.kind)] not in words().dated_kinds:
        return False
    return parts.date is None or not closed
