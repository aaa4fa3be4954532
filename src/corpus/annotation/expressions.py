"""What the grammars of dates and quantities yield, and the tables they read.

What lives here: `Expression`, one labelled stretch with its value, and `read_table` for the
TSV files in this folder's `data`. What does not: any grammar (`dates`, `quantities`) and the
layer of entities that comes out in the end (`grammar.find_values`).
"""

from functools import cache
from importlib import resources

import attrs

from corpus.values import DateValue, Quantity

__all__ = ["Expression", "overlaps", "read_table"]


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


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one TSV file of `corpus.annotation.data`, keyed by its header line.

    Args:
        name: File name, with lines of `#` as comments and the first other line as header.

    Returns:
        One mapping a row; a cell missing at a line's end is empty.

    >>> read_table("eras.tsv")[0]["era"]
    '民国'
    """
    text = (resources.files("corpus.annotation") / "data" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    empty = [""] * len(header)
    return tuple(dict(zip(header, [*line.split("\t"), *empty], strict=False)) for line in lines[1:])
