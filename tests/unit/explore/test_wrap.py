"""Where lines of Chinese end in a terminal."""

import pytest
from rich.cells import cell_len

from corpus.explore.wrap import line_starts


def _lines(text: str, width: int) -> list[str]:
    starts = [0, *line_starts(text, width)]
    return [text[i:j] for i, j in zip(starts, [*starts[1:], None], strict=True)]


def test_a_short_text_is_one_line():
    assert line_starts("新华社", 6) == []
    assert line_starts("", 6) == []


def test_a_line_never_begins_with_closing_punctuation():
    assert _lines("一二三四，五六", 8) == ["一二三", "四，五六"]


def test_a_line_never_ends_with_an_opening_mark():
    assert _lines("一二三《意见》", 8) == ["一二三", "《意见》"]


@pytest.mark.parametrize("run", ["28.2%", "2014-05-29", "https://a.cn/b"])
def test_latin_letters_and_digits_stay_together(run):
    assert _lines(f"一二三四{run}五", 7 + len(run)) == ["一二三四", f"{run}五"]


def test_a_dash_of_two_characters_is_not_broken():
    assert _lines("一二三——四", 7) == ["一二", "三——四"]


def test_a_run_wider_than_the_line_is_broken_anywhere():
    assert _lines("a" * 7, 3) == ["aaa", "aaa", "a"]
    assert _lines("。" * 5, 4) == ["。。", "。。", "。"]


def test_spaces_may_hang_over_the_end_of_a_line():
    assert _lines("一二   三", 4) == ["一二   ", "三"]


def test_lines_are_not_wider_than_asked():
    text = corpus_text()
    for width in (10, 37, 80):
        assert all(cell_len(line.rstrip()) <= width for line in _lines(text, width))


def corpus_text() -> str:
    import corpus

    return corpus.load()[1].text.replace("\n", "")
