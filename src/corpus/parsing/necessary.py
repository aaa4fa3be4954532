"""What every match of a pattern has: a character that it begins with, and one within.

Patterns of many words cost microseconds a line, and most lines match none of them. What is told
here is looked for first, at a tenth of the cost; it is read off the pattern, so that it holds for
users' own rules as well. It says only what *cannot* match: where nothing is known, all is tried.

Patterns are parsed by the parser of `re` itself. That is no public part of Python; where it is
missing nothing is known, and nothing but time is lost.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["beginnings", "firsts", "members", "widths", "within", "written"]

try:
    _parse: Callable[..., Any] | None = import_module("re._parser").parse
except (ImportError, AttributeError):  # pragma: no cover - in another Python
    _parse = None

_GROUPS = frozenset({"SUBPATTERN", "ATOMIC_GROUP"})
_REPEATS = frozenset({"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"})
_CLASSES = {"CATEGORY_DIGIT": r"\d", "CATEGORY_SPACE": r"\s"}
_COMMON = frozenset(_CLASSES.values())
_ALSO = {"k": "\u212a", "s": "\u017f"}  # the Kelvin sign and the long s are these without case
_LARGEST = 100  # characters of a class that is written out

_Parts: TypeAlias = Any  # a pattern as parsed: operations, each with what belongs to it
_Texts: TypeAlias = frozenset[str]  # or the classes \d and \s


def beginnings(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return what the first character of a text matches if `pattern` may match there.

    Example:
        >>> first = beginnings(re.compile("(?:本报)?记者|[—-]{1,3}"))
        >>> [bool(first.match(text)) for text in ("本报记者", "—", "一名记者")]
        [True, True, False]
    """
    return _beginnings(pattern.pattern, pattern.flags)  # it takes long to hash a pattern


@lru_cache(maxsize=64)
def _beginnings(source: str, flags: int) -> re.Pattern[str]:
    texts = firsts(source, flags)
    if texts is None:
        return re.compile("")
    cased = "(?i" in source  # for a part of it: the others may begin so, too
    return re.compile(written(texts), re.IGNORECASE if cased else 0)


def within(pattern: re.Pattern[str]) -> re.Pattern[str]:
    """Return what is found in a text if `pattern` may match it.

    Example:
        >>> sign = within(re.compile("(?:本报|新华社)?(?:记者|作者).{2,3}"))
        >>> [bool(sign.search(text)) for text in ("本报记者王小明", "新华社消息")]
        [True, False]
    """
    return _inside(pattern.pattern, pattern.flags)


@lru_cache(maxsize=64)
def _inside(source: str, flags: int) -> re.Pattern[str]:
    marks = members(source, flags)
    return re.compile("" if marks is None else written(marks))


def members(source: str, flags: int = 0) -> frozenset[str] | None:
    r"""Return characters of which all that a pattern matches has one, or `None` if unknown.

    There may be the classes ``\d`` and ``\s`` among them.

    Example:
        >>> sorted(members("(?:本报|新华社)?(?:记者|作者).{2,3}"))
        ['者']
    """
    texts = _within(_parsed(source, flags))
    return None if texts is None else _hits(texts)


def firsts(source: str, flags: int = 0) -> frozenset[str] | None:
    r"""Return the characters that a match may begin with, or `None` if unknown.

    There may be the classes ``\d`` and ``\s`` among them; in patterns with a part for which case
    is ignored, characters stand for their other case, too.

    Example:
        >>> sorted(firsts("(?:本报)?记者|[—-]{1,3}"))
        ['-', '—', '本', '记']
    """
    texts, empty = _first(_parsed(source, flags))
    return None if empty else texts


def widths(source: str, flags: int = 0) -> tuple[int, int]:
    """Return how many characters a match of a pattern has at the least and at the most.

    Example:
        >>> widths("(?:本报|新华社)?记者.{2,3}")
        (4, 8)
    """
    parts = _parsed(source, flags)
    least, most = parts.getwidth() if parts else (0, 2**31)
    return int(least), int(most)


def written(characters: Iterable[str]) -> str:
    """Return the class of these characters, as a pattern."""
    escaped = [c if c in _COMMON else re.escape(c) for c in sorted(characters)]
    return f"[{''.join(escaped)}]"


@lru_cache(maxsize=4)
def _parsed(source: str, flags: int) -> _Parts:
    return [] if _parse is None or flags & re.IGNORECASE else _parse(source, flags)


