"""Annotation: sentences, tokens, entities with values, quotations, roles, and their pipeline.

Nothing is imported until a name is used: the network's weights, NumPy, jieba and the tables load
with the first call that needs them. No step imports another: what a step needs of another's
result it takes as an argument, and `pipeline` joins them.
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.annotation.entities import RULES, find_entities, outermost
    from corpus.annotation.grammar import find_values
    from corpus.annotation.pipeline import annotate, annotate_article, annotate_articles
    from corpus.annotation.quotations import find_quotations
    from corpus.annotation.roles import find_roles
    from corpus.annotation.sentences import split_sentences
    from corpus.annotation.tokens import tokenize

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

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "entities": ["RULES", "find_entities", "outermost"],
        "grammar": ["find_values"],
        "pipeline": ["annotate", "annotate_article", "annotate_articles"],
        "quotations": ["find_quotations"],
        "roles": ["find_roles"],
        "sentences": ["split_sentences"],
        "tokens": ["tokenize"],
    },
)
