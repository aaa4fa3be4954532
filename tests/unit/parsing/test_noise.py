"""Lines that belong to the page."""

import pytest

from corpus.parsing.dump import parse
from corpus.parsing.lines import scan
from corpus.parsing.noise import header_kinds, part_pages
from corpus.parsing.rules import default_rules

RULES = default_rules()
LONG = "会议认为过去一年的工作取得了很大成绩但是还有不少问题需要认真"


def _noise(raw):
    return [(n.rule, n.line.text) for n in part_pages(scan(raw).lines, RULES).noise]


@pytest.mark.parametrize(
    "line",
    [
        "— 3 —",
        "－３－",
        "·4·",
        "第2页",
        "第 3 页 共 12 页",
        "（第2页）",
        "(12)",
        "Page 7 of 9",
        "3/12",
        "xii",
    ],
)
def test_page_numbers_are_noise(line):
    """In the forms that files have them in."""
    assert _noise(f"{LONG}\n{line}\n{LONG}") == [("noise.number", line)]


@pytest.mark.parametrize(
    "line",
    [
        "人民日报 1998年1月5日 星期一 第1版",
        "人民日报　１９９８年１月５日　第４版",
        "《长平晚报》　第3版　综合新闻　第5期",
        "第4版 要闻",
        "第４版",
        "自由時報 中華民國103年6月5日 A4版",
        "明報　2014年6月5日　第3頁",
        "02 要闻",
        "3 | 人民日报",
        "长平周末 2003.05.06",
    ],
)
def test_running_headers_are_noise(line):
    """Made of a paper's name, a date, a page and little else."""
    assert _noise(f"{LONG}\n{line}\n{LONG}") == [("noise.header", line)]


@pytest.mark.parametrize(
    "line",
    [
        "一",
        "（一）",
        "第三版权法案",
        "1998年1月5日",
        "要闻",
        "——题记",
        "第二页翻开了",
        "……",
        "12月5日电",
    ],
)
def test_text_is_not_noise(line):
    """Numbers of sections, dates, titles."""
    assert _noise(f"{LONG}\n{line}\n{LONG}") == []


@pytest.mark.parametrize(
    "line",
    [
        "（原载5月3日《人民日报》）",
        "本文原載《聯合報》2014年6月5日 A4版",
        "（据5月3日《光明日报》第4版）",
        "来源：人民日报 2014年5月3日",
    ],
)
def test_where_an_article_is_from_is_no_running_header(line):
    """Though it is made of a paper's name, a date and a page, too."""
    assert _noise(f"{LONG}。\n{line}\n{LONG}。") == []


BODY = "　　这项工作自去年九月启动以来，有关部门先后召开多次会议进行部署，准备已经就绪。\n"


def test_bare_numbers_that_count_sections_are_headings():
    """They begin with 1 and stand between whole paragraphs."""
    [article] = parse(f"柳江水库建成记\n{BODY}　　1\n{BODY}{BODY}　　2\n{BODY}")
    assert [s.heading for s in article.layers["sections"] if s.heading] == ["1", "2"]


@pytest.mark.parametrize(
    "pages",
    [
        f"{BODY}1\n{BODY.replace('，', '，@2@', 1).replace('@', chr(10))}",
        f"{BODY}1\n{BODY}2\n",
        f"{BODY}3\n{BODY}4\n{BODY}",
    ],
)
def test_bare_numbers_of_pages_are_noise(pages):
    """One cuts a sentence, or the last ends the text, or they do not begin with 1."""
    noise = [d.rule for article in parse(f"柳江水库建成记\n{pages}") for d in article.decisions]
    assert "noise.bare" in noise


def test_a_reason_quotes_the_line_without_escapes():
    """Wide blanks, of which a page head has many, would be written as u3000 otherwise."""
    page = "人民日报　2014年5月30日　　　　　4"
    found = part_pages(scan(f"{LONG}\n{page}\n{LONG}").lines, RULES).noise
    assert [noise.evidence for noise in found] == [
        "parts of a page head: '人民日报 2014年5月30日 4'"
    ]


