"""Cutting a text into stretches by the annotations over it, whether they nest or cross.

Both views (`corpus.explore.html`, `corpus.explore.terminal`) are drawn from this. The text
is cut wherever an annotation starts or ends, so that each stretch lies wholly inside or
wholly outside of every annotation; what crosses is then split, never dropped. Joining
the stretches gives the text back, character for character.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

import attrs

from corpus.errors import SpanError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Close", "Mark", "Open", "Stretch", "nested", "stretches", "until"]


@attrs.frozen
class Mark:
    """An annotation to be shown.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset after its last character.
        kind: What it is, such as the name of its layer; the view decides by it how to draw it.
        item: The annotation itself, or whatever the view wants to know about it.
    """

    start: int
    end: int
    kind: str = ""
    item: Any = None


@attrs.frozen
class Stretch:
    """A part of the text over which nothing starts or ends.

    Attributes:
        start: Offset of its first character in code points.
        end: Offset after its last character; greater than `start`.
        marks: What lies over it, outermost first.
    """

    start: int
    end: int
    marks: tuple[Mark, ...]


@attrs.frozen
class Open:
    """A mark is opened here.

    Attributes:
        mark: The mark.
        begins: Whether it begins here; `False` where it goes on after a split.
    """

    mark: Mark
    begins: bool


@attrs.frozen
class Close:
    """A mark is closed here.

    Attributes:
        mark: The mark.
        ends: Whether it ends here; `False` where it is split and goes on.
    """

    mark: Mark
    ends: bool


def stretches(length: int, marks: Iterable[Mark], *, cuts: Iterable[int] = ()) -> Iterator[Stretch]:
    """Cut a text wherever a mark starts or ends.

    Args:
        length: The text's length in code points.
        marks: The marks in any order. Of two with the same span the first given is the
            outer one. An empty mark covers no character and is left out.
        cuts: Further offsets to cut at, in ``[0, length]``, such as the ends of lines.

    Yields:
        The stretches in order; together they cover ``[0, length)`` without a gap.

    Raises:
        SpanError: If a mark or a cut leaves the text.

    Example:
        >>> town, office = Mark(0, 3, "GPE"), Mark(0, 6, "ORG")  # 镇江市农科院
        >>> for stretch in stretches(8, [town, office]):
        ...     print(stretch.start, stretch.end, [mark.kind for mark in stretch.marks])
        0 3 ['ORG', 'GPE']
        3 6 ['ORG']
        6 8 []
    """
    ordered = sorted((m for m in marks if m.start < m.end), key=lambda m: (m.start, -m.end))
    edges = {0, length, *cuts}
    for mark in ordered:
        edges.update((mark.start, mark.end))
    if min(edges) < 0 or max(edges) > length:
        raise SpanError("a mark or a cut leaves its text", min(edges), max(edges), length)
    active: list[Mark] = []
    row = 0
    for start, end in pairwise(sorted(edges)):
        active = [mark for mark in active if mark.end > start]
        while row < len(ordered) and ordered[row].start == start:
            active.append(ordered[row])
            row += 1
        yield Stretch(start, end, tuple(active))


def until(end: int, parts: Iterator[Stretch]) -> Iterator[Stretch]:
    """Take from `parts` those up to the one that ends at `end`, such as those of a line.

    Example:
        >>> parts = stretches(4, [Mark(1, 2)], cuts=[2])
        >>> [part.end for part in until(2, parts)], [part.end for part in parts]
        ([1, 2], [4])
    """
    for part in parts:
        yield part
        if part.end == end:
            return


def nested(parts: Iterable[Stretch]) -> Iterator[Open | Stretch | Close]:
    """Yield stretches with the openings and closings of their marks, properly nested.

    Where two marks cross, the inner one is closed at the outer one's end and opened
    again behind it, as HTML and brackets need it.

    Args:
        parts: Adjacent stretches in order, such as `stretches` yields: of a whole text or
            of a line of it, at whose borders marks are then closed and opened too.

    Example:
        >>> crossing = [Mark(0, 2, "a"), Mark(1, 3, "b")]
        >>> for event in nested(stretches(3, crossing)):
        ...     match event:
        ...         case Open(mark):
        ...             print(f"<{mark.kind}>", end="")
        ...         case Close(mark):
        ...             print(f"</{mark.kind}>", end="")
        ...         case Stretch(start, end):
        ...             print("一二三"[start:end], end="")
        <a>一<b>二</b></a><b>三</b>
    """
    opened: tuple[Mark, ...] = ()
    at = 0
    for part in parts:
        kept = _shared(opened, part.marks)
        yield from (Close(mark, mark.end <= part.start) for mark in reversed(opened[kept:]))
        yield from (Open(mark, mark.start == part.start) for mark in part.marks[kept:])
        yield part
        opened, at = part.marks, part.end
    yield from (Close(mark, mark.end <= at) for mark in reversed(opened))


def _shared(one: tuple[Mark, ...], other: tuple[Mark, ...]) -> int:
    # Marks are compared by identity: two annotations may be equal in every field.
    count = 0
    for mine, yours in zip(one, other, strict=False):
        if mine is not yours:
            break
        count += 1
    return count
