"""`parse` on whole dumps: the seed, repairs, boundaries, bad input."""

import datetime as dt

import pytest

import corpus
from corpus.parsing.dump import parse
from corpus.parsing.rules import Rules
from corpus.spans import Span

REPORT = (
    "新华社北京1月5日电（记者王小明）全国农村工作会议今天在北京开幕，来自各地的代表出席了"
    "会议，会期三天。"
)
OTHER = "上海地铁二号线昨天贯通，预计明年投入试运行，市民出行将更加方便，票价另行公布。"
SECOND = (
    "会议认为，过去一年农业生产取得了好收成，农民收入有所增加，农村社会保持稳定，但基础仍不牢固。"
)
THIRD = "会议要求各地切实加强领导，把各项措施落到实处，不搞形式主义，让农民得到实惠。"


@pytest.fixture(scope="module")
def seed():
    return parse(corpus.raw_text(), source="news.txt", year=2014)


# -- the seed -----------------------------------------------------------------------------


@pytest.mark.parametrize("number", range(3))
def test_the_seed_gives_the_gold_structure_exactly(seed, number):
    """Text, alignment, sections with markers and parents, paragraphs: all as annotated by hand."""
    found, gold = seed[number], corpus.load()[number]
    assert found.text == gold.text
    assert found.raw_alignment == gold.raw_alignment
    assert list(found.paragraphs) == list(gold.paragraphs)
    assert list(found.layers["sections"]) == list(gold.layers["sections"])
    assert found.script == gold.script


def test_the_seed_has_three_articles(seed):
    """One titled interview, one feature without headline, one report."""
    assert seed.ids == ("news.txt#1", "news.txt#2", "news.txt#3")
    assert [article.title for article in seed] == [
        "以服务型党组织建设引领基层党建工作",
        None,
        "赵亚夫事迹引起社会强烈反响",
    ]


def test_the_seeds_datelines_are_read(seed):
    """With the year that the caller gave."""
    assert [a.dateline and str(a.dateline.date_value) for a in seed] == [
        "2014-05-29",
        None,
        "2014-05-29",
    ]


def test_the_seeds_second_article_begins_where_the_topic_breaks(seed):
    """Nothing but the topic shows it, and the decision says so."""
    rules = [decision.rule for decision in seed[1].decisions]
    assert rules == ["boundary.topic"]


def test_both_broken_answers_of_the_seed_are_rejoined_and_recorded(seed):
    """Each across a blank line, in mid-sentence."""
    joins = [d for d in seed[0].decisions if d.rule.startswith("join.")]
    raw = corpus.raw_text()
    assert [raw[d.span.start - 3 : d.span.start] for d in joins] == ["落脚点", "预算；"]
    assert len(seed[0].questions) == 8


# -- repairs ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("between", "rule"),
    [
        ("\n", "join.newline"),
        ("\n\n", "join.blank"),
        ("\n— 3 —\n", "join.page"),
        ("\n第3页\n", "join.page"),
        ("\n·4·\n", "join.page"),
        ("\n（第2页）\n", "join.page"),
        ("\n人民日报 1998年1月5日 星期一 第1版\n", "join.page"),
        ("\n\f\n", "join.page"),
        ("\r\n", "join.newline"),
        ("\n— 3 —\n人民日报　１９９８年１月５日　第４版\n", "join.page"),
    ],
)
def test_a_paragraph_cut_in_mid_sentence_is_rejoined(between, rule):
    """Across a bare newline, a blank line, a page number, a running header, a form feed."""
    cut = SECOND.index("收成") + 1
    raw = f"会议开幕\n\n　　{REPORT}\n　　{SECOND[:cut]}{between}{SECOND[cut:]}\n　　{THIRD}\n"
    (article,) = parse(raw)
    assert [p.text for p in article.paragraphs] == [REPORT, SECOND, THIRD]
    assert rule in [decision.rule for decision in article.decisions]


def test_a_header_that_no_pattern_knows_is_left_out_where_it_interrupts_a_sentence():
    """What stands before it goes on after it."""
    cut = SECOND.index("收成") + 1
    cut_off = f"　　{SECOND[:cut]}\n河东农业通讯\n{SECOND[cut:]}"
    raw = f"会议开幕\n\n　　{REPORT}\n{cut_off}\n　　{THIRD}\n"
    (article,) = parse(raw)
    assert [p.text for p in article.paragraphs] == [REPORT, SECOND, THIRD]
    assert "noise.interrupting" in [decision.rule for decision in article.decisions]


@pytest.mark.parametrize("width", [20, 31, 38])
def test_hard_wrapped_lines_are_unwrapped(width):
    """Cut every n characters, indent included."""
    wrapped = "\n".join(
        row[n : n + width]
        for text in (REPORT, SECOND, THIRD)
        for row in [f"　　{text}"]
        for n in range(0, len(row), width)
    )
    (article,) = parse(f"会议开幕\n{wrapped}\n")
    assert [p.text for p in article.paragraphs] == [REPORT, SECOND, THIRD]


