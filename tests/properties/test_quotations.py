"""Quotations and roles, whatever the text."""

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.annotation import find_quotations, find_roles

PIECES = st.sampled_from(
    [
        *'“”‘’「」『』"，。：！？\n（）',
        "毛健",
        "他",
        "说",
        "认为",
        "表示",
        "局长",
        "群众都说",
        "写的",
        "这是",
        "试验很成功",
        "告诉记者",
    ]
)
TEXTS = st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map("".join))


class Name:
    """A name as an entity layer would have it."""

    label = "PERSON"

    def __init__(self, start):
        self.start, self.end = start, start + 2


def names(text):
    return [Name(i) for i in range(len(text)) if text.startswith("毛健", i)]


@settings(max_examples=300)
@given(TEXTS)
def test_quotations_are_slices_with_levels_that_fit(text):
    """Offsets, speakers and cues lie in the text, and the level counts what lies around."""
    found = list(find_quotations(text, names(text)))
    for quotation in found:
        assert text[quotation.start : quotation.end] == quotation.text
        assert quotation.kind in {"direct", "indirect"}
        for span in (quotation.speaker_span, quotation.cue_span):
            assert span is None or 0 <= span.start < span.end <= len(text)
        assert 0 <= quotation.level < len(found)


@settings(max_examples=150)
@given(TEXTS)
def test_roles_belong_to_names_that_are_there(text):
    """A role's person is one of the names given."""
    spans = {(name.start, name.end) for name in names(text)}
    for role in find_roles(text, names(text)):
        assert (role.person_span.start, role.person_span.end) in spans
        assert text[role.start : role.end] == role.text
