"""Of a file no more is read than a limit, and of what is no regular file nothing at all."""

import errno
import os
import socket
from pathlib import Path

import pytest

from numerics.tolerances.file_limits import TOML_BYTES
from numerics.values import file_contents
from numerics.values.file_contents import contents_of, regular_file

REMEDY = "give another"


def refused(path, match, largest=100):
    with pytest.raises(ValueError, match=match) as caught:
        contents_of(path, largest, REMEDY)
    message = str(caught.value)
    assert message.startswith(f"{path} cannot be read (")
    assert message.endswith(f"): {REMEDY}")
    assert "\n" not in message


@pytest.mark.parametrize("size", [0, 1, 99, 100])
def test_what_is_there_up_to_the_limit(tmp_path, size):
    path = tmp_path / "file"
    path.write_bytes(os.urandom(size))
    assert contents_of(path, 100, REMEDY) == path.read_bytes()
    link = tmp_path / "link"
    link.symlink_to(path)
    assert contents_of(link, 100, REMEDY) == path.read_bytes()


def test_one_byte_more(tmp_path):
    path = tmp_path / "file"
    path.write_bytes(bytes(101))
    refused(path, "and at most 0 MiB are read")
    with path.open("wb") as sparse:
        sparse.truncate(2**40)
    refused(path, r"it is 1,048,576\.0 MiB long, and at most 4 MiB are read", TOML_BYTES)


def test_a_file_that_is_longer_than_it_says(tmp_path, monkeypatch):
    """As one that grows, and those of Linux that claim to be empty."""
    path = tmp_path / "file"
    path.write_bytes(bytes(1000))
    real = os.fstat

    def claims_nothing(descriptor):
        found = list(real(descriptor))
        found[6] = 0
        return os.stat_result(found)

    monkeypatch.setattr(file_contents.os, "fstat", claims_nothing)
    refused(path, "it is longer than it says")
    assert len(contents_of(path, 1000, REMEDY)) == 1000


def test_what_is_no_regular_file(tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as listening:
        monkeypatch.chdir(tmp_path)  # the path of a socket has to be short
        listening.bind("socket")
        refused(Path("socket"), "No such device|a socket")
    (tmp_path / "zero").symlink_to("/dev/zero")
    for path, words in [
        (tmp_path / "pipe", "it is a pipe, not a regular file"),
        (tmp_path / "zero", "it is a device, not a regular file"),
        (Path("/dev/null"), "it is a device"),
        (tmp_path, "Is a directory"),
    ]:
        refused(path, words)
        with pytest.raises(OSError, match=words):
            regular_file(path)


def test_paths_that_lead_nowhere(tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    for path, words in [
        (tmp_path / "none", "No such file"),
        (tmp_path / "loop", "symbolic links"),
        (tmp_path / "loop" / "x", "symbolic links"),
        (tmp_path / ("x" * 5000), "name too long"),
        (Path("a\0b"), "null"),
    ]:
        refused(path, words)


def test_a_fault_of_the_machine_is_no_fault_of_the_file(tmp_path, monkeypatch):
    path = tmp_path / "file"
    path.write_bytes(b"x")

    def fails(descriptor, count):
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(file_contents.os, "read", fails)
    with pytest.raises(OSError, match="Input/output error"):
        contents_of(path, 100, REMEDY)
