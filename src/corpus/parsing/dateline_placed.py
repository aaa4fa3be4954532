"""Datelines that name no agency of the tables: 北京1月3日电, 台北訊, 网贷之家讯, 【專訊】.

A place, a date, or a paper that nobody knows, and the kind. Here too is the expression that
these have in common with the wire form (``dateline_wire``). Works on folded text (see
``folding``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.dateline_dates import DATE, NUMERIC
from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_parts import PLACES, Parts, are_places, is_prose
from corpus.parsing.dateline_reporters import REPORT
from corpus.parsing.dateline_tail import find_tail
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Pair

__all__ = ["BREAKS", "PLAIN", "match_kind_alone", "match_placed", "plain_text", "wire_patterns"]

BREAKS = frozenset({"", " ", "(", "[", ":", "\n"})
"""What parts a dateline from the text behind it."""

PLAIN = frozenset({"电", "讯"})
"""Kinds that make a dateline of nearly anything with a date."""

_CLOCK = "(?:北京|台北|美东|当地)时间 ?"
_CLOCK_ALONE = re.compile(_CLOCK)
_IN_DIGITS = re.compile("(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
_OPEN_WORDS = re.compile("[的了把被吗呢、]|记者|接到|收到|发出|来自|通过|关于|通知|致")
_LATIN = re.compile("[A-Za-z]")
_LONG_NAME = 3  # of a paper; 通讯 and 快讯 are other words
_LONGEST_STRANGER = 8


@cache
def wire_patterns(*, whole: bool) -> tuple[re.Pattern[str], ...]:
    """Return the expressions for what stands behind an agency, or alone.

    Args:
        whole: Whether a bracket closes behind it.
    """
    last = r" ?\Z" if whole else ""
    clock = f"(?:{_CLOCK}|综合(?={DATE}))?"  # 本報綜合八日電訊報導
    day = f"{DATE}|{NUMERIC}" if whole else DATE
    issue = "(?:一期)?" if whole else ""  # 【美国《时代》周刊9月6日一期文章】
    date = rf"{clock}(?P<date>{day}) ?{issue}"
    # 人民财讯7月14日电: 讯 ends the name
    kind = rf"(?P<kind>{words().kind}){last or f'(?!{DATE}[电讯])'}"
    service = re.compile(rf" ?(?P<kind>讯息服务|电|讯) ?(?P<date>{NUMERIC}){last}")
    return (
        re.compile(rf" {{0,3}}[/-]? ?(?P<place>{PLACES})?? ?[/-]? ?(?:{date})?{kind}"),
        # 中央社五日台北電, as papers before 1950 have it
        re.compile(rf" ?{date}(?P<place>[{HAN}]{{2,8}}?)(?P<kind>专?[电讯]){last}"),
        *([service] if whole else []),  # 中央社訊息服務20180911 10:22:33
    )


def plain_text(folded: str, span: Pair | None) -> str:
    """Return a part without its blanks, nothing where there is none."""
    return "" if span is None else folded[slice(*span)].replace(" ", "")


def match_placed(folded: str, start: int, closed: int | None) -> Parts | None:
    """Match a place with a date and no agency (北京1月3日电), or an unknown paper."""
    pattern = wire_patterns(whole=closed is not None)[0]
    match = pattern.match(folded, start, closed or len(folded))
    if match is None:
        return None
    parts = Parts.of(match, start)
    if not parts.places:
        return parts if _is_dated(folded, parts, closed) else None
    if match["kind"] not in words().wire_kinds:
        return _match_report(folded, parts, closed)
    places = [folded[slice(*place)] for place in parts.places]
    known = all(map(is_place, places))
    prose = any(is_prose(place, bracketed=closed is not None) for place in places)
    if match.start("place") != start or (prose and not known):
        return None if closed is not None else _match_bulletin(folded, parts, start)
    if closed is not None:
        return _with_desk(folded, parts) if known or parts.date is not None else None
    return _match_open(folded, parts, known=known)


def _match_bulletin(folded: str, parts: Parts, start: int) -> Parts | None:
    """Match a company's or a medium's own news, told by its reporters: 公司讯（通讯员甲）."""
    name = folded[start : parts.places[-1][1]]
    told = folded[parts.end : parts.end + 2].lstrip()[:1] == "(" and parts.date is None
    if not told or parts.places[0][0] != start or len(name) > _LONGEST_STRANGER:
        return None
    if plain_text(folded, parts.kind) != "讯" or _OPEN_WORDS.search(name) is not None:
        return None
    tail = find_tail(folded, parts.end)
    if tail is None or not tail[1].has_role or name[-1] in words().guards["before 讯"]:
        return None
    return attrs.evolve(parts, agency=(start, start + len(name)), places=[])


def _match_open(folded: str, parts: Parts, *, known: bool) -> Parts | None:
    """Decide in open text by what follows, and by whether the tables know the place."""
    if folded[parts.end : parts.end + 1] not in BREAKS:
        return _match_told(folded, parts, known=known)
    if known and parts.date is not None:
        return _with_desk(folded, parts)
    return _match_signed_paper(folded, parts, known=known)


def _is_dated(folded: str, parts: Parts, closed: int | None) -> bool:
    """Tell whether there is a date and a plain kind: 4月15日讯，……, 5月3日电（记者甲）."""
    kind = plain_text(folded, parts.kind)
    if parts.date is None or kind not in {*PLAIN, "消息"}:
        return False
    clock = _CLOCK_ALONE.match(folded, parts.start)
    if parts.date[0] != (clock.end() if clock else parts.start):
        return False
    if kind in PLAIN and (closed is not None or folded[parts.end : parts.end + 1] in {" ", "("}):
        return True
    if kind == "电" or _IN_DIGITS.match(folded, *parts.date) is None:
        return False
    # 4月15日消息：……; with a comma behind it that begins a sentence
    return folded[parts.end : parts.end + 1] in ({",", ":"} if kind == "讯" else {":"})


def _match_told(folded: str, parts: Parts, *, known: bool) -> Parts | None:
    """Match a service that we don't know, as it opens its short news: 金十数据7月14日讯，……."""
    told = parts.date is not None and _IN_DIGITS.match(folded, *parts.date) is not None
    stranger = folded[slice(*parts.places[0])]
    short = len(_LATIN.sub("", stranger)) <= _LONGEST_STRANGER  # PingWest品玩
    if not told or not short or len(parts.places) > 1 or folded[parts.end] != ",":
        return None
    if folded.startswith(("据", "另据", "又据"), parts.start):  # 另据新华社北京5月3日电，……
        return None
    return parts if known else _with_unknown_agency(folded, parts)


