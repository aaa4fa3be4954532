"""Where the lines of a command go: standard output, or a file that is complete or as it was.

What fails in writing is the output's fault and is told with its name, whatever was being read
meanwhile. A reader that goes away (``| head``) ends the command quietly, with status 1.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager, suppress
from typing import IO, TYPE_CHECKING, NoReturn

import click
from click.exceptions import Exit

from corpus.cli.completion import FILE
from corpus.cli.messages import Refusal
from corpus.interchange.files import Replacement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

__all__ = [
    "OUTPUT",
    "STDOUT",
    "Output",
    "blame",
    "is_stdout",
    "is_terminal",
    "print_lines",
    "writing",
]

STDOUT = "<stdout>"

OUTPUT = click.option(
    "-o",
    "--output",
    metavar="OUT.jsonl",
    type=FILE,
    help="Where to write; stdout if not given.",
)
"""The option that names where articles go."""


class Output:
    """Takes lines, and names itself where it can't.

    Args:
        name: What it is called in messages.
        write: Writes to it.
    """

    def __init__(self, name: str, write: Callable[[str], object]) -> None:
        self.name = name
        self.kept = True  # if not, a file that was there stays as it was
        self._write = write

    def write(self, text: str) -> None:
        """Write text as it is."""
        try:
            self._write(text)
        except OSError as error:
            blame(self.name, error)


def is_stdout(path: str | None) -> bool:
    """Tell whether the option ``-o`` means standard output."""
    return path is None or path == "-"


def is_terminal(stream: IO[str] | None) -> bool:
    """Tell whether a stream is a terminal; one that is closed is none."""
    return stream is not None and stream.isatty()


@contextmanager
def writing(path: str | None) -> Iterator[Output]:
    """Yield the output that ``-o`` names; it is there as a whole or not at all.

    Args:
        path: The file, packed if it ends in ``.gz``; ``-`` or `None` for standard output.

    Raises:
        Refusal: If it can't be written.
        Exit: If its reader goes away.
    """
    if path is None or path == "-":
        if sys.stdout is None:
            raise Refusal(f"{STDOUT}: it is closed")
        yield Output(STDOUT, sys.stdout.write)
        try:
            sys.stdout.flush()
        except OSError as error:
            blame(STDOUT, error)
        return
    if not path:
        raise Refusal("-o takes a file name, not an empty one")
    try:
        replacement = Replacement(path)
    except OSError as error:
        blame(path, error)
    with replacement:
        output = Output(path, replacement.write)
        yield output
        if output.kept:
            try:
                replacement.commit()
            except OSError as error:
                blame(path, error)


def blame(name: str, error: OSError) -> NoReturn:
    """End the command because of an output: quietly if its reader is gone, else with a line."""
    _abandon_stdout()
    if isinstance(error, BrokenPipeError):
        raise Exit(1) from error
    raise Refusal(f"{name}: {error.strerror or error}") from error


def _abandon_stdout() -> None:
    # Else the interpreter tries once more, when it ends, to write what stdout still holds.
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to standard output."""
    with writing(None) as output:
        for line in lines:
            output.write(f"{line}\n")
