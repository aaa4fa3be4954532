"""`Score`: precision, recall and F1 out of three counts.

What lives here: the counts and what follows from them. What does not: how things are counted.
"""

import attrs

__all__ = ["Score"]


@attrs.frozen
class Score:
    """How a prediction compares with gold.

    Args:
        correct: Predicted items that are right.
        predicted: All predicted items.
        gold: All gold items.

    Example:
        >>> # of 6 names 4 were found, one of them as 镇江 where it is 镇江市
        >>> score = Score(correct=3, predicted=4, gold=6)
        >>> score.precision, score.recall, score.f1
        (0.75, 0.5, 0.6)
    """

    correct: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """The share of the predicted items that are right; 0 where nothing is predicted."""
        return self.correct / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold items that were found; 0 where there are none."""
        return self.correct / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.predicted + self.gold
        return 2 * self.correct / total if total else 0.0

    def __add__(self, other: "Score") -> "Score":
        """The score of both taken together (micro average)."""
        if not isinstance(other, Score):
            return NotImplemented
        return Score(
            self.correct + other.correct, self.predicted + other.predicted, self.gold + other.gold
        )

    def __str__(self) -> str:
        return (
            f"P {self.precision:.3f}  R {self.recall:.3f}  F1 {self.f1:.3f}  "
            f"({self.correct} of {self.predicted} predicted, {self.gold} gold)"
        )
