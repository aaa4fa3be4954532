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
from corpus.conversion.descriptions import description_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.conversion.recipe import Entries, Recipe

__all__ = ["Choice", "LongestMatch", "Walk"]


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
class Choice:
    """An entry that offers more than one target and was used.

    Attributes:
        start: Where its key starts in the stage's input, in code points.
        end: Where its key ends there.
        targets: What it offers, what was taken first.
    """

    start: int
    end: int
    targets: tuple[str, ...]


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

    def stages(self, text: str) -> Iterator[tuple[str, Alignment, list[Choice]]]:
        """Yield each stage's output, its alignment to its input, and its choices."""
        cuts: list[_Segment] = [(len(text), None)]
        for stage in self.normalization:
            text, cuts, alignment, choices = _run(stage, text, cuts)
            yield text, alignment, choices
        cuts = self._segment(text)
        for stage in self.chain:
            text, cuts, alignment, choices = _run(stage, text, cuts)
            yield text, alignment, choices

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
) -> tuple[str, list[_Segment], Alignment, list[Choice]]:
    parts: list[str] = []
    new_segments: list[_Segment] = []
    rows: list[tuple[int, int, int, int]] = []
    choices: list[Choice] = []
    start = place = 0
    for cut, fixed in segments:
        steps = stage.steps(text, start, cut) if fixed is None else ((cut, None),)
        for end, key in steps:
            if key is not None:
                target = stage.entries[key][0]
                if len(stage.entries[key]) > 1:
                    choices.append(Choice(start, end, stage.entries[key]))
            else:
                target = text[start:end] if fixed is None else fixed
            if len(target) != end - start:
                rows.append((start, end, place, place + len(target)))
            parts.append(target)
            place += len(target)
            start = end
        new_segments.append((place, fixed))
    columns = zip(*rows, strict=True) if rows else ((), (), (), ())
    alignment = Alignment.from_columns(len(text), place, *columns)
    return "".join(parts), new_segments, alignment, choices
