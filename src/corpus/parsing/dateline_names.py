"""Telling a person's name from a place, and where one ends and the other begins.

Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re

from corpus.parsing.dateline_words import words
from corpus.parsing.surnames import surnames

__all__ = ["is_name", "is_place", "split_place"]

_SEPARATOR = re.compile("[-、/]")
_SHORT = 2
_LONGEST_NAME = 4  # of a Chinese name; 欧阳某某
_LONGEST_WITH_ROLE = 8  # 古丽巴哈尔, 阿依努尔 … need the role before them


def is_name(text: str, *, loose: bool = False) -> bool:
    """Tell whether folded `text` can be a person's name.

    Args:
        text: A run of characters.
        loose: Whether a role vouches for it, so that the family name needn't be known.
    """
    table = words()
    if text in table.stand_ins:
        return True
    bare = text.replace(" ", "")
    if not _is_shaped(bare, loose=loose):
        return False
    return bare not in table.not_names and table.prose.search(bare) is None


def _is_shaped(bare: str, *, loose: bool) -> bool:
    """Tell whether a run has a name's length, family name or dot."""
    length, known = len(bare), words().surnames
    if _SHORT <= length <= _LONGEST_NAME:
        if bare[0] in known and (length < _LONGEST_NAME or bare[1] in known):
            return True
        if length > _SHORT and bare[:2] in known:
            return True
    if "·" in bare or (loose and (bare[0].isascii() or length <= _LONGEST_WITH_ROLE)):
        return True
    # 拉巴卓玛
    return _SHORT < length <= _LONGEST_WITH_ROLE and surnames().syllables.issuperset(bare)


def is_place(text: str) -> bool:
    """Tell whether folded `text` is a place that the tables know.

    Example:
        >>> is_place("台北"), is_place("南京市"), is_place("读者来")
        (True, True, False)
    """
    places = words().places
    if text in places:
        return True
    return len(text) > _SHORT and text[-1] in "市县省区州" and text[:-1] in places


def split_place(folded: str, start: int, end: int) -> int | None:
    """Return where the place starts in a name with a place right behind it.

    Tries a known place behind a name of two characters or more, the longest one first;
    then a known place with more behind it (嘉義縣太保); then goes by how long names are.

    Example:
        >>> split_place("吴睿骐桃园", 0, 5), split_place("唐佩君布鲁塞尔", 0, 7)
        (3, 3)
    """
    text = folded[start:end]
    table = words()
    lengths = [n for n in (2, 3, 4, 5, 6) if n < len(text) - 1]
    if text[:1] in table.stand_ins:
        lengths = [1, *lengths]
    placed = [n for n in lengths if _place_like(text[n:])]
    if placed:
        return start + next((n for n in placed if _may_name(text[:n])), placed[0])
    named = [n for n in lengths if _may_name(text[:n])]
    for n in named:
        longest = min(table.longest_place, len(text) - n)
        if any(text[n : n + k] in table.places for k in range(longest, 1, -1)):
            return start + n
    usual = 4 if text[:2] in table.surnames else 3
    if named and len(text) >= usual + _SHORT:
        return start + (usual if usual in named else named[0])
    if 2 in named and len(text) == 2 * _SHORT and 4 not in named:
        return start + 2
    return None


def _may_name(text: str) -> bool:
    return len(text) == 1 or is_name(text, loose=len(text) > _LONGEST_NAME)


def _place_like(text: str) -> bool:
    """Tell whether `text` is a known place, or two in a row (台湾台北, 台北-高雄)."""
    if is_place(text) or all(map(is_place, _SEPARATOR.split(text))):
        return True
    return any(is_place(text[:k]) and is_place(text[k:]) for k in range(2, len(text) - 1))
