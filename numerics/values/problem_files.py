"""What a TOML or NPZ file holds, by name, and nothing that a reader might take for something else."""

import tomllib
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from numerics.tolerances.float_tolerances import INT64

__all__ = ["read_problem_file"]


def read_problem_file(path: Path) -> Mapping[str, Any]:
    """The values of a ``.toml`` or ``.npz`` file by name.

    Raises ValueError, one line that names the file and the remedy, for a file that cannot be read, for two values of
    one name, for pickled objects, and for whole numbers that TOML cannot hold.
    """
    readers = {".toml": _read_toml, ".npz": _read_npz}
    if path.suffix not in readers:
        message = f"{path} has the ending {path.suffix!r}: give a .toml or .npz file"
        raise ValueError(message)
    try:
        return readers[path.suffix](path)
    except (OSError, ValueError, BadZipFile, EOFError, zlib.error, SyntaxError) as error:
        # NumPy goes on to advise loading a pickle
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0].partition(". ")[0]
    except (NotImplementedError, RuntimeError):
        # RecursionError is one of the latter
        reason = "it is encrypted, compressed in an unknown way, or nested too deeply"
    except MemoryError:
        reason = "it claims to hold more than fits in memory"
    message = f"{path} cannot be read ({reason}): give a readable TOML or NPZ file"
    raise ValueError(message)


def _read_toml(path: Path) -> Mapping[str, Any]:
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for name, value in found.items():
        large = next((x for x in _numbers_in(value) if not -INT64 <= x < INT64), None)
        if large is not None:
            message = f"{name} holds the whole number {large}, beyond the 64 bits that TOML has; a float is {large:.0e}"
            raise ValueError(message)
    return found


def _numbers_in(value: Any) -> Iterator[int]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers_in(part)
    elif isinstance(value, int):
        yield value


def _read_npz(path: Path) -> Mapping[str, Any]:
    archive = np.load(path, allow_pickle=False)
    if not isinstance(archive, np.lib.npyio.NpzFile):
        message = "it is a single array, without names"
        raise ValueError(message)
    with archive:
        twice = [name for name, count in Counter(archive.files).items() if count > 1]
        if twice:
            message = f"it has two members called {twice[0]}"
            raise ValueError(message)
        return {name: archive[name] for name in archive.files}
