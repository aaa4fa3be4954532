"""What holds of parsing whatever the text is."""

import math
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.alignment import Alignment
from corpus.layers import Layer
from corpus.parsing.accounts import coverage
from corpus.parsing.cohesion import pairs, weights
from corpus.parsing.dump import parse
from corpus.parsing.items import find_items
from corpus.parsing.likeness import compare
from corpus.parsing.rules import default_rules
from corpus.parsing.stream import parse_stream
from corpus.parsing.topics import breaks
from corpus.spans import Span

SENTENCES = (
    "会议今天在北京开幕。",
    "他说：“情况正在好转。”",
    "市民反映，路灯坏了半年没人管",
    "为什么？",
    "山那边是海",
    "一、增加投入",
    "第一，加强领导。第二，落实责任。",
    "增加农民收入",
    "——会议侧记",
    "本报记者　王小明",
    "（完）",
    "— 3 —",
    "人民日报 1998年1月5日 第4版",
    "新华社北京1月5日电（记者王小明）全国农村工作会议今天在北京开幕。",
    "〔記者張哲維／新北報導〕捷運環狀線第一階段昨天正式通車，湧入逾十萬人次。",
    "问：怎么办？",
    "答：要靠大家。",
    "北京　晴　-6℃～3℃",
    "Latin words",
    "=====",
    "标题：环城路通车",
    "【作者】王小明",
    "日期：1998-01-05",
    "正文：",
    "<title>环城路通车</title>",
    "<doc><p>",
    "<doc><title>环城路通车</title><p>昨天通车。</p><p>市民称便。</p></doc>",
    "标题：环城路通车　　作者：王小明",
    "</p></doc>",
)
BETWEEN = ("\n", "\n\n", "\r\n", "\n\u3000\u3000", "\n\f\n", "\u200b", "\u2028", "", " \n\t")

texts = st.one_of(
    st.text(max_size=300),
    st.text(
        alphabet="会议今天北京开幕《》“”（）。，：问答一二第、\n\r\f\u3000 \u200b1a—", max_size=400
    ),
    st.lists(st.tuples(st.sampled_from(SENTENCES), st.sampled_from(BETWEEN)), max_size=40).map(
        lambda rows: "".join(a + b for a, b in rows)
    ),
)


@given(texts)
@settings(max_examples=300, deadline=None)
def test_any_string_parses_and_nothing_disappears(raw):
    """Articles, joins, noise and white space cover the raw text without gap or overlap."""
    found = parse(raw)
    place = 0
    for stretch in coverage(found, raw):
        assert stretch.span.start == place
        assert stretch.kind != "lost"
        place = stretch.span.end
    assert place == len(raw)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_every_character_of_an_article_is_the_raw_texts_own_but_for_white_space(raw):
    """Pieces, put together, are the block; only a line break in it may have become a space."""
    for article in parse(raw):
        start = 0
        for block in article.text.split("\n"):
            pieces = article.raw_spans(Span(start, start + len(block)))
            own = "".join(piece.slice(raw) for piece in pieces)
            assert len(own) == len(block)
            assert all(
                a == b or (a.isspace() and b == " ") for a, b in zip(own, block, strict=True)
            )
            start += len(block) + 1


@given(texts)
@settings(max_examples=200, deadline=None)
def test_a_line_break_stands_for_white_space_or_for_all_between_two_blocks_of_a_line(raw):
    """It is a line's end or a blank, or else, between fields, no part of a block."""
    for article in parse(raw):
        start = 0
        for block in article.text.split("\n")[:-1]:
            start += len(block) + 1
            pieces = article.raw_spans(Span(start - 1, start))
            own = "".join(piece.slice(raw) for piece in pieces)
            assert own.isspace() or "\n" not in raw[pieces[0].start : pieces[-1].end]


@given(texts)
@settings(max_examples=200, deadline=None)
def test_layers_fit_their_text(raw):
    """Paragraphs and top sections stand in order; an article's blocks are its lines."""
    for article in parse(raw):
        lines = article.text.split("\n")
        assert all(line.strip() for line in lines)
        for layer in (article.paragraphs, article.sections):
            spans = [item.span for item in layer]
            assert all(a.end <= b.start for a, b in pairwise(spans))
        assert all(p.text in lines for p in article.paragraphs)
        for section in article.layers["sections"]:
            assert article.text[section.start : section.end] == section.text
            if section.parent >= 0:
                parent = article.layers["sections"][section.parent]
                assert parent.span.contains(section.span)


@given(texts)
@settings(max_examples=200, deadline=None)
def test_layers_and_alignments_are_such_as_are_made_with_every_check(raw):
    """What parsing makes unchecked, because it has just put it in order, no check refuses."""
    for article in parse(raw):
        for layer in article.layers.values():
            columns = {name: layer.column(name) for name in layer.columns}
            made = (layer.text, layer.item, layer.starts, layer.ends, columns)
            assert Layer(*made, source=layer.source) == layer
        alignment = article.raw_alignment
        lengths = alignment.source_length, alignment.target_length
        assert Alignment.from_columns(*lengths, *alignment.columns) == alignment


