"""Scores of spans without labels, and of the cuts between them.

What lives here: `spans` (sentences, tokens, quotations) and `boundaries` (where one part ends and
the next begins). What does not: labelled spans (`labelled`).
"""

from collections.abc import Iterable
from typing import TypeAlias

from corpus.arguments import check_text
from corpus.evaluate.pairing import check_texts
from corpus.evaluate.scores import Score
from corpus.layers import Layer
from corpus.model import Article, Corpus
from corpus.spans import Span, Spanned

__all__ = ["boundaries", "spans"]


Item: TypeAlias = Spanned | tuple[int, int]


def spans(gold: Iterable[Item], predicted: Iterable[Item], *, text: str | None = None) -> Score:
    """Score spans that must be exactly right.

    Args:
        gold: Items with start and end, or pairs.
        predicted: The same for the same text.
        text: If given, white space at the edges of spans does not count, and empty spans neither.

    Returns:
        The score over all spans of the text.

    Raises:
        AnnotationError: If both sides are layers, and of different texts.
        SpanError: If a span ends before it starts, or leaves `text`.
        TypeError: If one side holds no spans.

    Example:
        >>> spans([(0, 3), (3, 6)], [(0, 3), (3, 5)]).f1
        0.5
        >>> spans([(0, 3)], [(0, 4)], text="走了。 ").f1
        1.0
    """
    check_texts(_text_of(gold), _text_of(predicted))
    one, other = _pairs(gold, text), _pairs(predicted, text)
    return Score(len(one & other), len(other), len(one))


def boundaries(gold: Iterable[Item], predicted: Iterable[Item], *, tolerance: int = 0) -> Score:
    """Score where spans end, whatever is between; the last end of all, the text's, is left out.

    Args:
        gold: Items with start and end, or pairs.
        predicted: The same for the same text.
        tolerance: How many code points a boundary may be off.

    Returns:
        The score over the ends of all spans but the last.

    Raises:
        AnnotationError: If both sides are layers, and of different texts.
        SpanError: If a span ends before it starts.
        TypeError: If one side holds no spans.

    Example:
        >>> boundaries([(0, 3), (3, 6), (6, 9)], [(0, 3), (3, 9)])
        Score(correct=1, predicted=1, gold=2)
        >>> import corpus
        >>> text = "“这是对的。”他说。我们走吧。"
        >>> parted = corpus.split_sentences(text, keep_attribution=False)
        >>> boundaries(corpus.split_sentences(text), parted)
        Score(correct=1, predicted=2, gold=1)
    """
    check_texts(_text_of(gold), _text_of(predicted))
    golden, guessed = ({end for _, end in _pairs(side, None)} for side in (gold, predicted))
    last = {max(golden | guessed, default=0)}
    wanted, found = sorted(golden - last), sorted(guessed - last)
    correct, at = 0, 0
    for boundary in found:
        while at < len(wanted) and wanted[at] < boundary - tolerance:
            at += 1
        if at < len(wanted) and wanted[at] <= boundary + tolerance:
            correct, at = correct + 1, at + 1
    return Score(correct, len(found), len(wanted))


def _text_of(items: object) -> str | None:
    return items.text if isinstance(items, Layer) else None


def _pairs(items: Iterable[Item], text: str | None) -> set[tuple[int, int]]:
    _check(items)
    if text is not None:
        check_text(text)
    found = set()
    for item in items:
        start, end = _span(item, text)
        if text is not None:
            while start < end and text[start].isspace():
                start += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            if start == end:
                continue
        found.add((start, end))
    return found


def _check(items: object) -> None:
    if isinstance(items, Article | Corpus):
        what = type(items).__name__
        raise TypeError(f"the spans of a layer are scored, as article.sentences, not {what}")
    if isinstance(items, str | bytes) or not isinstance(items, Iterable):
        raise TypeError(f"spans are scored, not {items!r}")


def _span(item: Item, text: str | None) -> Span:
    if isinstance(item, tuple | list) and len(item) == 2:
        span = Span(item[0], item[1])
    elif hasattr(item, "start") and hasattr(item, "end"):
        span = Span(item.start, item.end)
    else:
        raise TypeError(f"a span is (start, end), or has a start and an end, not {item!r}")
    return span if text is None else span.check(len(text))
