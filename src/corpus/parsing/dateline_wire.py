"""The wire form: agency, place, date, kind — 新华社北京5月29日电, 本报讯.

The kind decides. 电 and 讯 behind a date make a dateline of nearly anything; without a
date the place must be known, without a place the agency must; 报道 and 消息, which prose
has too, need a break behind them, and no 据 before. Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.dateline_dates import DATE, NUMERIC
from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_parts import (
    PLACES,
    Parts,
    agencies_end,
    are_places,
    is_prose,
    media,
)
from corpus.parsing.dateline_reporters import REPORT
from corpus.parsing.dateline_tail import find_tail
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Pair

__all__ = ["match_kind_alone", "match_wire"]

_BREAKS = {"", " ", "(", "[", ":", "\n"}
_PLAIN = {"电", "讯"}
_DATE = re.compile(DATE)
_LONG_NAME = 3  # of a paper; 通讯 and 快讯 are other words
_SHORT_PLACE = 4
_LONGEST_STRANGER = 8


def match_wire(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match a wire's dateline at `start`.

    Args:
        folded: The folded text.
        start: Where the dateline would start.
        closed: Where it has to end, because a bracket closes there; `None` in open text.
    """
    lead = _lead(folded, start)
    first = start + len(lead)
    first += bool(lead) and folded.startswith(" ", first)
    for length in media(folded, first, closed):
        agency = (first, agencies_end(folded, first + length))
        for pattern in _patterns(whole=closed is not None):
            match = pattern.match(folded, agency[1], closed or len(folded))
            if match is None:
                continue
            parts = Parts.of(match, start, agency)
            if _is_swapped(folded, parts):
                continue
            _take_station(folded, parts)
            if _is_dateline(folded, parts, lead, closed=closed is not None):
                return parts
            if closed is not None and not lead and _has_desk(folded, parts):
                return attrs.evolve(parts, agency=(first, parts.places[-1][1]), places=[])
    if lead:
        return match_kind_alone(folded, start, closed)
    return _match_placed(folded, start, closed)


def _take_station(folded: str, parts: Parts) -> None:
    """Take what stands for a place for a part of the agency, where it is a station: 红网常德站."""
    if len(parts.places) == 1 and parts.agency is not None and parts.date is not None:
        start, end = parts.places[0]
        if folded[end - 1] == "站" and not is_place(folded[start:end]):
            parts.agency, parts.places = (parts.agency[0], end), []


def _has_desk(folded: str, parts: Parts) -> bool:
    """Tell whether what stands for a place is a known agency's desk: 【环球网科技综合报道】."""
    kind, agency = _text(folded, parts.kind), _text(folded, parts.agency)
    told = kind not in REPORT and agency in words().agencies and parts.date is None
    return told and _are_short(parts)


def _is_swapped(folded: str, parts: Parts) -> bool:
    """Tell whether a date has been taken for a place, or prose for a place behind a date."""
    if not parts.places:
        return False
    first = parts.places[0]
    if parts.date is None:
        return _DATE.match(folded, *first) is not None
    return parts.date < first and not is_place(folded[slice(*first)])


@cache
def _patterns(*, whole: bool) -> tuple[re.Pattern[str], ...]:
    last = r" ?\Z" if whole else ""
    clock = f"(?:(?:(?:北京|台北|美东|当地)时间 ?)|综合(?={DATE}))?"  # 本報綜合八日電訊報導
    day = f"{DATE}|{NUMERIC}" if whole else DATE
    date = rf"{clock}(?P<date>{day}) ?"
    kind = rf"(?P<kind>{words().kind}){last}"
    service = re.compile(rf" ?(?P<kind>讯息服务|电|讯) ?(?P<date>{NUMERIC}){last}")
    return (
        re.compile(rf" {{0,3}}[/-]? ?(?P<place>{PLACES})?? ?[/-]? ?(?:{date})?{kind}"),
        # 中央社五日台北電, as papers before 1950 have it
        re.compile(rf" ?{date}(?P<place>[{HAN}]{{2,8}}?)(?P<kind>专?[电讯]){last}"),
        *([service] if whole else []),  # 中央社訊息服務20180911 10:22:33
    )


def _lead(folded: str, start: int) -> str:
    """Return 据 or 综合, if it stands at `start`."""
    leads = words().leads
    if not folded.startswith(leads, start):
        return ""
    return next(word for word in leads if folded.startswith(word, start))


