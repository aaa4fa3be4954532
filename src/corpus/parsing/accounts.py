"""`coverage`: account for every character of a raw text. Decides nothing, changes nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import partial
from typing import TYPE_CHECKING

import attrs

from corpus.arguments import check_text, described
from corpus.model import Corpus
from corpus.parsing.lines import INVISIBLE
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Decision

__all__ = ["Stretch", "coverage"]

_SHOWN = str.maketrans("", "", INVISIBLE)


@attrs.frozen
class Stretch:
    """A stretch of a raw text and what became of it.

    Attributes:
        span: Where it stands in the raw text, in code points.
        kind: ``text`` (it is in an article), ``join`` (left out where a paragraph was
            rejoined), ``noise`` (left out as belonging to the page, or as a record's label or
            field), ``space`` (white space and invisible characters between blocks), or
            ``lost``, which never occurs in what `parse` returns.
        article: The article's id, or `None` outside articles.
        decision: Why it was left out, for ``join`` and ``noise``.

    Example:
        >>> from corpus.parsing.dump import parse
        >>> raw = "　　会议今天开幕。"
        >>> coverage(parse(raw), raw)[1]
        Stretch(span=Span(start=2, end=9), kind='text', article='<string>#1', decision=None)
    """

    span: Span
    kind: str
    article: str | None = None
    decision: Decision | None = None


def coverage(corpus: Corpus, raw: str) -> tuple[Stretch, ...]:
    r"""Return what became of every character of `raw`.

    Args:
        corpus: What `parse` returned.
        raw: The text that it was given.

    Returns:
        Stretches in order, without gap or overlap, from 0 to the length of `raw`.

    Raises:
        TypeError: If `corpus` is no corpus, or `raw` no string.

    Example:
        >>> from corpus.parsing.dump import parse
        >>> raw = "本报讯　会议今天在北京开\n— 3 —\n幕。"
        >>> [(s.kind, s.span.slice(raw)) for s in coverage(parse(raw), raw)]
        [('text', '本报讯\u3000会议今天在北京开'), ('join', '\n'), ('noise', '— 3 —'),
         ('join', '\n'), ('text', '幕。')]
    """
    if not isinstance(corpus, Corpus):
        raise TypeError(f"what parse returned is a Corpus, not {described(corpus)}")
    check_text(raw)
    stretches: list[Stretch] = []
    place = 0
    gaps: list[tuple[int, int, str | None]] = []
    texts: list[tuple[int, int, str]] = []
    for article in corpus:
        last = None
        for piece in article.raw_spans(Span(0, len(article.text))):
            if piece.start > place:
                gaps.append((place, piece.start, article.id if last is not None else None))
            texts.append((piece.start, piece.end, article.id))
            place = last = piece.end
    if place < len(raw):
        gaps.append((place, len(raw), None))
    noise, joins = _left_out(corpus)
    for start, end, name in gaps:
        found = _within(noise, start, end)
        join = next(iter(_within(joins, start, end)), None)
        stretches += _around(found, start, end, name, partial(_rest, raw, name, join))
    for start, end, name in texts:
        # A line break may stand for labels, which are no text.
        found = _within(noise, start, end)
        stretches += _around(found, start, end, name, partial(_text, name))
    return tuple(sorted(stretches, key=lambda stretch: stretch.span))


def _left_out(corpus: Corpus) -> tuple[list[Decision], list[Decision]]:
    """Return the decisions that left something out, in order: noise, and joins."""
    every = [*corpus.decisions, *(d for article in corpus for d in article.decisions)]
    every.sort(key=lambda decision: decision.span)
    noise = [d for d in every if d.rule.startswith(("noise.", "record.", "empty."))]
    return noise, [d for d in every if d.rule.startswith("join.")]


def _within(decisions: list[Decision], start: int, end: int) -> list[Decision]:
    """Return the decisions that overlap a gap; they stand in order and do not overlap."""
    first = bisect_right(decisions, start, key=lambda decision: decision.span.end)
    stop = bisect_left(decisions, end, lo=first, key=lambda decision: decision.span.start)
    return decisions[first:stop]


def _around(
    noise: list[Decision],
    start: int,
    end: int,
    name: str | None,
    rest: Callable[[int, int], Stretch],
) -> list[Stretch]:
    """Return the noise in a gap or a piece of text, and what `rest` says of the places around."""
    found: list[Stretch] = []
    place = start
    for decision in noise:
        low, high = max(start, decision.span.start), min(end, decision.span.end)
        if low < place:
            continue
        if low > place:
            found.append(rest(place, low))
        found.append(Stretch(Span(low, high), "noise", name, decision))
        place = high
    if place < end:
        found.append(rest(place, end))
    return found


def _text(name: str, start: int, end: int) -> Stretch:
    return Stretch(Span(start, end), "text", name)


def _rest(raw: str, name: str | None, join: Decision | None, start: int, end: int) -> Stretch:
    """Return what stands in a gap beside noise: a join or white space."""
    if raw[start:end].translate(_SHOWN).strip():
        kind = "lost"
    else:
        kind = "join" if join is not None else "space"
    return Stretch(Span(start, end), kind, name, join)
