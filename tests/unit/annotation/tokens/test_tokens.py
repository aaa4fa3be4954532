"""Tokens: jieba's words with offsets, stretches kept whole, both scripts, parts of speech."""

import json
import os
import sys
import threading
from pathlib import Path

import pytest

from corpus.alignment import Alignment, Edit
from corpus.annotation.jieba_files import jieba_text, jieba_version
from corpus.annotation.parts_of_speech import UPOS, upos_of
from corpus.annotation.script import is_traditional
from corpus.annotation.tokens import segmentation, segmentation_rust, tokenize
from corpus.annotation.tokens.tagging import tag_tokens
from corpus.errors import (
    AnnotationError,
    LexiconError,
    MissingExtraError,
    SpanError,
    UnknownNameError,
)
from corpus.spans import Span

GOLDEN = Path(__file__).parents[3] / "golden" / "tokens" / "gsd_pairs.jsonl"
ROWS = [json.loads(line) for line in GOLDEN.read_text(encoding="utf-8").splitlines()]
HARD = [
    "他来到了A-320客机，增长5.1%，见www.example.com/a_b？C++和C#都行。",
    "㐀㐀会鿖龥\U00020000\U00020000好\uf900",
    "一\r\n二\n\r三\u3000四 \t五\x85六\u2028七",
    "乒乓球拍卖完了南京市长江大桥欧几里得一次性生活",
    "龘靐齉爩鱻麤龗灪吁龖厵滟爨癵籱饢",
    "2013-2014年6-12月F-16和COVID-19，1.5-3倍a_b.c-d%e，5%2，C++-3，AT&T-5，IP-4卡，X-T恤-2",
    "ａｂｃ１２３abc123混ab合12排",
    "",
    "。",
    "的",
    "的" * 500,
]


@pytest.fixture(params=["python", "rust"])
def engine(request, monkeypatch):
    """Both ways to segment: what holds of one must hold of the other."""
    if request.param == "python":
        monkeypatch.setattr(segmentation_rust, "_engines", [None])
    else:
        assert segmentation_rust.is_available()


def texts_of(layer):
    return [token.text for token in layer]


def test_the_golden_file_is_not_empty():
    assert len(ROWS) == 60


@pytest.mark.usefixtures("engine")
def test_golden_words_are_those_of_jieba():
    for row in ROWS:
        assert texts_of(tokenize(row["simplified"])) == row["jieba"]


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("text", HARD)
def test_words_of_hard_cases_are_those_of_jieba(text, jieba_cut):
    assert texts_of(tokenize(text, converter=None)) == jieba_cut(text)


def test_joined_letters_and_digits_need_no_dictionary_of_ours(monkeypatch):
    """With rjieba, the second dictionary and its memory are left for rare characters."""
    assert segmentation_rust.is_available()
    monkeypatch.setattr(segmentation, "_loaded", [])
    monkeypatch.setattr(segmentation, "_read_dictionary", None)
    assert texts_of(tokenize("A-320客机，5.1%。")) == ["A", "-", "320", "客机", "，", "5.1%", "。"]
    assert texts_of(tokenize("㐀好的\U00020000")) == ["㐀", "好", "的", "\U00020000"]
    with pytest.raises(TypeError):
        tokenize("AT&T-5")


@pytest.mark.usefixtures("engine")
def test_a_lone_surrogate_is_a_token():
    assert texts_of(tokenize("北京\ud800上海")) == ["北京", "\ud800", "上海"]


@pytest.mark.usefixtures("engine")
def test_a_hundred_thousand_characters_without_punctuation_are_covered():
    text = ("镇江市科技局局长毛健在北京说试验很成功5.1%" * 5000)[:100_000]
    layer = tokenize(text)
    assert "".join(layer.texts()) == text


@pytest.mark.usefixtures("engine")
def test_a_kept_span_is_one_token_and_a_wall(jieba_cut):
    text = "我们在中国人民解放军总医院见面"
    layer = tokenize(text, keep=[Span(3, 13)])
    expected = [*jieba_cut(text[:3]), text[3:13], *jieba_cut(text[13:])]
    assert texts_of(layer) == expected


@pytest.mark.usefixtures("engine")
def test_of_kept_spans_that_overlap_the_first_and_longest_counts():
    text = "云南省禄劝彝族苗族自治县"
    layer = tokenize(text, keep=[Span(3, 12), Span(0, 12), Span(0, 3), Span(11, 12)])
    assert texts_of(layer) == [text]
    assert texts_of(tokenize(text, keep=[Span(3, 12), Span(0, 4)]))[0] == "云南省禄"


