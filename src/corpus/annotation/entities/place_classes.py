"""GPE, LOC and FAC told apart by a place's last word.

What lives here: `place_class` and the rule that applies it. What does not: finding places.
"""

import re
from functools import cache
from typing import Final

import attrs

from corpus.annotation.entities.draft import Draft, Rule
from corpus.annotation.entities.lexicon import read_list, territories
from corpus.annotation.tables import read_table

__all__ = ["CLASS_RULES", "place_class"]


@cache
def _classes() -> tuple[tuple[str, str], ...]:
    """Last words of places with their class, the longer first."""
    pairs = [
        (end, row["label"]) for row in read_table("place_ends.tsv") for end in row["ends"].split()
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


_REGIONS: Final = re.compile(
    r"[东西南北中]{1,2}部(?:地区)?|[东西南北中]{1,2}(?:[亚欧非美]|亚洲|欧洲|非洲|美洲|方)|[东西南北华]{2}|[陕苏皖鲁豫晋闽湘鄂赣桂粤川浙冀辽][东西南北中]|中东|远东|中原|江南|江淮|内地|境外|西域|关内|关外"
)


@cache
def _regions() -> frozenset[str]:
    rows = read_table("territories.tsv")
    return frozenset(row["surface"] for row in rows if row["kind"] == "region")


def place_class(name: str) -> str:
    """GPE, LOC or FAC for a place, by its last word.

    Args:
        name: A place's name, simplified.

    Returns:
        The label; GPE where nothing speaks for another, as most places in the news are.

    Example:
        >>> place_class("禄劝彝族苗族自治县"), place_class("长江"), place_class("首都机场")
        ('GPE', 'LOC', 'FAC')
    """
    if name in territories():
        return "LOC" if name in _regions() else "GPE"
    if _REGIONS.fullmatch(name):
        return "LOC"
    if len(name) < 3:
        return (
            "LOC"
            if name[-1:] in set("山河湖海洋洲岛江")
            and len(name) > 1
            and name not in read_list("short_cities.txt")
            else "GPE"
        )
    return next((label for end, label in _classes() if name.endswith(end)), "GPE")


def _classify(draft: Draft) -> Draft:
    """Say of every place whether it is GPE, LOC or FAC."""
    kept = [
        attrs.evolve(m, label=place_class(draft.of(m))) if m.label == "LOC" else m
        for m in draft.mentions
    ]
    return draft.with_mentions(kept)


CLASS_RULES: Final = {
    "place_classes": Rule("place_classes", "places of one class only", _classify),
}
