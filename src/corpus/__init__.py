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
from corpus.spans import Span
from corpus.values import DateValue, Quantity

if TYPE_CHECKING:
    from corpus import evaluate
    from corpus.annotate import (
        annotate,
        find_entities,
        find_quotations,
        find_roles,
        find_values,
        split_sentences,
        tokenize,
    )
    from corpus.convert import (
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
    from corpus.parse import Rules, default_rules, parse, parse_dateline
    from corpus.parse.read import iter_articles, read

__version__ = "0.1.0"

_HOMES = {
    "corpus.annotate": (
        *("annotate", "find_entities", "find_quotations", "find_roles", "find_values"),
        *("split_sentences", "tokenize"),
    ),
    "corpus.convert": (
        *("CONFIGS", "Ambiguity", "Conversion", "Converter", "Lexicon", "ScriptReport"),
        *("convert", "convert_all", "detect_script"),
    ),
    "corpus.interchange": (
        *("from_jsonl", "iter_jsonl", "read_jsonl", "read_standoff", "to_jsonl", "write_jsonl"),
    ),
    "corpus.model": (
        *("COARSE_LABELS", "ENTITY_LABELS", "SECTION_KINDS", "Annotation", "Article", "Corpus"),
        *("Dateline", "Decision", "Entity", "Paragraph", "Quotation", "Reporter", "Role"),
        *("Section", "Sentence", "Token"),
    ),
    "corpus.packaged": ("load", "raw_text"),
    "corpus.parse": ("Rules", "default_rules", "parse", "parse_dateline"),
    "corpus.parse.read": ("iter_articles", "read"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

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
    "TextError",
    "Token",
    "UnknownNameError",
    "annotate",
    "convert",
    "convert_all",
    "default_rules",
    "detect_script",
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
    "raw_text",
    "read",
    "read_jsonl",
    "read_standoff",
    "split_sentences",
    "to_jsonl",
    "tokenize",
    "write_jsonl",
]


def __getattr__(name: str) -> Any:
    if name == "evaluate":
        return import_module("corpus.evaluate")
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
