"""Where lines of Chinese may end: greedy line breaking for a terminal.

The rules are those of "Requirements for Chinese Text Layout" (W3C, clreq, section 3.1):
no line begins with closing punctuation or ends with an opening mark, ——, …… and runs
of Latin letters and digits stay whole. Widths are counted in cells, two for an East Asian
wide character, as Unicode Standard Annex 11 has them (by `rich.cells`).
"""

from __future__ import annotations

from rich.cells import cell_len

__all__ = ["line_starts"]

_NEVER_FIRST = frozenset("，。、；：？！）】》〉」』”’〕］｝…—·～%％,.;:?!)]} \u3000")
_NEVER_LAST = frozenset("（【《〈「『“‘〔［｛([{")


def line_starts(text: str, width: int) -> list[int]:
    """Return the offsets at which lines after the first one start.

    Args:
        text: One paragraph, without line ends.
        width: The cells that a line has. Spaces may hang over at a line's end; a run that
            is wider than a line is broken anywhere.

    Example:
        >>> text = "他说：“好，走吧。”"
        >>> starts = [0, *line_starts(text, 10)]
        >>> [text[i:j] for i, j in zip(starts, [*starts[1:], None])]
        ['他说：', '“好，走', '吧。”']
    """
    starts: list[int] = []
    start, used = 0, 0
    for place, char in enumerate(text):
        cells = cell_len(char)
        if used + cells > width and place > start and char != " ":
            start = next((i for i in range(place, start, -1) if _may_break(text, i)), place)
            starts.append(start)
            used = cell_len(text[start:place])
        used += cells
    return starts


def _may_break(text: str, place: int) -> bool:
    before, after = text[place - 1], text[place]
    if after in _NEVER_FIRST or before in _NEVER_LAST or not cell_len(after):
        return False
    return not (_runs_on(before) and _runs_on(after))


def _runs_on(char: str) -> bool:
    return char.isascii() and not char.isspace()
