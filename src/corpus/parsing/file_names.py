"""Names of files in characters, where they were written in GBK or Big5."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import zipfile

__all__ = ["member_name", "readable"]

_UTF8_NAME = 0x800


def member_name(member: zipfile.ZipInfo) -> str:
    """Return the member's name; archives made on Chinese Windows have it in GBK or Big5."""
    name = member.filename
    if member.flag_bits & _UTF8_NAME or name.isascii():
        return name
    try:
        data = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    return _in_characters(data)


def readable(name: str) -> str:
    """Return a file's name in characters, also where it is no UTF-8.

    Python keeps the bytes of such a name as lone surrogates, which open the file but can't be
    written to any other.

    Example:
        >>> readable("人民日报.txt"), readable(os.fsdecode("人民日报.txt".encode("gbk")))
        ('人民日报.txt', '人民日报.txt')
    """
    try:
        name.encode()
    except UnicodeEncodeError:
        # A folder's name may be in another encoding than the file's.
        parts = os.fsencode(name).split(b"/")
        return "/".join(map(_in_characters, parts))
    return name


def _in_characters(data: bytes) -> str:
    """Return bytes of a name as what they are likely to be: UTF-8, GBK or Big5."""
    from corpus.parsing.encoding import is_utf8, score

    if is_utf8(data, whole=True):
        return data.decode("utf-8")
    best: Any = max(("gb18030", "big5"), key=lambda encoding: score(data, encoding))
    return data.decode(best, "replace")
