"""Convert JSON Lines of texts with the official OpenCC; run by an environment that has it.

Usage: python convert_with_opencc.py CONFIG < texts.jsonl > converted.jsonl
"""

import json
import sys

import opencc


def main() -> None:
    """Read texts from standard input and write their conversions to standard output."""
    converter = opencc.OpenCC(sys.argv[1])
    for line in sys.stdin:
        print(json.dumps(converter.convert(json.loads(line)), ensure_ascii=True))


if __name__ == "__main__":
    main()
