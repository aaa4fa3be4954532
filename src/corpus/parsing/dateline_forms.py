"""The forms of datelines: what can open a paragraph, tried in order.

- the wire form (``dateline_wire``): agency, place, date, kind — 新华社北京5月29日电;
- the reporter's form (``dateline_signed``): role, names, place, kind — 記者甲／台北報導;
- either of them, or a shorter one, in a bracket — （中央社記者甲台北3日電）, 【專訊】.

Reporters may follow (``dateline_tail``). Works on folded text (see ``dateline_words``).
"""

from __future__ import annotations

import re

from corpus.parsing.dateline_parts import Parts, media
from corpus.parsing.dateline_reporters import read_names
from corpus.parsing.dateline_signed import match_signature, match_signed, match_slashed
from corpus.parsing.dateline_wire import match_kind_alone, match_wire
from corpus.parsing.dateline_words import words

__all__ = ["match_form"]

_LONGEST_BRACKET = 90
_LONGEST_MEDIUM = 18
_CLOSING = re.compile(r"[)\]\n]")
_KIND_END = re.compile("[道导讯电](?=[ /])")


def match_form(folded: str, start: int) -> Parts | None:
    """Return the dateline that starts at `start` in `folded`, or `None`.

    Reporters behind it are left to ``dateline_tail``.
    """
    if folded[start : start + 1] in {"(", "["}:
        return _match_bracket(folded, start, start) or _after_medium(folded, start)
    return (
        _before_bracket(folded, start)
        or match_signed(folded, start)
        or match_wire(folded, start)
        or match_slashed(folded, start)
    )


def _before_bracket(folded: str, start: int) -> Parts | None:
    """Match a paper's name before a bracket: 中國時報【王小明／台北報導】."""
    if folded.find("[", start) < 0:  # most have none, and names are costly to find
        return None
    for length in media(folded, start):
        bracket = start + length
        bracket += folded.startswith(" ", bracket)
        if not folded.startswith("[", bracket):
            continue
        parts = _match_bracket(folded, start, bracket)
        if parts is not None:
            parts.agency = (start, start + length)
        return parts
    return None


def _after_medium(folded: str, start: int) -> Parts | None:
    """Match a paper's name in a bracket before a reporter: ［新聞網］記者甲／綜合報導."""
    closing = folded.find("]", start, start + _LONGEST_MEDIUM)
    if closing < 0 or closing - start - 1 not in media(folded, start + 1, closing):
        return None
    parts = match_signed(folded, closing + 1 + folded.startswith(" ", closing + 1))
    if parts is not None:
        parts.start, parts.agency = start, parts.agency or (start + 1, closing)
    return parts


def _match_bracket(folded: str, start: int, bracket: int) -> Parts | None:
    """Match a dateline within the bracket that opens at `bracket`."""
    closing = _CLOSING.search(folded, bracket + 1, bracket + _LONGEST_BRACKET)
    if closing is None or closing[0] == "\n":
        return None
    first, last = bracket + 1, closing.start()
    while first < last and folded[first] == " ":
        first += 1
    while last > first and folded[last - 1] == " ":
        last -= 1
    if first >= last:
        return None
    parts = (
        match_signed(folded, first, last)
        or match_slashed(folded, first, last)
        or match_wire(folded, first, last)
        or match_kind_alone(folded, first, last)
        or _match_both(folded, first, last)
        or (_match_square(folded, first, last) if folded[bracket] == "[" else None)
    )
    if parts is not None:
        parts.start, parts.end = start, closing.end()
    return parts


def _match_square(folded: str, start: int, end: int) -> Parts | None:
    """Match what is a dateline in square brackets only: 【本报记者甲】, 〔中央社〕 before text."""
    agency = folded[start:end]
    if agency in words().agencies and agency.endswith("社") and folded[end + 1 : end + 2].strip():
        return Parts(start, end, (start, end))
    return match_signature(folded, start, end)


def _match_both(folded: str, start: int, end: int) -> Parts | None:
    """Match a wire's dateline with its reporters in one bracket: 【环球网报道 记者 甲】."""
    for cut in _KIND_END.finditer(folded, start, end):
        names = read_names(folded, cut.end(), end)
        if names is None or not names.has_role or not names.reporters:
            continue
        parts = match_wire(folded, start, cut.end())
        if parts is not None:
            parts.add(names)
            return parts
    return None
