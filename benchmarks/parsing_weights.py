"""Fit the weights of `corpus.parsing`'s observations to dumps whose articles are known.

    python benchmarks/parsing_weights.py TRAIN.jsonl ... [--output CHANGES.json] [--write]

The parser's model is a linear-chain conditional random field whose weights were first set by
hand. This moves them towards the greatest likelihood of the roles that the blocks of the
training dumps have (Lafferty, McCallum and Pereira 2001, ICML), by gradient ascent with Adam
(Kingma and Ba 2015, ICLR), and holds them near the hand-set ones by a Gaussian prior around
those. A block whose role does not matter (a byline or a credit at an article's end) may have
either, and the likelihood is that of all such sequences. The moves between roles stay as they are.
Going a share of the way keeps what was set by hand for cues that the training dumps hardly have.

The dumps are those that ``tests/golden/parsing/make_dumps.py`` writes. ``--write`` changes the
numbers in ``src/corpus/parsing/data/rules.toml`` that moved by a fifth or more.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from corpus.parsing.blocks import make_blocks
from corpus.parsing.dateline_cuts import find_datelines
from corpus.parsing.decide import Judge, table_of
from corpus.parsing.doubts import weigh_topics
from corpus.parsing.lines import scan
from corpus.parsing.noise import part_pages
from corpus.parsing.rules import ROLES, Rules, default_rules
from corpus.parsing.scores import Scores
from corpus.parsing.wraps import unwrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Matrix = NDArray[np.float64]

RULES = Path(__file__).parents[1] / "src" / "corpus" / "parsing" / "data" / "rules.toml"
COUNT = len(ROLES)
PLACE = {role: n for n, role in enumerate(ROLES)}
ENDS = frozenset({"byline", "closing"})
SAME = {
    "byline": ENDS,
    "closing": ENDS,
    "question": frozenset({"paragraph"}),
    "answer": frozenset({"paragraph"}),
    "body": frozenset({"paragraph"}),
}
LOW = -1e9
FROZEN = [PLACE[role] for role in ("opening", "paragraph", "continuation", "noise")]
"""Plain paragraphs, in which most articles without a sign begin, are not weighed here; and page
breaks of all kinds, which the generator does not make."""


class Stretch(NamedTuple):
    """Blocks between two plain paragraphs, ready for training."""

    features: list[tuple[list[int], list[float]]]
    allowed: Matrix  # 0 where a role is right, very low where it is wrong
    moves: list[Matrix]  # moves into each block but the first, [origin, role]
    entry: Matrix
    leave: Matrix


def bare(text: str) -> str:
    """Return the text without white space."""
    return "".join(text.split())


def wanted(dump: dict[str, Any], texts: Sequence[str]) -> list[frozenset[str] | None]:
    """Return for each block the roles that are right, or `None` where it is not one unit."""
    units: list[tuple[str, frozenset[str]]] = []
    for article in dump["articles"]:
        heads = [(bare(text), frozenset({role})) for role, text in article["heads"]]
        body = [
            (bare(p["text"]), SAME.get(p["role"], frozenset({p["role"]})))
            for p in article["paragraphs"]
        ]
        if not heads:
            first = "signed" if "byline" in body[0][1] else "opening"
            body[0] = (body[0][0], frozenset({first}))
        units += heads + body
    found: list[frozenset[str] | None] = []
    unit = place = 0
    for text in texts:
        own = bare(text)
        if unit >= len(units):
            found.append(frozenset({"noise"}))
            continue
        whole, roles = units[unit]
        if not whole.startswith(own, place):
            if own.startswith(whole[place:]):  # two units in one block: skip both
                rest = own[len(whole) - place :]
                unit, place = unit + 1, 0
                while unit < len(units) and rest.startswith(units[unit][0]):
                    rest = rest[len(units[unit][0]) :]
                    unit += 1
                place = len(rest) if rest else 0
                found.append(None)
            else:
                found.append(frozenset({"noise"}))
            continue
        found.append(roles if not place else frozenset({"continuation"}))
        place += len(own)
        if place == len(whole):
            unit, place = unit + 1, 0
    return found


def stretches(dump: dict[str, Any], rules: Rules, names: dict[str, int]) -> Iterable[Stretch]:
    """Yield what there is to learn from a dump."""
    pages = part_pages(scan(dump["text"]).lines, rules)
    blocks = make_blocks(unwrap(pages.lines, rules), pages.ruled, rules)
    scores = Scores(blocks, find_datelines(blocks).begins, rules)
    judge = Judge(scores)
    weigh_topics(scores, judge.judge([], set()))
    roles = wanted(dump, [block.text for block in blocks])
    tables = [np.array(table).T for table in judge.moves]
    number, count = 0, len(blocks)
    while number < count:
        if scores.rows[number] is None:
            number += 1
            continue
        stop = number
        while stop < count and scores.rows[stop] is not None:
            stop += 1
        features, allowed, moves = [], [], []
        for n in range(number, stop):
            observed = [(o, value) for o, value in scores.observed[n] if o in names]
            moves.append(tables[table_of(scores.names[n])])
            features.append(([names[o] for o, _ in observed], [value for _, value in observed]))
            right = roles[n]
            row = np.zeros(COUNT)
            if right is not None and all(o != "parted" for o, _ in observed):
                row += LOW
                row[[PLACE[role] for role in right]] = 0
            allowed.append(row)
        entry = moves[0][PLACE["paragraph"]] if number else np.array(rules.start)
        last = stop == count
        leave = np.zeros(COUNT) if last else tables[0][:, PLACE["paragraph"]]
        yield Stretch(features, np.array(allowed), moves[1:], entry, leave)
        number = stop


def marginals(scores: Matrix, stretch: Stretch) -> tuple[Matrix, float]:
    """Return each role's probability at each block, and the logarithm of the sum over paths."""
    ahead = [scores[0] + stretch.entry]
    for own, move in zip(scores[1:], stretch.moves, strict=True):
        ahead.append(own + np.logaddexp.reduce(ahead[-1][:, None] + move, axis=0))
    behind = [stretch.leave]
    for own, move in zip(scores[:0:-1], stretch.moves[::-1], strict=True):
        behind.append(np.logaddexp.reduce(move + (own + behind[-1])[None, :], axis=1))
    behind.reverse()
    total = float(np.logaddexp.reduce(ahead[-1] + stretch.leave))
    return np.exp(np.array(ahead) + np.array(behind) - total), total


