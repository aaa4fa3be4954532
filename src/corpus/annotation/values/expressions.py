"""What the grammars of dates and quantities yield.

What lives here: `Expression`, one labelled stretch with its value. What does not: any grammar
(`dates`, `quantities`) and the layer of entities that comes out in the end
(`recognition.find_values`).
"""

import attrs

from corpus.values import DateValue, Quantity

__all__ = ["Expression", "overlaps"]


@attrs.frozen
class Expression:
    """A date, time or quantity in a text: code point offsets, half-open, a label and a value."""

    start: int
    end: int
    label: str
    value: DateValue | Quantity | None = None


def overlaps(first: Expression, second: Expression) -> bool:
    """Whether two expressions share a character."""
    return first.start < second.end and second.start < first.end
