"""Comparing neighbouring texts on arrays."""

import numpy as np

from corpus.parsing.likeness import compare


def test_a_text_shares_all_with_its_copy():
    """What a text has in common with itself weighs what it weighs."""
    found = compare(["大坝防汛抢险", "大坝防汛抢险"], 1)
    assert found.shared[1, 1] == found.masses[0] == found.masses[1]


def test_latin_names_count_as_pairs():
    """A name in capitals, or with one, counts once however often it comes."""
    found = compare(["OPEC 与 Boeing，OPEC", "Boeing"], 1)
    assert found.sizes.tolist() == [2, 1]
    assert found.shared[1, 1] == found.masses[1]


def test_many_texts_are_compared_across_the_edges_of_chunks():
    """Where the texts are taken together makes no difference."""
    texts = [f"大坝防汛{'抢险排涝' if n % 3 else '篮球联赛'}" for n in range(5000)]
    found = compare(texts, 6)
    for start in range(6, 5000, 6):
        alone = compare(texts[start - 6 : start + 6], 6)
        assert np.allclose(found.shared[start : start + 6], alone.shared[6:])
        assert np.array_equal(found.sizes[start : start + 6], alone.sizes[6:])


def test_no_texts_and_empty_ones_are_nothing():
    """There is nothing to share in nothing."""
    assert len(compare([], 6).masses) == 0
    assert compare(["", "，", ""], 2).shared.sum() == 0
