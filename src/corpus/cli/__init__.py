"""The command ``corpus``: a module for each of its commands, and what they share.

``group`` has the command itself and imports a command's module when it is asked for. What the
commands share: ``inputs`` (what a name on the command line means), ``outputs`` (where the lines
go), ``reading`` (options of reading text), ``progress`` and ``messages``. No other part of the
package prints, asks or exits.
"""

from corpus.cli.group import main

__all__ = ["main"]
