"""Family names, and telling a name alone on a line; finding names in text is not done here."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import attrs

from corpus.parsing.folding import fold

if TYPE_CHECKING:
    from collections.abc import Collection

__all__ = ["Surnames", "are_names", "surnames"]

_SHAPE = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff](?:[ \u3000]{1,4}[\u4e00-\u9fff]){1,2}")
_BETWEEN = re.compile(r"[、，,]|[ \u3000]+(?=[\u4e00-\u9fff]{2})")
_MOST = 5
_LONGEST = 20
_LONGEST_ONE = 4


@attrs.frozen
class Surnames:
    """The table of family names, in simplified characters."""

    frequent: dict[str, int]  # with their place among the frequent ones
    single: frozenset[str]
    double: frozenset[str]
    beginnings: frozenset[str]  # how Tibetan and Mongolian names begin
    syllables: frozenset[str]  # what they and Uyghur names are made of

    @property
    def all(self) -> frozenset[str]:
        """Everything that a name can begin with."""
        return self.single | self.double | self.beginnings


@cache
def surnames() -> Surnames:
    """Return the table, loaded on the first call."""
    text = (files("corpus.parsing") / "data" / "surnames.txt").read_text(encoding="utf-8")
    rows: dict[str, list[str]] = {"frequent": [], "other": [], "double": [], "beginning": []}
    rows["syllable"] = []
    for row in text.splitlines():
        if not row.startswith("#"):
            kind, _, names = row.partition(" ")
            rows[kind] += names.split() if kind == "double" else names
    return Surnames(
        frequent={name: place for place, name in enumerate(rows["frequent"])},
        single=frozenset(rows["frequent"] + rows["other"]),
        double=frozenset(rows["double"]),
        beginnings=frozenset(rows["beginning"]),
        syllables=frozenset(rows["syllable"]),
    )


def are_names(text: str) -> bool:
    """Tell whether `text` is nothing but a Chinese person's name, or a few of them.

    Only frequent family names count, since a short line may be anything; in a list most of them
    must be.

    Example:
        >>> [are_names(t) for t in ("梁　衡", "李向东、王小川", "歐陽修平", "体育新闻")]
        [True, True, True, False]
        >>> are_names("杨速胜　胥传余　郭建跃"), are_names("胥传余")
        (True, False)
    """
    length = len(text)
    if length > _LONGEST or text[:1] not in _beginnings():
        return False
    if length > _LONGEST_ONE and text.isalpha():  # nothing parts it into names
        return False
    parts = [text] if _SHAPE.fullmatch(text) else [p for p in _BETWEEN.split(text) if p]
    if len(parts) > _MOST:
        return False
    known = [_is_one(part.strip()) for part in parts]
    if all(known):
        return True
    # A rare family name counts between frequent ones: 杨速胜　胥传余　郭建跃.
    rare = surnames().single
    return sum(known) * 2 > len(parts) and all(
        sure or _is_one(part.strip(), rare) for sure, part in zip(known, parts, strict=True)
    )


@cache
def _beginnings() -> frozenset[str]:
    """Return what frequent family names begin with, in either script."""
    table = surnames()
    known = {*table.frequent, *(name[0] for name in table.double)}
    han = "".join(map(chr, range(0x4E00, 0xA000)))
    return frozenset(mark for mark, simple in zip(han, fold(han), strict=True) if simple in known)


def _is_one(text: str, known: Collection[str] = ()) -> bool:
    if not _SHAPE.fullmatch(text):
        return False
    table = surnames()
    letters = fold(re.sub(r"[ \u3000]", "", text))
    if letters[:2] in table.double:
        return len(letters) > 2
    return letters[0] in (known or table.frequent) and len(letters) <= 3
