"""What reading direct and indirect speech share: the found quotation, and where clauses end.

What lives here: `Found`, the marks that end a clause or a sentence, and whether words in marks are
speech. What does not: looking for either (`direct_speech`, `indirect_speech`).
"""

import re
from typing import Final, Literal

import attrs

from corpus.spans import Span

__all__ = ["CLAUSE", "END", "LONG", "REACH", "STOPS", "Found", "ended", "is_speech"]

STOPS: Final = "。！？!?…"
END: Final = re.compile(r"[。！？!?…\n]")
CLAUSE: Final = re.compile(r"[，。！？；：、,;:!?\n“‘’”「」『』…（）()]")
LONG: Final = 10
"""From so many characters on, words in marks with a pause among them are speech."""
REACH: Final = 60
"""How far a clause is looked through, in characters."""


@attrs.frozen
class Found:
    """A quotation on its way: offsets in code points, half-open."""

    start: int
    end: int
    kind: Literal["direct", "indirect"]
    speaker: Span | None
    cue: Span | None
    attributed_to: int = 0  # where the clause ends that attributes a quotation from behind


def ended(inside: str, pauses: str = "") -> bool:
    """Whether words end like a sentence, or with one of these pauses."""
    last = inside.rstrip("”’」』")[-1:]
    return bool(last) and last in STOPS + pauses


def is_speech(inside: str) -> bool:
    """Whether quoted words are speech: they end like a sentence, or are a clause or two."""
    return ended(inside) or (len(inside) >= LONG and re.search("[，,；：、]", inside) is not None)