def _is_dateline(folded: str, parts: Parts, lead: str, *, closed: bool) -> bool:
    """Tell whether agency, place, date and kind make a dateline, not the start of a sentence."""
    places = [folded[slice(*place)] for place in parts.places]
    known = all(map(is_place, places))
    kind = _text(folded, parts.kind)
    if not known and any(_is_no_place(place, kind, closed=closed) for place in places):
        return False
    if kind in words().wire_kinds and (kind in _PLAIN or parts.date or known or closed):
        if closed:
            return parts.date is not None or known or _are_short(parts)
        return _is_wire(folded, parts, kind, lead, known=known)
    if lead and (lead.startswith("据") or not folded[parts.end + 1 :].strip()):
        return False  # （综合新华社、中新社报道）
    if closed:  # 中央社亚斯文24日综合外电报道
        return known or (parts.date is not None and kind not in REPORT)
    return known and _report_may_follow(folded, parts, kind)


def _is_no_place(place: str, kind: str, *, closed: bool) -> bool:
    """Tell whether a stretch before the kind has words of prose, or makes 資訊 of 訊."""
    other = kind == "讯" and place[-1] in words().guards["before 讯"]
    return other or is_prose(place, bracketed=closed)


def _is_wire(folded: str, parts: Parts, kind: str, lead: str, *, known: bool) -> bool:
    """Decide by what follows 电, 讯 or the like in open text."""
    following = folded[parts.end : parts.end + 1]
    free = following in _BREAKS or folded.startswith("题", parts.end)
    if parts.date is not None:
        if following == "," and lead and not parts.places:
            return False  # 据新华社5月3日电，…… is the start of a sentence
        sure = known and bool(parts.places) and parts.places[0] < parts.date
        other = folded.startswith(words().other_words, parts.end)
        return free or (sure and not other) or _unguarded(kind, following)
    if not _unguarded(kind, following):
        return _is_signed(folded, parts) and kind == "讯"
    if parts.places:
        return known and (free or kind == "讯" or (bool(lead) and following == ","))
    if kind == "讯":
        agency = _text(folded, parts.agency)
        return free or _needs_no_break(agency, following) or _is_signed(folded, parts)
    return free or (bool(lead) and kind == "电" and following != ",")


def _is_signed(folded: str, parts: Parts) -> bool:
    """Tell whether reporters stand right behind the kind: 讯通讯员甲报道：, 讯甲报道：."""
    tail = find_tail(folded, parts.end)
    return tail is not None and folded.startswith(":", tail[0])


def _needs_no_break(agency: str, following: str) -> bool:
    """Tell whether the text may go on right behind 讯 (本报讯昨日上午)."""
    if following in {",", "、"}:
        return following == "," and _is_known(agency)
    return _is_known(agency) or agency.endswith(words().endings["papers"])


def _unguarded(kind: str, following: str) -> bool:
    """Tell whether the kind is a word by itself, not the start of 电视台 or 讯息."""
    guard = words().guards.get(kind) or words().guards.get(kind[-1:], "")
    return not following or following not in guard


def _report_may_follow(folded: str, parts: Parts, kind: str) -> bool:
    """报道 is a verb: it makes a dateline only before a break, and 消息 before a colon."""
    following, agency = folded[parts.end : parts.end + 1], _text(folded, parts.agency)
    if following == ":":
        if kind.endswith(REPORT):  # 网易体育9月3日报道：, but 路透社9月3日报道：
            return parts.date is not None and agency.endswith(words().web_desks)
        return _is_familiar(agency)
    if following not in _BREAKS:
        return _goes_on(folded, parts, kind)
    sure = kind not in REPORT and _is_familiar(_text(folded, parts.agency))
    if sure or parts.date is not None or parts.places:
        return True
    return find_tail(folded, parts.end) is not None


def _goes_on(folded: str, parts: Parts, kind: str) -> bool:
    """Tell whether the text may go on right behind a word of report."""
    following, after = folded[parts.end], folded[parts.end + 1 : parts.end + 2]
    if following == "据":  # 环球网综合报道据路透社报道
        told = parts.date is not None or kind not in REPORT
        return told and kind.endswith(REPORT) and after not in words().guards["据"]
    if kind == "综合消息" and _text(folded, parts.agency) in words().own:
        return following not in words().guards[kind]  # 本報綜合消息台灣金馬獎……
    return parts.date is not None and following == "," and kind == "消息"  # 新华社5月3日消息，……


