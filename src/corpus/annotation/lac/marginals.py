"""How sure a word is: the forward-backward algorithm over the chain (Rabiner 1989).

It works on probabilities, scaled at each character so that they neither vanish nor overflow;
matrix products then do for a whole batch what Viterbi's algorithm must do tag by tag.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from corpus.annotation.lac.decode import Chain, chain
from corpus.annotation.lac.network import Packing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]
    Tags = NDArray[np.int64]

__all__ = ["word_confidences"]


def word_confidences(
    scores: Floats,
    tags: Tags,
    starts: Integers,
    lengths: Integers,
    words: tuple[Integers, Integers],
) -> Floats:
    """Return the probability that each word is a word of just these tags.

    It is the marginal probability in the chain that the word's characters bear their tags and
    that the word does not go on after its last.

    Args:
        scores: Score of each tag at each character, (characters, 57).
        tags: The column of each character's tag.
        starts: Index of each text's first character.
        lengths: Number of characters of each, at least 1, falling.
        words: The first and the last character of each word.

    Returns:
        One probability a word, 0 to 1.
    """
    packing = Packing.of(starts, lengths)
    opening, step, closing = _forward_backward(scores, tags, packing)
    firsts, lasts = words
    total = np.cumsum(step)
    logs = opening[firsts] + (total[lasts] - total[firsts]) + closing[lasts]
    return np.exp(np.minimum(logs, 0.0)).astype(np.float32)


def _forward_backward(
    scores: Floats, tags: Tags, packing: Packing
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Return the logarithms of three factors by character, in the order of `scores`.

    Of the tag given what stands before; of the tag given the tag before it; and of what
    stands after given the tag, with no inside tag next, over the probability of the text.
    """
    crf = chain()
    ahead = np.exp(crf.transitions)
    chosen = tags[packing.order]
    local = scores[packing.order]
    local -= local.max(axis=1, keepdims=True)
    emitted = np.exp(local)
    rows = np.arange(len(chosen))
    picked = local[rows, chosen].astype(np.float64)
    scale = np.empty(len(chosen), dtype=np.float32)
    opening = np.empty(len(chosen), dtype=np.float32)
    step_logs = np.zeros(len(chosen))
    evidence = np.empty(packing.counts[0], dtype=np.float32)
    state = np.exp(crf.start) * np.ones((packing.counts[0], 1), dtype=np.float32)
    for step, count in enumerate(packing.counts):
        start, stop = packing.offsets[step], packing.offsets[step + 1]
        if step:
            ended = state[count:]
            evidence[count : count + len(ended)] = ended @ np.exp(crf.end)
            state = state[:count] @ ahead
            before = chosen[packing.offsets[step - 1] :][:count]
            step_logs[start:stop] = crf.transitions[before, chosen[start:stop]]
        state = state * emitted[start:stop]
        scale[start:stop] = state.sum(axis=1)
        state /= scale[start:stop, None]
        opening[start:stop] = state[np.arange(count), chosen[start:stop]]
    evidence[: len(state)] = state @ np.exp(crf.end)
    closing = _backward(crf, emitted, scale, chosen, packing)
    texts = rows - np.array(packing.offsets)[_steps(packing)]
    out = np.empty((3, len(chosen)))
    with np.errstate(divide="ignore"):
        out[0, packing.order] = np.log(opening)
        out[1, packing.order] = step_logs + picked - np.log(scale)
        out[2, packing.order] = np.log(closing) - np.log(evidence)[texts]
    return out[0], out[1], out[2]


def _backward(crf: Chain, emitted: Floats, scale: Floats, chosen: Tags, packing: Packing) -> Floats:
    """Return the factor of what follows each character's tag, no inside tag next."""
    ahead = np.exp(crf.transitions)
    back = np.ascontiguousarray(ahead.T)
    closing = np.empty(len(chosen), dtype=np.float32)
    state = np.empty((0, len(crf.end)), dtype=np.float32)
    for step in range(len(packing.counts) - 1, -1, -1):
        start, stop = packing.offsets[step], packing.offsets[step + 1]
        now = np.tile(np.exp(crf.end), (stop - start, 1))
        own = chosen[start:stop]
        closing[start:stop] = np.exp(crf.end)[own]
        if step + 1 < len(packing.counts):
            later = slice(stop, packing.offsets[step + 2])
            count = later.stop - stop
            coming = state * emitted[later] / scale[later, None]
            now[:count] = coming @ back
            coming[:, crf.inside] = 0.0
            closing[start : start + count] = np.einsum("ij,ij->i", ahead[own[:count]], coming)
        state = now
    return closing


def _steps(packing: Packing) -> Integers:
    return np.repeat(np.arange(len(packing.counts)), packing.counts)
