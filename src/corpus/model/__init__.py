"""What the package is about: `Corpus`, `Article` and the items of its layers."""

from corpus.model.annotations import (
    COARSE_LABELS,
    ENTITY_LABELS,
    QUOTATION_KINDS,
    SECTION_KINDS,
    Annotation,
    Dateline,
    Decision,
    Entity,
    Paragraph,
    Quotation,
    Reporter,
    Role,
    Section,
    Sentence,
    Token,
)
from corpus.model.article import Article
from corpus.model.collection import Corpus

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
