"""What a caller gives, where it can't be worked on: told once, at the door.

A wrong type is a `TypeError`, as everywhere in Python, that says what was given and what to do.
Wrong values are the errors of `corpus.errors`.
"""

from __future__ import annotations

from os import PathLike

__all__ = ["check_function", "check_several", "check_spanned", "check_text", "described", "is_text"]


_SHORT = 30  # characters of a value, in a message
_LONGEST_NAME = 255  # bytes of a file's name, on all systems of today


def check_text(text: object) -> None:
    """Refuse what is no string.

    Raises:
        TypeError: If it is none; says what to do with it.

    Example:
        >>> check_text("文章".encode())
        Traceback (most recent call last):
        TypeError: a text is a string, not bytes; decode them first
    """
    if not isinstance(text, str):
        raise TypeError(f"a text is a string, not {described(text)}")


def is_text(path: str | PathLike[str]) -> bool:
    r"""Tell whether what was given as a path can only be text: of several lines, or too long.

    Example:
        >>> is_text("a/b.txt"), is_text("要闻一则\n\n会议今天开幕。")
        (False, True)
    """
    name = str(path)
    return "\n" in name or any(
        len(part.encode("utf-8", "surrogatepass")) > _LONGEST_NAME for part in name.split("/")
    )


def check_spanned(span: object) -> None:
    """Refuse what has no start and end.

    Raises:
        TypeError: If it has none.
    """
    if not (hasattr(span, "start") and hasattr(span, "end")):
        raise TypeError(f"a span has a start and an end: Span(0, 2), not {described(span)}")


def check_several(values: object, name: str) -> None:
    """Refuse one string where several things are taken, and what can't be gone through.

    Raises:
        TypeError: If they are not several.
    """
    if isinstance(values, str | bytes):
        meant = f": [{values!r}]" if len(values) <= _SHORT else ""
        raise TypeError(f"{name} takes several, not one {type(values).__name__}{meant}")
    if not hasattr(values, "__iter__"):
        raise TypeError(f"{name} takes several, not {described(values)}")


def check_function(function: object, name: str) -> None:
    """Refuse an argument that can't be called; `None` is none at all.

    Raises:
        TypeError: If it can't be called.
    """
    if function is not None and not callable(function):
        raise TypeError(f"{name} takes a function, not {described(function)}")


def described(value: object) -> str:
    """Return what a value is, and what to do with it if text was wanted.

    Example:
        >>> described(None), described(["文章"]), described(5)
        ('None', 'list; take them one by one', '5')
    """
    if value is None or isinstance(value, int | float):
        return repr(value)
    if isinstance(value, str):
        return repr(value if len(value) <= _SHORT else f"{value[:_SHORT]}…")
    if isinstance(value, PathLike):
        return f"a path ({value}); corpus.read reads files"
    hint = ""
    if hasattr(value, "read"):
        hint = "; give what its read() returns"
    elif isinstance(value, bytes | bytearray | memoryview):
        hint = "; decode them first"
    elif isinstance(getattr(value, "text", None), str):
        hint = "; its words are in .text"
    elif hasattr(value, "__iter__"):
        hint = "; take them one by one"
    return f"{type(value).__name__}{hint}"
