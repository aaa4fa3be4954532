"""How one stage of a chain is undone: what must stand before it for something to stand after.

`compiling` pulls what a later stage looks for back through the earlier ones, down to the
source. What is looked for is a *trigger*: a pair of characters, or a single one, with the
side on which its anchor is (`LEFT`, `RIGHT`, or `ALONE` for a single one). Every answer
may name too much, never too little.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from corpus.conversion.tables import ALONE, LEFT, RIGHT

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Iterable, Iterator

    from corpus.conversion.recipe import Entries

__all__ = ["Stage", "Triggers", "pairs_of", "rarest_pair", "telling_pair"]

Triggers = dict[str, int]
"""The side or sides of the anchor of each trigger."""


def pairs_of(key: str) -> Iterator[str]:
    """Yield each two characters that stand side by side in `key`.

    Example:
        >>> list(pairs_of("网际网"))
        ['网际', '际网']
    """
    return (key[at : at + 2] for at in range(len(key) - 1))


def rarest_pair(key: str, common: Counter[str]) -> tuple[str, int]:
    """Choose a pair of `key` that few keys have, with the rarer character as its anchor."""
    _, _, pair, side = min(
        (common[pair], common[pair[place]], pair, side)
        for pair in pairs_of(key)
        for place, side in ((0, LEFT), (1, RIGHT))
    )
    return pair, side


def telling_pair(
    key: str, plain: str, target: str, common: Counter[str], chosen: Triggers
) -> tuple[str, int]:
    """Choose the pair by which a telling key is looked for, and the side of its anchor.

    The anchor is a character that the key converts otherwise than it is converted alone;
    such characters are few. Of the pairs that have one, one that is chosen already is
    taken, or else the one that fewest keys have.

    Args:
        key: The telling key, of at least two characters.
        plain: What its characters become one by one.
        target: What it becomes.
        common: In how many keys each pair and each character stands.
        chosen: The pairs chosen so far.
    """
    if len(target) == len(key) == len(plain):
        odd = [plain[i] != target[i] for i in range(len(key))]
    else:
        odd = [True] * len(key)
    candidates = []
    for at, pair in enumerate(pairs_of(key)):
        sides = [side for side, place in ((LEFT, at), (RIGHT, at + 1)) if odd[place]]
        rarer = LEFT if common[pair[0]] <= common[pair[1]] else RIGHT
        for side in sides:
            seen = bool(chosen.get(pair, 0) & side)
            candidates.append((not seen, common[pair], side != rarer, pair, side))
    if not candidates:  # the lengths of its parts changed, the characters did not
        return key[:2], LEFT
    return min(candidates)[3:]


class Stage:
    """One stage of the chain.

    Attributes:
        entries: The flat map of the stage.
        characters: Its keys of one character.
        all_phrases: Its longer keys.
        phrases: Those of them that can be matched outside segments.
    """

    def __init__(self, entries: Entries) -> None:
        self.entries = entries
        self.characters = frozenset(key for key in entries if len(key) == 1)
        self.all_phrases = frozenset(key for key in entries if len(key) > 1)
        self.phrases = self.all_phrases

    def drop(self, unreachable: Callable[[str], bool]) -> None:
        """Leave out of `phrases` those that can't be matched outside segments."""
        self.phrases = frozenset(key for key in self.phrases if not unreachable(key))
        self.__dict__.pop("_ends", None)

    def single(self, character: str) -> str:
        """Return what one character becomes on its own."""
        targets = self.entries.get(character)
        return character if targets is None else targets[0]

    def plain(self, key: str) -> str:
        """Return what the characters of `key` become one by one."""
        return "".join([self.single(c) for c in key])

    def origins(self, character: str) -> set[str] | None:
        """Return the characters that become `character`; `None` if one becomes several."""
        if self.several:
            return None
        found = {key for key in self._ends[0].get(character, ()) if len(key) == 1}
        return found if character in self.entries else found | {character}

    def telling(self) -> list[str]:
        """Return the phrases whose target is not that of their characters."""
        return sorted(
            key
            for key in self.phrases
            if self.plain(key) != self.entries[key][0] or len(self.entries[key][0]) != len(key)
        )

    def triggers(self, keys: Iterable[str], common: Counter[str], chosen: Triggers) -> Triggers:
        """Return what stands in the stage's input wherever one of the telling `keys` does."""
        found: Triggers = {c: ALONE for c in self.characters if len(self.single(c)) != 1}
        for key in keys:
            target = self.entries[key][0]
            pair, side = telling_pair(key, self.plain(key), target, common, chosen)
            found[pair] = found.get(pair, 0) | side
        return found

    def pull_back(self, triggers: Triggers) -> Triggers:
        """Return what must stand before this stage, for one of `triggers` to stand after it."""
        if not triggers:
            return {}
        found: Triggers = {}
        for trigger, sides in triggers.items():
            if len(trigger) > 1:
                for pair in self._cross(trigger):
                    found[pair] = found.get(pair, 0) | sides
            elif trigger not in self.entries:
                found[trigger] = ALONE
        for key in (*self.characters, *self.phrases):
            target = self.entries[key][0]
            if any(part in triggers for part in (*target, *pairs_of(target))):
                trigger, side = (key, ALONE) if len(key) == 1 else (key[:2], LEFT)
                found[trigger] = found.get(trigger, 0) | side
        return found

    def pull_back_crossing(self, pairs: set[str]) -> set[str]:
        """Return the pairs between which a step may end so that one of `pairs` stands there."""
        return {origin for pair in pairs for origin in self._cross(pair)}

    def _cross(self, pair: str) -> set[str]:
        last, first = self._ends
        lefts = {key[-1] for key in last.get(pair[0], ())}
        rights = {key[0] for key in first.get(pair[1], ())}
        if pair[0] not in self.entries:
            lefts.add(pair[0])
        if pair[1] not in self.entries:
            rights.add(pair[1])
        return {a + b for a in lefts for b in rights}

    @cached_property
    def several(self) -> bool:
        """Tell whether a character becomes more than one."""
        return any(len(self.single(c)) != 1 for c in self.characters)

    @cached_property
    def _ends(self) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """The keys by the last and by the first character of their targets."""
        last: dict[str, set[str]] = {}
        first: dict[str, set[str]] = {}
        for key in (*self.characters, *self.phrases):
            target = self.entries[key][0]
            last.setdefault(target[-1], set()).add(key)
            first.setdefault(target[0], set()).add(key)
        return last, first
