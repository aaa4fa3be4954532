"""Score `corpus.parse` on dumps with gold articles, and time it.

    python benchmarks/parsing.py tests/golden/parsing/dumps.jsonl [MORE.jsonl ...]
    python benchmarks/parsing.py --hidden GOLD.jsonl      boundaries from the topic alone
    python benchmarks/parsing.py --cohesion GOLD.jsonl    how well two windows tell a boundary
    python benchmarks/parsing.py --speed [GOLD.jsonl ...]

A line of a gold file is an object with ``variant``, ``text`` and ``articles``; an article has
``title`` (and whether it is ``title_in_text``), ``subtitle``, ``dateline`` (``text``),
``paragraphs`` (``text``) and ``start``, its offset in the text. Scores beside ours are those of a
parser of a few lines that takes every short line without a full stop for a headline.

Times are CPU time on one core, the median and the best of seven runs; megabytes are of UTF-8.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.parsing.cohesion import odds_of
from corpus.parsing.dump import parse
from corpus.parsing.rules import default_rules
from corpus.parsing.topics import beginning, breaks
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

PARAGRAPH = "清河水库建于一九五八年，是华北平原东部的一座大型水库，担负着下游三县一市的防洪任务。"
Gold = dict[str, Any]
Found = list[dict[str, Any]]
ROOT = Path(__file__).parents[1]
SEED = ROOT / "seeds" / "news.txt"
DUMPS = ROOT / "tests" / "golden" / "parsing" / "dumps.jsonl"
NEWS = ROOT / "tests" / "golden" / "entities" / "ntrex_news.jsonl"


def ours(text: str) -> Found:
    """Parse with the package."""
    return [
        {
            "start": article.raw_spans(Span(0, 1))[0].start,
            "title": article.title,
            "subtitle": article.subtitle,
            "dateline": article.dateline.text if article.dateline else None,
            "paragraphs": [paragraph.text for paragraph in article.paragraphs],
        }
        for article in parse(text)
    ]


def simple(text: str) -> Found:
    """Take every short line without a full stop for a headline, every line for a paragraph."""
    found: Found = []
    place = 0
    for line in text.split("\n"):
        stripped = line.strip()
        headline = len(stripped) < 40 and not stripped.endswith(tuple("。！？”」：，"))
        if stripped:
            start = place + line.index(stripped[0])
            if headline or not found:
                blank = {"subtitle": None, "dateline": None, "paragraphs": []}
                found.append({"start": start, "title": stripped if headline else None, **blank})
            if not headline:
                found[-1]["paragraphs"].append(stripped)
        place += len(line) + 1
    return found


def bare(text: str | None) -> str:
    """Return the text without white space."""
    return "".join((text or "").split())


def score(gold: Iterable[Gold], parser: Callable[[str], Found]) -> dict[str, Counter[str]]:
    """Count hits and totals for each variant."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for dump in gold:
        found = parser(dump["text"])
        count = counts[dump["variant"]]
        starts = {article["start"] for article in dump["articles"][1:]}
        given = {article["start"] for article in found[1:]}
        count.update(boundaries=len(starts), given=len(given), right=len(starts & given))
        titles = {bare(article["title"]) for article in found}
        subtitles = {bare(article["subtitle"]).replace("—", "") for article in found}
        datelines = {bare(article["dateline"]) for article in found}
        paragraphs = {bare(text) for article in found for text in article["paragraphs"]}
        for article in dump["articles"]:
            if article["title_in_text"] and article["title"]:
                count.update(titles=1, titles_right=bare(article["title"]) in titles)
                if article.get("subtitle"):
                    wanted = bare(article["subtitle"]).replace("—", "")
                    count.update(subtitles=1, subtitles_right=wanted in subtitles)
            if article.get("dateline"):
                wanted = bare(article["dateline"]["text"])
                count.update(datelines=1, datelines_right=wanted in datelines)
            for paragraph in article["paragraphs"]:
                right = bare(paragraph["text"]) in paragraphs
                count.update(paragraphs=1, paragraphs_right=right)
    return counts


def rate(count: Counter[str], hits: str, of: str) -> str:
    """Return a share, or a dash where there is nothing to share."""
    return f"{count[hits] / count[of]:.3f}" if count[of] else "    –"


def show_scores(gold: list[Gold]) -> None:
    """Print a table for both parsers."""
    print("parser  variant        boundary P  boundary R  title  subtitle  dateline  paragraph")
    for name, parser in (("simple", simple), ("ours", ours)):
        for variant, count in sorted(score(gold, parser).items()):
            print(
                f"{name:7} {variant:14} {rate(count, 'right', 'given'):>10}  "
                f"{rate(count, 'right', 'boundaries'):>10}  "
                f"{rate(count, 'titles_right', 'titles')}  "
                f"{rate(count, 'subtitles_right', 'subtitles'):>8}  "
                f"{rate(count, 'datelines_right', 'datelines'):>8}  "
                f"{rate(count, 'paragraphs_right', 'paragraphs'):>9}"
            )


