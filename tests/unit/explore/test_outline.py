"""An article as blocks and lines."""

import corpus
from corpus.explore.outline import outline


def _article(text: str, *rows: dict[str, object]) -> corpus.Article:
    fields = {"parent": -1, "heading": None, "marker": None}
    sections = corpus.Layer.of(text, corpus.Section, [{**fields, **row} for row in rows])
    return corpus.Article(id="a", text=text, layers={"sections": sections})


def test_an_article_without_sections_is_paragraphs():
    blocks = outline(corpus.Article(id="a", text="甲\n\n乙"))
    assert [(block.start, block.end, block.kind) for block in blocks] == [
        (0, 1, "body"),
        (2, 2, "body"),
        (3, 4, "body"),
    ]


def test_an_empty_article_has_one_empty_block():
    (block,) = outline(corpus.Article(id="a", text=""))
    assert (block.start, block.end) == (0, 0)


def test_the_innermost_section_names_the_block():
    kinds = [block.kind for block in outline(corpus.load()[0])]
    assert kinds[:3] == ["title", "subtitle", "lead"]
    assert kinds[3:] == ["question", "answer"] * 8


def test_an_item_inside_a_paragraph_stands_on_a_line_of_its_own():
    text = "两点：一是甲。二是乙。完。"
    article = _article(
        text,
        {"start": 0, "end": 13, "kind": "body"},
        {"start": 3, "end": 7, "kind": "item", "parent": 0},
        {"start": 7, "end": 11, "kind": "item", "parent": 0},
    )
    (block,) = outline(article)
    assert [(text[line.start : line.end], line.indent) for line in block.lines] == [
        ("两点：", 0),
        ("一是甲。", 1),
        ("二是乙。", 1),
        ("完。", 0),
    ]


def test_items_of_items_are_indented_twice():
    answers = [block for block in outline(corpus.load()[0]) if block.kind == "answer"]
    assert {line.indent for line in answers[3].lines} == {0, 1, 2}


def test_a_block_that_is_a_sections_heading_is_a_heading_of_its_depth():
    article = _article(
        "大\n小\n文",
        {"start": 0, "end": 5, "kind": "section", "heading": corpus.Span(0, 1)},
        {"start": 2, "end": 5, "kind": "section", "heading": corpus.Span(2, 3), "parent": 0},
    )
    blocks = outline(article)
    assert [(block.kind, block.level) for block in blocks] == [
        ("heading", 1),
        ("heading", 2),
        ("body", 0),
    ]
