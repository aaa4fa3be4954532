"""The command ``corpus`` itself: its subcommands, and how it refuses.

A subcommand is imported when it is asked for. The exit status is 0, 1 if there was no article at
all or the reader of the output went away, and 2 for a request that can't be met or a file that
failed (one line on stderr says why).
"""

from __future__ import annotations

import errno
import sys
from importlib import import_module
from typing import Any

import click

import corpus
from corpus.cli.messages import Refusal, reason, tell
from corpus.cli.outputs import STDOUT, blame
from corpus.errors import CorpusError

__all__ = ["main"]

_COMMANDS = ("annotate", "info", "parse", "show")
_STOPPED = 130  # as of shells: 128 and the number of the signal
_WRITING = {errno.EPIPE, errno.ENOSPC, errno.EFBIG, errno.EDQUOT}


_EPILOG = """\b
Examples:
  corpus show zhao-yafu --layer entities
  corpus parse dumps/ -o news.jsonl
  corpus annotate news.jsonl -o annotated.jsonl
  cat dump.txt | corpus annotate - | corpus show - --to s2tw

Exit status: 0; 1 if there is no article; 2 if a file fails or the request can't be met, and a
line on stderr says why.
"""


class _Commands(click.Group):
    """The commands, each imported when it is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"corpus.cli.{cmd_name}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            nearest = corpus.UnknownNameError("command", args[0], _COMMANDS)
            raise click.UsageError(str(nearest), ctx) from error

    def main(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().main(*args, **kwargs)
        except OSError as error:  # from the help or the version, which click prints
            try:
                blame(STDOUT, error)
            except click.ClickException as refusal:
                refusal.show()
                sys.exit(refusal.exit_code)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        try:
            return super().make_context(*args, **kwargs)
        except click.exceptions.NoArgsIsHelpError:
            raise
        except click.UsageError as error:
            raise _short(error, "corpus") from error

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            tell("stopped; an output file is as it was")
            raise click.exceptions.Exit(_STOPPED) from None
        except click.UsageError as error:
            raise _short(error, f"corpus {ctx.invoked_subcommand}") from error
        except (CorpusError, OSError, UnicodeError) as error:
            if isinstance(error, OSError) and error.errno in _WRITING and not error.filename:
                blame(STDOUT, error)  # from the help of a command, which click prints
            raise Refusal(reason(error)) from error


def _short(error: click.UsageError, command: str) -> Refusal:
    path = command if error.ctx is None else error.ctx.command_path
    return Refusal(f"{error.format_message().rstrip('.')}; see {path} --help")


@click.group(
    name="corpus",
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=_EPILOG,
)
@click.version_option(corpus.__version__, prog_name="corpus", message="%(prog)s %(version)s")
def main() -> None:
    """Annotated Chinese news text: show it, count it, parse it, annotate it."""
    _write_unicode()


def _write_unicode() -> None:
    """Let stdout and stderr take every character, whatever the locale's encoding."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        encoding = (stream.encoding or "").lower().replace("-", "").replace("_", "")
        if not encoding.startswith(("utf", "gb18030")) and hasattr(stream, "reconfigure"):
            # Left alone, Python would forget that stderr shows in escapes what it can't write.
            stream.reconfigure(encoding="utf-8", errors=stream.errors)
