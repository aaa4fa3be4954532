"""Tokens: where the words of a text are.

The segmentation is jieba's (`segmentation`, or the same by `rjieba`), or the caller's own; what
this module adds are offsets, stretches that must stay whole, and traditional script by way of a
simplified shadow. What parts of speech the words are is found in `tagging`.

Tokens cover the text without gap or overlap: white space and punctuation are tokens too, as they
are in jieba.
"""

from __future__ import annotations

import re
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

import attrs

from corpus.alignment import Alignment
from corpus.annotation.script import is_traditional
from corpus.annotation.shadow import simplified
from corpus.annotation.tokens.tokenizers import cutter
from corpus.arguments import check_several, check_spanned, check_text
from corpus.errors import SpanError
from corpus.layers import Layer, trusted_layer
from corpus.model import Token
from corpus.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus.annotation.lac import Tagger
    from corpus.model.steps import Converter
    from corpus.spans import Spanned

__all__ = ["tokenize"]


def tokenize(
    text: str,
    *,
    keep: Iterable[Spanned] = (),
    words: Iterable[str] = (),
    tokenizer: str | Callable[[str], Iterable[str]] = "jieba",
    converter: Converter | Literal["auto"] | None = "auto",
    tags: bool = False,
    tagger: Tagger | None = None,
) -> Layer[Token]:
    """Split a text into words.

    For a text in simplified script, without other options, the words are those of
    ``jieba.cut(text)``. `rjieba`, if it is installed (extra ``fast``), makes the same words some
    ten times as fast, and is used unasked.

    Args:
        text: Any text. It is not changed or normalised.
        keep: Spans of `text`, in code points, that become one token each, such as the entities
            of an article. No token crosses their edges; what lies between them is cut by itself.
            Of spans that overlap the one that starts first counts, and of two that start
            together the longer.
        words: Words that become one token wherever they stand outside `keep`; where two
            overlap, the one that starts first, then the longer.
        tokenizer: ``"jieba"``, ``"rjieba"`` (the same words, and an error where it is missing),
            or a function from a text to its words in order. The function may leave out white
            space, nothing else.
        converter: What makes the simplified text that is cut in place of a traditional one. By
            default (``"auto"``) a text with more traditional than simplified characters is
            simplified character by character; `None` cuts the text as it is.
        tags: Also find parts of speech (`tagging.tag_tokens`).
        tagger: The tagger to do it with.

    Returns:
        The tokens; they cover the text in order. Without `tags`, ``upos`` and ``tag`` are
        `None`.

    Raises:
        UnknownNameError: If there is no tokenizer of that name.
        MissingExtraError: If ``"rjieba"`` is asked for and missing.
        SpanError: If a span of `keep` leaves the text.
        AnnotationError: If the words of a function are not those of the text.

    Example:
        >>> [token.text for token in tokenize("他来到了网易杭研大厦。")]
        ['他', '来到', '了', '网易', '杭研', '大厦', '。']
        >>> [token.text for token in tokenize("他来到了網易杭研大廈。", words=["網易杭研大廈"])]
        ['他', '来到', '了', '網易杭研大廈', '。']
        >>> layer = tokenize("他来到北京。", tags=True)
        >>> [(token.text, token.upos, token.tag) for token in layer]
        [('他', 'PRON', 'r'), ('来到', 'VERB', 'v'), ('北京', 'PROPN', 'LOC'), ('。', 'PUNCT', 'w')]
    """
    check_text(text)
    check_several(keep, "keep=")
    check_several(words, "words=")
    cut, maker = cutter(tokenizer)
    whole = _whole(text, keep, words)
    shadow = _shadow(text, converter)
    starts, ends = _cut_around(text, whole, cut, shadow)
    layer = trusted_layer(text, Token, starts, ends, source=maker)
    if not tags:
        return layer
    from corpus.annotation.tokens.tagging import tag_tokens  # the network, which others do not need

    return tag_tokens(layer, tagger=tagger)


# -- stretches that stay whole ------------------------------------------------------


def _whole(text: str, keep: Iterable[Spanned], words: Iterable[str]) -> list[tuple[int, int]]:
    """Return the stretches that become one token, in order, without overlap."""
    kept = _kept(text, keep)
    found = sorted({word for word in words if word}, key=len, reverse=True)
    if not found:
        return kept
    pattern = re.compile("|".join(map(re.escape, found)))
    whole: list[tuple[int, int]] = []
    place = 0
    for start, end in [*kept, (len(text), len(text))]:
        whole += [match.span() for match in pattern.finditer(text, place, start)]
        if start < end:
            whole.append((start, end))
        place = end
    return whole


def _kept(text: str, keep: Iterable[Spanned]) -> list[tuple[int, int]]:
    keep = tuple(keep)
    for span in keep:
        check_spanned(span)
    spans = sorted(((span.start, span.end) for span in keep), key=lambda s: (s[0], -s[1]))
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        if not 0 <= start <= end <= len(text):
            raise SpanError("a span to keep leaves the text", start, end, len(text))
        if start < end and (not kept or start >= kept[-1][1]):
            kept.append((start, end))
    return kept


def _cut_around(
    text: str,
    whole: list[tuple[int, int]],
    cut: Callable[[str], Iterable[int]],
    shadow: _Shadow | None,
) -> tuple[array[int], array[int]]:
    """Return the tokens' starts and ends: the whole stretches and the words between them."""
    ends = array("i")
    place = 0
    for start, end in whole:
        ends += _ends_between(text, place, start, cut, shadow)
        ends.append(end)
        place = end
    ends += _ends_between(text, place, len(text), cut, shadow)
    return array("i", [0][: len(ends)]) + ends[:-1], ends


def _ends_between(
    text: str,
    start: int,
    end: int,
    cut: Callable[[str], Iterable[int]],
    shadow: _Shadow | None,
) -> array[int]:
    """Return the ends of the words from `start` to `end`."""
    if start == end:
        return array("i")
    if shadow is None:
        piece = text if end - start == len(text) else text[start:end]
        ends = array("i", accumulate(cut(piece), initial=start))
        del ends[0]
        return ends
    there = shadow.alignment.map_span(Span(start, end), "expand")
    cuts = accumulate(cut(shadow.text[there.start : there.end]), initial=there.start)
    places = [there.start, *list(cuts)[1:]]
    back = shadow.alignment.inverse()
    _, mapped = back.map_spans(places[:-1], places[1:], "expand")
    # A conversion that changes lengths may cut inside what corresponds only as a whole.
    return array("i", sorted({min(max(p, start), end) for p in mapped} - {start} | {end}))


# -- traditional script -------------------------------------------------------------


@attrs.frozen
class _Shadow:
    """The text to cut in place of another, and how to get from that one to it."""

    text: str
    alignment: Alignment


def _shadow(text: str, converter: Converter | Literal["auto"] | None) -> _Shadow | None:
    """Return the simplified text to cut in place of `text`, or `None` to cut `text` itself."""
    if converter is None:
        return None
    if converter != "auto":
        if not callable(getattr(converter, "convert", None)):
            raise TypeError(f'converter= takes a Converter, None or "auto", not {converter!r}')
        made = converter.convert(text)
        return None if made.text == text else _Shadow(made.text, made.alignment)
    if not is_traditional(text):
        return None
    return _Shadow(simplified(text), Alignment.identity(len(text)))
