"""Datelines in brackets: （中央社記者甲台北3日電）, 【專訊】, 中國時報【甲／台北報導】.

Within a bracket the forms of open text are tried, up to its end, and then those that only
a bracket makes a dateline. Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re

from corpus.parsing.dateline_dates import DATE
from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_parts import Parts, are_places, media
from corpus.parsing.dateline_placed import match_kind_alone
from corpus.parsing.dateline_reporters import read_names
from corpus.parsing.dateline_signed import match_named, match_signature, match_signed
from corpus.parsing.dateline_slashed import match_slashed
from corpus.parsing.dateline_tail import find_tail
from corpus.parsing.dateline_wire import match_wire
from corpus.parsing.dateline_words import HAN, words

__all__ = [
    "match_after_medium",
    "match_before_bracket",
    "match_behind_bracket",
    "match_bracket",
    "match_titled",
]

_LONGEST_BRACKET = 90
_LONGEST_MEDIUM = 18
_LONGEST_HEADLINE = 46
_SENTENCE_END = re.compile("[。;]|…$")
_CLOSING = re.compile(r"[)\]\n]")
_KIND_END = re.compile("[道导讯电](?=[ /]|记者)")
_STRANGER = re.compile(
    rf"([{HAN}A-Za-z0-9]{{2,8}}?)(专讯|特讯|专电)|([{HAN}A-Za-z0-9]{{3,8}})(?P<plain>讯)"
)
_DAY_FIRST = re.compile(
    rf"(?P<date>{DATE})[, ]{{0,2}}(?P<place>[{HAN}]{{2,6}}) ?(?P<kind>专?[电讯])"
)
_DATED = re.compile(rf"(?P<place>[{HAN}]{{2,8}}?) ?(?P<date>{DATE})")
_MIXED = re.compile(rf"[{HAN}]{{2,5}}([A-Za-z]{{2,10}})")
_REPORTED = re.compile(rf"(?P<place>[{HAN}]{{2,5}})(?P<slash> ?/ ?)?(?P<kind>(?:综合)?报[道导])")
_LISTED = re.compile(rf"[{HAN}]{{2,3}}(?:[、 ][{HAN}]{{2,3}}){{0,2}}")
_DESK = re.compile(rf"[{HAN}]{{1,6}}新闻(?= ?\[记)")  # 知新聞 【記者王小明／台北報導】
_SLASHED = re.compile("/[^()/\n]{0,14}报[道导]\\) ?(?![的指说称])")
_DOT = re.compile("[·-]")
_TITLED = re.compile("《([^《》\n]{3,24})》")


def match_before_bracket(folded: str, start: int) -> Parts | None:
    """Match a paper's name before a bracket: 中國時報【王小明／台北報導】."""
    if folded.find("[", start) < 0:  # most have none, and names are costly to find
        return _match_before_slashed(folded, start)
    lengths = media(folded, start)
    if not lengths and (desk := _DESK.match(folded, start)):
        lengths = [len(desk[0])]
    for length in lengths:
        bracket = start + length
        bracket += folded.startswith(" ", bracket)
        if not folded.startswith("[", bracket):
            continue
        parts = match_bracket(folded, start, bracket) or _match_signers(folded, start, bracket)
        if parts is not None:
            parts.agency = (start, start + length)
        return parts
    return None


def _match_before_slashed(folded: str, start: int) -> Parts | None:
    """Match a known paper's name before a reporter in round brackets: 蘋果日報（甲／台北報導）."""
    if folded.find("/", start) < 0 or _SLASHED.search(folded, start) is None:
        return None
    for length in media(folded, start):
        bracket = start + length
        if folded.startswith("(", bracket) and _is_known(folded, start, bracket):
            parts = match_bracket(folded, start, bracket)
            if parts is None or parts.agency is not None or not parts.reporters:
                return None
            parts.agency = (start, bracket)
            return parts
    return None


def _match_signers(folded: str, start: int, bracket: int) -> Parts | None:
    """Match reporters and no more in the bracket behind a paper's name: 中國時報【報導王小明】."""
    closing = _CLOSING.search(folded, bracket + 1, bracket + _LONGEST_BRACKET)
    names = None
    if closing is not None and closing[0] == "]":
        names = read_names(folded, bracket + 1, closing.start())
    if closing is None or names is None or names.places:
        return None
    if not names.has_role:  # 中國時報【王小明】 before its text
        told = folded[start:bracket].rstrip() in words().agencies
        told = told and _LISTED.fullmatch(folded, bracket + 1, closing.start()) is not None
        if not told or _is_headline(folded, closing.end()):
            return None
    if not names.reporters or not names.are_names(folded):
        return None
    parts = Parts(start, closing.end())
    parts.add(names)
    return parts


