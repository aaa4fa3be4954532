"""Build a double-array trie of several sets of keys.

A node is a place in three arrays: the child for code ``c`` of node ``n`` stands at
``base[n] ^ c`` if ``check`` there says ``n``. Reading one step costs two look-ups and no
search. After J. Aoe, *An efficient digital search algorithm by using a double-array
structure*, IEEE Transactions on Software Engineering 15(9), 1989; with exclusive or in
place of the sum, as in S. Yata's darts-clone, so that no place leaves its block.
"""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["DoubleArray"]

_PATIENCE = 256
_ROOT = -2


class DoubleArray:
    """The arrays of a trie, and the code of each character.

    Attributes:
        base: By node: what a child's code is combined with.
        check: By node: its parent; -1 where no node is.
        value: By node: the value of the key that ends there, -1 if none does.
        codes: The code of each character in a key, from 1, frequent ones first.
    """

    def __init__(self, roots: int, codes: dict[str, int]) -> None:
        self.codes = codes
        self.base = array("i")
        self.check = array("i")
        self.value = array("i")
        self._block = 1 << (len(codes) + roots).bit_length()
        self._used = bytearray()
        self._first_free = 0
        self._dense = 0
        self._grow()
        for root in range(roots):
            self._used[root] = 1
            self.check[root] = _ROOT

    @classmethod
    def of(cls, keys: Sequence[Mapping[str, int]]) -> DoubleArray:
        """Build the trie of `keys`: root ``n`` is that of the keys and values of ``keys[n]``."""
        counts = Counter(c for mapping in keys for key in mapping for c in key)
        codes = {c: code for code, (c, _) in enumerate(counts.most_common(), 1)}
        trie = cls(len(keys), codes)
        for root, mapping in enumerate(keys):
            trie._add(root, mapping)
        return trie

    def _add(self, root: int, mapping: Mapping[str, int]) -> None:
        level: dict[str, int] = {"": root}
        depth = 0
        alive = list(mapping)
        while alive:
            depth += 1
            children: dict[str, set[str]] = {}
            for key in alive:
                children.setdefault(key[: depth - 1], set()).add(key[depth - 1])
            deeper: dict[str, int] = {}
            for prefix, characters in sorted(children.items(), key=lambda item: -len(item[1])):
                parent = level[prefix]
                codes = [self.codes[c] for c in characters]
                base = self._place(codes)
                self.base[parent] = base
                for character, code in zip(characters, codes, strict=True):
                    node = base ^ code
                    self._used[node] = 1
                    self.check[node] = parent
                    deeper[prefix + character] = node
            for key in alive:
                if len(key) == depth:
                    self.value[deeper[key]] = mapping[key]
            alive = [key for key in alive if len(key) > depth]
            level = deeper

    def _place(self, codes: list[int]) -> int:
        """Return a base at which the children with `codes` find room."""
        used, first = self._used, codes[0]
        rest = codes[1:]
        if not rest:
            place = used.find(0, self._first_free)
            self._first_free = self._grow() if place < 0 else place
            return self._first_free ^ first
        place, tries = self._dense, 0
        while True:
            place = used.find(0, place)
            if place < 0:
                place = self._grow()
            base = place ^ first
            for code in rest:
                if used[base ^ code]:
                    break
            else:
                return base
            place += 1
            tries += 1
            if tries == _PATIENCE:
                self._dense, tries = place, 0

    def _grow(self) -> int:
        """Add a block and return its first place."""
        start = len(self._used)
        self._used.extend(bytes(self._block))
        self.base.extend([0] * self._block)
        self.check.extend([-1] * self._block)
        self.value.extend([-1] * self._block)
        return start
