"""Annotation: sentences, tokens, entities with values, quotations, roles, and their pipeline.

Nothing is imported until a name is used: the network's weights, NumPy, jieba and the tables load
with the first call that needs them. No step imports another: what a step needs of another's
result it takes as an argument, and `pipeline` joins them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.annotate.entities import RULES, find_entities, outermost
    from corpus.annotate.grammar import find_values
    from corpus.annotate.pipeline import annotate, annotate_article, annotate_articles
    from corpus.annotate.quotations import find_quotations
    from corpus.annotate.roles import find_roles
    from corpus.annotate.sentences import split_sentences
    from corpus.annotate.tokens import tokenize

_HOMES = {
    "RULES": "entities",
    "annotate": "pipeline",
    "annotate_article": "pipeline",
    "annotate_articles": "pipeline",
    "find_entities": "entities",
    "find_quotations": "quotations",
    "find_roles": "roles",
    "find_values": "grammar",
    "outermost": "entities",
    "split_sentences": "sentences",
    "tokenize": "tokens",
}

__all__ = [
    "RULES",
    "annotate",
    "annotate_article",
    "annotate_articles",
    "find_entities",
    "find_quotations",
    "find_roles",
    "find_values",
    "outermost",
    "split_sentences",
    "tokenize",
]


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
