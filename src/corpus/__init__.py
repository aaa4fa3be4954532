"""Annotated Chinese news text whose annotations survive every change of the text.

Every public name is here; each is imported when it is first used, so that
``import corpus`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.alignment import Alignment, Edit
    from corpus.annotate.sentences import split_sentences
    from corpus.convert import (
        CONFIGS,
        Conversion,
        Converter,
        ScriptReport,
        convert,
        convert_all,
        detect_script,
    )
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
    from corpus.interchange import from_jsonl, read_jsonl, read_standoff, to_jsonl, write_jsonl
    from corpus.interchange.jsonl import iter_jsonl
    from corpus.layers import Layer
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
    from corpus.spans import Span
    from corpus.values import DateValue, Quantity

__version__ = "0.1.0"

_HOMES = {
    "corpus.alignment": ("Alignment", "Edit"),
    "corpus.annotate.sentences": ("split_sentences",),
    "corpus.convert": (
        *("CONFIGS", "Conversion", "Converter", "ScriptReport"),
        *("convert", "convert_all", "detect_script"),
    ),
    "corpus.errors": (
        *("AlignmentError", "AnnotationError", "CorpusError", "DecodeError", "FormatError"),
        *("LayerError", "LexiconError", "MissingExtraError", "ParseError", "SpanError"),
        *("TextError", "UnknownNameError"),
    ),
    "corpus.interchange": (
        *("from_jsonl", "read_jsonl", "read_standoff", "to_jsonl", "write_jsonl"),
    ),
    "corpus.interchange.jsonl": ("iter_jsonl",),
    "corpus.layers": ("Layer",),
    "corpus.model": (
        *("COARSE_LABELS", "ENTITY_LABELS", "SECTION_KINDS", "Annotation", "Article", "Corpus"),
        *("Dateline", "Decision", "Entity", "Paragraph", "Quotation", "Reporter", "Role"),
        *("Section", "Sentence", "Token"),
    ),
    "corpus.packaged": ("load", "raw_text"),
    "corpus.spans": ("Span",),
    "corpus.values": ("DateValue", "Quantity"),
}
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "COARSE_LABELS",
    "CONFIGS",
    "ENTITY_LABELS",
    "SECTION_KINDS",
    "Alignment",
    "AlignmentError",
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
    "LexiconError",
    "MissingExtraError",
    "Paragraph",
    "ParseError",
    "Quantity",
    "Quotation",
    "Reporter",
    "Role",
    "ScriptReport",
    "Section",
    "Sentence",
    "Span",
    "SpanError",
    "TextError",
    "Token",
    "UnknownNameError",
    "convert",
    "convert_all",
    "detect_script",
    "from_jsonl",
    "iter_jsonl",
    "load",
    "raw_text",
    "read_jsonl",
    "read_standoff",
    "split_sentences",
    "to_jsonl",
    "write_jsonl",
]


def __getattr__(name: str) -> Any:
    module = _HOME.get(name)
    if module is None:
        raise AttributeError(f"module 'corpus' has no attribute {name!r}")
    value = getattr(import_module(module), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