def _is_familiar(agency: str) -> bool:
    """Tell whether the agency is one of the tables', the paper itself or a news site."""
    return _is_known(agency) or agency.endswith(words().endings["sites"])


def _is_known(agency: str) -> bool:
    return agency in words().agencies or agency in words().own


def _are_short(parts: Parts) -> bool:
    return all(end - start <= _SHORT_PLACE for start, end in parts.places)


def _text(folded: str, span: Pair | None) -> str:
    return "" if span is None else folded[slice(*span)].replace(" ", "")


def _match_placed(folded: str, start: int, closed: int | None) -> Parts | None:
    """Match a place with a date and no agency (北京1月3日电), or an unknown paper."""
    pattern = _patterns(whole=closed is not None)[0]
    match = pattern.match(folded, start, closed or len(folded))
    if match is None or match["place"] is None:
        return None
    parts = Parts.of(match, start)
    if match["kind"] not in words().wire_kinds:
        return _match_report(folded, parts, closed)
    places = [folded[slice(*place)] for place in parts.places]
    known = all(map(is_place, places))
    prose = any(is_prose(place, bracketed=closed is not None) for place in places)
    cut = closed is None and folded[parts.end : parts.end + 1] not in _BREAKS
    if match.start("place") != start or (prose and not known) or cut:
        return None
    sure = parts.date is not None and (known or closed is not None)
    if sure or closed is not None:
        return _with_desk(folded, parts) if sure or known else None
    return _match_signed_paper(folded, parts, known=known)


def _match_signed_paper(folded: str, parts: Parts, *, known: bool) -> Parts | None:
    """Match a paper that we don't know: it takes the reporters behind it or a date with 讯."""
    kind = _text(folded, parts.kind)
    if parts.date is not None and kind == "讯" and len(parts.places) == 1:
        return _with_unknown_agency(folded, parts)
    long = parts.places[0][1] - parts.places[0][0] >= _LONG_NAME
    if kind == "讯" and folded[parts.end : parts.end + 1] == " " and (known or long):
        # 台北訊　行政院……, 网贷之家讯　随着……
        if known:
            return parts
        stranger = folded[slice(*parts.places[0])]
        other = stranger[-1] in words().guards["before 讯"]
        if len(parts.places) == 1 and len(stranger) <= _LONGEST_STRANGER and not other:
            return _with_unknown_agency(folded, parts)
    tail = find_tail(folded, parts.end)
    told = known or parts.date is not None or (kind == "讯" and long)
    if tail is None or not tail[1].has_role or not told:
        return None
    return parts if known else _with_unknown_agency(folded, parts)


def _match_report(folded: str, parts: Parts, closed: int | None) -> Parts | None:
    """Match a known place before another word of report: （吉隆坡8日独家）, 北京报道（记者甲）."""
    if not are_places(folded, parts.places):
        return None
    if closed is not None:
        return parts if parts.date is not None else None
    tail = find_tail(folded, parts.end)
    signed = tail is not None and tail[1].has_role and folded[tail[0] - 1] == ")"
    return parts if signed and _text(folded, parts.kind) in REPORT else None


def _with_desk(folded: str, parts: Parts) -> Parts:
    """Part a desk or an unknown agency from the known place behind it: 國際新聞組華盛頓."""
    start, end = parts.places[0]
    if len(parts.places) > 1 or is_place(folded[start:end]):
        return parts
    cut = next((k for k in range(start + 3, end - 1) if is_place(folded[k:end])), end)
    if cut == end or is_place(folded[start:cut]):
        return parts
    if folded[cut - 1] == "·":  # 吉打·亚罗士打
        return attrs.evolve(parts, places=[(start, cut - 1), (cut, end)])
    return attrs.evolve(parts, agency=(start, cut), places=[(cut, end)])


def _with_unknown_agency(folded: str, parts: Parts) -> Parts:
    start, end = parts.places[0][0], parts.places[-1][1]
    cut = next((k for k in range(start + 2, end - 1) if is_place(folded[k:end])), end)
    parts.agency, parts.places = (start, cut), [(cut, end)] if cut < end else []
    return parts


def match_kind_alone(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match 综合外电报道, 【專訊】 and the like, which name no agency."""
    match = re.compile(words().kind).match(folded, start, closed or len(folded))
    if match is None or match[0] not in words().alone_kinds:
        return None
    following = folded[match.end() : match.end() + 1]
    if match.end() != closed if closed is not None else following not in _BREAKS:
        return None
    return Parts(start, match.end(), kind=match.span())
