"""Tokens of any text: cover, order, walls, and agreement with jieba."""

from hypothesis import given
from hypothesis import strategies as st

from corpus.annotation.lac import Tagger
from corpus.annotation.tokens import tokenize
from corpus.annotation.tokens.segmentation import cut
from corpus.annotation.tokens.segmentation_rust import cut_fast
from corpus.spans import Span

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
COMMON = st.sampled_from(
    "的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年得就那要下以生会"
)
ODD = st.sampled_from("aZ09.-+#&_% \r\n\t\u3000\u2028，。“”！㐀\U00020000\uf900😀é\ud800、《》·")
TEXTS = st.text(st.one_of(COMMON, COMMON, HAN, ODD), max_size=60) | st.text(max_size=40)


@given(text=TEXTS)
def test_words_are_those_of_jieba(jieba_cut, text):
    expected = jieba_cut(text)
    assert list(cut(text)) == expected
    assert cut_fast(text) == expected


@given(text=TEXTS)
def test_tokens_cover_the_text_in_order(text):
    layer = tokenize(text)
    assert [0, *layer.ends] == [*layer.starts, len(text)]
    assert all(start < end for start, end in zip(layer.starts, layer.ends, strict=True))


@given(text=TEXTS, data=st.data())
def test_kept_spans_are_tokens_and_no_token_crosses_them(text, data):
    bounds = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=6)))
    keep = [Span(a, b) for a, b in zip(bounds[::2], bounds[1::2], strict=False) if a < b]
    words = data.draw(st.lists(st.text(COMMON, min_size=1, max_size=3), max_size=2))
    layer = tokenize(text, keep=keep, words=words)
    assert "".join(layer.texts()) == text
    assert set(keep) <= set(layer.spans())


@given(texts=st.lists(TEXTS, max_size=5))
def test_tagged_words_lie_in_order_and_hold_all_but_white_space(texts):
    for text, sentence in zip(texts, Tagger().tag(texts, confidence=True), strict=True):
        end = 0
        for word in sentence:
            assert not text[end : word.start].strip()
            assert word.start < word.end
            assert 0 <= word.confidence <= 1
            end = word.end
        assert not text[end:].strip()


@given(text=TEXTS)
def test_tagging_keeps_the_tokens(text):
    plain, tagged = tokenize(text), tokenize(text, tags=True)
    assert list(plain.spans()) == list(tagged.spans())
