"""Fit what a paragraph must show to begin an article without any sign, and what binds two.

    python benchmarks/parsing_beginnings.py GOLD.jsonl ...

The model of `corpus.parsing.topics` scores a segmentation by what speaks for each beginning
(the table ``beginnings`` of ``data/rules.toml``) and by what binds paragraphs of one segment
(its thresholds ``pair_...``). Both are sums of weighted observations, so it is a semi-Markov
conditional random field (Sarawagi and Cohen 2004, NIPS). This shuffles the articles of gold
dumps, strips them of titles and datelines, finds the weights that make their true boundaries
most likely, near those there are (Adam; Kingma and Ba 2015, ICLR), and prints them beside each
other, with precision and recall on dumps held back.
"""

from __future__ import annotations

import argparse
import json
import random
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.parsing.likeness import compare
from corpus.parsing.rules import Rules, default_rules
from corpus.parsing.topics import breaks, observed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

PAIRS = ("pair_similarity", "pair_interaction", "pair_mass", "pair_distance", "pair_base")
REACH = 400


class Sequence(NamedTuple):
    """The paragraphs of some articles, one after another."""

    texts: list[str]
    starts: set[int]
    shown: Matrix  # [paragraph, observation]
    bound: Matrix  # [paragraph, distance, observation]


def bodies(dumps: Iterable[dict[str, Any]]) -> dict[str, list[list[str]]]:
    """Return the articles' paragraphs by script, without datelines, each article once."""
    found: dict[str, dict[str, list[str]]] = {}
    for dump in dumps:
        script = "hant" if "這" in dump["text"] or "國" in dump["text"] else "hans"
        for article in dump["articles"]:
            texts = [p["text"] for p in article["paragraphs"] if len(p["text"]) > 8]
            dateline = (article.get("dateline") or {}).get("text") or ""
            if texts:
                texts[0] = texts[0].removeprefix(dateline).lstrip("\u3000 ")
                found.setdefault(script, {})[texts[-1]] = texts
    return {script: list(articles.values()) for script, articles in found.items()}


def make(articles: list[list[str]], rules: Rules, chance: random.Random) -> Sequence:
    """Return six articles in random order with what is observed about them."""
    texts: list[str] = []
    starts: set[int] = set()
    for article in chance.sample(articles, min(6, len(articles))):
        starts.add(len(texts))
        texts += article
    around = zip(["", *texts], texts, [*texts[1:], ""], strict=False)
    shown = [observed(text, rules, before=b, after=a) for b, text, a in around]
    names = list(rules.beginnings)
    table = np.array([[row.get(name, 0.0) for name in names] for row in shown])
    band = int(rules.thresholds["band"])
    _, masses, shared = compare([text[:REACH] for text in texts], band)
    logs = np.log(masses + 1)
    bound = np.zeros((len(texts), band + 1, len(PAIRS)))
    for place in range(len(texts)):
        for distance in range(1, min(band, place) + 1):
            product = masses[place] * masses[place - distance]
            if product:
                alike = np.sqrt(shared[place, distance] / np.sqrt(product))
                mass = min(logs[place], logs[place - distance])
                bound[place, distance] = (alike, alike * mass, mass, distance, 1)
    return Sequence(texts, starts - {0}, table, bound)


