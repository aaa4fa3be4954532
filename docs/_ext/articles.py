"""Writes a page for each packaged article, from `corpus.load()`, at every build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus
from corpus.explore.html import article_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx.application import Sphinx

_FOLDER = "articles"
_OPENING = 20  # characters by which an article without a headline, or a section, is named


def setup(app: Sphinx) -> dict[str, Any]:
    app.connect("config-inited", lambda app, _config: write_pages(Path(app.srcdir) / _FOLDER))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def write_pages(folder: Path) -> None:
    """Write the pages; a page that would not change is left alone, so that it is not rebuilt."""
    folder.mkdir(exist_ok=True)
    articles = corpus.load()
    for number, article in enumerate(articles, 1):
        page = "\n".join(_page(number, article)) + "\n"
        path = folder / f"{article.id}.md"
        if not path.exists() or path.read_text(encoding="utf-8") != page:
            path.write_text(page, encoding="utf-8")


def _page(number: int, article: corpus.Article) -> Iterator[str]:
    yield f"# {article.title or _short(article.text)}"
    yield ""
    yield "What the package knows about this article, made from the package at every build."
    yield f"In Python it is `corpus.load()[{article.id!r}]`, or `corpus.load()[{number - 1}]`."
    yield ""
    yield from _facts(article)
    yield from _outline(article)
    yield from _text(article)
    yield from _entities(article)
    yield from _quotations(article)
    yield from _roles(article)


def _facts(article: corpus.Article) -> Iterator[str]:
    facts = {
        "subtitle": article.subtitle,
        "dateline": article.dateline and _dateline(article.dateline),
        "script": f"`{article.script}`",
        "characters": len(article.text),
    }
    facts |= {name: len(layer) for name, layer in article.layers.items() if name != "dateline"}
    yield from _table(("", ""), [(name, fact) for name, fact in facts.items() if fact is not None])


def _dateline(dateline: corpus.Dateline) -> str:
    reporters = ", ".join(f"{r.name} ({r.role})" for r in dateline.reporters)
    parts = {
        "agency": dateline.agency,
        "place": ", ".join(dateline.places),
        "date": dateline.date and f"{dateline.date} = `{dateline.date_value}`",
        "reporters": reporters,
    }
    return f"{dateline.text}: " + "; ".join(f"{k} {v}" for k, v in parts.items() if v)


def _outline(article: corpus.Article) -> Iterator[str]:
    yield "## Outline"
    yield ""
    yield "The tree of `article.sections`, each with the offsets of its text."
    yield ""
    yield from _branch(article.sections, "")
    yield ""


def _branch(sections: corpus.Layer[corpus.Section], indent: str) -> Iterator[str]:
    for section in sections:
        words = section.heading or section.marker or _short(section.text)
        if section.marker and not section.heading:
            words = _short(section.text)
        yield f"{indent}- **{section.kind}** {words} [{section.start}, {section.end})"
        yield from _branch(section.children, f"{indent}  ")


def _text(article: corpus.Article) -> Iterator[str]:
    yield "## Text"
    yield ""
    yield "```{raw} html"
    yield from article_html(article).splitlines()
    yield "```"
    yield ""


def _entities(article: corpus.Article) -> Iterator[str]:
    yield "## Entities"
    yield ""
    yield "Every mention in the order of the text; a mention inside another follows it."
    yield ""
    rows = [
        (e.start, e.text, e.label, f"`{e.id}`" if e.id else "", f"`{e.value}`" if e.value else "")
        for e in article.entities
    ]
    yield from _table(("start", "text", "label", "id", "value"), rows)


def _quotations(article: corpus.Article) -> Iterator[str]:
    if not article.quotations:
        return
    yield "## Quotations"
    yield ""
    rows = [(q.start, q.speaker, q.cue, q.kind, q.text) for q in article.quotations]
    yield from _table(("start", "speaker", "cue", "kind", "text"), rows)


def _roles(article: corpus.Article) -> Iterator[str]:
    if not article.roles:
        return
    yield "## Roles"
    yield ""
    rows = [(role.start, role.text, role.person) for role in article.roles]
    yield from _table(("start", "role", "person"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield "|" + "---|" * len(head)
    for row in rows:
        yield f"| {' | '.join(_cell(value) for value in row)} |"
    yield ""


def _cell(value: object) -> str:
    return "" if value is None else str(value).replace("|", "\\|").replace("\n", " ")


def _short(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= _OPENING else f"{line[:_OPENING]}…"
