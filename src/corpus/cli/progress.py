"""Progress: a bar on stderr, where that is a terminal and nothing else is written to it."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from corpus.cli.outputs import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["bar"]


@contextmanager
def bar(
    doing: str, total: int | None, *, shown: bool = True, size: bool = False
) -> Iterator[Callable[[int], None]]:
    """Yield what is called with how much more has been done.

    Args:
        doing: What is being done, such as ``annotating``.
        total: How much there is to do; `None` if that is not known.
        shown: Whether to draw anything at all.
        size: Whether what is done are bytes.
    """
    if not (shown and is_terminal(sys.stderr)):
        yield lambda _more: None
        return
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        DownloadColumn,
        MofNCompleteColumn,
        Progress,
        TextColumn,
        TimeRemainingColumn,
    )

    amount = DownloadColumn() if size else MofNCompleteColumn()
    columns = (TextColumn("{task.description}"), BarColumn(), amount, TimeRemainingColumn())
    # What a command prints on stdout is no business of the bar's.
    drawn = Progress(*columns, console=Console(stderr=True), transient=True, redirect_stdout=False)
    with drawn:
        task = drawn.add_task(f"{doing:10}", total=total)
        yield lambda more: drawn.advance(task, more)
