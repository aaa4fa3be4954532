"""Tell a person's name alone on a line. Finding names in running text is not done here."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

__all__ = ["is_name"]

_SHAPE = re.compile(r"[\u4e00-\u9fff·]{2,4}|[\u4e00-\u9fff][ \u3000]{1,4}[\u4e00-\u9fff]")
_BETWEEN = re.compile(r"[、，,]|[ \u3000]+(?=[\u4e00-\u9fff]{2})")
_MOST = 5


@cache
def _surnames() -> tuple[frozenset[str], frozenset[str]]:
    text = (files("corpus.parsing") / "data" / "surnames.txt").read_text(encoding="utf-8")
    single: set[str] = set()
    double: set[str] = set()
    for row in text.splitlines():
        if row.startswith("#"):
            continue
        for word in row.split():
            if len(word) == 2:
                double.add(word)
            else:
                single.update(word)
    return frozenset(single), frozenset(double)


def is_name(text: str) -> bool:
    """Tell whether `text` is nothing but a Chinese person's name, or a few of them.

    Example:
        >>> [is_name(t) for t in ("梁　衡", "李向东、王小川", "欧阳修平", "体育新闻")]
        [True, True, True, False]
    """
    if len(text) > 20 or not "\u4e00" <= text[:1] <= "\u9fff":
        return False
    parts = [text] if _SHAPE.fullmatch(text) else [p for p in _BETWEEN.split(text) if p]
    return len(parts) <= _MOST and all(_is_one(part.strip()) for part in parts)


def _is_one(text: str) -> bool:
    if not _SHAPE.fullmatch(text):
        return False
    single, double = _surnames()
    letters = re.sub(r"[ \u3000]", "", text)
    if letters[:2] in double:
        return len(letters) > 2
    return letters[0] in single and len(letters) <= 3
