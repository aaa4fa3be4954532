"""The LAC network's forward pass in NumPy: character rows in, tag scores out.

Embedding, two bidirectional GRU layers, one linear layer; what the scores are used for is in
`decode`. Arrays are float32 throughout.

How it is made fast:

- Texts lie packed by time step, the longest first, as in PyTorch's ``pack_padded_sequence``:
  there is no padding, a step is one slice, and the slice shrinks as texts end.
- The backward direction takes the steps from the last to the first, and texts join it as they
  end: both directions leave their states in the same rows, side by side, ready for what follows.
- The first layer's input product is a table by character, made for the characters of the
  batch. The second layer's is made for some steps at a time, so that it stays in the cache.
- The logistic function is ``(1 + tanh(x / 2)) / 2``; the halves are folded into the weights.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.annotate.lac.weights import HIDDEN, load_weights

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from corpus.annotate.lac.weights import GruWeights

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["NumpyNetwork", "Packing"]

# Rows of the input product made at a time: small enough for the cache, large enough for BLAS.
_CHUNK = 512


@attrs.frozen(eq=False)
class Packing:
    """Where the characters of texts of several lengths lie when ordered by time step.

    Row `offsets[t] + b` holds character t of text b; texts are numbered by falling length.

    Attributes:
        counts: How many texts have a character at each step, falling.
        offsets: The first row of each step, and last the number of rows.
        order: For each row the index of its character.
    """

    counts: tuple[int, ...]
    offsets: tuple[int, ...]
    order: Integers

    @classmethod
    def of(cls, starts: Integers, lengths: Integers) -> Packing:
        """Pack texts that lie at `starts` and are `lengths` long.

        Args:
            starts: Index of each text's first character.
            lengths: Number of characters of each, at least 1, falling.

        Returns:
            The packing.

        Example:
            >>> packing = Packing.of(np.array([0, 3]), np.array([3, 2]))
            >>> packing.counts, packing.order.tolist()
            ((2, 2, 1), [0, 3, 1, 4, 2])
        """
        steps = int(lengths[0]) if len(lengths) else 0
        counts = np.searchsorted(-lengths, -np.arange(steps), side="left")
        offsets = np.concatenate(([0], np.cumsum(counts)))
        step = np.repeat(np.arange(steps), counts)
        text = np.arange(len(step)) - offsets[step]
        return cls(tuple(counts.tolist()), tuple(offsets.tolist()), starts[text] + step)

    def chunks(self, rows: int, *, backward: bool = False) -> Iterator[range]:
        """Yield runs of steps that have about `rows` rows together, at least one step each.

        Args:
            rows: How many rows a run may have, if it is of more than one step.
            backward: From the last step to the first.
        """
        steps = range(len(self.counts))[::-1] if backward else range(len(self.counts))
        first = size = 0
        for place, step in enumerate(steps):
            if size and size + self.counts[step] > rows:
                yield steps[first:place]
                first, size = place, 0
            size += self.counts[step]
        if size:
            yield steps[first:]


@attrs.frozen(eq=False)
class _Direction:
    """The weights of one direction of a layer, cut by gate, with the halves folded in.

    Attributes:
        input: (3 gates, inputs, 128); the gates are u, r, c.
        bias: (3 gates, 1, 128).
        gates: (2 gates, 128, 128).
        candidate: (128, 128).
    """

    input: Floats
    bias: Floats
    gates: Floats
    candidate: Floats

    @classmethod
    def of(cls, weights: GruWeights) -> _Direction:
        half = np.array([0.5, 0.5, 1.0], dtype=np.float32)[:, None, None]
        return cls(
            input=_by_gate(weights.input, 3) * half,
            bias=_by_gate(weights.bias[None], 3) * half,
            gates=_by_gate(weights.gates, 2) * _HALF,
            candidate=weights.candidate * _HALF,
        )


def _by_gate(matrix: Floats, gates: int) -> Floats:
    """Cut the columns by gate: (rows, gates * 128) to (gates, rows, 128)."""
    return np.ascontiguousarray(matrix.reshape(len(matrix), gates, HIDDEN).transpose(1, 0, 2))


_ONE = np.float32(1.0)
_HALF = np.float32(0.5)


@cache
def _layers() -> tuple[tuple[_Direction, _Direction], ...]:
    first, second = (tuple(map(_Direction.of, pair)) for pair in load_weights().layers)
    return first, second  # type: ignore[return-value]  # both are pairs


class NumpyNetwork:
    """The network with the buffers it works in; one to a thread.

    Example:
        >>> from corpus.annotate.lac.alphabet import rows_of
        >>> scores = NumpyNetwork().scores(rows_of(["他在北京", "好"]), np.array([0, 4]),
        ...                                np.array([4, 1]))
        >>> scores.shape
        (5, 57)
        >>> [load_weights().tags[column] for column in scores.argmax(axis=1)]
        ['r-B', 'p-B', 'LOC-B', 'LOC-I', 'a-B']
    """

    def __init__(self) -> None:
        self._buffers: dict[str, Floats] = {}

    def scores(self, rows: NDArray[np.uint16], starts: Integers, lengths: Integers) -> Floats:
        """Score every tag at every character.

        Args:
            rows: The embedding's row of each character, all texts one after the other.
            starts: Index of each text's first character in `rows`.
            lengths: Number of characters of each, at least 1, falling.

        Returns:
            The scores by tag, (number of characters, 57), in the order of the packing's
            `forward`, put back to the order of `rows`.
        """
        weights = load_weights()
        packing = Packing.of(starts, lengths)
        size = len(packing.order)
        first, second = _layers()
        below = self._buffer("below", size, 2 * HIDDEN)
        states = self._buffer("states", size, 2 * HIDDEN)
        present, index = _distinct(rows)
        characters = index[packing.order]
        for backward, direction in enumerate(first):
            table = np.matmul(weights.embedding[present], direction.input)
            table += direction.bias
            inputs = self._looked_up(table, characters, packing, backward=backward == 1)
            self._run(direction, packing, below, inputs, backward=backward == 1)
        for backward, direction in enumerate(second):
            inputs = self._multiplied(direction, below, packing, backward=backward == 1)
            self._run(direction, packing, states, inputs, backward=backward == 1)
        scores = np.empty((len(rows), len(weights.tags)), dtype=np.float32)
        for start in range(0, size, 4 * _CHUNK):
            part = states[start : start + 4 * _CHUNK] @ weights.output
            part += weights.output_bias
            scores[packing.order[start : start + 4 * _CHUNK]] = part
        return scores

    def _run(
        self,
        direction: _Direction,
        packing: Packing,
        states: Floats,
        inputs: Iterator[Floats],
        *,
        backward: bool,
    ) -> None:
        """Fill one half of `states`, (rows, 256), from inputs that come a chunk at a time."""
        widest = packing.counts[0] if packing.counts else 0
        h = np.zeros((widest, HIDDEN), dtype=np.float32)
        columns = slice(HIDDEN, 2 * HIDDEN) if backward else slice(0, HIDDEN)
        gates_all = self._buffer("gates", 2, widest, HIDDEN)
        work_all = self._buffer("work", widest, HIDDEN)
        for steps, chunk in zip(packing.chunks(_CHUNK, backward=backward), inputs, strict=True):
            base = packing.offsets[min(steps)]
            for step in steps:
                count, start, stop = packing.counts[step], *packing.offsets[step : step + 2]
                x = chunk[:, start - base : stop - base]
                now, work, gates = h[:count], work_all[:count], gates_all[:, :count]
                np.matmul(now, direction.gates, out=gates)
                gates += x[:2]
                np.tanh(gates, out=gates)
                update, reset = gates
                reset += _ONE
                reset *= now
                np.matmul(reset, direction.candidate, out=work)
                work += x[2]
                np.tanh(work, out=work)
                work -= now
                update += _ONE
                work *= update
                work *= _HALF
                now += work
                states[start:stop, columns] = now

    def _looked_up(
        self, table: Floats, characters: Integers, packing: Packing, *, backward: bool
    ) -> Iterator[Floats]:
        """Yield the first layer's inputs, (3 gates, rows, 128), by chunk."""
        for steps in packing.chunks(_CHUNK, backward=backward):
            start, stop = packing.offsets[min(steps)], packing.offsets[max(steps) + 1]
            out = self._buffer("input", 3, stop - start, HIDDEN)
            for gate in range(3):
                taken = characters[start:stop]
                np.take(table[gate], taken, axis=0, out=out[gate], mode="clip")
            yield out

    def _multiplied(
        self, direction: _Direction, below: Floats, packing: Packing, *, backward: bool
    ) -> Iterator[Floats]:
        """Yield the second layer's inputs, (3 gates, rows, 128), by chunk."""
        for steps in packing.chunks(_CHUNK, backward=backward):
            start, stop = packing.offsets[min(steps)], packing.offsets[max(steps) + 1]
            out = self._buffer("input", 3, stop - start, HIDDEN)
            np.matmul(below[start:stop], direction.input, out=out)
            out += direction.bias
            yield out

    def _buffer(self, name: str, *shape: int) -> Floats:
        """Return an array to write into; the memory of the last call under that name is reused."""
        size = int(np.prod(shape))
        held = self._buffers.get(name)
        if held is None or held.size < size:
            held = self._buffers[name] = np.empty(size + size // 8, dtype=np.float32)
        return held[:size].reshape(shape)


def _distinct(rows: NDArray[np.uint16]) -> tuple[Integers, Integers]:
    """Return the distinct rows, rising, and for each of `rows` its index among them."""
    seen = np.zeros(len(load_weights().embedding), dtype=bool)
    seen[rows] = True
    index = np.cumsum(seen) - 1
    return np.flatnonzero(seen), index[rows]
