"""Lay out in flat columns what `compiling` found out."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import attrs

from corpus.conversion.tables import pair_slot

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["Entry", "entry_columns", "entry_of", "pair_column"]


@attrs.frozen
class Entry:
    """What a key becomes.

    Attributes:
        target: The text.
        edits: Where the length changes: from where to where in the key, and in the target.
    """

    target: str
    edits: tuple[tuple[int, int, int, int], ...] = ()


def entry_of(key: str, target: str) -> Entry:
    """Return the entry of a key that becomes `target` as a whole."""
    whole = ((0, len(key), 0, len(target)),)
    return Entry(target, whole if len(target) != len(key) else ())


def pair_column(groups: Iterable[tuple[Iterable[str], int]]) -> array[int]:
    """Return the hashed table of pairs.

    Args:
        groups: Pairs, and the bit that they set. What is no pair is left out.
    """
    listed = [([pair for pair in pairs if len(pair) > 1], bit) for pairs, bit in groups]
    total = sum(len(pairs) for pairs, _ in listed)
    bits = max(10, (4 * total).bit_length())
    slots = bytearray(1 << bits)
    for pairs, bit in listed:
        for pair in pairs:
            slots[pair_slot(ord(pair[0]), ord(pair[1]), bits)] |= bit
    return array("i", bytes(slots))


def entry_columns(values: Sequence[Entry]) -> dict[str, array[int]]:
    """Return the columns ``entries``, ``targets`` and ``edits`` of `Tables`."""
    entries, targets, edits = array("i"), array("i"), array("i")
    for value in values:
        start, first = len(targets), len(edits) // 4
        targets.extend(map(ord, value.target))
        for edit in value.edits:
            edits.extend(edit)
        entries.extend((start, len(targets), first, len(edits) // 4))
    return {"entries": entries, "targets": targets, "edits": edits}
