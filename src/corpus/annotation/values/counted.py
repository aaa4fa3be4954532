"""What a number counts: the noun behind it, or the one that its sentence is about.

What lives here: 儿童 of 67万儿童, 片区 of 8个贫困片区, and 人 of 人口超过千万. What does not: units
and classifiers (`units`) and the numbers (`amounts`).

Everything reads folded text (`shadow.fold`).
"""

import re
from collections.abc import Mapping
from typing import Final

from corpus.annotation.values.units import read_unit

__all__ = ["Words", "counted_noun", "head_noun", "subject_unit"]

_PERSON: Final = re.compile(r"[人者员民生童工兵师众]$|儿童|孩子|干部|专家|老人|妇女")
_COUNTED_SUBJECT: Final = re.compile(
    r"(?:人数|人口|(\w{2})的?(?:数量|总数))(?:已经|已|目前|将|共|就|也|又){0,2}"
    r"(?:达到|达|为|是|有|超过|突破|增至|升至|减至|降至)\Z"
)

Words = Mapping[int, tuple[int, str]]
"""Words of a tagger: start → (end, part of speech), for the noun that a number counts."""


def counted_noun(text: str, at: int, words: Words) -> tuple[int, str] | None:
    """End and unit of the one noun at an offset, if it is one and nothing joins on to it."""
    unit = read_unit(text, at)
    if words:
        end, tag = words.get(at, (0, ""))
        following = words.get(end, (0, ""))[1]
        if tag not in {"n", "nz"} or following in {"n", "vn", "nz", "an"}:
            return None
    else:
        if unit is None or unit.kind != "noun":
            return None
        end = at + len(unit.surface)
    if end - at > 4:
        return None
    noun = text[at:end]
    if unit and unit.kind in {"noun", "person"} and unit.surface == noun:
        return end, unit.name
    return end, "人" if _PERSON.search(noun) else noun


def head_noun(text: str, at: int, words: Words) -> str | None:
    """The noun that a count with an attribute counts: 片区 of 8个贫困片区."""
    for step in range(3):
        end, tag = words.get(at, (0, ""))
        following = words.get(end, (0, ""))[1]
        if tag == "n" and following not in {"n", "vn", "an", "nz"}:
            noun = text[at:end]
            return ("人" if _PERSON.search(noun) else noun) if step else None
        if tag not in {"n", "a", "b", "an", "vn", "nz"}:
            return None
        at = end
    return None


def subject_unit(text: str, start: int) -> str | None:
    """The unit of a bare number that its subject names: 受益儿童数量已经达到40万, 人口超过千万."""
    subject = _COUNTED_SUBJECT.search(text, max(0, start - 16), start)
    if subject is None:
        return None
    if subject[1] is None:
        return "人"
    unit = read_unit(subject[1], 0)
    return unit.name if unit is not None and unit.surface == subject[1] else None
