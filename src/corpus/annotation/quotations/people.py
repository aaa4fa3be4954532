"""People and bodies that speak without a name: 广大读者, 投资人, and titles behind a name.

What lives here: whether a stretch ends in such words, and where they begin. What does not: names,
which recognition finds, and who of several speaks (`speakers`).
"""

import re
from functools import cache
from typing import Final

from corpus.annotation.entities.lexicon import common_nouns, read_list, titles

__all__ = ["after_name", "nameless", "person_noun"]


@cache
def _speakers() -> tuple[frozenset[str], frozenset[str], int]:
    people, bodies = read_list("speakers.txt"), read_list("speaking_bodies.txt")
    return people, people | bodies, max(map(len, people | bodies))


_MANY: Final = re.compile(
    r"(?:广大|许多|不少|众多|一些|部分|当地|与会|有关|相关|多[名位]|[一几两数][名位个]|[该某])+\Z"
)


def nameless(text: str, start: int, end: int) -> int | None:
    """Where people or bodies without a name begin that end at `end`: 广大读者观众.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the stretch ends.

    Returns:
        The offset, or None where no such word ends there.
    """
    people, words, longest = _speakers()
    begin = end
    while True:
        size = min(longest, begin - start)
        size = next((n for n in range(size, 0, -1) if text[begin - n : begin] in words), 0)
        if not size or (begin < end and size == 1):
            break
        begin -= size
        words = people  # 读者观众 is one speaker, of 机场发言人 it is the second word
    if begin == end or text[begin - 1 : end] in _NO_PRONOUN:
        return None
    many = _MANY.search(text, max(start, begin - 8), begin)
    return many.start() if many else begin


def person_noun(text: str, start: int, end: int) -> int | None:
    """Where a noun of jieba's dictionary for a person begins that ends at `end`: 投资人.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the noun ends.

    Returns:
        The offset, or None where no such noun ends there.
    """
    if text[end - 1 : end] not in _PERSON_ENDS:
        return None
    sizes = range(min(5, end - start), 1, -1)
    return next((end - n for n in sizes if text[end - n : end] in common_nouns()), None)


_PERSON_ENDS: Final = frozenset("者员师家长人手官商友迷")

_NO_PRONOUN: Final = frozenset({"其他", "吉他", "自我", "其它"})


@cache
def _after_names() -> tuple[frozenset[str], int]:
    words = frozenset((*titles(), "同志", "等人", "等"))
    return words, max(map(len, words))


def after_name(text: str, start: int, end: int) -> int:
    """Length of the title, 同志 or 等 between a name and a verb of saying; 0 for none.

    Args:
        text: Text in simplified characters.
        start: No further back than this.
        end: Where the title ends.
    """
    words, longest = _after_names()
    sizes = range(min(longest, end - start), 0, -1)
    return next((size for size in sizes if text[end - size : end] in words), 0)
