"""From tag scores to tags: the linear-chain CRF (Lafferty et al. 2001), for whole batches.

`best_tags` is Viterbi's algorithm (Rabiner 1989) for many texts at once, packed by time step.
How sure the tags are is told in `marginals`.

Nothing is approximated. Viterbi first runs on a relaxed chain, in which an inside tag that
follows a foreign tag costs only what the cheapest such step costs. No path scores less there
than in the true chain, and a path without such a step scores the same. So a best path without
one is the best path of the true chain too; texts whose best path has one (hardly any: the
penalty is 10 to 70) are decoded again in full. That halves the work.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.annotation.lac.network import Packing
from corpus.annotation.lac.weights import load_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]
    Tags = NDArray[np.int64]

__all__ = ["Chain", "best_tags", "chain", "forbid", "word_starts"]


@attrs.frozen(eq=False)
class Chain:
    """The CRF's tags and scores, with the tags put in groups.

    Attributes:
        start: Score of each tag at the first character, (57,).
        end: Score of each tag at the last character, (57,).
        transitions: ``[i, j]`` is the score of tag j after tag i, (57, 57).
        inside: The columns of the inside tags, ``n-I`` and so on, (28,).
        begin: The column of the same type's begin tag, (28,).
        others: The columns of all other tags, (29,).
        foreign: The best score of each inside tag after a tag of another type, (28,).
        allowed: ``[i, j]`` is false where j is an inside tag and i is of another type.
        types: The type of each tag without its ``-B`` or ``-I``.
    """

    start: Floats
    end: Floats
    transitions: Floats
    inside: Integers
    begin: Integers
    others: Integers
    foreign: Floats
    allowed: NDArray[np.bool_]
    types: tuple[str, ...]


@cache
def chain() -> Chain:
    """Return the chain of the LAC network.

    Example:
        >>> chain().types[-1], len(chain().inside), bool(chain().allowed.all())
        ('O', 28, False)
    """
    weights = load_weights()
    tags = weights.tags
    types = tuple(tag.partition("-")[0] for tag in tags)
    inside = [column for column, tag in enumerate(tags) if tag.endswith("-I")]
    allowed = np.ones((len(tags), len(tags)), dtype=bool)
    for column in inside:
        allowed[:, column] = [kind == types[column] for kind in types]
    foreign = np.where(allowed, -np.inf, weights.transitions).max(axis=0)
    return Chain(
        start=weights.start,
        end=weights.end,
        transitions=weights.transitions,
        inside=np.array(inside),
        begin=np.array([tags.index(f"{types[column]}-B") for column in inside]),
        others=np.array([column for column in range(len(tags)) if column not in set(inside)]),
        foreign=foreign[inside].astype(np.float32),
        allowed=allowed,
        types=types,
    )


def best_tags(scores: Floats, starts: Integers, lengths: Integers) -> Tags:
    """Find the best sequence of tags of each text.

    Args:
        scores: Score of each tag at each character, (characters, 57).
        starts: Index of each text's first character.
        lengths: Number of characters of each, at least 1, falling.

    Returns:
        The column of each character's tag, (characters,).

    Example:
        >>> scores = np.zeros((2, 57), dtype=np.float32)
        >>> scores[0, 48] = scores[1, 49] = 9.0
        >>> [load_weights().tags[tag] for tag in best_tags(scores, np.array([0]), np.array([2]))]
        ['PER-B', 'PER-I']
    """
    tags = np.zeros(len(scores), dtype=np.int64)
    if not len(lengths):
        return tags
    packing = Packing.of(starts, lengths)
    tags[packing.order], foreign = _viterbi(scores, packing, lengths, relaxed=True)
    if foreign.any():
        again = Packing.of(starts[foreign], lengths[foreign])
        tags[again.order], _ = _viterbi(scores, again, lengths[foreign], relaxed=False)
    return tags


def forbid(scores: Floats, firsts: Integers) -> None:
    """Bar, in place, the tags that would not make words start at just these characters.

    Args:
        scores: Score of each tag at each character, (characters, 57); changed.
        firsts: The first character of each word.
    """
    crf = chain()
    begins = np.zeros(len(scores), dtype=bool)
    begins[firsts] = True
    scores[np.ix_(begins, crf.inside)] -= _BARRED
    scores[np.ix_(~begins, crf.others)] -= _BARRED
    scores[:, len(crf.types) - 1] -= _BARRED  # `O` is no part of speech


# Far more than any sum of scores that one character can turn.
_BARRED = np.float32(1e4)


def _viterbi(
    scores: Floats, packing: Packing, lengths: Integers, *, relaxed: bool
) -> tuple[Tags, NDArray[np.bool_]]:
    """Return the tags by packed row, and which texts have an inside tag after a foreign one."""
    crf = chain()
    # Columns are rows: what is added and compared then lies side by side, a text each.
    best = np.ascontiguousarray(scores[packing.order].T)
    best[:, : packing.counts[0]] += crf.start[:, None]
    best[:, _last_rows(packing, lengths)] += crf.end[:, None]
    order = crf.others if relaxed else np.arange(len(crf.start))
    transitions = np.ascontiguousarray(crf.transitions[:, order])
    for step in range(1, len(packing.counts)):
        count, start = packing.counts[step], packing.offsets[step]
        before = best[:, packing.offsets[step - 1] :][:, :count]
        now = best[:, start : start + count]
        now[order] += (_best_of_few if count <= _FEW else _best_of_many)(before, transitions)
        if relaxed:
            now[crf.inside] += _best_before_inside(crf, before)
    return _trace_back(crf, best, packing, relaxed=relaxed)


def _best_of_many(before: Floats, transitions: Floats) -> Floats:
    """Return the best way into each tag, (tags, texts), one tag before after the other."""
    top: Floats = before[0] + transitions[0][:, None]
    sums = np.empty_like(top)
    for way, cost in zip(before[1:], transitions[1:, :, None], strict=True):
        np.add(way, cost, out=sums)
        np.maximum(top, sums, out=top)
    return top


def _best_of_few(before: Floats, transitions: Floats) -> Floats:
    """Return the same in two calls, for which all sums must fit the cache."""
    sums = before[:, :, None] + transitions[:, None]
    best: Floats = np.maximum.reduce(sums, axis=0)
    return best.T


# Up to so many texts the calls of `_best_of_many` cost more than the sums.
_FEW = 128


def _best_before_inside(crf: Chain, before: Floats) -> Floats:
    """Return the best way into each inside tag in the relaxed chain, (28, texts)."""
    result: Floats = before.max(axis=0) + crf.foreign[:, None]
    for own in (crf.begin, crf.inside):
        ways = before[own]
        ways += crf.transitions[own, crf.inside][:, None]
        np.maximum(result, ways, out=result)
    return result


def _trace_back(
    crf: Chain, best: Floats, packing: Packing, *, relaxed: bool
) -> tuple[Tags, NDArray[np.bool_]]:
    transitions = crf.transitions
    if relaxed:
        transitions = transitions.copy()
        floor = np.broadcast_to(crf.foreign, (len(transitions), len(crf.inside)))
        transitions[:, crf.inside] = np.where(
            crf.allowed[:, crf.inside], transitions[:, crf.inside], floor
        )
    by_tag = np.ascontiguousarray(transitions.T)
    tags = np.empty(len(packing.order), dtype=np.int64)
    foreign = np.zeros(packing.counts[0], dtype=bool)
    after = tags[:0]
    for step in range(len(packing.counts) - 1, -1, -1):
        start, stop = packing.offsets[step], packing.offsets[step + 1]
        ways = np.ascontiguousarray(best[:, start:stop].T)
        ways[: len(after)] += by_tag[after]
        now = tags[start:stop]
        np.argmax(ways, axis=1, out=now)
        foreign[: len(after)] |= ~crf.allowed[now[: len(after)], after]
        after = now
    return tags, foreign


def _last_rows(packing: Packing, lengths: Integers) -> Integers:
    return np.array(packing.offsets)[lengths - 1] + np.arange(len(lengths))


def word_starts(tags: Tags, starts: Integers) -> NDArray[np.bool_]:
    """Tell at which characters a word starts, by the rule of LAC's own reader.

    A word starts with a text, at a begin tag, and at ``O`` after another tag.

    Args:
        tags: The column of each character's tag.
        starts: Index of each text's first character.

    Returns:
        True where a word starts, (characters,).

    Example:
        >>> tags = [load_weights().tags.index(tag) for tag in ("PER-B", "PER-I", "w-B", "O", "O")]
        >>> word_starts(np.array(tags), np.array([0])).tolist()
        [True, False, True, True, False]
    """
    crf = chain()
    outside = len(crf.types) - 1
    begins = np.ones(len(crf.types), dtype=bool)
    begins[crf.inside] = False
    begins[outside] = False
    result: NDArray[np.bool_] = begins[tags]
    result[1:] |= (tags[1:] == outside) & (tags[:-1] != outside)
    result[starts] = True
    return result
