"""The command ``corpus parse``: newspaper dumps in, articles out, as JSON Lines.

Files are read one after another, each article is written when it is found, and a file that fails
does not stop the others. An output file is written beside itself first, and takes its place when
all files have been read and one at least did not fail. Progress and the summary go to stderr.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

import corpus
from corpus.errors import CorpusError
from corpus.parsing.explanation import explain
from corpus.parsing.per_file import Options, articles_of
from corpus.parsing.rules import Rules, default_rules
from corpus.parsing.sources import iter_files, total_size

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator
    from typing import IO

    from corpus.model import Article, Decision
    from corpus.parsing.sources import SourceFile

__all__ = ["parse"]

_FAILED = 2


@click.command(short_help="Split newspaper dumps into articles.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("-o", "--output", metavar="OUT.jsonl", help="Where to write; stdout if not given.")
@click.option(
    "--explain",
    "explained",
    is_flag=True,
    help="Print the dump with every decision beside it, instead of articles.",
)
@click.option("--rules", metavar="RULES.toml", help="Rules to put over the packaged ones.")
@click.option("--year", type=int, metavar="YEAR", help="The year of datelines that name none.")
@click.option(
    "--published",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="YYYY-MM-DD",
    help="The day of publication, from which datelines are completed.",
)
@click.option(
    "--encoding", metavar="NAME", help="The files' encoding; found for each if not given."
)
@click.option(
    "--errors",
    type=click.Choice(["strict", "replace"]),
    default="strict",
    show_default=True,
    help="Refuse bytes that are no text, or put U+FFFD for them.",
)
def parse(  # noqa: PLR0917  click passes options so
    files: tuple[str, ...],
    output: str | None,
    explained: bool,  # noqa: FBT001
    rules: str | None,
    year: int | None,
    published: dt.datetime | None,
    encoding: str | None,
    errors: str,
) -> None:
    """Split newspaper dumps into articles and write JSON Lines, an article a line.

    FILE is plain text, .gz, .zip, a folder or a pattern. A summary goes to stderr. The exit
    status is 2 if any file failed; the others are written all the same.
    """
    day = None if published is None else published.date()
    chosen = _rules(rules)
    options = Options(encoding, errors, chosen, year, day)
    options.decoder(None)  # a wrong name is no file's fault
    tally = _Tally(chosen or default_rules())
    present = [path for file in files for path in _found(file, tally)]
    if output is not None and any(_is_same(output, path) for path in (*present, rules)):
        click.echo(f"corpus: {output}: this is a file to read; write to another", err=True)
        raise SystemExit(_FAILED)
    with _output(output, tally) as out, _progress(present) as advance:
        for file, prefix in _named(present):
            outside: list[Decision] = []
            try:
                decoder = options.decoder(file)
                articles = articles_of(file, decoder, options, prefix, advance, outside)
                if explained:
                    _explain(file, options, out)
                else:
                    for article in articles:
                        out.write(corpus.to_jsonl([article]).rstrip("\n") + "\n")
                        tally.add(article)
                tally.done += 1
            except BrokenPipeError:
                raise
            except (CorpusError, OSError) as error:
                tally.fail(file.name, error)
            tally.left_out(file.name, outside)
        out.flush()
    if not explained:
        tally.report()
    if tally.failed:
        raise SystemExit(_FAILED)


class _Tally:
    """Counts what came of the files."""

    def __init__(self, rules: Rules) -> None:
        self.done = 0
        self.failed = 0
        self._doubtful = rules.thresholds["doubtful"]
        self._counts: Counter[str] = Counter()

    def add(self, article: Article) -> None:
        self._counts["articles"] += 1
        self._decided(article.decisions)

    def left_out(self, name: str, outside: Iterable[Decision]) -> None:
        decisions = tuple(outside)
        self._decided(decisions)
        for decision in decisions:
            if decision.rule.startswith("empty."):
                click.echo(f"corpus: {name}: no articles: {decision.evidence}", err=True)

    def fail(self, name: str, error: Exception) -> None:
        self.failed += 1
        reason = " ".join(str(error).split())
        told = reason if reason.startswith(name) else f"{name}: {reason}"
        click.echo(f"corpus: {told}", err=True)

    def _decided(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            family = decision.rule.partition(".")[0]
            self._counts[family] += 1
            self._counts["doubtful"] += decision.confidence < self._doubtful

    def report(self) -> None:
        """Print one line on stderr."""
        counts = self._counts
        click.echo(
            f"{counts['articles']} articles, {counts['join']} repairs, {counts['noise']} lines of "
            f"noise left out, {counts['doubtful']} doubtful decisions, {self.failed} files failed",
            err=True,
        )


def _found(file: str, tally: _Tally) -> list[str]:
    """Return the files that a path or a pattern means; count it as failed if there is none.

    They are found before anything is written, so that no pattern can match what is.
    """
    try:
        return list(dict.fromkeys(_on_disk(found.name) for found in iter_files(file)))
    except FileNotFoundError as error:
        tally.fail(file, error)
        return []


def _on_disk(name: str) -> str:
    """Return the file that a name means: of `archive.zip!member.txt` the archive."""
    path = name
    while not Path(path).exists() and "!" in path:
        path = path.rpartition("!")[0]
    return path if Path(path).exists() else name


def _is_same(output: str, path: str | None) -> bool:
    both = Path(output), Path(path or "")
    return all(one.is_file() for one in both) and both[0].samefile(both[1])


def _named(files: list[str]) -> Iterator[tuple[SourceFile, str]]:
    """Yield the files with what their articles' ids begin with: the stem, or the whole name."""
    taken: set[str] = set()
    for file in iter_files(files) if files else ():
        name = file.stem if file.stem not in taken else file.name
        number = 2
        while name in taken:
            name, number = f"{file.name}({number})", number + 1
        taken.add(name)
        yield file, name


def _rules(path: str | None) -> Rules | None:
    return None if path is None else Rules.from_toml(Path(path).read_text(encoding="utf-8"))


def _explain(file: SourceFile, options: Options, out: IO[str]) -> None:
    from corpus.parsing.decode import decode
    from corpus.parsing.dump import parse as parse_text

    data = b"".join(file.chunks())
    raw = decode(data, encoding=options.encoding, errors=options.errors, source=file.name).text
    found = parse_text(
        raw, source=file.stem, rules=options.rules, year=options.year, published=options.published
    )
    out.write(f"==> {file.name} <==\n")
    out.writelines(f"{line}\n" for line in explain(found, raw))


@contextmanager
def _output(path: str | None, tally: _Tally) -> Iterator[IO[str]]:
    if path is None or path == "-":
        yield sys.stdout
        return
    target = Path(path)
    if target.exists() and not target.is_file():  # a device or a pipe can't be replaced
        with target.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    target = target.resolve()  # what a link leads to is replaced, not the link
    part = target.with_name(f"{target.name}.{os.getpid()}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        if tally.done or not tally.failed or not target.exists():
            part.replace(target)
        else:
            click.echo(f"corpus: {path}: left as it was, since every file failed", err=True)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _progress(files: list[str]) -> Iterator[Callable[[int], object]]:
    """Yield what counts the bytes read, on a terminal with a bar."""
    if not (files and sys.stderr.isatty()):
        yield lambda _read: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("parsing", total=total_size(files))
        yield lambda read: bar.update(task, advance=read)
