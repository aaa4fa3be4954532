"""The best sequence of roles is found the same way one by one and all at once."""

from __future__ import annotations

import random
from itertools import product

import pytest

from corpus.parsing.paths import best_paths
from corpus.parsing.viterbi import HOPELESS, Options, Stretch, Table, best_path

ROLES = 5
ALWAYS = 2


def numbers(chance: random.Random, count: int) -> tuple[float, ...]:
    return tuple(round(chance.uniform(-9, 6), 1) for _ in range(count))


def some_moves(chance: random.Random) -> tuple[tuple[float, ...], ...]:
    return tuple(numbers(chance, ROLES) for _ in range(ROLES))


def some_stretch(chance: random.Random, length: int) -> Stretch:
    rows = [list(numbers(chance, ROLES)) for _ in range(length)]
    tables = [chance.randrange(2) for _ in range(length)]
    return Stretch(rows, tables, numbers(chance, ROLES), numbers(chance, ROLES))


def options_of(row: list[float]) -> Options:
    kept = [n for n, score in enumerate(row) if n == ALWAYS or score >= max(row) - HOPELESS]
    return Options(tuple(kept), tuple(row[role] for role in kept))


def alone(stretch: Stretch, moves: list[tuple[tuple[float, ...], ...]]) -> list[tuple[int, float]]:
    tables = [Table(moves[each]) for each in stretch.tables]
    return best_path(list(map(options_of, stretch.rows)), tables, stretch.entry, stretch.leave)


@pytest.mark.parametrize("seed", range(20))
def test_margin_is_what_the_best_other_sequence_loses(seed: int) -> None:
    """Every sequence there is, tried one after the other, gives the same roles and margins."""
    chance = random.Random(seed)
    moves = [some_moves(chance), some_moves(chance)]
    stretch = some_stretch(chance, chance.randint(1, 4))
    options = list(map(options_of, stretch.rows))
    weighed = {}
    for roles in product(*(each.roles for each in options)):
        total = stretch.entry[roles[0]] + stretch.leave[roles[-1]]
        total += sum(row[role] for row, role in zip(stretch.rows, roles, strict=True))
        for place in range(1, len(roles)):
            total += moves[stretch.tables[place]][roles[place]][roles[place - 1]]
        weighed[roles] = total
    best = max(weighed, key=weighed.__getitem__)
    found = alone(stretch, moves)
    assert tuple(role for role, _ in found) == best
    for place, (role, margin) in enumerate(found):
        rivals = [total for roles, total in weighed.items() if roles[place] != role]
        other = weighed[best] - max(rivals) if rivals else HOPELESS
        assert margin == pytest.approx(other)


@pytest.mark.parametrize("seed", range(20))
def test_stretches_at_once_give_what_each_gives_alone(seed: int) -> None:
    """Stretches of any lengths, in any order, have the same roles and the same margins, exactly."""
    chance = random.Random(seed)
    moves = [some_moves(chance), some_moves(chance)]
    stretches = [some_stretch(chance, chance.randint(1, 7)) for _ in range(chance.randint(1, 30))]
    expected = [alone(each, moves) for each in stretches]
    assert best_paths(stretches, moves, ALWAYS) == expected


def test_more_stretches_than_are_decided_at_once() -> None:
    """Many stretches are decided in several goes, each path in the place of its stretch."""
    chance = random.Random(1)
    moves = [some_moves(chance), some_moves(chance)]
    stretches = [some_stretch(chance, chance.randint(1, 3)) for _ in range(1200)]
    assert best_paths(stretches, moves, ALWAYS) == [alone(each, moves) for each in stretches]


def test_a_block_of_one_role_is_sure() -> None:
    """Where no other role comes into question the margin is the one beyond hope."""
    stretch = Stretch([[-50.0, -50.0, 0.0, -50.0, -50.0]], [0], (0.0,) * ROLES, (0.0,) * ROLES)
    flat = ((0.0,) * ROLES,) * ROLES
    assert best_paths([stretch], [flat], ALWAYS) == [[(ALWAYS, HOPELESS)]]
    assert alone(stretch, [flat]) == [(ALWAYS, HOPELESS)]
