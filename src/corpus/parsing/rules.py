"""`Rules`: the cue patterns, thresholds and weights that parsing decides by.

They are data (``data/cues.toml``, ``data/rules.toml``). This module reads them and puts a
user's own over them; what they mean is decided where they are used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from math import isfinite
from typing import TYPE_CHECKING, Any, TypeAlias

import attrs

from corpus.errors import ParseError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["OPENING_ROLES", "ROLES", "Rules", "default_rules", "rules_of"]

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

OPENING_ROLES = frozenset({"title", "kicker", "opening", "signed"})
"""The roles that begin an article."""

_HAN = r"[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]"
_ARABIC = r"[0-9０-９]"
_DIGIT = r"[0-9０-９〇○零一二三四五六七八九十廿]"

# Tables that take no entry of one's own.
_CLOSED = frozenset(
    {"thresholds", "limits", "lead", "begins", "early", "beginnings", "signer", "signing"}
)
_NO_LETTERS = re.compile(r"\\(?:u.{4}|U.{8}|x..|.)|\(\?P<\w+>")
_LINE = re.compile(r"line (\d+)")
_HEADER = re.compile(r"\s*\[+\s*([^\[\]]+?)\s*\]+")
_ENTRY = re.compile(r"\s*([^=#\[\]]+?)\s*=")

_Path: TypeAlias = tuple[str, ...]


@attrs.frozen
class Rules:
    """Everything that `parse` decides by.

    Make one with `default_rules` and change it with `updated`.

    Attributes:
        thresholds: Named numbers; ``data/rules.toml`` says what each means.
        weights: For each observation its weight for every role, in the order of `ROLES`.
        says: For each observation its wording in explanations.
        bias: The score that every role starts from.
        moves: ``moves[a][b]`` is the weight of role ``b`` after role ``a``.
        start: The weight of each role at the beginning.
        head: What a block begins with; the group that matched names the cue.
        whole: What a whole short block is.
        tail: What ends the last paragraph of an article.
        page: What a whole line that belongs to the page is.
        introduces: What a line above a title ends with.
        dated: What the beginning of a report says about its time.
        continues: What a paragraph begins with that goes on with something.
        begins: More cues at a paragraph's beginning, by name.
        early: Cues in its first words, by name.
        promise: What the last words of an article look forward to.
        beginnings: What each of these says for an article that begins with the paragraph.
        header: The parts of a running header.
        signer: A line that says who its writer is and where, the name in a group.
        signing: What a byline has beside names, by name.

    Example:
        >>> default_rules().tail.search("市民争相试乘。（完）")[0]
        '（完）'
    """

    thresholds: Mapping[str, float]
    weights: Mapping[str, tuple[float, ...]]
    says: Mapping[str, str]
    bias: tuple[float, ...]
    moves: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    limits: Mapping[str, int]
    head: re.Pattern[str]
    whole: re.Pattern[str]
    tail: re.Pattern[str]
    page: re.Pattern[str]
    introduces: re.Pattern[str]
    dated: re.Pattern[str]
    continues: re.Pattern[str]
    begins: Mapping[str, re.Pattern[str]]
    early: Mapping[str, re.Pattern[str]]
    promise: re.Pattern[str]
    beginnings: Mapping[str, float]
    header: re.Pattern[str]
    signer: re.Pattern[str]
    signing: Mapping[str, re.Pattern[str]]
    _data: Mapping[str, Any] = attrs.field(repr=False, eq=False)

    def updated(self, changes: Mapping[str, Any]) -> Rules:
        """Return rules with `changes` put over these.

        Args:
            changes: Nested as in the two data files, for example
                ``{"evidence": {"ends_bare": {"title": 3.0}}}`` or
                ``{"head": {"caption": ["圖說[:：]"]}}``. A list replaces the list there.

        Returns:
            New rules; these stay as they are.

        Raises:
            ParseError: If a table or a role is unknown, or a pattern is no regular expression.

        Example:
            >>> own = default_rules().updated({"page": {"column": ["◇◇.{2,8}◇◇"]}})
            >>> own.page.match("◇◇今日要闻◇◇") is not None
            True
        """
        return _over(self._data, changes, _nowhere)

    @classmethod
    def from_toml(cls, text: str, *, source: str = "<string>") -> Rules:
        r"""Return the packaged rules with those written in TOML put over them.

        Args:
            text: The rules, in TOML.
            source: The file's name, for errors.

        Returns:
            New rules.

        Raises:
            ParseError: As for `updated`, or if `text` is not TOML; says the file and the line.

        Example:
            >>> Rules.from_toml("[thresholds]\nshort = 20").thresholds["short"]
            20
        """
        if not isinstance(text, str):
            raise TypeError(f"rules are TOML in a string, not {type(text).__name__}")
        try:
            changes = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            said, _, at = str(error).partition(" (at ")
            found = _LINE.match(at)
            line = len(text.splitlines()) if found is None else found[1]
            reason = f"rules are not TOML: {said}"
            raise ParseError(reason, source=f"{source}, line {line}") from error
        return _over(_packaged(), changes, partial(_place, text, source))


@cache
def default_rules() -> Rules:
    """Return the packaged rules.

    Returns:
        The rules, the same object at every call.

    Example:
        >>> default_rules().tail.search("市民争相试乘。（完）")[0]
        '（完）'
    """
    return _compile(_packaged())


def rules_of(rules: Rules | None) -> Rules:
    """Return the rules that a caller chose, or the packaged ones.

    Raises:
        TypeError: If they are no `Rules`; says what makes some.
    """
    if rules is None:
        return default_rules()
    if not isinstance(rules, Rules):
        made = "Rules.from_toml(text) or default_rules().updated(changes)"
        raise TypeError(f"rules= takes Rules, not {rules!r}; make some by {made}")
    return rules


@cache
def _packaged() -> Mapping[str, Any]:
    folder = files("corpus.parsing") / "data"
    data: dict[str, Any] = {}
    for name in ("cues.toml", "rules.toml"):
        data.update(tomllib.loads((folder / name).read_text(encoding="utf-8")))
    return data


class _RuleError(Exception):
    """What is wrong with rules, and in which table and entry."""

    def __init__(self, reason: str, path: _Path) -> None:
        super().__init__(reason)
        self.reason = reason
        self.path = path


def _over(
    data: Mapping[str, Any], changes: Mapping[str, Any], place: Callable[[_Path], str]
) -> Rules:
    """Return the rules with `changes` put over `data`; `place` says where an entry stands."""
    if not isinstance(changes, Mapping):
        raise TypeError(f"rules are a table of tables, not {changes!r}")
    try:
        return _compile(_merge(data, changes, ()))
    except _RuleError as error:
        where = ".".join(error.path)
        reason = f"{where}: {error.reason}"
        raise ParseError(reason, source=place(error.path)) from error.__cause__


def _nowhere(_path: _Path) -> str:
    return "rules"


def _place(text: str, source: str, path: _Path) -> str:
    """Return the file and, if it can be seen, the line where an entry of a TOML text stands."""
    table: _Path = ()
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


def _keys(written: str) -> _Path:
    return tuple(part.strip().strip("'\"") for part in written.split("."))


def _unknown(what: str, name: str, valid: Iterable[str], path: _Path) -> _RuleError:
    return _RuleError(str(UnknownNameError(what, name, sorted(valid))), path)


def _merge(old: Mapping[str, Any], new: Mapping[str, Any], path: _Path) -> dict[str, Any]:
    # What is new comes first: a cue of the caller's own is tried before ours.
    merged = {name: value for name, value in new.items() if name not in old} | dict(old)
    for name, value in new.items():
        known, here = old.get(name), (*path, name)
        if known is None and (not path or path[0] in _CLOSED):
            raise _unknown("entry" if path else "table of rules", name, old, here)
        if isinstance(known, dict) and isinstance(value, dict):
            merged[name] = _merge(known, value, here)
        elif isinstance(known, dict):
            raise _RuleError(f"a table, not {value!r}", here)
        elif isinstance(known, int | float) and not _is_number(value):
            raise _RuleError(f"a number, not {value!r}", here)
        else:
            merged[name] = value
    return merged


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and isfinite(value)


def _compile(data: Mapping[str, Any]) -> Rules:
    evidence = data["evidence"]
    moves = data["moves"]
    otherwise = float(moves["otherwise"])
    weighed = {name: _scores(row, 0.0, ("evidence", name)) for name, row in evidence.items()}
    return Rules(
        thresholds=data["thresholds"],
        weights=weighed,
        says={name: str(row.get("says", name)) for name, row in evidence.items()},
        bias=_scores(data["bias"], 0.0, ("bias",)),
        moves=tuple(_scores(moves.get(r, {}), otherwise, ("moves", r)) for r in ROLES),
        start=_scores(moves["start"], otherwise, ("moves", "start")),
        limits=data["limits"],
        head=_alternatives(data, "head", named=True),
        whole=_alternatives(data, "whole", named=True),
        tail=_alternatives(data, "tail", named=False),
        page=_alternatives(data, "page", named=True),
        introduces=_alternatives(data, "ends", named=False),
        dated=_alternatives(data, "lead", "dated", named=False),
        continues=_alternatives(data, "lead", "continues", named=False),
        begins=_each(data, "begins"),
        early=_each(data, "early"),
        promise=_alternatives(data, "lead", "promise", named=False),
        beginnings=data["beginnings"],
        header=_alternatives(data, "header", named=True),
        signer=_alternatives(data, "signer", named=False),
        signing=_each(data, "signing"),
        data=data,
    )


def _scores(row: Mapping[str, Any], otherwise: float, path: _Path) -> tuple[float, ...]:
    if not isinstance(row, Mapping):
        raise _RuleError(f"a table of roles, not {row!r}", path)
    for name, value in row.items():
        if name == "says":
            continue
        if name not in ROLES:
            raise _unknown("role", name, ROLES, (*path, name))
        if not _is_number(value):
            raise _RuleError(f"a number, not {value!r}", (*path, name))
    return tuple(float(row.get(role, otherwise)) for role in ROLES)


def _each(data: Mapping[str, Any], table: str) -> dict[str, re.Pattern[str]]:
    return {name: _alternatives(data, table, name, named=False) for name in data[table]}


def _alternatives(
    data: Mapping[str, Any], table: str, only: str = "", *, named: bool
) -> re.Pattern[str]:
    groups = []
    for name, patterns in data[table].items():
        if only and name != only:
            continue
        parts = _patterns(patterns, (table, name))
        if named and not name.isidentifier():
            raise _RuleError("the name of a cue is a word: letters, digits, _", (table, name))
        groups.append(f"(?P<{name}>{'|'.join(parts)})" if named else "|".join(parts))
    try:
        return re.compile("|".join(groups))
    except re.error as error:  # each can be read alone, but not all together
        raise _RuleError(f"no regular expression: {error}", (table,)) from error


def _patterns(written: object, path: _Path) -> list[str]:
    patterns = [written] if isinstance(written, str) else written
    if not isinstance(patterns, list | tuple):
        raise _RuleError(f"a regular expression or a list of them, not {written!r}", path)
    parts = []
    for pattern in patterns:
        if not isinstance(pattern, str):
            raise _RuleError(f"a regular expression, not {pattern!r}", path)
        part = pattern.replace("{han}", _HAN).replace("{arabic}", _ARABIC)
        part = part.replace("{digit}", _DIGIT)
        try:
            re.compile(part)
        except re.error as error:
            raise _RuleError(f"{pattern!r} is no regular expression: {error}", path) from error
        parts.append(f"(?i:{part})" if _has_case(part) else part)
    return parts


def _has_case(pattern: str) -> bool:
    """Tell whether `pattern` has letters that are large or small.

    Ignoring case where there is none to ignore makes `re` take each Han character by itself.
    """
    return any(mark.lower() != mark.upper() for mark in _NO_LETTERS.sub("", pattern))
