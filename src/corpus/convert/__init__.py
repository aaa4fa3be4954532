"""Script conversion with alignment, as OpenCC does it.

`convert` and `Converter` turn a text into another script and say where each character
went; `detect_script` says which script a text is in. NumPy and the dictionaries are
loaded on first use.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.convert.ambiguity import Ambiguity
    from corpus.convert.converter import CONFIGS, Conversion, Converter, convert, convert_all
    from corpus.convert.detection import ScriptReport, detect_script
    from corpus.convert.lexicon import Lexicon

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

_HOMES = {
    "CONFIGS": "converter",
    "Ambiguity": "ambiguity",
    "Conversion": "converter",
    "Converter": "converter",
    "Lexicon": "lexicon",
    "ScriptReport": "detection",
    "convert": "converter",
    "convert_all": "converter",
    "detect_script": "detection",
}


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{home}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


class _CallableModule(ModuleType):
    """Python binds ``corpus.convert`` to this module once it is imported; a call still works."""

    def __call__(self, *args: Any, **options: Any) -> Conversion:
        return __getattr__("convert")(*args, **options)  # type: ignore[no-any-return]


sys.modules[__name__].__class__ = _CallableModule
