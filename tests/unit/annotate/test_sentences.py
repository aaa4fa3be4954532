"""What ends a sentence, and what does not."""

import pytest

from corpus.annotate.sentences import sentence_offsets, split_sentences
from corpus.errors import UnknownNameError


def split(text, **options):
    starts, ends = sentence_offsets(text, **options)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def test_stop_ends_sentence():
    """A full stop, a question mark and an exclamation mark end a sentence."""
    assert split("他来了。你呢？好！走") == ["他来了。", "你呢？", "好！", "走"]


def test_layer_has_offsets_of_text():
    """The layer's items carry their offsets and text."""
    layer = split_sentences("他来了。 你呢？\n")
    assert [(s.start, s.end, s.text) for s in layer] == [(0, 4, "他来了。"), (5, 8, "你呢？")]


def test_unknown_option_is_refused():
    """A value that an option does not have is refused with the ones it has."""
    with pytest.raises(UnknownNameError) as caught:
        sentence_offsets("好。", quotations="wholly")
    assert caught.value.nearest == "whole"
