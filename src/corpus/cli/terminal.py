"""Printing on a terminal: what `corpus.explore` draws, by `rich`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from corpus.cli.outputs import STDOUT, blame, is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["on_terminal", "print_drawn"]


def on_terminal() -> bool:
    """Tell whether standard output is a terminal, or is to be treated as one."""
    return is_terminal(sys.stdout) or bool(os.environ.get("FORCE_COLOR"))


def print_drawn(draw: Callable[[int], Iterable[Any]]) -> None:
    """Print what a function draws, which is given the terminal's width in cells.

    Raises:
        Refusal: If it can't be written.
        Exit: If its reader goes away.
    """
    from rich.console import Console

    console = Console(highlight=False)
    for line in draw(console.width):
        try:
            console.print(line)
        except OSError as error:
            blame(STDOUT, error)
