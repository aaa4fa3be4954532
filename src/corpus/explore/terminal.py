"""An article for reading in a terminal: what ``corpus show`` prints there.

Drawn by `rich`, as are the tables of `corpus.explore.table`; nothing else needs it.
What is not the article's own (brackets around nested entities, the legend) is added here;
what another program shall read is printed by `corpus.cli` without this module.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.columns import Columns
from rich.rule import Rule
from rich.text import Text

from corpus.explore.marks import Close, Mark, Open, Stretch, nested, stretches, until
from corpus.explore.outline import outline
from corpus.explore.palette import colours
from corpus.explore.wrap import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rich.console import RenderableType

    from corpus.explore.outline import Block, Line
    from corpus.model import Article

__all__ = ["article_lines", "rule", "safe", "text_lines"]

_WIDEST = 100  # cells; longer lines are hard to read

_STYLES = {
    "title": "bold",
    "heading": "bold",
    "question": "bold",
    "marker": "bold",
    "quotation": "underline",
    "dateline": "italic",
}
_TOGETHER = {("title", "subtitle"), ("subtitle", "subtitle"), ("question", "answer")}

_CONTROLS = {
    **{code: 0x2400 + code for code in range(0x20)},
    0x09: 0x20,
    0x7F: 0x2421,
    **dict.fromkeys((*range(0x80, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
}
"""What could steer the terminal, turn the order of characters or not be written at all, and
what is shown for it."""


def article_lines(article: Article, width: int) -> Iterator[RenderableType]:
    """Yield what a terminal shows of an article: a rule, its text, a legend.

    Args:
        article: The article; a layer that it does not have is not shown.
        width: The terminal's width in cells.

    Example:
        >>> import corpus
        >>> lines = list(article_lines(corpus.load()[2], 80))
        >>> str(lines[2])
        '赵亚夫事迹引起社会强烈反响'
    """
    size = f"{len(article.text)} characters"
    yield rule(article.id, article.script, size, article.source, *article.conversions)
    yield Text()
    yield from text_lines(article, width)
    yield Text()
    yield from _legend(_marks(article))


def text_lines(article: Article, width: int) -> Iterator[Text]:
    """Yield an article's text for a terminal, line by line.

    Entities are coloured by label; a nested one stands in brackets. Quotations are
    underlined, the dateline is slanted, enumerated items are indented.

    Args:
        article: The article; a layer that it does not have is not shown.
        width: The terminal's width in cells; lines are no longer than 100 in any case.

    Example:
        >>> import corpus
        >>> for line in list(text_lines(corpus.load()[2], 40))[:4]:
        ...     print(line)
        赵亚夫事迹引起社会强烈反响
        <BLANKLINE>
        新华社南京5月29日电（记者孙彬）“时代先
        锋”赵亚夫的先进事迹经媒体报道后，引起社
    """
    marks = _marks(article)
    bracketed = _bracketed(marks)
    blocks = outline(article)
    cuts = {edge for b in blocks for line in b.lines for edge in (line.start, line.end)}
    parts = stretches(len(article.text), marks, cuts=cuts)
    before = None
    for block in blocks:
        if before is not None:
            next(parts)  # the line end
            if (before, block.kind) not in _TOGETHER:
                yield Text()
        for line in block.lines:
            drawn = _drawn(article.text, block, line, parts, bracketed)
            yield from _rows(drawn, max(min(width, _WIDEST), 10), 4 * line.indent)
        before = block.kind


def rule(*facts: str | None) -> Rule:
    """Return the line over an article or a table, with what there is to say of it."""
    return Rule(safe(" · ".join(filter(None, facts))), align="left", style="dim")


def _marks(article: Article) -> list[Mark]:
    marks: list[Mark] = []
    for name, kind in (("dateline", "dateline"), ("quotations", "quotation")):
        marks += (Mark(item.start, item.end, kind, item) for item in article.layers.get(name, ()))
    for section in article.layers.get("sections", ()):
        if (marker := section.marker_span) is not None:
            marks.append(Mark(marker.start, marker.end, "marker", section))
    entities = article.layers.get("entities", ())
    return [*marks, *(Mark(item.start, item.end, "entity", item) for item in entities)]


def _bracketed(marks: Iterable[Mark]) -> frozenset[int]:
    # Colour alone does not tell a nested entity, nor two neighbours of the same label.
    found: set[int] = set()
    furthest: Mark | None = None
    for mark in marks:
        if mark.kind != "entity" or mark.start == mark.end:
            continue
        if furthest is not None:
            same = mark.item.label == furthest.item.label
            if mark.start < furthest.end or (same and mark.start == furthest.end):
                found.add(id(mark))
        if furthest is None or mark.end > furthest.end:
            furthest = mark
    return frozenset(found)


def _drawn(
    text: str, block: Block, line: Line, parts: Iterator[Stretch], bracketed: frozenset[int]
) -> Text:
    drawn = Text(style=_STYLES.get(block.kind, ""))
    if line.start == line.end:  # an empty block has a line but no stretch
        return drawn
    for event in nested(until(line.end, parts)):
        match event:
            case Stretch(start, end, marks):
                drawn.append_text(safe(text[start:end], _style(marks)))
            case Open(mark, True) if id(mark) in bracketed:
                drawn.append("[", _style([mark]))
            case Close(mark, True) if id(mark) in bracketed:
                drawn.append("]", _style([mark]))
    return drawn


def _style(marks: Iterable[Mark]) -> str:
    styles = [_STYLES[mark.kind] for mark in marks if mark.kind != "entity"]
    labels = [mark.item.label for mark in marks if mark.kind == "entity"]
    if labels:
        styles += ["bold", colours().get(labels[-1], "")]
    return " ".join(styles)


def safe(text: str, style: str = "") -> Text:
    """Return text for the terminal, with what could steer it replaced one for one.

    Example:
        >>> str(safe("红" + chr(27) + "[31m色"))
        '红␛[31m色'
    """
    return Text(text.translate(_CONTROLS), style=style)


def _rows(drawn: Text, width: int, indent: int) -> Iterator[Text]:
    indent = min(indent, width // 2)
    for row in drawn.divide(line_starts(drawn.plain, width - indent)):
        row.rstrip()
        row.pad_left(indent)
        yield row


def _legend(marks: Sequence[Mark]) -> Iterator[RenderableType]:
    labels = Counter(mark.item.label for mark in marks if mark.kind == "entity")
    entries = [
        Text.assemble((label, f"bold {colours().get(label, '')}"), f" {count}")
        for label, count in labels.most_common()
    ]
    if entries:
        yield Columns(entries, padding=(0, 2))
    notes = []
    if _bracketed(marks):
        notes.append(Text("[…] nested or adjoining"))
    if quotations := sum(mark.kind == "quotation" for mark in marks):
        notes.append(Text.assemble(("quotation", "underline"), f" {quotations}"))
    if notes:
        yield Text("   ").join(notes)
    if entries or notes:
        yield Text()
