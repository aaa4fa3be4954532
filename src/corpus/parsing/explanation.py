"""`explain`: a raw text line by line with what became of it and why. Decides nothing."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from corpus.parsing.accounts import coverage
from corpus.parsing.lines import scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Corpus, Decision

__all__ = ["explain"]

_SIGNS = {"text": "│", "join": "+", "noise": "×", "space": " ", "lost": "?"}
_LONGEST = 60
_BREAK = re.compile("\r\n?|\n")  # what editors count; a form feed is none


def explain(corpus: Corpus, raw: str) -> Iterator[str]:
    r"""Yield the lines of `raw` with the decisions beside them.

    A line begins with its number, that of its article, and a sign: ``│`` text, ``×`` noise. Under
    it stand the decisions that were made there: rule, confidence, what they are about as a slice
    of `raw`, evidence. Blank lines are left out, long lines shown by their beginning and end.

    Args:
        corpus: What `parse` returned.
        raw: The text that it was given.

    Yields:
        The lines, without line ends.

    Raises:
        TypeError: As for `coverage`.

    Example:
        >>> from corpus.parsing.dump import parse
        >>> raw = "本报讯　会议今天在北京开\n— 3 —\n幕。"
        >>> for line in explain(parse(raw), raw):
        ...     print(line.rstrip())
        1   1 │ 本报讯　会议今天在北京开
                → boundary.opening 1.00 [0:12]: first in the text (+6.5); begins with ...
                → join.page 0.99 [12:19]: the paragraph before it breaks off (+5.4); ...
        2     × — 3 —
                → noise.number 0.95 [13:18]: a line of its own: '— 3 —'
        3   1 │ 幕。
    """
    stretches = coverage(corpus, raw)
    starts = [stretch.span.start for stretch in stretches]
    numbers = {article.id: number for number, article in enumerate(corpus, start=1)}
    every = [*corpus.decisions, *(d for article in corpus for d in article.decisions)]
    # Why there is no article is said first: it is about all lines.
    every.sort(key=lambda d: (not _of_all(d), d.span.start, d.span.end))
    waiting = every[::-1]
    lines = scan(raw).lines
    at, before = 1, 0
    wide = len(str(len(_BREAK.findall(raw)) + 1))
    for line in lines:
        while waiting and (waiting[-1].span.start < line.start or _of_all(waiting[-1])):
            yield f"{'':{wide}}       → {_said(waiting.pop())}"
        first = max(0, bisect_right(starts, line.start) - 1)
        within = stretches[first : max(first + 1, bisect_left(starts, line.end))]
        stretch = next((each for each in within if each.kind == "text"), within[0])
        inside = stretch.kind == "text" and stretch.article is not None
        number = str(numbers[str(stretch.article)]) if inside else ""
        at += len(_BREAK.findall(raw, before, line.start))
        before = line.start
        yield f"{at:>{wide}} {number:>3} {_SIGNS[stretch.kind]} {_short(line.text)}"
    for decision in reversed(waiting):
        yield f"{'':{wide}}       → {_said(decision)}"


def _of_all(decision: Decision) -> bool:
    return decision.rule.startswith("empty.")


def _said(decision: Decision) -> str:
    start, end = decision.span.start, decision.span.end
    return f"{decision.rule} {decision.confidence:.2f} [{start}:{end}]: {decision.evidence}"


def _short(line: str) -> str:
    if len(line) <= _LONGEST:
        return line
    return f"{line[: _LONGEST - 20]} … {line[-15:]}"
