"""From characters to rows of the network's embedding.

The network was trained on text in half-width, lower-case form: the rows of ``，``, ``。``, ``“``
or ``A`` were never touched by training. A character whose own row is untrained is looked up as
its nearest trained relative, and only then as the row for unknown characters. The text itself
is never changed: one code point in, one row out, so offsets stay as they are.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from corpus.annotation.lac.weights import load_weights
from corpus.annotation.tables import read_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

__all__ = ["character_rows", "rows_of"]

# Above these two planes lie rare Han characters only, none of which the network knows.
_PLANES_END = 0x20000


def rows_of(texts: Sequence[str]) -> NDArray[np.uint16]:
    """Return the embedding's rows for the characters of `texts`, one text after the other.

    Args:
        texts: Any strings; lone surrogates are unknown characters like any other.

    Returns:
        One row number a code point, (total length of the texts,).

    Example:
        >>> rows_of(["Ａ，"]).tolist() == rows_of(["a", ","]).tolist()
        True
    """
    data = "".join(texts).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(data, dtype="<u4")
    rows: NDArray[np.uint16] = character_rows()[np.minimum(codes, _PLANES_END)]
    return rows


@cache
def character_rows() -> NDArray[np.uint16]:
    """Return the row of each code point below U+20000, and last the row of all others."""
    weights = load_weights()
    trained = weights.trained
    rows = np.full(_PLANES_END + 1, weights.unknown, dtype=np.uint16)
    known = {character: row for character, row in weights.characters.items() if trained[row]}
    relatives = _relatives()
    for character, row in known.items():
        if ord(character) < _PLANES_END:
            rows[ord(character)] = row
    for character in filter(_has_forms, map(chr, range(_PLANES_END))):
        for candidate in _candidates(character, relatives):
            if candidate in known:
                rows[ord(character)] = known[candidate]
                break
    rows.flags.writeable = False
    return rows


def _has_forms(character: str) -> bool:
    """Tell whether a character can be looked up as another: hardly any of the Han ones can."""
    return (
        character.lower() != character
        or character in _relatives()
        or not unicodedata.is_normalized("NFKD", character)
    )


def _candidates(character: str, relatives: dict[str, str]) -> Iterator[str]:
    """Yield what a character may be looked up as, the best first."""
    yield character
    if character in relatives:
        yield relatives[character]
    compatible = unicodedata.normalize("NFKC", character)
    for form in (compatible, unicodedata.normalize("NFD", compatible)):
        yield from (form[:1], form[:1].lower())


@cache
def _relatives() -> dict[str, str]:
    rows = read_table("pos_character_relatives.tsv")
    return {row["character"]: row["relative"] for row in rows}
