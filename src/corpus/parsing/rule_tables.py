"""Tables of rules as data: put over each other, checked, and made into patterns and scores.

What is wrong with a table is a `TableError`, which knows the entry; `place` finds that entry in a
text of TOML. What the tables are for is told in ``rules``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

from corpus.errors import UnknownNameError
from corpus.parsing.labels import plain_label

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ROLES",
    "Path",
    "TableError",
    "alternatives",
    "check_observations",
    "check_patterns",
    "each",
    "labels",
    "merge",
    "place",
    "scores",
]

ROLES = (
    "title",
    "kicker",
    "deck",
    "byline",
    "opening",
    "signed",
    "paragraph",
    "verse",
    "continuation",
    "heading",
    "closing",
    "noise",
)
"""What a block can be; the order is that of every tuple of scores."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_ARABIC = r"[0-9０-９]"
_DIGIT = r"[0-9０-９〇○零一二三四五六七八九十廿]"

# Tables that take no entry of one's own.
_CLOSED = frozenset(
    {"thresholds", "limits", "lead", "begins", "early", "beginnings", "signer", "signing"}
    | {"heads", "headlines", "photo", "fields"}
)
_OF_PATTERNS = frozenset(
    {"head", "whole", "tail", "page", "ends", "heads", "lead", "begins", "early", "header"}
    | {"signer", "signing"}
)
_NO_LETTERS = re.compile(r"\\(?:u.{4}|U.{8}|x..|.)|\(\?P<\w+>")
_HEADER = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+")
_ENTRY = re.compile(r"\s*([^=#\[\]]+?)\s*=")

Path: TypeAlias = tuple[str, ...]
"""The names that lead to an entry: of its table, its own."""


