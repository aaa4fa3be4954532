"""`Block`: what can be seen of one block, before anything is decided about it.

A block is a line, or the lines of a hard-wrapped paragraph. `make_blocks` describes each by its
length, its ending, and what it begins with or consists of. What stands around it is looked at
in ``layout`` and ``evidence``.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from corpus.parsing.bylines import is_byline, names_someone
from corpus.parsing.lines import is_closed
from corpus.parsing.surnames import are_names

if TYPE_CHECKING:
    from corpus.parsing.lines import Line
    from corpus.parsing.rules import Rules
    from corpus.parsing.wraps import Strip

__all__ = ["Block", "end_of", "make_blocks"]

_MAY_SIGN = frozenset({"", "table"})
_BRACKETS = frozenset("(（[【〔［")
_CREDIT = re.compile("[摄攝图圖译譯]|编辑|編輯|[责責][编編]|整理|供稿|校对|校對|核稿")
_ENDINGS = {
    **dict.fromkeys("。…", "stop"),
    **dict.fromkeys("！？!?", "ask"),
    **dict.fromkeys("，,、；;", "comma"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("（(《〈“‘「『【〔[", "open"),
}
_QUOTES = frozenset('”’」』）)】〕》〉]"')
_AROUND = "(（)）"
_BARE_DOT = frozenset(".．")


class Block(NamedTuple):
    """One block and what can be seen of it alone. A named tuple for speed, as `Line` is."""

    strip: Strip
    text: str
    first: Line
    ends: str  # one of stop ask quoted_stop quote comma colon open bare
    cue: str  # what its beginning says: question, enumerated, bullet ... or ""
    whole: str  # what it is as a whole: closing, byline, dateonly ... or ""
    size: str  # tiny short headline long_headline sentence body
    full: bool  # a body paragraph beyond doubt: long, with a sentence end
    ends_article: bool  # an end mark stands at its end
    ruled: bool  # a rule stands before it


def make_blocks(strips: list[Strip], ruled: set[int], rules: Rules) -> list[Block]:
    """Describe every strip."""
    limits = rules.thresholds
    tiny, short = limits["tiny"], limits["short"]
    headline, long_headline = limits["headline"], limits["long_headline"]
    sentence, whole_longest = limits["sentence"], rules.limits["whole"]
    tail_reach = rules.limits["tail"]
    head_match, tail_search = rules.head.match, rules.tail.search
    blocks = []
    for strip in strips:
        text = strip.text
        length = len(text)
        ends = end_of(text)
        found = head_match(text)
        cue = found.lastgroup or "" if found else ""
        whole = ""
        if length <= whole_longest and ends not in {"stop", "comma", "ask"}:
            whole = _whole(text, rules)
        if length > sentence:
            size = "body"
        elif length > long_headline:
            size = "sentence"
        elif length > headline:
            size = "long_headline"
        elif length > short:
            size = "headline"
        else:
            size = "tiny" if length <= tiny else "short"
        full = length > long_headline and (
            length > sentence or ends in {"stop", "quoted_stop", "ask"}
        )
        marked = ends == "quote" or text[-1].isdigit()
        ends_article = marked and tail_search(text[-tail_reach:]) is not None
        if ends_article and ends == "bare":
            ends = "stop"  # 。1030609: an agency's code for the day
        first = strip.lines[0]
        blocks.append(
            Block(
                strip,
                text,
                first,
                ends,
                cue,
                whole,
                size,
                full,
                ends_article,
                first.start in ruled,
            )
        )
    return blocks


def end_of(text: str) -> str:
    """Return how `text` ends.

    Example:
        >>> [end_of(t) for t in ("他说。", "“好。”", "服务“三农”", "落脚点", "为什么？")]
        ['stop', 'quoted_stop', 'quote', 'bare', 'ask']
    """
    last = text[-1]
    if last in _QUOTES:
        return "quoted_stop" if is_closed(text) else "quote"
    if last in _BARE_DOT and len(text) > 1 and not text[-2].isdigit():
        return "stop"
    return _ENDINGS.get(last, "bare")


def _whole(text: str, rules: Rules) -> str:
    found = rules.whole.fullmatch(text)
    kind = found.lastgroup or "" if found else ""
    if kind == "byline" and not names_someone(text, rules):
        kind = ""
    if text[0] in _BRACKETS:
        named = is_byline(text) or are_names(text.strip(_AROUND) or text)
        signs = kind == "byline" or (named and not _CREDIT.search(text))
        return "enclosed" if signs else kind
    if kind in _MAY_SIGN and is_byline(text):
        return "byline"
    if kind in _MAY_SIGN and _is_signer(text, rules):
        return "signer"
    if kind:
        return kind
    return "name" if are_names(text) and not rules.header.fullmatch(text) else ""


def _is_signer(text: str, rules: Rules) -> bool:
    """Tell whether a line is a name with what its bearer is before or, in brackets, after it."""
    found = rules.signer.fullmatch(text)
    if found is None:
        return False
    named = found["before"] or found["placed"] or found["after"] or ""
    return found["known"] is not None or are_names(named.strip())
