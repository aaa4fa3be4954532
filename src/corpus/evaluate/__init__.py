"""Evaluation: how much of a gold annotation a prediction finds, and how exactly.

`entities` scores labelled spans, `spans` unlabelled ones (sentences, tokens, quotations),
`boundaries` cuts (sentence ends, article boundaries). `flat` makes the view without nesting that
most test sets have. Nothing is imported until a name is used.
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.evaluate.labelled import EntityScores, entities, flat
    from corpus.evaluate.scores import Score
    from corpus.evaluate.unlabelled import boundaries, spans

__all__ = ["EntityScores", "Score", "boundaries", "entities", "flat", "spans"]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "labelled": ["EntityScores", "entities", "flat"],
        "scores": ["Score"],
        "unlabelled": ["boundaries", "spans"],
    },
)
