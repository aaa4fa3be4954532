"""Scores of labelled spans: entities.

What lives here: strict and overlapping scores by label, and the flat view. On flat data the strict
scores are those of `seqeval` (Nakayama 2018) with any scheme, because both compare sets of (start,
end, label); a test compares them. The overlapping score follows SemEval-2013 task 9.1's *type*
matching: a prediction is right if it shares a character with a gold span of its label, and no gold
span counts twice. What does not live here: how entities are found.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import attrs

from corpus.arguments import check_several
from corpus.evaluate.pairing import Item, Row, Side, row_of, text_pairs
from corpus.evaluate.scores import Score

if TYPE_CHECKING:
    from corpus.spans import Labelled

__all__ = ["EntityScores", "entities", "flat"]


T = TypeVar("T", bound="Labelled | tuple[int, int, str]")
Labels: TypeAlias = Mapping[str, str] | Callable[[str], str | None]


@attrs.frozen
class EntityScores:
    """The scores of all entities together and of each label.

    Attributes:
        strict: Spans and labels exactly right.
        overlapping: Labels right, spans sharing at least a character.
        strict_by_label: `strict` for each label, by name.
        overlapping_by_label: `overlapping` for each label, by name.

    Example:
        >>> import corpus
        >>> news = corpus.load()["zhao-yafu"]  # 赵亚夫事迹引起社会强烈反响
        >>> found = news.entities.filter(lambda entity: entity.text != "镇江市")
        >>> scores = entities(news.entities, found)
        >>> scores.strict.recall < scores.strict.precision
        True
        >>> print(scores.strict_by_label["PERSON"])
        P 1.000  R 1.000  F1 1.000  (36 of 36 predicted, 36 gold)
    """

    strict: Score
    overlapping: Score
    strict_by_label: Mapping[str, Score]
    overlapping_by_label: Mapping[str, Score]

    @property
    def macro_f1(self) -> float:
        """The mean of the labels' strict F1."""
        scores = [score.f1 for score in self.strict_by_label.values()]
        return sum(scores) / len(scores) if scores else 0.0

    def __str__(self) -> str:
        width = max((len(label) for label in self.strict_by_label), default=0)
        rows = [f"{label:<{width}}  {score}" for label, score in self.strict_by_label.items()]
        return "\n".join([*rows, f"{'all':<{width}}  {self.strict}"])


def entities(
    gold: Side,
    predicted: Side,
    *,
    labels: Labels | None = None,
    nested: bool = True,
) -> EntityScores:
    """Score predicted entities against gold, for one text or for many.

    Args:
        gold: Entities, or rows (start, end, label), or an article that has entities; for many
            texts a corpus, or one of these for each text.
        predicted: The same for the same texts. Articles are paired by their ids where both sides
            have the same ones, else in order.
        labels: What a label is called in the scores, such as `corpus.COARSE_LABELS`; a label it
            does not have, or says None to, is left out on both sides. None takes labels as they
            are.
        nested: Whether entities within entities count; if not, only outermost ones do (`flat`).

    Returns:
        The scores; labels in alphabetical order.

    Raises:
        AnnotationError: If the two are not of equally many texts, or articles or layers differ in
            text.
        LayerError: If an article has no entities.
        TypeError: If one of them is nothing that can be scored.

    Example:
        >>> scores = entities([(0, 2, "PER"), (5, 7, "LOC")], [(0, 2, "PER"), (5, 8, "LOC")])
        >>> scores.strict.f1, scores.overlapping.f1
        (0.5, 1.0)
        >>> scores.strict_by_label["PER"].f1
        1.0
        >>> import corpus
        >>> text = "毛健在北京说"
        >>> entities([(0, 2, "PERSON"), (3, 5, "GPE")], corpus.find_entities(text)).macro_f1
        1.0
    """
    if labels is not None and not isinstance(labels, Mapping) and not callable(labels):
        raise TypeError(f"labels= takes a mapping such as COARSE_LABELS, not {labels!r}")
    pairs = text_pairs(gold, predicted)
    strict: dict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    overlapping: dict[str, Score] = defaultdict(lambda: Score(0, 0, 0))
    for gold_items, predicted_items in pairs:
        wanted = _rows(gold_items, labels, nested=nested)
        found = _rows(predicted_items, labels, nested=nested)
        for label in {row[2] for row in wanted | found}:
            one = {row for row in wanted if row[2] == label}
            other = {row for row in found if row[2] == label}
            strict[label] += Score(len(one & other), len(other), len(one))
            overlapping[label] += Score(_overlaps(one, other), len(other), len(one))
    return EntityScores(
        sum(strict.values(), Score(0, 0, 0)),
        sum(overlapping.values(), Score(0, 0, 0)),
        MappingProxyType(dict(sorted(strict.items()))),
        MappingProxyType(dict(sorted(overlapping.items()))),
    )


def flat(items: Iterable[T]) -> Iterator[T]:
    """Yield the items that lie in no other: the view of test sets without nesting.

    Of items that cross, which `find_entities` never returns, the one that starts first stays, and
    of two that start together the longer.

    Args:
        items: Entities or rows (start, end, label), in any order.

    Returns:
        The outermost items, by start.

    Raises:
        TypeError: If `items` are no sequence of items.

    Example:
        >>> list(flat([(0, 3, "LOC"), (0, 6, "ORG"), (7, 9, "PER")]))
        [(0, 6, 'ORG'), (7, 9, 'PER')]
        >>> import corpus
        >>> [entity.text for entity in flat(corpus.find_entities("镇江市科技局局长毛健"))]
        ['镇江市科技局', '毛健']
    """
    check_several(items, "flat")
    reached = 0
    for item in sorted(items, key=lambda item: (row_of(item)[0], -row_of(item)[1])):
        start, end, _ = row_of(item)
        if start >= reached:
            yield item
            reached = end


def _rows(
    items: Iterable[Item],
    labels: Labels | None,
    *,
    nested: bool,
) -> set[Row]:
    renamed = []
    for item in items:
        start, end, label = row_of(item)
        name = label if labels is None else labels(label) if callable(labels) else labels.get(label)
        if name:
            renamed.append((start, end, name))
    return set(renamed if nested else flat(renamed))


def _overlaps(gold: set[Row], predicted: set[Row]) -> int:
    """How many predictions can be given a gold span each that they overlap, at the most.

    Spans are taken in the order of their ends. All that overlap the one that ends first hold its
    last character, so the one of them that ends next is of least use to the spans that follow, and
    is its partner (after Glover 1967, maximum matching in a convex bipartite graph).
    """
    sides = [{row[:2] for row in rows if row[0] < row[1]} for rows in (gold, predicted)]
    begun: tuple[list[tuple[int, int]], ...] = ([], [])  # heaps of (end, start)
    to_come = [sorted(side, reverse=True) for side in sides]
    taken: set[tuple[int, int, int]] = set()
    pairs = 0
    for end, start, side in sorted((e, s, at) for at in (0, 1) for s, e in sides[at]):
        if (end, start, side) in taken:
            continue
        taken.add((end, start, side))
        other = 1 - side
        while to_come[other] and to_come[other][-1][0] < end:
            heappush(begun[other], to_come[other].pop()[::-1])
        while begun[other] and (*begun[other][0], other) in taken:
            heappop(begun[other])
        if begun[other]:
            taken.add((*heappop(begun[other]), other))
            pairs += 1
    return pairs
