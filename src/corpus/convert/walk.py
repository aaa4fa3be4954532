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
    from collections.abc import Iterator

    from corpus.convert.recipe import Entries, Recipe

__all__ = ["LongestMatch", "Step", "Walk", "description_length"]

_ARITY = {**dict.fromkeys(range(0x2FF0, 0x2FFE), 2), 0x2FF2: 3, 0x2FF3: 3, 0x2FFE: 1, 0x2FFF: 1}
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
    if start >= end or ord(text[start]) not in _ARITY:
        return 0
    open_operands: list[int] = []
    limit = min(end, start + _MOST_CHARACTERS)
    for at in range(start, limit):
        arity = _ARITY.get(ord(text[at]), 0)
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
    """

    normalization: tuple[LongestMatch, ...]
    segmentation: LongestMatch | None
    chain: tuple[LongestMatch, ...]

    @classmethod
    def of(cls, recipe: Recipe) -> Walk:
        """Index the maps of `recipe`."""
        return cls(
            tuple(map(LongestMatch, recipe.normalization)),
            None if recipe.segmentation is None else LongestMatch(recipe.segmentation),
            tuple(map(LongestMatch, recipe.chain)),
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

    def stages(self, text: str) -> Iterator[tuple[str, Alignment, list[Step]]]:
        """Yield each stage's output, its alignment to the stage's input, and its steps."""
        cuts = [len(text)]
        for stage in self.normalization:
            text, cuts, alignment, steps = _run(stage, text, cuts)
            yield text, alignment, steps
        cuts = self._segment(text)
        for stage in self.chain:
            text, cuts, alignment, steps = _run(stage, text, cuts)
            yield text, alignment, steps

    def _segment(self, text: str) -> list[int]:
        """Return the ends of the segments: each key alone, what lies between together."""
        if self.segmentation is None:
            return [len(text)]
        ends: list[int] = []
        place = 0
        for end, key in self.segmentation.steps(text, 0, len(text)):
            if key is not None:
                if end - len(key) > place:
                    ends.append(end - len(key))
                ends.append(end)
                place = end
        if place < len(text):
            ends.append(len(text))
        return ends


def _run(
    stage: LongestMatch, text: str, cuts: list[int]
) -> tuple[str, list[int], Alignment, list[Step]]:
    parts: list[str] = []
    new_cuts: list[int] = []
    rows: list[tuple[int, int, int, int]] = []
    steps: list[Step] = []
    start = place = 0
    for cut in cuts:
        for end, key in stage.steps(text, start, cut):
            if key is None:
                target = text[start:end]
            else:
                target = stage.entries[key][0]
                steps.append(Step(start, end, place, key, target))
                if len(target) != len(key):
                    rows.append((start, end, place, place + len(target)))
            parts.append(target)
            place += len(target)
            start = end
        new_cuts.append(place)
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    return "".join(parts), new_cuts, Alignment.from_columns(len(text), place, *columns), steps