def test_a_line_repeated_in_mid_sentence_is_noise():
    """Whatever it says, digits aside."""
    raw = "\n".join(f"{LONG}\n河东通讯之{n}\n{LONG}。" for n in range(1, 4))
    assert [text for _, text in _noise(raw)] == ["河东通讯之1", "河东通讯之2", "河东通讯之3"]


def test_a_line_repeated_between_articles_is_not():
    """It may be a column's head."""
    assert _noise(f"简讯\n{LONG}。\n简讯\n{LONG}。\n简讯\n{LONG}。") == []


@pytest.mark.parametrize("line", ["本报评论员", "本报记者　方晓燕", "（完）"])
def test_a_byline_or_mark_that_several_articles_have_stays(line):
    """Even under titles, which have no full stop."""
    raw = "".join(
        f"第{n}期河东改革开放情况述评和今后的展望之我见\n{line}\n{LONG}。\n" for n in "一二三四"
    )
    assert line not in [text for _, text in _noise(raw)]


def test_a_rule_parts():
    """And the line after it knows."""
    pages = part_pages(scan(f"{LONG}。\n==========\n{LONG}。").lines, RULES)
    assert [n.rule for n in pages.noise] == ["noise.ruler"]
    assert pages.ruled == {pages.lines[1].start}


def test_numbers_in_a_table_stay():
    """Among other short lines."""
    assert _noise("名次\n1\n2\n3\n得分") == []


def test_the_parts_of_a_header_are_named():
    """With the number of characters that are none."""
    kinds, rest = header_kinds("长平晚报 2014年5月30日 特稿专栏", RULES, 4)
    assert kinds == {"paper", "date"}
    assert rest == 4


def test_a_line_with_much_beside_them_is_no_header():
    """Then it has no parts."""
    assert header_kinds("长平晚报 2014年5月30日 特稿专栏", RULES, 3)[0] == frozenset()


@pytest.mark.parametrize("rest", ["5", "805", "0805"])
def test_the_rest_of_a_number_is_no_page_number(rest):
    """A wrap cut it; below other text the same digits are a page's."""
    assert _noise(f"{LONG}1050\n{rest}\n{LONG}") == []
    assert _noise(f"{LONG}\n{rest}\n{LONG}") == [("noise.bare", rest)]


def test_an_agencys_code_for_the_day_is_kept_however_often_it_stands_there():
    """So is the rest of such a code, and they are of different figures."""
    codes = "".join(f"{LONG}\n105080{n}\n{LONG}105\n081{n}\n" for n in range(4))
    assert _noise(codes) == []


def test_the_beginning_of_a_report_is_no_running_header():
    """It has a paper's name and a date, but 电 after the date."""
    assert _noise(f"{LONG}\n中新网9月6日电　据长平晚报\n{LONG}") == []
    assert _noise(f"{LONG}\n长平晚报　9月6日\n{LONG}") == [("noise.header", "长平晚报　9月6日")]


def test_reporters_desks_stand_above_several_articles():
    """A byline without a name is no running header, though it is repeated."""
    assert _noise(f"{LONG}\n清江市／綜合報導\n{LONG}\n" * 4) == []


@pytest.mark.parametrize(
    "line",
    [
        "12 要闻",
        "1998年1月{}日 星期一",
        "1998年1月{}日",
        "长平周末 2003.05.{}",
        "责任编辑：王小明",
        "本版责编：李大同　美编：王小明",
    ],
)
def test_what_stands_in_mid_sentence_each_time_is_noise(line):
    """Though elsewhere it may head a section, sign a letter or end an article."""
    lines = [line.format(day) for day in (4, 5)]
    torn = [f"　　{LONG}\n{line}\n分析研究，并加以解决。" for line in lines]
    assert [text for _, text in _noise("\n".join(torn))] == lines


@pytest.mark.parametrize(
    "line",
    [
        "责任编辑：王小明",
        "《长平周末》2003年5月6日",
        "长平晚报（5月6日）",
        "【2003/05/06 長平日報】",
    ],
)
def test_what_ends_an_article_is_no_noise(line):
    """An editor's credit, even if it once cuts a sentence, or where the article is from."""
    end = f"　　{LONG}分析研究。\n{line}\n"
    assert _noise(f"{end}{end}　　{LONG}\n{line}\n分析研究。\n") == []
