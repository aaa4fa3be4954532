"""Compile a recipe into `tables`.

Why islands are exact. Let a *seam* be a place between two characters a and b of the
source, such that no key of the segmentation and none of any stage can cross it. For the
segmentation and the first stage that means that no key has a and b side by side. For a
later stage: no key of it has side by side what a may end as and what b may start as
after the stages before; these pairs are found by pulling the later stage's pairs back,
stage by stage. Then every stage starts a new step at a seam, whatever stands before, so
the text between two seams converts as it would alone. Between two seams where no telling
key can stand every stage replaces character by character.

A key of the segmentation is *telling* if the chain makes of it something else than of its
characters one by one. A key of a stage is telling if its own target is not that of its
characters in that stage. A telling key is looked for by one pair of its characters, and
only where one of the two, the *anchor*, stands.
"""

from __future__ import annotations

import math
from array import array
from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

from corpus.conversion.descriptions import ARITY
from corpus.conversion.origins import Stage, Triggers, pairs_of, rarest_pair, telling_pair
from corpus.conversion.packing import Entry, entry_columns, entry_of, pair_column
from corpus.conversion.tables import (
    ALONE,
    ASTRAL,
    COMPATIBLE,
    IN_KEY,
    LATER,
    LEFT,
    OPERATOR,
    RIGHT,
    STAGED,
    TELLING,
    Tables,
)
from corpus.conversion.trie import DoubleArray
from corpus.conversion.walk import LongestMatch, Walk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.conversion.recipe import Recipe

__all__ = ["compile_tables"]

_MOST_STAGES = 8
_MOST_ORIGINS = 512


def compile_tables(recipe: Recipe) -> Tables | None:
    """Compile `recipe`, or return `None` if it is one that only `walk` can do.

    Such a one normalises by more than single characters, or has very many stages.
    """
    single = all(len(k) == len(v[0]) == 1 for m in recipe.normalization for k, v in m.items())
    if not single or not 1 <= len(recipe.chain) <= _MOST_STAGES:
        return None
    return _Compiler(recipe).tables()


