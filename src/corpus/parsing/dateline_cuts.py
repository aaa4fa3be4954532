"""Which blocks of a text begin with a dateline, and which go on with one that was cut.

A page break or a line's end may cut a paragraph within its dateline (新华社北 / 京5月29日电). The
rest may look like a dateline itself, so the two are looked at together. What blocks are is
decided elsewhere, in ``decide``.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.dateline import CUT_CUES, REACH, find_near, match_dateline
from corpus.parsing.dateline_names import is_place
from corpus.parsing.dateline_parts import media
from corpus.parsing.dateline_words import words
from corpus.parsing.folding import fold

if TYPE_CHECKING:
    from corpus.parsing.blocks import Block
    from corpus.parsing.dateline import Match

    Sign = re.Match[str] | None

__all__ = ["Datelines", "find_datelines"]

_HEAD = 320
_LONGEST_CUT = 90
_LONGEST_NAME = 7  # of a paper
_NO_TITLE = 1  # character: 快讯 and 春耕 may be one
_PARTS = re.compile("[-·、/ ]")
_JOINTS = frozenset("/、")  # no title ends so
_LONGEST_LEAD = 8  # of what stands before an agency: 据综合, 《
_CLOSING = re.compile(r"[)\]]")
_OPENING = re.compile(r"[(（﹙\[【〔［﹝〖]")
_CREDIT = frozenset("摄攝")  # at the end of a caption, or before its bracket
_DASHES = frozenset("—－–-")  # a subtitle begins so
_SQUARE = frozenset("【〔［﹝〖[")
_SHORTEST = 3  # 本报讯
_OPEN_ENDS = {"bare", "open", "comma", "quote", "colon"}


class Datelines(NamedTuple):
    """The datelines of a text."""

    begins: dict[int, bool]
    """By numbers of blocks: `True` for one that begins with a dateline or with the first part of
    one, `False` for one that begins with the rest of the dateline before it."""

    read: dict[str, Match]
    """By texts of blocks, what has been read in those that a whole dateline opens."""


def find_datelines(blocks: list[Block]) -> Datelines:
    """Find the blocks of a text, given in order, that datelines are in."""
    found: dict[int, bool] = {}
    read: dict[str, Match] = {}
    texts = [block.text for block in blocks]
    signs = [find_near(text, 0, REACH) for text in texts]
    opening = {number for number, sign in enumerate(signs) if sign and sign.lastgroup}
    owns = {number: _own(texts[number]) for number in opening}
    for number in _candidates(texts, signs, opening):
        if number in found:
            continue
        block, here = blocks[number], owns.get(number)
        if number + 1 < len(blocks) and _may_be_cut(block):
            after = blocks[number + 1]
            if _is_cut(block, here, after, owns.get(number + 1)):
                found[number], found[number + 1] = True, False
                continue
        if here is not None:
            found[number] = True
            read[block.text] = here
    return Datelines(found, read)


def _candidates(texts: list[str], signs: list[Sign], opening: set[int]) -> list[int]:
    """Return the numbers of the blocks in which a dateline may begin.

    That are those that `find_near` tells so, and those without any sign before such a one.
    """
    return [
        number
        for number, sign in enumerate(signs)
        if number in opening
        or (sign is None and (number + 1 in opening or texts[number][-1] in CUT_CUES))
    ]


def _own(text: str) -> Match | None:
    """Return the dateline of a block by itself."""
    return None if len(text) < _SHORTEST else match_dateline(text, tail=False)


def _may_be_cut(block: Block) -> bool:
    text = block.text
    if block.ends not in _OPEN_ENDS or len(text) > _LONGEST_CUT or text[0] in _DASHES:
        return False
    return text.rstrip("）)")[-1:] not in _CREDIT


def _is_cut(block: Block, here: Match | None, after: Block, own: Match | None) -> bool:
    """Tell whether a dateline begins in a block and ends in the one after it."""
    if here is not None and not _breaks_off(block, here):
        return False
    whole = own is not None and _is_known(own) and not _ends_name(own)
    if not _may_go_on(block.text, after.text, whole=whole, here=here):
        return False
    joined = match_dateline(block.text + after.text[:_HEAD], tail=True)
    size = len(block.text)
    if joined is None or joined[1].end <= size:
        return False
    if whole:
        # It has all that a dateline needs; above it stands a title, a byline, or 香港 / 文匯報訊.
        agency = joined[1].agency
        return agency is not None and agency[0] + _known(joined) > size
    if here is not None or _is_known(joined) or _cuts_word(joined, size):
        return True
    page = after.first.page
    return _opens(joined, size) if own is None else _opens_name(joined, size, page=page)


def _may_go_on(text: str, after: str, *, whole: bool, here: Match | None) -> bool:
    """Tell by what is cheap to see whether one dateline may be in the two together."""
    if whole and not _may_cut_agency(text):
        return False
    if here is None and after[0] in _SQUARE and _OPENING.search(text) is None:
        # Only a paper's name stands before a square bracket: 中國時報【甲／台北報導】.
        folded = fold(text)
        return len(folded) in media(folded, 0)
    return True


def _may_cut_agency(text: str) -> bool:
    """Tell whether an agency that the tables have may begin in `text` and end behind it.

    Titles stand above most datelines, and to look for one in the two together is costly.
    """
    if len(text) <= _LONGEST_LEAD or _OPENING.search(text) is not None:
        return True
    begun, longest = _beginnings()
    folded = fold(text)
    if _PARTS.search(folded) is None:  # then its name starts here, or behind a lead
        return any(folded[cut:] in begun for cut in range(_LONGEST_LEAD + 1))
    return any(folded[-length:] in begun for length in range(1, longest + 1))


@cache
def _beginnings() -> tuple[frozenset[str], int]:
    """Return what the names of agencies begin with, and the length of the longest."""
    table = words()
    begun = frozenset(
        name[:cut] for name in table.agencies | table.own for cut in range(1, len(name))
    )
    return begun, max(map(len, begun))


def _opens_name(joined: Match, size: int, *, page: bool) -> bool:
    """Tell whether the first `size` characters open an unknown paper's name: 黑龙江 / 电视台讯.

    What follows them looks like a dateline by itself, so they may be a short title above it.

    Args:
        joined: The dateline that begins in them.
        size: How many they are.
        page: Whether a page break stands behind them, above which a title hardly stands.
    """
    folded, parts = joined
    if parts.agency is None or parts.agency[0] != parts.start:
        return _opens(joined, size)
    if size in media(folded, parts.start) or is_place(folded[parts.start : size]):
        return size <= _LONGEST_NAME
    longest = _LONGEST_NAME if page else _NO_TITLE
    return size <= longest and parts.agency[1] > size


def _cuts_word(joined: Match, size: int) -> bool:
    """Tell whether the cut behind `size` is within a date, a place or a name's telling word.

    What is behind such a cut may look like a dateline, 月27日讯 or 闻网讯, but no title ends so.
    A medium alone in its bracket, [联合新闻网], is cut off from its reporters, too.
    """
    folded, parts = joined
    cut = [parts.date] if parts.date is not None else []
    # 客户端北 / 京10月31日电: a place that the tables know, behind an agency
    cut += [p for p in parts.places if parts.agency and is_place(folded[slice(*p)])]
    if any(start < size < end for start, end in cut):
        return True
    if folded[size - 1] in _JOINTS:  # 大江网/
        return True
    if parts.agency is None:
        return False
    start, end = parts.agency
    if folded[parts.start] == "[" and (start, end) == (parts.start + 1, size - 1):
        return True
    if not start < size < end or size > _LONGEST_NAME + parts.start:
        return False
    spans = ((size - k, size + n) for k in (1, 2, 3) for n in (1, 2, 3))
    telling = words().telling
    return any(start <= a and b <= end and folded[a:b] in telling for a, b in spans)


def _opens(joined: Match, size: int) -> bool:
    """Tell whether the first `size` characters open a dateline, and are not a title."""
    folded, parts = joined
    start = parts.start
    if folded[start] in "([" and _CLOSING.search(folded, start, size) is None:
        return True
    if parts.agency is not None and parts.agency[0] == start:
        return parts.agency[1] - start in media(folded, start)
    if words().match_role(folded, start, len(folded)) is not None:
        return True
    placed = bool(parts.places) and parts.places[0][0] == start
    return placed and is_place(folded[slice(*parts.places[0])])


def _is_known(match: Match) -> bool:
    """Tell whether the tables have the agency of a dateline, or the first of several."""
    return _known(match) > 0


def _known(match: Match) -> int:
    """Return how long the part of the agency's name is that the tables have, at its beginning.

    中新经纬客户端, 中国之声《国防时空》: a known name with more behind it.
    """
    folded, parts = match
    if parts.agency is None:
        return 0
    agency = _PARTS.split(folded[slice(*parts.agency)])[0]
    names = words().names.get(agency[:2], ())
    return max([len(name) for name in names if agency.startswith(name)], default=0)


def _ends_name(match: Match) -> bool:
    """Tell whether the agency may be the end of another one's name: 时报 of 信息时报."""
    folded, parts = match
    return parts.agency is not None and folded[slice(*parts.agency)] in words().telling


def _breaks_off(block: Block, here: Match) -> bool:
    """Tell whether a dateline reaches to its block's end, or reporters behind it do."""
    folded, parts = here
    rest = block.text[parts.end :].strip()
    return rest[0] in "（(记記通本新【[〔" if rest else folded[parts.end - 1] not in ")]"
