"""The reporter's form: role, names, place, kind — 本报记者甲北京报道：, 記者甲／台北報導.

Also 甲／台北報導, where a slash stands for the role. Works on folded text (see
``dateline_words``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.parsing.dateline_dates import DATE
from corpus.parsing.dateline_parts import PLACES, Parts, is_prose, media, split_places
from corpus.parsing.dateline_reporters import (
    REPORT,
    is_name,
    is_place,
    read_names,
    split_place,
)
from corpus.parsing.dateline_tail import SIGNING
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Pair

__all__ = ["match_signature", "match_signed", "match_slashed"]

_NAMES = rf"[{HAN}A-Za-z·、,;/ .-]{{1,60}}?"
_KIND_ONLY = re.compile(r" ?(?P<kind>报[道导]|专?[电讯]) ?\Z")
_AFTER_REPORT = {"", " ", "(", "[", ":", "\n"}
_SEPARATORS = "、,/ ;"


def match_signed(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match a role with names, place, date and kind at `start`, all up to `closed`."""
    limit = len(folded) if closed is None else closed
    role = words().role.match(folded, start, limit)
    if role is None or not role["word"].endswith(SIGNING):
        return None
    if closed is not None and (bare := _KIND_ONLY.match(folded, role.end(), limit)):
        return Parts.of(bare, start, _agency(folded, role))  # 【本報記者報道】
    for pattern in _patterns(whole=closed is not None):
        match = pattern.match(folded, role.end(), limit)
        if match is None:
            continue
        parts = Parts.of(match, start, _agency(folded, role))
        if not _read_names(folded, parts, match.span("names"), role):
            continue
        if not _is_told(folded, parts, match["kind"], closed=closed is not None):
            continue
        # 本报记者甲　摄影报道, alone in its paragraph, is a byline; 記者甲／綜合報導 is not.
        told = parts.places or parts.date or closed is not None or "/" in match["names"]
        return parts if told or parts.end < limit else None
    return None


def _is_told(folded: str, parts: Parts, kind: str, *, closed: bool) -> bool:
    """Tell whether there is the place, and are the names, that open text needs to be sure."""
    places = [folded[slice(*place)] for place in parts.places]
    known = bool(places) and all(map(is_place, places))
    if parts.date and places and parts.date < parts.places[-1]:
        return known
    if closed:
        return True
    if not kind.endswith(REPORT):
        return known or parts.date is not None
    if folded[parts.end : parts.end + 1] in _AFTER_REPORT or "/" in folded[parts.start : parts.end]:
        return True
    return known and all(is_name(folded[slice(*who)]) for who, _ in parts.reporters)


@cache
def _patterns(*, whole: bool) -> tuple[re.Pattern[str], ...]:
    kind = f"(?P<kind>{words().kind})"
    names, date = f" ?(?P<names>{_NAMES})", f"(?P<date>{DATE})"
    swapped = rf"{names} ?{date} ?(?P<place>[{HAN}]{{2,8}}?) ?(?P<kind>报[道导]|专?[电讯])"
    if whole:
        return re.compile(rf"{names} ?{date}? ?{kind} ?\Z"), re.compile(rf"{swapped} ?\Z")
    return (
        # 甲／台北報導 is sure without a break behind it; 记者甲报道 is not (报道了).
        re.compile(
            rf" ?(?P<names>[{HAN}A-Za-z·、, .]{{1,40}}/[{HAN}、-]{{0,12}}?) ?{kind}(?![了过])"
        ),
        re.compile(rf"{names} ?{date} ?(?P<kind>专?[电讯])"),
        re.compile(rf"{names} ?{date}? ?{kind}(?=[ (\[:\n]|\Z)"),
        re.compile(swapped),
        re.compile(rf"{names} ?(?P<kind>报[道导])(?![了过说称的时后中会])"),
    )


def _agency(folded: str, role: re.Match[str]) -> Pair | None:
    """Return the paper's name before the role."""
    start = role.start()
    lengths = media(folded, start, role.start("word"))
    return (start, start + lengths[0]) if lengths else None


