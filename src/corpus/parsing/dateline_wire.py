"""The wire form: agency, place, date, kind — 新华社北京5月29日电, 本报讯.

The kind decides. 电 and 讯 behind a date make a dateline of nearly anything; without a
date the place must be known, without a place the agency must; 报道 and 消息, which prose
has too, need a break behind them, and no 据 before. Without an agency, see
``dateline_placed``. Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re

import attrs

from corpus.parsing.dateline_dates import DATE
from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_parts import Parts, agencies_end, are_places, is_prose, media
from corpus.parsing.dateline_placed import (
    BREAKS,
    PLAIN,
    match_kind_alone,
    match_placed,
    plain_text,
    wire_patterns,
)
from corpus.parsing.dateline_reporters import REPORT
from corpus.parsing.dateline_tail import find_tail
from corpus.parsing.dateline_words import HAN, words

__all__ = ["match_wire"]

_DATE = re.compile(DATE)
_UNTOLD = re.compile(rf" ?(?P<place>[{HAN}、]{{2,12}}?) ?(?P<date>{DATE})(?= |本报|新华社|记者)")
_WHEN = frozenset("0123456789日今昨近前")  # 云南网讯26日……
_SHORT_PLACE = 4
_LONG_NAME = 4  # of a site's desk


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
        for pattern in wire_patterns(whole=closed is not None):
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
        if closed is None and (untold := _match_untold(folded, start, agency)) is not None:
            return untold
    if lead:
        return match_kind_alone(folded, start, closed)
    return match_placed(folded, start, closed)


def _match_untold(folded: str, start: int, agency: tuple[int, int]) -> Parts | None:
    """Match a place and a date before reporters, whose 报道 is the only kind.

    本报北京八月三日 记者甲报道：
    """
    match = _UNTOLD.match(folded, agency[1])
    tail = find_tail(folded, match.end()) if match is not None else None
    if match is None or tail is None:
        return None
    end, names = tail
    parts = Parts.of(match, start, agency)
    told = folded.startswith(":", end) and folded.endswith(REPORT, start, end)
    if not told or not names.has_role or not are_places(folded, parts.places):
        return None
    parts.end, parts.kind = end, (end - 2, end)
    parts.add(names)
    return parts


def _take_station(folded: str, parts: Parts) -> None:
    """Take what stands for a place for a part of the agency, where it is a station: 红网常德站."""
    if len(parts.places) == 1 and parts.agency is not None and parts.date is not None:
        start, end = parts.places[0]
        if folded[end - 1] == "站" and not is_place(folded[start:end]):
            parts.agency, parts.places = (parts.agency[0], end), []


def _has_desk(folded: str, parts: Parts) -> bool:
    """Tell whether what stands for a place is a known agency's desk: 【环球网科技综合报道】."""
    kind, agency = plain_text(folded, parts.kind), plain_text(folded, parts.agency)
    told = kind not in REPORT and agency in words().agencies and parts.date is None
    return told and bool(parts.places) and _are_short(parts)


def _is_swapped(folded: str, parts: Parts) -> bool:
    """Tell whether a date has been taken for a place, or prose for a place behind a date."""
    if not parts.places:
        return False
    first = parts.places[0]
    if parts.date is None:
        return _DATE.match(folded, *first) is not None
    return parts.date < first and not is_place(folded[slice(*first)])


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
    kind = plain_text(folded, parts.kind)
    if not known and any(_is_no_place(place, kind, closed=closed) for place in places):
        return False
    if kind in words().wire_kinds and (kind in PLAIN or parts.date or known or closed):
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
    free = following in BREAKS or folded.startswith("题", parts.end)
    if parts.date is not None:
        if following == "," and lead and not parts.places:
            return False  # 据新华社5月3日电，…… is the start of a sentence
        sure = known and bool(parts.places) and parts.places[0] < parts.date
        other = folded.startswith(words().other_words, parts.end)
        return free or (sure and not other) or _unguarded(kind, following)
    if not _unguarded(kind, following):
        return _is_signed(folded, parts) and kind == "讯"
    if parts.places:
        told = free or kind == "讯" or (bool(lead) and following == ",")
        return known and (told or _is_signed(folded, parts))
    if kind == "讯":
        agency = plain_text(folded, parts.agency)
        sure = free or _needs_no_break(agency, following)
        return sure or _is_signed(folded, parts) or _signs_site(folded, parts, agency)
    return free or (bool(lead) and kind == "电" and following not in {",", "、"})


