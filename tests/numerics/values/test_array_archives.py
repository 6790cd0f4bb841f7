"""Archives that unpack to more than they should, or hold less than they say."""

import io
import struct
import zipfile

import numpy as np
import pytest

from numerics.values import array_archives
from numerics.values.array_archives import arrays_in

GOOD = {"H": np.eye(2), "M": np.array(3)}


def npy(array):
    file = io.BytesIO()
    np.save(file, array)
    return file.getvalue()


def header(text, version=1):
    size = struct.pack("<H" if version == 1 else "<I", 118)
    return b"\x93NUMPY" + bytes([version, 0]) + size + text.encode().ljust(117) + b"\n"


def shaped(shape, descr="<f8"):
    return header(f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape}, }}")


def archive(members, packed=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as written:
        for name, content in members.items():
            written.writestr(name, content)
    return file.getvalue()


def of(**contents):
    return archive({f"{name}.npy": content for name, content in contents.items()})


def refused(content, match):
    with pytest.raises(ValueError, match=match) as caught:
        arrays_in(content)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("packed", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_what_is_there_is_read(packed):
    found = arrays_in(archive({f"{name}.npy": npy(array) for name, array in GOOD.items()}, packed))
    assert found.keys() == GOOD.keys()
    assert all(np.array_equal(found[name], array) for name, array in GOOD.items())
    file = io.BytesIO()
    np.savez_compressed(file, **GOOD, F=np.asfortranarray(np.arange(6.0).reshape(2, 3)), empty=np.empty((0, 3)))
    found = arrays_in(file.getvalue())
    assert np.array_equal(found["F"], np.arange(6.0).reshape(2, 3))
    assert found["empty"].shape == (0, 3)


@pytest.mark.parametrize("shape", ["(100000, 100000)", "(3,)", "(0,)", "(-1, -2)", "(2**9,)", f"({'1,' * 9} 10**18)"])
def test_headers_that_claim_another_size(shape):
    refused(of(H=shaped(shape) + bytes(16)), "H (claims|has a header that is none)")


@pytest.mark.parametrize(
    "text", ["", "{}", "(" * 100, "-" * 100 + "1", "[]", "{'descr': 'x', 'fortran_order': 0, 'shape': ()}", "\xff"]
)
@pytest.mark.parametrize("version", [1, 2, 3, 9])
def test_headers_that_are_none(text, version):
    refused(of(H=header(text, version)), "H (has a header that is none|is in version)")


def test_a_header_without_end():
    refused(of(H=b"\x93NUMPY\x02\x00" + struct.pack("<I", 2**32 - 1) + bytes(1000)), "H has a header that is none")


def test_python_objects():
    refused(of(H=shaped("(1,)", "|O") + b"cos\nsystem\n(S'true'\ntR."), "H holds Python objects")


def test_a_bomb_is_not_unpacked(monkeypatch):
    monkeypatch.setattr(array_archives, "NPZ_BYTES", 10**5)
    content = archive({"H.npy": bytes(10**5 + 1)}, zipfile.ZIP_DEFLATED)
    assert len(content) < 1000
    refused(content, "it unpacks to 0 MiB, and at most 0 are read")
    assert arrays_in(archive({"H.npy": bytes(10**5)}, zipfile.ZIP_DEFLATED))


@pytest.mark.parametrize("packed", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_bomb_that_lies_about_its_size(packed):
    """What the directory says is read, and the rest found to be wrong."""
    content = bytearray(archive({"H.npy": bytes(10**7)}, packed))
    for start, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(start) + offset
        content[place : place + 4] = struct.pack("<I", 10)
    refused(bytes(content), "damaged")


def test_many_members():
    refused(of(**{f"x{i}": b"" for i in range(65)}), "more than 64 members")
    assert len(arrays_in(of(**{f"x{i}": b"" for i in range(64)}))) == 64


def test_encrypted_or_unknown():
    content = bytearray(of(H=npy(np.eye(2))))
    for start, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(start) + offset] |= 1
    refused(bytes(content), "encrypted")
    content = bytearray(of(H=npy(np.eye(2))))
    for start, offset in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        content[content.index(start) + offset] = 99
    refused(bytes(content), "unknown way")


def test_each_byte_damaged():
    """Whatever byte is wrong, there is an array of the right values or a refusal in words."""
    content = of(H=npy(np.eye(2)))
    for place in range(len(content)):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        try:
            found = arrays_in(bytes(damaged))
        except ValueError as error:
            assert "\n" not in str(error)  # noqa: PT017 -- either is good
        else:
            assert all(np.array_equal(array, np.eye(2)) for array in found.values())
    for length in range(len(content)):
        refused(content[:length], "no archive, or a damaged one")
