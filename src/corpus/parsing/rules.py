"""`Rules`: the cue patterns, thresholds and weights that parsing decides by.

They are data (``data/cues.toml``, ``data/rules.toml``). This module reads them and puts a
user's own over them; what they mean is decided where they are used.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs

from corpus.errors import ParseError

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["OPENING_ROLES", "ROLES", "Rules", "default_rules"]

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
        header: The parts of a running header.

    Example:
        >>> rules = default_rules().updated({"thresholds": {"short": 16}})
        >>> rules.thresholds["short"], default_rules().thresholds["short"]
        (16, 14)
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
    header: re.Pattern[str]
    _data: Mapping[str, Any] = attrs.field(repr=False, eq=False)

    def updated(self, changes: Mapping[str, Any]) -> Rules:
        """Return rules with `changes` put over these.

        Args:
            changes: Nested as in the two data files, for example
                ``{"evidence": {"ends_bare": {"title": 3.0}}}`` or
                ``{"head": {"caption": ["圖說[:：]"]}}``. A list replaces the list there.

        Raises:
            ParseError: If a table or a role is unknown, or a pattern is no regular expression.
        """
        return _compile(_merge(self._data, changes, ()))

    @classmethod
    def from_toml(cls, text: str) -> Rules:
        r"""Return the packaged rules with those written in TOML put over them.

        Raises:
            ParseError: As for `updated`, or if `text` is not TOML.

        Example:
            >>> Rules.from_toml("[thresholds]\nshort = 20").thresholds["short"]
            20
        """
        try:
            changes = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise ParseError(f"rules are not TOML: {error}") from error
        return default_rules().updated(changes)


@cache
def default_rules() -> Rules:
    """Return the packaged rules.

    Example:
        >>> default_rules().says["ends_bare"]
        'no punctuation at its end'
    """
    folder = files("corpus.parsing") / "data"
    data: dict[str, Any] = {}
    for name in ("cues.toml", "rules.toml"):
        data.update(tomllib.loads((folder / name).read_text(encoding="utf-8")))
    return _compile(data)


def _merge(old: Mapping[str, Any], new: Mapping[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    # What is new comes first: a cue of the caller's own is tried before ours.
    merged = {name: value for name, value in new.items() if name not in old} | dict(old)
    for name, value in new.items():
        known = old.get(name)
        if known is None and not path:
            raise ParseError(f"unknown table {name!r} in rules; valid: {', '.join(sorted(merged))}")
        if isinstance(known, dict) and isinstance(value, dict):
            merged[name] = _merge(known, value, (*path, name))
        elif isinstance(known, dict):
            where = ".".join((*path, name))
            raise ParseError(f"rules: {where} is a table, not {value!r}")
        else:
            merged[name] = value
    return merged


def _compile(data: Mapping[str, Any]) -> Rules:
    evidence = data["evidence"]
    moves = data["moves"]
    otherwise = float(moves["otherwise"])
    return Rules(
        thresholds=data["thresholds"],
        weights={name: _scores(row, 0.0, f"evidence.{name}") for name, row in evidence.items()},
        says={name: row.get("says", name) for name, row in evidence.items()},
        bias=_scores(data["bias"], 0.0, "bias"),
        moves=tuple(_scores(moves.get(r, {}), otherwise, f"moves.{r}") for r in ROLES),
        start=_scores(moves["start"], otherwise, "moves.start"),
        limits=data["limits"],
        head=_alternatives(data["head"], named=True),
        whole=_alternatives(data["whole"], named=True),
        tail=_alternatives(data["tail"], named=False),
        page=_alternatives(data["page"], named=True),
        introduces=_alternatives(data["ends"], named=False),
        dated=_alternatives({"dated": data["lead"]["dated"]}, named=False),
        continues=_alternatives({"continues": data["lead"]["continues"]}, named=False),
        header=_alternatives(data["header"], named=True),
        data=data,
    )


def _scores(row: Mapping[str, Any], otherwise: float, where: str) -> tuple[float, ...]:
    for name, value in row.items():
        if name == "says":
            continue
        if name not in ROLES:
            raise ParseError(f"rules: {where} knows no role {name!r}; valid: {', '.join(ROLES)}")
        if not isinstance(value, int | float):
            raise ParseError(f"rules: {where}.{name} is a number, not {value!r}")
    return tuple(float(row.get(role, otherwise)) for role in ROLES)


def _alternatives(table: Mapping[str, Any], *, named: bool) -> re.Pattern[str]:
    groups = []
    for name, patterns in table.items():
        written = [patterns] if isinstance(patterns, str) else patterns
        parts = [
            p.replace("{han}", _HAN).replace("{arabic}", _ARABIC).replace("{digit}", _DIGIT)
            for p in written
        ]
        groups.append(f"(?P<{name}>{'|'.join(parts)})" if named else "|".join(parts))
    try:
        return re.compile("|".join(groups), re.IGNORECASE)
    except re.error as error:
        raise ParseError(f"rules: no regular expression: {error}") from error
