"""Processes that annotate articles side by side.

What lives here: sending chunks of articles to processes and taking them back in order. What does
not: what is done with a chunk (`pipeline.annotate_chunk`).

Processes are spawned, not forked: a fork copies the threads' locks of BLAS and of the caller. Each
reads the weights once, uses one BLAS thread (matrices are too small for two), and has at most two
chunks waiting, so memory does not grow with the corpus.
"""

import os
import pickle
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

from corpus.annotation.pipeline import Options, annotate_chunk, chunks
from corpus.errors import AnnotationError, CorpusError

if TYPE_CHECKING:
    from corpus.annotation.entities.recognition import NameTagger
    from corpus.model import Article

__all__ = ["annotate_in_processes"]

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")
_LEAST_CHUNKS = 4
"""Chunks a process gets at least, so that all are busy until the end."""


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
        workers: How many processes.
        tagger: Sent to each process; it must be picklable.

    Yields:
        The annotated chunks, in order.

    Raises:
        AnnotationError: If an option can't be pickled, a step fails or a process dies.
    """
    _check_picklable(options, tagger)
    total = sum(len(article.text) for article in articles)
    size = max(2_000, min(60_000, total // (workers * _LEAST_CHUNKS)))
    waiting: deque[Future[list[Article] | str]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start) as pool:
        try:
            for chunk in chunks(articles, size):
                waiting.append(pool.submit(_work, chunk, options, tagger))
                if len(waiting) > 2 * workers:
                    yield _result(waiting.popleft())
            while waiting:
                yield _result(waiting.popleft())
        except BrokenProcessPool as error:
            reason = (
                "a worker process died; a script that uses workers needs "
                "if __name__ == '__main__': around its work, and memory for each process"
            )
            raise AnnotationError(reason) from error


def _check_picklable(options: Options, tagger: object) -> None:
    try:
        pickle.dumps((options, tagger))
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        reason = f"can't be sent to a process: {error}; use a function of a module, or workers=1"
        raise AnnotationError(reason) from error


def _start() -> None:
    for name in _THREADS:
        os.environ.setdefault(name, "1")


def _work(
    chunk: list["Article"], options: Options, tagger: "NameTagger | None"
) -> list["Article"] | str:
    # Errors with arguments of their own do not survive pickling; their message does.
    try:
        return annotate_chunk(chunk, options, tagger)
    except CorpusError as error:
        return f"{type(error).__name__}: {error}"


def _result(future: "Future[list[Article] | str]") -> list["Article"]:
    made = future.result()
    if isinstance(made, str):
        raise AnnotationError(made)
    return made
