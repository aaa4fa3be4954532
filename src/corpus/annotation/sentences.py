"""Split text into sentences, in simplified and traditional Chinese alike.

A sentence ends at ``。！？!?`` with the quotation marks and brackets that close there, and at an
ellipsis only where a new sentence plainly begins; it does not end at ``，`` or ``；``. One compiled
pattern walks the text once: it swallows whatever cannot end a sentence (numbers, addresses, titles
in 《》, short quotations) and stops where something may. It settles the clear cases itself;
`corpus.annotation.sentence_ends` judges the others.

Not here: paragraphs and blocks (``corpus.parsing``), who speaks a quotation.
"""

from __future__ import annotations

import re
from array import array
from functools import cache
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

import attrs

from corpus.annotation.sentence_ends import (
    BRACKETS,
    CLOSERS,
    DOTS,
    ELLIPSES,
    LINES,
    PAUSES,
    QUOTES,
    STOPS,
    STRAIGHT,
    TITLES,
    Judge,
)
from corpus.arguments import check_text

if TYPE_CHECKING:
    from corpus.layers import Layer
    from corpus.model import Sentence

__all__ = ["Breaks", "Quotations", "sentence_offsets", "split_sentences"]

Quotations: TypeAlias = Literal["short", "whole", "split"]
Breaks: TypeAlias = Literal["line", "paragraph", "none"]

# How far an opening mark looks for its partner, in code points: one that has lost it swallows
# no more of the text than that.
_QUOTE_REACH = {"short": 30, "whole": 1000, "split": 0}
_BRACKET_REACH = 60
_TITLE_REACH = 200

# The group that closed last tells how a match ended.
_CLEAR, _DOUBTFUL = 1, 2


@attrs.frozen(eq=False)
class _Grammar:
    """The compiled patterns of one set of options."""

    scan: re.Pattern[str]
    space: re.Pattern[str]
    rest: re.Pattern[str]
    block_end: re.Pattern[str]


def _paired(pairs: tuple[str, ...], reach: int, inside: str) -> list[tuple[str, str, str]]:
    """Patterns of each pair: its opening mark, at most ``reach`` characters, its closing mark."""
    return [
        (
            re.escape(pair[0]),
            rf"(?:{inside.replace('@', re.escape(pair))}){{0,{reach}}}+",
            re.escape(pair[1]),
        )
        for pair in pairs
        if reach
    ]


@cache
def _grammar(quotations: Quotations, breaks: Breaks, semicolons: bool) -> _Grammar:  # noqa: FBT001
    line = f"(?:\r\n|[{LINES}])"
    blank = rf"{line}[^\S{LINES}]*+{line}"
    # What ends a block, white space that does not, and (@: a pair of marks) a character inside one.
    block_end, space, inside = {
        "line": (f"[{LINES}]", rf"[^\S{LINES}]", rf"[^@{LINES}]"),
        "paragraph": (blank, rf"(?!{blank})\s", rf"[^@{LINES}]|(?!{blank})[{LINES}]"),
        "none": ("(?!)", r"\s", "[^@]"),
    }[breaks]
    stops = STOPS + "；;" * semicolons
    hard, closing = re.escape(stops + ELLIPSES), re.escape(CLOSERS)
    pauses = "".join(re.escape(mark) for mark in PAUSES if mark not in stops)
    ended = rf"(?:(?<=[{hard}])|(?<=[{hard}][{closing}\s]))"
    open_ended = rf"(?<![{hard}])(?<![{hard}][{closing}\s])"

    quotes = _paired((*QUOTES, *(mark * 2 for mark in STRAIGHT)), _QUOTE_REACH[quotations], inside)
    brackets = _paired(BRACKETS, _BRACKET_REACH, inside)
    titles = _paired(TITLES, _TITLE_REACH, inside)
    openers = "".join(opener for opener, _, _ in (*quotes, *brackets, *titles))
    special = re.escape(stops + DOTS + ELLIPSES) + openers + LINES * (breaks != "none")
    swallowed = "|".join((
        f"[^{special}]++",
        rf"(?<![{DOTS}])[{DOTS}](?=[\w/\\@_-]|{space}*+[{pauses}{closing}])",
        r"(?<=[0-9A-Za-z/)])[?!]++(?=[0-9A-Za-z=&%/])",
        rf"[{hard}{DOTS}]++(?={space}*+[{pauses}])",
        r"(?<=Yahoo)[！!](?=\w)",
        *(rf"{a}(?:{within}{open_ended}{b}|(?!{within}{b}))" for a, within, b in quotes),
        *(rf"{a}(?:{within}{b})?+" for a, within, b in brackets),
        *(rf"{a}(?:{within}(?:{a}{within}{b}{within}){{0,9}}+{b})?+" for a, within, b in titles),
        *([rf"(?!{blank})[{LINES}]"] if breaks == "paragraph" else []),
    ))  # fmt: skip
    aside = "|".join(rf"{a}{within}{ended}{b}" for a, within, b in brackets)
    brackets_open = "".join(opener for opener, _, _ in brackets)
    quoted = "".join(rf"{a}{within}{b}|" for a, within, b in quotes)
    begins = rf"(?={space}*+(?:[\w《“‘「『]|{block_end}|\Z))"
    scan = (
        rf"\s*+()(?:(?!(?=[{brackets_open}])(?:{aside}))(?:{swallowed})*+)?+"
        rf"(?:[{'。！？｡' + '；' * semicolons}]++{begins}"
        rf"|({quoted}{aside}|[{hard}{DOTS}]++)(?:{space}{{0,2}}[{closing}])*+"
        rf"|({block_end}|\Z))"
    )
    return _Grammar(
        re.compile(scan),
        re.compile(rf"(?:{space})*+"),
        re.compile(rf"(?:{space})*+(?:{block_end}|\Z)"),
        re.compile(block_end),
    )


