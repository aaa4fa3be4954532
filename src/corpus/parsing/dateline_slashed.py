"""The form with a slash and no role: 甲／台北報導, 國際中心／綜合外電報導, 財訊快報／甲報導.

Before the slash stands a paper, a desk, reporters, or several of them; behind it a place, or
the reporters. Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.parsing.dateline_dates import DATE, NUMERIC
from corpus.parsing.dateline_names import is_name, is_place, split_place
from corpus.parsing.dateline_parts import (
    PLACES,
    Parts,
    agencies_end,
    are_places,
    is_prose,
    media,
    split_places,
)
from corpus.parsing.dateline_reporters import REPORT, read_names
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Pair

__all__ = ["match_slashed"]

_STRANGER = re.compile(rf"[{HAN}A-Za-z0-9]{{2,10}}(?= ?/| )")
_STRANGER_ALONE = re.compile(rf"[{HAN}A-Za-z0-9]{{3,10}}")
_DAY = re.compile(NUMERIC)
_BREAKS = {"", " ", "(", "[", ":", "\n"}
_LONGEST_SURE = 3  # a fourth character may be of a place: 王五台北
_SHORTEST_STRANGER = 2
_POSTED = "驻赴"
_SHORT_NAME = re.compile(f"[{HAN}]{{2,4}}")


def match_slashed(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match names or a desk before a slash and the place behind it, all up to `closed`."""
    limit = len(folded) if closed is None else closed
    slashed = folded.find("/", start, limit) >= 0
    match = _pattern(whole=closed is not None).match(folded, start, limit) if slashed else None
    if match is None:
        return None
    parts = Parts.of(match, start)
    placed = bool(parts.places) and are_places(folded, parts.places)
    broken = closed is not None or folded[parts.end : parts.end + 1] in _BREAKS
    if not _read_before(folded, parts, match.span("who"), loose=placed and closed is not None):
        if closed is None:
            return None
        return _match_other(folded, parts, match.span("who"), placed=placed)
    if placed or (broken and not parts.reporters and _read_behind(folded, parts)):
        return parts
    if closed is None:
        told = parts.date is not None or match["kind"] not in REPORT
        return parts if told and not parts.places else None
    places = (folded[slice(*place)] for place in parts.places)
    return None if any(is_prose(place, bracketed=True) for place in places) else parts


@cache
def _pattern(*, whole: bool) -> re.Pattern[str]:
    who, kind = "(?P<who>.{1,40})", words().kind
    last = r"\Z"
    if not whole:
        who = rf"(?P<who>[{HAN}A-Za-z0-9·、. -]{{2,34}}(?:/ ?[{HAN}]{{2,4}})?)"
        kind, last = rf"(?:{kind})(?<=报[道导])", f"(?!{words().other_report})"
    desk = f"(?:[{HAN}]{{2,4}}[组部] |新闻(?=综合))?"
    place = rf"(?P<place>{PLACES}(?: (?!综合)[{HAN}]{{2,6}}){{0,3}})??"
    date = f"(?:(?:综合 ?)?(?P<date>{DATE}) ?)?"  # 綜合三日外電報導
    return re.compile(rf"{who}/ ?{desk}{place} ?{date}(?P<kind>{kind}){last}")


def _read_before(folded: str, parts: Parts, who: Pair, *, loose: bool) -> bool:
    """Read a paper, a desk and names before the slash; tell whether it is nothing else."""
    first, last = who
    lengths = media(folded, first, last)
    if lengths:
        end = first + lengths[0]
        end += 2 * folded.startswith("新闻", end, last)  # 三立新聞 生活中心／……
        parts.agency = (first, agencies_end(folded, end))
        first = _skip(folded, parts.agency[1], last)
        if day := _DAY.match(folded, first, last):  # 新頭殼newtalk 2011.03.05 甲/綜合報導
            parts.date, first = day.span(), _skip(folded, day.end(), last)
    desk = words().desk.match(folded, first, last)
    if desk is not None:
        parts.agency = parts.agency or desk.span()
        first = _skip(folded, desk.end(), last)
    if first == last:
        return parts.agency is not None
    names = read_names(folded, first, last, strict=True)
    if names is None and loose:  # 甯瑋瑜／台北報導
        names = read_names(folded, first, last, vouched=True)
        if names and not all(_SHORT_NAME.fullmatch(folded, *who) for who, _ in names.reporters):
            names = None
    if names is None or are_places(folded, [who for who, _ in names.reporters]):
        parts.agency = None
        return False
    parts.add(names)
    if parts.agency is None and (stranger := _before_role(folded, parts, first)):
        parts.agency = stranger  # 新竹振道記者王五／新竹報導
    return True


def _before_role(folded: str, parts: Parts, first: int) -> Pair | None:
    """Return what stands right before the first reporter's role, if that is a paper's name."""
    who, role = parts.reporters[0] if parts.reporters else (None, None)
    if who is None or role is None or not first + _SHORTEST_STRANGER <= role[0] < who[0]:
        return None
    end = role[0] - folded.startswith(" ", role[0] - 1)
    other = folded[first] in _POSTED or folded[end - 1] in "/、-"
    return None if other or is_prose(folded[first:end], bracketed=True) else (first, end)


def _match_other(folded: str, parts: Parts, who: Pair, *, placed: bool) -> Parts | None:
    """Match a place before its reporters, 【台北／王小明報導】, or a paper that we don't know."""
    before = is_place(folded[slice(*who)].rstrip())
    if placed if before else not _read_stranger(folded, parts, who):
        return None
    if not placed and not _read_behind(folded, parts):
        return None
    if before:
        parts.places = [who, *parts.places]
    return parts


def _read_stranger(folded: str, parts: Parts, who: Pair) -> bool:
    """Read a paper that we don't know, and names behind it: NOW健康 甲／台北報導."""
    stranger = _STRANGER.match(folded, *who) or _STRANGER_ALONE.fullmatch(folded, *who)
    if stranger is None or media(folded, *who) or words().prose.search(stranger[0]) is not None:
        return False
    parts.agency = stranger.span()
    first = _skip(folded, stranger.end(), who[1])
    names = read_names(folded, first, who[1], strict=True) if first < who[1] else None
    if names is not None:
        parts.add(names)
    return names is not None or first == who[1]


def _read_behind(folded: str, parts: Parts) -> bool:
    """Read names, and a place behind them, where a place was looked for: 社會中心／甲報導."""
    if not parts.places:
        return False
    start, end = parts.places[0][0], parts.places[-1][1]
    blank = folded.rfind(" ", start, end)
    cut = end
    if folded.find("、", start, end) >= 0 and _are_names(folded, start, end):
        pass  # 警政時報／甲、乙報導
    elif blank > 0 and is_place(folded[blank + 1 : end]):
        cut = blank
    elif not is_name(folded[start:end]):
        cut = split_place(folded, start, end) or end
    names = read_names(folded, start, cut, strict=True)
    if names is None or names.places or not names.reporters:
        return False
    parts.add(names)
    parts.places = split_places(folded, (cut, end)) if cut < end else []
    return are_places(folded, parts.places)


def _are_names(folded: str, start: int, end: int) -> bool:
    """Tell whether the stretch is nothing but names with a comma between: 甲、乙."""
    return all(
        len(name) <= _LONGEST_SURE and is_name(name) and not is_place(name)
        for name in folded[start:end].split("、")
    )


def _skip(folded: str, first: int, last: int) -> int:
    while first < last and folded[first] in " /-":
        first += 1
    return first