def match_after_medium(folded: str, start: int) -> Parts | None:
    """Match a paper's name in a bracket before a reporter: ［新聞網］記者甲／綜合報導."""
    closing = folded.find("]", start, start + _LONGEST_MEDIUM)
    if closing < 0:
        return None
    parts = match_signed(folded, closing + 1 + folded.startswith(" ", closing + 1))
    if parts is None:  # most are none, and names are costly to find
        return None
    known = _is_known(folded, start + 1, closing)
    if not known and closing - start - 1 not in media(folded, start + 1, closing):
        return None
    parts.start, parts.agency = start, parts.agency or (start + 1, closing)
    return parts


def match_behind_bracket(folded: str, start: int) -> Parts | None:
    """Match a wire's dated dateline behind a headline: 【油价上涨】财联社7月14日电，……."""
    closing = _CLOSING.search(folded, start + 1, start + _LONGEST_BRACKET)
    if closing is None or closing[0] != "]":
        return None
    parts = match_wire(folded, closing.end() + folded.startswith(" ", closing.end()))
    sure = parts is not None and parts.agency is not None and parts.date is not None
    return parts if sure else None


def match_bracket(folded: str, start: int, bracket: int) -> Parts | None:
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
        or match_named(folded, first, last)
        or _match_day_first(folded, first, last)
        or _match_dated(folded, first, last)
        or _match_source(folded, first, last)
        or (_match_square(folded, first, last) if folded[bracket] == "[" else None)
    )
    if parts is None or _heads(folded, parts, last):
        return None
    parts.start, parts.end = start, closing.end()
    return parts


def _heads(folded: str, parts: Parts, end: int) -> bool:
    """Tell whether the kind is a rubric and a headline stands behind the bracket: 【東森獨家】."""
    if parts.kind is None or folded[slice(*parts.kind)] not in words().rubric_kinds:
        return False
    return parts.date is None and not parts.reporters and _is_headline(folded, end + 1)


def _match_dated(folded: str, start: int, end: int) -> Parts | None:
    """Match a place and a date alone, right before their text: （芙蓉2日）……."""
    match = _DATED.fullmatch(folded, start, end)
    if match is None or not folded[end + 1 : end + 2].strip() or _is_headline(folded, end + 1):
        return None
    parts = Parts.of(match, start)
    return parts if are_places(folded, parts.places) else None


def _match_day_first(folded: str, start: int, end: int) -> Parts | None:
    """Match a date before the place, as companies have it: 【2012年7月17日，台北訊】."""
    match = _DAY_FIRST.fullmatch(folded, start, end)
    parts = Parts.of(match, start) if match is not None else None
    return parts if parts is not None and are_places(folded, parts.places) else None


def _match_square(folded: str, start: int, end: int) -> Parts | None:
    """Match what is a dateline in square brackets only: 【本报记者甲】, 【欧洲时报甲 编译】."""
    parts = (
        match_signature(folded, start, end)
        or _match_reported(folded, start, end)
        or _match_listed(folded, start, end)
    )
    if parts is not None:
        return parts
    for length in media(folded, start, end):
        slash = folded.startswith("/", start + length)  # 【財訊快報／甲】
        names = read_names(folded, start + length + slash, end, strict=slash, vouched=not slash)
        if names is not None and (names.has_role or slash) and names.reporters:
            if folded[start + length] in "讯报" and not names.are_names(folded):
                return None  # 【法新社报道记者遇袭】
            parts = Parts(start, end, (start, start + length))
            parts.add(names)
            return parts
    stranger = _STRANGER.fullmatch(folded, start, end)
    if stranger is None:
        return None
    name, kind = (3, "plain") if stranger["plain"] else (1, 2)
    if _is_other_word(stranger[name], plain=name == 3):
        return None
    parts = Parts(start, end, kind=stranger.span(kind))
    if stranger[name][-1] in "县市省区州乡镇村":
        parts.places = [stranger.span(name)]
    else:
        parts.agency = stranger.span(name)
    return parts


