"""Which encoding bytes are in: byte order marks, strict UTF-8, then statistics.

Decides on a sample. GB18030 (with GBK and GB2312 in it), Big5 and UTF-16 without a mark
are told apart by what the bytes decode to: the right table yields the language's frequent
characters and its punctuation, a wrong one rare characters, kana, box drawing and private
use. `charset-normalizer` is asked only where that does not decide.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from importlib.resources import files

import attrs

from corpus.errors import DecodeError, MissingExtraError, UnknownNameError

__all__ = ["MARKS", "SAMPLE", "Guess", "canonical", "find_encoding", "is_utf8", "score"]

SAMPLE = 1 << 16
"""How many bytes are looked at."""

MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks and the encodings that they stand for."""
_NO_TEXT = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an Office document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff\xe0", "a JPEG image"),
    (b"\xff\xd8\xff\xe1", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b\x08", "gzip data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"SQLite format 3\0", "a database"),
)
_CANDIDATES = ("gb18030", "big5", "utf-8", "utf-16-le", "utf-16-be")
_BEYOND_ASCII = re.compile(rb"[\x00\x80-\xff]")
_SCORED = 1 << 13
_ENOUGH = 0.2  # a score below this is no Chinese
_MARGIN = 0.15  # by which the best must beat the second
# WHATWG Encoding Standard: the labels gb2312 and gbk mean the superset.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "cp936": "gb18030", "utf-8-sig": "utf-8"}
_OTHER = re.compile(
    "[\u0080-\u009f\ue000-\uf8ff\ufff0-\uffff\u3040-\u30ff\u3100-\u312f\u2500-\u259f"
    "\uac00-\ud7af\u0370-\u052f\uff61-\uff9f\ufe30-\ufe4f\U000f0000-\U0010ffff]"
)
_PUNCTUATION = "，。、；：？！“”‘’（）《》「」『』【】…—·　％／０１２３４５６７８９"


@attrs.frozen
class Guess:
    """An encoding and what it was found by.

    Attributes:
        encoding: The name of Python's codec; ``big5`` stands for code page 950 with the
            additions of HKSCS.
        by: ``said``, ``mark``, ``utf-8``, ``ascii``, ``frequency`` or ``charset-normalizer``.
        mark: The length of the byte order mark in bytes, 0 where there is none.
    """

    encoding: str
    by: str
    mark: int = 0


def canonical(encoding: str) -> str:
    """Return the codec's name, or the superset's that stands for it.

    Raises:
        UnknownNameError: If Python has no such text encoding.

    Example:
        >>> canonical("GB2312"), canonical("UTF8"), canonical("Big5")
        ('gb18030', 'utf-8', 'big5')
    """
    try:
        found = codecs.lookup(encoding)
        "".encode(encoding)  # codecs such as hex are no text encodings
    except (LookupError, TypeError, ValueError):
        names = ("utf-8", "utf-16", "gb18030", "gbk", "big5", "cp950", "big5hkscs")
        raise UnknownNameError("encoding", encoding, names) from None
    return _SUPERSETS.get(found.name, found.name)


def find_encoding(sample: bytes, *, whole: bool = True, source: str = "<bytes>") -> Guess:
    """Find the encoding of a text from its first bytes.

    Args:
        sample: The first bytes; at most 64 KiB are looked at.
        whole: Whether that is the whole text. If not, it may end within a character.
        source: The file's name, for errors.

    Raises:
        DecodeError: If the bytes are in no encoding that can be found.
        MissingExtraError: If only `charset-normalizer` could tell, and it is not installed.

    Example:
        >>> find_encoding("新华社北京五月二十九日电".encode("gbk"))
        Guess(encoding='gb18030', by='frequency', mark=0)
        >>> find_encoding("中央社台北三日電，行政院今天表示".encode("big5")).encoding
        'big5'
    """
    for mark, encoding in MARKS:
        if sample.startswith(mark):
            return Guess(encoding, "mark", len(mark))
    kind = next((kind for magic, kind in _NO_TEXT if sample.startswith(magic)), None)
    if kind is not None:
        raise DecodeError(f"this is {kind}, not text; extract its text first", source=source)
    whole = whole and len(sample) <= SAMPLE
    sample = sample[:SAMPLE]
    if sample.isascii() and b"\0" not in sample:
        return Guess("utf-8", "ascii")
    if b"\0" not in sample and is_utf8(sample, whole=whole):
        return Guess("utf-8", "utf-8")
    # Two thousand characters tell as much as twenty thousand, where they begin to be Chinese.
    other = _BEYOND_ASCII.search(sample)
    first = other.start() & ~1 if other else 0
    for piece in (sample[first : first + _SCORED], sample):
        scores = sorted(((score(piece, name), name) for name in _CANDIDATES), reverse=True)
        (best, name), (second, _) = scores[:2]
        if best >= _ENOUGH and best - second >= _MARGIN:
            return Guess(name, "frequency")
    if b"\0" in sample:
        raise DecodeError(
            f"these are binary data, not text (they begin {sample[:8].hex(' ')})", source=source
        )
    return _ask(sample, scores, source)


