"""Annotation: sentences, tokens, entities with values, quotations, roles, and their pipeline.

Text goes through `sentences`, `tokens/` and `entities/`, which reads it by the network (`lac/`) and
adds the dates and amounts of `values/`; `quotations/` and `roles` read the entities. `pipeline`
runs them over articles.

Nothing is imported until a name is used: the network's weights, NumPy, jieba and the tables load
with the first call that needs them. What a step reads of another's result it takes as an argument
(`find_quotations` the entities, `tag_tokens` the tokens), and `pipeline` joins them. On a plain
string, where nobody has made that result, `find_quotations`, `find_roles` and `tokenize` with
`tags` call the other step themselves.
"""

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.annotation.entities import RULES, coarse_names, find_entities, outermost
    from corpus.annotation.pipeline import annotate, annotate_article, annotate_articles
    from corpus.annotation.quotations import find_quotations
    from corpus.annotation.roles import find_roles
    from corpus.annotation.sentences import split_sentences
    from corpus.annotation.tokens import tag_tokens, tokenize
    from corpus.annotation.values import find_values

__all__ = [
    "RULES",
    "annotate",
    "annotate_article",
    "annotate_articles",
    "coarse_names",
    "find_entities",
    "find_quotations",
    "find_roles",
    "find_values",
    "outermost",
    "split_sentences",
    "tag_tokens",
    "tokenize",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "entities": ["RULES", "coarse_names", "find_entities", "outermost"],
        "values": ["find_values"],
        "pipeline": ["annotate", "annotate_article", "annotate_articles"],
        "quotations": ["find_quotations"],
        "roles": ["find_roles"],
        "sentences": ["split_sentences"],
        "tokens": ["tag_tokens", "tokenize"],
    },
)
