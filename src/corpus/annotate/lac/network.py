"""The LAC network's forward pass in NumPy: character rows in, tag scores out.

Embedding, two bidirectional GRU layers, one linear layer; what the scores are used for is in
`decode`. Arrays are float32 throughout.

How it is made fast:

- Texts lie packed by time step, the longest first, as in PyTorch's ``pack_padded_sequence``:
  there is no padding, a step is one slice, and the slice shrinks as texts end.
- The backward direction reads every text reversed, left-aligned, so both directions have the
  same number of texts at each step and run in the same calls.
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
        forward: For each row the index of its character.
        backward: The same where every text is read from its end.
        reversal: For each row the row that holds its character in the other direction.
    """

    counts: tuple[int, ...]
    offsets: tuple[int, ...]
    forward: Integers
    backward: Integers
    reversal: Integers

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
            >>> packing.counts, packing.forward.tolist(), packing.backward.tolist()
            ((2, 2, 1), [0, 3, 1, 4, 2], [2, 4, 1, 3, 0])
        """
        steps = int(lengths[0]) if len(lengths) else 0
        counts = np.searchsorted(-lengths, -np.arange(steps), side="left")
        offsets = np.concatenate(([0], np.cumsum(counts)))
        step = np.repeat(np.arange(steps), counts)
        text = np.arange(len(step)) - offsets[step]
        mirrored = lengths[text] - 1 - step
        return cls(
            counts=tuple(counts.tolist()),
            offsets=tuple(offsets.tolist()),
            forward=starts[text] + step,
            backward=starts[text] + mirrored,
            reversal=offsets[mirrored] + text,
        )

    def chunks(self, rows: int) -> Iterator[range]:
        """Yield runs of steps that have about `rows` rows together, at least one step each."""
        first = 0
        for step in range(len(self.counts)):
            if self.offsets[step + 1] - self.offsets[first] > rows and step > first:
                yield range(first, step)
                first = step
        if first < len(self.counts):
            yield range(first, len(self.counts))


@attrs.frozen(eq=False)
class _Layer:
    """The weights of one layer, cut by gate and direction, with the halves folded in.

    Attributes:
        input: (2 directions, 3 gates, inputs, 128); the gates are u, r, c.
        bias: (2, 3, 1, 128).
        gates: (2 gates, 2 directions, 128, 128).
        candidate: (2 directions, 128, 128).
    """

    input: Floats
    bias: Floats
    gates: Floats
    candidate: Floats

    @classmethod
    def of(cls, directions: tuple[GruWeights, GruWeights]) -> _Layer:
        half = np.array([0.5, 0.5, 1.0], dtype=np.float32)[:, None, None]
        return cls(
            input=np.stack([_by_gate(d.input, 3) * half for d in directions]),
            bias=np.stack([_by_gate(d.bias[None], 3) * half for d in directions]),
            gates=np.stack([_by_gate(d.gates, 2) * np.float32(0.5) for d in directions], axis=1),
            candidate=np.stack([d.candidate * np.float32(0.5) for d in directions]),
        )


def _by_gate(matrix: Floats, gates: int) -> Floats:
    """Cut the columns by gate: (rows, gates * 128) to (gates, rows, 128)."""
    return matrix.reshape(len(matrix), gates, HIDDEN).transpose(1, 0, 2)


@cache
def _layers() -> tuple[_Layer, ...]:
    return tuple(_Layer.of(directions) for directions in load_weights().layers)


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
        size = len(packing.forward)
        first, second = _layers()
        states = self._buffer("first", 2, size, HIDDEN)
        self._run(first, packing, states, self._looked_up(first, packing, rows))
        above = self._buffer("second", 2, size, HIDDEN)
        self._run(second, packing, above, self._multiplied(second, packing, states))
        scores = np.empty((len(rows), len(weights.tags)), dtype=np.float32)
        for steps in packing.chunks(4 * _CHUNK):
            span = slice(packing.offsets[steps.start], packing.offsets[steps.stop])
            joined = self._joined(above, packing, span)
            scores[packing.forward[span]] = joined @ weights.output + weights.output_bias
        return scores

    def _run(
        self, layer: _Layer, packing: Packing, states: Floats, inputs: Iterator[Floats]
    ) -> None:
        """Fill `states`, (2, rows, 128), from the inputs, which come a chunk of steps at a time."""
        widest = packing.counts[0] if packing.counts else 0
        gates_all = self._buffer("gates", 2, 2, widest, HIDDEN)
        work_all = self._buffer("work", 2, widest, HIDDEN)
        previous = np.zeros((2, widest, HIDDEN), dtype=np.float32)
        for steps, chunk in zip(packing.chunks(_CHUNK), inputs, strict=True):
            base = packing.offsets[steps.start]
            for step in steps:
                count = packing.counts[step]
                start, stop = packing.offsets[step], packing.offsets[step + 1]
                h = previous[:, :count]
                x = chunk[:, :, start - base : stop - base]
                gates = gates_all[:, :, :count]
                work = work_all[:, :count]
                np.matmul(h, layer.gates, out=gates)
                gates += x[:2]
                np.tanh(gates, out=gates)
                update, reset = gates
                reset *= h
                reset += h
                np.matmul(reset, layer.candidate, out=work)
                work += x[2]
                np.tanh(work, out=work)
                work -= h
                update += _ONE
                work *= update
                work *= _HALF
                new = states[:, start:stop]
                np.add(h, work, out=new)
                previous = new

    def _looked_up(
        self, layer: _Layer, packing: Packing, rows: NDArray[np.uint16]
    ) -> Iterator[Floats]:
        """Yield the first layer's inputs, (3 gates, 2 directions, rows, 128), by chunk."""
        present, index = _distinct(rows)
        table = np.matmul(load_weights().embedding[present], layer.input)
        table += layer.bias
        order = (index[packing.forward], index[packing.backward])
        for steps in packing.chunks(_CHUNK):
            start, stop = packing.offsets[steps.start], packing.offsets[steps.stop]
            out = self._buffer("input", 3, 2, stop - start, HIDDEN)
            for direction in (0, 1):
                taken = order[direction][start:stop]
                for gate in range(3):
                    np.take(
                        table[direction, gate], taken, axis=0, out=out[gate, direction], mode="clip"
                    )
            yield out

    def _multiplied(self, layer: _Layer, packing: Packing, below: Floats) -> Iterator[Floats]:
        """Yield the second layer's inputs, (3 gates, 2 directions, rows, 128), by chunk."""
        mirrored = below[::-1]
        for steps in packing.chunks(_CHUNK):
            span = slice(packing.offsets[steps.start], packing.offsets[steps.stop])
            size = span.stop - span.start
            out = self._buffer("input", 3, 2, size, HIDDEN)
            for direction, own in enumerate((below, mirrored)):
                joined = self._joined(own, packing, span, flipped=direction == 1)
                np.matmul(joined, layer.input[direction], out=out[:, direction])
            out += layer.bias.transpose(1, 0, 2, 3)
            yield out

    def _joined(
        self, states: Floats, packing: Packing, span: slice, *, flipped: bool = False
    ) -> Floats:
        """Put both directions of some rows side by side, (rows, 256), forward first."""
        out = self._buffer("joined", span.stop - span.start, 2 * HIDDEN)
        own, other = (HIDDEN, 0) if flipped else (0, HIDDEN)
        out[:, own : own + HIDDEN] = states[0, span]
        out[:, other : other + HIDDEN] = states[1][packing.reversal[span]]
        return out

    def _buffer(self, name: str, *shape: int) -> Floats:
        """Return an array to write into; the memory of the last call under that name is reused."""
        size = int(np.prod(shape))
        held = self._buffers.get(name)
        if held is None or held.size < size:
            held = self._buffers[name] = np.empty(size + size // 8, dtype=np.float32)
        return held[:size].reshape(shape)


_ONE = np.float32(1.0)
_HALF = np.float32(0.5)


def _distinct(rows: NDArray[np.uint16]) -> tuple[Integers, Integers]:
    """Return the distinct rows, rising, and for each of `rows` its index among them."""
    seen = np.zeros(len(load_weights().embedding), dtype=bool)
    seen[rows] = True
    index = np.cumsum(seen) - 1
    return np.flatnonzero(seen), index[rows]
