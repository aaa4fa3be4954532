"""The explanation of a dump on a terminal."""

import pytest
from rich.cells import cell_len

import corpus
from corpus.explore.explanation import explanation_lines

RAW = corpus.raw_text()
LINES = list(corpus.explain(corpus.parse(RAW), RAW))


@pytest.mark.parametrize("width", [40, 50, 80, 120])
def test_no_line_is_too_wide(width):
    assert max(cell_len(line.plain) for line in explanation_lines(LINES, width)) <= width


@pytest.mark.parametrize("width", [40, 80])
def test_decisions_are_wrapped_under_themselves_and_lose_no_word(width):
    said = [line for line in LINES if line.startswith("      → ")]
    shown = [line.plain for line in explanation_lines(said, width)]
    assert "".join("".join(shown).split()) == "".join("".join(said).split())
    assert all(line.startswith(("      → ", "        ")) for line in shown)


def test_a_line_of_the_dump_stays_one_line_with_its_beginning_and_end():
    dump = [line for line in LINES if not line.startswith("      → ")]
    shown = [line.plain for line in explanation_lines(dump, 80)]
    assert len(shown) == len(dump)
    for line, given in zip(shown, dump, strict=True):
        assert line[:10] == given[:10]
        assert line[-4:] == given[-4:]


def test_what_fits_is_shown_as_it_is():
    assert [line.plain for line in explanation_lines(LINES, 500)] == LINES


def test_control_characters_steer_no_terminal():
    (line,) = explanation_lines(["  1 │ 红\x1b[31m色"], 80)
    assert "\x1b" not in line.plain


def test_noise_and_decisions_are_dim():
    lines = ["    × — 3 —", "      → noise.number 0.95: a line", "  1 │ 幕。"]
    assert [
        str(line.style) == "dim" or bool(line.spans) for line in explanation_lines(lines, 80)
    ] == [
        True,
        True,
        False,
    ]