@pytest.mark.usefixtures("engine")
def test_words_are_whole_wherever_they_stand_outside_kept_spans():
    text = "赵亚夫事迹与亚夫精神，亚夫"
    layer = tokenize(text, words=["亚夫", "亚夫精神", ""], keep=[Span(0, 3)])
    assert texts_of(layer)[0] == "赵亚夫"
    assert {"亚夫精神", "亚夫"} <= set(texts_of(layer))
    assert "".join(texts_of(layer)) == text


@pytest.mark.usefixtures("engine")
def test_empty_kept_spans_do_nothing():
    assert texts_of(tokenize("我爱北京", keep=[Span(2, 2)])) == ["我", "爱", "北京"]


@pytest.mark.usefixtures("engine")
def test_traditional_text_is_cut_as_its_simplified_twin():
    same = total = 0
    for row in ROWS:
        words = list(tokenize(row["simplified"]).spans())
        same += len(set(words) & set(tokenize(row["traditional"]).spans()))
        total += len(words)
    assert same / total > 0.99


def test_tokens_say_which_jieba_they_are_of():
    assert tokenize("我爱北京").source == f"jieba {jieba_version()}"


def test_without_tags_tokens_have_none():
    token = tokenize("我爱北京")[2]
    assert (token.text, token.upos, token.tag) == ("北京", None, None)


@pytest.mark.parametrize("span", [Span(0, 5), Span(9, 9)])
def test_a_kept_span_that_leaves_the_text_is_an_error(span):
    with pytest.raises(SpanError, match="length of the text 4"):
        tokenize("我爱北京", keep=[span])


def test_an_unknown_tokenizer_is_named_with_its_nearest():
    with pytest.raises(UnknownNameError, match="did you mean 'jieba'"):
        tokenize("我", tokenizer="jeiba")


def test_rjieba_that_is_missing_names_the_extra(monkeypatch):
    monkeypatch.setattr(segmentation_rust, "_engines", [])
    monkeypatch.setitem(sys.modules, "rjieba", None)
    with pytest.raises(MissingExtraError, match="fast"):
        tokenize("我爱北京", tokenizer="rjieba")
    assert texts_of(tokenize("我爱北京")) == ["我", "爱", "北京"]


def test_an_rjieba_that_segments_otherwise_is_not_used(monkeypatch):
    import rjieba

    class Other:
        """A segmenter that knows no words."""

        def cut(self, text):
            """Return the characters."""
            return list(text)

    monkeypatch.setattr(segmentation_rust, "_engines", [])
    monkeypatch.setattr(rjieba, "Jieba", Other)
    assert not segmentation_rust.is_available()


def test_a_function_may_leave_out_white_space():
    layer = tokenize("hello 世界 \n", tokenizer=str.split)
    assert texts_of(layer) == ["hello", " ", "世界", " \n"]
    assert layer.source == "split"


@pytest.mark.parametrize("words", [["北京"], ["我", "爱", "上海"], ["我", "爱"], ["北京", "我爱"]])
def test_a_function_that_changes_the_text_is_an_error(words):
    with pytest.raises(AnnotationError):
        tokenize("我爱北京", tokenizer=lambda _: words)


def test_kept_spans_hold_for_it_too():
    layer = tokenize("我爱北京", tokenizer=list, keep=[Span(2, 4)])
    assert texts_of(layer) == ["我", "爱", "北京"]


class Conversion:
    """What a converter returns."""

    def __init__(self, text, alignment):
        self.text, self.alignment = text, alignment


class Network:
    """網際網路 → 互联网: lengths change, so the inside corresponds only as a whole."""

    def convert(self, text):
        """Convert a text with the word in it."""
        place = text.index("網際網路")
        edit = Edit(Span(place, place + 4), Span(place, place + 3))
        alignment = Alignment.from_edits(len(text), len(text) - 1, [edit])
        return Conversion(text.replace("網際網路", "互联网"), alignment)


def test_words_of_another_length_are_mapped_back():
    layer = tokenize("我用網際網路工作", converter=Network())
    assert texts_of(layer) == ["我用", "網際網路", "工作"]


def test_a_converter_that_changes_nothing_changes_nothing():
    class Same:
        """A converter that does nothing."""

        def convert(self, text):
            """Return the text."""
            return Conversion(text, Alignment.identity(len(text)))

    assert texts_of(tokenize("我爱北京", converter=Same())) == ["我", "爱", "北京"]


