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

__version__ = "0.1.0"

_HOMES = {
    "corpus.annotate.sentences": ("split_sentences",),
    "corpus.convert": (
        *("CONFIGS", "Conversion", "Converter", "ScriptReport"),
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