def _is_signed(folded: str, parts: Parts) -> bool:
    """Tell whether reporters stand right behind the kind: 讯通讯员甲报道：, 讯甲报道：."""
    tail = find_tail(folded, parts.end)
    return tail is not None and folded.startswith(":", tail[0])


def _signs_site(folded: str, parts: Parts, agency: str) -> bool:
    """Tell whether a site's reporter stands right behind 讯, even if the text does too."""
    table = words()
    return agency.endswith(table.endings["sites"]) and folded.startswith(table.signing, parts.end)


def _needs_no_break(agency: str, following: str) -> bool:
    """Tell whether the text may go on right behind 讯 (本报讯昨日上午)."""
    table = words()
    if following in {",", "、"}:
        sure = _is_known(agency) or agency.endswith(
            table.endings["papers"] + table.endings["sites"]
        )
        return following == "," and sure
    desk = len(agency) >= _LONG_NAME and agency.endswith(table.web_desks)  # 腾讯科技讯近日……
    local = following in _WHEN and agency.endswith("网") and is_place(agency[:-1])
    return desk or local or _is_known(agency) or agency.endswith(table.endings["papers"])


def _unguarded(kind: str, following: str) -> bool:
    """Tell whether the kind is a word by itself, not the start of 电视台 or 讯息."""
    guard = words().guards.get(kind) or words().guards.get(kind[-1:], "")
    return not following or following not in guard


def _report_may_follow(folded: str, parts: Parts, kind: str) -> bool:
    """报道 is a verb: it makes a dateline only before a break, and 消息 before a colon."""
    following, agency = folded[parts.end : parts.end + 1], plain_text(folded, parts.agency)
    if following == ":":
        if kind.endswith(REPORT):  # 网易体育9月3日报道：, but 路透社9月3日报道：
            desk = parts.date is not None and agency.endswith(words().web_desks)
            return desk or agency.endswith(words().endings["own_desks"])  # 大公文匯全媒體報道：
        return _is_familiar(agency)
    if following not in BREAKS:
        return _goes_on(folded, parts, kind)
    sure = kind not in REPORT and _is_familiar(plain_text(folded, parts.agency))
    if sure or parts.date is not None or parts.places:
        return True
    return find_tail(folded, parts.end) is not None


def _goes_on(folded: str, parts: Parts, kind: str) -> bool:
    """Tell whether the text may go on right behind a word of report."""
    following, after = folded[parts.end], folded[parts.end + 1 : parts.end + 2]
    if following == "据":  # 环球网综合报道据路透社报道
        told = parts.date is not None or kind not in REPORT
        return told and kind.endswith(REPORT) and after not in words().guards["据"]
    if kind.endswith(REPORT) and following == "记":  # 环球网报道记者甲　据法国媒体报道
        agency = plain_text(folded, parts.agency)
        tail = find_tail(folded, parts.end) if _signs_site(folded, parts, agency) else None
        return tail is not None and tail[1].has_role and folded.startswith((" ", ":"), tail[0])
    if kind == "综合消息" and plain_text(folded, parts.agency) in words().own:
        return following not in words().guards[kind]  # 本報綜合消息台灣金馬獎……
    # 新华社5月3日消息，……, 环球网5月3日综合消息，……
    return parts.date is not None and following == "," and kind.endswith("消息")


def _is_familiar(agency: str) -> bool:
    """Tell whether the agency is one of the tables', the paper itself or a news site."""
    return _is_known(agency) or agency.endswith(words().endings["sites"])


def _is_known(agency: str) -> bool:
    agency = agency.removesuffix("供本报")
    return agency in words().agencies or agency in words().own


def _are_short(parts: Parts) -> bool:
    return all(end - start <= _SHORT_PLACE for start, end in parts.places)
