"""Evaluation: how much of a gold annotation a prediction finds, and how exactly.

`entities` scores labelled spans, `spans` unlabelled ones (sentences, tokens, quotations),
`boundaries` cuts (sentence ends, article boundaries). `flat` makes the view without nesting that
most test sets have. Nothing is imported until a name is used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.evaluate.labelled import EntityScores, entities, flat
    from corpus.evaluate.scores import Score
    from corpus.evaluate.unlabelled import boundaries, spans

_HOMES = {
    "EntityScores": "labelled",
    "Score": "scores",
    "boundaries": "unlabelled",
    "entities": "labelled",
    "flat": "labelled",
    "spans": "unlabelled",
}

__all__ = ["EntityScores", "Score", "boundaries", "entities", "flat", "spans"]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
