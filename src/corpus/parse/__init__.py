"""From a messy newspaper dump to articles, nothing lost, every decision explained.

`parse` takes text, `parse_stream` text in chunks, `parse_dateline` one paragraph; files are read
in `corpus.parse.read`. The modules are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.parse.accounts import Stretch, coverage
    from corpus.parse.dateline import parse_dateline
    from corpus.parse.dump import parse
    from corpus.parse.explanation import explain
    from corpus.parse.rules import Rules, default_rules
    from corpus.parse.stream import parse_stream

__all__ = [
    "Rules",
    "Stretch",
    "coverage",
    "default_rules",
    "explain",
    "parse",
    "parse_dateline",
    "parse_stream",
]

_HOMES = {
    "Rules": "rules",
    "Stretch": "accounts",
    "coverage": "accounts",
    "default_rules": "rules",
    "explain": "explanation",
    "parse": "dump",
    "parse_dateline": "dateline",
    "parse_stream": "stream",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
