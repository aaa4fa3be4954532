"""Entities, whatever the text: offsets, nesting, determinism, only our own errors."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotation import find_entities
from corpus.annotation.entities.lexicon import surnames, territories, titles
from corpus.annotation.shadow import fold, simplified
from corpus.errors import CorpusError
from corpus.model import ENTITY_LABELS

PIECES = st.sampled_from(
    [
        *sorted(territories())[:60],
        *sorted(surnames())[:40],
        *titles()[:40],
        *(
            "说：“",
            "”",
            "《",
            "》",
            "（记者",
            "）",
            "第九届",
            "全国人大",
            "5月29日",
            "67万儿童",
            "·",
        ),
        *(
            "中美",
            "访华",
            "美军",
            "，",
            "。",
            "\n",
            "\u2028",
            "\r",
            "『",
            "』",
            "😀",
            "𠮷",
            " ",
            "的",
            "在",
            "和",
            "A",
            "é",
        ),
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


@settings(max_examples=150)
@given(TEXTS)
def test_entities_are_slices_that_nest_or_stand_apart(text):
    """Offsets are in bounds, labels valid, and no two entities cross."""
    try:
        found = list(find_entities(text))
    except CorpusError:
        return
    for entity in found:
        assert 0 <= entity.start < entity.end <= len(text)
        assert text[entity.start : entity.end] == entity.text
        assert len(entity.text.splitlines()) == 1
        assert entity.label in ENTITY_LABELS
    ends: list[int] = []
    for entity in found:
        while ends and ends[-1] <= entity.start:
            ends.pop()
        assert not ends or entity.end <= ends[-1]
        ends.append(entity.end)


@settings(max_examples=40)
@given(TEXTS)
def test_the_same_text_gives_the_same_entities(text):
    """Nothing is remembered between calls."""
    try:
        assert find_entities(text) == find_entities(text)
    except CorpusError:
        return


@given(st.text())
def test_shadows_are_as_long_as_their_text(text):
    """An offset in the shadow is the same offset in the text."""
    assert len(simplified(text)) == len(fold(text)) == len(text)
