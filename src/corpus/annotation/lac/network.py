"""The LAC network's forward pass in NumPy: character rows in, tag scores out.

Embedding, two bidirectional GRU layers, one linear layer; what the scores are used for is in
`decode`. Arrays are float32 throughout.

How it is made fast:

- Texts lie packed by time step, the longest first, as in PyTorch's ``pack_padded_sequence``:
  there is no padding, a step is one slice, and the slice shrinks as texts end.
- The backward direction takes the steps from the last to the first, and texts join it as they
  end: both directions leave their states in the same rows, side by side, ready for what follows.
- The first layer's input product is a table by character, filled as characters are met. The
  second layer's is made for some steps at a time, so that it stays in the cache.
- What goes to the update gate, the reset gate and the candidate lies apart, so that what is
  added and multiplied lies side by side.
- The logistic function is ``(1 + tanh(x / 2)) / 2``; the halves are folded into the weights.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.annotation.lac.products import (
    Buffers,
    Direction,
    FloatProducts,
    InputTables,
    Products,
    layers,
)
from corpus.annotation.lac.weights import HIDDEN, load_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["Network", "Packing"]

_ONE, _HALF = np.float32(1.0), np.float32(0.5)
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


class Network:
    """The network with the buffers it works in; one to a thread.

    Args:
        products: What computes the matrix products of a direction.

    Example:
        >>> from corpus.annotation.lac.alphabet import rows_of
        >>> lengths = np.array([4, 1])
        >>> scores = Network().scores(rows_of(["他在北京", "好"]), np.array([0, 4]), lengths)
        >>> scores.shape
        (5, 57)
        >>> load_weights().tags[scores[0].argmax()]
        'r-B'
    """

    def __init__(self, products: Callable[[Direction, Buffers], Products] = FloatProducts) -> None:
        self._buffers = Buffers()
        self._inputs = InputTables()
        self._products = [
            [products(direction, self._buffers) for direction in pair] for pair in layers()
        ]

    def scores(self, rows: NDArray[np.uint16], starts: Integers, lengths: Integers) -> Floats:
        """Score every tag at every character.

        Args:
            rows: The embedding's row of each character, all texts one after the other.
            starts: Index of each text's first character in `rows`.
            lengths: Number of characters of each, at least 1, falling.

        Returns:
            The scores, (number of characters, 57), in the order of `rows`.
        """
        weights = load_weights()
        packing = Packing.of(starts, lengths)
        size = len(packing.order)
        below = self._buffers.take("below", size, 2 * HIDDEN)
        states = self._buffers.take("states", size, 2 * HIDDEN)
        characters = self._inputs.places(rows)[packing.order]
        for backward, products in enumerate(self._products[0]):
            table = self._inputs.tables[backward]
            inputs = self._looked_up(table, characters, packing, backward=backward == 1)
            self._run(products, packing, below, inputs, backward=backward == 1)
        for backward, products in enumerate(self._products[1]):
            inputs = _multiplied(products, below, packing, backward=backward == 1)
            self._run(products, packing, states, inputs, backward=backward == 1)
        scores = np.empty((len(rows), len(weights.tags)), dtype=np.float32)
        for start in range(0, size, 4 * _CHUNK):
            part = states[start : start + 4 * _CHUNK] @ weights.output
            part += weights.output_bias
            scores[packing.order[start : start + 4 * _CHUNK]] = part
        return scores

    def _run(
        self,
        products: Products,
        packing: Packing,
        states: Floats,
        inputs: Iterator[Floats],
        *,
        backward: bool,
    ) -> None:
        """Fill one half of `states`, (rows, 256), from inputs that come a chunk at a time."""
        h = np.zeros((packing.counts[0] if packing.counts else 0, HIDDEN), dtype=np.float32)
        half = slice(HIDDEN, 2 * HIDDEN) if backward else slice(0, HIDDEN)
        for steps, chunk in zip(packing.chunks(_CHUNK, backward=backward), inputs, strict=True):
            base = packing.offsets[min(steps)]
            for step in steps:
                start, stop = packing.offsets[step : step + 2]
                now = h[: stop - start]
                x = chunk[:, start - base : stop - base]
                gates = products.gates(now)
                gates += x[:2]
                np.tanh(gates, out=gates)
                gates += _ONE
                update, reset = gates
                reset *= now
                work = products.candidate(reset)
                work += x[2]
                np.tanh(work, out=work)
                work -= now
                work *= update
                work *= _HALF
                now += work
                states[start:stop, half] = now

    def _looked_up(
        self, table: Floats, characters: Integers, packing: Packing, *, backward: bool
    ) -> Iterator[Floats]:
        """Yield the first layer's inputs, (3, rows, 128), by chunk."""
        for steps in packing.chunks(_CHUNK, backward=backward):
            start, stop = packing.offsets[min(steps)], packing.offsets[max(steps) + 1]
            out = self._buffers.take("input", 3, stop - start, HIDDEN)
            yield np.take(table, characters[start:stop], axis=1, out=out, mode="clip")


def _multiplied(
    products: Products, below: Floats, packing: Packing, *, backward: bool
) -> Iterator[Floats]:
    """Yield the second layer's inputs, (3, rows, 128), by chunk."""
    for steps in packing.chunks(_CHUNK, backward=backward):
        yield products.input(below[packing.offsets[min(steps)] : packing.offsets[max(steps) + 1]])