def _match_reported(folded: str, start: int, end: int) -> Parts | None:
    """Match a place and a word of report: 【台北／綜合報導】, 【台北報導】 before its text."""
    match = _REPORTED.fullmatch(folded, start, end)
    if match is None or not is_place(match["place"]):
        return None
    told = folded[end + 1 : end + 2].strip() and not _is_headline(folded, end + 1)
    return Parts.of(match, start) if told or match["slash"] else None


def _match_listed(folded: str, start: int, end: int) -> Parts | None:
    """Match a kind that is a dateline before its text only: 【連線報導】雲林縣……."""
    if folded[start:end] not in words().bracketed_kinds or not folded[end + 1 : end + 3].strip():
        return None
    return None if _is_headline(folded, end + 1) else Parts(start, end, kind=(start, end))


def _is_other_word(stranger: str, *, plain: bool) -> bool:
    """Tell whether a plain 讯 ends another word behind this, 最新資訊, or prose stands there."""
    table = words()
    own = stranger.removeprefix("今日")  # 【今日校園訊】 is of a paper of that name
    other = (plain and stranger[-1] in table.guards["before 讯"]) or len(own) == 1
    return other or table.prose.search(own) is not None


def _match_source(folded: str, start: int, end: int) -> Parts | None:
    """Match an agency alone before its text, 〔中央社〕, or reporters, 【财新网】（记者甲）."""
    source, square, endings = folded[start:end], folded[end] == "]", words().endings
    listed = _is_known(folded, start, end)
    sure = listed and square
    text = end + 1 + (sure and folded.startswith(" ", end + 1))
    following = folded[text : text + 1]
    if not following.strip():
        return None
    if not sure and not source.endswith((*endings["sources"], "新闻")):
        return None
    lengths = media(folded, start, end)
    medium = end - start in lengths
    known = listed or (medium and source.endswith(endings["sure_sources"]))
    desk = (
        bool(lengths) and source.endswith("新闻") and following == "["
    )  # （觀傳媒中彰投新聞）【記者…
    if not known and not (square and medium) and not desk:
        return None
    if following in {"(", "["}:
        tail = find_tail(folded, end + 1)
        return Parts(start, end, (start, end)) if tail and tail[1].has_role else None
    told = known and not _is_headline(folded, end + 1)
    return Parts(start, end, (start, end)) if told else None


def _is_headline(folded: str, start: int) -> bool:
    """Tell whether the rest of the line is as short as a headline, and no sentence ends in it."""
    rest = folded[start:].partition("\n")[0]
    return len(rest) <= _LONGEST_HEADLINE and _SENTENCE_END.search(rest) is None


def _is_known(folded: str, start: int, end: int) -> bool:
    """Tell whether the stretch is an agency of the table, or two in a row (NOWnews今日新聞)."""
    agencies, text = words().agencies, folded[start:end]
    if text.removesuffix("新闻") in agencies or all(part in agencies for part in _DOT.split(text)):
        return True
    if any(text[:cut] in agencies and text[cut:] in agencies for cut in range(2, len(text) - 1)):
        return True
    mixed = _MIXED.fullmatch(text)  # 周刊王CTWANT, but not TVBS民調
    return mixed is not None and mixed[1] in agencies


def _match_both(folded: str, start: int, end: int) -> Parts | None:
    """Match a wire's dateline with its reporters in one bracket: 【环球网报道 记者 甲】."""
    for cut in _KIND_END.finditer(folded, start, end):
        names = read_names(folded, cut.end(), end)
        if names is None or not names.has_role or not names.reporters:
            continue
        if folded[cut.end()] == "记" and not names.are_names(folded):
            continue  # 【法新社报道记者遇袭】
        parts = match_wire(folded, start, cut.end())
        if parts is not None:
            parts.add(names)
            return parts
    return None


def match_titled(folded: str, start: int) -> Parts | None:
    """Match a wire's dateline in the marks of a title: 《經濟通通訊社3日專訊》."""
    if not folded.startswith("《", start):
        return None
    title = _TITLED.match(folded, start)
    parts = match_wire(folded, *title.span(1)) if title is not None else None
    if title is None or parts is None or parts.agency is None or parts.date is None:
        return None
    parts.start, parts.end = title.span()
    return parts
