"""The command ``corpus``: what it prints, and how it refuses.

``show`` is here; the other commands have modules of their own, which are imported when
they are asked for. On a terminal the output is drawn by
`corpus.explore.terminal`; anywhere else it is plain: an article is its text, a layer is a
table with tabs, and with ``--json`` both are JSON Lines. Messages go to stderr. The exit
status is 0, 2 for a request that can't be met (one line says why), and 1 if the reader of
the output goes away.
"""

from __future__ import annotations

import json
import os
import sys
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

import corpus
from corpus.errors import CorpusError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console

    from corpus.model import Article

__all__ = ["main"]

_ELSEWHERE = {
    "annotate": "corpus.cli_annotate",
    "info": "corpus.cli_info",
    "parse": "corpus.cli_parse",
}
_MOST_NAMES = 20  # in a message


class _Refusal(click.ClickException):
    """A request that can't be met; printed as one line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        line = " ".join(self.format_message().split())
        click.echo(f"corpus: {line}", file=file or sys.stderr)


class _Commands(click.Group):
    """The commands, of which some are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *_ELSEWHERE})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        module = _ELSEWHERE.get(cmd_name)
        if module is not None:
            command: click.Command = getattr(import_module(module), cmd_name)
            return command
        return super().get_command(ctx, cmd_name)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise
        except (CorpusError, OSError, UnicodeError) as error:
            raise _Refusal(_reason(error)) from error


def _reason(error: Exception) -> str:
    match error:
        case UnknownNameError(valid=valid) if len(valid) > _MOST_NAMES:
            hint = f" (did you mean {error.nearest!r}?)" if error.nearest else ""
            some = ", ".join(valid[:_MOST_NAMES])
            return f"unknown {error.what} {error.name!r}{hint}; {len(valid)} are valid: {some}, …"
        case OSError(filename=str(name), strerror=str(why)):
            return f"{name}: {why}"
        case UnicodeDecodeError():
            return f"the file is no UTF-8 text: {error.reason} at byte {error.start}"
        case UnicodeEncodeError():
            char = f"U+{ord(error.object[error.start]):04X}"
            return f"the text has {char}, which {error.encoding} can't write: {error.reason}"
    return str(error)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit status: 0, or 2 with one line on stderr that says what is wrong.",
)
@click.version_option(corpus.__version__, prog_name="corpus", message="%(prog)s %(version)s")
def main() -> None:
    """Annotated Chinese news text: show it, count it, parse it, annotate it."""
    _write_unicode()


@main.command(short_help="Show articles, or list a layer of theirs.")
@click.argument("names", nargs=-1, metavar="[FILE.jsonl] [ARTICLE]...")
@click.option("--to", "config", metavar="CONFIG", help="Convert first, such as s2tw or t2s.")
@click.option(
    "--layer",
    "layers",
    multiple=True,
    metavar="LAYER",
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
    """Print articles: the packaged ones, or those of a JSON Lines file (- is stdin).

    On a terminal, entities are coloured by label and quotations underlined. In a pipe an
    article is its text, one block a line.

    With --json and no --layer, each line is an article as corpus.read_jsonl reads it;
    with --layer, each line is one item.
    """
    articles = _chosen(names)
    if config is not None:
        converter = corpus.Converter(config)  # refuses an unknown config before all else
        articles = (article.convert(converter) for article in articles)
    if as_json:
        _print_lines(_json_lines(articles, layers))
    elif _on_terminal():
        _draw(articles, layers)
    elif layers:
        _print_lines(_table_lines(articles, layers))
    else:
        _print_lines(_text_lines(articles))


# -- which articles ------------------------------------------------------------------


def _chosen(names: tuple[str, ...]) -> Iterable[Article]:
    if not names or not _is_file(names[0]):
        packaged = corpus.load()
        return [packaged[name] for name in names] or packaged
    file, *ids = names
    if file == "-":
        found = corpus.from_jsonl(sys.stdin.buffer.read().decode("utf-8"))
    elif ids:
        found = corpus.read_jsonl(file)
    else:
        return corpus.iter_jsonl(file)
    return [found[name] for name in ids] or found


def _is_file(name: str) -> bool:
    if name == "-" or name.endswith(".jsonl") or "/" in name or os.sep in name:
        return True
    return Path(name).is_file() and name not in corpus.load().ids


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


def _print_lines(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def _write_unicode() -> None:
    """Let stdout take every character, whatever the locale's encoding."""
    for stream in (sys.stdout, sys.stderr):
        encoding = (stream.encoding or "").lower().replace("-", "").replace("_", "")
        if not encoding.startswith(("utf", "gb18030")) and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")


# -- a terminal ----------------------------------------------------------------------


def _on_terminal() -> bool:
    return sys.stdout.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _draw(articles: Iterable[Article], layers: tuple[str, ...]) -> None:
    from rich.console import Console

    from corpus.explore.table import layer_lines
    from corpus.explore.terminal import article_lines

    console: Console = Console(highlight=False)
    for article in articles:
        if not layers:
            for line in article_lines(article, console.width):
                console.print(line)
        for layer in layers:
            for line in layer_lines(article, layer, console.width):
                console.print(line)
