"""Dividing a stretch of paragraphs as well as can be."""

import math
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.parsing.bonds import bonds
from corpus.parsing.likeness import compare
from corpus.parsing.rules import default_rules
from corpus.parsing.segments import margins

RULES = default_rules()
PARAGRAPHS = st.lists(st.text("大坝防汛，篮球联赛", max_size=9), min_size=1, max_size=8)


def bond(texts, one, other, rules):
    """Return what binds two paragraphs, by the formula in the rules."""
    limits = rules.thresholds
    found = compare([texts[one], texts[other]], 1)
    if not found.masses.all() or other - one > limits["band"]:
        return 0.0
    alike = math.sqrt(found.shared[1, 1] / math.sqrt(found.masses.prod()))
    mass = math.log(found.masses.min() + 1)
    return limits["pair_weight"] * (
        alike * (limits["pair_similarity"] + limits["pair_interaction"] * mass)
        + limits["pair_mass"] * mass
        + limits["pair_distance"] * (other - one)
        + limits["pair_base"]
    )


def worth(starts, scores, bound):
    """Return what a division is worth: its beginnings, and what binds each article."""
    articles = zip(starts, [*starts[1:], len(bound)], strict=True)
    inside = [bound[two][one] for a, b in articles for two in range(a, b) for one in range(a, two)]
    return sum(scores[start] for start in starts[1:]) + sum(inside)


@pytest.mark.parametrize("band", [1, 2, 6])
@given(PARAGRAPHS, st.data())
def test_margins_are_those_of_all_divisions(band, texts, data):
    """By how much the best one with a beginning there beats the best one without."""
    rules = RULES.updated({"thresholds": {"band": band}})
    count = len(texts)
    bound = [[bond(texts, one, two, rules) for one in range(two)] for two in range(count)]
    tried = sorted(data.draw(st.sets(st.integers(1, count - 1)))) if count > 1 else []
    scores = {0: 0.0} | {place: data.draw(st.floats(-9, 9)) for place in tried}
    found = margins(scores, next(bonds([texts], rules)))
    divisions = [(0, *some) for size in range(count) for some in combinations(tried, size)]
    values = {starts: worth(starts, scores, bound) for starts in divisions}
    assert found.pop(0) == math.inf
    assert list(found) == tried
    for place in tried:
        begun = max(value for starts, value in values.items() if place in starts)
        other = max(value for starts, value in values.items() if place not in starts)
        assert found[place] == pytest.approx(begun - other, abs=1e-9)


@given(PARAGRAPHS, st.data())
def test_less_than_the_least_bond_is_never_enough(texts, data):
    """No article begins at such a place, and leaving it out changes nothing."""
    bound = next(bonds([texts], RULES))
    scores = {place: data.draw(st.floats(-9, 9)) for place in range(len(texts))}
    found = margins(scores, bound)
    tried = {p: score for p, score in scores.items() if not p or score > bound.least[p]}
    kept = margins(tried, bound)
    assert {p: found[p] for p in tried} == pytest.approx(kept, abs=1e-9)
    assert all(margin < 1e-9 for place, margin in found.items() if place not in tried)


def test_stretches_are_bound_as_if_alone():
    """What stands beside them makes no difference."""
    one, two = ["大坝防汛", "大坝抢险", "防汛抢险"], ["大坝防汛抢险", "篮球联赛"]
    both = list(bonds([one, two], RULES))
    for texts, found in zip([one, two], both, strict=True):
        alone = next(bonds([texts], RULES))
        assert found.least == alone.least
        for size, (row, own) in enumerate(zip(found.near, alone.near, strict=True)):
            whole = max(0, len(texts) + 1 - size)  # runs that end within the stretch
            assert row[:whole] == own[:whole]
