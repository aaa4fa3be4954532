"""`Block`: what can be seen of one block, before anything is decided about it.

A block is a line, or the lines of a hard-wrapped paragraph. `make_blocks` describes each by its
length, its ending, and what it begins with or consists of. What stands around it is looked at
in ``layout`` and ``evidence``.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.bylines import credits_someone, is_byline, names_someone
from corpus.parsing.captions import is_brief, is_caption, is_credited
from corpus.parsing.endings import ENDINGS, STOPS, end_of
from corpus.parsing.kinds import openings_of
from corpus.parsing.lines import Line
from corpus.parsing.surnames import are_names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.parsing.joins import Strip
    from corpus.parsing.rules import Rules

__all__ = ["HEAD_SIZES", "LINE_SIZES", "Block", "make_blocks"]

LINE_SIZES = frozenset({"tiny", "short", "headline"})
"""The sizes of what may be a sub-heading, a line of verse or a signature."""

HEAD_SIZES = LINE_SIZES | {"long_headline"}
"""The sizes of what may be a headline."""

_NOT_WHOLE = frozenset({"stop", "trail", "comma", "ask"})
_FULL = STOPS | {"ask"}
_MAY_SIGN = frozenset({"", "table"})
_SALUTE = 6  # 此致　敬礼！
_MAY_CREDIT = frozenset({"bare", "quote"})
_SIGNED = frozenset({"byline", "enclosed", "closing", "credit", "source", "dateonly", "farewell"})
_BRACKETS = frozenset("(（[【〔［")
_BULLETS = "◎●■◆○□▲△★☆※ \u3000"
_REPORTED = re.compile(
    "[【〔［\\[].*(?:[电電讯訊]|[报報][导導道]|特稿|特[写寫]|[专專][访訪题題])[】〕］\\]]"
    "|[【〔［\\[][^】〕]{1,8}[报報社网網][/／╱][^】〕]+[】〕］\\]]"
)
_CREDIT = re.compile("[摄攝图圖译譯]|编辑|編輯|[责責][编編]|整理|供稿|校对|校對|核稿")
_LAST_NAME = re.compile("。[”」』]?[(（]([^()（）。，]{2,20})[)）]$")
_NAME_REACH = 26
_NAMING = frozenset({"byline", "ranked"})
_AROUND = "(（)）"
# No surname has to vouch for these.
_NAMELESS = frozenset({"known", "standing", "several", "all", "unnamed"})


class Block(NamedTuple):
    """One block and what can be seen of it alone. A named tuple for speed, as `Line` is."""

    strip: Strip
    text: str
    first: Line
    ends: str  # one of stop trail ask quoted_stop quote comma colon open bare
    cue: str  # what its beginning says: question, enumerated, bullet ... or ""
    whole: str  # what it is as a whole: closing, byline, captioned ... or ""
    size: str  # tiny short headline long_headline sentence body
    full: bool  # a body paragraph beyond doubt: long, with a sentence end
    ends_article: bool  # an end mark stands at its end
    ruled: bool  # a rule stands before it


def make_blocks(strips: list[Strip], ruled: set[int], rules: Rules) -> list[Block]:
    """Describe every strip."""
    whole_longest, tail_reach = rules.limits["whole"], rules.limits["tail"]
    trails = rules.thresholds["headline"]
    head_match, tail_search = rules.head.match, rules.tail.search
    sizes = {n: _size(n, rules.thresholds) for n in {len(strip.text) for strip in strips}}
    may_begin = openings_of(rules.head.pattern).may
    whole_of = _Whole(rules).kind
    make = partial(tuple.__new__, Block)
    blocks: list[Block] = []
    for strip in strips:
        text = strip.text
        last, length = text[-1], len(text)
        ends = ENDINGS.get(last) or end_of(text)
        if last == "…" and length <= trails:
            ends = "trail"
        cue = ""
        if may_begin(text) and (found := head_match(text)):
            cue = found.lastgroup or ""
        whole = ""
        if length <= whole_longest and (
            ends not in _NOT_WHOLE or (ends == "ask" and length <= _SALUTE)
        ):
            whole = whole_of(text)
        size, full, may_be_full = sizes[length]
        if may_be_full and ends in _FULL:
            full = True
        ends_article = False
        if ends in _MAY_CREDIT and whole not in _SIGNED and is_credited(text, rules):
            whole, ends = "captioned", "stop"
        elif cue == "caption" and whole not in _SIGNED and is_caption(text, ends):
            whole = "captioned"
        elif ends == "quote" or (ends == "bare" and last.isdigit()):
            ends_article = tail_search(text[-tail_reach:]) is not None or _is_signed(text)
            if ends_article and ends == "bare":
                ends = "stop"  # 。1030609: an agency's code for the day
        first = strip if isinstance(strip, Line) else strip.lines[0]
        rule = first.start in ruled
        row = (strip, text, first, ends, cue, whole, size, full, ends_article, rule)
        blocks.append(make(row))
    _tell_briefs(blocks, rules)
    return blocks


def _is_signed(text: str) -> bool:
    """Tell whether a sentence and someone's name in brackets, 。（王小明）, end a text."""
    found = _LAST_NAME.search(text, max(0, len(text) - _NAME_REACH))
    return found is not None and are_names(found[1])


def _tell_briefs(blocks: list[Block], rules: Rules) -> None:
    """Take back what was told of captions that are reports."""
    for number in [n for n, block in enumerate(blocks) if block.whole == "captioned"]:
        before = blocks[number - 1] if number else None
        after = blocks[number + 1] if number + 1 < len(blocks) else None
        if is_brief(before, blocks[number], after, rules):
            blocks[number] = blocks[number]._replace(whole="", ends="quote", ends_article=True)


def _size(length: int, limits: Mapping[str, float]) -> tuple[str, bool, bool]:
    """Return the size of a text, whether it is full, and whether it is if it ends so."""
    if length > limits["sentence"]:
        size = "body"
    elif length > limits["long_headline"]:
        size = "sentence"
    elif length > limits["headline"]:
        size = "long_headline"
    elif length > limits["short"]:
        size = "headline"
    else:
        size = "tiny" if length <= limits["tiny"] else "short"
    long = length > limits["long_headline"]
    return size, long and length > limits["sentence"], long


class _Whole:
    """Tells what a short text is as a whole."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._kind = rules.whole.kind
        self._signer = rules.signer.fullmatch

    def kind(self, text: str) -> str:
        """Return what it is, or an empty string."""
        kind = self._kind(text)
        if kind in _NAMING and not names_someone(text, self._rules):
            kind = ""
        if kind == "credit" and not credits_someone(text):
            kind = ""
        if text[0] in _BRACKETS:
            named = is_byline(text) or are_names(text.strip(_AROUND) or text)
            signs = kind in _NAMING or (named and not _CREDIT.search(text))
            if signs and _REPORTED.fullmatch(text):
                return "byline"  # 【記者甲／台北報導】 stands above a report, （记者甲） below one
            return "enclosed" if signs else kind
        if kind in _MAY_SIGN:
            if is_byline(text):
                return "byline"
            if self._is_signer(text):
                return "signer"
        if kind:
            return kind
        return "name" if are_names(text) and not self._rules.header.fullmatch(text) else ""

    def _is_signer(self, text: str) -> bool:
        """Tell whether a line is a name with what its bearer is before it, or in brackets after."""
        found = self._signer(text.lstrip(_BULLETS))
        kind = found.lastgroup if found else None
        if found is None or kind is None:
            return False
        return kind in _NAMELESS or are_names(found[kind].strip())