def is_utf8(sample: bytes, *, whole: bool) -> bool:
    """Tell whether the bytes are UTF-8 and hold what no other encoding yields by chance.

    Args:
        sample: The bytes.
        whole: Whether they are the whole text. If not, they may end within a character.

    Example:
        >>> is_utf8("联通".encode(), whole=True), is_utf8("联通".encode("gbk"), whole=True)
        (True, False)
    """
    try:
        text = codecs.utf_8_decode(sample, "strict", whole)[0]
    except UnicodeDecodeError:
        return False
    # Two-byte sequences alone are GBK now and then (联通): let the frequencies decide.
    if re.search("[\u0800-\U0010ffff]", text):
        return True
    return score(sample, "gb18030") < 0.5


@cache
def _weights() -> dict[int, float]:
    lines = (files("corpus.parsing") / "data" / "frequent_characters.txt").read_text("utf-8")
    weights = dict.fromkeys(map(ord, _PUNCTUATION), 0.6)
    for line in lines.splitlines():
        if not line.startswith("#"):
            weights.update(dict.fromkeys(map(ord, line), 1.0))
    return weights


def score(sample: bytes, encoding: str) -> float:
    """Return how much like Chinese `sample` reads in `encoding`, -1.5 to 1.

    The mean over all characters beyond ASCII: 1 for a frequent one, 0.6 for punctuation,
    0.25 for one that GB2312 or Big5's first level has, less for rarer ones, and below
    zero for what Chinese text does not have. Clear text scores 0.6 to 0.8.

    Example:
        >>> data = "会议今天在北京举行".encode("gb18030")
        >>> score(data, "gb18030") > 0.6 > 0.2 > score(data, "big5")
        True
    """
    text = _decode_loosely(sample, encoding)
    weights = _weights()
    total, count = 0.0, 0
    for character in text:
        code = ord(character)
        if code < 0x80:
            # NUL and other control characters show that the width is wrong.
            if code < 0x20 and character not in "\t\n\r\f\x1b\x1a":
                total -= 1
                count += 1
            continue
        count += 1
        weight = weights.get(code)
        total += _weight(character) if weight is None else weight
    return total / count if count else -1.5


def _weight(character: str) -> float:
    if "\u4e00" <= character <= "\u9fff":
        return 0.25 if _is_common(character) else -0.5
    if character == "\ufffd":
        return -1.5
    return -1.0 if _OTHER.match(character) else -0.3


@cache
def _is_common(character: str) -> bool:
    """Tell whether GB2312 or the first level of Big5 has the character."""
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        pass
    else:
        return True
    try:
        return b"\xa4\x40" <= character.encode("big5") <= b"\xc6\x7e"
    except UnicodeEncodeError:
        return False


def _decode_loosely(sample: bytes, encoding: str) -> str:
    """Decode what is complete, with U+FFFD where it is not the encoding."""
    codec = "cp950" if encoding == "big5" else encoding
    try:
        return codecs.getincrementaldecoder(codec)("strict").decode(sample)
    except UnicodeDecodeError:
        if encoding == "big5":
            codec = "big5hkscs"
        return codecs.getincrementaldecoder(codec)("replace").decode(sample)


def _ask(sample: bytes, scores: list[tuple[float, str]], source: str) -> Guess:
    """Ask charset-normalizer."""
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise MissingExtraError(
            "charset-normalizer", extra="read", purpose=f"finding the encoding of {source}"
        ) from error
    plausible = {name for value, name in scores if value >= 0}
    found = [match.encoding for match in from_bytes(sample)]
    chosen = next((name for name in map(canonical, found) if name in plausible), None)
    if chosen is None and scores[0][0] >= _ENOUGH:
        chosen = scores[0][1]
    if chosen is None and found:
        chosen = canonical(found[0])
    if chosen is None:
        raise DecodeError(
            f"the bytes are in no encoding that could be found (they begin {sample[:8].hex(' ')}); "
            "if they are text, name it with encoding=",
            source=source,
        )
    return Guess(chosen, "charset-normalizer")