def _match_signed_paper(folded: str, parts: Parts, *, known: bool) -> Parts | None:
    """Match a paper that we don't know: it takes the reporters behind it or a date with 讯."""
    kind = plain_text(folded, parts.kind)
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
    known, kind = are_places(folded, parts.places), plain_text(folded, parts.kind)
    if closed is not None:
        return parts if known and parts.date is not None else None
    tail = find_tail(folded, parts.end)
    if tail is None or not tail[1].has_role or folded[tail[0] - 1] != ")":
        return None
    if known:
        return parts if kind in REPORT else None
    # 海南网台12月8日消息（记者甲）
    named = kind == "消息" and parts.date is not None and len(parts.places) == 1
    return _with_unknown_agency(folded, parts) if named else None


def _with_desk(folded: str, parts: Parts) -> Parts:
    """Part a desk or an unknown agency from the known place behind it: 國際新聞組華盛頓."""
    start, end = parts.places[0]
    if len(parts.places) > 1 or is_place(folded[start:end]):
        return parts
    dot = folded.find("·", start, end)
    if dot > start and is_place(folded[start:dot]):  # 吉打·亚罗士打
        return attrs.evolve(parts, places=[(start, dot), (dot + 1, end)])
    cut = next((k for k in range(start + 3, end - 1) if is_place(folded[k:end])), end)
    if cut == end and parts.date is not None and "年" in folded[slice(*parts.date)]:
        return attrs.evolve(parts, agency=(start, end), places=[])  # 【看中國2026年9月6日訊】
    if cut == end or is_place(folded[start:cut]):
        return parts
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
    if match.end() != closed if closed is not None else following not in BREAKS:
        return None
    return Parts(start, match.end(), kind=match.span())
