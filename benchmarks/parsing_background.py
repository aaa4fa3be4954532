r"""Make ``src/corpus/parsing/data/bigrams.tsv``: how common a pair of Han characters is.

Input is text of any kind, one unit (sentence, paragraph) a line; the table keeps in how many
units a pair occurs. The one in the package was made from the training and development parts
of UD_Chinese-GSD and UD_Chinese-GSDSimp (CC BY-SA 4.0), one sentence a line, both scripts:

    python benchmarks/parsing_background.py gsd_hans.txt gsd_hant.txt -o bigrams.tsv \
        --source "UD_Chinese-GSD and UD_Chinese-GSDSimp, train and dev; CC BY-SA 4.0"
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from pathlib import Path

HAN = re.compile(r"[\u4e00-\u9fff]+")
LEAST = 8


def pairs(line: str) -> set[str]:
    """Return the pairs of neighbouring Han characters of a line."""
    return {run[i : i + 2] for run in HAN.findall(line) for i in range(len(run) - 1)}


def main() -> None:
    """Count, and write the table sorted by count."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("texts", nargs="+", type=Path)
    options.add_argument("-o", "--output", type=Path, required=True)
    options.add_argument("--source", required=True, help="where the texts are from; their licence")
    chosen = options.parse_args()
    counts: Counter[str] = Counter()
    units = 0
    for path in chosen.texts:
        for line in path.read_text(encoding="utf-8").splitlines():
            counts.update(pairs(line))
            units += 1
    units //= len(chosen.texts)
    rows = sorted((-n, pair) for pair, n in counts.items() if n >= LEAST)
    source = f"# In how many sentences a pair of characters occurs. Source: {chosen.source}."
    lines = [source, f"#units\t{units}", *(f"{pair}\t{-n}" for n, pair in rows)]
    chosen.output.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