def _within(parts: _Parts, *, cased: bool = True) -> _Texts | None:
    """Return texts of which every match has one, the rarest; `None` if none are known."""
    found: list[_Texts] = []
    run = ""
    for operation, value in parts:
        if str(operation) == "LITERAL":
            run += chr(value)
            continue
        if run:
            found.append(frozenset({run}))
            run = ""
        if texts := _within_one(str(operation), value, cased=cased):
            found.append(texts)
    if run:
        found.append(frozenset({run}))
    if not cased:
        found = [both for texts in found if (both := _in_both_cases(texts)) is not None]
    return min(found, key=_commonness, default=None)


def _within_one(operation: str, value: Any, *, cased: bool) -> _Texts | None:
    if operation == "IN":
        return _class(value)
    if operation == "BRANCH":
        return _union(_within(branch, cased=cased) for branch in value[1])
    if operation == "SUBPATTERN":
        return _within(value[3], cased=cased and not value[1] & re.IGNORECASE)
    if operation in _REPEATS:
        return _within(value[2], cased=cased) if value[0] else None
    if operation == "ATOMIC_GROUP":
        return _within(value, cased=cased)
    return _within(value[1], cased=cased) if operation == "ASSERT" else None


def _first(parts: _Parts) -> tuple[_Texts | None, bool]:
    """Return what characters a match begins with, and whether it may be empty."""
    known: _Texts = frozenset()
    for operation, value in parts:
        texts, empty = _first_of_one(str(operation), value)
        if texts is None:
            return None, empty
        known |= texts
        if not empty:
            return known, False
    return known, True


def _first_of_one(operation: str, value: Any) -> tuple[_Texts | None, bool]:
    if operation == "LITERAL":
        return frozenset({chr(value)}), False
    if operation == "IN":
        return _class(value), False
    if operation == "BRANCH":
        firsts = [_first(branch) for branch in value[1]]
        return _union(texts for texts, _ in firsts), any(empty for _, empty in firsts)
    if operation in _GROUPS:
        return _first(value[3] if operation == "SUBPATTERN" else value)
    if operation in _REPEATS:
        texts, empty = _first(value[2])
        return texts, empty or not value[0]
    return (frozenset() if operation in {"ASSERT", "ASSERT_NOT", "AT"} else None), True


def _class(items: list[tuple[object, Any]]) -> _Texts | None:
    """Return the characters of a class, if they are few."""
    texts: set[str] = set()
    for kind, value in items:
        if str(kind) == "LITERAL":
            texts.add(chr(value))
        elif str(kind) == "RANGE" and value[1] - value[0] < _LARGEST:
            texts.update(map(chr, range(value[0], value[1] + 1)))
        elif str(kind) == "CATEGORY" and str(value) in _CLASSES:
            texts.add(_CLASSES[str(value)])
        else:
            return None
    return frozenset(texts)


def _union(several: Iterable[_Texts | None]) -> _Texts | None:
    """Return what is in any of several sets, if all are known."""
    known: _Texts = frozenset()
    for texts in several:
        if texts is None:
            return None
        known |= texts
    return known


def _commonness(texts: _Texts) -> float:
    """Return roughly how often one of these occurs in a short line."""
    return sum(map(_weight, texts))


def _weight(text: str) -> float:
    if text == r"\s" or text.isspace():
        return 2.5
    if text in _COMMON:
        return 10
    if len(text) == 1 and text.isascii() and text.isalpha():
        return 0.2
    return 0.25 if len(text) > 1 else 1


def _in_both_cases(texts: _Texts) -> _Texts | None:
    """Return all that matches one of `texts` where case is ignored, or `None` if unknown."""
    both: set[str] = set()
    for text in texts:
        if text in _COMMON or text.lower() == text.upper() or text in _ALSO.values():
            both.add(text)
        elif len(text) == 1 and text.isascii():
            both |= {text.lower(), text.upper(), *_ALSO.get(text.lower(), "")}
        else:
            return None
    return frozenset(both)


def _hits(texts: _Texts) -> frozenset[str]:
    """Return few characters of which each of the texts has one."""
    hits = {text for text in texts if len(text) == 1 or text in _COMMON}
    rest = [text for text in texts if hits.isdisjoint(text) and text not in _COMMON]
    while rest:
        held = Counter(mark for text in sorted(rest) for mark in text)
        best = max(held, key=lambda mark: (held[mark], mark))
        hits.add(best)
        rest = [text for text in rest if best not in text]
    return frozenset(hits)
