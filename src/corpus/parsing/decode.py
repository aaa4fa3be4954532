"""From bytes to text: `decode` for bytes in memory, `TextDecoder` for streams of them.

Nothing is normalised here. Line ends stay as they are (CRLF, CR, LF, form feed), and so do
full-width forms, blanks of all kinds, control characters, compatibility characters and
unassigned ones; `parse` deals with what matters to it. Only a byte order mark at the very
start is taken off, which is no text. Which encoding it is decides ``encoding``.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING

import attrs

from corpus.errors import DecodeError, UnknownNameError
from corpus.parsing.encoding import MARKS, SAMPLE, Guess, canonical, find_encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Decoded", "Replacement", "TextDecoder", "decode", "iter_decoded"]

_ERRORS = ("strict", "replace")
_PIECE = 1 << 10
_MOST_KEPT = 1000
_CONTEXT = 8
_LONGEST_MARK = 4
_OTHER = re.compile(rb"[\x00\x80-\xff]")


@attrs.frozen
class Replacement:
    r"""Bytes that are no text, replaced by U+FFFD.

    Attributes:
        byte: Offset of the first of them in the file.
        offset: Offset of the U+FFFD in the decoded text, in code points.
        data: The bytes.

    Example:
        >>> data = "中央社".encode()[:-1]
        >>> decode(data, encoding="utf-8", errors="replace").replacements
        (Replacement(byte=6, offset=2, data=b'\xe7\xa4'),)
    """

    byte: int
    offset: int
    data: bytes


@attrs.frozen
class Decoded:
    """A decoded text and how it was decoded.

    Attributes:
        text: The text.
        encoding: The name of Python's codec; ``big5`` stands for code page 950 with the
            additions of HKSCS.
        found_by: ``said``, ``mark``, ``ascii``, ``utf-8``, ``frequency`` or
            ``charset-normalizer``.
        replaced: How many stretches of bytes were replaced by U+FFFD.
        replacements: The first thousand of them.

    Example:
        >>> decode("新华社".encode(), encoding="utf-8")
        Decoded(text='新华社', encoding='utf-8', found_by='said', replaced=0, replacements=())
    """

    text: str
    encoding: str
    found_by: str
    replaced: int = 0
    replacements: tuple[Replacement, ...] = ()


def decode(
    data: bytes,
    *,
    encoding: str | None = None,
    errors: str = "strict",
    source: str = "<bytes>",
) -> Decoded:
    r"""Decode bytes to text.

    Args:
        data: The bytes.
        encoding: Their encoding; found if not given (see `find_encoding`). ``gb2312`` and
            ``gbk`` mean their superset GB18030, ``big5`` code page 950 with HKSCS.
        errors: ``strict``, or ``replace`` to put U+FFFD for what can't be decoded.
        source: The file's name, for errors.

    Returns:
        The text, its encoding, and what was replaced.

    Raises:
        DecodeError: If the bytes are no text in the encoding, with the byte's offset; or
            if no encoding could be found.
        MissingExtraError: If only `charset-normalizer` could tell the encoding.
        UnknownNameError: If there is no such encoding, or `errors` is neither name.

    Example:
        >>> found = decode("新华社北京电".encode("gb18030"))
        >>> found.text, found.encoding, found.found_by
        ('新华社北京电', 'gb18030', 'frequency')
        >>> data = "中央社".encode() + b"\xff"
        >>> decode(data, encoding="utf-8", errors="replace").replacements
        (Replacement(byte=9, offset=3, data=b'\xff'),)
        >>> decode(data, encoding="utf-8")
        Traceback (most recent call last):
        corpus.errors.DecodeError: <bytes>: byte 9: ff is no text in utf-8 ...
    """
    decoder = TextDecoder(encoding=encoding, errors=errors, source=source)
    text = decoder.feed(data, final=True)
    guess = decoder.guess or Guess("utf-8", "ascii")
    return Decoded(text, guess.encoding, guess.by, decoder.replaced, tuple(decoder.replacements))


def iter_decoded(chunks: Iterable[bytes], decoder: TextDecoder) -> Iterator[str]:
    r"""Yield the text of `chunks`, piece by piece, as `decoder` reads it.

    Example:
        >>> decoder = TextDecoder(encoding="gbk")
        >>> "".join(iter_decoded([b"\xd0", b"\xc2\xbb", b"\xaa"], decoder))
        '新华'
    """
    for chunk in chunks:
        text = decoder.feed(chunk)
        if text:
            yield text
    text = decoder.feed(b"", final=True)
    if text:
        yield text


class TextDecoder:
    """Decodes bytes as they come, in memory bounded by the largest piece.

    Args:
        encoding: As for `decode`.
        errors: As for `decode`.
        source: As for `decode`.

    Attributes:
        guess: The encoding, once it is known.
        replaced: How many stretches have been replaced by U+FFFD.
        replacements: The first thousand of them.

    Raises:
        UnknownNameError: If there is no such encoding, or `errors` is neither name.

    Example:
        >>> decoder = TextDecoder()
        >>> decoder.feed("中央社".encode()[:4]) + decoder.feed("中央社".encode()[4:], final=True)
        '中央社'
        >>> decoder.guess.encoding
        'utf-8'
    """

    def __init__(
        self, *, encoding: str | None = None, errors: str = "strict", source: str = "<bytes>"
    ) -> None:
        if errors not in _ERRORS:
            raise UnknownNameError("errors", errors, _ERRORS)
        self.guess: Guess | None = None
        self.replaced = 0
        self.replacements: list[Replacement] = []
        self._said = None if encoding is None else canonical(encoding)
        self._errors = errors
        self._source = source
        self._codec: codecs.IncrementalDecoder | None = None
        self._waiting = b""  # bytes until the encoding is known
        self._bytes = 0  # bytes read so far, those that the codec holds back included
        self._points = 0  # code points given out so far

    def feed(self, data: bytes, *, final: bool = False) -> str:
        """Return the text of `data`, as far as it is complete.

        Args:
            data: The next bytes.
            final: Whether they are the last.

        Raises:
            DecodeError: As for `decode`.
            MissingExtraError: As for `decode`.
        """
        if self._codec is None:
            data, self._waiting = self._waiting + data, b""
            if self._is_open(data) and not final:
                # Any encoding will do so far; look again at the first other byte.
                self._bytes += len(data)
                self._points += len(data)
                return data.decode("ascii")
            if not self._settle(data, final=final):
                self._waiting = data
                return ""
            data = data[self.guess.mark if self.guess else 0 :]
        text = self._decode(data, final=final)
        self._points += len(text)
        return text

    def _is_open(self, data: bytes) -> bool:
        """Tell whether there has been ASCII only, and so much that it is no UTF-16."""
        much = self._bytes > 0 or len(data) >= SAMPLE
        return self._said is None and much and _OTHER.search(data) is None

    def _settle(self, data: bytes, *, final: bool) -> bool:
        """Settle the encoding if `data` is enough to tell."""
        at_start = self._bytes == 0
        if self._said is not None:
            if len(data) < _LONGEST_MARK and not final:
                return False
            guess = _said(self._said, data if at_start else b"")
        else:
            other = _OTHER.search(data)
            first = other.start() if other and not at_start else 0
            if len(data) - first < SAMPLE and not final:
                return False
            guess = find_encoding(data[first:], whole=final, source=self._source)
            if not at_start:
                guess = attrs.evolve(guess, mark=0)
        name = "cp950" if guess.encoding == "big5" else guess.encoding
        self.guess = guess
        self._codec = codecs.getincrementaldecoder(name)("strict")
        self._bytes += guess.mark
        return True

    def _decode(self, data: bytes, *, final: bool) -> str:
        codec = self._codec
        if codec is None:  # nothing was ever fed
            return ""
        held = codec.getstate()
        try:
            text = codec.decode(data, final)
        except UnicodeDecodeError:
            codec.setstate(held)
        else:
            self._bytes += len(data)
            return text
        # Something is wrong within: go on in small pieces, so that each fault costs little.
        parts: list[str] = []
        points = self._points
        for first in range(0, max(len(data), 1), _PIECE):
            last = first + _PIECE >= len(data)
            piece = self._mend(codec, data[first : first + _PIECE], points, final=final and last)
            parts.append(piece)
            points += len(piece)
        return "".join(parts)

    def _mend(
        self, codec: codecs.IncrementalDecoder, piece: bytes, points: int, *, final: bool
    ) -> str:
        """Decode a piece, replacing what is no text."""
        base = self._bytes - len(codec.getstate()[0])
        self._bytes += len(piece)
        parts: list[str] = []
        while True:
            try:
                parts.append(codec.decode(piece, final))
            except UnicodeDecodeError as error:
                # The codec's own buffer comes first in what it complains about.
                whole = bytes(error.object)
                codec.reset()
                good = codec.decode(whole[: error.start])
                text, length = self._replace(whole, error, base, points + len(good))
                parts += good, text
                points += len(good) + len(text)
                base += error.start + length
                piece = whole[error.start + length :]
            else:
                return "".join(parts)

    def _replace(
        self, whole: bytes, error: UnicodeDecodeError, base: int, offset: int
    ) -> tuple[str, int]:
        """Return what stands for the bad bytes, and how many they are."""
        bad = whole[error.start : error.end]
        encoding = self.guess.encoding if self.guess else "utf-8"
        if encoding == "big5":
            try:
                return whole[error.start : error.start + 2].decode("big5hkscs"), 2
            except UnicodeDecodeError:
                pass
        byte = base + error.start
        if self._errors == "strict":
            around = whole[error.start : error.start + _CONTEXT].hex(" ")
            raise DecodeError(
                f"{bad.hex(' ')} is no text in {encoding} ({error.reason}; the bytes from there "
                f"are {around}); name another encoding, or ask for errors='replace'",
                source=self._source,
                encoding=encoding,
                offset=byte,
            ) from error
        self.replaced += 1
        if len(self.replacements) < _MOST_KEPT:
            self.replacements.append(Replacement(byte, offset, bad))
        return "\ufffd", len(bad)


def _said(encoding: str, data: bytes) -> Guess:
    """Return the encoding that was named, with the mark that stands before the text."""
    if encoding in {"utf-16", "utf-32"}:
        marks = {name: mark for mark, name in MARKS if name.startswith(encoding)}
        for name, mark in marks.items():
            if data.startswith(mark):
                return Guess(name, "said", len(mark))
        return Guess(f"{encoding}-le", "said")  # as Windows writes it
    mark = next((mark for mark, name in MARKS if name == encoding), b"")
    return Guess(encoding, "said", len(mark) if mark and data.startswith(mark) else 0)
