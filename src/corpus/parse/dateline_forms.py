"""The forms of datelines: which parts follow which, and what is none.

Three families, each tried at the paragraph's first character:

- the wire form: agency, place, date, kind — 新华社北京5月29日电, 本报讯;
- the reporter's form: role, names, place, kind — 本报记者甲北京报道：, 记者甲／台北報導;
- either of them, or a few shorter ones, within a bracket — （中央社記者甲台北3日電）.

Reporters may follow in brackets or before 报道. Works on folded text (see
``dateline_words``); spans are (start, end) pairs in it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import attrs

from corpus.parse.dateline_dates import DATE
from corpus.parse.dateline_reporters import is_name, is_place, read_names, split_place
from corpus.parse.dateline_words import HAN, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.parse.dateline_reporters import Names

__all__ = ["Parts", "match_form"]

Pair = tuple[int, int]

_BREAKS = " ([:\n"
_PLACE = rf"[{HAN}A-Za-z0-9·\"“”‘’《》]{{1,20}}?"
_PLACES = rf"{_PLACE}(?: ?[、/-] ?{_PLACE})*?(?:\([{HAN}]{{2,8}}\))?"
_NAMES = rf"[{HAN}A-Za-z·、,;/ .-]{{1,60}}?"
_LONGEST_BRACKET = 80
_LONGEST_TAIL = 80
_LONGEST_MEDIUM = 18
_SHORT_PLACE = 4
_MOST_BRACKETS = 2
_SIMPLE = {"电", "讯"}
_REPORT = {"报道", "报导"}
_STOPS = re.compile("[。！？；!?“”「」『』《\n(\\[]")


@attrs.define
class Parts:
    """A dateline's parts as (start, end) pairs."""

    start: int
    end: int
    agency: Pair | None = None
    places: list[Pair] = attrs.field(factory=list)
    date: Pair | None = None
    kind: Pair | None = None
    reporters: list[tuple[int, int, str]] = attrs.field(factory=list)

    def add(self, names: Names) -> None:
        """Take over reporters and places."""
        self.reporters += names.reporters
        self.places += names.places


def match_form(folded: str, start: int) -> Parts | None:
    """Return the dateline that starts at `start` in `folded`, or `None`."""
    parts = None
    if folded[start : start + 1] in {"(", "["}:
        parts = _bracketed(folded, start, start)
    else:
        for length in _media(folded, start):
            bracket = start + length
            bracket += folded.startswith(" ", bracket)
            if folded.startswith("[", bracket):
                parts = _bracketed(folded, start, bracket)
                if parts is not None:
                    parts.agency = (start, start + length)
                break
    parts = parts or _wire(folded, start, closed=None) or _reported(folded, start, closed=None)
    if parts is None:
        return None
    return _with_tail(folded, parts)


@cache
def _wire_pattern(*, whole: bool) -> re.Pattern[str]:
    kind, last = words().kind, r" ?\Z" if whole else ""
    clock = "(?:(?:北京|台北|美东|当地)时间 ?)?"
    return re.compile(
        rf" ?[/-]? ?(?P<place>{_PLACES})?? ?[/-]? ?(?:{clock}(?P<date>{DATE}) ?)?(?P<kind>{kind}){last}"
    )


@cache
def _reported_pattern(*, whole: bool) -> re.Pattern[str]:
    kind = words().kind
    last = r" ?\Z" if whole else r"(?=[ (\[:,]|\Z)"
    return re.compile(rf" ?(?P<names>{_NAMES}) ?(?P<date>{DATE})? ?(?P<kind>{kind}){last}")


def _media(folded: str, start: int) -> list[int]:
    """Return the possible lengths of an agency's or paper's name at `start`, longest first."""
    table = words()
    lengths = set()
    for n in range(2, table.longest_agency + 1):
        name = folded[start : start + n]
        if len(name) == n and (name in table.agencies or name in table.own):
            lengths.add(n)
    head = re.compile(rf"[{HAN}A-Za-z0-9.·-]+").match(folded, start, start + _LONGEST_MEDIUM)
    if head is not None:
        for match in table.medium_end.finditer(folded, start + 1, head.end()):
            lengths.add(match.end() - start)
    return sorted(lengths, reverse=True)


def _lead(folded: str, start: int) -> int:
    """Return the length of 据 or 综合 at `start`."""
    return next((len(w) for w in words().leads if folded.startswith(w, start)), 0)


def _wire(folded: str, start: int, *, closed: int | None) -> Parts | None:
    """Match agency, place, date, kind; up to `closed` and all of it where that is given."""
    lead = _lead(folded, start)
    first = start + lead
    first += lead > 0 and folded.startswith(" ", first)
    for length in _media(folded, first):
        agency_end = _more_media(folded, first + length)
        match = _match(_wire_pattern, folded, agency_end, closed)
        if match is None:
            continue
        parts = _parts(match, start, (first, agency_end))
        if _acceptable(folded, parts, lead=folded[start : start + lead], closed=closed):
            return parts
    return _placed(folded, start, closed=closed) if not lead else _leading(folded, start, closed)


