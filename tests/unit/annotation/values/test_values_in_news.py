"""The grammar of values against news sentences in which every value is marked."""

import re
from pathlib import Path

import pytest

from corpus.annotation import find_values

FOLDER = Path(__file__).parents[3] / "golden" / "values"
MARK = re.compile(r"\[([^\[\]|]+)\|([A-Z]+)\|([^\[\]|]*)\]")
LINES = [
    line
    for path in sorted(FOLDER.glob("news_*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def read(line):
    """The text without its marks, and (start, end, label, value) of each."""
    text, expected, last = "", [], 0
    for mark in MARK.finditer(line):
        text += line[last : mark.start()]
        expected.append((len(text), len(text) + len(mark[1]), mark[2], mark[3]))
        text += mark[1]
        last = mark.end()
    return text + line[last:], expected


def test_the_golden_files_hold_both_scripts_and_all_labels():
    """Five files with nearly six hundred expressions."""
    marked = [value for line in LINES for value in read(line)[1]]
    assert len(marked) > 580
    assert {label for *_, label, _ in marked} == {
        *("DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL")
    }
    assert any("們" in line or "萬" in line for line in LINES)


@pytest.mark.parametrize("line", LINES, ids=[MARK.sub(r"\1", line)[:16] for line in LINES])
def test_every_value_of_a_sentence_is_found_and_no_other(line):
    """Spans, labels and values are those of the golden file."""
    text, expected = read(line)
    found = [
        (e.start, e.end, e.label, "" if e.value is None else str(e.value))
        for e in find_values(text)
    ]
    assert found == expected
