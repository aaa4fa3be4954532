"""OpenCC's algorithm as it is written down: plain, exact, slow.

A text goes through the normalisation stages, is cut into segments, and each segment goes
through the chain. A stage reads from left to right, takes the longest key that starts
where it stands, and otherwise copies one character. An ideographic description sequence
(⿰亻言) is copied as a whole where no key starts.

The fast way (`tables`, `scalar`, `vector`) is built from this one and tested against it.
Only text with description sequences, and the question what else a dictionary offered,
come here at run time.

One thing differs from OpenCC 1.4 on purpose: its segmented configs lose the text between
a NUL and the end of the segment that it stands in; here NUL is a character like others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from corpus.alignment import Alignment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.convert.recipe import Entries, Recipe

__all__ = ["ARITY", "LongestMatch", "Step", "Walk", "description_length"]

ARITY = {**dict.fromkeys(range(0x2FF0, 0x2FFE), 2), 0x2FF2: 3, 0x2FF3: 3, 0x2FFE: 1, 0x2FFF: 1}
"""How many operands each ideographic description character takes, by code point."""

_MOST_OPERATORS_DEEP = 16
_MOST_CHARACTERS = 64


def description_length(text: str, start: int, end: int) -> int:
    """Return the length of the ideographic description sequence at `start`, or 0.

    As in OpenCC, a sequence has at most 64 characters and 16 levels, and an operand is
    any character.

    Args:
        text: Any text.
        start: Where the sequence would start, in code points.
        end: Where reading stops, at most ``len(text)``.

    Example:
        >>> description_length("⿰亻言的", 0, 4)
        3
    """
    if start >= end or ord(text[start]) not in ARITY:
        return 0
    open_operands: list[int] = []
    limit = min(end, start + _MOST_CHARACTERS)
    for at in range(start, limit):
        arity = ARITY.get(ord(text[at]), 0)
        if len(open_operands) >= _MOST_OPERATORS_DEEP:
            return 0
        if arity:
            open_operands.append(arity)
            continue
        while open_operands:
            open_operands[-1] -= 1
            if open_operands[-1]:
                break
            open_operands.pop()
        if not open_operands:
            return at + 1 - start
    return 0


class LongestMatch:
    """A flat map that is asked for the longest key at a place."""

    __slots__ = ("_lengths", "entries")

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        lengths: dict[str, set[int]] = {}
        for key in entries:
            lengths.setdefault(key[0], set()).add(len(key))
        self._lengths = {c: sorted(found, reverse=True) for c, found in lengths.items()}

    def at(self, text: str, start: int, end: int) -> str | None:
        """Return the longest key that `text` has at `start` and that ends by `end`."""
        for length in self._lengths.get(text[start], ()):
            key = text[start : start + length]
            if start + length <= end and key in self.entries:
                return key
        return None

    def steps(self, text: str, start: int, end: int) -> Iterator[tuple[int, str | None]]:
        """Yield the end of each step from `start` to `end`, and its key or `None`."""
        while start < end:
            key = self.at(text, start, end)
            if key is not None:
                start += len(key)
            else:
                start += description_length(text, start, end) or 1
            yield start, key


@attrs.frozen
class Step:
    """One application of a stage's entry: ``text[start:end]`` became `target`.

    `start` and `end` count in the stage's input; `target_start` in its output.
    """

    start: int
    end: int
    target_start: int
    key: str
    target: str


@attrs.frozen(eq=False)
class Walk:
    """A recipe, ready to be walked through.

    Attributes:
        normalization: The stages of the whole text.
        segmentation: What cuts it, or `None`.
        chain: The stages of each segment.
        fixed: Segments that the chain leaves alone, and what each becomes.
    """

    normalization: tuple[LongestMatch, ...]
    segmentation: LongestMatch | None
    chain: tuple[LongestMatch, ...]
    fixed: Mapping[str, str]

    @classmethod
    def of(cls, recipe: Recipe) -> Walk:
        """Index the maps of `recipe`."""
        cuts = recipe.segmentation is not None or bool(recipe.fixed)
        return cls(
            tuple(map(LongestMatch, recipe.normalization)),
            LongestMatch(recipe.segmentation_keys()) if cuts else None,
            tuple(map(LongestMatch, recipe.chain)),
            recipe.fixed,
        )

    def convert(self, text: str) -> tuple[str, Alignment]:
        """Convert `text`.

        Returns:
            The converted text and the alignment of `text` to it.
        """
        alignment = Alignment.identity(len(text))
        for target, stage_alignment, _ in self.stages(text):
            alignment = alignment.then(stage_alignment)
            text = target
        return text, alignment

    def convert_segment(self, text: str) -> tuple[str, Alignment]:
        """Convert `text` by the chain alone, as one segment."""
        alignment = Alignment.identity(len(text))
        cuts: list[_Segment] = [(len(text), None)]
        for stage in self.chain:
            text, cuts, stage_alignment, _ = _run(stage, text, cuts)
            alignment = alignment.then(stage_alignment)
        return text, alignment

    def stages(self, text: str) -> Iterator[tuple[str, Alignment, list[Step]]]:
        """Yield each stage's output, its alignment to the stage's input, and its steps."""
        cuts: list[_Segment] = [(len(text), None)]
        for stage in self.normalization:
            text, cuts, alignment, steps = _run(stage, text, cuts)
            yield text, alignment, steps
        cuts = self._segment(text)
        for stage in self.chain:
            text, cuts, alignment, steps = _run(stage, text, cuts)
            yield text, alignment, steps

    def _segment(self, text: str) -> list[_Segment]:
        """Return the segments: each key alone, what lies between two keys together."""
        if self.segmentation is None:
            return [(len(text), None)]
        segments: list[_Segment] = []
        place = 0
        for end, key in self.segmentation.steps(text, 0, len(text)):
            if key is not None:
                if end - len(key) > place:
                    segments.append((end - len(key), None))
                segments.append((end, self.fixed.get(key)))
                place = end
        if place < len(text):
            segments.append((len(text), None))
        return segments


_Segment = tuple[int, str | None]
"""Where a segment ends, and what it becomes if the chain leaves it alone."""


def _run(
    stage: LongestMatch, text: str, segments: list[_Segment]
) -> tuple[str, list[_Segment], Alignment, list[Step]]:
    parts: list[str] = []
    new_segments: list[_Segment] = []
    rows: list[tuple[int, int, int, int]] = []
    steps: list[Step] = []
    start = place = 0

    def put(end: int, key: str | None, target: str) -> None:
        nonlocal start, place
        if key is not None:
            steps.append(Step(start, end, place, key, target))
            if len(target) != end - start:
                rows.append((start, end, place, place + len(target)))
        parts.append(target)
        place += len(target)
        start = end

    for cut, fixed in segments:
        if fixed is not None:
            put(cut, text[start:cut], fixed)
        else:
            for end, key in stage.steps(text, start, cut):
                put(end, key, text[start:end] if key is None else stage.entries[key][0])
        new_segments.append((place, fixed))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    alignment = Alignment.from_columns(len(text), place, *columns)
    return "".join(parts), new_segments, alignment, steps