def _match(pattern: object, folded: str, start: int, closed: int | None) -> re.Match[str] | None:
    compiled: re.Pattern[str] = pattern(whole=closed is not None)  # type: ignore[operator]
    return compiled.match(folded, start, len(folded) if closed is None else closed)


def _more_media(folded: str, end: int) -> int:
    """Return where further agencies end: 新华社、中新社."""
    while folded[end : end + 1] in {"、", "/", "-", "·"}:
        lengths = _media(folded, end + 1)
        known = [n for n in lengths if folded[end + 1 : end + 1 + n] in words().agencies]
        if not known:
            break
        end += 1 + known[0]
    return end


def _parts(match: re.Match[str], start: int, agency: Pair | None) -> Parts:
    parts = Parts(start, match.end("kind"), agency)
    parts.kind = match.span("kind")
    if match["date"] is not None:
        parts.date = match.span("date")
    groups = match.re.groupindex
    if "place" in groups and match["place"] is not None:
        parts.places = list(_split_places(match.string, *match.span("place")))
    return parts


def _split_places(folded: str, start: int, end: int) -> Iterator[Pair]:
    for match in re.compile(r"[^、/\- ()]+").finditer(folded, start, end):
        yield match.span()


def _acceptable(folded: str, parts: Parts, *, lead: str, closed: int | None) -> bool:
    """Tell whether an agency with place, date and kind is a dateline, not a sentence."""
    places = [folded[a:b] for a, b in parts.places]
    known = bool(places) and all(map(is_place, places))
    if not known and any(_is_prose(place) for place in places):
        return False
    kind = folded[slice(*parts.kind)] if parts.kind else ""
    following = "" if closed is not None else folded[parts.end : parts.end + 1]
    free = following == "" or following in _BREAKS
    if kind in words().wire_kinds and not (kind not in _SIMPLE and parts.date is None):
        return _acceptable_wire(folded, parts, kind, known=known, lead=lead, closed=closed)
    if kind in words().wire_kinds and (known or not places):
        return _unguarded(folded, parts, kind) and (free or kind.endswith("讯"))
    if lead.startswith("据") or (places and not known):
        return False
    if closed is not None:
        return True
    if kind in _REPORT or following == ":":
        return _report_follows(folded, parts, kind, following)
    return free


def _acceptable_wire(
    folded: str, parts: Parts, kind: str, *, known: bool, lead: str, closed: int | None
) -> bool:
    if closed is not None:
        return parts.date is not None or known or not parts.places or _short(folded, parts)
    following = folded[parts.end : parts.end + 1]
    free = following == "" or following in _BREAKS
    if parts.date is not None:
        if following == "," and lead and not parts.places:
            return False
        return known or free or _unguarded(folded, parts, kind)
    if not _unguarded(folded, parts, kind):
        return False
    if parts.places:
        return known and (free or kind == "讯" or folded.startswith("题", parts.end))
    if kind == "讯":
        return following != "," or folded[slice(*parts.agency or (0, 0))] in words().own
    return free or bool(lead and following != ",") or folded.startswith("题", parts.end)


def _short(folded: str, parts: Parts) -> bool:
    return all(b - a <= _SHORT_PLACE for a, b in parts.places)


def _is_prose(place: str) -> bool:
    return place[0] in words().starts or words().prose.search(place) is not None


def _unguarded(folded: str, parts: Parts, kind: str) -> bool:
    """Tell whether the kind is a word by itself, not the start of 电视台 or 讯息."""
    guard = words().guards.get(kind) or words().guards.get(kind[-1:], "")
    following = folded[parts.end : parts.end + 1]
    return not following or following not in guard


def _report_follows(folded: str, parts: Parts, kind: str, following: str) -> bool:
    """报道 is a verb: it makes a dateline only before a break, and 消息 before a colon."""
    if following == ":":
        return kind not in _REPORT
    if following not in {"", " ", "(", "["}:
        return False
    if parts.date is not None or parts.places:
        return True
    return _tail(folded, parts.end) is not None


