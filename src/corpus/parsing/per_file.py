"""One file, from its bytes to its articles; what `read` does with each.

Small files are parsed in one go, long ones piece by piece as they are decoded. Bytes that
were replaced become decisions here, since only here both their place and the article's
are known.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

import attrs

from corpus.errors import ParseError
from corpus.model import Article, Corpus, Decision
from corpus.parsing.dateline import check_dates
from corpus.parsing.decode import TextDecoder, iter_decoded
from corpus.parsing.dump import parse
from corpus.parsing.file_names import readable
from corpus.parsing.rules import rules_of
from corpus.spans import Span

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from corpus.parsing.rules import Rules
    from corpus.parsing.sources import SourceFile

__all__ = ["Options", "articles_of", "read_file", "whole"]

_WHOLE = 1 << 22  # code points up to which a file is parsed in one go
_REPLACEMENT = "\ufffd"
_ARTICLES = re.compile(r'\s*\{"schema": ?"zh-news-corpus/')  # what write_jsonl writes


@attrs.frozen
class Options:
    """What the caller of `read` said."""

    encoding: str | None
    errors: str
    rules: Rules | None
    year: int | None
    published: dt.date | None

    def __attrs_post_init__(self) -> None:
        rules_of(self.rules)  # what is wrong with them is no file's fault
        check_dates(self.year, self.published)

    def decoder(self, file: SourceFile | None) -> TextDecoder:
        """Make the decoder for a file."""
        name = "" if file is None else readable(file.name)
        return TextDecoder(encoding=self.encoding, errors=self.errors, source=name)


def read_file(
    file: SourceFile,
    decoder: TextDecoder,
    options: Options,
    prefix: str,
    advance: Callable[[int], object],
) -> Corpus:
    """Read and parse one file.

    Args:
        file: The file.
        decoder: A fresh decoder for it.
        options: What the caller of `read` said.
        prefix: What its articles' ids begin with.
        advance: Called with the number of bytes read.
    """
    outside: list[Decision] = []
    articles = list(articles_of(file, decoder, options, prefix, advance, outside))
    decisions = [
        attrs.evolve(decision, evidence=f"{readable(file.name)}: {decision.evidence}")
        for decision in outside
    ]
    return Corpus(articles, decisions=decisions)


def articles_of(
    file: SourceFile,
    decoder: TextDecoder,
    options: Options,
    prefix: str,
    advance: Callable[[int], object],
    outside: list[Decision] | None = None,
) -> Iterator[Article]:
    """Yield a file's articles; put what was decided outside them into `outside`.

    The other arguments are those of `read_file`.
    """
    number = 0
    for corpus in _corpora(file, decoder, options, advance):
        if outside is not None:
            outside += corpus.decisions
        for article in corpus:
            number += 1
            yield _finished(article, f"{prefix}-{number}", decoder)
    if outside is not None:
        outside[:0] = _replaced(decoder)


def whole(
    file: SourceFile,
    decoder: TextDecoder,
    options: Options,
    advance: Callable[[int], object],
) -> tuple[str, Corpus]:
    """Return a file's text and what is in it, parsed in one go, for what shows the two together.

    The arguments are those of `read_file`; the articles' ids are those that `parse` gives.
    """
    text = "".join(iter_decoded(file.chunks(advance), decoder))
    source, rules = readable(file.name), options.rules
    _check_newspaper(text, source)
    year, published = options.year, options.published
    corpus = parse(text, source=source, rules=rules, year=year, published=published)
    articles = [_finished(article, article.id, decoder) for article in corpus]
    return text, Corpus(articles, decisions=(*_replaced(decoder), *corpus.decisions))


def _corpora(
    file: SourceFile,
    decoder: TextDecoder,
    options: Options,
    advance: Callable[[int], object],
) -> Iterator[Corpus]:
    """Yield a file's corpus in one piece or, of a long file, in several."""
    pieces = iter_decoded(file.chunks(advance), decoder)
    first: list[str] = []
    length = 0
    for piece in pieces:
        first.append(piece)
        length += len(piece)
        if length > _WHOLE:
            break
    source, rules = readable(file.name), options.rules
    year, published = options.year, options.published
    _check_newspaper("".join(first[:1]), source)
    if length <= _WHOLE:
        text = "".join(first)
        yield parse(text, source=source, rules=rules, year=year, published=published)
        return
    from corpus.parsing.stream import parse_stream

    pieces = chain(first, pieces)
    yield from parse_stream(pieces, source=source, rules=rules, year=year, published=published)


def _check_newspaper(text: str, source: str) -> None:
    if _ARTICLES.match(text):
        reason = (
            "JSON Lines of articles, not newspaper text; corpus.read_jsonl reads them "
            "(in a shell: corpus show, corpus annotate)"
        )
        raise ParseError(reason, source=source)


def _finished(article: Article, name: str, decoder: TextDecoder) -> Article:
    """Give the article its id, and the replacements that lie in it."""
    if not decoder.replaced or _REPLACEMENT not in article.text:
        return attrs.evolve(article, id=name)
    known = {replacement.offset: replacement for replacement in decoder.replacements}
    decisions = list(article.decisions)
    at = article.text.find(_REPLACEMENT)
    while at >= 0:
        for raw in article.raw_spans(Span(at, at + 1)):
            if raw.start in known:
                data, byte = known[raw.start].data.hex(" "), known[raw.start].byte
                evidence = f"the bytes {data} at byte {byte} are no text"
                decisions.append(Decision("decode.replaced", raw, evidence, 1.0))
        at = article.text.find(_REPLACEMENT, at + 1)
    return attrs.evolve(article, id=name, decisions=tuple(decisions))


def _replaced(decoder: TextDecoder) -> Iterator[Decision]:
    """Yield what says how many bytes of a file were replaced."""
    if not decoder.replaced or decoder.guess is None:
        return
    first, encoding = decoder.replacements[0], decoder.guess.encoding
    said = f"1 stretch of bytes is no {encoding}, at byte {first.byte}"
    if decoder.replaced > 1:
        number = decoder.replaced
        said = f"{number} stretches of bytes are no {encoding}, the first at byte {first.byte}"
    yield Decision("decode.replaced", Span(first.offset, first.offset + 1), said, 1.0)
