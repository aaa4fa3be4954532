"""From a messy newspaper dump to articles, nothing lost, every decision explained.

`parse` takes text, `read` and `iter_articles` take files, `parse_dateline` one paragraph. The
modules are imported when they are first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.parse.dateline import parse_dateline
    from corpus.parse.dump import parse
    from corpus.parse.rules import Rules, default_rules

__all__ = ["Rules", "default_rules", "parse", "parse_dateline"]

_HOMES = {
    "Rules": "rules",
    "default_rules": "rules",
    "parse": "dump",
    "parse_dateline": "dateline",
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
