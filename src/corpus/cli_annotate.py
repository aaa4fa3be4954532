"""The command ``corpus annotate``: files in, annotated articles out, as JSON Lines.

Reads newspaper text (plain, ``.gz``, ``.zip``, folders) or JSON Lines of this package's, writes
JSON Lines to a file or to stdout. A file is complete or, if anything fails, as it was before.
Progress goes to stderr, and only to a terminal.
"""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, get_args

import click

import corpus
from corpus.annotation.pipeline import LAYERS, Existing, annotate_articles
from corpus.errors import AnnotationError

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
    if output is not None and any(_same(output, file) for file in files):
        click.echo(f"corpus: {output}: this is a file to read; write to another", err=True)
        raise SystemExit(2)
    articles = _read(files, encoding)
    chosen = tuple(name.strip() for name in layers.split(",") if name.strip())
    with _progress() as progress:
        done = annotate_articles(
            articles, chosen, progress=progress, workers=workers, existing=existing
        )
        _write(done, output)


def _same(output: str, file: str) -> bool:
    """Tell whether the output is a file that is read, by whatever name, in a folder too."""
    if not Path(output).is_file():
        return False
    names = [file]
    if not file.endswith(".jsonl"):
        from corpus.parsing.sources import iter_files

        names = [found.name for found in iter_files(file)]
    # Of a member of an archive, `archive.zip!member.txt`, the file is what stands before a mark.
    paths = {name[:at] for name in names for at in _ends(name)}
    return any(Path(path).is_file() and Path(path).samefile(output) for path in paths)


def _ends(name: str) -> list[int]:
    return [at for at, char in enumerate(name) if char == "!"] + [len(name)]


def _read(files: tuple[str, ...], encoding: str | None) -> list[Article]:
    """Read all files; the text files in one go, where the first is named, for ids of their own."""
    texts = [file for file in files if not file.endswith(".jsonl")]
    articles: list[Article] = []
    places: dict[str, str] = {}
    for file in files:
        if file.endswith(".jsonl"):
            found: Iterable[Article] = corpus.read_jsonl(file)
        elif texts:
            from corpus.parsing.read import read

            found, texts = read(texts, encoding=encoding), []
        else:
            continue  # read with the first
        for article in found:
            place = file if file.endswith(".jsonl") else article.source or file
            if article.id in places:
                reason = f"an article of {places[article.id]} has the id {article.id!r} already"
                raise AnnotationError(reason, place=place)
            places[article.id] = place
            articles.append(article)
    return articles


def _write(articles: Iterable[Article], output: str | None) -> None:
    if output is None or output == "-":
        for article in articles:
            sys.stdout.write(corpus.to_jsonl([article]))
        sys.stdout.flush()
        return
    target = Path(output)
    if target.exists() and not target.is_file():  # a device or a pipe can't be replaced
        with target.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(corpus.to_jsonl([article]) for article in articles)
        return
    # A link is followed, so that what it leads to is replaced and not the link.
    corpus.write_jsonl(articles, target.resolve())


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
