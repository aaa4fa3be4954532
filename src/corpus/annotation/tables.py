"""Reading the tables of this package's `data`, all of one form.

A table is a TSV file in UTF-8: lines of `#` are comments and name the source, the first other
line is the header.
"""

from functools import cache
from importlib import resources

__all__ = ["read_table"]


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of one TSV file of `corpus.annotation.data`, keyed by its header line.

    Args:
        name: File name, with lines of `#` as comments and the first other line as header.

    Returns:
        One mapping a row; a cell missing at a line's end is empty.

    Example:
        >>> read_table("eras.tsv")[0]["era"]
        '民国'
    """
    text = (resources.files("corpus.annotation") / "data" / name).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    header = lines[0].split("\t")
    empty = [""] * len(header)
    return tuple(dict(zip(header, [*line.split("\t"), *empty], strict=False)) for line in lines[1:])
