"""What the package is about: `Corpus`, `Article` and the items of its layers."""

from corpus.model.annotation import Annotation
from corpus.model.annotations import (
    COARSE_LABELS,
    ENTITY_LABELS,
    QUOTATION_KINDS,
    Entity,
    Paragraph,
    Quotation,
    Role,
    Sentence,
    Token,
)
from corpus.model.article import Article
from corpus.model.collection import Corpus
from corpus.model.outline import SECTION_KINDS, Dateline, Decision, Reporter, Section

__all__ = [
    "COARSE_LABELS",
    "ENTITY_LABELS",
    "QUOTATION_KINDS",
    "SECTION_KINDS",
    "Annotation",
    "Article",
    "Corpus",
    "Dateline",
    "Decision",
    "Entity",
    "Paragraph",
    "Quotation",
    "Reporter",
    "Role",
    "Section",
    "Sentence",
    "Token",
]
