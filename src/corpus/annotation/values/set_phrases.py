"""Words and names that hold a numeral which counts nothing: `三级跳远`, `五花八门`, `七匹狼`.

What lives here: whether a stretch that reads like a value stands in such a word. What does not:
names of all kinds, which recognition finds (`entities`) and which go before the numbers in them.

Everything reads folded text (`shadow.fold`).
"""

from functools import cache

from corpus.annotation.tables import read_table

__all__ = ["in_set_phrase"]


def in_set_phrase(text: str, start: int, end: int) -> int:
    """Where the set phrase ends that a stretch lies within, or 0 if it lies in none.

    Args:
        text: Folded text.
        start: Start of the stretch, in code points.
        end: Its end, start < end <= len(text).

    Returns:
        The end of a longer word that holds the whole stretch, else 0.

    Example:
        >>> in_set_phrase("三级跳远", 0, 2), in_set_phrase("三级医院", 0, 2)
        (4, 0)
    """
    for before, phrase in _phrases().get(text[start : start + 2], ()):
        last = start - before + len(phrase)
        if last >= end and start >= before and text.startswith(phrase, start - before):
            return last
    return 0


@cache
def _phrases() -> dict[str, tuple[tuple[int, str], ...]]:
    """Two characters that a value can start with → the phrases they stand in, and how far in."""
    found: dict[str, list[tuple[int, str]]] = {}
    surfaces = (row["surface"] for row in read_table("set_phrases.tsv"))
    for phrase in sorted(surfaces, key=len, reverse=True):
        for at in range(len(phrase)):
            found.setdefault(phrase[at : at + 2], []).append((at, phrase))
    return {key: tuple(rows) for key, rows in found.items()}
