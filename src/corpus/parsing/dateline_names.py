"""Telling a person's name from a place, and where one ends and the other begins.

Works on folded text (see ``folding``).
"""

from __future__ import annotations

import re

from corpus.parsing.dateline_words import words
from corpus.parsing.surnames import surnames

__all__ = ["is_name", "is_place", "split_place"]

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
    if bare in table.not_names or table.prose.search(bare):
        return False
    if "·" in bare or (loose and (bare[0].isascii() or len(bare) <= _LONGEST_WITH_ROLE)):
        return True
    if _SHORT < len(bare) <= _LONGEST_WITH_ROLE and surnames().syllables.issuperset(bare):
        return True  # 拉巴卓玛
    if not _SHORT <= len(bare) <= _LONGEST_NAME:
        return False
    compound = len(bare) > _SHORT and bare[:2] in table.surnames
    single = bare[0] in table.surnames and (len(bare) < _LONGEST_NAME or bare[1] in table.surnames)
    return compound or single


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
    named = [n for n in lengths if n == 1 or is_name(text[:n], loose=n > _LONGEST_NAME)]
    for n in [*named, *(n for n in lengths if n not in named)]:
        if _place_like(text[n:]):
            return start + n
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


def _place_like(text: str) -> bool:
    """Tell whether `text` is a known place, or two in a row (台湾台北, 台北-高雄)."""
    if all(map(is_place, re.split("[-、/]", text))):
        return True
    return any(is_place(text[:k]) and is_place(text[k:]) for k in range(2, len(text) - 1))
