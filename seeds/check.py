"""Check the gold annotation, and regenerate the agreement table in README.md.

Run from the repository's root, with the package installed::

    python seeds/check.py            # check; exit status 1 if anything is wrong
    python seeds/check.py --write    # also rewrite the tables in seeds/README.md

Offsets, quoted words, labels, values and the raw file's hash are checked by
`corpus.read_standoff` itself. This adds what makes the annotation whole: spans of a layer
nest, sections and sentences cover the text, children lie in their parents, ids resolve.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import corpus

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

HERE = Path(__file__).parent
NUMERIC = {"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"}
BLANK = re.compile(r"\s")


def problems(news: corpus.Corpus) -> Iterator[str]:
    """Yield a line for everything that is wrong."""
    for article in news:
        for name, layer in article.layers.items():
            yield from crossing(layer, f"{article.id}, {name}")
        for name in ("sections", "sentences"):
            yield from uncovered(article, article.layers[name], name)
        yield from misplaced(article)
        for role in article.roles:
            if role.person_span not in set(article.entities.filter(label="PERSON").spans()):
                yield f"{article.id}, role {role.text}: {role.person} is no person"
        for quotation in article.quotations:
            if (quotation.speaker is None) != (quotation.cue is None):
                yield f"{article.id}, quotation {quotation.text[:8]}: speaker without cue"
    yield from unresolved(news)


def unresolved(news: corpus.Corpus) -> Iterator[str]:
    """Yield names without id, numbers with one, and ids whose mentions differ in label."""
    labels_of: dict[str, set[str]] = {}
    for entity in news.entities():
        if (entity.id is None) != (entity.label in NUMERIC):
            yield f"entity [{entity.start}, {entity.end}) {entity.text}: only names have ids"
        if entity.id is not None:
            labels_of.setdefault(entity.id, set()).add(entity.label)
    for name, labels in labels_of.items():
        if len(labels) > 1:
            yield f"id {name}: mentions with different labels {sorted(labels)}"


def crossing(layer: corpus.Layer[Any], where: str) -> Iterator[str]:
    """Yield the pairs of items of which neither contains the other though they overlap."""
    around: list[corpus.Span] = []
    for span in layer.spans():
        while around and around[-1].end <= span.start:
            around.pop()
        if around and not around[-1].contains(span):
            yield f"{where}: {around[-1]} and {span} cross"
        if around and around[-1] == span and layer.item is corpus.Entity:
            yield f"{where}: two items have the span {span}"
        around.append(span)


def uncovered(article: corpus.Article, layer: corpus.Layer[Any], name: str) -> Iterator[str]:
    """Yield the stretches of text that no item of the layer covers."""
    covered = set[int]()
    for span in layer.spans():
        covered.update(range(span.start, span.end))
    missing = [i for i, c in enumerate(article.text) if i not in covered and not BLANK.match(c)]
    if missing:
        yield f"{article.id}, {name}: {len(missing)} characters uncovered from {missing[0]} on"


def misplaced(article: corpus.Article) -> Iterator[str]:
    """Yield sections outside their parents, and entities outside every sentence."""
    sections = article.layers["sections"]
    for row, section in enumerate(sections):
        if section.parent >= row:
            yield f"{article.id}, section {row}: its parent {section.parent} does not precede it"
        elif section.parent >= 0 and not sections[section.parent].span.contains(section.span):
            yield f"{article.id}, section {row}: not within its parent"
    sentences = list(article.sentences.spans())
    for entity in article.entities:
        if not any(sentence.contains(entity.span) for sentence in sentences):
            yield f"{article.id}, entity {entity.text}: not within one sentence"


def agreement(news: corpus.Corpus) -> str:
    """Return the agreement of the two passes as a Markdown table."""
    passes = [json.loads((HERE / "passes" / f"{p}.json").read_text("utf-8")) for p in "ab"]
    rows = ["| layer | pass A | pass B | both | F1 |", "|---|---:|---:|---:|---:|"]
    sides = [
        Counter(
            (article, row[0], row[1], row[3])
            for article, layers in one.items()
            for row in layers["entities"]
        )
        for one in passes
    ]
    used = {row[3] for side in sides for row in side}
    for label in [label for label in corpus.ENTITY_LABELS if label in used]:
        first, second = ({r for r in side if r[3] == label} for side in sides)
        rows.append(line(label, first, second))
    rows.append(line("**all entities**", set(sides[0]), set(sides[1])))
    for name, width in (("quotations", 2), ("roles", 4)):
        first, second = (
            {(a, *map(str, row[:width])) for a, layers in one.items() for row in layers[name]}
            for one in passes
        )
        rows.append(line(name, first, second))
    rows.append(line("values", *(valued(one) for one in passes)))
    rows.append("")
    for letter, side in zip("AB", sides, strict=True):
        gold = {(a.id, e.start, e.end, e.label) for a in news for e in a.entities}
        same = len(gold & set(side))
        rows.append(
            f"Pass {letter} against the adjudicated gold: "
            f"F1 {2 * same / (len(gold) + len(side)):.3f} on entities."
        )
    return "\n".join(rows)


def valued(one: dict[str, Any]) -> set[tuple[Any, ...]]:
    """Return the entities of a pass that have a value, with it."""
    return {
        (article, row[0], row[1], json.dumps(row[5], sort_keys=True))
        for article, layers in one.items()
        for row in layers["entities"]
        if row[5]
    }


def line(name: str, first: set[Any], second: set[Any]) -> str:
    """Return a row of the table of agreement."""
    both = len(first & second)
    score = 2 * both / max(1, len(first) + len(second))
    return f"| {name} | {len(first)} | {len(second)} | {both} | {score:.3f} |"


def contents(news: corpus.Corpus) -> str:
    """Return how much is annotated as a Markdown table."""
    names = list(news[0].layers)
    rows = [f"| article | characters | {' | '.join(names)} |", "|---|" + "---:|" * (len(names) + 1)]
    for article in news:
        counts = " | ".join(str(len(article.layers[name])) for name in names)
        rows.append(f"| `{article.id}` | {len(article.text)} | {counts} |")
    return "\n".join(rows)


def rewrite(tables: Iterable[tuple[str, str]]) -> None:
    """Put the tables between their marks in README.md."""
    path = HERE / "README.md"
    text = path.read_text("utf-8")
    for name, table in tables:
        start, end = f"<!-- {name} -->\n", f"\n<!-- end {name} -->"
        if start not in text or end not in text:
            raise SystemExit(f"{path} has no marks for the table {name!r}")
        before, _, rest = text.partition(start)
        text = before + start + table + end + rest.partition(end.strip())[2]
    path.write_text(text, "utf-8", newline="\n")


def main() -> int:
    """Check, print, and rewrite the tables if asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help="rewrite the tables in README.md")
    options = parser.parse_args()
    news = corpus.read_standoff(HERE / "news.json")
    found = list(problems(news))
    tables = [("contents", contents(news)), ("agreement", agreement(news))]
    print("\n".join(found) or f"{len(news)} articles, nothing wrong")
    print("\n" + "\n\n".join(table for _, table in tables))
    if options.write:
        rewrite(tables)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