class TableError(Exception):
    """What is wrong with rules, and in which table and entry."""

    def __init__(self, reason: str, path: Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def merge(old: Mapping[str, Any], new: Mapping[str, Any], path: Path = ()) -> dict[str, Any]:
    """Return the tables `old` with `new` put over them; `path` says where they stand.

    Raises:
        TableError: If an entry is unknown where none may be added, or of another kind.
    """
    # What is new comes first: a cue of the caller's own is tried before ours.
    merged = {name: value for name, value in new.items() if name not in old} | dict(old)
    for name, value in new.items():
        known, here = old.get(name), (*path, name)
        closed = not path or path[0] in _CLOSED or (path == ("moves",) and name not in ROLES)
        if known is None and closed:
            raise _unknown("entry" if path else "table of rules", name, old, here)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[name] = merge(known, value, here)
        elif isinstance(known, dict):
            raise TableError(f"a table, not {value!r}", here)
        elif isinstance(known, int | float) and not _is_number(value):
            raise TableError(f"a number, not {value!r}", here)
        else:
            merged[name] = value
    return merged


def check_observations(changes: Mapping[str, Any], old: Mapping[str, Any]) -> None:
    """Check that whatever a user's tables weigh can be observed, by `old` tables or theirs.

    Raises:
        TableError: If something there is neither known nor the name of a cue.
    """
    valid = {*old["evidence"], *old["head"], *old["whole"]}
    valid.update(changes.get("head", ()), changes.get("whole", ()))
    for name in changes.get("evidence", ()):
        if name not in valid:
            raise _unknown("cue or observation", name, valid, ("evidence", name))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _unknown(what: str, name: str, valid: Iterable[str], path: Path) -> TableError:
    return TableError(str(UnknownNameError(what, name, sorted(valid))), path)


def place(text: str, source: str, path: Path) -> str:
    """Return the file and, if it can be seen, the line where an entry of a TOML text stands."""
    table: Path = ()
    found, longest = source, 0
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = here = _keys(header[1])
        elif entry := _ENTRY.match(line):
            here = (*table, *_keys(entry[1]))
        else:
            continue
        if here == path[: len(here)] and len(here) > longest:
            found, longest = f"{source}, line {number}", len(here)
    return found


def _keys(written: str) -> Path:
    return tuple(part.strip().strip("'\"") for part in written.split("."))


def scores(row: Mapping[str, Any], otherwise: float, path: Path) -> tuple[float, ...]:
    """Return the numbers of a table of roles in the order of `ROLES`.

    Raises:
        TableError: If it is none.
    """
    if not isinstance(row, Mapping):
        raise TableError(f"a table of roles, not {row!r}", path)
    for name, value in row.items():
        if name == "says":
            continue
        if name not in ROLES:
            raise _unknown("role", name, ROLES, (*path, name))
        if not _is_number(value):
            raise TableError(f"a number, not {value!r}", (*path, name))
    return tuple(float(row.get(role, otherwise)) for role in ROLES)


def each(data: Mapping[str, Any], table: str) -> dict[str, re.Pattern[str]]:
    """Return a pattern for each entry of a table."""
    return {name: alternatives(data, table, name, named=False) for name in data[table]}


def labels(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the kind of field that each label stands for, by the label written plainly.

    Raises:
        TableError: If a label is none.
    """
    kinds: dict[str, str] = {}
    for kind, written in data["fields"].items():
        for label in [written] if isinstance(written, str) else written:
            if not isinstance(label, str) or not (name := plain_label(label)):
                raise TableError(f"a label, not {label!r}", ("fields", kind))
            kinds.setdefault(name, kind)
    return kinds


def alternatives(
    data: Mapping[str, Any], table: str, only: str = "", *, named: bool
) -> re.Pattern[str]:
    """Return one pattern of all entries of a table, or of the entry `only`.

    Args:
        data: The tables.
        table: The table's name.
        only: An entry's name; all of them if it is empty.
        named: Whether each entry is a group of its name.

    Raises:
        TableError: If something there is no regular expression.
    """
    try:
        return re.compile(joined(data, table, only, named=named))
    except re.error as error:  # each can be read alone, but not all together
        raise TableError(f"no regular expression: {error}", (table,)) from error


def joined(data: Mapping[str, Any], table: str, only: str = "", *, named: bool) -> str:
    """Return what `alternatives` compiles."""
    groups = []
    for name, patterns in data[table].items():
        if only and name != only:
            continue
        parts = _patterns(patterns, (table, name))
        if named and not name.isidentifier():
            raise TableError("the name of a cue is a word: letters, digits, _", (table, name))
        groups.append(f"(?P<{name}>{'|'.join(parts)})" if named else "|".join(parts))
    return "|".join(groups)


def check_patterns(changes: Mapping[str, Any]) -> None:
    """Check each pattern of a user's tables by itself, so that an error names it.

    The packaged ones are known to be right, and compiling each is half of what rules cost.

    Raises:
        TableError: If something there is no regular expression.
    """
    for table in _OF_PATTERNS & changes.keys():
        for name, written in changes[table].items():
            path = (table, name)
            shown = [written] if isinstance(written, str) else written
            for pattern, part in zip(shown, _patterns(written, path), strict=True):
                try:
                    re.compile(part)
                except re.error as error:
                    reason = f"{pattern!r} is no regular expression: {error}"
                    raise TableError(reason, path) from error


def _patterns(written: object, path: Path) -> list[str]:
    patterns = [written] if isinstance(written, str) else written
    if not isinstance(patterns, list | tuple):
        raise TableError(f"a regular expression or a list of them, not {written!r}", path)
    parts = []
    for pattern in patterns:
        if not isinstance(pattern, str) or not pattern:
            raise TableError(f"a regular expression, not {pattern!r}", path)
        part = pattern.replace("{han}", _HAN).replace("{arabic}", _ARABIC)
        part = part.replace("{digit}", _DIGIT)
        parts.append(f"(?i:{part})" if _has_case(part) else part)
    return parts


def _has_case(pattern: str) -> bool:
    """Tell whether `pattern` has letters that are large or small.

    Ignoring case where there is none to ignore makes `re` take each Han character by itself.
    """
    return any(mark.lower() != mark.upper() for mark in _NO_LETTERS.sub("", pattern))
