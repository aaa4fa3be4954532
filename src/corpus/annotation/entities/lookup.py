"""Looking many names up in one pass over a text.

What lives here: one regular expression for any number of names, built as a trie, so that its time
does not grow with their number (as plain alternatives' would). What does not: which names.
"""

import re
from collections.abc import Iterable, Iterator

__all__ = ["LONGEST", "find_names", "names_pattern"]

_Trie = dict[str, "_Trie"]
_END = ""

LONGEST = 100
"""Names longer than this, in characters, are not looked up."""


_SMALL = 20_000_000
"""Up to here, in names times characters, each name is sought by itself."""


def find_names(text: str, names: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Find names in a text, the longest at each place, from left to right without overlap.

    Args:
        text: Any text.
        names: As for `names_pattern`.

    Yields:
        Start and end of each, in code points.

    Example:
        >>> list(find_names("全国妇联与妇联", ["妇联", "全国妇联"]))
        [(0, 4), (5, 7)]
    """
    wanted = [name for name in names if 0 < len(name) <= LONGEST]
    if len(wanted) * len(text) > _SMALL:
        yield from (match.span() for match in names_pattern(wanted).finditer(text))
        return
    # A pattern a text would fill the cache of `re` with patterns that never come again.
    hits = []
    for name in wanted:
        at = text.find(name)
        while at >= 0:
            hits.append((at, -len(name)))
            at = text.find(name, at + 1)
    reached = 0
    for start, negative in sorted(hits):
        if start >= reached:
            reached = start - negative
            yield start, reached


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern that matches the longest of the names at each place.

    Args:
        names: Any strings; empty ones are left out, and those longer than `LONGEST`, which are
            no names but runs of text without an end.

    Returns:
        A pattern; of no names, one that never matches.

    Example:
        >>> names_pattern(["妇联", "全国妇联", "全国"]).findall("全国妇联与妇联")
        ['全国妇联', '妇联']
    """
    trie: _Trie = {}
    for name in names:
        if len(name) > LONGEST:
            continue
        node = trie
        for character in name:
            node = node.setdefault(character, {})
        node[_END] = {}
    trie.pop(_END, None)
    return re.compile(_branches(trie) if trie else "(?!)")


def _branches(node: _Trie) -> str:
    """The pattern of what may follow a prefix; longer names are tried first."""
    parts = [re.escape(c) + _branches(after) for c, after in node.items() if c != _END]
    if not parts:
        return ""
    body = parts[0] if len(parts) == 1 and _END not in node else f"(?:{'|'.join(parts)})"
    return f"{body}?" if _END in node else body
