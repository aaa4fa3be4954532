"""The command ``corpus parse``: newspaper dumps in, articles out, as JSON Lines.

Files are read one after another, each article is written when it is found, and a file that fails
does not stop the others. An output file is there when all files have been read, unless all failed.
Progress and the summary go to stderr.
"""

from __future__ import annotations

import sys
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

import click

import corpus
from corpus.cli.completion import FILE
from corpus.cli.inputs import found, iter_inputs, refuse_inputs, size_of
from corpus.cli.messages import counted, tell
from corpus.cli.outputs import OUTPUT, STDOUT, is_stdout, is_terminal, writing
from corpus.cli.progress import bar
from corpus.cli.reading import reading_options
from corpus.cli.tally import Tally
from corpus.cli.terminal import on_terminal, print_drawn
from corpus.errors import CorpusError
from corpus.parsing.expansion import TEXT
from corpus.parsing.explanation import explain
from corpus.parsing.per_file import articles_of, whole
from corpus.parsing.read import Prefixes

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.cli.outputs import Output
    from corpus.cli.reading import Reading
    from corpus.model import Decision
    from corpus.parsing.per_file import Options
    from corpus.parsing.sources import SourceFile

__all__ = ["parse"]


@click.command(short_help="Split newspaper dumps into articles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@OUTPUT
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print the dump with every decision beside it, instead of articles.",
)
@reading_options
def parse(
    files: tuple[str, ...],
    output: str | None,
    explained: bool,  # noqa: FBT001  click passes options so
    reading: Reading,
) -> None:
    """Split newspaper dumps into articles and write JSON Lines, an article a line.

    FILE is plain text, .gz, .zip, a folder, a pattern, or - for stdin. OUT.jsonl is
    packed if it ends in .gz.

    A summary goes to stderr. The exit status is 2 if any file failed (the others are
    written all the same), 1 if there was no article.
    """
    tally = Tally(reading.rules.thresholds["doubtful"])
    present = found(files, TEXT, tally)
    refuse_inputs(output, (*present, *reading.files))
    drawn = not (is_stdout(output) and is_terminal(sys.stdout))
    with (
        writing(output) as out,
        bar("parsing", size_of(present), shown=drawn, size=True) as advance,
    ):
        prefixes = Prefixes()
        for file in iter_inputs(present, TEXT):
            tell_of = _explain if explained else _write
            try:
                tell_of(file, prefixes.prefix(file), reading.options, out, advance, tally)
                tally.done += 1
            except (CorpusError, OSError) as error:
                tally.fail(file.name, error)
        out.kept = tally.done > 0 or not tally.failed
    if not (out.kept or is_stdout(output)):
        tell(f"{output}: not written, since every file failed")
    if not explained:
        _report(tally)
    raise SystemExit(tally.status)


def _write(
    file: SourceFile,
    prefix: str,
    options: Options,
    out: Output,
    advance: Callable[[int], object],
    tally: Tally,
) -> None:
    """Write a file's articles, each when it is found."""
    outside: list[Decision] = []
    try:
        for article in articles_of(file, options.decoder(file), options, prefix, advance, outside):
            out.write(corpus.to_jsonl([article]))
            tally.add(article)
    finally:
        tally.left_out(file.name, outside)


def _explain(
    file: SourceFile,
    _prefix: str,
    options: Options,
    out: Output,
    advance: Callable[[int], object],
    tally: Tally,
) -> None:
    raw, articles = whole(file, options.decoder(file), options, advance)
    for article in articles:
        tally.add(article)
    lines = chain([f"==> {file.name} <=="], explain(articles, raw))
    if out.name == STDOUT and on_terminal():
        from corpus.explore.explanation import explanation_lines

        print_drawn(partial(explanation_lines, lines))
        return
    for line in lines:
        out.write(f"{line}\n")


def _report(tally: Tally) -> None:
    """Print one line on stderr."""
    counts = tally.counts
    facts = [
        tally.articles,
        counted(counts["join"], "repair"),
        f"{counted(counts['noise'], 'line of noise', 'lines of noise')} left out",
        counted(counts["doubtful"], "doubtful decision"),
        tally.failures,
    ]
    if counts["record"]:
        facts.insert(1, counted(counts["record"], "label or field", "labels and fields"))
    click.echo(", ".join(facts), err=True)
