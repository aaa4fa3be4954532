"""`parse_stream`: articles of a text that is too long to hold, window by window.

A window is decided on as a whole; its articles are given away up to the last beginning of an
article that is beyond doubt and not too near the window's end, and what follows is carried into
the next window. What is usual in a dump is judged within a window, so a text parsed this way may
differ in single doubtful places from the same text parsed at once, but not with its chunks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.arguments import check_several, check_text
from corpus.errors import ParseError
from corpus.model import Corpus, Decision
from corpus.parsing.build import build, shifted
from corpus.parsing.dateline import check_dates
from corpus.parsing.dump import Settled, settle
from corpus.parsing.rules import rules_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from corpus.parsing.drafts import Found
    from corpus.parsing.rules import Rules

__all__ = ["parse_stream"]

_WINDOW = 1 << 20
_KEPT = 1 << 15  # near its end, a window's last articles may yet change
_LARGEST = 1 << 24  # an article that is longer is cut
_SURE = 0.95


class _Names(NamedTuple):
    source: str
    year: int | None
    published: dt.date | None


def parse_stream(
    chunks: Iterable[str],
    *,
    source: str = "<stream>",
    rules: Rules | None = None,
    year: int | None = None,
    published: dt.date | None = None,
    window: int = _WINDOW,
) -> Iterator[Corpus]:
    r"""Parse a text that comes in chunks, in bounded memory.

    Args:
        chunks: The text, in stretches of any length.
        source: As for `parse`; articles are numbered through.
        rules: As for `parse`.
        year: As for `parse`.
        published: As for `parse`.
        window: How many characters are looked at together. Memory grows with it, not
            with the text's length; an article longer than 16 million characters is cut.

    Yields:
        A corpus for each window that gives any article or decision. All offsets into the
        raw text are those in the whole text; ``raw_alignment.source_length`` is the length
        of what had been read when the article was made.

    Raises:
        ParseError: If `window` is no number of characters, or `year` or `published` is none.
        TypeError: If `chunks` are one string, or one of them is none.

    Example:
        >>> dump = "要闻一则\n\n　　新华社北京1月5日电　会议今天开幕。\n\n" * 3
        >>> [article.id for corpus in parse_stream([dump[:40], dump[40:]]) for article in corpus]
        ['<stream>#1', '<stream>#2', '<stream>#3']
    """
    check_several(chunks, "parse_stream")
    chosen = rules_of(rules)
    check_dates(year, published)
    given: object = window
    if not isinstance(given, int) or given < 1:
        raise ParseError(f"window= takes a number of characters, not {window!r}", source=source)
    names = _Names(source, year, published)
    base = 0
    first = 1
    limit = window
    text = ""
    for more in _filled(chunks, window):
        text += more
        if len(text) < limit:
            continue
        settled = settle(text, chosen)
        end = _safe_end(settled, len(text))
        if not end and len(text) < _LARGEST:
            limit = 2 * len(text)
            continue
        end = end or len(text)
        corpus = _corpus(settled, text, end, base, first, names)
        first += len(corpus)
        base += end
        text, limit = text[end:], window
        yield from _if_any(corpus)
    if text or not base:
        yield from _if_any(_corpus(settle(text, chosen), text, len(text), base, first, names))


def _filled(chunks: Iterable[str], size: int) -> Iterator[str]:
    """Yield the text in stretches of one size, so that what is found depends on it alone."""
    waiting: list[str] = []
    length = 0
    for chunk in chunks:
        check_text(chunk)
        place = 0
        while length + len(chunk) - place >= size:
            yield "".join((*waiting, chunk[place : place + size - length]))
            place += size - length
            waiting, length = [], 0
        waiting.append(chunk[place:])
        length += len(chunk) - place
    yield "".join(waiting)


def _if_any(corpus: Corpus) -> Iterator[Corpus]:
    if len(corpus) or corpus.decisions:
        yield corpus


def _safe_end(settled: Settled | Decision, length: int) -> int:
    """Return where the next window begins: at an article, or 0 if there is none to be sure of."""
    if isinstance(settled, Decision):
        return 0
    for draft in reversed(settled.found.drafts[1:]):
        start = draft.parts[0].lines[0].start
        if start > length - min(_KEPT, length // 4):
            continue
        opening = next((d for d in draft.decisions if d.rule.startswith("boundary.")), None)
        if opening is not None and opening.confidence >= _SURE:
            return settled.found.starts.get(start, start)
    return 0


def _corpus(
    settled: Settled | Decision, text: str, end: int, base: int, first: int, names: _Names
) -> Corpus:
    """Make the corpus of the articles that begin before `end`."""
    if isinstance(settled, Decision):
        return Corpus(decisions=shifted([settled], base))
    found: Found = settled.found
    kept = [draft for draft in found.drafts if draft.parts[0].lines[0].start < end]
    outside = [decision for decision in found.outside if decision.span.start < end]
    articles = build(
        found._replace(drafts=kept),
        text,
        settled.scan,
        source=names.source,
        year=names.year,
        published=names.published,
        base=base,
        first=first,
    )
    return Corpus(articles, decisions=shifted(outside, base))
