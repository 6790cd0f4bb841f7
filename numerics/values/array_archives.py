"""The arrays in an NPZ archive, by name: unpacked to a limit, each as large as its header says, none pickled."""

import io
import lzma
import math
import struct
import warnings
import zlib
from collections import Counter
from collections.abc import Mapping
from tokenize import TokenError
from zipfile import BadZipFile, ZipFile

import numpy as np

from numerics.tolerances.file_limits import MOST_MEMBERS, NPZ_BYTES
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened

__all__ = ["arrays_in"]

_ENTRY = b"PK\x01\x02"
"""What each entry of an archive's directory begins with."""

_HEADERS = {(1, 0): np.lib.format.read_array_header_1_0, (2, 0): np.lib.format.read_array_header_2_0}

_NO_HEADER = (ValueError, SyntaxError, TokenError, TypeError, OverflowError, MemoryError, RecursionError)
"""What is raised where a text is read as a tuple and is none."""


def arrays_in(content: bytes) -> Mapping[str, np.ndarray | bytes]:
    """The members of an archive, by name without ``.npy``; one that is no array as its bytes.

    Raises ValueError with the reason for what is no archive, damaged, encrypted, packed in an unknown way, larger than
    the limit when unpacked, or has two members of one name.
    """
    if content.startswith(np.lib.format.MAGIC_PREFIX):
        message = "it is a single array, without names"
        raise ValueError(message)
    if content.count(_ENTRY) > MOST_MEMBERS:
        message = f"it has more than {MOST_MEMBERS} members"
        raise ValueError(message)
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            return _members(archive)
    except (BadZipFile, EOFError, zlib.error, OSError, struct.error, lzma.LZMAError) as error:
        message = f"it is no archive, or a damaged one: {str(error) or type(error).__name__}"
    except (NotImplementedError, RuntimeError):
        message = "it is encrypted, or compressed in an unknown way"
    raise ValueError(message)


def _members(archive: ZipFile) -> Mapping[str, np.ndarray | bytes]:
    entries = archive.infolist()
    names = [entry.filename.removesuffix(".npy") for entry in entries]
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        message = f"it has two members called {shortened(twice[0])}"
        raise ValueError(message)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > NPZ_BYTES:
        message = f"it unpacks to {unpacked / 2**20:,.0f} MiB, and at most {NPZ_BYTES // 2**20} are read"
        raise ValueError(message)
    # reading stops where the directory says, however much more there is
    return {name: _array(name, archive.read(entry)) for name, entry in zip(names, entries, strict=True)}


def _array(name: str, content: bytes) -> np.ndarray | bytes:
    if not content.startswith(np.lib.format.MAGIC_PREFIX):
        return content
    file = io.BytesIO(content)
    shape, dtype = _header(name, file)
    if dtype.hasobject:
        message = f"{shortened(name)} holds Python objects, not numbers"
        raise ValueError(message)
    claimed, held = math.prod(shape) * dtype.itemsize, len(content) - file.tell()
    if claimed != held or min(shape, default=0) < 0:
        message = f"{shortened(name)} claims {claimed:,} bytes of shape {shown(shape)}, and {held:,} are there"
        raise ValueError(message)
    return np.lib.format.read_array(io.BytesIO(content), allow_pickle=False)


def _header(name: str, file: io.BytesIO) -> tuple[tuple[int, ...], np.dtype]:
    """Shape and type of an array; the file is where its numbers begin then."""
    version = np.lib.format.read_magic(file)
    if version not in _HEADERS:
        message = f"{shortened(name)} is in version {version} of NumPy's format, which no plain array needs"
        raise ValueError(message)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of archives that Python 2 wrote
            shape, _, dtype = _HEADERS[version](file)
    except _NO_HEADER as error:
        message = f"{shortened(name)} has a header that is none: {shortened(str(error))}"
        raise ValueError(message) from error
    return shape, dtype
