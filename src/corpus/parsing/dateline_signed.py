"""The reporter's form: role, names, place, kind — 本报记者甲北京报道：, 記者甲／台北報導.

Where a slash stands for the role (甲／台北報導), see ``dateline_slashed``. Works on folded text
(see ``folding``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.parsing.dateline_dates import DATE, NUMERIC
from corpus.parsing.dateline_names import is_name, is_place, split_place
from corpus.parsing.dateline_parts import PLACES, Parts, are_places, media, split_places
from corpus.parsing.dateline_reporters import REPORT, read_names
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_reporters import Pair

__all__ = ["match_named", "match_signature", "match_signed", "match_unsigned"]

_NAMES = rf"[{HAN}A-Za-z·、,;/ .-]{{1,60}}?"
_KIND_ONLY = re.compile(r" ?(?P<kind>(?:综合)?报[道导]|专?[电讯]) ?\Z")
_KIND_OPEN = re.compile(r"(?P<kind>(?:综合)?报[道导])(?= )")
_AFTER_REPORT = {"", " ", "(", "[", ":", "\n"}
_SEPARATORS = "、,/ ;"
_SENT = re.compile(rf" ?(?P<names>{_NAMES}) ?发自 ?(?P<place>{PLACES})(?=[ (\[:\n]|\Z)")
_UNSIGNED = re.compile(
    rf"(?P<names>[{HAN}][{HAN}、 ]{{1,30}}?) (?P<place>[{HAN}]{{2,6}}(?:、[{HAN}]{{2,6}})?) ?"
    r"(?P<kind>报[道导])(?=[ :\n]|\Z)"
)
_REVERSED = re.compile(
    rf"(?P<names>[{HAN}]{{2,4}}(?: [{HAN}]{{2,4}}){{0,3}}) (?P<kind>(?:综合)?报[道导]) {{0,2}}/ ?"
    rf"(?P<place>[{HAN}]{{2,4}})(?=[ \n]|\Z)"
)
_POSTED = re.compile(rf"(?P<before>[{HAN}]{{2,10}}?)(?=特派员|特派记者)")
_LONGEST_VOUCHED, _LONGEST_UNSIGNED = 4, 32
_SHORT = 2


def match_signed(folded: str, start: int, closed: int | None = None) -> Parts | None:
    """Match a role with names, place, date and kind at `start`, all up to `closed`."""
    limit = len(folded) if closed is None else closed
    signs = words().signs(folded, start, limit)
    if signs and (posted := _match_posted(folded, start, closed)) is not None:
        return posted
    role = words().match_role(folded, start, limit) if signs else None
    if role is None or not role["word"].endswith(words().signing):
        return None
    if bare := (_KIND_ONLY if closed is not None else _KIND_OPEN).match(folded, role.end(), limit):
        return Parts.of(bare, start, _agency(folded, role))  # 【本報記者報道】, 通讯员报道
    has_word = words().told.search(folded, role.end(), limit) is not None
    if not has_word and (closed is None or not folded[closed - 1].isdigit()):
        return None
    for pattern in _patterns(whole=closed is not None):
        match = pattern.match(folded, role.end(), limit)
        if match is None:
            continue
        parts = Parts.of(match, start, _agency(folded, role))
        if not _read_names(folded, parts, match.span("names"), role):
            continue
        kind = "" if parts.kind is None else match["kind"]
        if not _is_told(folded, parts, kind, closed=closed is not None):
            continue
        # 本报记者甲　摄影报道, alone in its paragraph, is a byline; 記者甲／綜合報導 is not.
        told = parts.places or parts.date or closed is not None or "/" in match["names"]
        return parts if told or parts.end < limit else None
    return _match_sent(folded, start, role, closed)


def _match_posted(folded: str, start: int, closed: int | None) -> Parts | None:
    """Match where a correspondent is before the role: 本報華盛頓特派員甲三日電."""
    if folded.find("特派", start + 2, start + 12) < 0:  # as most have not
        return None
    match = _POSTED.match(folded, start, closed or len(folded))
    if match is None:
        return None
    for length in (0, *media(folded, start, match.end())):
        post = (start + length, match.end())
        if length < len(match["before"]) and is_place(folded[slice(*post)]):
            parts = match_signed(folded, match.end(), closed)
            if parts is not None:
                parts.start, parts.agency = start, (start, post[0]) if length else None
                parts.places = [post, *parts.places]
            return parts
    return None


def _match_sent(folded: str, start: int, role: re.Match[str], closed: int | None) -> Parts | None:
    """Match names and the place they write from: 时代周报记者 甲 发自广州."""
    match = _SENT.match(folded, role.end(), len(folded) if closed is None else closed)
    if match is None or (closed is not None and match.end() != closed):
        return None
    parts = Parts(start, match.end(), _agency(folded, role))
    parts.places = split_places(folded, match.span("place"))
    names = read_names(folded, *match.span("names"), vouched=True)
    if names is None or not are_places(folded, parts.places):
        return None
    parts.reporters = [(who, own or role.span("word")) for who, own in names.reporters]
    return parts


def _is_told(folded: str, parts: Parts, kind: str, *, closed: bool) -> bool:
    """Tell whether there is the place, and are the names, that open text needs to be sure."""
    known = bool(parts.places) and are_places(folded, parts.places)
    if parts.date and parts.places and parts.date < parts.places[-1]:
        return known
    slashed = "/" in folded[parts.start : parts.end]
    free = bool(kind) and (closed or slashed or folded[parts.end : parts.end + 1] in _AFTER_REPORT)
    names = [folded[slice(*who)] for who, _ in parts.reporters]
    if not all(is_name(name) or (free and len(name) <= _LONGEST_VOUCHED) for name in names):
        return False
    if closed:
        return True
    if not kind.endswith(REPORT):
        return known or parts.date is not None or (slashed and kind in words().alone_kinds)
    return free or (known and bool(names))


@cache
def _patterns(*, whole: bool) -> tuple[re.Pattern[str], ...]:
    kind = f"(?P<kind>{words().kind})"
    names, date = f" ?(?P<names>{_NAMES})", f"(?P<date>{DATE})"
    swapped = rf"{names} ?{date} ?(?P<place>[{HAN}]{{2,8}}?) ?(?P<kind>报[道导]|专?[电讯])"
    if whole:
        return (
            re.compile(rf"{names} ?{date}? ?{kind} ?\Z"),
            re.compile(rf"{swapped} ?\Z"),
            re.compile(rf"{names} ?(?P<date>{NUMERIC}) ?\Z"),  # 鉅亨網記者甲 台北2018/09/11
        )
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
    start, end = role.start(), role.start("word")
    if role["at"] is None:
        length = len(folded[start:end].rstrip(" /-"))
        return (start, start + length) if length else None
    lengths = media(folded, start, end)
    return (start, start + lengths[0]) if lengths else None


def _posts(folded: str, role: re.Match[str]) -> list[Pair]:
    """Return the places that the reporter is posted to: 驻埃及、日本特派记者."""
    places = split_places(folded, role.span("at")) if role["at"] else []
    return places if are_places(folded, places) else []


def match_unsigned(folded: str, start: int) -> Parts | None:
    """Match names without a role and a known place: 甲 实习生 乙 广州报道, 甲 報導 / 高雄市."""
    slashed = folded.find("/", start, start + _LONGEST_UNSIGNED) >= 0
    match = _REVERSED.match(folded, start) if slashed else None
    match = match or _UNSIGNED.match(folded, start)
    if match is None:
        return None
    parts = Parts.of(match, start)
    names = read_names(folded, *match.span("names"), strict=True)
    if names is None or names.places or not are_places(folded, parts.places):
        return None
    who = [folded[slice(*name)] for name, _ in names.reporters]
    if not who or any(is_place(name) or not is_name(name) for name in who):
        return None
    parts.reporters, parts.end = names.reporters, match.end()
    return parts


def match_named(folded: str, start: int, end: int) -> Parts | None:
    """Match a name with its role behind it: 【甲記者 台南報導】."""
    match = _named().fullmatch(folded, start, end)
    if match is None or not is_name(match["name"]):
        return None
    parts = Parts.of(match, start)
    if not are_places(folded, parts.places):
        return None
    parts.reporters = [(match.span("name"), match.span("role"))]
    return parts


@cache
def _named() -> re.Pattern[str]:
    role = "|".join(words().signing)
    return re.compile(
        rf"(?P<name>[{HAN}]{{2,4}}?) ?(?P<role>{role})[ /]?(?P<place>[{HAN}]{{2,8}})??"
        r" ?(?P<kind>(?:综合|采访)?报[道导])"
    )


def _read_names(folded: str, parts: Parts, span: Pair, role: re.Match[str]) -> bool:
    """Read names and a place before the date or kind; tell whether they are that."""
    names_end, place = _cut_place(folded, *span)
    known = place is None or are_places(folded, split_places(folded, place))
    if place is not None and not known and words().prose.search(folded, *place) is not None:
        return False
    parts.places += _posts(folded, role)
    if place is not None:
        parts.places += split_places(folded, place)
    if names_end <= span[0]:
        return place is not None
    read = read_names(folded, span[0], names_end, vouched=True)
    if read is None or not all(_may_be_name(folded[slice(*who)]) for who, _ in read.reporters):
        return False
    parts.reporters += [(who, own or role.span("word")) for who, own in read.reporters]
    parts.places += read.places
    return True


def _cut_place(folded: str, start: int, end: int) -> tuple[int, Pair | None]:
    """Return where the names end, and the place behind them."""
    while end > start and folded[end - 1] in " /":
        end -= 1
    slash = folded.rfind("/", start, end)
    if slash > start and not is_name(folded[slash + 1 : end]):
        return slash, (slash + 1, end)
    item = max(folded.rfind(mark, start, end) for mark in _SEPARATORS) + 1
    roles = [match.end() for match in words().inner_role.finditer(folded, start, end)]
    item = max(item, start, *roles)
    text = folded[item:end]
    if is_place(text):
        if item > start and folded[item - 1] == "、":  # 甲上海、深圳报道
            before, place = _cut_place(folded, start, item - 1)
            if place is not None:
                return before, (place[0], end)
        separated = item > start and folded[item - 1] in _SEPARATORS
        return item - separated, (item, end)
    if is_name(text) and not _has_place(text):
        return end, None
    cut = split_place(folded, item, end)
    if cut is None:
        return end, None
    before = cut
    if cut - item > 2:  # 甲从北京报道, 甲发自北京报道
        before -= 2 if folded.startswith("发自", cut - 2) else folded[cut - 1] in "从自在"
    return before, (cut, end)


def _has_place(name: str) -> bool:
    """Tell whether what may be a name of four characters is one of two with a place behind it."""
    short, rest = name[:_SHORT], name[_SHORT:]
    return short not in words().surnames and is_name(short) and is_place(rest)


def _may_be_name(text: str) -> bool:
    return text[0] not in words().starts or is_name(text)


def match_signature(folded: str, start: int, end: int) -> Parts | None:
    """Match a paper's reporter and no more: 【环球时报驻美国特约记者 甲】."""
    role = words().match_role(folded, start, end)
    if role is None or not role["word"].endswith(words().signing):
        return None
    agency = _agency(folded, role)
    names = read_names(folded, role.start("word"), end)
    if agency is None or names is None or not names.reporters:
        return None
    parts = Parts(start, end, agency)
    parts.places += _posts(folded, role)
    parts.add(names)
    return parts
