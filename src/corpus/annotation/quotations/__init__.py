"""Quotations: who says what, in marks or reported.

`find_quotations` is the door (`attribution`). What it reads: quotation marks (`marks`), verbs of
saying (`cues`), people without a name (`people`), and what both kinds of speech share (`speech`).
What it asks: who speaks (`speakers`), what is reported (`indirect_speech`), and which words in
marks are said (`direct_speech`), which looks at what the former has found.
"""

from corpus.annotation.quotations.attribution import find_quotations

__all__ = ["find_quotations"]
