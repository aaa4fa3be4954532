"""Ideographic description sequences, such as ⿰亻言, which conversion leaves as they are."""

from __future__ import annotations

__all__ = ["ARITY", "LONGEST", "description_length"]

ARITY = {**dict.fromkeys(range(0x2FF0, 0x2FFE), 2), 0x2FF2: 3, 0x2FF3: 3, 0x2FFE: 1, 0x2FFF: 1}
"""How many operands each ideographic description character takes, by code point."""

LONGEST = 64
"""No sequence has more characters."""

_DEEPEST = 16


def description_length(text: str, start: int, end: int) -> int:
    """Return the length of the ideographic description sequence at `start`, or 0.

    As in OpenCC, a sequence has at most 64 characters and 16 levels, and an operand is
    any character.

    Args:
        text: Any text.
        start: Where the sequence would start, in code points.
        end: Where reading stops, at most ``len(text)``.

    Example:
        >>> description_length("⿰亻言的", 0, 4)
        3
    """
    if start >= end or ord(text[start]) not in ARITY:
        return 0
    open_operands: list[int] = []
    limit = min(end, start + LONGEST)
    for at in range(start, limit):
        arity = ARITY.get(ord(text[at]), 0)
        if len(open_operands) >= _DEEPEST:
            return 0
        if arity:
            open_operands.append(arity)
            continue
        while open_operands:
            open_operands[-1] -= 1
            if open_operands[-1]:
                break
            open_operands.pop()
        if not open_operands:
            return at + 1 - start
    return 0
