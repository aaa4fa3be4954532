"""An article and a layer in a terminal."""

import io
import re

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.style import Style

import corpus
from corpus.explore.palette import colours
from corpus.explore.table import layer_lines
from corpus.explore.terminal import article_lines, safe, text_lines


def _printed(lines, *, width: int = 80, color: bool = True) -> str:
    console = Console(
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        width=width,
        no_color=not color,
        highlight=False,
        legacy_windows=False,
    )
    for line in lines:
        console.print(line)
    return console.file.getvalue()


def _styles(article, words: str, *, width: int = 100) -> list[Style]:
    """Return the style of each place where `words` stand, at their first character."""
    console = Console(file=io.StringIO())
    return [
        line.get_style_at_offset(console, found.start())
        for line in text_lines(article, width)
        for found in re.finditer(re.escape(words), line.plain)
    ]


def _colour(style: Style) -> str | None:
    return None if style.color is None else style.color.get_truecolor().hex


def _words(text: str) -> str:
    return "".join(text.split()).replace("[", "").replace("]", "")


@pytest.mark.parametrize("width", [20, 80, 200])
@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_word_of_the_text_is_shown_and_no_line_is_too_wide(place, width):
    article = corpus.load()[place]
    lines = [line.plain for line in text_lines(article, width)]
    assert _words("".join(lines)) == _words(article.text)
    assert max(map(cell_len, lines)) <= min(width, 100)


def test_an_entity_has_the_colour_of_its_label():
    styles = _styles(corpus.load()[2], "赵亚夫")
    assert {_colour(style) for style in styles} == {colours()["PERSON"]}
    assert all(style.bold for style in styles)


def test_a_nested_entity_stands_in_brackets_in_its_own_colour():
    article = corpus.load()[2]
    lines = [line.plain for line in text_lines(article, 100)]
    assert any("[[江苏][华西新市村]]党支部" in line for line in lines)
    for words in ("[镇江市]农科院", "镇江市]农科院", "]农科院"):
        assert {_colour(style) for style in _styles(article, words)} == {colours()["GPE"]}
    assert {_colour(style) for style in _styles(article, "农科院")} == {colours()["ORG"]}


def test_neighbours_of_one_label_are_told_apart():
    text = "甲乙丙丁"
    labels = {"label": ["GPE", "GPE", "PERSON"]}
    entities = corpus.Layer(text, corpus.Entity, [0, 1, 2], [1, 2, 4], labels)
    article = corpus.Article(id="a", text=text, layers={"entities": entities})
    assert [line.plain for line in text_lines(article, 80)] == ["甲[乙]丙丁"]


def test_crossing_entities_are_both_bracketed_whole():
    text = "甲乙丙丁"
    entities = corpus.Layer(text, corpus.Entity, [0, 1], [3, 4], {"label": ["ORG", "GPE"]})
    article = corpus.Article(id="a", text=text, layers={"entities": entities})
    assert [line.plain for line in text_lines(article, 80)] == ["甲[乙丙丁]"]


def test_quotations_are_underlined_and_questions_bold():
    (style,) = _styles(corpus.load()[2], "“亚夫同志把名利")
    assert style.underline
    (style,) = _styles(corpus.load()[2], "老师很爱惜")
    assert style.underline
    assert all(style.bold for style in _styles(corpus.load()[0], "问："))


def test_enumerated_items_are_indented_by_their_depth():
    lines = [line.plain for line in text_lines(corpus.load()[0], 80)]
    assert any(line.startswith("    第一，") for line in lines)
    assert any(line.startswith(("        [首]先，", "        首先，")) for line in lines)


def test_question_and_answer_stand_together():
    lines = [line.plain for line in text_lines(corpus.load()[0], 100)]
    asked = next(row for row, line in enumerate(lines) if line.startswith("问："))
    assert lines[asked - 1] == ""
    assert lines[asked + 1].startswith("答：")


def test_the_legend_has_only_the_labels_that_are_there():
    article = corpus.load()[2]
    plain = re.sub(r"\x1b\[[0-9;]*m", "", _printed(article_lines(article, 100), width=100))
    legend = plain.rstrip().rsplit("。", 1)[1].split()
    assert {word for word in legend if word in colours()} == set(article.entities.column("label"))


def test_no_colour_is_printed_when_none_is_wanted():
    shown = _printed(article_lines(corpus.load()[2], 80), color=False)
    assert "38;2" not in shown
    assert "赵亚夫" in shown


@pytest.mark.parametrize(
    "text", ["甲\x1b[31m乙", "甲\x07", "a\x9bb", "甲\u202e乙", "甲\r乙", "\ud800"]
)
def test_what_could_steer_the_terminal_is_replaced_one_for_one(text):
    shown = safe(text).plain
    assert len(shown) == len(text)
    assert not any(char in shown for char in "\x1b\x07\x9b\u202e\r\ud800")


def test_hostile_ids_are_no_markup():
    article = corpus.Article(id="[red]\x1b[0m", text="甲", source="[/]")
    shown = _printed(article_lines(article, 80), color=False)
    assert "[red]␛[0m" in shown


@pytest.mark.parametrize("text", ["", "\n", "甲\n\n乙"])
def test_empty_blocks_are_empty_lines(text):
    article = corpus.Article(id="a", text=text)
    assert [line.plain for line in text_lines(article, 80) if line.plain] == text.split()


# -- layers ----------------------------------------------------------------------------


@pytest.mark.parametrize("width", [40, 80, 160])
@pytest.mark.parametrize("layer", ["entities", "sentences", "quotations", "roles", "dateline"])
def test_a_layers_items_are_shown_whole_and_fit(layer, width):
    article = corpus.load()[2]
    _, *lines = layer_lines(article, layer, width)
    shown = _words("".join(line.plain for line in lines))
    assert max(line.cell_len for line in lines) <= width
    for item in article.layers[layer]:
        if len(item.text) < 5:  # longer ones are wrapped and stand in columns
            assert item.text in shown


def test_a_wide_terminal_shows_a_sentence_a_line():
    article = corpus.load()[2]
    _, head, *lines = layer_lines(article, "sentences", 500)
    assert head.plain.split() == ["start", "end", "text"]
    assert [line.plain.split(maxsplit=2)[2] for line in lines if line.plain] == [
        sentence.text for sentence in article.sentences
    ]


def test_sections_are_an_outline_of_one_line_each():
    article = corpus.load()[0]
    _, _, *lines = layer_lines(article, "sections", 80)
    assert len(lines) - 1 == len(article.layers["sections"])
    assert any("    item" in line.plain for line in lines)


def test_an_empty_layer_is_a_heading_alone():
    article = corpus.load()[1]
    empty = article.with_layer("sections", article.layers["sections"][:0])
    _, head, end = layer_lines(empty, "sections", 80)
    assert head.plain.split() == ["start", "end", "text"]
    assert end.plain == ""


def test_a_layer_that_is_not_there_is_refused():
    with pytest.raises(corpus.UnknownNameError):
        list(layer_lines(corpus.load()[0], "names", 80))


def test_columns_give_way_before_cells_are_stacked():
    article = corpus.load()[1].without_layer("entities").annotate(["entities"])
    for width in (80, 200):
        head = list(layer_lines(article, "entities", width))[1].plain
        assert head.split() == ["start", "end", "text", "label", "id", "value", "confidence"]


def test_a_name_of_a_column_is_never_broken():
    for width in range(30, 120):
        names = list(layer_lines(corpus.load()[0], "dateline", width))[1].plain.split()
        assert "date_value" in names or "start" not in names
