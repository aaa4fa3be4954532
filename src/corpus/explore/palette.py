"""The colours of labels, for the terminal and for HTML: ``data/colours.tsv``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["colours", "colours_for"]


@cache
def colours() -> Mapping[str, str]:
    """Return the colour of each entity label as ``#rrggbb``.

    Every colour can be read on a dark and on a light ground.

    Example:
        >>> colours()["PERSON"]
        '#ee001a'
    """
    table = (files("corpus.explore") / "data" / "colours.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and line[0] != "#")
    return MappingProxyType(dict(rows))


def colours_for(names: Iterable[str]) -> Mapping[str, str]:
    """Return a colour for each name: a label's own, for others one in order of appearance.

    Colours repeat when there are more names than colours.

    Example:
        >>> sorted(colours_for(["direct", "indirect"]))
        ['direct', 'indirect']
    """
    known = colours()
    # Apart from each other in hue, as the names of a layer are often only two or three.
    spare = [known[label] for label in ("ORG", "DATE", "GPE", "EVENT", "PERSON", "PERCENT")]
    spare += [colour for colour in known.values() if colour not in spare]
    chosen: dict[str, str] = {}
    others = 0
    for name in dict.fromkeys(names):
        if name not in known:
            chosen[name] = spare[others % len(spare)]
            others += 1
        else:
            chosen[name] = known[name]
    return MappingProxyType(chosen)
