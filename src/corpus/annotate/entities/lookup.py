"""Looking many names up in one pass over a text.

What lives here: one regular expression for any number of names, built as a trie, so that its time
does not grow with their number (as plain alternatives' would). What does not: which names.
"""

import re
from collections.abc import Iterable

__all__ = ["LONGEST", "names_pattern"]

_Trie = dict[str, "_Trie"]
_END = ""

LONGEST = 100
"""Names longer than this, in characters, are not looked up."""


def names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Compile a pattern that matches the longest of the names at each place.

    Args:
        names: Any strings; empty ones are left out, and those longer than `LONGEST`, which are
            no names but runs of text without an end.

    Returns:
        A pattern; of no names, one that never matches.

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
