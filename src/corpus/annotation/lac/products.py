"""The network's matrix products, their weights, and the memory they work in.

`FloatProducts` computes them in float32; those of `onnx` in 8-bit integers. What is done with them
is in `network`.
"""

from __future__ import annotations

from functools import cache
from math import prod
from typing import TYPE_CHECKING, Protocol

import attrs
import numpy as np

from corpus.annotation.lac.weights import HIDDEN, load_weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.annotation.lac.weights import GruWeights

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

__all__ = ["Buffers", "Direction", "FloatProducts", "InputTables", "Products", "layers"]


@attrs.frozen(eq=False)
class Direction:
    """The weights of one direction of a layer, with the halves folded in.

    Columns stand in the order u, r, c, 128 each.

    Attributes:
        input: (inputs, 3 * 128).
        bias: (3 * 128,).
        gates: (128, 2 * 128).
        candidate: (128, 128).
    """

    input: Floats
    bias: Floats
    gates: Floats
    candidate: Floats

    @classmethod
    def of(cls, weights: GruWeights) -> Direction:
        """Fold the halves into weights as they lie in the files."""
        half = np.repeat(np.array([0.5, 0.5, 1.0], dtype=np.float32), HIDDEN)
        return cls(
            input=weights.input * half,
            bias=weights.bias * half,
            gates=weights.gates * _HALF,
            candidate=weights.candidate * _HALF,
        )


_HALF = np.float32(0.5)


@cache
def layers() -> tuple[tuple[Direction, Direction], ...]:
    """Return the forward and the backward direction of each of the two layers."""
    return tuple(
        (Direction.of(forward), Direction.of(backward))
        for forward, backward in load_weights().layers
    )


class Products(Protocol):
    """The matrix products of one direction; what they return is used before the next call."""

    def input(self, below: Floats) -> Floats:
        """Return those for u, r and c, (3, rows, 128), from (rows, 256), the bias added."""

    def gates(self, state: Floats) -> Floats:
        """Return those for u and r, (2, rows, 128), from (rows, 128)."""

    def candidate(self, state: Floats) -> Floats:
        """Return (rows, 128) from (rows, 128)."""


class FloatProducts:
    """The products by NumPy, in float32.

    Args:
        direction: The weights.
        buffers: Memory to work in, shared by all products of a thread.
    """

    def __init__(self, direction: Direction, buffers: Buffers) -> None:
        self._input, self._gates = _by_part(direction.input), _by_part(direction.gates)
        self._bias = _by_part(direction.bias[None])
        self._candidate = direction.candidate
        self._buffers = buffers

    def input(self, below: Floats) -> Floats:
        """Return those for u, r and c, (3, rows, 128), from (rows, 256), the bias added."""
        out = self._buffers.take("input", 3, len(below), HIDDEN)
        np.matmul(below, self._input, out=out)
        out += self._bias
        return out

    def gates(self, state: Floats) -> Floats:
        """Return those for u and r, (2, rows, 128), from (rows, 128)."""
        out = self._buffers.take("gates", 2, len(state), HIDDEN)
        return np.matmul(state, self._gates, out=out)

    def candidate(self, state: Floats) -> Floats:
        """Return (rows, 128) from (rows, 128)."""
        out = self._buffers.take("candidate", len(state), HIDDEN)
        return np.matmul(state, self._candidate, out=out)


def _by_part(columns: Floats) -> Floats:
    """Return columns of u, r and c, (rows, 384), as arrays of their own, (3, rows, 128)."""
    parts = columns.reshape(len(columns), columns.shape[1] // HIDDEN, HIDDEN)
    return np.ascontiguousarray(parts.transpose(1, 0, 2))


class Buffers:
    """Named arrays whose memory is kept from call to call, so that pages are touched once."""

    def __init__(self) -> None:
        self._held: dict[str, Floats] = {}

    def take(self, name: str, *shape: int) -> Floats:
        """Return an array to write into; what was taken under that name before is overwritten."""
        size = prod(shape)
        held = self._held.get(name)
        if held is None or held.size < size:
            held = self._held[name] = np.empty(size + size // 8, dtype=np.float32)
        return held[:size].reshape(shape)


class InputTables:
    """The first layer's input product of both directions, by character.

    A character's is computed when it is first met. When there are too many, all are forgotten:
    2,500 characters make up 99 % of running text, so that happens once in a long while.

    Attributes:
        tables: For each direction an array (3, places, 128), of which places in use are filled.
    """

    def __init__(self, places: int = 4096) -> None:
        self._clear(places)

    def _clear(self, places: int) -> None:
        self._used = 0
        self._place = np.full(len(load_weights().embedding), -1, dtype=np.int64)
        self._most = places
        self.tables = [np.empty((3, places, HIDDEN), dtype=np.float32) for _ in layers()[0]]

    def places(self, rows: NDArray[np.uint16]) -> Integers:
        """Return the place in `tables` of each of some characters, by the embedding's rows."""
        present = np.zeros(len(self._place), dtype=bool)
        present[rows] = True
        missing = np.flatnonzero(present & (self._place < 0))
        if self._used + len(missing) > self._most:
            missing = np.flatnonzero(present)
            self._clear(max(len(missing), self._most))
        new = slice(self._used, self._used + len(missing))
        for table, direction in zip(self.tables, layers()[0], strict=True):
            product = load_weights().embedding[missing] @ direction.input
            product += direction.bias
            table[:, new] = _by_part(product)
        self._place[missing] = np.arange(new.start, new.stop)
        self._used = new.stop
        return self._place[rows]
