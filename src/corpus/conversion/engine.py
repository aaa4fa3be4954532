"""Choose how a text is converted: short or long, by tables or by the plain algorithm."""

from __future__ import annotations

import functools
import re
import threading
from typing import TYPE_CHECKING, Protocol

import attrs

from corpus.conversion.islands import Islands
from corpus.conversion.scalar import ScalarEngine
from corpus.conversion.storage import fingerprint, stored_tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.conversion.ambiguity import Ambiguity
    from corpus.conversion.islands import Row
    from corpus.conversion.lexicon import LexiconFiles
    from corpus.conversion.recipe import Recipe
    from corpus.conversion.tables import Tables
    from corpus.conversion.walk import Walk

__all__ = ["Engine", "Source"]

_FILE = re.compile(rb'"file"\s*:\s*"([^"]+)"')

_OPERATOR = re.compile("[\u2ff0-\u2fff]")

_SHORT = 900
"""Up to this many characters `scalar` is the faster one (and NumPy need not be loaded)."""


class _Converts(Protocol):
    def convert(self, text: str, /) -> tuple[str, list[Row]]: ...


@attrs.frozen(eq=False)
class Source:
    """What an engine is made from.

    Attributes:
        config: The config's name.
        content: The bytes of its file.
        files: The lexicon.
        phrases: Extra phrases, and what each becomes.
    """

    config: str
    content: bytes
    files: LexiconFiles
    phrases: Mapping[str, str]

    def recipe(self) -> Recipe:
        """Read the dictionaries."""
        from corpus.conversion.recipe import read_plan

        plan = read_plan(self.content, f"{self.config}.json")
        recipe = plan.recipe(self.files.read_file)
        return recipe.with_phrases(self.phrases) if self.phrases else recipe

    def tables(self) -> Tables | None:
        """Return the compiled tables, from the cache if they are there."""
        parts = [self.content]
        for file in self._file_names():
            parts += (file.encode(), self.files.read_file(file))
        for pair in sorted(self.phrases.items()):
            parts += (part.encode() for part in pair)
        return stored_tables(fingerprint(parts), self._compiled)

    def _file_names(self) -> Iterable[str]:
        if b"\\" not in self.content and b"/" not in self.content:  # no escapes, no comments
            return dict.fromkeys(name.decode() for name in _FILE.findall(self.content))
        from corpus.conversion.recipe import read_plan

        return read_plan(self.content, f"{self.config}.json").files()

    def _compiled(self) -> Tables | None:
        from corpus.conversion.compiling import compile_tables

        return compile_tables(self.recipe())


class Engine:
    """Converts texts of any length. Its tables are read on first use, once for all threads.

    Args:
        source: What it is made from.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._lock = threading.RLock()
        self._short: _Converts | None = None
        self._long: _Converts | None = None
        self._tables: Tables | None = None
        self._islands: Islands | None = None

    @functools.cached_property
    def walk(self) -> Walk:
        """The plain algorithm, with all that the dictionaries offer."""
        from corpus.conversion.walk import Walk

        return Walk.of(self._source.recipe())

    def find_ambiguities(self, text: str) -> tuple[Ambiguity, ...]:
        """Return where in `text` the dictionaries offer more than one target."""
        from corpus.conversion.ambiguity import find_ambiguities

        engine = self._short or self._make_short()
        seams = engine.seams(text) if isinstance(engine, ScalarEngine) else ()
        return find_ambiguities(self.walk, text, seams)

    def convert(self, text: str) -> tuple[str, list[Row]]:
        """Convert `text`.

        Returns:
            The target, and its edits: where each starts and ends in the source, and in
            the target.

        Raises:
            UnicodeEncodeError: If the text has a lone surrogate.
        """
        if len(text) <= _SHORT:
            text.encode("utf-8")  # refuses lone surrogates
            engine = self._short or self._make_short()
        else:
            engine = self._long or self._make_long()
        return engine.convert(text)

    def convert_many(self, texts: list[str]) -> list[tuple[str, list[Row]]]:
        """Convert short texts together, which is faster than one by one.

        They are joined by a character that no key has, so that no match goes across; a
        description sequence could, and texts that have one are not joined.

        Raises:
            UnicodeEncodeError: If a text has a lone surrogate.
        """
        self._make_short()
        separator = None if self._islands is None else self._islands.separator
        joined = (separator or "").join(texts)
        if separator is None or len(joined) <= _SHORT or _OPERATOR.search(joined):
            return [self.convert(text) for text in texts]
        target, rows = self._make_long().convert(joined)
        return list(_split(target, rows, texts))

    def _make_short(self) -> _Converts:
        with self._lock:
            if self._short is None:
                self._tables = self._source.tables()
                if self._tables is None:
                    self._short = self._long = _Plain(self.walk)
                else:
                    self._islands = Islands(self._tables)
                    self._short = ScalarEngine(self._tables, self._islands)
            return self._short

    def _make_long(self) -> _Converts:
        with self._lock:
            self._make_short()
            if self._long is None and self._tables is not None and self._islands is not None:
                from corpus.conversion.vector import VectorEngine

                self._long = VectorEngine(self._tables, self._islands)
            return self._long or self._make_short()


def _split(target: str, rows: list[Row], texts: list[str]) -> Iterator[tuple[str, list[Row]]]:
    """Cut what became of joined texts where they were joined."""
    start = place = row = 0
    if not rows:
        for text in texts:
            end = start + len(text)
            yield target[start:end], rows
            start = end + 1
        return
    for text in texts:
        end, shift = start + len(text), place - start
        own: list[Row] = []
        while row < len(rows) and rows[row][1] <= end:
            a, b, c, d = rows[row]
            own.append((a - start, b - start, c - place, d - place))
            shift = d - b
            row += 1
        yield target[place : end + shift], own
        start, place = end + 1, end + shift + 1


class _Plain:
    """The plain algorithm, for recipes that can't be compiled."""

    def __init__(self, walk: Walk) -> None:
        self._walk = walk

    def convert(self, text: str) -> tuple[str, list[Row]]:
        text.encode("utf-8")
        target, alignment = self._walk.convert(text)
        return target, [(*edit.source, *edit.target) for edit in alignment.edits]
