"""The reporters behind a dateline's kind: （记者甲）, 记者甲、通讯员乙报道：.

Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from corpus.parsing.dateline_names import is_name, is_place
from corpus.parsing.dateline_parts import media
from corpus.parsing.dateline_reporters import Names, read_names
from corpus.parsing.dateline_signed import match_signed
from corpus.parsing.dateline_words import HAN, words

if TYPE_CHECKING:
    from corpus.parsing.dateline_parts import Parts

__all__ = ["add_tail", "find_tail"]

_MOST_BRACKETS = 3
_LONGEST_BRACKET = 90
_LONGEST_OPEN = 80
_STOPS = re.compile("[。！？；!?“”「」『』《\n(\\[]")
_CLOSING = re.compile(r"[)\]\n]")
_NOTE = re.compile(r"([^()\[\]\n]+)\([^()\[\]\n]{1,6}\)")
_REPORT = re.compile("(?:摄影|采访|综合|现场|电话|专题|联合|连线|合作|撰文|图文)?报[道导]")
_AFTER_REPORT = {"", " ", ":", ",", "\n"}
# 央视网消息（新闻联播）：, 西部网讯（《陕西新闻联播》）
_PROGRAMME = re.compile(rf"\((?:[{HAN}· ]{{0,10}}《[^《》\n]{{2,10}}》\)|[{HAN}·]{{2,12}}\)(?=:))")
_FURTHER = re.compile(rf" {{1,2}}([{HAN}]{{2,3}})(?= )")
_SEVERAL = re.compile(rf"[{HAN}]{{2,4}}(?:[ 、][{HAN}]{{2,4}}){{1,4}}|[{HAN}]{{5,6}}")
_ITEM = re.compile(rf"[{HAN}]+")
_USUAL = 3  # characters of a name
_SENT = re.compile(rf" ?发自(?P<place>[{HAN}]{{2,8}})(?=[ (\[:\n]|\Z)")
_SENT_FROM = re.compile(rf" ?(?:发自|[从自在]) ?(?P<place>[{HAN}]{{2,6}}) ?\Z")
_GAP = re.compile("[ 、,]{1,3}")


def add_tail(folded: str, parts: Parts) -> Parts:
    """Add the reporters that follow, and the colon before the text."""
    for _ in range(_MOST_BRACKETS):
        tail = find_tail(folded, parts.end)
        if tail is None:
            break
        parts.end = tail[0]
        parts.add(tail[1])
        if sent := _SENT.match(folded, parts.end):  # 记者甲 发自北京
            parts.end = sent.end()
            parts.places.append(sent.span("place"))
    if parts.kind is not None and (programme := _PROGRAMME.match(folded, parts.end)):
        parts.end = programme.end()
    if folded.startswith(":", parts.end) and folded[parts.end - 1] != "]":
        parts.end += 1
        if folded.startswith("(", parts.end):  # 电视台讯：（记者甲）
            _take_signed(folded, parts)
    return parts


def _take_signed(folded: str, parts: Parts) -> None:
    """Add reporters in a bracket behind the colon."""
    tail = find_tail(folded, parts.end)
    if tail is not None and tail[1].has_role:
        parts.end = tail[0]
        parts.add(tail[1])


def find_tail(folded: str, end: int) -> tuple[int, Names] | None:
    """Return where the reporters end that follow at `end`, and who they are."""
    position = end
    while folded.startswith(" ", position):
        position += 1
    if folded[position : position + 1] in {"(", "["}:
        return _bracketed(folded, position)
    return _open(folded, position)


def _bracketed(folded: str, bracket: int) -> tuple[int, Names] | None:
    closing = _CLOSING.search(folded, bracket, bracket + _LONGEST_BRACKET)
    if closing is not None and (note := _NOTE.match(folded, bracket + 1, closing.end())):
        # （记者甲(微博)）: what stands in a bracket within says nothing
        closing = _CLOSING.search(folded, closing.end(), bracket + _LONGEST_BRACKET)
        folded = folded[: note.end(1)] + " " * (note.end() - note.end(1)) + folded[note.end() :]
    if closing is None or closing[0] == "\n":
        return None
    names = read_names(folded, bracket + 1, closing.start())
    if names is None:
        names = _loose_names(folded, bracket + 1, closing.start())
    if names is not None and names.reporters:
        return closing.end(), names
    if closing.start() - bracket - 1 in media(folded, bracket + 1, closing.start()):
        # 荆楚网消息（湖北日报）（记者甲）: a bracket that names the source, before reporters.
        following = find_tail(folded, closing.end())
        bracket = folded[closing.end() : closing.end() + 1] in {"(", "["}
        if following is not None and (bracket or following[1].has_role):
            return following
    return None


def _loose_names(folded: str, start: int, end: int) -> Names | None:
    """Read several names without a role, of which one at least is surely one: (索有为 粤纪宣)."""
    if _SEVERAL.fullmatch(folded, start, end) is None:
        return None
    spans = [match.span() for match in _ITEM.finditer(folded, start, end)]
    if len(spans) == 1:  # 徐金波随业辉
        cut = start + _USUAL
        spans = [(start, cut), (cut, end)] if is_name(folded[start:cut]) else []
    texts = [folded[slice(*span)] for span in spans]
    if not any(map(is_name, texts)) or not all(map(_may_be_name, texts)):
        return None
    return Names([(span, None) for span in spans])


def _may_be_name(text: str) -> bool:
    return is_name(text, loose=True) and not is_place(text) and not media(text, 0)


def _open(folded: str, start: int) -> tuple[int, Names] | None:
    """Read names with no bracket around them, up to 报道, a colon or the text."""
    stop = _STOPS.search(folded, start, start + _LONGEST_OPEN)
    limit = min(stop.start() if stop else len(folded), start + _LONGEST_OPEN)
    report = _REPORT.search(folded, start, limit)
    colon = folded.find(":", start, limit)
    if report is not None and (colon < 0 or report.end() <= colon):
        found = _reported(folded, start, report)
        if found is not None:
            return found
    role = words().match_role(folded, start, limit)
    if role is None or not role["word"].endswith(words().signing):
        return None
    if colon >= 0 and folded[colon - 1] in "电讯":  # 【大公報訊】記者甲北京五日電：
        wired = match_signed(folded, start)
        if wired is not None and wired.end == colon and wired.reporters:
            return colon, Names(wired.reporters, wired.places, has_role=True)
    names = read_names(folded, start, colon) if colon >= 0 else None
    if names is not None and names.reporters:
        return colon, names
    # Where only a blank parts the last name from the text, it has to look like one.
    end = _bare_end(folded, role, limit)
    names = read_names(folded, start, end, strict=True)
    return (end, names) if names is not None and names.reporters else None


def _reported(folded: str, start: int, report: re.Match[str]) -> tuple[int, Names] | None:
    """Read names before 报道, with a role that signs or none: 记者甲报道."""
    following = folded[report.end() : report.end() + 1]
    broken = following in _AFTER_REPORT
    if not broken and following in words().guards["报道"]:
        return None
    sent = _SENT_FROM.search(folded, start, report.start())
    placed = sent is not None and is_place(sent["place"])
    last = sent.start() if sent is not None and placed else report.start()
    names = read_names(folded, start, last, strict=not broken)
    if names is None or not names.reporters:
        return None
    if sent is not None and placed:
        names.places.append(sent.span("place"))
    signed = _has_signing_role(folded, names)
    vouched = signed or (broken and not _of_media(folded, names))
    return (report.end(), names) if vouched else None


@cache
def _one_name() -> re.Pattern[str]:
    """Return what finds the names behind a role, up to a break or another role."""
    roles = "|".join(words().signing)
    name = f"[{HAN}]{{2,4}}?"
    return re.compile(rf" ?[{HAN}]{{1,4}}?(?:、{name})*(?=[ 、,]|\n|\Z|(?:实习|见习)?(?:{roles}))")


def _bare_end(folded: str, role: re.Match[str] | None, limit: int) -> int:
    """Return where roles with their names end (新华社记者甲、本报记者乙 丙　今天)."""
    end = limit
    while role is not None:
        one = _one_name().match(folded, role.end(), limit)
        if one is None:
            break
        end = one.end()
        while (further := _FURTHER.match(folded, end, limit)) and is_name(further[1]):
            end = further.end()
        gap = _GAP.match(folded, end, limit)
        role = words().match_role(folded, gap.end() if gap else end, limit)
    return end


def _has_signing_role(folded: str, names: Names) -> bool:
    roles = [folded[slice(*role)] for _, role in names.reporters if role is not None]
    return any(role.endswith(words().signing) for role in roles)


def _of_media(folded: str, names: Names) -> bool:
    """Tell whether names without a role before 报道 are agencies: 美联社报道."""
    return any(
        folded[start:end] in words().agencies
        or words().medium_end.search(folded, end - 1, end)
        or folded[end - 1] in "社台"
        or not is_name(folded[start:end])
        for (start, end), _ in names.reporters
    )
