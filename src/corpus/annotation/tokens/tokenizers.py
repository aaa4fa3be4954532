"""The tokenizers that can be asked for: jieba's words by either engine, or a function's.

What they give are the lengths of words, which add up to the text. What becomes of them is in
`tokenization`; how jieba's are found in `segmentation` and `segmentation_rust`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from corpus.errors import AnnotationError, MissingExtraError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["TOKENIZERS", "cutter"]

TOKENIZERS: Final = ("jieba", "rjieba")
"""The tokenizers that have a name."""


def cutter(
    tokenizer: str | Callable[[str], Iterable[str]],
) -> tuple[Callable[[str], Iterable[int]], str]:
    """Return what gives the lengths of a text's words, and the name of their maker.

    Args:
        tokenizer: As for `tokenize`.

    Raises:
        UnknownNameError: If there is no tokenizer of that name.
        MissingExtraError: If ``"rjieba"`` is asked for and missing.

    Example:
        >>> cut, maker = cutter(str.split)
        >>> list(cut("hello 世界")), maker
        ([5, 1, 2], 'split')
    """
    if callable(tokenizer):
        function = tokenizer
        return lambda text: _lengths_of(function, text), getattr(
            function, "__name__", type(function).__name__
        )
    from corpus.annotation.jieba_files import jieba_version
    from corpus.annotation.tokens import segmentation_rust

    if tokenizer not in TOKENIZERS:
        raise UnknownNameError("tokenizer", tokenizer, TOKENIZERS)
    if tokenizer == "rjieba" and not segmentation_rust.is_available():
        raise MissingExtraError("rjieba", extra="fast", purpose="tokenizer='rjieba'")
    return (
        lambda text: map(len, segmentation_rust.cut_fast(text)),
        f"jieba {jieba_version()}",
    )


def _lengths_of(function: Callable[[str], Iterable[str]], text: str) -> list[int]:
    """Return the lengths of a function's words, and of the white space it left out."""
    lengths: list[int] = []
    place = 0
    for word in function(text):
        start = text.find(word, place)
        if start < 0 or (start > place and not text[place:start].isspace()):
            raise AnnotationError(
                f"the tokenizer's word {word!r} is not what stands at offset {place}: "
                f"{text[place : place + 10]!r}"
            )
        lengths += [length for length in (start - place, len(word)) if length]
        place = start + len(word)
    rest = text[place:]
    if rest and not rest.isspace():
        raise AnnotationError(f"the tokenizer leaves out {rest[:10]!r} at offset {place}")
    return [*lengths, len(rest)] if rest else lengths