def _placed(folded: str, start: int, *, closed: int | None) -> Parts | None:
    """Match a place with a date and no agency (北京1月3日电), or any head with reporters."""
    match = _match(_wire_pattern, folded, start, closed)
    if match is None or match["place"] is None or match["kind"] not in words().wire_kinds:
        return None
    if match.start("place") != start or "《" in match["place"]:
        return None
    parts = _parts(match, start, None)
    places = [folded[a:b] for a, b in parts.places]
    if closed is not None:
        if any(map(_is_prose, places)):
            return None
        return parts if parts.date is not None or all(map(is_place, places)) else None
    if parts.date is None or folded[parts.end : parts.end + 1] not in {"", *_BREAKS}:
        return None
    if all(map(is_place, places)):
        return parts
    # Some paper that we don't know: it takes the reporters behind it to be sure.
    tail = _tail(folded, parts.end)
    if tail is None or not tail[1].has_role or any(map(_is_prose, places)):
        return None
    return _with_unknown_agency(folded, parts)


def _with_unknown_agency(folded: str, parts: Parts) -> Parts:
    start, end = parts.places[0][0], parts.places[-1][1]
    cut = next((k for k in range(start + 2, end - 1) if is_place(folded[k:end])), end)
    parts.agency, parts.places = (start, cut), [(cut, end)] if cut < end else []
    return parts


def _leading(folded: str, start: int, closed: int | None) -> Parts | None:
    """Match 综合外电报道, 综合报道 and the like, without an agency."""
    match = re.compile(words().kind).match(folded, start, closed or len(folded))
    if match is None or match[0] not in words().alone_kinds:
        return None
    following = folded[match.end() : match.end() + 1]
    if closed is None and (following not in {"", *_BREAKS} or match[0] in _REPORT):
        return None
    if closed is not None and match.end() != closed:
        return None
    return Parts(start, match.end(), kind=match.span())


def _reported(folded: str, start: int, *, closed: int | None) -> Parts | None:
    """Match role, names, place, date, kind: 本报记者甲北京报道："""
    role = words().role.match(folded, start, len(folded) if closed is None else closed)
    if role is None or not role["word"].endswith(("记者", "通讯员", "特派员", "编译", "实习生")):
        return None
    match = _match(_reported_pattern, folded, role.end(), closed)
    if match is None:
        return None
    if closed is None and folded[match.end("kind") : match.end("kind") + 1] == ",":
        return None
    parts = Parts(start, match.end("kind"))
    parts.kind = match.span("kind")
    if match["date"] is not None:
        parts.date = match.span("date")
    agency = _agency_of_role(folded, role)
    if agency is not None:
        parts.agency = agency
    if not _read_signed(folded, parts, role.start("word"), match.span("names"), role["word"]):
        return None
    if closed is None and folded.startswith(":", parts.end):
        parts.end += 1
    return parts


def _agency_of_role(folded: str, role: re.Match[str]) -> Pair | None:
    start, end = role.start(), role.start("word")
    lengths = [n for n in _media(folded, start) if start + n <= end]
    return (start, start + lengths[0]) if lengths else None


def _read_signed(folded: str, parts: Parts, first: int, names: Pair, role: str) -> bool:
    """Read names and a place in front of the date or kind; tell whether they are that."""
    start, end = names
    while end > start and folded[end - 1] in " /":
        end -= 1
    place: Pair | None = None
    for mark in ("/", " "):
        cut = folded.rfind(mark, start, end)
        last = folded[cut + 1 : end]
        if cut > start and (is_place(last) or (mark == "/" and not is_name(last))):
            place, end = (cut + 1, cut + 1 + len(last)), cut
            break
    if place is None:
        item = max(folded.rfind(mark, start, end) for mark in "、,/ ;") + 1 or start
        item = max(item, start)
        if is_place(folded[item:end]) and item > start:
            place, end = (item, end), item - 1
        elif not is_name(folded[item:end]):
            at = split_place(folded, item, end)
            if at is not None:
                place, end = (at, end), at
    read = read_names(folded, start, end, strict=False)
    if read is None or words().prose.search(folded, start, end):
        return False
    if any(not _nameable(folded[a:b]) for a, b, _ in read.reporters):
        return False
    parts.reporters += [(a, b, r or role) for a, b, r in read.reporters]
    parts.places += read.places
    if place is not None:
        parts.places += list(_split_places(folded, *place))
    return True


def _nameable(text: str) -> bool:
    return text[0] not in words().starts or is_name(text)


def _bracketed(folded: str, start: int, bracket: int) -> Parts | None:
    """Match a dateline within a bracket that opens at `bracket`."""
    closing = re.compile(r"[)\]\n]").search(folded, bracket + 1, bracket + _LONGEST_BRACKET)
    if closing is None or closing[0] == "\n":
        return None
    first, last = bracket + 1, closing.start()
    first += folded.startswith(" ", first)
    while last > first and folded[last - 1] == " ":
        last -= 1
    if first >= last:
        return None
    square = folded[bracket] == "["
    parts = (
        _wire(folded, first, closed=last)
        or _reported(folded, first, closed=last)
        or _slashed(folded, first, last)
        or _leading(folded, first, last)
        or (_signed(folded, first, last) if square else None)
    )
    if parts is not None:
        parts.start, parts.end = start, closing.end()
    return parts


