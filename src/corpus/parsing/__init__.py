"""From a messy newspaper dump to articles, nothing lost, every decision explained.

`parse` takes text, `parse_stream` text in chunks, `parse_dateline` one paragraph; files are read
in `corpus.parsing.read`. The modules are imported when they are first used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.parsing.accounts import Stretch, coverage
    from corpus.parsing.dateline import parse_dateline
    from corpus.parsing.dump import parse
    from corpus.parsing.explanation import explain
    from corpus.parsing.rules import Rules, default_rules
    from corpus.parsing.stream import parse_stream

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

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "accounts": ["Stretch", "coverage"],
        "dateline": ["parse_dateline"],
        "dump": ["parse"],
        "explanation": ["explain"],
        "rules": ["Rules", "default_rules"],
        "stream": ["parse_stream"],
    },
)
