"""The word lists that rules look names up in, and where each comes from.

What lives here: territories and cities (Unicode CLDR through `babel`, generated files), the entries
of jieba's dictionary that are tagged as places, bodies and persons' names (read from the `jieba`
distribution itself), one-character names of countries and provinces, surnames, titles and the
last words of places and organisations (`data/*.txt`). What does not: rules.
"""

import re
from collections.abc import Iterator
from functools import cache
from importlib import resources

from corpus.annotation.jieba_files import jieba_text
from corpus.annotation.tables import read_table

_FREQUENT = 50
"""Occurrences in jieba's counts from which a place of two characters is one beyond doubt."""

__all__ = [
    "bodies",
    "cities",
    "common_nouns",
    "famous",
    "known_places",
    "places",
    "read_list",
    "surnames",
    "territories",
    "titles",
]


@cache
def read_list(name: str) -> frozenset[str]:
    """Words of one text file of `corpus.annotation.data`, separated by white space.

    Lines that start with `#` are comments.

    Example:
        >>> "司马" in read_list("surnames.txt")
        True
    """
    text = (resources.files("corpus.annotation") / "data" / name).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in line.split())


@cache
def territories() -> frozenset[str]:
    """Names of countries and territories, simplified."""
    return frozenset(
        row["surface"] for row in read_table("territories.tsv") if row["code"] != "001"
    )


@cache
def cities() -> frozenset[str]:
    """Cities of the world, of three characters and more, simplified."""
    return frozenset(row["surface"] for row in read_table("cities.tsv"))


@cache
def surnames() -> frozenset[str]:
    """Chinese surnames of one or two characters, simplified."""
    return read_list("surnames.txt")


@cache
def titles() -> tuple[str, ...]:
    """Titles and forms of address that follow a name, the longer first."""
    return tuple(sorted(read_list("titles.txt"), key=len, reverse=True))


@cache
def places() -> frozenset[str]:
    """Places of jieba's dictionary (tag `ns`) whose names are places and nothing else.

    The tag is given freely there (爱国, 哥哥); a word is kept if it is long, or ends like a place.
    """
    ends = "省市县区州镇乡村岛山河湖江港湾峡"
    return frozenset(
        w
        for w in known_places()
        if (len(w) > 3 and w[-1] not in "会赛队战") or (len(w) > 2 and w[-1] in ends)
    )


def known_places() -> frozenset[str]:
    """All of jieba's places of two characters and more, for the beginnings of longer names."""
    return _dictionary()[0]


def bodies() -> frozenset[str]:
    """Organisations of jieba's dictionary (tag `nt`) whose names end like one."""
    return _dictionary()[1]


def common_nouns() -> frozenset[str]:
    """Common nouns of jieba's dictionary (tag `n`), two characters and more."""
    return _dictionary()[2]


@cache
def famous() -> frozenset[str]:
    """Persons of jieba's dictionary (tag `nr`), for names used as allusions (活雷锋)."""
    return frozenset(word for word, _, _ in _entries("nr") if 2 <= len(word) <= 3)


@cache
def _dictionary() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Places, bodies and common nouns, in one pass; what is not asked for is not kept."""
    ends = tuple(read_list("organisation_ends.txt"))
    found: tuple[set[str], set[str], set[str]] = (set(), set(), set())
    for word, count, tag in _entries("ns?|nt"):
        if tag == "ns" and (len(word) > 2 or (len(word) == 2 and int(count) >= _FREQUENT)):
            found[0].add(word)
        elif tag == "nt" and len(word) > 2 and word.endswith(ends):
            found[1].add(word)
        elif tag == "n" and len(word) > 1:
            found[2].add(word)
    places_found = frozenset(found[0]) - read_list("not_places.txt")
    nouns = found[2] - places_found - territories()
    return places_found, frozenset(found[1]), frozenset(nouns)


def _entries(tags: str) -> Iterator[tuple[str, str, str]]:
    """Word, count and tag of the entries of jieba's dictionary with these tags."""
    text = jieba_text("jieba/dict.txt")
    for match in re.finditer(rf"^(\S+) (\d+) ({tags})$", text, re.MULTILINE):
        yield match[1], match[2], match[3]
