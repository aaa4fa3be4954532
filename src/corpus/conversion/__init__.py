"""Script conversion with alignment, as OpenCC does it.

`convert` and `Converter` turn a text into another script and say where each character
went; `detect_script` says which script a text is in. NumPy and the dictionaries are
loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.lazy import lazy_names

if TYPE_CHECKING:
    from corpus.conversion.ambiguity import Ambiguity
    from corpus.conversion.converter import CONFIGS, Conversion, Converter, convert, convert_all
    from corpus.conversion.detection import ScriptReport, detect_script
    from corpus.conversion.lexicon import Lexicon

__all__ = [
    "CONFIGS",
    "Ambiguity",
    "Conversion",
    "Converter",
    "Lexicon",
    "ScriptReport",
    "convert",
    "convert_all",
    "detect_script",
]

__getattr__, __dir__ = lazy_names(
    __name__,
    {
        "ambiguity": ["Ambiguity"],
        "converter": ["CONFIGS", "Conversion", "Converter", "convert", "convert_all"],
        "detection": ["ScriptReport", "detect_script"],
        "lexicon": ["Lexicon"],
    },
)
