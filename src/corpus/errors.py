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
        ...     corpus.Span(5, 2)
        ... except corpus.CorpusError as error:
        ...     print(error)
        a span ends before it starts: start 5, end 2
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
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class LayerError(CorpusError, ValueError):
    """Columns that do not fit each other or their text, or a layer that is missing.

    Attributes:
        reason: What is wrong, with the row where there is one.
    """

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class AnnotationError(CorpusError, ValueError):
    """Annotation that does not match the text it is said to be of.

    Attributes:
        reason: What does not match.
        place: Where: file, article, layer and row, as far as they are known.
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
        >>> error = UnknownNameError("config", "s2tww", ["s2t", "s2tw"])
        >>> error.nearest
        's2tw'
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
    """

    def __init__(self, package: str, *, extra: str, purpose: str) -> None:
        self.package = package
        self.extra = extra
        super().__init__(
            f"{purpose} needs the package {package!r}, which is not installed; "
            f"install it with: pip install 'zh-news-corpus[{extra}]'"
        )
