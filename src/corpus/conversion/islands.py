"""Convert a short stretch of text exactly, by the compiled trie.

This is OpenCC's algorithm again, as in `walk`, over `tables` instead of dictionaries, and
it remembers what it did: the stretches that need it are short and come back often.
Needs no NumPy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.alignment import Alignment
from corpus.conversion.descriptions import description_length
from corpus.conversion.tables import ASTRAL, OPERATOR

if TYPE_CHECKING:
    from corpus.conversion.tables import Tables

__all__ = ["Island", "Islands", "Row"]

Row = tuple[int, int, int, int]
"""An edit: where it starts and ends in the source, and in the target."""

Island = tuple[str, tuple[Row, ...]]
"""What a stretch becomes, and its edits, counted from its start."""

_SEPARATORS = "\n\0\x1e\x1f\uffff"
_MOST_REMEMBERED = 20_000
_LONGEST_REMEMBERED = 32


class Islands:
    """Converts stretches of text that start and end at seams.

    Args:
        tables: The compiled recipe.

    Attributes:
        flags: The flags of each character that has any, see `tables`.
        singles: What each code point becomes on its own, if that is one other.
        separator: A character that no key has, or `None`.
    """

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        points, targets, flags, codes, normals = (
            tables.characters[column::5].tolist() for column in range(5)
        )
        characters = list(map(chr, points))
        known = zip(characters, flags, strict=True)
        self.flags = {c: flag & ~ASTRAL for c, flag in known if flag & ~ASTRAL}
        becomes = zip(points, targets, strict=True)
        self.singles = {point: target for point, target in becomes if target not in {point, -1}}
        usual = zip(points, normals, strict=True)
        self._normal = {point: normal for point, normal in usual if point != normal}
        self._codes = {c: code for c, code in zip(characters, codes, strict=True) if code}
        self._targets = bytes(memoryview(tables.targets).cast("B")).decode("utf-32-le")
        self._known: dict[str, Island] = {}
        self.separator = next(
            (c for c in _SEPARATORS if c not in {*self._codes, *self.flags}), None
        )

    def convert(self, piece: str) -> Island:
        """Convert a stretch that has been normalised.

        Returns:
            What it becomes, and the edits in it.
        """
        found = self._known.get(piece)
        if found is None:
            found = self._convert(piece)
            if len(piece) <= _LONGEST_REMEMBERED:
                if len(self._known) >= _MOST_REMEMBERED:
                    self._known.clear()
                self._known[piece] = found
        return found

    def normalize(self, text: str) -> str:
        """Put the lexicon's usual character for each compatibility character.

        What stands in an ideographic description sequence stays, as everywhere.
        """
        normal = self._normal
        if not any(self.flags.get(c, 0) & OPERATOR for c in text):
            return text.translate(normal)
        parts: list[str] = []
        at = place = 0
        while at < len(text):
            step = self._unmatched(text, at, len(text))
            if step > 1:
                parts += (text[place:at].translate(normal), text[at : at + step])
                place = at + step
            at += step
        return "".join((*parts, text[place:].translate(normal)))

    def _convert(self, piece: str) -> Island:
        targets: list[str] = []
        rows: list[Row] = []
        at = run = place = 0
        length = len(piece)
        while at < length:
            end, entry = self._longest(0, piece, at, length)
            if end == at:
                at += self._unmatched(piece, at, length)
                continue
            place = self._put_run(piece[run:at], run, place, targets, rows)
            if entry:
                target, edits = self.entry(entry)
                rows += [(at + a, at + b, place + c, place + d) for a, b, c, d in edits]
            else:
                target = piece[at:end].translate(self.singles)
            targets.append(target)
            place += len(target)
            at = run = end
        self._put_run(piece[run:], run, place, targets, rows)
        return "".join(targets), tuple(rows)

    def _put_run(
        self, run: str, start: int, place: int, targets: list[str], rows: list[Row]
    ) -> int:
        """Convert what stands between two keys, and return where the target then ends."""
        if not run:
            return place
        target, edits = self._chain(run)
        rows += [(start + a, start + b, place + c, place + d) for a, b, c, d in edits]
        targets.append(target)
        return place + len(target)

    def _chain(self, run: str) -> Island:
        if not self._tables.phrased and not any(self.flags.get(c, 0) & OPERATOR for c in run):
            return run.translate(self.singles), ()
        alignment = None
        for stage in range(1, self._tables.stages + 1):
            target, rows = self._stage(stage, run)
            if rows:
                columns = zip(*rows, strict=True)
                edited = Alignment.from_columns(len(run), len(target), *columns)
                alignment = edited if alignment is None else alignment.then(edited)
            run = target
        edits = () if alignment is None else alignment.edits
        return run, tuple((*edit.source, *edit.target) for edit in edits)

    def _stage(self, stage: int, text: str) -> tuple[str, list[Row]]:
        targets: list[str] = []
        rows: list[Row] = []
        at = place = 0
        length = len(text)
        while at < length:
            end, entry = self._longest(stage, text, at, length)
            if end == at:
                end += self._unmatched(text, at, length)
                target = text[at:end]
            else:
                target, _ = self.entry(entry)
                if len(target) != end - at:
                    rows.append((at, end, place, place + len(target)))
            targets.append(target)
            place += len(target)
            at = end
        return "".join(targets), rows

    def _unmatched(self, text: str, at: int, end: int) -> int:
        """Return how many characters are copied where no key starts."""
        if self.flags.get(text[at], 0) & OPERATOR:
            return description_length(text, at, end) or 1
        return 1

    def _longest(self, root: int, text: str, at: int, end: int) -> tuple[int, int]:
        """Return where the longest key at `at` ends, and its entry; `at` if there is none."""
        base, check, value = self._tables.base, self._tables.check, self._tables.value
        codes = self._codes
        node = root
        best, entry = at, 0
        while at < end:
            code = codes.get(text[at])
            if code is None:
                break
            child = base[node] ^ code
            if check[child] != node:
                break
            node = child
            at += 1
            if value[node] >= 0:
                best, entry = at, value[node]
        return best, entry

    def entry(self, number: int) -> Island:
        """Return what an entry of the trie becomes, and its edits."""
        start, end, first, last = self._tables.entries[4 * number : 4 * number + 4]
        edits = self._tables.edits
        rows = tuple(
            (edits[at], edits[at + 1], edits[at + 2], edits[at + 3])
            for at in range(4 * first, 4 * last, 4)
        )
        return self._targets[start:end], rows
