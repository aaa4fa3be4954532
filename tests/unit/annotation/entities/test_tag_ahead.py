"""Tagging the sentences of many texts before their entities are looked for."""

import pytest

from corpus.annotation import find_entities
from corpus.annotation.entities.ahead import tag_ahead
from corpus.annotation.entities.name_tagger import network


class Counting:
    """The packaged network, and how often it was called."""

    def __init__(self):
        self.calls = 0

    def tag(self, sentences, *, confidence=False):
        """Tag as the network does."""
        self.calls += 1
        return network().tag(sentences, confidence=confidence)


@pytest.mark.parametrize("end", ["\n", "\r", "\x85", "\u2028"])
def test_what_was_tagged_ahead_is_not_tagged_again(end):
    """One call reads all texts, whatever ends their lines, and the entities are the same."""
    texts = ["毛健在北京说，试验成功。", f"《红楼{end}梦》在上海展出{end}陈斌说。"]
    tagger = Counting()
    ahead = tag_ahead(texts, tagger)
    assert [find_entities(text, tagger=ahead) for text in texts] == list(map(find_entities, texts))
    assert tagger.calls == 1
