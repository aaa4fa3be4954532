"""How a block ends: `end_of`, by its last mark."""

from __future__ import annotations

from corpus.parsing.lines import is_closed

__all__ = ["ENDINGS", "STOPS", "end_of"]

STOPS = frozenset({"stop", "quoted_stop"})
"""The endings of a finished statement."""

ENDINGS = {
    **dict.fromkeys("。…", "stop"),
    **dict.fromkeys("！？!?", "ask"),
    **dict.fromkeys("，,、；;", "comma"),
    **dict.fromkeys("：:", "colon"),
    **dict.fromkeys("（(《〈“‘「『【〔[", "open"),
}
"""What a last mark that is no quotation mark and no bracket says."""

_QUOTES = frozenset('”’」』）)】〕》〉]"')
_BARE_DOT = frozenset(".．")


def end_of(text: str) -> str:
    """Return how `text` ends.

    Example:
        >>> [end_of(t) for t in ("他说。", "“好。”", "服务“三农”", "落脚点", "为什么？")]
        ['stop', 'quoted_stop', 'quote', 'bare', 'ask']
    """
    last = text[-1]
    if last in _QUOTES:
        return "quoted_stop" if is_closed(text) else "quote"
    if last in _BARE_DOT and len(text) > 1 and not text[-2].isdigit():
        return "stop"
    return ENDINGS.get(last, "bare")
