"""Flat views of nested entities, as test sets have them.

What lives here: the outermost entities, chains of places joined or parted, and names as PER, LOC
and ORG. What does not: scores (`corpus.evaluate`).
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, Literal

from corpus.errors import UnknownNameError
from corpus.model import COARSE_LABELS, Entity

__all__ = ["coarse_names", "outermost"]


def outermost(
    entities: Iterable[Entity], *, chains: Literal["joined", "parted"] = "joined"
) -> Iterator[Entity]:
    """The entities that lie in no other: the flat view that most test sets have.

    Args:
        entities: Entities sorted by start, longer first, as a layer has them.
        chains: Whether an administrative chain (江苏省镇江市) is one place, as in Universal NER, or
            each of its links is, as in the People's Daily and MSRA sets.

    Yields:
        Those not within one before; with ``parted``, links in the place of their chain.

    Raises:
        UnknownNameError: If `chains` is something else.

    Example:
        >>> from corpus.annotation import find_entities
        >>> [e.text for e in outermost(find_entities("镇江市科技局在江苏省镇江市。"))]
        ['镇江市科技局', '江苏省镇江市']
        >>> [e.text for e in outermost(find_entities("在江苏省镇江市。"), chains="parted")]
        ['江苏省', '镇江市']
    """
    if chains not in _CHAINS:
        raise UnknownNameError("view of chains", chains, _CHAINS)
    end = 0
    rows = list(entities)
    for row, entity in enumerate(rows):
        if entity.start < end:
            continue
        links = _tiles(rows, row) if chains == "parted" else ()
        yield from links or (entity,)
        end = entity.end


_CHAINS: Final = ("joined", "parted")
_PLACES: Final = frozenset({"GPE", "LOC", "FAC"})


def _tiles(rows: Sequence[Entity], row: int) -> tuple[Entity, ...]:
    """The places that a place is made of without a gap, the longest at each step; or none."""
    whole = rows[row]
    if whole.label not in _PLACES:
        return ()
    tiles: list[Entity] = []
    at = whole.start
    for part in rows[row + 1 :]:
        if part.start >= whole.end:
            break
        if part.start == at and part.label in _PLACES:
            tiles.append(part)
            at = part.end
    return tuple(tiles) if at == whole.end else ()


def coarse_names(
    entities: Iterable[Entity], *, chains: Literal["joined", "parted"] = "joined"
) -> Iterator[tuple[int, int, str]]:
    """Names as PER, LOC and ORG without nesting: what most Chinese test sets hold.

    Entities of other labels are left out first, so that 北京 of 北京奥运会 counts.

    Args:
        entities: Entities sorted by start, longer first, as a layer has them.
        chains: As for `outermost`: ``joined`` as in Universal NER, ``parted`` as in the People's
            Daily and MSRA sets.

    Yields:
        Start, end and label; offsets are code points, half-open.

    Raises:
        UnknownNameError: If `chains` is something else.

    Example:
        >>> from corpus.annotation import find_entities
        >>> list(coarse_names(find_entities("中国队5月29日在江苏省镇江市训练。"), chains="parted"))
        [(0, 3, 'ORG'), (9, 12, 'LOC'), (12, 15, 'LOC')]
    """
    names = [entity for entity in entities if entity.label in COARSE_LABELS]
    for entity in outermost(names, chains=chains):
        yield entity.start, entity.end, COARSE_LABELS[entity.label]