class _Compiler:
    def __init__(self, recipe: Recipe) -> None:
        self.walk = Walk.of(recipe)
        self.fixed = recipe.fixed
        self.segmentation = recipe.segmentation_keys()
        self.segments = LongestMatch(self.segmentation)
        self.stages = [Stage(entries) for entries in recipe.chain]
        self.stages[0].drop(self._is_cut)
        self.sources: dict[str, list[str]] = {}
        for stage in self.stages[1:2]:
            found = {key: self._sources(key) for key in stage.phrases}
            self.sources = {key: ways for key, ways in found.items() if ways is not None}
            stage.drop(lambda key: self.sources.get(key) == [])
        self.normal = self._normalization(recipe)

    # -- which keys can be matched ---------------------------------------------------

    def _is_cut(self, key: str) -> bool:
        """Tell whether a key of the first stage has a key of the segmentation inside.

        Then it is never matched outside segments: the segmentation would have cut it.
        """
        length = len(key)
        return any(self.segments.at(key, start, length) is not None for start in range(length))

    def _sources(self, key: str) -> list[str] | None:
        """Return what becomes `key` in the first stage, outside segments.

        `None` if that is too much to say: the first stage has phrases, or the ways are many.
        """
        first = self.stages[0]
        origins = [first.origins(c) for c in key]
        known = [sorted(origin) for origin in origins if origin is not None]
        ways = math.prod(map(len, known))
        if first.phrases or len(known) < len(key) or ways > _MOST_ORIGINS:
            return None
        return [key for key in map("".join, product(*known)) if not self._is_cut(key)]

    # -- what becomes of characters and keys -----------------------------------------

    def _normalization(self, recipe: Recipe) -> dict[str, str]:
        normal: dict[str, str] = {}
        for entries in recipe.normalization:
            normal = {c: entries.get(n, (n,))[0] for c, n in normal.items()}
            for c, targets in entries.items():
                normal.setdefault(c, targets[0])
        return {c: n for c, n in normal.items() if c != n}

    def _single(self, character: str) -> str:
        """Return what a character that stands alone becomes."""
        if character in self.fixed:
            return self.fixed[character]
        targets = character
        for stage in self.stages:
            if len(targets) > 1:  # which may have a phrase
                return self.walk.convert_segment(character)[0]
            targets = stage.single(targets)
        return targets

    def _segmentation_entries(self, singles: Mapping[str, str]) -> dict[str, Entry | None]:
        """Return the entry of each longer key of the segmentation; `None`: it isn't telling."""
        starts = [{key[:2] for key in stage.all_phrases} for stage in self.stages[1:]]
        found: dict[str, Entry | None] = {}
        for key in self.segmentation:
            if len(key) == 1:
                continue
            if key in self.fixed:
                found[key] = entry_of(key, self.fixed[key])
                continue
            plain = "".join([singles.get(c, c) for c in key])
            target = self._without_later_phrases(key, starts)
            if target is not None:
                found[key] = None if target == plain else Entry(target)
                continue
            target, alignment = self.walk.convert_segment(key)
            edits = tuple((*e.source, *e.target) for e in alignment.edits)
            found[key] = None if target == plain and not edits else Entry(target, edits)
        return found

    def _without_later_phrases(self, key: str, starts: list[set[str]]) -> str | None:
        """Convert a key that is one of the first stage, if no later phrase can follow."""
        target = self.stages[0].entries.get(key, ("",))[0]
        for stage, pairs in zip(self.stages[1:], starts, strict=True):
            if len(target) != len(key) or any(pair in pairs for pair in pairs_of(target)):
                return None
            target = stage.plain(target)
        return target if len(target) == len(key) else None

    # -- the tables ------------------------------------------------------------------

    def tables(self) -> Tables:
        """Compile."""
        characters = {c for stage in self.stages for c in stage.characters}
        characters |= {key for key in self.fixed if len(key) == 1}
        singles = {c: self._single(c) for c in sorted(characters)}
        entries = self._segmentation_entries(singles)
        keys = [key for group in (entries, *self._phrases()) for key in group]
        common = Counter(pair for key in keys for pair in pairs_of(key))
        common.update(c for key in keys for c in key)
        telling = self._telling(entries, singles, common)
        staged = self.stages[0].triggers(self.stages[0].telling(), common, {})
        later = self._later(common)
        later.update((c, ALONE) for c, target in singles.items() if len(target) != 1)
        sides: Triggers = {}
        for triggers in (telling, staged, later):
            _add(sides, triggers.items())
        trie, values = self._trie(entries)
        pair_groups = (
            (telling, TELLING),
            (staged, STAGED),
            (later, LATER),
            (self._crossed(), IN_KEY),
        )
        return Tables.of(
            len(self.stages),
            {
                "characters": self._character_rows(singles, sides, trie.codes),
                "pairs": pair_column(pair_groups),
                "base": trie.base,
                "check": trie.check,
                "value": trie.value,
                **entry_columns(values),
            },
            phrased=any(stage.phrases or stage.several for stage in self.stages),
        )

    def _phrases(self) -> list[frozenset[str]]:
        return [stage.all_phrases for stage in self.stages]

    def _telling(
        self,
        entries: Mapping[str, Entry | None],
        singles: Mapping[str, str],
        common: Counter[str],
    ) -> Triggers:
        chosen: Triggers = {}
        for key, entry in entries.items():
            if entry is not None:
                plain = "".join([singles.get(c, c) for c in key])
                pair, side = telling_pair(key, plain, entry.target, common, chosen)
                chosen[pair] = chosen.get(pair, 0) | side
        return chosen

    def _later(self, common: Counter[str]) -> Triggers:
        """Return what must stand in the source where a later stage has a telling key.

        For the second stage that is said outright where it can be (`_sources`): a source
        that segmentation cuts is no source.
        """
        triggers: Triggers = {}
        outright: Triggers = {}
        for stage in reversed(self.stages[1:]):
            pulled = stage.pull_back(triggers)
            sources = self.sources if stage is self.stages[1] else {}
            other = [key for key in stage.telling() if key not in sources]
            triggers = stage.triggers(other, common, pulled)
            _add(triggers, pulled.items())
            known = (source for key in stage.telling() for source in sources.get(key, ()))
            _add(outright, (rarest_pair(source, common) for source in known))
        triggers = self.stages[0].pull_back(triggers)
        _add(triggers, outright.items())
        return triggers

    def _crossed(self) -> set[str]:
        """Return the pairs of the source that some key of some stage may cross."""
        crossed: set[str] = set()
        for stage in reversed(self.stages):
            crossed = stage.pull_back_crossing(crossed)
            crossed |= {pair for key in stage.phrases for pair in pairs_of(key)}
        return crossed | {pair for key in self.segmentation for pair in pairs_of(key)}

    def _trie(self, entries: dict[str, Entry | None]) -> tuple[DoubleArray, list[Entry]]:
        values = [Entry("")]
        keys: list[dict[str, int]] = [{}]
        for key, entry in entries.items():
            if entry is None:
                keys[0][key] = 0
            else:
                keys[0][key] = len(values)
                values.append(entry)
        for key in self.segmentation:
            if len(key) == 1:
                keys[0][key] = len(values)
                values.append(entry_of(key, self._single(key)))
        for stage in self.stages:
            numbers: dict[str, int] = {}
            for key, targets in stage.entries.items():
                if len(key) == 1 or key in stage.phrases:
                    numbers[key] = len(values)
                    values.append(entry_of(key, targets[0]))
            keys.append(numbers)
        return DoubleArray.of(keys), values

    def _character_rows(
        self, singles: Mapping[str, str], sides: Triggers, codes: Mapping[str, int]
    ) -> array[int]:
        flags: Counter[str] = Counter()
        for trigger, side in sides.items():
            flags[trigger[0]] |= side & (LEFT | ALONE)
            flags[trigger[-1]] |= side & RIGHT
        for character in self.normal:
            flags[character] |= COMPATIBLE
        for point in ARITY:
            flags[chr(point)] |= OPERATOR
        rows = array("i")
        for character in sorted({*singles, *flags, *codes}):
            target = singles.get(character, character)
            astral = ASTRAL if ord(character) > 0xFFFF else 0
            rows.extend(
                (
                    ord(character),
                    ord(target) if len(target) == 1 else -1,
                    flags[character] | astral,
                    codes.get(character, 0),
                    ord(self.normal.get(character, character)),
                )
            )
        return rows


def _add(triggers: Triggers, more: Iterable[tuple[str, int]]) -> None:
    for trigger, side in more:
        triggers[trigger] = triggers.get(trigger, 0) | side
