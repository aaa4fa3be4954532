"""`Alignment`: where each character of one text stands in another.

A text is changed by edits. An `Edit` replaces a stretch of the source by a stretch of
the target whose inside does not correspond character by character (lengths differ, or
the stretch is opaque for another reason). Between two edits the characters correspond
one to one, so only edits are stored, and the alignment of two texts of equal length
whose characters correspond costs nothing.

The rules that everything here keeps:

1. Edits stand in order in both texts and do not overlap; they may touch.
2. What lies between two edits is equally long on both sides.
3. An insertion (empty source) that touches a span lies outside it, on either side, so
   that neighbouring spans stay neighbours and never overlap after mapping.
4. Alignments are immutable; inverting and composing give new ones, and
   ``a.then(b).inverse() == b.inverse().then(a.inverse())``.

This module knows offsets only. Which edits were made is decided by those who change
text: ``convert``, ``parse``.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from operator import index as whole_number
from typing import TYPE_CHECKING, Any, Literal

import attrs

from corpus.arguments import check_spanned
from corpus.edits import Row, check, column, compose, has_coincident, merge_coincident
from corpus.errors import AlignmentError, SpanError, TextError
from corpus.spans import Span, Spanned

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = ["Alignment", "Edit", "Mode", "utf8", "utf16"]

Mode = Literal["strict", "contract", "expand"]
"""What to do with a span whose boundary cuts through an edit.

