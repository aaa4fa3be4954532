"""What a shell may complete: files, the ids of the packaged articles, configs, layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["FILE", "configs", "layers", "names"]

FILE = click.Path(readable=False, allow_dash=True)
"""The type of a file's name, which is checked when it is opened."""

_FILES = "file"


def names(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the packaged articles whose ids begin so, or let the shell complete a file."""
    from corpus.packaged import load

    return _beginning(load().ids, begun) or [CompletionItem(begun, type=_FILES)]


def configs(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the configs that begin so."""
    from corpus.conversion import CONFIGS

    return _beginning(CONFIGS, begun)


def layers(_ctx: click.Context, _param: click.Parameter, begun: str) -> list[CompletionItem]:
    """Return the layers that begin so."""
    from corpus.interchange.fields import LAYERS

    return _beginning(LAYERS, begun)


def _beginning(known: Iterable[str], begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in known if name.startswith(begun)]
