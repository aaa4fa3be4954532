"""The command ``corpus annotate``: files in, annotated articles out, as JSON Lines.

Reads newspaper text (plain, ``.gz``, ``.zip``, folders) or JSON Lines of this package's, writes
JSON Lines to a file or to stdout. Progress goes to stderr, and only to a terminal.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, get_args

import click

import corpus
from corpus.annotation.pipeline import LAYERS, Existing, annotate_articles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.model import Article

__all__ = ["annotate"]


@click.command(short_help="Annotate files: sentences, tokens, entities, quotations.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Where to write; stdout if not given.")
@click.option(
    "--layers",
    default=",".join(LAYERS[:4]),
    show_default=True,
    metavar="LAYER,...",
    help=f"Which layers to make, out of {', '.join(LAYERS)}.",
)
@click.option(
    "--workers", default=1, show_default=True, type=click.IntRange(min=1), help="Processes."
)
@click.option(
    "--existing",
    type=click.Choice(get_args(Existing)),
    default="refuse",
    show_default=True,
    help="What to do with a layer that an article of a JSON Lines file has already.",
)
@click.option(
    "--encoding", metavar="NAME", help="The text files' encoding; found for each if not given."
)
def annotate(
    files: tuple[str, ...],
    output: str | None,
    layers: str,
    workers: int,
    existing: Existing,
    encoding: str | None,
) -> None:
    """Annotate newspaper text and write JSON Lines, an article a line.

    FILE is plain text, .gz, .zip or a folder of such files, which are split into articles first,
    or a .jsonl file of articles. `corpus show OUT.jsonl` shows what comes out.
    """
    articles = [article for file in files for article in _read(file, encoding)]
    chosen = tuple(name.strip() for name in layers.split(",") if name.strip())
    with _progress() as progress:
        done = annotate_articles(
            articles, chosen, progress=progress, workers=workers, existing=existing
        )
        _write(done, output)


def _read(file: str, encoding: str | None) -> Iterable[Article]:
    if file.endswith(".jsonl"):
        return corpus.read_jsonl(file)
    from corpus.parsing.read import read

    return read(file, encoding=encoding)


def _write(articles: Iterable[Article], output: str | None) -> None:
    lines = (corpus.to_jsonl([article]).rstrip("\n") + "\n" for article in articles)
    if output is None or output == "-":
        for line in lines:
            sys.stdout.write(line)
        sys.stdout.flush()
        return
    with open(output, "w", encoding="utf-8", newline="\n") as file:  # noqa: PTH123
        file.writelines(lines)


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None] | None]:
    """Yield what draws a bar on a terminal, or None where there is none."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("annotating", total=None)

        def show(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        yield show
