"""An article as blocks and lines, as a reader sees them: headings, turns, indented items.

The text itself is not changed: a block is a line of `Article.text`, and a line of a block
is the part of it that a view puts on a line of its own, because an enumerated item begins
there. How they look is the views' matter.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import attrs

from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import Article, Section

__all__ = ["Block", "Line", "outline"]

_GROUPS = {"turn", "section", "item"}
"""The kinds of section that group others and say nothing about a block's own role."""


@attrs.frozen
class Line:
    """A part of a block that stands on a line of its own.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset after its last character.
        indent: How many items of enumerations it lies in; 0 outside of any.
    """

    start: int
    end: int
    indent: int


@attrs.frozen
class Block:
    """A line of the article's text: a title or other heading, or a paragraph.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset after its last character, before the line end.
        kind: ``title``, ``subtitle``, ``byline``, ``lead``, ``heading``, ``question``,
            ``answer`` or ``body``.
        level: How deep a heading's section lies, from 1; 0 for what is no heading.
        lines: Its lines, covering it without a gap.
    """

    start: int
    end: int
    kind: str
    level: int
    lines: tuple[Line, ...]


def outline(article: Article) -> tuple[Block, ...]:
    r"""Return an article's blocks in order; joined by ``"\n"`` they are its text.

    Example:
        >>> import corpus
        >>> [block.kind for block in outline(corpus.load()[0])][:5]
        ['title', 'subtitle', 'lead', 'question', 'answer']
    """
    sections = article.layers.get("sections")
    blocks: list[Block] = []
    start = 0
    for words in article.text.split("\n"):
        span = Span(start, start + len(words))
        around = () if sections is None else tuple(sections.overlapping(span))
        blocks.append(_block(span, around))
        start = span.end + 1
    return tuple(blocks)


def _block(span: Span, around: Sequence[Section]) -> Block:
    holding = [section for section in around if section.span.contains(span)]
    headings = [section.heading_span for section in around]
    if any(heading is not None and heading.contains(span) for heading in headings):
        level = sum(section.kind == "section" for section in holding)
        return Block(span.start, span.end, "heading", max(level, 1), _lines(span, ()))
    roles = [section.kind for section in holding if section.kind not in _GROUPS]
    items = [section for section in around if section.kind == "item"]
    kind = roles[-1] if roles else "body"  # a nested section follows the one it lies in
    return Block(span.start, span.end, kind, 0, _lines(span, items))


def _lines(span: Span, items: Sequence[Section]) -> tuple[Line, ...]:
    inner = {edge for item in items for edge in (item.start, item.end)}
    edges = [span.start, *sorted(e for e in inner if span.start < e < span.end), span.end]
    return tuple(
        Line(start, end, sum(item.start <= start < item.end for item in items))
        for start, end in pairwise(edges)
    )