def _read_names(folded: str, parts: Parts, span: Pair, role: re.Match[str]) -> bool:
    """Read names and a place before the date or kind; tell whether they are that."""
    names_end, place = _cut_place(folded, *span)
    known = place is None or all(map(is_place, _single_places(folded, place)))
    if place is not None and not known and words().prose.search(folded, *place) is not None:
        return False
    if role["at"] and is_place(role["at"]):
        parts.places.append(role.span("at"))
    if place is not None:
        parts.places += split_places(folded, place)
    if names_end <= span[0]:
        return place is not None
    read = read_names(folded, span[0], names_end)
    if read is None or not all(_may_be_name(folded[slice(*who)]) for who, _ in read.reporters):
        return False
    parts.reporters += [(who, own or role.span("word")) for who, own in read.reporters]
    parts.places += read.places
    return True


def _single_places(folded: str, span: Pair) -> list[str]:
    return [folded[slice(*place)] for place in split_places(folded, span)]


def _cut_place(folded: str, start: int, end: int) -> tuple[int, Pair | None]:
    """Return where the names end, and the place behind them."""
    while end > start and folded[end - 1] in " /":
        end -= 1
    slash = folded.rfind("/", start, end)
    if slash > start and not is_name(folded[slash + 1 : end]):
        return slash, (slash + 1, end)
    item = max(folded.rfind(mark, start, end) for mark in _SEPARATORS) + 1
    item = max(item, start)
    text = folded[item:end]
    if is_place(text):
        return (item - 1 if item > start else start), (item, end)
    if is_name(text):
        return end, None
    cut = split_place(folded, item, end)
    if cut is None:
        return end, None
    before = cut - 1 if folded[cut - 1] in "从自在" and cut - item > 2 else cut
    return before, (cut, end)  # 甲从北京报道


def _may_be_name(text: str) -> bool:
    return text[0] not in words().starts or is_name(text)


def match_slashed(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match names or a desk before a slash and the place behind it: 甲／台北報導."""
    limit = len(folded) if closed is None else closed
    match = _slashed_pattern(whole=closed is not None).match(folded, start, limit)
    if match is None:
        return None
    parts = Parts.of(match, start)
    desk = _read_desk(folded, parts, match.span("who"))
    if desk is None:
        return None
    places = [folded[slice(*place)] for place in parts.places]
    known = all(map(is_place, places))
    if desk and len(places) == 1 and not known and is_name(places[0]):
        parts.reporters.append((parts.places[0], None))
        parts.places = []
    elif closed is None:
        kind = match["kind"]
        return parts if known and (places or kind not in REPORT) else None
    elif any(is_prose(place, bracketed=True) for place in places):
        return None
    return parts


@cache
def _slashed_pattern(*, whole: bool) -> re.Pattern[str]:
    who, kind = "(?P<who>.{1,40})", words().kind
    last = r"\Z"
    if not whole:
        who = rf"(?P<who>[{HAN}A-Za-z0-9·、 ]{{2,24}})"
        kind, last = rf"(?:{kind})(?<=报[道导])", r"(?=[ (\[:\n]|\Z)"
    return re.compile(rf"{who}/ ?(?P<place>{PLACES})?? ?(?P<kind>{kind}){last}")


def _read_desk(folded: str, parts: Parts, who: Pair) -> bool | None:
    """Read a paper, a desk and names before the slash; `None` if it is something else.

    Returns:
        Whether a desk signs, so that a name may follow the slash (社會中心／甲報導).
    """
    first, last = who
    lengths = media(folded, first, last)
    if lengths:
        parts.agency = (first, first + lengths[0])
        first += lengths[0]
    while first < last and folded[first] in " /-":
        first += 1
    desk = words().desk.match(folded, first, last)
    if desk is not None:
        parts.agency = parts.agency or desk.span()
        first = desk.end()
        while first < last and folded[first] in " /-":
            first += 1
    if first < last:
        names = read_names(folded, first, last, strict=True)
        if names is None:
            return None
        parts.add(names)
        return False
    return desk is not None


def match_signature(folded: str, start: int, end: int) -> Parts | None:
    """Match a paper's reporter and no more: 【环球时报驻美国特约记者 甲】."""
    role = words().role.match(folded, start, end)
    if role is None or not role["word"].endswith(SIGNING):
        return None
    agency = _agency(folded, role)
    names = read_names(folded, role.start("word"), end)
    if agency is None or names is None or not names.reporters:
        return None
    parts = Parts(start, end, agency)
    parts.add(names)
    return parts
