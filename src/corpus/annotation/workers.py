"""Processes that annotate articles side by side; this process is one of them.

What lives here: sharing chunks of articles out, and taking them back in order. What does not: what
is done with a chunk (`pipeline.annotate_chunk`).

The process that asks does not wait: while the others start and work, it annotates chunks itself, so
that two workers are this process and one more. A chunk goes to whoever is free, and chunks become
smaller towards the end, so that all end together. The others are spawned, not forked: a fork copies
the threads' locks of BLAS and of the caller. Each reads the weights once, uses one BLAS thread
(matrices are too small for two), and has few chunks waiting, so memory does not grow with the
corpus.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

import attrs

from corpus.annotation.pipeline import Options, annotate_chunk
from corpus.errors import AnnotationError

if TYPE_CHECKING:
    from corpus.annotation.entities.name_tagger import NameTagger
    from corpus.model import Article

__all__ = ["annotate_in_processes"]

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_SHARE = 3
"""A chunk is that part of what each process has left to do, within bounds. Small chunks cost more:
the network is a tenth slower on 16,000 characters at a time than on 40,000."""
_SMALLEST, _LARGEST = 6_000, 40_000
_QUEUED = 2
"""Chunks that wait for each other process, so that it finds one when this one is busy."""
_UNCLAIMED = 8
"""Chunks a process may be ahead of the one that is wanted next."""


def annotate_in_processes(
    articles: Sequence["Article"],
    options: Options,
    workers: int,
    tagger: "NameTagger | None" = None,
) -> Iterator[list["Article"]]:
    """Annotate chunks of articles in processes.

    Args:
        articles: The articles.
        options: What to do; it must be picklable.
        workers: How many processes, this one among them.
        tagger: Sent to each process; it must be picklable.

    Yields:
        The annotated chunks, in order.

    Raises:
        AnnotationError: If an option can't be pickled, a step fails or a process dies.
    """
    _check_picklable(options, tagger)
    todo = _Chunks(articles, workers)
    others = workers - 1
    waiting: deque[Future[list[Article]]] = deque()
    with ProcessPoolExecutor(others, mp_context=get_context("spawn"), initializer=_start) as pool:
        try:
            while todo or waiting:
                while todo and sum(not one.done() for one in waiting) <= _QUEUED * others:
                    waiting.append(pool.submit(_work, todo.take(), options, tagger))
                if todo and not waiting[0].done() and len(waiting) <= _UNCLAIMED * workers:
                    mine: Future[list[Article]] = Future()
                    mine.set_result(annotate_chunk(todo.take(), options, tagger))
                    waiting.append(mine)
                else:
                    yield waiting.popleft().result()
        except BrokenProcessPool as error:
            reason = (
                "a worker process died; a script that uses workers needs "
                "if __name__ == '__main__': around its work, and memory for each process"
            )
            raise AnnotationError(reason) from error
        finally:
            for one in waiting:
                one.cancel()


@attrs.define
class _Chunks:
    """Articles that nobody has taken yet.

    Attributes:
        articles: All articles.
        workers: How many processes share them.
    """

    articles: Sequence["Article"]
    workers: int
    _place: int = 0
    _left: int = attrs.field(init=False)

    def __attrs_post_init__(self) -> None:
        self._left = sum(len(article.text) for article in self.articles)

    def __bool__(self) -> bool:
        return self._place < len(self.articles)

    def take(self) -> list["Article"]:
        """Take the next articles: one, and more until the chunk is large enough."""
        wanted = max(_SMALLEST, min(_LARGEST, self._left // (_SHARE * self.workers)))
        first, size = self._place, 0
        while self and (not size or size + len(self.articles[self._place].text) <= wanted):
            size += len(self.articles[self._place].text)
            self._place += 1
        self._left -= size
        return list(self.articles[first : self._place])


def _check_picklable(options: Options, tagger: object) -> None:
    try:
        pickle.dumps((options, tagger))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        reason = f"can't be sent to a process: {error}; use a function of a module, or workers=1"
        raise AnnotationError(reason) from error


def _start() -> None:
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def _work(chunk: list["Article"], options: Options, tagger: "NameTagger | None") -> list["Article"]:
    try:
        return annotate_chunk(chunk, options, tagger)
    except Exception as error:
        if _can_travel(error):
            raise
        raise AnnotationError(f"{type(error).__name__}: {error}") from None


def _can_travel(error: Exception) -> bool:
    """Tell whether an error can be sent; one that can't would look like a process that died."""
    try:
        pickle.loads(pickle.dumps(error))  # noqa: S301  of our own making
    except Exception:  # noqa: BLE001  whatever a class does when it is made anew
        return False
    return True