def fit(data: list[Stretch], start: Matrix, pull: float, epochs: int, rate: float) -> Matrix:
    """Return weights for all observations and the bias, near `start`."""
    chance = random.Random(1)
    weights = start.copy()
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    step, size = 0, 64
    for epoch in range(epochs):
        chance.shuffle(data)
        loss = 0.0
        for place in range(0, len(data), size):
            batch = data[place : place + size]
            gradient = np.zeros_like(weights)
            for stretch in batch:
                scores = np.array([v @ weights[n] for n, v in arrays(stretch)]) + weights[-1]
                free, total = marginals(scores, stretch)
                right, reached = marginals(scores + stretch.allowed, stretch)
                if reached < LOW / 2:
                    continue
                loss += total - reached
                for (numbers, values), row in zip(arrays(stretch), right - free, strict=True):
                    np.add.at(gradient, numbers, np.outer(values, row))
                gradient[-1] += (right - free).sum(axis=0)
            gradient -= pull * (weights - start) * len(batch) / len(data)
            gradient[:, FROZEN] = 0
            step += 1
            first = 0.9 * first + 0.1 * gradient
            second = 0.99 * second + 0.01 * gradient**2
            towards = (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-6)
            weights += rate / (1 + epoch / 3) * towards
        print(f"epoch {epoch + 1}: loss {loss / len(data):.4f}", flush=True)
    return weights


def arrays(stretch: Stretch) -> list[tuple[NDArray[np.intp], Matrix]]:
    """Return the features of each block as arrays."""
    return [(np.array(n, dtype=np.intp), np.array(v)) for n, v in stretch.features]


def written(weights: Matrix, start: Matrix, names: dict[str, int], least: float) -> dict[str, Any]:
    """Return what changed by at least `least`, rounded, as `Rules.updated` takes it."""
    changes: dict[str, dict[str, float]] = {}
    for name, row in names.items():
        for role, place in PLACE.items():
            new = round(float(weights[row, place]), 1) + 0.0  # no -0.0
            if abs(weights[row, place] - start[row, place]) >= least:
                changes.setdefault(name, {})[role] = new
    bias = {
        role: round(float(weights[-1, n]), 1)
        for role, n in PLACE.items()
        if abs(weights[-1, n] - start[-1, n]) >= least
    }
    return {"evidence": changes, "bias": bias}


def write(changes: dict[str, Any]) -> None:
    """Put changed numbers into ``rules.toml``, everything else as it is."""
    lines = RULES.read_text(encoding="utf-8").split("\n")
    section = ""
    for number, line in enumerate(lines):
        if line.startswith("["):
            section = line.strip("[]")
        name = line.partition(" = ")[0]
        if section == "bias" and name in changes["bias"]:
            lines[number] = f"{name} = {changes['bias'][name]}"
        if section == "evidence" and name in changes["evidence"]:
            for role, value in changes["evidence"][name].items():
                shown = f"{value:g}"
                row, count = re.subn(rf"\b{role} = -?[\d.]+", f"{role} = {shown}", lines[number])
                lines[number] = row if count else f"{row.removesuffix(' }')}, {role} = {shown} }}"
    RULES.write_text("\n".join(lines), encoding="utf-8")


def main() -> None:
    """Fit, and write if asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("train", nargs="+", type=Path)
    options.add_argument("--pull", type=float, default=20.0, help="strength of the prior")
    options.add_argument("--epochs", type=int, default=8)
    options.add_argument("--rate", type=float, default=0.05)
    options.add_argument("--least", type=float, default=0.2)
    options.add_argument("--share", type=float, default=0.7, help="how far to go towards the fit")
    options.add_argument("--output", type=Path, help="write the changes as JSON")
    options.add_argument("--write", action="store_true")
    chosen = options.parse_args()
    rules = default_rules()
    names = {name: n for n, name in enumerate(rules.weights)}
    start = np.array([*rules.weights.values(), rules.bias])
    data = [
        stretch
        for path in chosen.train
        for line in path.read_text(encoding="utf-8").splitlines()
        for stretch in stretches(json.loads(line), rules, names)
    ]
    print(f"{len(data)} stretches, {sum(len(s.features) for s in data)} blocks")
    fitted = fit(data, start, chosen.pull, chosen.epochs, chosen.rate)
    weights = start + chosen.share * (fitted - start)
    changes = written(weights, start, names, chosen.least)
    if chosen.output:
        chosen.output.write_text(json.dumps(changes, ensure_ascii=False, indent=1))
    if chosen.write:
        write(changes)


if __name__ == "__main__":
    main()
