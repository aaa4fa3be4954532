"""Script conversion with alignment, as OpenCC does it.

`convert` and `Converter` turn a text into another script and say where each character
went; `detect_script` says which script a text is in. NumPy and the dictionaries are
loaded on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from corpus.convert.converter import CONFIGS, Conversion, Converter, convert, convert_all
    from corpus.convert.lexicon import Lexicon

__all__ = ["CONFIGS", "Conversion", "Converter", "Lexicon", "convert", "convert_all"]

_HOMES = {
    "CONFIGS": "converter",
    "Conversion": "converter",
    "Converter": "converter",
    "Lexicon": "lexicon",
    "convert": "converter",
    "convert_all": "converter",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415  the modules are heavy

    value = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
