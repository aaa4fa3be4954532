"""Make articles of decided blocks: text, alignment, decisions; layers when they are asked for."""

from __future__ import annotations

from functools import partial
from itertools import compress
from typing import TYPE_CHECKING, Any, NamedTuple

import attrs

from corpus.layers import Layer, trusted_layer
from corpus.model import Article, Dateline, Decision, Paragraph, Section
from corpus.model.layer_map import LaterLayers
from corpus.parsing.drafts import place_of
from corpus.parsing.outline import Unit, draw
from corpus.parsing.pieces import write
from corpus.parsing.script import script_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from corpus.parsing.dateline import Match
    from corpus.parsing.drafts import Found
    from corpus.parsing.lines import Scan

__all__ = ["build", "shifted"]

_SOURCE = "parse"
_LAYERS = ("sections", "paragraphs", "dateline")
_TITLES = frozenset({"title", "kicker", "deck"})


def build(
    found: Found,
    raw: str,
    scan: Scan,
    *,
    source: str,
    year: int | None,
    published: dt.date | None,
    base: int = 0,
    first: int = 1,
) -> Iterator[Article]:
    """Yield the articles, in order.

    Args:
        found: The articles' blocks.
        raw: The raw text, or the part of it that has been decided on.
        scan: Its lines.
        source: The raw text's name.
        year: As for `parse`.
        published: As for `parse`.
        base: Where `raw` starts in the whole text, in code points.
        first: The number of the first article.
    """
    for number, draft in enumerate(found.drafts, start=first):
        roles, cues, strips, rests, dated = zip(*draft.parts, strict=True)
        text, starts, ends, alignment = write(raw, scan, zip(strips, rests, strict=True), base)
        opened = None
        if True in dated:
            opened = _opened(compress(zip(starts, ends, strict=True), dated), text, found.read)
        day = published or (None if year else found.dates.get(strips[0].start))
        outline = _Outline(text, roles, cues, starts, ends, opened, (year, day))
        yield Article(
            id=f"{source}#{number}",
            text=text,
            layers=LaterLayers(text, _LAYERS, outline.layer),
            script=script_of(text),
            source=source,
            raw_alignment=alignment,
            decisions=shifted(sorted(draft.decisions, key=place_of), base),
        )


def shifted(decisions: Iterable[Decision], base: int) -> tuple[Decision, ...]:
    """Return the decisions with their places moved by `base` code points."""
    if not base:
        return tuple(decisions)
    return tuple(attrs.evolve(each, span=each.span.shift(base)) for each in decisions)


def _opened(
    places: Iterable[tuple[int, int]], text: str, read: Mapping[str, Match]
) -> _Opened | None:
    """Return the first of an article's blocks that a dateline opens, and the dateline."""
    from corpus.parsing.dateline import match_dateline

    for start, end in places:
        paragraph = text[start:end]
        match = read.get(paragraph) or match_dateline(paragraph, tail=False)
        if match is not None:
            return _Opened(start, end, match)
    return None


class _Opened(NamedTuple):
    """A block of an article and the dateline that opens it."""

    start: int
    end: int
    match: Match


class _Outline(NamedTuple):
    """The blocks of an article, of which its layers are made."""

    text: str
    roles: Sequence[str]
    cues: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    opened: _Opened | None
    dates: tuple[int | None, dt.date | None]  # the year of datelines, and the day of publication

    def layer(self, name: str) -> Layer[Any]:
        """Make one of the layers."""
        if name == "sections":
            return self._sections()
        return self._paragraphs() if name == "paragraphs" else self._dateline()

    def _sections(self) -> Layer[Section]:
        rows = zip(self.roles, self.cues, self.starts, self.ends, strict=True)
        units = list(map(partial(tuple.__new__, Unit), rows))
        starts, ends, kinds, parents, headings, markers = zip(*draw(units, self.text), strict=True)
        columns = {"kind": kinds, "parent": parents, "heading": headings, "marker": markers}
        return trusted_layer(self.text, Section, starts, ends, columns, source=_SOURCE)

    def _paragraphs(self) -> Layer[Paragraph]:
        body = [role not in _TITLES for role in self.roles]
        starts, ends = compress(self.starts, body), compress(self.ends, body)
        return trusted_layer(self.text, Paragraph, starts, ends, source=_SOURCE)

    def _dateline(self) -> Layer[Dateline]:
        from corpus.parsing.dateline import dateline_fields

        if self.opened is None:
            return trusted_layer(self.text, Dateline, (), (), source=_SOURCE)
        first, last, match = self.opened
        paragraph = self.text[first:last]
        start, end, fields = dateline_fields(paragraph, match, *self.dates, base=first)
        columns = {name: (value,) for name, value in fields.items()}
        return trusted_layer(self.text, Dateline, (start,), (end,), columns, source=_SOURCE)