def shuffled(gold: list[Gold], dumps: int) -> list[tuple[list[str], set[int]]]:
    """Return paragraphs of articles in random order, without titles, and where articles begin."""
    chance = random.Random(1)
    by_script: dict[bool, list[list[str]]] = defaultdict(list)
    for dump in gold:
        for article in dump["articles"]:
            texts = [paragraph["text"] for paragraph in article["paragraphs"]]
            by_script["這" in dump["text"] or "國" in dump["text"]].append(texts)
    rows = []
    for articles in by_script.values():
        for _ in range(dumps):
            texts: list[str] = []
            starts: set[int] = set()
            for article in chance.sample(articles, min(6, len(articles))):
                starts.add(len(texts))
                texts += article
            rows.append((texts, starts - {0}))
    return rows


def show_hidden(gold: list[Gold]) -> None:
    """Print how many boundaries are found with neither titles nor layout."""
    rules = default_rules()
    right = given = wanted = 0
    for texts, starts in shuffled(gold, 50):
        around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
        scores = [
            beginning(text, rules, before=before, after=after) for before, text, after in around
        ]
        found = {n for n, margin in enumerate(breaks(texts, scores, rules)) if n and margin > 0}
        right += len(found & starts)
        given += len(found)
        wanted += len(starts)
    print(f"hidden boundaries: precision {right / given:.3f}, recall {right / wanted:.3f}")


def show_cohesion(gold: list[Gold]) -> None:
    """Print the area under the ROC curve of the log odds of two windows."""
    rules = default_rules()
    inside, between = [], []
    for texts, starts in shuffled(gold, 50):
        for place in range(1, len(texts)):
            left = "\n".join(texts[max(0, place - 4) : place])[-700:]
            right = "\n".join(texts[place : place + 4])[:700]
            (between if place in starts else inside).append(odds_of(left, right, rules))
    wins = sum((a > b) + (a == b) / 2 for a in inside for b in between)
    print(f"area under the ROC curve: {wins / len(inside) / len(between):.3f}")


def timed(parser: Callable[[str], object], text: str) -> float:
    """Return the CPU time that a parser takes."""
    start = time.process_time()
    parser(text)
    return time.process_time() - start


def translated() -> str:
    """Return sentences of translated news as articles: a headline and six paragraphs each."""
    rows = NEWS.read_text(encoding="utf-8").splitlines()
    sentences = [json.loads(row)["text"] for row in rows]
    places = ((0, 1), (1, 3), (3, 4), (4, 6), (6, 7), (7, 9))  # one sentence and two by turns
    articles = []
    for start in range(0, len(sentences), 10):
        first, *rest = sentences[start : start + 10]
        headline = re.split("[，。：；？！“”「」]", first.strip("“「"))[0]
        paragraphs = ["".join(rest[begin:end]) for begin, end in places]
        articles.append("\n　　".join([f"{headline}\n", *paragraphs]))
    return "\n\n".join(articles)


def kinds_of_text() -> dict[str, str]:
    """Return texts that cost a parser little and much, by what they are."""
    seed = SEED.read_text(encoding="utf-8")
    dumps = [json.loads(line) for line in DUMPS.read_text(encoding="utf-8").splitlines()]
    short = by_variant(dumps)
    return {
        "packaged articles": (seed + "\n\n") * 80,
        "translated news": (translated() + "\n\n") * 20,
        "short articles": short["v1_clean"],
        "with page breaks": short["v4_pages"],
        "hard-wrapped": short["v5_wrap"],
        "one line": "字" * 700_000,
        "blank lines": "\n" * 2_000_000,
        "《": "《" * 700_000,
        "no full stop": "字字字\n" * 50_000,
        "items of a column": "读者来信\n" + f"这件事该谁来管\n{PARAGRAPH}\n" * 4_000,
        "photo credits": "要闻一则\n" + f"{PARAGRAPH}\n本报记者　张三　摄\n" * 4_000,
    }


def by_variant(dumps: Iterable[Gold]) -> dict[str, str]:
    """Return the texts of each layout, one after another and twenty times."""
    texts: defaultdict[str, list[str]] = defaultdict(list)
    for dump in dumps:
        texts[dump["variant"]].append(dump["text"])
    return {name: ("\n\n".join(several) + "\n\n") * 20 for name, several in texts.items()}


def show_speed(kinds: dict[str, str]) -> None:
    """Print megabytes a second for several kinds of text, and what a parser of a few lines does.

    The two take turns, so that their ratio holds where another process disturbs both.
    """
    print("text                   MB  lines a MB     MB/s  best  times the simple parser's time")
    for name, text in kinds.items():
        size = len(text.encode()) / 1e6
        parse(text)
        runs = [(timed(parse, text), timed(simple, text)) for _ in range(7)]
        own = [ours for ours, _ in runs]
        ratio = statistics.median(ours / theirs for ours, theirs in runs)
        print(
            f"{name:18} {size:6.1f}  {text.count(chr(10)) / size:10,.0f}  "
            f"{size / statistics.median(own):7.2f}  {size / min(own):4.2f}  {ratio:6.1f}"
        )


def main() -> None:
    """Print what was asked for."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", nargs="*", type=Path)
    options.add_argument("--hidden", action="store_true")
    options.add_argument("--cohesion", action="store_true")
    options.add_argument("--speed", action="store_true")
    chosen = options.parse_args()
    rows = [
        json.loads(line)
        for path in chosen.gold
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    if chosen.hidden:
        show_hidden(rows)
    if chosen.cohesion:
        show_cohesion(rows)
    if rows and not (chosen.hidden or chosen.cohesion or chosen.speed):
        show_scores(rows)
    if chosen.speed:
        show_speed(by_variant(rows) if rows else kinds_of_text())


if __name__ == "__main__":
    main()