def sentence_offsets(
    text: str,
    *,
    keep_attribution: bool = True,
    quotations: Quotations = "short",
    breaks: Breaks = "line",
    semicolons: bool = False,
) -> tuple[array[int], array[int]]:
    """Find where the sentences of a text start and end, without making an object of any.

    It is `split_sentences` for those who want numbers: it takes the same options and needs nothing
    of the data model.

    Args:
        text: Any text, with or without line breaks.
        keep_attribution: See `split_sentences`.
        quotations: See `split_sentences`.
        breaks: See `split_sentences`.
        semicolons: See `split_sentences`.

    Returns:
        The starts and the ends, two arrays of ``int`` of the same length, in code points into
        ``text``: half-open, in order, without overlap, with only white space between them.

    Raises:
        UnknownNameError: If ``quotations`` or ``breaks`` is none of its values.

    Example:
        >>> starts, ends = sentence_offsets("他来了。你呢？")
        >>> list(zip(starts, ends))
        [(0, 4), (4, 7)]
    """
    _check("quotations", quotations, get_args(Quotations))
    _check("breaks", breaks, get_args(Breaks))
    grammar = _grammar(quotations, breaks, semicolons)
    judge = Judge(text, keep_attribution, grammar.space, grammar.rest, grammar.block_end)
    starts, ends = array("i"), array("i")
    add_start, add_end = starts.append, ends.append
    position, begun, size = 0, -1, len(text)  # begun: where a sentence began that goes on
    while position < size:
        for match in grammar.scan.finditer(text, position):
            kind = match.lastindex
            start = match.start(1) if begun < 0 else begun
            if kind == _CLEAR:
                add_start(start)
                add_end(match.end())
                begun = -1
                continue
            end = match.end()
            if kind == _DOUBTFUL:
                decided = judge.end(start, *match.span(2), end)
            else:
                decided = start + len(text[start : match.start(3)].rstrip())
            begun = start if decided < 0 else -1
            if decided > start:
                add_start(start)
                add_end(decided)
                if decided != end and kind == _DOUBTFUL:
                    position = decided  # the next sentence begins before or past this match
                    break
        else:
            break
    return starts, ends


def _check(what: str, name: str, valid: tuple[str, ...]) -> None:
    if name not in valid:
        from corpus.errors import UnknownNameError

        raise UnknownNameError(what, name, valid)


def split_sentences(
    text: str,
    *,
    keep_attribution: bool = True,
    quotations: Quotations = "short",
    breaks: Breaks = "line",
    semicolons: bool = False,
) -> Layer[Sentence]:
    """Split a text into sentences.

    Every character that is not white space belongs to exactly one sentence; between sentences there
    is only white space, which no sentence starts or ends with. Closing quotation marks and brackets
    stay with the sentence they close. No sentence ends inside 《》, a number, an address, or at a
    mark that a pause follows (“好！”，).

    Args:
        text: Any text, simplified or traditional, with or without line breaks.
        keep_attribution: Whether “这是对的。”他说。 is one sentence, the quotation with the clause
            that reports it; if false, two.
        quotations: Whether several sentences inside one quotation are split. ``"short"``: only in
            a quotation of more than 30 characters. ``"whole"``: never, up to 1,000 characters.
            ``"split"``: always.
        breaks: What ends a sentence that has no mark at its end. ``"line"``: every line break, as
            in an article with one block a line; a lone one in mid-sentence cuts that sentence in
            two. ``"paragraph"``: only a blank line, for hard-wrapped text; a lone line break is
            white space in its sentence. ``"none"``: no break at all.
        semicolons: Whether ``；`` and ``;`` end a sentence.

    Returns:
        The sentences in order, a layer over ``text``; offsets in code points, half-open.

    Raises:
        UnknownNameError: If ``quotations`` or ``breaks`` is none of its values.

    Example:
        >>> [s.text for s in split_sentences("他问：“你去吗？”我说：“去。”气温28.2度……")]
        ['他问：“你去吗？”', '我说：“去。”', '气温28.2度……']
        >>> [s.text for s in split_sentences("「這是對的。」他說。", keep_attribution=False)]
        ['「這是對的。」', '他說。']
    """
    from corpus.layers import Layer
    from corpus.model import Sentence

    check_text(text)
    starts, ends = sentence_offsets(
        text,
        keep_attribution=keep_attribution,
        quotations=quotations,
        breaks=breaks,
        semicolons=semicolons,
    )
    return Layer(text, Sentence, starts, ends, source="split_sentences")
