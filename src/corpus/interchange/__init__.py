"""Exchange formats, a module each, reading and writing it."""

from corpus.interchange.jsonl import from_jsonl, iter_jsonl, read_jsonl, to_jsonl, write_jsonl
from corpus.interchange.standoff import read_standoff

__all__ = ["from_jsonl", "iter_jsonl", "read_jsonl", "read_standoff", "to_jsonl", "write_jsonl"]
