"""Scores and speed of `find_entities` on a file of gold entities, with and without each rule.

    python benchmarks/entities.py GOLD.jsonl [--rules] [--parted]

A line of GOLD has `text` and `entities` as [[start, end, label]], with offsets in code points and
the labels PER, LOC and ORG; where lines have a `script`, each script is scored apart. Predictions
are mapped to those labels and flattened to the outermost (`coarse_names`); with --parted, each link
of an administrative chain is a place, as in the sets of People's Daily and MSRA. With --rules,
every rule is left out once, and run alone once. Time is CPU time of one process, the network's
included, the loading of its weights not.
"""

import argparse
import json
import time
from pathlib import Path

from corpus.annotation import RULES, coarse_names, find_entities
from corpus.annotation.entities.ahead import tag_ahead
from corpus.evaluate import entities


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gold", nargs="+")
    parser.add_argument("--rules", action="store_true", help="also without each rule, and alone")
    parser.add_argument("--parted", action="store_true", help="each link of a chain is a place")
    chosen = parser.parse_args()
    chains = "parted" if chosen.parted else "joined"
    for path in chosen.gold:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        for script in dict.fromkeys(row.get("script") for row in rows):
            part = [row for row in rows if row.get("script") == script]
            report(f"{path} {script or ''}", part, each=chosen.rules, chains=chains)


def report(path, rows, *, each, chains):
    texts = [row["text"] for row in rows]
    gold = [[tuple(entity) for entity in row["entities"]] for row in rows]
    tag_ahead(texts[:1])
    started = time.process_time()
    tagger = tag_ahead(texts)
    full = scores(texts, gold, None, tagger, chains)
    bare = scores(texts, gold, (), tagger, chains)
    seconds = time.process_time() - started
    print(f"\n{path}: {len(rows)} texts\n")
    print("with all rules"), print(full)
    print("\nbare network"), print(bare)
    size = sum(len(text.encode()) for text in texts) / 1e6
    print(f"\n{size / seconds:.3f} MB/s of CPU time for network, rules twice and scores")
    if each:
        table(texts, gold, tagger, chains, full.strict.f1, bare.strict.f1)


def table(texts, gold, tagger, chains, full, bare):
    print(f"\n{'rule':<20} {'F1 without':>10} {'worth':>8} {'F1 alone':>10} {'worth':>8}")
    for rule in RULES:
        rest = [other for other in RULES if other != rule]
        without = scores(texts, gold, rest, tagger, chains).strict.f1
        alone = scores(texts, gold, [rule], tagger, chains).strict.f1
        cells = f"{without:>10.4f} {full - without:>+8.4f} {alone:>10.4f} {alone - bare:>+8.4f}"
        print(f"{rule:<20} {cells}")


def scores(texts, gold, rules, tagger, chains):
    found = (find_entities(text, rules=rules, tagger=tagger) for text in texts)
    return entities(gold, [list(coarse_names(one, chains=chains)) for one in found])


if __name__ == "__main__":
    main()