``strict`` refuses it, ``contract`` leaves the edit out, ``expand`` takes all of it in;
the names are those of spaCy's ``alignment_mode``.
"""

_MODES = ("strict", "contract", "expand")
_EMPTY = array("i")


@attrs.frozen
class Edit:
    """One opaque replacement: `source` was replaced by `target`.

    Example:
        >>> Edit(Span(0, 3), Span(0, 4))  # 互联网 → 網際網路
        Edit(source=Span(start=0, end=3), target=Span(start=0, end=4))
    """

    source: Span
    target: Span


@attrs.frozen(init=False, repr=False, hash=False)
class Alignment:
    """A monotone map between the offsets of a source text and those of a target text.

    Make one with `identity`, `from_edits`, `from_pieces` or `from_columns`.

    Attributes:
        source_length: Length of the source text in code points.
        target_length: Length of the target text in code points.

    Example:
        >>> # 互联网公司 → 網際網路公司
        >>> alignment = Alignment.from_edits(5, 6, [Edit(Span(0, 3), Span(0, 4))])
        >>> alignment.map_span(Span(3, 5))
        Span(start=4, end=6)
        >>> alignment.inverse().map_span(Span(4, 6))
        Span(start=3, end=5)
        >>> alignment.map_span(Span(2, 5), mode="contract")
        Span(start=4, end=6)
    """

    source_length: int
    target_length: int
    _source_starts: array[int]
    _source_ends: array[int]
    _target_starts: array[int]
    _target_ends: array[int]

    def __init__(
        self,
        source_length: int,
        target_length: int,
        source_starts: array[int],
        source_ends: array[int],
        target_starts: array[int],
        target_ends: array[int],
    ) -> None:
        source_length, target_length = whole_number(source_length), whole_number(target_length)
        check(source_length, target_length, source_starts, source_ends, target_starts, target_ends)
        self.__attrs_init__(
            source_length, target_length, source_starts, source_ends, target_starts, target_ends
        )

    # -- making ---------------------------------------------------------------------

    @classmethod
    def identity(cls, length: int) -> Alignment:
        """Return the alignment of two texts of `length` characters that all correspond.

        Args:
            length: Length of both texts in code points, at least 0.

        Raises:
            AlignmentError: If `length` is negative.

        Example:
            >>> Alignment.identity(4).map_span(Span(1, 3))
            Span(start=1, end=3)
        """
        length = whole_number(length)
        if length < 0:
            raise AlignmentError(f"a text has no length of {length}")
        return cls._of_checked(length, length, _EMPTY, _EMPTY, _EMPTY, _EMPTY)

    @classmethod
    def from_edits(cls, source_length: int, target_length: int, edits: Iterable[Edit]) -> Alignment:
        """Make an alignment from its edits, given in order.

        Args:
            source_length: Length of the source text in code points.
            target_length: Length of the target text in code points.
            edits: The edits, in the order of the text; they may touch.

        Raises:
            AlignmentError: If edits overlap, stand out of order, or leave stretches of
                unequal length between them.

        Example:
            >>> # 打印互联网 → 列印網際網路
            >>> edits = [Edit(Span(2, 5), Span(2, 6))]
            >>> Alignment.from_edits(5, 6, edits).map_span(Span(0, 5))
            Span(start=0, end=6)
        """
        rows = [(*edit.source, *edit.target) for edit in edits]
        return cls._from_rows(source_length, target_length, rows)

    @classmethod
    def from_columns(
        cls,
        source_length: int,
        target_length: int,
        source_starts: Sequence[int] | Any,
        source_ends: Sequence[int] | Any,
        target_starts: Sequence[int] | Any,
        target_ends: Sequence[int] | Any,
    ) -> Alignment:
        """Make an alignment from edits given as four parallel columns.

        Args:
            source_length: Length of the source text in code points.
            target_length: Length of the target text in code points.
            source_starts: Start of each edit in the source; integers, shape ``(n,)``.
            source_ends: End of each edit in the source.
            target_starts: Start of each edit in the target.
            target_ends: End of each edit in the target.

        Raises:
            AlignmentError: As for `from_edits`.

        Example:
            >>> # 用互联网打印 → 用網際網路列印
            >>> Alignment.from_columns(6, 7, [1], [4], [1], [5]).map_span(Span(4, 6))
            Span(start=5, end=7)
        """
        columns = [column(c) for c in (source_starts, source_ends, target_starts, target_ends)]
        if has_coincident(*columns):
            return cls._from_rows(source_length, target_length, zip(*columns, strict=True))
        return cls(source_length, target_length, *columns)

    @classmethod
    def from_pieces(cls, source_length: int, pieces: Iterable[Span | tuple[int, int]]) -> Alignment:
        r"""Make the alignment to the text that is the concatenation of `pieces` of the source.

        Args:
            source_length: Length of the source text in code points.
            pieces: Stretches of the source, in order, that do not overlap: spans, or pairs of
                start and end.

        Raises:
            AlignmentError: If pieces overlap, stand out of order or leave the source.

        Example:
            >>> # "落脚点\n\n也是服务" with the blank line left out
            >>> alignment = Alignment.from_pieces(9, [Span(0, 3), Span(5, 9)])
            >>> alignment.inverse().pieces(Span(2, 5))
            (Span(start=2, end=3), Span(start=5, end=7))
        """
        source_length = whole_number(source_length)
        left_out: list[tuple[int, int, int, int]] = []
        place = length = 0
        for start, end in pieces:
            if not place <= start <= end:
                raise AlignmentError(
                    f"pieces overlap or stand out of order: [{start}, {end}) stands behind "
                    f"one that ends at {place}"
                )
            if start > place:
                left_out.append((place, start, length, length))
            place = end
            length += end - start
        if place > source_length:
            raise AlignmentError(
                f"a piece ends at {place}, the source has {source_length} characters"
            )
        if place < source_length:
            left_out.append((place, source_length, length, length))
        return trusted_edits(source_length, length, left_out)

    @classmethod
    def _from_rows(cls, source_length: int, target_length: int, rows: Iterable[Row]) -> Alignment:
        kept = merge_coincident(rows)
        columns = [array("i", column) for column in zip(*kept, strict=True)] or [_EMPTY] * 4
        return cls(source_length, target_length, *columns)

    @classmethod
    def _of_checked(cls, source_length: int, target_length: int, *columns: array[int]) -> Alignment:
        """Make an alignment of columns that are known to be in order."""
        made = cls.__new__(cls)
        made.__attrs_init__(source_length, target_length, *columns)
        return made

    # -- looking --------------------------------------------------------------------

    @property
    def columns(
        self,
    ) -> tuple[memoryview[int], memoryview[int], memoryview[int], memoryview[int]]:
        """The edits as four read-only columns: source starts, source ends, target starts, ends."""
        return (
            memoryview(self._source_starts).toreadonly(),
            memoryview(self._source_ends).toreadonly(),
            memoryview(self._target_starts).toreadonly(),
            memoryview(self._target_ends).toreadonly(),
        )

    @property
    def edits(self) -> tuple[Edit, ...]:
        """The edits, in order."""
        return tuple(Edit(Span(a, b), Span(c, d)) for a, b, c, d in self._rows())

    @property
    def is_identity(self) -> bool:
        """Whether every offset is mapped to itself."""
        return not self._source_starts

    def _rows(self) -> Iterator[Row]:
        return zip(
            self._source_starts,
            self._source_ends,
            self._target_starts,
            self._target_ends,
            strict=True,
        )

    def __len__(self) -> int:
        """Return the number of edits."""
        return len(self._source_starts)

    def __bool__(self) -> bool:
        return True

    def __hash__(self) -> int:
        return hash((self.source_length, self.target_length, *(c.tobytes() for c in self.columns)))

    def __repr__(self) -> str:
        edits = f"{len(self)} edit{'s' * (len(self) != 1)}"
        return f"<Alignment {self.source_length} → {self.target_length}, {edits}>"

    # -- mapping --------------------------------------------------------------------

    def map_span(self, span: Span | Spanned, mode: Mode = "strict") -> Span:
        """Map a span of the source to the target.

        Args:
            span: A span of the source, within its length, or any object with start and end.
            mode: What to do when a boundary cuts through an edit; see `Mode`. With
                ``contract`` a span inside one edit becomes an empty one.

        Returns:
            The span of the target, in code points.

        Raises:
            AlignmentError: If `mode` is ``strict`` and a boundary cuts through an edit.
            SpanError: If the span leaves the source text.

        Example:
            >>> # 互联网公司 → 網際網路公司
            >>> alignment = Alignment.from_edits(5, 6, [Edit(Span(0, 3), Span(0, 4))])
            >>> alignment.map_span(Span(3, 5)).slice("網際網路公司")
            '公司'
            >>> alignment.map_span(Span(2, 5), mode="expand").slice("網際網路公司")
            '網際網路公司'
        """
        check_spanned(span)
        where = Span(span.start, span.end).check(self.source_length)
        _check_mode(mode)
        if not self._source_starts:
            return where
        start = self._map_start(where.start, mode)
        return Span(start, max(start, self._map_end(where.end, mode)))

    def map_spans(
        self, starts: Sequence[int] | Any, ends: Sequence[int] | Any, mode: Mode = "strict"
    ) -> tuple[array[int], array[int]]:
        """Map many spans of the source, given as two columns.

        Args:
            starts: Start of each span, shape ``(n,)``.
            ends: End of each span, shape ``(n,)``.
            mode: As for `map_span`.

        Returns:
            Starts and ends in the target, two columns of the same shape.

        Raises:
            AlignmentError: As for `map_span`.
            SpanError: If a span leaves the source text.

        Example:
            >>> # 互联网公司 → 網際網路公司
            >>> alignment = Alignment.from_edits(5, 6, [Edit(Span(0, 3), Span(0, 4))])
            >>> starts, ends = alignment.map_spans([0, 3], [3, 5])
            >>> list(starts), list(ends)
            ([0, 4], [4, 6])
        """
        _check_mode(mode)
        new_starts, new_ends = column(starts), column(ends)
        if len(new_starts) != len(new_ends):
            raise AlignmentError(f"{len(new_starts)} starts but {len(new_ends)} ends")
        for row, (start, end) in enumerate(zip(new_starts, new_ends, strict=True)):
            if not 0 <= start <= end <= self.source_length:
                reason = f"row {row} is no span of the source"
                raise SpanError(reason, start, end, self.source_length)
            if self._source_starts:
                new_starts[row] = self._map_start(start, mode)
                new_ends[row] = max(new_starts[row], self._map_end(end, mode))
        return new_starts, new_ends

    def pieces(self, span: Span | Spanned) -> tuple[Span, ...]:
        """Map a span to the stretches of the target that correspond to it.

        Unlike `map_span` this leaves out what the target has and the source has not:
        the page number inside a rejoined paragraph, for one. An edit that the span
        cuts through is taken in whole.

        Args:
            span: A span of the source, within its length, or any object with start and end.

        Returns:
            Spans of the target, in order, none touching the next; empty ones left out.

        Raises:
            SpanError: If the span leaves the source text.

        Example:
            >>> # 落脚点, a blank line, 也是服务 in the raw text, 落脚点也是服务 in the article
            >>> article = Alignment.from_pieces(9, [Span(0, 3), Span(5, 9)])
            >>> article.inverse().pieces(Span(0, 7))
            (Span(start=0, end=3), Span(start=5, end=9))
        """
        whole = self.map_span(span, mode="expand")
        found: list[Span] = []
        place = whole.start
        first = bisect_right(self._source_ends, span.start)
        for index in range(first, len(self)):
            at = self._source_starts[index]
            if at >= span.end:
                break
            if at == self._source_ends[index]:
                if self._target_starts[index] > place:
                    found.append(Span(place, self._target_starts[index]))
                place = self._target_ends[index]
        if whole.end > place:
            found.append(Span(place, whole.end))
        return tuple(found)

    def _map_start(self, offset: int, mode: Mode) -> int:
        index = bisect_right(self._source_ends, offset)
        if index < len(self._source_starts) and self._source_starts[index] < offset:
            self._refuse_if_strict(index, offset, mode)
            return (self._target_ends if mode == "contract" else self._target_starts)[index]
        if index == 0:
            return offset
        return offset + self._target_ends[index - 1] - self._source_ends[index - 1]

    def _map_end(self, offset: int, mode: Mode) -> int:
        index = bisect_left(self._source_starts, offset) - 1
        if index < 0:
            return offset
        if self._source_ends[index] > offset:
            self._refuse_if_strict(index, offset, mode)
            return (self._target_starts if mode == "contract" else self._target_ends)[index]
        return offset + self._target_ends[index] - self._source_ends[index]

    def _refuse_if_strict(self, index: int, offset: int, mode: Mode) -> None:
        if mode == "strict":
            start, end = self._source_starts[index], self._source_ends[index]
            raise AlignmentError(
                f"offset {offset} cuts through the edit of source [{start}, {end}); "
                'map with mode="expand" or mode="contract"'
            )

    # -- combining ------------------------------------------------------------------

    def inverse(self) -> Alignment:
        """Return the alignment of the target to the source.

        Example:
            >>> # 互联网公司 → 網際網路公司
            >>> alignment = Alignment.from_edits(5, 6, [Edit(Span(0, 3), Span(0, 4))])
            >>> alignment.inverse().map_span(Span(4, 6)).slice("互联网公司")
            '公司'
        """
        return Alignment._of_checked(
            self.target_length,
            self.source_length,
            self._target_starts,
            self._target_ends,
            self._source_starts,
            self._source_ends,
        )

    def then(self, other: Alignment) -> Alignment:
        """Compose: this alignment maps A to B, `other` maps B to C, the result A to C.

        Edits of both that overlap in B become one.

        Args:
            other: An alignment whose source is this one's target.

        Raises:
            AlignmentError: If this target's length is not the other's source length.

        Example:
            >>> # 据互联网公司 → 互联网公司 → 網際網路公司
            >>> cut = Alignment.from_pieces(6, [Span(1, 6)])
            >>> converted = Alignment.from_edits(5, 6, [Edit(Span(0, 3), Span(0, 4))])
            >>> cut.then(converted).map_span(Span(4, 6)).slice("網際網路公司")
            '公司'
        """
        if self.target_length != other.source_length:
            raise AlignmentError(
                f"can't compose: the first alignment's target has {self.target_length} "
                f"characters, the second's source {other.source_length}"
            )
        if other.is_identity:
            return self
        if self.is_identity:
            return other
        return Alignment._from_rows(
            self.source_length, other.target_length, compose(self._rows(), other._rows())
        )


def trusted_edits(
    source_length: int, target_length: int, edits: Iterable[tuple[int, int, int, int]]
) -> Alignment:
    """Make an alignment without checking it: for the library itself.

    Args:
        source_length: Length of the source text in code points.
        target_length: Length of the target text in code points.
        edits: Start and end of each edit in the source text and in the target text, in order.
    """
    columns = [array("i", column) for column in zip(*edits, strict=True)] or [_EMPTY] * 4
    return Alignment._of_checked(source_length, target_length, *columns)  # noqa: SLF001


def utf8(text: str) -> Alignment:
    """Return the alignment of `text` in code points to its UTF-8 bytes.

    Args:
        text: Any text without lone surrogates.

    Raises:
        TextError: If the text has a lone surrogate, which UTF-8 can't hold.

    Example:
        >>> utf8("A股涨").map_span(Span(1, 3))
        Span(start=1, end=7)
    """
    return _encoded(text, ((0x80, 1), (0x800, 1), (0x10000, 1)))


def utf16(text: str) -> Alignment:
    """Return the alignment of `text` in code points to its UTF-16 code units.

    This is what JavaScript, Java and UIMA count in.

    Args:
        text: Any text without lone surrogates.

    Raises:
        TextError: If the text has a lone surrogate.

    Example:
        >>> utf16("𠮷野家").map_span(Span(1, 3))
        Span(start=2, end=4)
    """
    return _encoded(text, ((0x10000, 1),))


def _encoded(text: str, steps: tuple[tuple[int, int], ...]) -> Alignment:
    import numpy as np

    try:
        points = np.frombuffer(text.encode("utf-32-le"), dtype="<u4")
    except UnicodeEncodeError as error:
        raise TextError(
            f"lone surrogate {text[error.start]!r} has no encoded form; remove or replace it",
            offset=error.start,
        ) from None
    widths = np.ones(len(points), dtype=np.int32)
    for bound, more in steps:
        widths += np.where(points >= bound, more, 0).astype(np.int32)
    ends = np.cumsum(widths, dtype=np.int32)
    wide = np.flatnonzero(widths > 1).astype(np.int32)
    total = int(ends[-1]) if len(ends) else 0
    return Alignment.from_columns(
        len(points), total, wide, wide + 1, ends[wide] - widths[wide], ends[wide]
    )


def _check_mode(mode: str) -> None:
    if mode not in _MODES:
        raise AlignmentError(f"unknown mode {mode!r}; valid: {', '.join(_MODES)}")
