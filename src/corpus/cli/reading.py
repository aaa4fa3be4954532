"""The options of reading newspaper text, which ``parse`` and ``annotate`` share."""

from __future__ import annotations

import datetime as dt
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import click

from corpus.cli.completion import FILE
from corpus.cli.messages import Refusal
from corpus.parsing.per_file import Options
from corpus.parsing.rules import Rules, default_rules

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Reading", "reading_options"]


def _checked_year(_ctx: click.Context, _param: click.Parameter, year: int | None) -> int | None:
    if year is not None and not dt.MINYEAR <= year <= dt.MAXYEAR:
        raise click.BadParameter(f"{year} is not from {dt.MINYEAR} to {dt.MAXYEAR}")
    return year


_OPTIONS = (
    click.option("--encoding", metavar="NAME", help="Encoding of the text; found if not given."),
    click.option(
        "--errors",
        type=click.Choice(["strict", "replace"]),
        default="strict",
        show_default=True,
        metavar="HOW",
        help="Bytes that are no text: strict refuses them, replace puts U+FFFD.",
    ),
    click.option(
        "--year",
        type=int,
        callback=_checked_year,
        metavar="YEAR",
        help="The year of datelines that name none.",
    ),
    click.option(
        "--published",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="YYYY-MM-DD",
        help="The day of publication, from which dates are completed.",
    ),
    click.option(
        "--rules",
        metavar="RULES.toml",
        type=FILE,
        help="Rules to put over the packaged ones.",
    ),
)


@attrs.frozen
class Reading:
    """How newspaper text is to be read.

    Attributes:
        options: What the options say.
        files: The files that they name.
    """

    options: Options
    files: tuple[str, ...]

    @property
    def rules(self) -> Rules:
        """The rules that are gone by."""
        return self.options.rules or default_rules()


def reading_options(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of reading text; it takes them as one, `reading`.

    They are checked before anything is read. Rules that are none are a `ParseError` that says
    the file and, where it can, the line; files that can't be read a `Refusal`.
    """

    @wraps(command)
    def run(
        *,
        encoding: str | None,
        errors: str,
        year: int | None,
        published: dt.datetime | None,
        rules: str | None,
        **others: Any,
    ) -> None:
        day = None if published is None else published.date()
        options = Options(encoding, errors, _rules(rules), year, day)
        options.decoder(None)  # a wrong name is no file's fault
        command(reading=Reading(options, () if rules is None else (rules,)), **others)

    decorated: Callable[..., None] = run
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return decorated


def _rules(path: str | None) -> Rules | None:
    if path is None:
        return None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(f"{path}: rules are TOML in UTF-8; byte {error.start} is not") from error
    except OSError as error:
        raise Refusal(f"{path}: {error.strerror or error}") from error
    return Rules.from_toml(text, source=path)
