"""Find where a dictionary offered more than one target, and what each would have given."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from corpus.alignment import Alignment
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.conversion.walk import Choice, LongestMatch, Walk

__all__ = ["Ambiguity", "find_ambiguities"]


@attrs.frozen
class Ambiguity:
    """A stretch of the source for which the dictionaries offer more than one target.

    Attributes:
        span: Where it stands in the source, in code points.
        text: The source's characters there.
        chosen: What it became.
        candidates: What it could have become, `chosen` first.

    Example:
        >>> import corpus
        >>> corpus.convert("后", "s2t").ambiguous
        (Ambiguity(span=Span(start=0, end=1), text='后', chosen='後', candidates=('後', '后')),)
    """

    span: Span
    text: str
    chosen: str
    candidates: tuple[str, ...]


def find_ambiguities(walk: Walk, source: str, seams: Iterable[int] = ()) -> tuple[Ambiguity, ...]:
    """Return the stretches of `source` for which an entry with several targets was used.

    A later stage may change what an earlier one offered: the candidates are what comes
    out in the end, and a stretch for which that is always the same is left out.

    Args:
        walk: The recipe.
        source: A text without lone surrogates.
        seams: Offsets at which `source` may be cut because no match goes across, in
            order. What stands between two of them comes back often, and is looked at
            once.

    Returns:
        The stretches, by their start; where one lies within another, the longer first.
    """
    suspects = _suspects((*walk.normalization, *walk.chain))
    known: dict[str, tuple[Ambiguity, ...]] = {}
    found: list[Ambiguity] = []
    start = 0
    for end in (*seams, len(source)):
        piece = source[start:end]
        if not suspects.isdisjoint(piece):
            if piece not in known:
                known[piece] = tuple(_in_piece(walk, piece))
            found += (attrs.evolve(a, span=a.span.shift(start)) for a in known[piece])
        start = end
    return tuple(found)


def _suspects(stages: Sequence[LongestMatch]) -> set[str]:
    """Return characters, one of which stands wherever an entry with several targets is used."""
    suspects: set[str] = set()
    for stage in reversed(stages):
        entries = stage.entries.items()
        suspects |= {
            key[0]
            for key, targets in entries
            if len(targets) > 1 or not suspects.isdisjoint(targets[0])
        }
    return suspects


def _in_piece(walk: Walk, source: str) -> Iterator[Ambiguity]:
    outputs = list(walk.stages(source))
    reached = Alignment.identity(len(source))
    origins: list[tuple[Span, list[str], int]] = []
    text = source
    for number, (target, alignment, choices) in enumerate(outputs):
        back = reached.inverse()
        for choice in choices:
            span = back.map_span(Span(choice.start, choice.end), mode="expand")
            offered = _offered(choice, text, reached.map_span(span, mode="expand"))
            origins.append((span, offered, number + 1))
        reached = reached.then(alignment)
        text = target
    found: dict[Span, dict[str, None]] = {}
    rest = (*walk.normalization, *walk.chain)
    for span, offered, stage in origins:
        candidates = found.setdefault(span, {reached.map_span(span, "expand").slice(text): None})
        candidates.update((_through(rest[stage:], each), None) for each in offered)
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        candidates = found[span]
        if len(candidates) > 1:
            first = next(iter(candidates))
            yield Ambiguity(span, span.slice(source), first, tuple(candidates))


def _offered(choice: Choice, text: str, around: Span) -> list[str]:
    """Return what the stage offered, with what belongs to it inseparably on both sides."""
    before, after = text[around.start : choice.start], text[choice.end : around.end]
    return [before + target + after for target in choice.targets]


def _through(stages: Sequence[LongestMatch], text: str) -> str:
    for stage in stages:
        steps = stage.steps(text, 0, len(text))
        start = 0
        parts = []
        for end, key in steps:
            parts.append(text[start:end] if key is None else stage.entries[key][0])
            start = end
        text = "".join(parts)
    return text
