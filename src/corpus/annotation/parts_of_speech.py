"""From a tagger's own tags to the universal parts of speech (UPOS).

The mapping is data: ``data/pos_upos.tsv`` by tag, ``data/pos_words.tsv`` for words of closed
classes that the taggers' sets do not tell apart, such as auxiliaries. Both name their sources.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from corpus.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
    for scheme, tag, upos, *_ in _rows("pos_upos.tsv"):
        tables[scheme][tag] = upos
    return tables


@cache
def _words() -> dict[tuple[str, str], str]:
    """By word and the first letter of its tag; both schemes share those letters."""
    return {
        (word, tag): upos for upos, tag, words in _rows("pos_words.tsv") for word in words.split()
    }


def _rows(name: str) -> Iterator[list[str]]:
    table = files("corpus.annotation").joinpath(f"data/{name}").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")
