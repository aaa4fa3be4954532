"""What holds of every text that is split into sentences."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from corpus.annotation.sentences import sentence_offsets

MARKS = '。！？!?…⋯.．｡，、；：“”‘’「」『』（）()《》〈〉【】"—～ 　\n\r\u2028'
LETTERS = "他我说說这這是的吗一二aBc13😀"
# Like MARKS, without what depends on more than its own sentence: quotations, brackets, ellipses.
PLAIN = "。！？，；：、 \n他我们是二aB.3"

texts = st.text(st.sampled_from(MARKS + LETTERS), max_size=60) | st.text(max_size=40)
options = st.fixed_dictionaries({
    "keep_attribution": st.booleans(),
    "quotations": st.sampled_from(["short", "whole", "split"]),
    "breaks": st.sampled_from(["line", "paragraph", "none"]),
    "semicolons": st.booleans(),
})  # fmt: skip


def offsets(text, **chosen):
    return list(zip(*sentence_offsets(text, **chosen), strict=True))


@given(texts, options)
def test_sentences_cover_text_in_order(text, chosen):
    """Sentences stand in order, do not overlap, and leave out only white space."""
    position = 0
    for start, end in offsets(text, **chosen):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()


@given(texts)
def test_line_breaks_are_never_inside(text):
    """With breaks at lines no sentence holds a line break."""
    assert all(len(text[s:e].splitlines()) == 1 for s, e in offsets(text))


@given(st.lists(texts.map(lambda text: "".join(text.splitlines())), max_size=4))
def test_lines_are_split_alone(lines):
    """With breaks at lines each line is split as if it stood alone."""
    alone, position = [], 0
    for line in lines:
        alone += [(position + s, position + e) for s, e in offsets(line)]
        position += len(line) + 1
    assert offsets("\n".join(lines)) == alone


@given(st.text(st.sampled_from(PLAIN), max_size=60))
def test_sentence_is_stable(text):
    """A sentence without quotations, brackets and ellipses is one sentence by itself."""
    assert all(offsets(text[s:e]) == [(0, e - s)] for s, e in offsets(text))


@given(st.text(st.sampled_from("他说我的。！？…，：（）“”‘’ \n" + LETTERS), max_size=60), options)
def test_quotation_marks_are_alike(text, chosen):
    """Corner brackets and curly quotation marks give the same sentences."""
    corner = text.translate(str.maketrans("“”‘’", "「」『』"))
    assert offsets(text, **chosen) == offsets(corner, **chosen)


@given(
    st.lists(
        st.sampled_from([*"。！？…，：“”他 \n", "说", "问道", "认为", "这是", "于是", "这句话"])
    ),
    options,
)
def test_scripts_are_alike(parts, chosen):
    """Simplified and traditional characters give the same sentences."""
    text = "".join(parts)
    traditional = text.translate(str.maketrans("说问认为这于话", "說問認為這於話"))
    assert offsets(text, **chosen) == offsets(traditional, **chosen)


@given(texts.filter(lambda text: not set("；;") & set(text)), options)
def test_semicolons_change_nothing_else(text, chosen):
    """Where a text has no semicolon, the option for them changes nothing."""
    assert offsets(text, **chosen) == offsets(text, **(chosen | {"semicolons": False}))


def test_every_combination_of_options_works():
    """Each combination of options splits a plain text alike."""
    choices = product([True, False], ["short", "whole", "split"], ["line", "paragraph", "none"])
    for keep, quotations, breaks in choices:
        chosen = {"keep_attribution": keep, "quotations": quotations, "breaks": breaks}
        assert offsets("他来了。你呢？", **chosen) == [(0, 4), (4, 7)]
