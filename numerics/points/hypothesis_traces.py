"""Hypothesis reads all modules that are loaded and keeps what it finds there in a folder; not while we use it.

It draws the numbers that the source of these modules holds more often than others. What a search finds would depend on
which modules somebody has loaded before, and reading three hundred of them takes as long as the search.
"""

import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from numerics.tolerances.point_limits import RANGES_REMEMBERED

__all__ = ["leaving_no_folder", "outside_a_test", "reading_no_modules"]

Found = TypeVar("Found")

_LOCK = threading.RLock()
"""What is changed is one for the whole process; two threads that change it would each take the other's for the user's.
"""


def outside_a_test(search: Callable[[], Found]) -> Found:
    """What a search with Hypothesis finds, which may be called within a test of a user's with Hypothesis.

    It refuses a test within a test, of which it is told by the thread: the search has one of its own then.
    """
    from hypothesis import currently_in_test_context

    if not currently_in_test_context():
        return search()
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(search).result()


@contextmanager
def leaving_no_folder() -> Iterator[None]:
    """What Hypothesis would keep is not kept; afterwards its folder is again the one that it was.

    One thread at a time is inside. The tests of a user, one of which may be what is running, find their own folder as
    it was.
    """
    from hypothesis import configuration

    with _LOCK:
        # there is no public way to ask for it; None is that nobody has named one, and that nobody has needed one yet
        before = getattr(configuration, "__hypothesis_home_directory", None)
        configuration.set_hypothesis_home_dir(os.devnull)
        try:
            yield
        finally:
            configuration.set_hypothesis_home_dir(before)


@contextmanager
def reading_no_modules() -> Iterator[None]:
    """Numbers that sources of modules hold are drawn like any other; afterwards Hypothesis is as it was.

    One thread at a time is inside. A version of Hypothesis that reads no modules, or has renamed what does, is left
    alone: that changes which points are drawn, and how long it takes, and nothing else.
    """
    try:
        from hypothesis.internal.conjecture import providers
    except ImportError:  # older than 6.125
        yield
        return
    names = ("_get_local_constants", "_local_constants", "CONSTANTS_CACHE")
    if not all(hasattr(providers, name) for name in names):
        yield
        return
    none, nothing_seen = type(providers._local_constants)(), type(providers.CONSTANTS_CACHE)(RANGES_REMEMBERED)
    with _LOCK:
        before = {name: getattr(providers, name) for name in names}
        try:
            for name, value in zip(names, (lambda: none, none, nothing_seen), strict=True):
                setattr(providers, name, value)
            yield
        finally:
            for name, value in before.items():
                setattr(providers, name, value)
