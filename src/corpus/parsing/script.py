"""Tell the script of an article, by the characters that ``data/scripts.toml`` lists."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

__all__ = ["script_of"]

_SAMPLE = 1200
_GLANCE = 300
_TELLING = 12


@cache
def _marks() -> tuple[re.Pattern[str], frozenset[str]]:
    """Return what finds a character that one script alone writes, and those of the simplified."""
    path = files("corpus.parsing") / "data" / "scripts.toml"
    marks = tomllib.loads(path.read_text(encoding="utf-8"))
    hans, hant = frozenset(marks["hans"]), frozenset(marks["hant"])
    return re.compile(f"[{''.join(sorted(hans ^ hant))}]"), hans - hant


def script_of(text: str) -> str:
    """Return ``Hans``, ``Hant``, ``Mixed``, or ``Both`` where nothing tells them apart."""
    hans, hant = _count(text, _GLANCE)
    if (hans and hant) or hans + hant < _TELLING:
        hans, hant = _count(text, _SAMPLE)
    if hans == hant == 0:
        return "Both"
    if min(hans, hant) * 4 > max(hans, hant):
        return "Mixed"
    return "Hans" if hans > hant else "Hant"


def _count(text: str, reach: int) -> tuple[int, int]:
    """Count the characters up to `reach` that only simplified, and only traditional text has."""
    either, simplified = _marks()
    found = either.findall(text, 0, reach)
    if simplified.issuperset(found):  # as most texts have it
        return len(found), 0
    hans = sum(map(simplified.__contains__, found))
    return hans, len(found) - hans