def _slashed(folded: str, start: int, end: int) -> Parts | None:
    """Match names or a desk before a slash and the place behind it: 甲／台北報導."""
    pattern = rf"(?P<who>[^/]{{1,30}})/ ?(?P<place>{_PLACES})?? ?(?P<kind>{words().kind})\Z"
    match = re.compile(pattern).match(folded, start, end)
    if match is None:
        return None
    a, b = match.span("who")
    parts = Parts(start, end, kind=match.span("kind"))
    if match["place"] is not None:
        parts.places = list(_split_places(folded, *match.span("place")))
    if any(_is_prose(folded[x:y]) for x, y in parts.places):
        return None
    media = [n for n in _media(folded, a) if a + n <= b]
    if media:
        parts.agency = (a, a + media[0])
        a += media[0]
        a += len(folded[a:b]) - len(folded[a:b].lstrip(" /-"))
    if a >= b:
        return parts
    if folded[a:b].rstrip().endswith(words().desks):
        parts.agency = parts.agency or (a, b)
        return parts
    names = read_names(folded, a, b, strict=True)
    if names is None:
        return None
    parts.add(names)
    return parts


def _signed(folded: str, start: int, end: int) -> Parts | None:
    """Match a paper's reporter and no more: 【环球时报驻美国特约记者 甲】."""
    role = words().role.match(folded, start, end)
    if role is None or not role["word"].endswith(("记者", "特派员")):
        return None
    agency = _agency_of_role(folded, role)
    names = read_names(folded, role.start("word"), end)
    if agency is None or names is None or not names.reporters:
        return None
    parts = Parts(start, end, agency)
    parts.add(names)
    return parts


def _with_tail(folded: str, parts: Parts) -> Parts:
    """Add the reporters that follow in brackets or before 报道, and a closing colon."""
    for _ in range(_MOST_BRACKETS):
        tail = _tail(folded, parts.end)
        if tail is None:
            break
        parts.end = tail[0]
        parts.add(tail[1])
    if folded.startswith(":", parts.end) and parts.kind and folded[parts.end - 1] not in ")]":
        parts.end += 1
    return parts


def _tail(folded: str, end: int) -> tuple[int, Names] | None:
    """Return where the reporters end that follow at `end`, and who they are."""
    position = end
    while folded.startswith(" ", position):
        position += 1
    if folded[position : position + 1] in {"(", "["}:
        closing = re.compile(r"[)\]\n]").search(folded, position, position + _LONGEST_BRACKET)
        if closing is None or closing[0] == "\n":
            return None
        names = read_names(folded, position + 1, closing.start())
        if names is None or not names.reporters:
            return None
        end = closing.end()
        return end + folded.startswith(":", end), names
    return _open_tail(folded, position)


def _open_tail(folded: str, position: int) -> tuple[int, Names] | None:
    """Read 记者甲、通讯员乙报道： without brackets."""
    stop = _STOPS.search(folded, position, position + _LONGEST_TAIL)
    limit = min(stop.start() if stop else len(folded), position + _LONGEST_TAIL)
    report = re.compile("(?:摄影|采访|综合|现场|电话|专题|联合)?报[道导]").search(folded, position, limit)
    colon = folded.find(":", position, limit)
    if report is not None and (colon < 0 or report.end() <= colon):
        if folded[report.end() : report.end() + 1] not in {"", " ", ":", ",", "\n"}:
            return None
        names = read_names(folded, position, report.start(), strict=False)
        if names is None or not names.reporters:
            return None
        if not names.has_role and not _vouched(folded, names):
            return None
        end = report.end()
        return end + folded.startswith(":", end), names
    role = words().role.match(folded, position, limit)
    if role is None or not role["word"].endswith(("记者", "通讯员", "特派员")):
        return None
    if colon >= 0:
        names = read_names(folded, position, colon)
        return (colon + 1, names) if names is not None and names.reporters else None
    return _bare_tail(folded, position, role.end(), limit)


def _vouched(folded: str, names: Names) -> bool:
    """Names without a role before 报道 must not be agencies: 美联社报道."""
    return not any(
        words().medium_end.search(folded, b - 1, b) or folded[b - 1] in "社台"
        for _, b, _ in names.reporters
    )


def _bare_tail(folded: str, start: int, after_role: int, limit: int) -> tuple[int, Names] | None:
    """Read a role and names that only a blank parts from the text: 记者甲　中国……"""
    token = re.compile(rf" ?([{HAN}]{{1,4}}(?:[、,][{HAN}]{{2,4}})*)(?= |\n|\Z)")
    match = token.match(folded, after_role, limit)
    if match is None:
        return None
    names = read_names(folded, start, match.end(), strict=True)
    return (match.end(), names) if names is not None and names.reporters else None
