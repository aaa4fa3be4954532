"""Entities: the network's names, mended by named rules, with values and ids.

`find_entities` is the door. A text is read by the tagger through its simplified shadow; the names
go through `RULES` one after the other, each a small function from a `Draft` to a `Draft` that mends
one kind of error; the grammars of `corpus.annotation.values` add dates and amounts; `settle`
decides what stays where two spans cross. Every rule can be left out by name, which is how
`benchmarks/entities.py` measures what it is worth.
"""

from corpus.annotation.entities.recognition import RULES, find_entities
from corpus.annotation.entities.views import coarse_names, outermost

__all__ = ["RULES", "coarse_names", "find_entities", "outermost"]
