"""The network's matrix products in 8-bit integers, by ONNX Runtime (extra ``onnx``).

NumPy has no fast integer product; ONNX Runtime has, some three times as fast as float32 on
processors with VNNI. Each product is a graph of two nodes: ``QuantizeLinear`` brings the left side
to 8 bits, by the range that it can have at all, so that what else is in a batch changes nothing;
``MatMulIntegerToFloat`` (ONNX Runtime's own operator set ``com.microsoft``) multiplies. The weights
are quantised here, by column. All else stays as in `network`.

The graphs are written in ONNX's protobuf format (``onnx.proto3``) directly, so that nothing but
ONNX Runtime is needed, and nothing is written to disk.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import MissingExtraError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from corpus.annotation.lac.products import Buffers, Direction

    Floats = NDArray[np.float32]

__all__ = ["Int8Products", "product_graph", "quantised"]

# Weights are kept to 7 bits: two products of 255 and 64 fit the 16 bits in which processors
# without VNNI add them up, so the results are the same everywhere.
_LARGEST = 64


class Int8Products:
    """The products of one direction, in 8-bit integers.

    Args:
        direction: The weights.
        buffers: Not used: ONNX Runtime has memory of its own.

    Raises:
        MissingExtraError: If ONNX Runtime is not installed.
    """

    def __init__(self, direction: Direction, buffers: Buffers) -> None:  # noqa: ARG002  as others
        zeros = np.zeros_like(direction.bias)
        inputs = len(direction.input)
        self._input = _session(direction.input, direction.bias, 1) if inputs > _STATE else None
        self._gates = _session(direction.gates, zeros[: direction.gates.shape[1]], 1)
        # The reset gate comes doubled, for the halves are folded into the weights.
        self._candidate = _session(direction.candidate, zeros[: direction.candidate.shape[1]], 2)

    def input(self, below: Floats) -> Floats:
        """Return those for u, r and c, (3, rows, 128), from (rows, 256), the bias added."""
        return _parts(_run(self._input, below))

    def gates(self, state: Floats) -> Floats:
        """Return those for u and r, (2, rows, 128), from (rows, 128)."""
        return _parts(_run(self._gates, state))

    def candidate(self, state: Floats) -> Floats:
        """Return (rows, 128) from (rows, 128)."""
        return _run(self._candidate, state)


_STATE = 128


def _parts(columns: Floats) -> Floats:
    return columns.reshape(len(columns), -1, _STATE).transpose(1, 0, 2)


def _run(session: Any, left: Floats) -> Floats:
    result: Floats = session.run(None, {"A": np.ascontiguousarray(left)})[0]
    return result


def _session(weights: Floats, bias: Floats, reach: float) -> Any:
    try:
        import onnxruntime  # an optional extra
    except ImportError as error:
        purpose = "Tagger(backend='onnx')"
        raise MissingExtraError("onnxruntime", extra="onnx", purpose=purpose) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    graph = product_graph(weights, bias, reach)
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def quantised(weights: Floats) -> tuple[NDArray[np.int8], Floats]:
    """Round weights to whole numbers from -64 to 64, each column by its own scale.

    Args:
        weights: (rows, columns).

    Returns:
        The numbers, and the scale of each column, so that ``numbers * scales`` is about
        `weights`.

    Example:
        >>> numbers, scales = quantised(np.array([[1.0, 0.0], [-0.5, 0.0]], dtype=np.float32))
        >>> numbers.tolist(), (numbers * scales).tolist()
        ([[64, 0], [-32, 0]], [[1.0, 0.0], [-0.5, 0.0]])
    """
    scales = np.abs(weights).max(axis=0) / np.float32(_LARGEST)
    scales[scales == 0] = 1.0
    return np.rint(weights / scales).astype(np.int8), scales.astype(np.float32)


def product_graph(weights: Floats, bias: Floats, reach: float) -> bytes:
    """Write the ONNX model of ``Y = A @ weights + bias`` with quantised weights.

    Args:
        weights: (k, n).
        bias: (n,).
        reach: The largest absolute value in ``A``.

    Returns:
        A serialised ``ModelProto`` with the input ``A``, (m, k), and the output ``Y``, (m, n).
    """
    numbers, scales = quantised(weights)
    rows, columns = weights.shape
    constants: dict[str, NDArray[Any]] = {
        "R": np.array(reach / _HALF_BYTE, dtype=np.float32),
        "M": np.array(_HALF_BYTE + 1, dtype=np.uint8),
        "B": numbers,
        "S": scales,
        "Z": np.zeros(columns, dtype=np.int8),
        "C": bias,
    }
    nodes = [
        _node("QuantizeLinear", "ARM", "Q"),
        _node("MatMulIntegerToFloat", "QBRSMZC", "Y") + _text(7, _DOMAIN),
    ]
    graph = b"".join(
        [
            *(_field(1, node) for node in nodes),
            _text(2, "product"),
            *(_field(5, _tensor(name, array)) for name, array in constants.items()),
            _field(11, _matrix("A", rows)),
            _field(12, _matrix("Y", columns)),
        ]
    )
    opsets = [_number(2, 17), _text(1, _DOMAIN) + _number(2, 1)]
    return _number(1, 8) + _field(7, graph) + b"".join(_field(8, opset) for opset in opsets)


_DOMAIN = "com.microsoft"
_HALF_BYTE = 127
# Numbers of ``TensorProto.DataType``.
_TYPES = {np.dtype(np.float32): 1, np.dtype(np.uint8): 2, np.dtype(np.int8): 3}


def _node(operator: str, inputs: str, output: str) -> bytes:
    """Return a ``NodeProto`` without its domain; names are one letter each."""
    return b"".join([*(_text(1, name) for name in inputs), _text(2, output), _text(4, operator)])


def _tensor(name: str, array: NDArray[Any]) -> bytes:
    dimensions = b"".join(_number(1, size) for size in array.shape)
    data = _field(9, np.ascontiguousarray(array).tobytes())
    return dimensions + _number(2, _TYPES[array.dtype]) + _text(8, name) + data


def _matrix(name: str, columns: int) -> bytes:
    shape = _field(1, _text(2, "rows")) + _field(1, _number(1, columns))
    kind = _field(1, _number(1, 1) + _field(2, shape))
    return _text(1, name) + _field(2, kind)


# Protobuf's wire format: a field is its number and kind, then a varint or length and bytes.


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _field(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _field(field, value.encode())


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)
