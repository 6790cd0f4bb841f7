"""What a TOML or NPZ file holds, by name, and nothing that a reader might take for something else."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path

from numerics.tolerances.file_limits import MOST_DOTS, NPZ_BYTES, TOML_BYTES
from numerics.tolerances.float_tolerances import INT64
from numerics.values.array_archives import arrays_in
from numerics.values.file_contents import contents_of
from numerics.values.number_types import Number
from numerics.values.real_arrays import shown
from numerics.values.visible_text import shortened

__all__ = ["read_problem_file"]

_OTHER_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)|\.[\d_]+\.", re.ASCII)

REMEDY = "give a readable TOML or NPZ file"


def read_problem_file(path: Path) -> Mapping[str, Number]:
    """The values of a ``.toml`` or ``.npz`` file by name.

    Raises ValueError, one line that names the file and the remedy, for a file that cannot be read, for two values of
    one name, for pickled objects, and for whole numbers that TOML cannot hold.
    """
    match path.suffix:
        case ".toml":
            largest, reader = TOML_BYTES, _toml
        case ".npz":
            largest, reader = NPZ_BYTES, arrays_in
        case ending:
            message = f"{path} has the ending {ending!r}: give a .toml or .npz file"
            raise ValueError(message)
    content = contents_of(path, largest, REMEDY)
    try:
        return reader(content)
    except ValueError as error:
        reason = str(error).partition("\n")[0]
    except RecursionError:
        reason = "it is nested too deeply"
    message = f"{path} cannot be read ({reason}): {REMEDY}"
    raise ValueError(message)


def _toml(content: bytes) -> Mapping[str, Number]:
    text = content.decode("utf-8-sig")  # editors put a byte order mark in front
    if sum(1 for _ in _OTHER_DOT.finditer(text)) > MOST_DOTS:
        message = f"it has more than {MOST_DOTS} dots that are in no number, which a problem has no use for"
        raise ValueError(message)
    # TOML knows no line that ends with a carriage return alone
    found = tomllib.loads(text.replace("\r\n", "\n").replace("\r", "\n"))
    for name, value in found.items():
        large = next((x for x in _numbers_in(value) if not -INT64 <= x < INT64), None)
        if large is not None:
            message = (
                f"{shortened(name)} holds the whole number {shown(large)}, beyond the 64 bits that TOML has; "
                "a float is written as in 1e20"
            )
            raise ValueError(message)
    return found


def _numbers_in(value: Number) -> Iterator[int]:
    if isinstance(value, list):
        for part in value:
            yield from _numbers_in(part)
    elif isinstance(value, int):
        yield value
