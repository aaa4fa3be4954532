"""From a tagger's own tags to the universal parts of speech (UPOS).

The mapping is data: ``data/pos_upos.tsv`` by tag, ``data/pos_words.tsv`` for words of closed
classes that the taggers' sets do not tell apart, such as auxiliaries. Both name their sources.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Final, Literal

from corpus.annotation.tables import read_table
from corpus.errors import UnknownNameError

__all__ = ["UPOS", "upos_of"]

UPOS: Final = (
    *("ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART"),
    *("PRON", "PROPN", "PUNCT", "SCONJ", "SYM", "VERB", "X"),
)
"""The 17 universal parts of speech, https://universaldependencies.org/u/pos/."""

_NUMERALS: Final = frozenset("〇零一二三四五六七八九十百千万亿两廿卅半点.．,，%％")


def upos_of(word: str, tag: str, scheme: Literal["lac", "jieba"] = "lac") -> str:
    """Return the universal part of speech of a word.

    Args:
        word: The word in simplified script.
        tag: The tagger's tag of it.
        scheme: Whose tag it is: LAC's (``n``, ``PER``, …) or that of jieba's dictionary, which
            are those of ICTCLAS (``n``, ``nr``, ``uj``, …).

    Returns:
        One of `UPOS`; ``X`` for a tag that the table does not list.

    Raises:
        UnknownNameError: If there is no such scheme.

    Example:
        >>> upos_of("北京", "LOC"), upos_of("可以", "v"), upos_of("2015", "TIME")
        ('PROPN', 'AUX', 'NUM')
        >>> upos_of("的", "uj", "jieba")
        'PART'
    """
    tables = _tables()
    if scheme not in tables:
        raise UnknownNameError("tag scheme", scheme, tables)
    kinds = {unicodedata.category(character)[0] for character in word}
    if kinds and kinds <= {"P", "S"}:
        return "SYM" if "S" in kinds or word in {"%", "％", "‰", "#", "&", "@"} else "PUNCT"
    listed = _words().get((word, tag[:1]))
    if listed is not None:
        return listed
    digits = all(character.isdecimal() or character in _NUMERALS for character in word)
    if digits and word and tag[:1] not in "dncavqr":
        return "NUM"
    table = tables[scheme]
    return table.get(tag) or table.get(tag[:1], "X")


@cache
def _tables() -> dict[str, dict[str, str]]:
    tables: dict[str, dict[str, str]] = {"lac": {}, "jieba": {}}
    for row in read_table("pos_upos.tsv"):
        tables[row["scheme"]][row["tag"]] = row["upos"]
    return tables


@cache
def _words() -> dict[tuple[str, str], str]:
    """By word and the first letter of its tag; both schemes share those letters."""
    rows = read_table("pos_words.tsv")
    return {(word, row["tag"]): row["upos"] for row in rows for word in row["words"].split()}
