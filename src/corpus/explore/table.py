"""A layer as a table for a terminal: what ``corpus show --layer`` prints there."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.text import Text

from corpus.explore.listing import cells, layer_of, rows
from corpus.explore.palette import colours
from corpus.explore.terminal import rule, safe
from corpus.explore.wrap import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from corpus.model import Article

__all__ = ["layer_lines"]

_UNLISTED = {"article", "layer", "source", "parent"}
_NUMBERS = {"start", "end", "level", "confidence"}
_ALWAYS = ("start", "end", "text")
_LEAST, _LEAST_TEXT = 8, 16  # cells of a column; with less, the cells of an item are stacked
_GAP = "  "


def layer_lines(article: Article, layer: str, width: int) -> Iterator[RenderableType]:
    """Yield what a terminal shows of one layer: a table, an item a row.

    Of a section only the beginning is shown, of all other items the whole text.

    Args:
        article: The article.
        layer: The layer's name.
        width: The terminal's width in cells.

    Raises:
        UnknownNameError: If the article has no such layer.

    Example:
        >>> import corpus
        >>> for line in list(layer_lines(corpus.load()[0], "dateline", 100))[1:3]:
        ...     print(line)
        start  end  text                                  agency  places  date     ...
           51   69  新华社北京5月29日电（记者华春雨）    新华社  北京    5月29日  ...
    """
    listed = [cells(row) for row in rows(article, layer)]
    yield rule(article.id, f"{layer} {len(listed)}", layer_of(article, layer).source)
    names = [
        name
        for name in (listed[0] if listed else _ALWAYS)
        if name in _ALWAYS or (name not in _UNLISTED and any(row[name] for row in listed))
    ]
    if layer.partition(":")[0] not in {"entities", "dateline", "roles"}:  # whose text is short
        names.sort(key="text".__eq__)
    depths = _depths(listed)
    table = [[Text(name, "dim") for name in names]]
    for row, depth in zip(listed, depths, strict=True):
        table.append([_cell(name, row[name], depth) for name in names])
    columns = zip(*table, strict=True)
    widths = _fitted(names, [max(cell.cell_len for cell in column) for column in columns], width)
    if widths is None:
        for line in table[1:]:
            yield from _stacked(names, line, width)
    else:
        for line in table:
            if layer == "sections":
                line[-1].truncate(widths[-1], overflow="ellipsis")
            yield from _in_columns(names, line, widths)
    yield Text()


def _depths(listed: Sequence[dict[str, str]]) -> list[int]:
    # How deep each section lies; a parent stands before its children.
    depths: list[int] = []
    for row in listed:
        parent = int(row.get("parent", "-1"))
        depths.append(depths[parent] + 1 if 0 <= parent < len(depths) else 0)
    return depths


def _cell(name: str, words: str, depth: int) -> Text:
    if name == "label":
        return safe(words, f"bold {colours().get(words, '')}")
    return safe(_GAP * depth + words if name == "kind" else words)


def _fitted(names: Sequence[str], widths: list[int], width: int) -> list[int] | None:
    # The widest column gives way first; `None` if one would become too narrow to read.
    least = [_LEAST_TEXT if name == "text" else max(_LEAST, len(name)) for name in names]
    spare = width - len(_GAP) * (len(widths) - 1)
    while sum(widths) > spare:
        wide = [at for at, cells in enumerate(widths) if cells > least[at]]
        if not wide:
            return None
        widths[max(wide, key=widths.__getitem__)] -= 1
    return widths


def _stacked(names: Sequence[str], line: Sequence[Text], width: int) -> Iterator[Text]:
    facts = [cell for name, cell in zip(names, line, strict=True) if name != "text" and cell]
    for cell, indent in ((Text(_GAP).join(facts), 0), (line[names.index("text")], len(_GAP))):
        for row in cell.divide(line_starts(cell.plain, max(width - indent, 4))):
            row.rstrip()
            row.pad_left(indent)
            yield row


def _in_columns(
    names: Sequence[str], line: Sequence[Text], widths: Sequence[int]
) -> Iterator[Text]:
    wrapped = [
        cell.divide(line_starts(cell.plain, width))
        for cell, width in zip(line, widths, strict=True)
    ]
    for parts in zip_longest(*wrapped, fillvalue=Text()):
        row = Text()
        for name, part, width in zip(names, parts, widths, strict=True):
            gap = Text(" " * (width - part.cell_len))
            row.append_text(gap + part if name in _NUMBERS else part + gap)
            row.append(_GAP)
        row.rstrip()
        yield row
