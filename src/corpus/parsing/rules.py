"""`Rules`: the cue patterns, thresholds and weights that parsing decides by.

They are data (``data/cues.toml``, ``data/rules.toml``), which ``rule_tables`` makes patterns of.
What they mean is decided where they are used.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, partial
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import attrs

from corpus.errors import ParseError
from corpus.parsing.kinds import kinds_of
from corpus.parsing.rule_tables import (
    ROLES,
    TableError,
    alternatives,
    check_observations,
    check_patterns,
    each,
    joined,
    labels,
    merge,
    place,
    scores,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.parsing.kinds import Kinds
    from corpus.parsing.rule_tables import Path

__all__ = ["OPENING_ROLES", "ROLES", "Rules", "default_rules", "rules_of"]

OPENING_ROLES = frozenset({"title", "kicker", "opening", "signed"})
"""The roles that begin an article."""

_KINDS = frozenset({"whole", "signer"})
_LINE = re.compile(r"line (\d+)")


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
        whole: What a whole short block is, as patterns with a `fullmatch` of their own.
        tail: What ends the last paragraph of an article.
        page: What a whole line that belongs to the page is.
        introduces: What a line above a title ends with.
        heads: Cues in the lines above and below a title, by name.
        headlines: What each of these says for the lower of two lines being the title.
        dated: What the beginning of a report says about its time.
        continues: What a paragraph begins with that goes on with something.
        begins: More cues at a paragraph's beginning, by name.
        early: Cues in its first words, by name.
        cited: What a paragraph begins with that gives another's report.
        promise: What the last words of an article look forward to.
        beginnings: What each of these says for an article that begins with the paragraph.
        header: The parts of a running header.
        signer: A line that says who its writer is and where, the name in a group.
        signing: What a byline has beside names, by name.
        photo: What a photo's credit is, by where it stands.
        fields: The kind of a record's field, by its label.

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
    whole: Kinds
    tail: re.Pattern[str]
    page: re.Pattern[str]
    introduces: re.Pattern[str]
    heads: Mapping[str, re.Pattern[str]]
    headlines: Mapping[str, float]
    dated: re.Pattern[str]
    continues: re.Pattern[str]
    begins: Mapping[str, re.Pattern[str]]
    early: Mapping[str, re.Pattern[str]]
    cited: re.Pattern[str]
    promise: re.Pattern[str]
    beginnings: Mapping[str, float]
    header: re.Pattern[str]
    signer: Kinds
    signing: Mapping[str, re.Pattern[str]]
    photo: Mapping[str, re.Pattern[str]]
    fields: Mapping[str, str]
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
        return _over(_packaged(), changes, partial(place, text, source))


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


def _over(
    data: Mapping[str, Any], changes: Mapping[str, Any], where: Callable[[Path], str]
) -> Rules:
    """Return the rules with `changes` put over `data`; `where` says where an entry stands."""
    if not isinstance(changes, Mapping):
        raise TypeError(f"rules are a table of tables, not {changes!r}")
    try:
        merged = merge(data, changes)
        check_patterns(changes)
        check_observations(changes, data)
        for table in _KINDS & changes.keys():  # of which no pattern is made otherwise
            alternatives(merged, table, named=table == "whole")
        return _compile(merged)
    except TableError as error:
        reason = f"{'.'.join(error.path)}: {error.reason}"
        raise ParseError(reason, source=where(error.path)) from error.__cause__


def _nowhere(_path: Path) -> str:
    return "rules"


def _compile(data: Mapping[str, Any]) -> Rules:
    evidence = data["evidence"]
    moves = data["moves"]
    otherwise = float(moves["otherwise"])
    weighed = {name: scores(row, 0.0, ("evidence", name)) for name, row in evidence.items()}
    return Rules(
        thresholds=data["thresholds"],
        weights=weighed,
        says={name: str(row.get("says", name)) for name, row in evidence.items()},
        bias=scores(data["bias"], 0.0, ("bias",)),
        moves=tuple(scores(moves.get(r, {}), otherwise, ("moves", r)) for r in ROLES),
        start=scores(moves["start"], otherwise, ("moves", "start")),
        limits=data["limits"],
        head=alternatives(data, "head", named=True),
        whole=kinds_of(joined(data, "whole", named=True)),
        tail=alternatives(data, "tail", named=False),
        page=alternatives(data, "page", named=True),
        introduces=alternatives(data, "ends", named=False),
        heads=each(data, "heads"),
        headlines=data["headlines"],
        dated=alternatives(data, "lead", "dated", named=False),
        continues=alternatives(data, "lead", "continues", named=False),
        begins=each(data, "begins"),
        early=each(data, "early"),
        cited=alternatives(data, "lead", "cited", named=False),
        promise=alternatives(data, "lead", "promise", named=False),
        beginnings=data["beginnings"],
        header=alternatives(data, "header", named=True),
        signer=kinds_of(joined(data, "signer", named=False)),
        signing=each(data, "signing"),
        photo=each(data, "photo"),
        fields=labels(data),
        data=data,
    )
