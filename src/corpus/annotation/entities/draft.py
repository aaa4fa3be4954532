"""`Draft`: what the rules of entity recognition read and rewrite.

A draft is a text, its simplified shadow, the words of a tagger and the mentions found so far. It
is immutable: a rule takes a draft and returns another. What lives here: the draft and the small
questions rules ask of it. What does not: any rule.

All offsets are code points of the text; the shadow is as long as the text, so they hold in both.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

import attrs

__all__ = ["Draft", "Mention", "Pool", "Rule", "Word"]


@attrs.frozen
class Word:
    """A tagger's word: offsets, half-open, and its part of speech or name tag."""

    start: int
    end: int
    tag: str
    confidence: float | None = None


@attrs.frozen
class Mention:
    """A name found so far.

    `label` is one of the 18, where LOC stands for any place until the places are told apart.
    `rule` names the rule that found or last changed it, `network` if none did.
    """

    start: int
    end: int
    label: str
    confidence: float | None = None
    rule: str = "network"

    def overlaps(self, other: "Mention") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Mention") -> bool:
        """Whether the other lies within this one (or is as long)."""
        return self.start <= other.start and other.end <= self.end


@attrs.frozen(slots=False)
class Draft:
    """A text with its shadow, words and mentions; mentions are sorted, longer first.

    `taken` holds the spans of values (dates, amounts), where no name can stand.
    """

    text: str
    shadow: str
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...] = ()
    taken: tuple[tuple[int, int], ...] = ()

    @cached_property
    def word_at(self) -> dict[int, int]:
        """Row of the word that starts at an offset."""
        return {word.start: row for row, word in enumerate(self.words)}

    @cached_property
    def word_to(self) -> dict[int, int]:
        """Row of the word that ends at an offset."""
        return {word.end: row for row, word in enumerate(self.words)}

    @cached_property
    def covered(self) -> frozenset[int]:
        """Offsets that some mention covers."""
        return frozenset(i for m in self.mentions for i in range(m.start, m.end))

    def of(self, item: Word | Mention) -> str:
        """The simplified characters of a word or mention."""
        return self.shadow[item.start : item.end]

    def before(self, offset: int, length: int) -> str:
        """At most so many characters before an offset."""
        return self.shadow[max(0, offset - length) : offset]

    def after(self, offset: int, length: int) -> str:
        """At most so many characters from an offset on."""
        return self.shadow[offset : offset + length]

    def following(self, offset: int, count: int) -> Sequence[Word]:
        """At most so many words from an offset on, if one starts there, without a gap."""
        row = self.word_at.get(offset)
        if row is None:
            return ()
        found: list[Word] = []
        for word in self.words[row : row + count]:
            if word.start != (found[-1].end if found else offset):
                break
            found.append(word)
        return found

    def word_over(self, offset: int) -> Word | None:
        """The word that covers an offset."""
        row = bisect_right(self.words, offset, key=lambda word: word.start) - 1
        if row < 0 or self.words[row].end <= offset:
            return None
        return self.words[row]

    def preceding(self, offset: int) -> Word | None:
        """The word that ends at an offset."""
        row = self.word_to.get(offset)
        return None if row is None else self.words[row]

    def with_mentions(self, mentions: Iterable[Mention]) -> "Draft":
        """The same draft with other mentions, sorted and without doubles."""
        given = tuple(mentions)
        if given == self.mentions:
            return self
        # Of doubles the one that was there first stays, with the confidence it came with.
        unique: dict[tuple[int, int, str], Mention] = {}
        for mention in given:
            if mention.start < mention.end:
                unique.setdefault((mention.start, -mention.end, mention.label), mention)
        made = attrs.evolve(self, mentions=tuple([unique[key] for key in sorted(unique)]))
        for name in ("word_at", "word_to"):
            if name in self.__dict__:  # the words are the same, and so are their places
                made.__dict__[name] = self.__dict__[name]
        return made


class Pool:
    """The mentions of a draft while one rule adds and takes away, found by where they stand.

    Rules that ask what overlaps a place would take the square of a text's length without it.
    """

    def __init__(self, mentions: Iterable[Mention]) -> None:
        """Begin with the mentions of a draft."""
        self._mentions: dict[tuple[int, int, str], Mention] = {}
        for mention in mentions:
            self._mentions.setdefault((mention.start, mention.end, mention.label), mention)

    @cached_property
    def _at(self) -> defaultdict[int, list[Mention]]:
        """The mentions at each offset; most rules find nothing to ask about in most texts."""
        places: defaultdict[int, list[Mention]] = defaultdict(list)
        for mention in self._mentions.values():
            for offset in range(mention.start, mention.end):
                places[offset].append(mention)
        return places

    def __iter__(self) -> Iterator[Mention]:
        return iter(self._mentions.values())

    def add(self, mention: Mention) -> None:
        """Put a mention in, unless one with its place and label is there."""
        key = (mention.start, mention.end, mention.label)
        if key not in self._mentions:
            places = self._at
            self._mentions[key] = mention
            for offset in range(mention.start, mention.end):
                places[offset].append(mention)

    def remove(self, mentions: Iterable[Mention]) -> None:
        """Take mentions out."""
        places = self._at
        for mention in mentions:
            # What stands here may have come from another rule than what is asked for.
            held = self._mentions.pop((mention.start, mention.end, mention.label), None)
            if held is not None:
                for offset in range(held.start, held.end):
                    places[offset].remove(held)

    def overlapping(self, start: int, end: int) -> list[Mention]:
        """The mentions that share a character with a stretch, each once."""
        found: dict[tuple[int, int, str], Mention] = {}
        for offset in range(start, end):
            for mention in self._at.get(offset, ()):
                found[mention.start, mention.end, mention.label] = mention
        return list(found.values())


@attrs.frozen
class Rule:
    """A named step from one draft to the next, and the one error of the network it mends."""

    name: str
    mends: str
    apply: Callable[[Draft], Draft] = attrs.field(repr=False)