def gradient(row: Sequence, show: Matrix, bind: Matrix, cost: float) -> tuple[Matrix, Matrix]:
    """Return the slope of the log likelihood in the weights of beginnings and of pairs."""
    favour = row.shown @ show - cost
    held = np.zeros(row.bound.shape[:2])
    held[:, 1:] = (row.bound @ bind)[:, 1:].cumsum(axis=1)
    count, ages = len(held), row.bound.shape[1]
    ahead = [np.array([0.0] + [-1e9] * (ages - 1))]
    for place in range(1, count):
        last = ahead[-1]
        older = last[:-1] + held[place][1:]
        older[-1] = np.logaddexp(older[-1], last[-1] + held[place][-1])
        ahead.append(np.array([np.logaddexp.reduce(last) + favour[place], *older]))
    behind = [np.zeros(ages)]
    aged = np.minimum(np.arange(ages) + 1, ages - 1)
    for place in range(count - 1, 0, -1):
        after = behind[-1]
        behind.append(np.logaddexp(after[0] + favour[place], after[aged] + held[place][aged]))
    behind.reverse()
    likely = np.exp(np.array(ahead) + np.array(behind) - np.logaddexp.reduce(ahead[-1]))
    age = 0
    surplus = -likely
    for place in range(count):
        age = 0 if not place or place in row.starts else min(age + 1, ages - 1)
        surplus[place, age] += 1
    together = surplus[:, ::-1].cumsum(axis=1)[:, ::-1]
    slope = (together[:, 1:, None] * row.bound[:, 1:]).sum(axis=(0, 1))
    return (surplus[1:, :1] * row.shown[1:]).sum(axis=0), slope


def fit(rows: list[Sequence], rules: Rules, pull: float, epochs: int) -> tuple[Matrix, Matrix]:
    """Return the weights of beginnings and of pairs."""
    limits = rules.thresholds
    size = len(rules.beginnings)
    start = np.array([*rules.beginnings.values(), *(limits[n] for n in PAIRS)])
    scale = np.array([1.0] * size + [limits["pair_weight"]] * len(PAIRS))
    weights, first, second = start * scale, 0.0 * start, 0.0 * start
    step = 0
    for epoch in range(epochs):
        for place in range(0, len(rows), 16):
            batch = rows[place : place + 16]
            total = -pull * (weights - start * scale) * len(batch) / len(rows)
            for row in batch:
                total += np.concatenate(
                    gradient(row, weights[:size], weights[size:], limits["break_cost"])
                )
            step += 1
            first = 0.9 * first + 0.1 * total
            second = 0.99 * second + 0.01 * total**2
            towards = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
            weights += 0.05 / (1 + epoch / 4) * towards
    return weights[:size], weights[size:] / scale[size:]


def score(rows: list[Sequence], rules: Rules) -> str:
    """Return precision and recall of the boundaries."""
    right = given = wanted = 0
    names = list(rules.beginnings)
    show = np.array([rules.beginnings[name] for name in names])
    for row in rows:
        scores = (row.shown @ show - rules.thresholds["break_cost"]).tolist()
        found = {n for n, m in enumerate(breaks(row.texts, scores, rules)) if n and m > 0}
        right += len(found & row.starts)
        given += len(found)
        wanted += len(row.starts)
    return f"precision {right / given:.3f}, recall {right / wanted:.3f}"


def main() -> None:
    """Fit and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("gold", nargs="+", type=Path)
    options.add_argument("--pull", type=float, default=5.0, help="strength of the prior")
    options.add_argument("--epochs", type=int, default=12)
    chosen = options.parse_args()
    rules = default_rules()
    chance = random.Random(1)
    train: list[Sequence] = []
    held: list[Sequence] = []
    for path in chosen.gold:
        dumps = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        for articles in bodies(dumps).values():
            chance.shuffle(articles)
            part = len(articles) // 4
            held += [make(articles[:part], rules, chance) for _ in range(15)]
            train += [make(articles[part:], rules, chance) for _ in range(60)]
    chance.shuffle(train)
    show, bind = fit(train, rules, chosen.pull, chosen.epochs)
    for name, new in zip(rules.beginnings, show, strict=True):
        print(f"{name:20} {rules.beginnings[name]:7.2f} {new:7.2f}")
    for name, new in zip(PAIRS, bind, strict=True):
        print(f"{name:20} {rules.thresholds[name]:7.2f} {new:7.2f}")
    fitted = rules.updated(
        {
            "beginnings": dict(zip(rules.beginnings, show.tolist(), strict=True)),
            "thresholds": dict(zip(PAIRS, bind.tolist(), strict=True)),
        }
    )
    print(f"held back, as it is: {score(held, rules)}; fitted: {score(held, fitted)}")


if __name__ == "__main__":
    main()
