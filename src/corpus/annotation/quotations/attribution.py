"""Quotations: who is quoted as saying what, directly or not.

What lives here: `find_quotations`, and how deep a quotation lies in others. What does not: words in
marks (`direct_speech`), reported words (`indirect_speech`), the search for the speaker
(`speakers`), marks (`marks`) and verbs (`cues`), finding names, which `find_quotations` is given,
and the turns of an interview, which are sections and no quotations.

The scheme is that of quotation attribution in news (Pareti et al. 2013, EMNLP): a quotation has a
source (the speaker), a cue and a content; `level` counts the quotations around one.
"""

from collections.abc import Sequence
from typing import Final

from corpus.annotation.quotations.direct_speech import DirectSpeech
from corpus.annotation.quotations.indirect_speech import IndirectSpeech
from corpus.annotation.quotations.marks import mark_pairs
from corpus.annotation.quotations.speakers import SPEAKING, Speakers
from corpus.annotation.quotations.speech import Found
from corpus.annotation.shadow import simplified
from corpus.arguments import check_text
from corpus.layers import Layer
from corpus.model import Quotation
from corpus.spans import Labelled

__all__ = ["find_quotations"]

SOURCE: Final = "rules"


def find_quotations(text: str, entities: Sequence[Labelled] | None = None) -> Layer[Quotation]:
    """Find direct and indirect quotations with speaker and cue.

    Args:
        text: Any text, in either script, with quotation marks of any style.
        entities: Names of the text, as `find_entities` returns them; None to find them here.

    Returns:
        A layer of quotations, sorted by start, longer first. A direct one includes its marks; an
        indirect one goes from after the verb of saying to the end of its sentence. The speaker is
        the name or word nearest to the cue. Offsets are code points of `text`.

    Raises:
        TextError: If the text holds a lone surrogate, and names are to be found.
        TypeError: If `text` is no string.

    Example:
        >>> quotation = find_quotations("镇江市科技局局长毛健说：“试验很成功。”")[0]
        >>> quotation.text, quotation.speaker, quotation.cue, quotation.kind
        ('“试验很成功。”', '毛健', '说', 'direct')
    """
    check_text(text)
    if entities is None:
        from corpus.annotation.entities import find_entities

        entities = find_entities(text)
    speaking = sorted((e for e in entities if e.label in SPEAKING), key=lambda e: (e.start, -e.end))
    shadow = simplified(text)
    speakers, pairs = Speakers(shadow, speaking), sorted(mark_pairs(shadow))
    indirect = list(IndirectSpeech(shadow, speakers, pairs).find())
    direct = DirectSpeech(shadow, speakers, pairs).find(indirect)
    found = sorted([*direct, *indirect], key=lambda q: (q.start, -q.end))
    columns: dict[str, Sequence[object]] = {
        "speaker": [q.speaker for q in found],
        "cue": [q.cue for q in found],
        "kind": [q.kind for q in found],
        "level": _levels(found),
    }
    starts, ends = [q.start for q in found], [q.end for q in found]
    return Layer(text, Quotation, starts, ends, columns, source=SOURCE)


def _levels(found: Sequence[Found]) -> list[int]:
    """How many quotations lie around each, with those sorted by start, longer first."""
    open_ends: list[int] = []
    levels = []
    for quotation in found:
        while open_ends and open_ends[-1] <= quotation.start:
            open_ends.pop()
        levels.append(len(open_ends))
        open_ends.append(quotation.end)
    return levels