def test_tags_are_given_to_the_tokens_as_they_are():
    layer = tokenize("镇江市科技局局长毛健说。", keep=[Span(0, 6)], tags=True)
    assert [(t.text, t.upos, t.tag) for t in layer] == [
        ("镇江市科技局", "PROPN", "ORG"),
        ("局长", "NOUN", "n"),
        ("毛健", "PROPN", "PER"),
        ("说", "VERB", "v"),
        ("。", "PUNCT", "w"),
    ]
    assert layer.source.endswith(", lac-small")


def test_white_space_has_no_part_of_speech():
    layer = tokenize("好 \n好", tags=True)
    assert [token.upos is None for token in layer] == [False, True, True, False]


def test_traditional_tokens_are_tagged_as_simplified_ones():
    simple, full = tokenize("说话的语言", tags=True), tokenize("說話的語言", tags=True)
    assert simple.column("upos") == full.column("upos")


def test_nothing_to_tag_is_no_error():
    assert len(tokenize("", tags=True)) == 0
    assert len(tokenize(" ", tags=True)) == 1


def test_sentences_may_be_given_and_may_cut_through_tokens():
    layer = tokenize("我爱北京。他在上海。")
    cut = tag_tokens(layer, sentences=[Span(0, 3), Span(3, 10)])
    assert len(cut) == len(layer)
    assert set(cut.column("upos")) <= set(UPOS)


def test_every_listed_part_of_speech_is_universal():
    from corpus.annotation.parts_of_speech import _tables, _words

    listed = {upos for table in _tables().values() for upos in table.values()}
    assert listed | set(_words().values()) <= set(UPOS)


def test_every_tag_of_the_network_is_listed():
    from corpus.annotation.lac.decode import chain
    from corpus.annotation.parts_of_speech import _tables

    assert set(chain().types) == set(_tables()["lac"])


def test_every_tag_of_the_dictionary_is_listed():
    from corpus.annotation.parts_of_speech import _tables

    tags = set(jieba_text("jieba/dict.txt").split()[2::3])
    assert tags <= set(_tables()["jieba"])


@pytest.mark.parametrize(
    ("word", "tag", "upos"),
    [
        ("是", "v", "AUX"),
        ("和", "c", "CCONJ"),
        ("因为", "c", "SCONJ"),
        ("这", "r", "DET"),
        ("我", "r", "PRON"),
        ("了", "u", "AUX"),
        ("的", "u", "PART"),
        ("%", "w", "SYM"),
        ("￥", "w", "SYM"),
        ("——", "w", "PUNCT"),
        ("2015", "TIME", "NUM"),
        ("昨天", "TIME", "NOUN"),
        ("", "n", "NOUN"),
        ("好", "nonsense", "NOUN"),
        ("好", "?", "X"),
    ],
)
def test_words_and_tags_map_to_upos(word, tag, upos):
    assert upos_of(word, tag) == upos


def test_an_unknown_scheme_is_named():
    with pytest.raises(UnknownNameError, match="lac, jieba"):
        upos_of("好", "n", "ltp")


@pytest.mark.parametrize(
    ("text", "traditional"),
    [
        *[("漢語", True), ("汉语", False), ("大人", False), ("", False), ("著名的汉语", False)],
        *[("漢語汉语語", True), ("abc", False)],
    ],
)
def test_script_is_told_by_the_characters_of_one_script_alone(text, traditional):
    assert is_traditional(text) is traditional


def test_nothing_is_written_to_disk(tmp_path):
    import subprocess

    code = "from corpus.annotation.tokens import tokenize; tokenize('我爱北京')"
    environment = {**os.environ, "TMPDIR": str(tmp_path), "CORPUS_CACHE_DIR": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", code], env=environment, check=True, capture_output=True
    )
    assert list(tmp_path.iterdir()) == []
    assert run.stderr == b""


def test_threads_share_one_dictionary(monkeypatch):
    monkeypatch.setattr(segmentation, "_loaded", [])
    found = []
    threads = [
        threading.Thread(target=lambda: found.append(segmentation.load_dictionary()))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(map(id, found))) == 1


@pytest.mark.parametrize("content", ["北京 3", "北京 viele ns", ""])
def test_a_damaged_dictionary_is_an_error_that_names_it(content, monkeypatch):
    monkeypatch.setattr(segmentation, "jieba_text", lambda _: content)
    with pytest.raises(LexiconError, match=r"dict\.txt"):
        segmentation._read_dictionary()
