"""`Kinds`: which of a table's patterns a whole text matches, trying only those that may.

A table of `Rules` is one pattern: a group for each kind, in it several alternatives, tried one
after the other. Here each alternative is a pattern of its own, tried only on a text that has a
character which no match can be without (see ``necessary``).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from corpus.parsing.necessary import members, width, written

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Kinds", "kinds_of"]

_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[()|]", re.DOTALL)
_GROUP = re.compile(r"(\(\?P<\w+>)(.*)\)", re.DOTALL)
# What may not be taken apart: references to groups, comments, patterns with blanks.
_WHOLE = re.compile(r"\\[1-9]|\(\?(?:P=|\(|#|[a-z]*x)")
_NARROW = 4


class Kinds:
    """The alternatives of a table, each with a bit of its own in the numbers kept here."""

    def __init__(self, table: re.Pattern[str]) -> None:
        self._alternatives = [_Alternative(source, table.flags) for source in _apart(table)]
        self._always = self._narrow = self._figures = self._blanks = 0
        by_mark: dict[str, int] = {}
        for number, alternative in enumerate(self._alternatives):
            bit = 1 << number
            marks = alternative.marks
            if alternative.width <= _NARROW:
                self._narrow |= bit
            elif marks is None:
                self._always |= bit
            else:
                for mark in marks:
                    by_mark[mark] = by_mark.get(mark, 0) | bit
        self._marks = re.compile(written(by_mark) if by_mark else r"[^\s\S]").findall
        # A figure or a blank that is none of the marks may be any of either kind.
        figures, blanks = by_mark.pop(r"\d", 0), by_mark.pop(r"\s", 0)
        self._other = figures | blanks
        for mark in by_mark:
            by_mark[mark] |= figures * mark.isdecimal() | blanks * mark.isspace()
        self._by_mark = by_mark

    def kind(self, text: str) -> str:
        """Return the kind whose pattern matches the whole of `text`, or an empty string."""
        may = self._always | self._narrow if len(text) <= _NARROW else self._always
        for mark in self._marks(text):
            may |= self._by_mark.get(mark, self._other)
        while may:
            lowest = may & -may
            if found := self._alternatives[lowest.bit_length() - 1].pattern.fullmatch(text):
                return found.lastgroup or ""
            may ^= lowest
        return ""


class _Alternative:
    def __init__(self, source: str, flags: int) -> None:
        self._source, self._flags = source, flags
        self.marks = members(source, flags)
        self.width = width(source, flags)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first tried."""
        return re.compile(self._source, self._flags)


@lru_cache(maxsize=16)
def kinds_of(table: re.Pattern[str]) -> Kinds:
    """Return the kinds of a table, from its pattern.

    Example:
        >>> kinds = kinds_of(re.compile("(?P<byline>记者.{2,3}|文/.{2,3})|(?P<aside>（.+）)"))
        >>> [kinds.kind(text) for text in ("记者王小明", "（一）", "记录")]
        ['byline', 'aside', '']
    """
    return Kinds(table)


def _apart(table: re.Pattern[str]) -> Iterator[str]:
    """Yield the alternatives of a table, each in its group."""
    if _WHOLE.search(table.pattern):
        yield table.pattern
        return
    for group in _split(table.pattern):
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
