"""The command ``corpus show``: articles, or a layer of theirs.

On a terminal the output is drawn by `corpus.explore.terminal`; anywhere else it is plain: an
article is its text, a layer is a table with tabs, and with ``--json`` both are JSON Lines.
"""

from __future__ import annotations

import json
import os
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import corpus
from corpus.cli.articles import articles_in
from corpus.cli.completion import configs
from corpus.cli.completion import layers as layer_names
from corpus.cli.completion import names as names_begun
from corpus.cli.messages import tell
from corpus.cli.outputs import print_lines
from corpus.cli.terminal import on_terminal, print_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model import Article

__all__ = ["show"]

_NOTHING = 1


@click.command(short_help="Show articles, or list a layer of theirs.")
@click.argument("names", nargs=-1, metavar="[FILE|ARTICLE]...", shell_complete=names_begun)
@click.option(
    "--to",
    "config",
    metavar="CONFIG",
    shell_complete=configs,
    help="Convert first, such as s2tw or t2s.",
)
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="LAYER",
    shell_complete=layer_names,
    help="List a layer's items instead: entities, sentences, sections, quotations, "
    "paragraphs, dateline, roles, tokens. May be given more than once.",
)
@click.option("--json", "as_json", is_flag=True, help="Print JSON Lines, offsets included.")
def show(
    names: tuple[str, ...],
    config: str | None,
    layers: tuple[str, ...],
    as_json: bool,  # noqa: FBT001  click passes options so
) -> None:
    """Print articles: the packaged ones, or those of JSON Lines.

    FILE is a file of JSON Lines (.jsonl, .jsonl.gz) or - for stdin; what `corpus
    parse` and `corpus annotate` write. ARTICLE is the id of an article: a packaged
    one, or one of the FILE before it.

    On a terminal, entities are coloured by label and quotations underlined. In a
    pipe an article is its text, one block a line.

    With --json and no --layer, each line is an article as corpus.read_jsonl reads
    it; with --layer, each line is one item.
    """
    articles = _counted(_chosen(names))
    if config is not None:
        converter = corpus.Converter(config)  # refuses an unknown config before all else
        articles = (article.convert(converter) for article in articles)
    if as_json:
        print_lines(_json_lines(articles, layers))
    elif on_terminal():
        print_drawn(partial(_drawn, articles, layers))
    elif layers:
        print_lines(_table_lines(articles, layers))
    else:
        print_lines(_text_lines(articles))


# -- which articles ------------------------------------------------------------------


def _counted(articles: Iterable[Article]) -> Iterator[Article]:
    """Yield the articles; end the command with status 1 where there are none."""
    some = False
    for article in articles:
        some = True
        yield article
    if not some:
        tell("no articles")
        raise click.exceptions.Exit(_NOTHING)


def _chosen(names: tuple[str, ...]) -> Iterator[Article]:
    if not names:
        yield from corpus.load()
        return
    file = None
    ids: list[str] = []
    for name in names:
        if _is_file(name):
            yield from _of_file(file, ids)
            file, ids = name, []
        else:
            ids.append(name)
    yield from _of_file(file, ids)


def _of_file(file: str | None, ids: list[str]) -> Iterable[Article]:
    if file is None:
        return [corpus.load()[name] for name in ids]
    if not ids:
        return articles_in(file)
    found = corpus.Corpus(articles_in(file))
    return [found[name] for name in ids]


def _is_file(name: str) -> bool:
    if name == "-" or "/" in name or os.sep in name:
        return True
    if not name or name in corpus.load().ids:
        return False
    return Path(name).suffix != "" or Path(name).exists()


# -- plain output --------------------------------------------------------------------


def _text_lines(articles: Iterable[Article]) -> Iterator[str]:
    """Yield the text alone of one article; several are headed by their ids, as `head` does."""
    rest = iter(articles)
    first, second = next(rest, None), next(rest, None)
    if first is None:
        return
    if second is None:
        yield first.text
        return
    for number, article in enumerate(chain((first, second), rest)):
        if number:
            yield ""
        yield f"==> {article.id} <=="
        yield article.text


def _table_lines(articles: Iterable[Article], layers: tuple[str, ...]) -> Iterator[str]:
    from corpus.explore.listing import cells, rows

    heads: tuple[str, ...] = ()
    for article in articles:
        for layer in layers:
            for row in map(cells, rows(article, layer)):
                names = (*(name for name in row if name != "text"), "text")
                if names != heads:
                    heads = names
                    yield "\t".join(names)
                yield "\t".join(_one_cell(row[name]) for name in names)


def _one_cell(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace("\t", "\\t")
    return escaped.replace("\r", "\\r").replace("\n", "\\n")


def _json_lines(articles: Iterable[Article], layers: tuple[str, ...]) -> Iterator[str]:
    if not layers:
        yield from (corpus.to_jsonl([article]).rstrip("\n") for article in articles)
        return
    from corpus.explore.listing import rows

    for article in articles:
        for layer in layers:
            yield from (json.dumps(row, ensure_ascii=False) for row in rows(article, layer))


# -- a terminal ----------------------------------------------------------------------


def _drawn(articles: Iterable[Article], layers: tuple[str, ...], width: int) -> Iterator[Any]:
    from corpus.explore.table import layer_lines
    from corpus.explore.terminal import article_lines

    for article in articles:
        if not layers:
            yield from article_lines(article, width)
        for layer in layers:
            yield from layer_lines(article, layer, width)
