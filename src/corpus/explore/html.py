"""An article as HTML, for a notebook: what ``_repr_html_`` shows.

The HTML is one element with its own style and no script; nothing is fetched. Every
character of the text stands once and in order in the element with the class
``zhnc-text``. Colours are seen on dark and light grounds, and the words keep the page's
own colour.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from html import escape
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

from corpus.explore.listing import layer_of, title_of
from corpus.explore.marks import Close, Mark, Open, Stretch, nested, stretches, until
from corpus.explore.outline import outline
from corpus.explore.palette import colours_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.explore.outline import Block, Line
    from corpus.model import Article, Corpus

__all__ = ["article_html", "corpus_html"]

_LANGUAGES = {"Hans": "zh-Hans", "Hant": "zh-Hant", "Jpan": "ja"}
_TAGS = {"title": "h3", "heading": "h4"}
_TURNS = ("odd", "even")
_MOST = 5  # articles of a corpus, so that a notebook stays one


def article_html(article: Article, *, layer: str = "entities") -> str:
    """Return an article as HTML with one layer marked, for a notebook or a page.

    Headings are headings, questions stand out, enumerated items are indented. The items
    of the layer are coloured, nested ones inside the ones they lie in; hovering shows
    label, id and value. With the entities the quotations and the dateline are marked too.

    Args:
        article: The article.
        layer: The layer to mark; ``entities`` marks nothing where there are none yet.

    Returns:
        An ``<article>`` element with its style, everything in it escaped.

    Raises:
        UnknownNameError: If the article has no such layer.

    Example:
        >>> import corpus
        >>> html = article_html(corpus.load()[2])
        >>> 'title="PERSON · zhao-yafu">赵亚夫</mark>' in html
        True
    """
    return _View.of(article, layer).html()


def corpus_html(news: Corpus) -> str:
    """Return the first articles of a corpus as HTML, and how many more there are.

    Args:
        news: The corpus.

    Returns:
        An ``<article>`` element for each of the first five; of an empty corpus why it is.

    Example:
        >>> import corpus
        >>> corpus_html(corpus.parse(""))
        '<p>&lt;Corpus of 0 articles: no characters&gt;</p>'
    """
    if not news:
        return f"<p>{escape(repr(news))}</p>"
    shown = [article_html(article) for article in news[:_MOST]]
    rest = len(news) - len(shown)
    if rest:
        shown.append(f"<p>… {rest} more</p>")
    return "".join(shown)


@attrs.frozen
class _View:
    article: Article
    layer: str
    blocks: tuple[Block, ...]
    parts: tuple[Stretch, ...]
    names: Mapping[int, str]  # of each coloured mark, by its identity
    heights: Mapping[int, int]  # how many levels of marks lie inside each
    colours: Mapping[str, str]

    @classmethod
    def of(cls, article: Article, layer: str) -> _View:
        marks = _marks(article, layer)
        shown = [mark for mark in marks if mark.kind == "item"]
        names = {id(mark): _name(mark, row) for row, mark in enumerate(shown)}
        blocks = outline(article)
        lines = [line for block in blocks for line in block.lines]
        cuts = {edge for line in lines for edge in (line.start, line.end)}
        parts = tuple(stretches(len(article.text), marks, cuts=cuts))
        colours = colours_for(sorted(set(names.values())))
        return cls(article, layer, blocks, parts, names, _heights(parts), colours)

    def html(self) -> str:
        language = _LANGUAGES.get(self.article.script or "", "zh")
        return (
            f'<article class="zhnc" lang="{language}"><style>{_style()}</style>'
            f'<div class="zhnc-head">{self._head()}</div>\n'
            f'<div class="zhnc-text">{"".join(self._body())}</div>\n'
            f'<div class="zhnc-legend">{self._legend()}</div></article>'
        )

    def _body(self) -> Iterator[str]:
        rest = iter(self.parts)
        for block in self.blocks:
            tag = _TAGS.get(block.kind, "p")
            kind = "" if block.kind in {"body", *_TAGS} else f' class="zhnc-{block.kind}"'
            yield f"<{tag}{kind}>"
            for line in block.lines:
                yield from self._line(line, rest, alone=len(block.lines) == 1)
            yield f"</{tag}>"
            if block.end < len(self.article.text):
                next(rest)  # the line end
                yield "\n"

    def _line(self, line: Line, rest: Iterator[Stretch], *, alone: bool) -> Iterator[str]:
        if line.start == line.end:  # an empty block has a line but no stretch
            return
        words = "".join(self._event(event) for event in nested(until(line.end, rest)))
        if alone and not line.indent:
            yield words
        else:
            indent = f' style="margin-left:{2 * line.indent}em"' if line.indent else ""
            yield f'<span class="zhnc-line"{indent}>{words}</span>'

    def _event(self, event: Open | Stretch | Close) -> str:
        match event:
            case Stretch(start, end):
                # A bare carriage return would be read as a line end.
                return escape(self.article.text[start:end]).replace("\r", "&#13;")
            case Close(mark):
                return "</mark>" if mark.kind == "item" else "</span>"
        mark, place = event.mark, "zhnc-from" if event.begins else "zhnc-on"
        if mark.kind == "item":
            colour, height = self.colours[self.names[id(mark)]], min(self.heights[id(mark)], 3)
            return (
                f'<mark class="{place}{f" zhnc-h{height}" if height else ""}" '
                f'style="background:{colour}2b;border-color:{colour}"{_title(mark)}>'
            )
        title = "" if mark.kind == "marker" else _title(mark)
        return f'<span class="zhnc-{mark.kind} {place}"{title}>'

    def _head(self) -> str:
        article = self.article
        facts = (article.id, article.script, f"{len(article.text)} characters", article.source)
        return escape(" · ".join(filter(None, (*facts, *article.conversions))))

    def _legend(self) -> str:
        counts = Counter(self.names.values())
        if set(counts) <= set(_TURNS) and counts:  # neighbours, told apart by two colours
            return f"<span>{escape(self.layer)} {counts.total()}</span>"
        said = [
            f'<span><mark style="background:{self.colours[name]}2b;'
            f'border-color:{self.colours[name]}">{escape(name)}</mark> {count}</span>'
            for name, count in counts.most_common()
        ]
        kinds = {id(m): m.kind for part in self.parts for m in part.marks if m.kind != "item"}
        quotations = Counter(kinds.values())["quotation"]
        if quotations:
            mark = '<span class="zhnc-quotation zhnc-from">quotations</span>'
            said.append(f"<span>{mark} {quotations}</span>")
        return " ".join(said)


def _marks(article: Article, layer: str) -> tuple[Mark, ...]:
    marks: list[Mark] = []
    if layer == "entities":
        for name, kind in (("dateline", "dateline"), ("quotations", "quotation")):
            marks += (Mark(x.start, x.end, kind, x) for x in article.layers.get(name, ()))
    for section in article.layers.get("sections", ()):
        if (marker := section.marker_span) is not None:
            marks.append(Mark(marker.start, marker.end, "marker", section))
    if layer != "entities" or layer in article.layers:
        marks += (Mark(x.start, x.end, "item", x) for x in layer_of(article, layer))
    return tuple(marks)


def _name(mark: Mark, row: int) -> str:
    # What a layer's items are told apart by; where there is nothing, neighbours are.
    for field in ("label", "kind", "upos"):
        if (name := getattr(mark.item, field, None)) is not None:
            return str(name)
    return _TURNS[row % 2]


def _heights(parts: tuple[Stretch, ...]) -> Mapping[int, int]:
    heights: dict[int, int] = {}
    for part in parts:
        items = [mark for mark in part.marks if mark.kind == "item"]
        for height, mark in enumerate(reversed(items)):
            heights[id(mark)] = max(height, heights.get(id(mark), 0))
    return heights


def _title(mark: Mark) -> str:
    said = title_of(mark.item)
    return f' title="{escape(said)}"' if said else ""


@cache
def _style() -> str:
    return (files("corpus.explore") / "data" / "article.css").read_text(encoding="utf-8")
