"""`Kinds`: which of a table's patterns a whole text matches, trying only those that may.

A table of `Rules` is one pattern: a group for each kind, in it several alternatives, tried one
after the other. Here each alternative is a pattern of its own, tried only on a text of a length
and a first character that a match may have, with a character that no match can be without (see
``necessary``).
"""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.parsing.necessary import firsts, members, widths, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Kinds", "Openings", "kinds_of", "openings_of"]

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_GROUP = re.compile(r"(\(\?P<\w+>)(.*)\)", re.DOTALL)
# What may not be taken apart: references to groups, comments, patterns with blanks.
_WHOLE = re.compile(r"\\[1-9]|\(\?(?:P=|\(|#|[a-z]*x)")
_NARROW = 4
_ANYWHERE = 2**31


class Kinds:
    """The alternatives of a table, each with a bit of its own in the numbers kept here.

    Args:
        source: The table's pattern, of which no other is made.
    """

    def __init__(self, source: str) -> None:
        self.source = source
        self._alternatives = list(map(_Alternative, _apart(source)))
        self._firsts = _Characters(each.firsts for each in self._alternatives)
        # Few texts are as short as what a narrow one matches, so that no mark is looked for.
        marks = [each.marks if each.longest > _NARROW else None for each in self._alternatives]
        self._marks = _Characters(marks)
        self._find_marks = re.compile(_one_of([each for each in marks if each])).findall
        self._of_length = cache(self._fitting)

    def __eq__(self, other: object) -> bool:
        return self.source == other.source if isinstance(other, Kinds) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Kinds({self.source!r})"

    def __reduce__(self) -> tuple[object, ...]:
        return kinds_of, (self.source,)

    def kind(self, text: str) -> str:
        """Return the kind whose pattern matches the whole of `text`, or an empty string."""
        found = self.fullmatch(text)
        return found.lastgroup or "" if found else ""

    def fullmatch(self, text: str) -> re.Match[str] | None:
        """Return what the table's pattern matches if that is the whole of `text`."""
        may = self._of_length(len(text)) & self._firsts.of(text[:1])
        if may:
            may &= self.inside(text)
        while may:
            lowest = may & -may
            if found := self._alternatives[lowest.bit_length() - 1].pattern.fullmatch(text):
                return found
            may ^= lowest
        return None

    def match_at(self, text: str, place: int, inside: int) -> re.Match[str] | None:
        """Return what the table's pattern matches at a place of `text`.

        Args:
            text: A text.
            place: An offset in it.
            inside: What `inside` has returned for it.
        """
        may = inside & self._firsts.of(text[place])
        while may:
            lowest = may & -may
            if found := self._alternatives[lowest.bit_length() - 1].pattern.match(text, place):
                return found
            may ^= lowest
        return None

    def inside(self, text: str) -> int:
        """Return the alternatives that may match anywhere in `text`."""
        may, known, other = self._marks.always, self._marks.known, self._marks.other
        for mark in self._find_marks(text):
            may |= known.get(mark, other)
        return may

    def _fitting(self, length: int) -> int:
        """Return the alternatives of which a match may have that many characters."""
        fits = [each.shortest <= length <= each.longest for each in self._alternatives]
        return sum(1 << number for number, may in enumerate(fits) if may)


class _Characters:
    """The alternatives by a character that their matches have at some place."""

    def __init__(self, several: Iterable[frozenset[str] | None]) -> None:
        self.always = 0  # those of which it is not known
        known: dict[str, int] = {}
        for number, characters in enumerate(several):
            bit = 1 << number
            if characters is None:
                self.always |= bit
            else:
                for character in characters:
                    known[character] = known.get(character, 0) | bit
        figures, blanks = known.pop(r"\d", 0), known.pop(r"\s", 0)
        self.known = {
            mark: self.always | bits | figures * mark.isdecimal() | blanks * mark.isspace()
            for mark, bits in known.items()
        }
        # Any other may be a figure or a blank, which is told by the pattern.
        self.other = self.always | figures | blanks

    def of(self, character: str) -> int:
        """Return the alternatives that may have a character there."""
        return self.known.get(character, self.other)


class _Alternative:
    def __init__(self, source: str) -> None:
        self._source = source
        self.marks = members(source)
        self.firsts = None if "(?i" in source else firsts(source)
        self.shortest, self.longest = widths(source)
        # How far from its beginning a mark may stand: anywhere, if one is looked ahead for.
        self.reach = _ANYWHERE if "(?=" in source else self.longest

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried."""
        return re.compile(self._source)


@lru_cache(maxsize=16)
def kinds_of(source: str) -> Kinds:
    """Return the kinds of a table, from its pattern.

    Example:
        >>> kinds = kinds_of("(?P<byline>记者.{2,3}|文/.{2,3})|(?P<aside>（.+）)")
        >>> [kinds.kind(text) for text in ("记者王小明", "（一）", "记录")]
        ['byline', 'aside', '']
    """
    return Kinds(source)


class Openings:
    """Tells whether a text may begin with what a pattern matches, by few of its characters.

    Args:
        source: The pattern.

    Example:
        >>> openings = Openings(r"图为|[\u4e00-\u9fff]{2,8}》")
        >>> [openings.may(text) for text in ("图中", "自由谈》要闻", "图书馆", "要闻一则")]
        [True, True, True, False]
    """

    def __init__(self, source: str) -> None:
        parts = list(map(_Alternative, _apart(source)))
        known = [each.firsts for each in parts if each.firsts]
        self._sure = cache(re.compile(_one_of(known)).match)
        # Those that may begin with anything are told by a character that they have early on.
        loose = [each for each in parts if each.firsts is None]
        marks = [each.marks for each in loose if each.marks]
        self._reach = max([each.reach for each in loose], default=-1) + 1
        self._early = re.compile(_one_of(marks) if len(marks) == len(loose) else "").search

    def may(self, text: str) -> bool:
        """Tell whether the pattern may match at the beginning of `text`."""
        return bool(self._sure(text[0]) or (self._reach and self._early(text, 0, self._reach)))


def _one_of(several: list[frozenset[str]]) -> str:
    return written(frozenset().union(*several)) if several else r"[^\s\S]"


@lru_cache(maxsize=16)
def openings_of(source: str) -> Openings:
    """Return what tells how a pattern's matches begin."""
    return Openings(source)


def _apart(table: str) -> Iterator[str]:
    """Yield the alternatives of a table, each in its group."""
    if _WHOLE.search(table):
        yield table
        return
    for group in _split(table):
        if found := _GROUP.fullmatch(group):
            yield from (f"{found[1]}{part})" for part in _split(found[2]))
        else:
            yield group


def _split(source: str) -> Iterator[str]:
    """Yield what stands between the bars of a pattern, but for those in brackets."""
    depth = start = 0
    for token in _TOKEN.finditer(source):
        if token[0] == "|" and not depth:
            yield source[start : token.start()]
            start = token.end()
        depth += (token[0] == "(") - (token[0] == ")")
    yield source[start:]
