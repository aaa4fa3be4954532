"""The explanation of a dump for a terminal: what ``corpus parse --explain`` prints there.

The lines come from `corpus.parsing.explanation`; here they are fitted to the width, and what is
said of the text is told from the text. Nothing is added or left out but the middle of long lines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.text import Text

from corpus.explore.terminal import safe
from corpus.explore.wrap import line_starts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["explanation_lines"]

_SAID = "      → "
_CUT = " … "
_PREFIX = 6  # the number of the article, a sign and spaces
_LEAST = 20


def explanation_lines(lines: Iterable[str], width: int) -> Iterator[Text]:
    """Yield the lines of `corpus.explain` for a terminal.

    Decisions are dim and wrapped under themselves; of a line of the dump that is too long the
    beginning and the end are shown.

    Args:
        lines: What `corpus.explain` yields.
        width: The terminal's width in cells.

    Example:
        >>> lines = ["  1 │ 会议今天在北京开幕", "      → boundary.opening 0.69: first in the text"]
        >>> for line in explanation_lines(lines, 40):
        ...     print(line)
          1 │ 会议今天在北京开幕
              → boundary.opening 0.69: first in
                the text
    """
    width = max(width, _LEAST)
    for line in lines:
        if line.startswith(_SAID):
            yield from _decision(line.removeprefix(_SAID), width)
        else:
            noise = line[_PREFIX - 2 : _PREFIX - 1] == "×"
            yield safe(_shortened(line, width), "dim" if noise else "")


def _decision(said: str, width: int) -> Iterator[Text]:
    drawn = safe(said, "dim")
    for number, row in enumerate(drawn.divide(line_starts(said, width - len(_SAID)))):
        row.rstrip()
        yield Text.assemble((" " * len(_SAID) if number else _SAID, "dim"), row)


def _shortened(line: str, width: int) -> str:
    if cell_len(line) <= width:
        return line
    head, _, tail = line.partition(_CUT)
    if not tail or cell_len(tail) > width // 2:
        tail = line[-width // 8 :]
    room = width - cell_len(_CUT) - cell_len(tail)
    return f"{set_cell_size(head, room).rstrip()}{_CUT}{tail}"
