"""What the views show of any text under any annotation."""

from html.parser import HTMLParser
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.explore.html import article_html
from corpus.explore.listing import rows
from corpus.explore.marks import Close, Mark, Open, Stretch, nested, stretches
from corpus.explore.outline import outline
from corpus.explore.terminal import safe, text_lines
from corpus.explore.wrap import line_starts
from corpus.model import ENTITY_LABELS, QUOTATION_KINDS, SECTION_KINDS

TEXTS = st.text(
    st.one_of(
        st.sampled_from("甲乙丙丁。，“”《》\n\n <>&\"'\r\t[]a1\x1b"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=40,
)


def spans(length: int):
    return st.tuples(st.integers(0, length), st.integers(0, length)).map(sorted)


@st.composite
def articles(draw):
    text = draw(TEXTS)
    place = spans(len(text))
    some = st.lists(place, max_size=6)
    maybe = st.none() | place.map(lambda ends: corpus.Span(*ends))

    def layer(item, **fields):
        drawn = [
            {"start": start, "end": end, **{k: draw(v) for k, v in fields.items()}}
            for start, end in draw(some)
        ]
        return corpus.Layer.of(text, item, drawn)

    kinds, quoted = st.sampled_from(SECTION_KINDS), st.sampled_from(QUOTATION_KINDS)
    layers = {
        "entities": layer(
            corpus.Entity, label=st.sampled_from(ENTITY_LABELS), id=st.none() | st.text(max_size=3)
        ),
        "quotations": layer(corpus.Quotation, kind=quoted, speaker=maybe, cue=maybe),
        "sections": layer(corpus.Section, kind=kinds, heading=maybe, marker=maybe),
        "dateline": layer(corpus.Dateline, agency=maybe)[:1],
    }
    chosen = draw(st.sets(st.sampled_from(sorted(layers))))
    return corpus.Article(
        id=draw(st.text(max_size=3)), text=text, layers={name: layers[name] for name in chosen}
    )


class Reader(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[object] = []
        self.text = ""
        self.feed(html)
        self.close()
        assert not self.open

    def handle_starttag(self, tag, attrs):  # noqa: D102  named by HTMLParser
        self.open.append((tag, dict(attrs).get("class")))

    def handle_endtag(self, tag):  # noqa: D102  named by HTMLParser
        assert self.open.pop()[0] == tag

    def handle_data(self, data):  # noqa: D102  named by HTMLParser
        if ("div", "zhnc-text") in self.open:
            self.text += data


@given(st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), st.lists(spans(n), max_size=8))))
def test_stretches_cover_the_text_and_know_what_lies_over_them(drawn):
    length, ends = drawn
    marks = [Mark(start, end, str(row)) for row, (start, end) in enumerate(ends)]
    parts = list(stretches(length, marks))
    assert [part.start for part in parts] == [0, *(part.end for part in parts)][: len(parts)]
    assert (parts[-1].end if parts else 0) == length
    for part in parts:
        over = [m for m in marks if max(m.start, part.start) < min(m.end, part.end)]
        assert all(mark.start <= part.start and part.end <= mark.end for mark in over)
        assert sorted(mark.kind for mark in part.marks) == sorted(mark.kind for mark in over)


@given(st.integers(0, 30).flatmap(lambda n: st.tuples(st.just(n), st.lists(spans(n), max_size=8))))
def test_openings_and_closings_nest_and_each_mark_begins_and_ends_once(drawn):
    length, ends = drawn
    marks = [Mark(start, end, str(row)) for row, (start, end) in enumerate(ends)]
    opened: list[Mark] = []
    begun: list[str] = []
    ended: list[str] = []
    for event in nested(stretches(length, marks)):
        match event:
            case Open(mark, begins):
                opened.append(mark)
                begun += [mark.kind] if begins else []
            case Close(mark, ends_here):
                assert opened.pop() is mark
                ended += [mark.kind] if ends_here else []
            case Stretch(_, _, over):
                assert tuple(opened) == over
    seen = sorted(mark.kind for mark in marks if mark.start < mark.end)
    assert sorted(begun) == sorted(ended) == seen


@given(articles())
def test_blocks_and_lines_cover_the_text(article):
    blocks = outline(article)
    assert "\n".join(article.text[b.start : b.end] for b in blocks) == article.text
    for block in blocks:
        assert block.lines[0].start == block.start
        assert block.lines[-1].end == block.end
        assert all(one.end == other.start for one, other in pairwise(block.lines))


@settings(deadline=None)
@given(articles())
def test_html_holds_the_text_character_for_character(article):
    assert Reader(article_html(article)).text == article.text
    for name in article.layers:
        assert Reader(article_html(article, layer=name)).text == article.text


@settings(deadline=None)
@given(articles(), st.integers(1, 60))
def test_a_terminal_shows_every_character(article, width):
    shown = "".join(line.plain for line in text_lines(article, width))
    assert _words(shown) == _words(safe(article.text.replace("\n", "")).plain)


def _words(text: str) -> str:
    return "".join(text.split()).replace("[", "").replace("]", "")


@given(TEXTS.map(lambda text: text.replace("\n", "")), st.integers(1, 30))
def test_lines_are_wrapped_in_order_and_none_is_empty(text, width):
    starts = [0, *line_starts(text, width), len(text)]
    assert all(one < other for one, other in pairwise(starts)) or not text


@given(articles())
def test_every_row_of_a_listing_is_where_it_says(article):
    for name in article.layers:
        for row in rows(article, name):
            assert article.text[row["start"] : row["end"]] == row["text"]
