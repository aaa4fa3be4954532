"""The weights and dictionaries of LAC (small), read from the installed `jieba` distribution.

The files are Baidu's LAC (Apache-2.0), which the `jieba` package ships in ``lac_small`` and
which only PaddlePaddle 1.x could run. Nothing here computes.

Each parameter file is one tensor in Paddle's stream format (``framework/lod_tensor.cc``,
``SerializeToStream``): a version (uint32), the number of level-of-detail tables (uint64, here
always 0), the tensor's version (uint32), the length of its description (int32), the description
(protobuf: field 1 the element type, field 2 the dimensions), then the elements.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import TYPE_CHECKING

import attrs
import numpy as np

from corpus.annotation.jieba_files import jieba_bytes
from corpus.errors import LexiconError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

__all__ = ["HIDDEN", "GruWeights", "Weights", "load_weights", "read_tensor"]

HIDDEN = 128
_FOLDER = "jieba/lac_small"
_FLOAT32 = 5
_HEADER = struct.Struct("<IQIi")


@attrs.frozen(eq=False)
class GruWeights:
    """One direction of one recurrent layer.

    The update is that of Paddle's ``dynamic_gru``: ``h = (1 - u) * h_prev + u * c`` with
    ``c = tanh(x_c + (r * h_prev) @ candidate)``. Columns stand in the order u, r, c.

    Attributes:
        input: Weights of the input, (inputs, 3 * 128).
        bias: Both biases added up, (3 * 128,).
        gates: Recurrent weights of u and r, (128, 2 * 128).
        candidate: Recurrent weights of c, (128, 128).
    """

    input: Floats
    bias: Floats
    gates: Floats
    candidate: Floats


@attrs.frozen(eq=False)
class Weights:
    """The whole network, as it lies in the files.

    Attributes:
        characters: Character to row of the embedding; the row of any other is `unknown`.
        unknown: The row for a character that is not listed.
        tags: The 57 tags in the order of the columns, such as ``n-B``, ``PER-I``, ``O``.
        embedding: (20,941, 128).
        layers: For each of the two layers its forward and its backward direction.
        output: (256, 57).
        output_bias: (57,).
        start: Score of each tag at the first character, (57,).
        end: Score of each tag at the last character, (57,).
        transitions: ``transitions[i, j]`` is the score of tag j after tag i, (57, 57).
    """

    characters: dict[str, int]
    unknown: int
    tags: tuple[str, ...]
    embedding: Floats
    layers: tuple[tuple[GruWeights, GruWeights], ...]
    output: Floats
    output_bias: Floats
    start: Floats
    end: Floats
    transitions: Floats

    @property
    def trained(self) -> NDArray[np.bool_]:
        """Which rows of the embedding training has touched, (20,941,).

        The rows were drawn uniformly from ±0.1; a row still within that was never updated, so
        its character did not occur in what the network was trained on.
        """
        touched: NDArray[np.bool_] = np.abs(self.embedding).max(axis=1) > _INITIAL_BOUND
        return touched


_INITIAL_BOUND = 0.1001


@cache
def load_weights() -> Weights:
    """Read the weights from the installed `jieba` distribution, once a process.

    Returns:
        The weights; the arrays are read-only views of the files' bytes.

    Raises:
        LexiconError: If the distribution or one of its files is missing or is not what it
            should be.

    Example:
        >>> load_weights().tags[-9:]
        ('PER-B', 'PER-I', 'LOC-B', 'LOC-I', 'ORG-B', 'ORG-I', 'TIME-B', 'TIME-I', 'O')
    """
    crf = _tensor("crfw", 59, 57)
    embedding = _tensor("word_emb", 20941, HIDDEN)
    characters = {value: row for row, value in _dictionary("word.dic")}
    return Weights(
        characters={value: row for value, row in characters.items() if len(value) == 1},
        unknown=characters["OOV"],
        tags=tuple(value for _, value in sorted(_dictionary("tag.dic"))),
        embedding=embedding,
        layers=(
            (_direction(0, HIDDEN), _direction(1, HIDDEN)),
            (_direction(2, 2 * HIDDEN), _direction(3, 2 * HIDDEN)),
        ),
        output=_tensor("fc_4.w_0", 2 * HIDDEN, 57),
        output_bias=_tensor("fc_4.b_0", 57),
        start=crf[0],
        end=crf[1],
        transitions=crf[2:],
    )


def _direction(number: int, inputs: int) -> GruWeights:
    recurrent = _tensor(f"gru_{number}.w_0", HIDDEN, 3 * HIDDEN).reshape(-1)
    split = HIDDEN * 2 * HIDDEN
    return GruWeights(
        input=_tensor(f"fc_{number}.w_0", inputs, 3 * HIDDEN),
        bias=_tensor(f"fc_{number}.b_0", 3 * HIDDEN)
        + _tensor(f"gru_{number}.b_0", 1, 3 * HIDDEN)[0],
        gates=recurrent[:split].reshape(HIDDEN, 2 * HIDDEN),
        candidate=recurrent[split:].reshape(HIDDEN, HIDDEN),
    )


def _tensor(name: str, *shape: int) -> Floats:
    path = f"{_FOLDER}/model_baseline/{name}"
    tensor = read_tensor(jieba_bytes(path), source=path)
    if tensor.shape != shape:
        raise LexiconError(f"the tensor has shape {tensor.shape}, not {shape}", source=path)
    return tensor


def read_tensor(data: bytes, *, source: str = "<bytes>") -> Floats:
    """Read one float32 tensor in Paddle's stream format.

    Args:
        data: The whole file.
        source: The file's name, for errors.

    Returns:
        The tensor, a read-only view of `data`.

    Raises:
        LexiconError: If the header is not that of a float32 tensor, or the length is wrong.

    Example:
        >>> header = struct.pack("<IQIi", 0, 0, 0, 6)
        >>> data = header + bytes([8, 5, 16, 1, 16, 2]) + struct.pack("<2f", 1.5, -2.0)
        >>> read_tensor(data).tolist()
        [[1.5, -2.0]]
    """
    if len(data) < _HEADER.size:
        raise LexiconError("the file is shorter than a tensor's header", source=source)
    version, tables, tensor_version, size = _HEADER.unpack_from(data)
    if version or tables or tensor_version or not 0 <= size <= len(data) - _HEADER.size:
        raise LexiconError("the file is no plain Paddle tensor", source=source)
    start = _HEADER.size + size
    fields = list(_varint_fields(data[_HEADER.size : start]))
    shape = tuple(value for field, value in fields if field == 2)
    if (1, _FLOAT32) not in fields or len(data) - start != 4 * int(np.prod(shape)):
        raise LexiconError("the tensor is not float32 or is cut short", source=source)
    return np.frombuffer(data, dtype="<f4", offset=start).reshape(shape)


def _varint_fields(message: bytes) -> Iterator[tuple[int, int]]:
    """Yield (field number, value) of a protobuf message that has only varint fields."""
    values = []
    value = shift = 0
    for byte in message:
        value |= (byte & 0x7F) << shift
        shift += 7
        if byte < 0x80:
            values.append(value)
            value = shift = 0
    for key, item in zip(values[::2], values[1::2], strict=False):
        yield key >> 3, item


def _dictionary(name: str) -> list[tuple[int, str]]:
    path = f"{_FOLDER}/{name}"
    rows = []
    for number, line in enumerate(jieba_bytes(path).decode("utf-8").split("\n"), 1):
        row, tab, value = line.rstrip("\r").partition("\t")
        if not line:
            continue
        if not tab or not row.isdecimal():
            raise LexiconError("not a row of number, tab, entry", source=path, line=number)
        rows.append((int(row), value))
    return rows
