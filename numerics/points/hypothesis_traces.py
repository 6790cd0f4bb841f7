"""Hypothesis keeps what it has read of all loaded modules in a folder of the working directory; not while we use it."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager

__all__ = ["leaving_no_folder"]

_LOCK = threading.RLock()
"""Its folder is one for the whole process; two threads that change it would each take the other's for the user's."""


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
