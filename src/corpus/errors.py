"""The errors that the package raises, and nothing else.

Every error is a `CorpusError` and also the builtin that fits, so that both
``except CorpusError`` and ``except ValueError`` do what a caller expects::

    CorpusError
    ├── SpanError (ValueError)          a span that is no span, or leaves its text
    ├── AlignmentError (ValueError)     edits out of order; a span that cuts an edit
    ├── LayerError (ValueError)         columns that do not fit; a layer that is missing
    ├── AnnotationError (ValueError)    annotation that does not match its text
    ├── TextError (ValueError)          text that can't be worked on: lone surrogates
    ├── ParseError (ValueError)         a dump that can't be read as articles
    ├── DecodeError (ValueError)        bytes that are no text in the encoding
    ├── FormatError (ValueError)        an exchange file that can't be read
    ├── LexiconError (ValueError)       a dictionary that can't be read
    ├── UnknownNameError (KeyError)     a name outside a closed list of names
    └── MissingExtraError (ImportError) an optional package that is not installed

Facts are attributes; the message is built from them: what is wrong, where, the
value, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "AlignmentError",
    "AnnotationError",
    "CorpusError",
    "DecodeError",
    "FormatError",
    "LayerError",
    "LexiconError",
    "MissingExtraError",
    "ParseError",
    "SpanError",
    "TextError",
    "UnknownNameError",
]


class CorpusError(Exception):
    """The root of every error that this package raises on purpose.

    Example:
        >>> import corpus
        >>> try:
        ...     corpus.Span(1, 5).slice("南京市")
        ... except corpus.CorpusError as error:
        ...     print(error)
        a span leaves its text: start 1, end 5, length of the text 3
    """

    def __reduce__(self) -> tuple[Any, ...]:
        # Errors travel between processes with their facts, whatever their constructors take.
        return _rebuilt, (type(self), str(self), self.__dict__)


def _rebuilt(kind: type[CorpusError], message: str, facts: dict[str, object]) -> CorpusError:
    error = kind.__new__(kind, message)
    error.__dict__.update(facts)
    return error


class SpanError(CorpusError, ValueError):
    """A span that is no span, or that leaves its text.

    Attributes:
        start: The start that was given.
        end: The end that was given.
        length: The length of the text that the span had to fit, or `None`.

    Example:
        >>> import corpus
        >>> try:
        ...     corpus.Span(0, 9).slice("南京市")
        ... except corpus.SpanError as error:
        ...     print(error.start, error.end, error.length)
        0 9 3
    """

    def __init__(self, reason: str, start: object, end: object, length: int | None = None) -> None:
        self.reason = reason
        self.start = start
        self.end = end
        self.length = length
        within = "" if length is None else f", length of the text {length}"
        super().__init__(f"{reason}: start {start!r}, end {end!r}{within}")


class AlignmentError(CorpusError, ValueError):
    """Edits that make no alignment, or a span that cuts through an edit.

    Attributes:
        reason: What is wrong, with the offsets.

    Example:
        >>> import corpus
        >>> conversion = corpus.convert("互联网公司", "s2twp")  # 互联网 becomes 網際網路 as a whole
        >>> try:
        ...     conversion.alignment.map_span(corpus.Span(1, 5))
        ... except corpus.AlignmentError as error:
        ...     print(error.reason.partition(";")[0])
        offset 1 cuts through the edit of source [0, 3)
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class LayerError(CorpusError, ValueError):
    """Columns that do not fit each other or their text, or a layer that is missing.

    Attributes:
        reason: What is wrong, with the row where there is one.

    Example:
        >>> import corpus
        >>> corpus.Article(id="a", text="走了。").entities
        Traceback (most recent call last):
            ...
        corpus.errors.LayerError: article 'a' has no layer 'entities' (it has: none); ...
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class AnnotationError(CorpusError, ValueError):
    """Annotation that does not match the text it is said to be of.

    Attributes:
        reason: What does not match.
        place: Where: file, article, layer and row, as far as they are known.

    Example:
        >>> import corpus
        >>> sentences = corpus.split_sentences("走了。")
        >>> corpus.Article(id="a", text="来了。", layers={"sentences": sentences})
        Traceback (most recent call last):
            ...
        corpus.errors.AnnotationError: article a: layer 'sentences' is of another text
    """

    def __init__(self, reason: str, *, place: str = "") -> None:
        self.reason = reason
        self.place = place
        super().__init__(f"{place}: {reason}" if place else reason)


class TextError(CorpusError, ValueError):
    """Text that can't be worked on, such as one with a lone surrogate.

    Attributes:
        reason: What is wrong and what to do.
        offset: Where it is wrong, in code points, or `None`.

    Example:
        >>> import corpus
        >>> corpus.convert("南京" + chr(0xD842) + "市", "s2t")  # half of a UTF-16 pair
        Traceback (most recent call last):
            ...
        corpus.errors.TextError: offset 2: lone surrogate ...; remove or replace it
    """

    def __init__(self, reason: str, *, offset: int | None = None) -> None:
        self.reason = reason
        self.offset = offset
        super().__init__(reason if offset is None else f"offset {offset}: {reason}")


class ParseError(CorpusError, ValueError):
    """A dump that can't be read as articles.

    Attributes:
        reason: What was found instead, and what to do.
        source: The file's name.
        offset: Where, in code points of the decoded text, or `None`.

    Example:
        >>> import corpus
        >>> corpus.Rules.from_toml("[pages]  # 版面", source="own.toml")
        Traceback (most recent call last):
            ...
        corpus.errors.ParseError: own.toml, line 1: ...(did you mean 'page'?); valid: ...
    """

    def __init__(self, reason: str, *, source: str = "<string>", offset: int | None = None) -> None:
        self.reason = reason
        self.source = source
        self.offset = offset
        where = source if offset is None else f"{source}: offset {offset}"
        super().__init__(f"{where}: {reason}")


class DecodeError(CorpusError, ValueError):
    """Bytes that are no text in the encoding that was named or found.

    Attributes:
        reason: What is wrong and what to do.
        source: The file's name.
        encoding: The encoding that was tried, or `None` if none could be found.
        offset: The first bad byte's offset in the file, or `None`.

    Example:
        >>> from corpus.parsing.decode import decode
        >>> try:
        ...     decode("南京市".encode() + bytes([255]), encoding="utf-8")
        ... except DecodeError as error:
        ...     print(error.encoding, error.offset)
        utf-8 9
    """

    def __init__(
        self,
        reason: str,
        *,
        source: str = "<bytes>",
        encoding: str | None = None,
        offset: int | None = None,
    ) -> None:
        self.reason = reason
        self.source = source
        self.encoding = encoding
        self.offset = offset
        where = source if offset is None else f"{source}: byte {offset}"
        super().__init__(f"{where}: {reason}")


class FormatError(CorpusError, ValueError):
    """An exchange file that can't be read.

    Attributes:
        reason: What is wrong and what to do.
        source: The file's name.
        line: The line, counted from 1, or `None`.

    Example:
        >>> import corpus
        >>> corpus.from_jsonl("南京市")
        Traceback (most recent call last):
            ...
        corpus.errors.FormatError: <string>, line 1: no JSON: ...
    """

    def __init__(self, reason: str, *, source: str = "<string>", line: int | None = None) -> None:
        self.reason = reason
        self.source = source
        self.line = line
        where = source if line is None else f"{source}, line {line}"
        super().__init__(f"{where}: {reason}")


class LexiconError(CorpusError, ValueError):
    """A conversion dictionary that can't be found or read.

    Attributes:
        reason: What is wrong and what to do.
        source: The file's or the distribution's name.
        line: The line, counted from 1, or `None`.
        text: The line's text, or `None`.

    Example:
        >>> import corpus, pathlib, tempfile
        >>> folder = pathlib.Path(tempfile.mkdtemp())
        >>> _ = (folder / "STPhrases.txt").write_text("头发 頭髮", encoding="utf-8")  # no tab
        >>> corpus.convert("头发", "s2t", lexicon=folder)
        Traceback (most recent call last):
            ...
        corpus.errors.LexiconError: STPhrases.txt, line 1: expected a key, a tab ...: '头发 頭髮'
    """

    def __init__(
        self, reason: str, *, source: str, line: int | None = None, text: str | None = None
    ) -> None:
        self.reason = reason
        self.source = source
        self.line = line
        self.text = text
        where = source if line is None else f"{source}, line {line}"
        super().__init__(f"{where}: {reason}" + ("" if text is None else f": {text!r}"))


class UnknownNameError(CorpusError, KeyError):
    """A name outside a closed list of names; a `KeyError`, and so a `LookupError`.

    Attributes:
        what: What kind of name it should have been.
        name: The name that was given.
        valid: The names there are.
        nearest: The valid name most like it, or `None`.
        hint: What to do besides, or nothing.

    Example:
        >>> import corpus
        >>> corpus.convert("南京", "s2tww")
        Traceback (most recent call last):
            ...
        corpus.errors.UnknownNameError: unknown config 's2tww' (did you mean 's2tw'?); valid: ...
    """

    def __init__(self, what: str, name: object, valid: Iterable[str], *, hint: str = "") -> None:
        from difflib import get_close_matches

        self.what = what
        self.name = name
        self.valid = tuple(valid)
        self.hint = hint
        close = get_close_matches(str(name), self.valid, n=1, cutoff=0.5)
        self.nearest = close[0] if close else None
        meant = f" (did you mean {self.nearest!r}?)" if self.nearest and not hint else ""
        names = ", ".join(self.valid) or "(none)"
        more = f"; {hint}" if hint else ""
        super().__init__(f"unknown {what} {name!r}{meant}; valid: {names}{more}")

    def __str__(self) -> str:  # a KeyError shows its message in quotes
        return str(self.args[0])


class MissingExtraError(CorpusError, ImportError):
    """An optional package that is not installed.

    Attributes:
        package: The package that is missing.
        extra: The extra that brings it.

    Example:
        >>> error = MissingExtraError("rjieba", extra="fast", purpose="cutting 南京市 by rjieba")
        >>> print(str(error).partition("; ")[2])
        install it with: pip install 'zh-news-corpus[fast]'
    """

    def __init__(self, package: str, *, extra: str, purpose: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"{purpose} needs the package {package!r}, which is not installed; "
            f"install it with: pip install 'zh-news-corpus[{extra}]'"
        )