@given(
    st.lists(
        st.text(alphabet="会议今天北京开幕，ABCdef \n\u4dc0\ud800𠮷", max_size=30), max_size=12
    ),
    st.integers(1, 4),
)
def test_texts_are_compared_as_sets_of_pairs_are(found, band):
    """The arrays say what sets say: pairs of each text, their weight, and what two texts share."""
    known, unseen = weights()
    sets = [pairs(text) for text in found]
    result = compare(found, band)
    assert result.sizes.tolist() == list(map(len, sets))
    for number, own in enumerate(sets):
        assert math.isclose(result.masses[number], sum(known.get(pair, unseen) for pair in own))
        for distance in range(1, band + 1):
            shared = own & sets[number - distance] if distance <= number else set()
            wanted = sum(known.get(pair, unseen) for pair in shared)
            assert math.isclose(result.shared[number, distance], wanted, abs_tol=1e-9)


@given(texts)
@settings(max_examples=100, deadline=None)
def test_every_decision_stands_in_the_raw_text_with_a_reason(raw):
    """And with a confidence between 0 and 1."""
    found = parse(raw)
    for decision in (*found.decisions, *(d for a in found for d in a.decisions)):
        assert decision.span.end <= len(raw)
        assert decision.evidence
        assert 0 <= decision.confidence <= 1
    assert len(found) or found.decisions


@given(texts)
@settings(max_examples=100, deadline=None)
def test_parsing_is_deterministic(raw):
    """Twice the same."""
    assert parse(raw) == parse(raw)


@given(texts, st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_a_stream_loses_nothing(raw, size):
    """Whatever the chunks and the window, articles stand in order and cover what parse covers."""
    chunks = [raw[n : n + size] for n in range(0, len(raw), size)]
    place = 0
    for part in parse_stream(chunks, window=40):
        for article in part:
            for piece in article.raw_spans(Span(0, len(article.text))):
                assert piece.start >= place
                place = piece.end
    assert place <= len(raw)


@given(texts, st.integers(1, 50), st.integers(1, 50))
@settings(max_examples=100, deadline=None)
def test_a_stream_depends_on_its_text_not_on_its_chunks(raw, size, other):
    """However the text is cut into chunks, the articles and the decisions are the same."""
    one, two = (
        [
            (
                part.decisions,
                [(a.text, a.decisions, a.raw_spans(Span(0, len(a.text)))) for a in part],
            )
            for part in parse_stream((raw[n : n + k] for n in range(0, len(raw), k)), window=40)
        ]
        for k in (size, other)
    )
    assert one == two


def test_a_long_stream_gives_the_articles_of_the_whole():
    """Where boundaries are beyond doubt."""
    raw = "".join(
        f"第{n}号要闻发布\n\n　　新华社北京1月5日电　第{n}次会议今天在北京开幕，来自各地的代表出席"
        f"了会议，会期三天。\n　　会议要求各地切实加强领导，把措施落到实处，让农民得到实惠。\n\n"
        for n in range(300)
    )
    whole = parse(raw)
    streamed = [
        a
        for part in parse_stream([raw[n : n + 999] for n in range(0, len(raw), 999)], window=5000)
        for a in part
    ]
    assert [a.text for a in streamed] == [a.text for a in whole]
    assert [a.id.partition("#")[2] for a in streamed] == [a.id.partition("#")[2] for a in whole]
    for article in streamed:
        pieces = article.raw_spans(Span(0, len(article.text)))
        assert "".join(piece.slice(raw) for piece in pieces) == article.text


def test_the_seed_twice_gives_its_articles_twice():
    """A dump does not change how another after it is read."""
    raw = corpus.raw_text()
    once = [article.text for article in parse(raw)]
    assert [article.text for article in parse(f"{raw}\n\n\n{raw}")] == once * 2


@given(st.text(alphabet="一二三四第是，。、（）1.首先其次\n会议", max_size=200))
@settings(max_examples=300, deadline=None)
def test_items_nest_and_stand_in_order(text):
    """An item lies within its parent, and begins with its marker."""
    items = find_items(text)
    for item in items:
        assert item.start == item.marker[0] < item.marker[1] <= item.end <= len(text)
        if item.parent >= 0:
            parent = items[item.parent]
            assert parent.start <= item.start
            assert item.end <= parent.end
    assert [item.start for item in items] == sorted(item.start for item in items)


@given(st.lists(st.tuples(st.text("春江水暖鸭先知", min_size=1), st.floats(-9, 9)), min_size=1))
def test_the_first_paragraph_always_begins_a_stretch(rows):
    """And there is a margin for each."""
    margins = breaks([text for text, _ in rows], [score for _, score in rows], default_rules())
    assert len(margins) == len(rows)
    assert margins[0] == float("inf")
