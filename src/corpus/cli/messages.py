"""What the command says on stderr: one line for each thing that is wrong."""

from __future__ import annotations

import sys
from typing import IO, Any

import click

from corpus.errors import UnknownNameError
from corpus.parsing.file_names import readable

__all__ = ["Refusal", "counted", "reason", "tell"]

_MOST_NAMES = 20  # in a message


class Refusal(click.ClickException):
    """A request that can't be met; printed as one line."""

    exit_code = 2

    def show(self, file: IO[Any] | None = None) -> None:
        """Print it, on stderr unless told otherwise."""
        click.echo(_line(self.format_message()), file=file or sys.stderr)


def tell(message: str) -> None:
    """Print one line on stderr, above the bar where one is drawn."""
    if sys.stderr is not None:  # not click.echo, which goes past what `rich` put in its place
        sys.stderr.write(f"{_line(message)}\n")
        sys.stderr.flush()


def _line(message: str) -> str:
    return f"corpus: {' '.join(message.split())}"


def reason(error: Exception) -> str:
    """Return what an error says, short enough for a line.

    Example:
        >>> reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
        'a.txt: No such file or directory'
    """
    match error:
        case UnknownNameError(valid=valid) if len(valid) > _MOST_NAMES:
            hint = f" (did you mean {error.nearest!r}?)" if error.nearest else ""
            some = ", ".join(valid[:_MOST_NAMES])
            return f"unknown {error.what} {error.name!r}{hint}; {len(valid)} are valid: {some}, …"
        case OSError(filename=str(name), strerror=str(why)):
            return f"{readable(name)}: {why}"
        case OSError(strerror=str(why)):
            return why
        case UnicodeDecodeError():
            return f"the file is no UTF-8 text: {error.reason} at byte {error.start}"
        case UnicodeEncodeError():
            char = f"U+{ord(error.object[error.start]):04X}"
            return f"the text has {char}, which {error.encoding} can't write: {error.reason}"
    return str(error)


def counted(number: int, one: str, many: str | None = None) -> str:
    """Return a number with its noun.

    Example:
        >>> counted(1, "file"), counted(2, "line of noise", "lines of noise")
        ('1 file', '2 lines of noise')
    """
    return f"{number} {one if number == 1 else many or f'{one}s'}"
