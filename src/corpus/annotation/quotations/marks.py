"""Quotation marks of every style, and which of them make a pair.

What lives here: the marks and `mark_pairs`. What does not: whether what a pair holds is speech
(`direct_speech`).
"""

from collections.abc import Iterator
from typing import Final

__all__ = ["CLOSERS", "PAIRS", "mark_pairs"]

PAIRS: Final = {"“": "”", "‘": "’", "「": "」", "『": "』", "﹁": "﹂", "〝": "〞"}
CLOSERS: Final = {closing: opening for opening, closing in PAIRS.items()}

_SPEECH: Final = 3000
"""Quotation marks further apart than this, in characters, are no pair."""


def mark_pairs(text: str) -> Iterator[tuple[int, int]]:  # noqa: C901  one branch a kind of mark
    """Start and end of every pair of quotation marks, marks included.

    A speech of several paragraphs has an opening mark at each of them or at the first alone, and a
    closing one at the end; in the first case each paragraph is a pair. Straight marks pair within
    their paragraph.
    """
    opened: list[tuple[str, int]] = []
    for at, character in enumerate(text):
        if character in PAIRS:
            # The same mark again: the first one has lost its partner.
            same = next((d for d, (mark, _) in enumerate(opened) if mark == character), None)
            del opened[len(opened) if same is None else same :]
            opened.append((character, at))
        elif character in CLOSERS:
            for depth in range(len(opened) - 1, -1, -1):
                if opened[depth][0] == CLOSERS[character]:
                    if at - opened[depth][1] <= _SPEECH:
                        yield opened[depth][1], at + 1
                    del opened[depth:]
                    break
        elif character in '"＂':
            if opened and opened[-1][0] == character:
                yield opened.pop()[1], at + 1
            else:
                opened.append((character, at))
        elif character == "\n" and opened:
            if text[at + 1 : at + 20].lstrip(" \u3000\n")[:1] == opened[0][0] not in '"＂':
                yield opened[0][1], at
                opened.clear()
            opened = [pair for pair in opened if pair[0] not in '"＂']
