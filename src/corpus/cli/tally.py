"""What came of the files that a command read: counted, and told one line each."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.cli.messages import counted, reason, tell
from corpus.parsing.file_names import readable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Article, Decision

__all__ = ["Tally"]


class Tally:
    """Counts what came of the files.

    Args:
        doubtful: Decisions with less confidence are doubtful.
    """

    FAILED = 2
    NOTHING = 1

    def __init__(self, doubtful: float) -> None:
        self.done = 0
        self.failed = 0
        self.counts: Counter[str] = Counter()
        self._doubtful = doubtful

    @property
    def status(self) -> int:
        """The exit status: 2 if a file failed, 1 if there was no article, else 0."""
        if self.failed:
            return self.FAILED
        return 0 if self.counts["articles"] else self.NOTHING

    def add(self, article: Article) -> None:
        """Count an article and what was decided about it."""
        self.counts["articles"] += 1
        self._decided(article.decisions)

    def left_out(self, name: str, outside: Iterable[Decision]) -> None:
        """Count what was decided outside the articles of a file.

        It is told why a file has none, and how many of its bytes were replaced.
        """
        name = readable(name)
        decisions = tuple(outside)
        self._decided(decisions)
        for decision in decisions:
            if decision.rule.startswith("empty."):
                tell(f"{name}: no articles: {decision.evidence}")
            elif decision.rule == "decode.replaced":
                tell(f"{name}: {decision.evidence}; U+FFFD stands there")

    def fail(self, name: str, error: Exception) -> None:
        """Count and tell a file that failed."""
        self.failed += 1
        name = readable(name)
        said = reason(error)
        named = said.startswith(name) or repr(name) in said
        tell(said if named else f"{name}: {said}")

    def _decided(self, decisions: Iterable[Decision]) -> None:
        for decision in decisions:
            self.counts[decision.rule.partition(".")[0]] += 1
            self.counts["doubtful"] += decision.confidence < self._doubtful

    @property
    def articles(self) -> str:
        """How many articles there were."""
        return counted(self.counts["articles"], "article")

    @property
    def failures(self) -> str:
        """How many files failed."""
        return f"{counted(self.failed, 'file')} failed"
