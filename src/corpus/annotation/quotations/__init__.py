"""Quotations: who says what, in marks or reported.

`find_quotations` is the door (`attribution`). The modules behind it: `words` (quotation marks and
verbs of saying), `speech` (what reading both kinds shares), `speakers` (who speaks),
`indirect_speech` and `direct_speech`, which looks at what the former has found.
"""

from corpus.annotation.quotations.attribution import find_quotations

__all__ = ["find_quotations"]
