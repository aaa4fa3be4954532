"""One BLAS thread while the network runs.

The network's matrices are small: a second thread costs twice the processor time and gains
little. NumPy has no way to say so, and the usual environment variable (``OPENBLAS_NUM_THREADS``)
must be set before NumPy is imported. So the OpenBLAS that NumPy's wheels bring is asked directly,
by its exported functions, as `threadpoolctl` does. With another BLAS nothing is done.
"""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["one_thread"]

_lock = threading.Lock()
_users = 0
_before = 1


@contextmanager
def one_thread() -> Iterator[None]:
    """Bind BLAS to one thread; the number before comes back when the last user leaves.

    The setting is the process's: other NumPy work in it has one thread meanwhile, too.

    Example:
        >>> with one_thread():
        ...     np.ones((2, 2)) @ np.ones((2, 2))
        array([[2., 2.],
               [2., 2.]])
    """
    global _users, _before  # noqa: PLW0603  the setting is global, so is its count
    functions = _thread_functions()
    if functions is None:
        yield
        return
    get, put = functions
    with _lock:
        if _users == 0:
            _before = get()
            if _before != 1:
                put(1)
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0 and _before != 1:
                put(_before)


@cache
def _thread_functions() -> tuple[Callable[[], int], Callable[[int], object]] | None:
    """Return what reads and what sets the number of threads, or `None` if it can't be found."""
    package = Path(np.__file__).parent
    folders = (package.parent / "numpy.libs", package / ".dylibs", package / ".libs")
    for folder in folders:
        for path in sorted(folder.glob("*openblas*")):
            functions = _functions_of(path)
            if functions is not None:
                return functions
    return None


def _functions_of(path: Path) -> tuple[Callable[[], int], Callable[[int], object]] | None:
    try:
        # The library is loaded already, as NumPy was imported; this finds it, by its path.
        library = ctypes.CDLL(str(path))
    except OSError:
        return None
    for prefix in ("scipy_", ""):
        for suffix in ("64_", ""):
            get = getattr(library, f"{prefix}openblas_get_num_threads{suffix}", None)
            put = getattr(library, f"{prefix}openblas_set_num_threads{suffix}", None)
            if get is not None and put is not None:
                get.argtypes, get.restype = [], ctypes.c_int
                put.argtypes, put.restype = [ctypes.c_int], None
                return get, put
    return None
