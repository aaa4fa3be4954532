"""The command ``corpus annotate``: files in, annotated articles out, as JSON Lines.

Reads newspaper text or JSON Lines of this package's, writes JSON Lines to a file or to stdout. A
file that can't be read does not stop the others. The output is complete or, if annotation fails,
as it was before. Progress and the summary go to stderr.
"""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any, cast, get_args

import attrs
import click

import corpus
from corpus.annotation.options import LAYERS, RECOGNIZERS, USUAL, Existing, Options, layer_names
from corpus.annotation.pipeline import annotate_articles
from corpus.annotation.tokens.tokenizers import TOKENIZERS
from corpus.cli.completion import FILE
from corpus.cli.inputs import begun, found, iter_inputs, refuse_inputs, size_of
from corpus.cli.messages import Refusal, tell
from corpus.cli.outputs import OUTPUT, is_stdout, is_terminal, writing
from corpus.cli.progress import bar
from corpus.cli.reading import reading_options
from corpus.cli.tally import Tally
from corpus.errors import CorpusError
from corpus.interchange.files import as_lines
from corpus.interchange.jsonl import from_lines
from corpus.model import Corpus
from corpus.parsing.expansion import TEXT
from corpus.parsing.per_file import articles_of
from corpus.parsing.read import Prefixes

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.cli.reading import Reading
    from corpus.model import Article, Decision
    from corpus.parsing.sources import SourceFile

__all__ = ["annotate"]

_SUFFIXES = TEXT | {".jsonl"}


@click.command(short_help="Annotate files: sentences, tokens, entities, quotations.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=FILE)
@OUTPUT
@click.option(
    "--layers",
    default=",".join(USUAL),
    show_default=True,
    metavar="LAYER,...",
    help=f"Which layers to make, out of {', '.join(LAYERS)}.",
)
@click.option(
    "--recognizers",
    default="rules",
    show_default=True,
    metavar="NAME,...",
    help=f"What finds entities, out of {', '.join(RECOGNIZERS)}; of several, each makes a layer.",
)
@click.option(
    "--tokenizer",
    type=click.Choice(tuple(TOKENIZERS)),
    default="jieba",
    show_default=True,
    metavar="NAME",
    help=f"What cuts words, out of {', '.join(TOKENIZERS)}.",
)
@click.option(
    "--tags/--no-tags",
    default=True,
    show_default=True,
    help="Whether words get parts of speech.",
)
@click.option(
    "--existing",
    type=click.Choice(get_args(Existing)),
    default="refuse",
    show_default=True,
    metavar="HOW",
    help="A layer that an article has already: refuse it, replace it or keep it.",
)
@click.option(
    "--workers",
    default=1,
    show_default=True,
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes share the work.",
)
@click.option(
    "--currency",
    default="CNY",
    show_default=True,
    metavar="CODE",
    help="What a plain 元 means: TWD, HKD.",
)
@reading_options
def annotate(  # noqa: PLR0913, PLR0917  click passes options so
    files: tuple[str, ...],
    output: str | None,
    layers: str,
    recognizers: str,
    tokenizer: str,
    tags: bool,  # noqa: FBT001  click passes options so
    existing: Existing,
    workers: int,
    currency: str,
    reading: Reading,
) -> None:
    """Annotate articles and write JSON Lines, an article a line.

    FILE is newspaper text (plain, .gz, .zip), which is split into articles first as
    `corpus parse` does, or JSON Lines of articles (.jsonl, .jsonl.gz), or a folder of
    both, a pattern, or - for stdin. OUT.jsonl is packed if it ends in .gz.

    --encoding, --errors, --year and --rules are about newspaper text.

    The exit status is 2 if any file failed (the others are written all the same), 1 if
    there was no article.
    """
    wanted = Options(
        layers=_names("--layers", layers),
        recognizers=_names("--recognizers", recognizers),
        tokenizer=tokenizer,
        tags=tags,
        existing=existing,
        published=reading.options.published,
        currency=currency,
    )
    read = _Read(reading)
    present = found(files, _SUFFIXES, read.tally)
    refuse_inputs(output, (*present, *reading.files))
    drawn = not (is_stdout(output) and is_terminal(sys.stdout))
    with writing(output) as out:
        with bar("reading", size_of(present), shown=drawn, size=True) as advance:
            read.all(present, advance)
        _check_existing(read, wanted)
        if read.decisions:
            out.write(corpus.to_jsonl(Corpus(decisions=read.decisions)))
        with bar("annotating", len(read.articles), shown=drawn) as advance:
            for article in _annotated(read.articles, wanted, workers):
                out.write(corpus.to_jsonl([article]))
                advance(1)
        out.kept = bool(read.articles) or not read.tally.failed
    if not (out.kept or is_stdout(output)):
        tell(f"{output}: not written, since every file failed")
    click.echo(f"{read.tally.articles} annotated, {read.tally.failures}", err=True)
    raise SystemExit(read.tally.status)


def _names(option: str, written: str) -> tuple[str, ...]:
    names = tuple(name.strip() for name in written.split(",") if name.strip())
    if not names:
        raise Refusal(f"{option} names none")
    return names


def _annotated(articles: list[Article], wanted: Options, workers: int) -> Any:
    options = attrs.asdict(wanted, recurse=False)
    return annotate_articles(articles, workers=workers, **options)


class _Read:
    """The articles of all files, and where each came from."""

    def __init__(self, reading: Reading) -> None:
        self.articles: list[Article] = []
        self.decisions: list[Decision] = []
        self.places: dict[str, str] = {}
        self.tally = Tally(reading.rules.thresholds["doubtful"])
        self._options = reading.options
        self._prefixes = Prefixes()

    def all(self, paths: list[str], advance: Callable[[int], object]) -> None:
        """Read what is at the paths; a file that fails is told and does not stop the others."""
        for file in iter_inputs(paths, _SUFFIXES):
            try:
                articles = self._articles(file, advance)
                self.tally.done += 1
            except (CorpusError, OSError) as error:
                self.tally.fail(file.name, error)
                continue
            for article in articles:
                self._add(article, file.name)

    def _articles(self, file: SourceFile, advance: Callable[[int], object]) -> list[Article]:
        begun_file = begun(file, advance)
        if begun_file.has_articles:
            lines = as_lines(cast("io.BufferedReader", io.BytesIO(b"".join(begun_file.chunks()))))
            news = from_lines(lines, file.name)
            if not news:
                tell(f"{file.name}: no articles: no lines of JSON")
            self.decisions += news.decisions
            return list(news)
        outside: list[Decision] = []
        prefix, decoder = self._prefixes.prefix(file), self._options.decoder(file)
        articles = list(articles_of(begun_file, decoder, self._options, prefix, advance, outside))
        self.tally.left_out(file.name, outside)
        return articles

    def _add(self, article: Article, place: str) -> None:
        if article.id in self.places:
            other = self.places[article.id]
            raise Refusal(f"{place}: an article of {other} has the id {article.id!r} already")
        self.places[article.id] = place
        self.articles.append(article)
        self.tally.add(article)


def _check_existing(read: _Read, wanted: Options) -> None:
    """Refuse before any work what would be refused in the midst of it."""
    if wanted.existing != "refuse":
        return
    names = [made for name in wanted.layers for made in layer_names(name, wanted)]
    for article in read.articles:
        there = next((name for name in names if name in article.layers), None)
        if there is not None:
            raise Refusal(
                f"{read.places[article.id]}: article {article.id!r} has a layer {there!r} "
                "already; --existing replace makes it anew, --existing keep leaves it"
            )
