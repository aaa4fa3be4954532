"""The tables that fast conversion reads: what they are, and how they are laid out.

A text differs from its character-by-character conversion only where a key stands whose
conversion differs from that of its characters: a *telling* key. Which keys are matched
depends on their neighbours, but never across a *seam*, a place between two characters
that stand side by side in no key. So conversion looks up every character, finds the few
places where a telling key can stand, grows each to the next seam on both sides, and runs
OpenCC's algorithm on these *islands* alone. `compiling` shows why that is exact.

The tables:

- `characters`: one row for each character that means anything to the recipe;
- `pairs`: a hashed table of pairs of characters, of bits: see `IN_KEY` and the rest;
- a double-array trie (Aoe, 1989) with one root for each stage: `base`, `check`, `value`;
- `entries` and `targets`: what the keys become; `edits`: where their length changes.

All are 32-bit integers in one buffer, so that they can be read from a file in one go,
by NumPy or by Python's own ``memoryview``: short texts are converted without NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

if TYPE_CHECKING:
    from array import array
    from collections.abc import Mapping

    Column = memoryview[int] | array[int]

__all__ = [
    "ALONE",
    "ASTRAL",
    "COMPATIBLE",
    "FLAG_SHIFT",
    "IN_KEY",
    "LATER",
    "LEFT",
    "LEFT_FACTOR",
    "OPERATOR",
    "RIGHT",
    "RIGHT_FACTOR",
    "STAGED",
    "TELLING",
    "Tables",
    "pair_slot",
]

# Flags of a character.
LEFT = 1  # it is the left one of a pair that may be telling
RIGHT = 2  # it is the right one
ALONE = 4  # it becomes more or fewer than one character
COMPATIBLE = 8  # normalisation replaces it
OPERATOR = 16  # it may start an ideographic description sequence
ASTRAL = 32  # it stands outside the Basic Multilingual Plane

# Bits of a pair.
TELLING = 1  # a telling key of the segmentation has it
STAGED = 2  # a telling key of the first stage has it
LATER = 4  # a telling key of a later stage may come to stand on it
IN_KEY = 8  # some key may cross the place between the two; above the others

FLAG_SHIFT = 21
"""Code points take 21 bits; the flags stand above them."""

_MASK = 0xFFFFFFFF
LEFT_FACTOR = 0x9E3779B1
RIGHT_FACTOR = 0x85EBCA6B

CHARACTER_COLUMNS = ("character", "target", "flags", "code", "normal")
NAMES = ("characters", "pairs", "base", "check", "value", "entries", "targets", "edits")


def pair_slot(left: int, right: int, bits: int) -> int:
    """Return the place of a pair of code points in a hashed table of ``2 ** bits``.

    The factors are odd constants of Knuth's multiplicative hashing and of MurmurHash3.
    """
    return ((left * LEFT_FACTOR + right * RIGHT_FACTOR) & _MASK) >> (32 - bits)


@attrs.frozen(eq=False)
class Tables:
    """The compiled tables of one recipe.

    Each is a flat column of 32-bit integers.

    Attributes:
        stages: Number of stages of the chain; root ``0`` of the trie is that of the
            segmentation, root ``n`` that of stage ``n``.
        phrased: Whether a stage has keys of several characters outside segments, or
            targets of several for one.
        characters: Rows of `CHARACTER_COLUMNS`, sorted by character: what it becomes
            (-1 if not one character), its flags, its code in the trie (0: none), and
            what normalisation makes of it.
        pairs: Four one-byte slots an integer; ``2 ** n`` slots.
        base: Where the children of a node stand: at ``base ^ code``.
        check: The parent of a node, -1 where there is none.
        value: The entry of a node; -1: no key ends here; 0: a key that isn't telling.
        entries: For each entry where its target starts and ends in `targets`, and where
            its edits start and end in `edits`, four integers.
        targets: Code points.
        edits: Four integers each: where it starts and ends in the key, and in the target.
    """

    stages: int
    phrased: bool
    characters: Column
    pairs: Column
    base: Column
    check: Column
    value: Column
    entries: Column
    targets: Column
    edits: Column

    @classmethod
    def of(cls, stages: int, parts: Mapping[str, Column], *, phrased: bool) -> Tables:
        """Put tables together from their parts by name."""
        return cls(stages, phrased, **{name: parts[name] for name in NAMES})
