"""Annotated Chinese news text whose annotations survive every change of the text.

Every public name is here. Spans, alignments and layers are imported at once; the rest is
imported when it is first used, so that ``import corpus`` stays light.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from corpus.alignment import Alignment, Edit
from corpus.errors import (
    AlignmentError,
    AnnotationError,
    CorpusError,
    DecodeError,
    FormatError,
    LayerError,
    LexiconError,
    MissingExtraError,
    ParseError,
    SpanError,
    TextError,
    UnknownNameError,
)
from corpus.layers import Layer
from corpus.lazy import lazy_names
from corpus.spans import Span
from corpus.values import DateValue, Quantity

if TYPE_CHECKING:
    from corpus import evaluate as evaluate
    from corpus.annotation import (
        annotate,
        find_entities,
        find_quotations,
        find_roles,
        find_values,
        split_sentences,
        tokenize,
    )
    from corpus.conversion import (
        CONFIGS,
        Ambiguity,
        Conversion,
        Converter,
        Lexicon,
        ScriptReport,
        convert,
        convert_all,
        detect_script,
    )
    from corpus.interchange import (
        from_jsonl,
        iter_jsonl,
        read_jsonl,
        read_standoff,
        to_jsonl,
        write_jsonl,
    )
    from corpus.model import (
        COARSE_LABELS,
        ENTITY_LABELS,
        SECTION_KINDS,
        Annotation,
        Article,
        Corpus,
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
    from corpus.packaged import load, raw_text
    from corpus.parsing import (
        Rules,
        Stretch,
        coverage,
        default_rules,
        explain,
        parse,
        parse_dateline,
        parse_stream,
    )
    from corpus.parsing.read import iter_articles, read

__version__ = "0.1.0"

__all__ = [
    "COARSE_LABELS",
    "CONFIGS",
    "ENTITY_LABELS",
    "SECTION_KINDS",
    "Alignment",
    "AlignmentError",
    "Ambiguity",
    "Annotation",
    "AnnotationError",
    "Article",
    "Conversion",
    "Converter",
    "Corpus",
    "CorpusError",
    "DateValue",
    "Dateline",
    "Decision",
    "DecodeError",
    "Edit",
    "Entity",
    "FormatError",
    "Layer",
    "LayerError",
    "Lexicon",
    "LexiconError",
    "MissingExtraError",
    "Paragraph",
    "ParseError",
    "Quantity",
    "Quotation",
    "Reporter",
    "Role",
    "Rules",
    "ScriptReport",
    "Section",
    "Sentence",
    "Span",
    "SpanError",
    "Stretch",
    "TextError",
    "Token",
    "UnknownNameError",
    "annotate",
    "convert",
    "convert_all",
    "coverage",
    "default_rules",
    "detect_script",
    "explain",
    "find_entities",
    "find_quotations",
    "find_roles",
    "find_values",
    "from_jsonl",
    "iter_articles",
    "iter_jsonl",
    "load",
    "parse",
    "parse_dateline",
    "parse_stream",
    "raw_text",
    "read",
    "read_jsonl",
    "read_standoff",
    "split_sentences",
    "to_jsonl",
    "tokenize",
    "write_jsonl",
]


_find, _names = lazy_names(
    "corpus",
    {
        "annotation": [
            *("annotate", "find_entities", "find_quotations", "find_roles", "find_values"),
            *("split_sentences", "tokenize"),
        ],
        "conversion": [
            *("CONFIGS", "Ambiguity", "Conversion", "Converter", "Lexicon", "ScriptReport"),
            *("convert", "convert_all", "detect_script"),
        ],
        "interchange": [
            *("from_jsonl", "iter_jsonl", "read_jsonl", "read_standoff"),
            *("to_jsonl", "write_jsonl"),
        ],
        "model": [
            *("COARSE_LABELS", "ENTITY_LABELS", "SECTION_KINDS", "Annotation", "Article"),
            *("Corpus", "Dateline", "Decision", "Entity", "Paragraph", "Quotation", "Reporter"),
            *("Role", "Section", "Sentence", "Token"),
        ],
        "packaged": ["load", "raw_text"],
        "parsing": [
            *("Rules", "Stretch", "coverage", "default_rules", "explain"),
            *("parse", "parse_dateline", "parse_stream"),
        ],
        "parsing.read": ["iter_articles", "read"],
    },
)


def __getattr__(name: str) -> Any:
    # `corpus.evaluate.entities(…)` works without an import of its own
    return import_module("corpus.evaluate") if name == "evaluate" else _find(name)


def __dir__() -> list[str]:
    return [*_names(), "evaluate"]