def test_a_line_break_between_latin_words_becomes_a_space():
    """The only character of an article that is not the raw text's own, but for newlines."""
    guest = "　　会议邀请了美国学者 Theodore\n— 2 —\nSchultz 到会作了报告，介绍经验。"
    raw = f"会议开幕\n\n　　{REPORT}\n{guest}\n"
    (article,) = parse(raw)
    assert "Theodore Schultz 到会" in article.text
    place = article.text.index(" Schultz")
    [space] = article.raw_spans(Span(place, place + 1))
    assert raw[space.start - 1 : space.end] == "e\n"  # and no blank of the page number


def test_invisible_characters_are_left_out():
    """Zero-width space, byte order mark; the text around them leads back to its place."""
    raw = f"\ufeff会议\u200b开幕\n\n{REPORT}\n"
    (article,) = parse(raw)
    assert article.title == "会议开幕"
    assert article.raw_spans(Span(0, 4)) == (Span(1, 3), Span(4, 6))


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_any_line_terminator_parts_lines(newline):
    """And the article's own is always a newline."""
    raw = newline.join(["会议开幕", "", REPORT, SECOND])
    (article,) = parse(raw)
    assert article.text == f"会议开幕\n{REPORT}\n{SECOND}"


# -- boundaries and roles -----------------------------------------------------------------


def test_a_dateline_opens_an_article_without_headline():
    """Even in tight text."""
    raw = f"会议开幕\n{REPORT}\n{SECOND}\n本报上海1月6日讯　{OTHER}\n"
    assert [article.title for article in parse(raw)] == ["会议开幕", None]


def test_sub_headings_do_not_part_an_article():
    """They head sections of its body."""
    raw = f"会议开幕\n{REPORT}\n一、增加投入\n{SECOND}\n二、加强领导\n{THIRD}\n"
    (article,) = parse(raw)
    sections = article.layers["sections"].filter(kind="section")
    assert [section.heading for section in sections] == ["一、增加投入", "二、加强领导"]


def test_the_lines_around_a_title_are_told_apart():
    """The line above it, the subtitle, the byline."""
    raw = f"全国农村工作会议提出\n增加农民收入\n——会议侧记\n本报记者　王小明\n{REPORT}\n{SECOND}\n"
    (article,) = parse(raw)
    assert article.title == "增加农民收入"
    assert article.subtitle == "全国农村工作会议提出\n——会议侧记"
    assert article.byline == "本报记者　王小明"


def test_an_end_mark_ends_an_article():
    """（完） on a line of its own, then another without headline."""
    raw = f"会议开幕\n{REPORT}\n{SECOND}\n（完）\n{OTHER}\n"
    assert len(parse(raw)) == 2


def test_a_poem_stays_in_its_article():
    """Its lines are no titles."""
    verses = "山那边是什么", "山那边是海", "海那边是什么", "海那边是明天"
    poem = "".join(f"　　{verse}\n" for verse in verses)
    (article,) = parse(f"远山的灯\n\n　　{SECOND}\n{poem}　　{THIRD}\n")
    assert "山那边是海" in [p.text for p in article.paragraphs]


def test_articles_stay_apart_when_dumps_are_put_together():
    """Two clearly bounded dumps, each in its own layout."""
    one = f"会议开幕\n\n　　{REPORT}\n　　{SECOND}\n（完）\n"
    other = f"上海地铁贯通\n本报上海1月6日讯（记者李方）{THIRD}\n{SECOND}\n（完）\n"
    apart = [a.text for a in (*parse(one), *parse(other))]
    assert [a.text for a in parse(f"{one}\n{other}")] == apart


# -- what the caller says -------------------------------------------------------------------


def test_published_completes_the_dateline():
    """December's news in a paper of January is last year's."""
    raw = "会议开幕\n新华社北京12月31日电　会议今天在北京开幕，会期三天，各地代表出席。\n"
    (article,) = parse(raw, published=dt.date(1998, 1, 1))
    assert str(article.dateline.date_value) == "1997-12-31"


def test_rules_of_ones_own_decide():
    """A paper's own heading is made a page's header."""
    raw = f"会议开幕\n{REPORT}\n【河东快讯】\n{SECOND}\n"
    own = Rules.from_toml('[page]\nown = ["【河东快讯】"]')
    assert "【河东快讯】" in parse(raw)[0].text
    (article,) = parse(raw, rules=own)
    assert "【河东快讯】" not in article.text
    assert [d.rule for d in article.decisions if d.rule.startswith("noise")] == ["noise.own"]


def test_parsing_is_deterministic():
    """The same text gives equal articles."""
    assert parse(corpus.raw_text()).articles == parse(corpus.raw_text()).articles


# -- bad input ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("raw", "rule"),
    [
        ("", "empty.blank"),
        ("\n \u3000\n\t\n", "empty.blank"),
        ("The quick brown fox jumps over the lazy dog.\n" * 20, "empty.no-chinese"),
        ("\x00\x01\x02PK\x03\x04" * 50 + "中", "empty.binary"),
        ("— 3 —\n\n第4版\n\n人民日报 1998年1月5日 第4版\n", "empty.only-noise"),
    ],
)
def test_what_holds_no_news_gives_an_empty_corpus_with_the_reason(raw, rule):
    """Never a crash, never silence."""
    found = parse(raw)
    assert len(found) == 0
    assert found.decisions[0].rule == rule
    assert found.decisions[0].span == Span(0, len(raw))
    assert found.decisions[0].evidence
