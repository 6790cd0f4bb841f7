"""Problems in TOML and NPZ that are none, or are at the end of the range of numbers."""

import io
import struct
import warnings
import zipfile

import numpy as np

from tests.hostile.row import FILE, Row, holding

PARTS = {
    "H": "[[2.0, 0.5], [0.5, 1.0]]",
    "Psi": "[[1.0, 0.0], [0.0, 1.0]]",
    "beta_star": "[1.0, -1.0]",
    "sigma2": "0.5",
    "M": "3",
}
ARRAYS = {
    "H": np.array([[2.0, 0.5], [0.5, 1.0]]),
    "Psi": np.eye(2),
    "beta_star": np.array([1.0, -1.0]),
    "sigma2": np.array(0.25),
    "M": np.array(10),
}


def toml(more="", **changes):
    return "".join(f"{name} = {value}\n" for name, value in {**PARTS, **changes}.items()) + more


def npy(array, **options):
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def archive(members, packed=zipfile.ZIP_STORED):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", packed) as written, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, content in members:
            written.writestr(name, content)
    return file.getvalue()


def npz(packed=zipfile.ZIP_STORED, more=(), **changes):
    arrays = {**ARRAYS, **changes}
    members = [(f"{name}.npy", a if isinstance(a, bytes) else npy(a)) for name, a in arrays.items()]
    return archive([*members, *more], packed)


def header(text):
    return b"\x93NUMPY\x01\x00" + struct.pack("<H", 118) + text.encode().ljust(117) + b"\n"


def shaped(shape, descr="<f8"):
    return header(f"{{'descr': {descr!r}, 'fortran_order': False, 'shape': {shape}, }}")


def flagged(content, local, central, value):
    """The archive with a byte of each entry changed."""
    data = bytearray(content)
    for start, offset in ((b"PK\x03\x04", local), (b"PK\x01\x02", central)):
        place = data.find(start)
        while place >= 0:
            data[place + offset] = value
            place = data.find(start, place + 1)
    return bytes(data)


REMEDY = "give a readable TOML or NPZ file"
GOOD = npz()

TOML = {
    "empty": ("", "lacks H, M, Psi"),
    "a null character": (toml("\0"), REMEDY),
    "UTF-16": (toml().encode("utf-16"), REMEDY),
    "Latin-1": (("# é\n" + toml()).encode("latin-1"), REMEDY),
    "two byte order marks": (b"\xef\xbb\xbf" * 2 + toml().encode(), REMEDY),
    "a pickle": (b"\x80\x04\x95cos\nsystem\n", REMEDY),
    "an image": (b"\x89PNG\r\n\x1a\n" + bytes(100), REMEDY),
    "a renamed array": (npy(np.eye(2)), REMEDY),
    "a renamed archive": (GOOD, REMEDY),
    "JSON": ('{"H": [[1]]}', REMEDY),
    "HTML": ("<html></html>", REMEDY),
    "4 MiB and more": (toml("#" + "x" * 2**22), "at most 4 MiB are read"),
    "arrays 3,000 deep": (toml(M="[" * 3000 + "]" * 3000), "nested too deeply"),
    "arrays 100,000 deep": (toml(M="[" * 100_000 + "]" * 100_000), "nested too deeply"),
    "tables 3,000 deep": (toml(M="{a=" * 3000 + "1" + "}" * 3000), "nested too deeply"),
    "a key of 3,000 parts": (toml(".".join(["a"] * 3000) + " = 1"), "more than 500 dots"),
    "a table of 100,000 parts": (toml("[" + ".".join(["a"] * 100_000) + "]"), "more than 500 dots"),
    "a key of digits": (toml(".".join(["1"] * 3000) + " = 1"), "more than 500 dots"),
    "a long key": (toml("k" * 100_000 + " = 1"), "unknown key kkk"),
    "a key that steers the terminal": (toml('"\\u001b[31m\\u202e" = 1'), "unknown key \\x1b[31m\\u202e"),
    "many unknown keys": (toml("".join(f"k{i} = 1\n" for i in range(10_000))), "unknown key k0"),
    "a misspelt key": (toml().replace("Psi", "psi"), "lacks Psi"),
    "a key twice": (toml("M = 4"), REMEDY),
    "a table for a matrix": (toml().replace(f"H = {PARTS['H']}", "H = {a = 1}"), "H holds {'a': 1}"),
    "an unfinished string": (toml('source = "abc'), REMEDY),
    "no equals sign": (toml("M 3"), REMEDY),
    "a source that is a number": (toml("source = 3"), "source is 3: give a text"),
    "M = 1e300": (toml(M="1e300"), "M is 1e+300: give a whole number"),
    "M = 10^19": (toml(M="1e19"), "below 2^63"),
    "M = 2^63": (toml(M="9223372036854775808"), "M holds the whole number 9223372036854775808"),
    "M of 4,000 digits": (toml(M="9" * 4000), "M holds the whole number"),
    "M of 5,000 digits": (toml(M="9" * 5000), REMEDY),
    "M = 0": (toml(M="0"), "M is 0: give a whole number of at least 1"),
    "M = -3": (toml(M="-3"), "M is -3: give"),
    "M = 2.5": (toml(M="2.5"), "M is 2.5: give"),
    "M = nan": (toml(M="nan"), "M is nan: give"),
    "M = true": (toml(M="true"), "M is True: give"),
    "M = text": (toml(M='"3"'), "M is '3': give"),
    "N = 0": (toml("N = 0"), "N is 0: give"),
    "sigma2 = -1": (toml(sigma2="-1"), "sigma2 is -1: give one number"),
    "sigma2 = nan": (toml(sigma2="nan"), "sigma2 holds nan or inf"),
    "sigma2 = 1e999": (toml(sigma2="1e999"), "sigma2 holds nan or inf"),
    "sigma2 = 1e300": (toml(sigma2="1e300"), "sigma2 has the largest entry 1e+300"),
    "sigma2 = 1e-200": (toml(sigma2="1e-200"), "in other units"),
    "entries of 1e-200": (toml(H="[[1e-200, 0], [0, 1e-200]]"), "H has the largest entry 1e-200"),
    "entries of 1e200": (toml(H="[[1e200, 0], [0, 1e200]]"), "in other units"),
    "the smallest float": (toml(H="[[5e-324, 0], [0, 5e-324]]"), "in other units"),
    "a tiny prior": (toml(Psi="[[1e-200, 0], [0, 1e-300]]"), "Psi has the largest entry 1e-200"),
    "a huge mean": (toml(beta_star="[1e200, 1]"), "beta_star has the largest entry 1e+200"),
    "H is singular": (toml(H="[[1, 1], [1, 1]]"), "H has the eigenvalue"),
    "H is not definite": (toml(H="[[1, 2], [2, 1]]"), "H has the eigenvalue -1"),
    "H is not symmetric": (toml(H="[[1, 2], [0, 1]]"), "H is not symmetric"),
    "H is ragged": (toml(H="[[1, 2], [1]]"), "give rows of equal length"),
    "H is empty": (toml(H="[]"), "H has shape (0,): give a square matrix"),
    "H is a vector": (toml(H="[1, 2]"), "H has shape (2,)"),
    "H has three axes": (toml(H="[[[1]]]"), "H has shape (1, 1, 1)"),
    "H holds texts": (toml(H='[["a", "b"], ["c", "d"]]'), "H holds data of type <U1"),
    "H holds a date": (toml(H="[[2019-01-01]]"), "H holds datetime.date"),
    "H holds truth values": (toml(H="[[true, false], [false, true]]"), "H holds data of type bool"),
    "H holds nan": (toml(H="[[nan, 0], [0, 1]]"), "H holds nan or inf"),
    "Psi has another size": (toml(Psi="[[1]]"), "Psi has shape (1, 1)"),
    "Psi is not definite": (toml(Psi="[[-1, 0], [0, 1]]"), "Psi has the eigenvalue -1"),
    "beta_star has another size": (toml(beta_star="[1, 2, 3]"), "beta_star has shape (3, 1)"),
}
NPZ = {
    "empty": (b"", REMEDY),
    "half": (GOOD[: len(GOOD) // 2], "no archive, or a damaged one"),
    "one byte less": (GOOD[:-1], "no archive, or a damaged one"),
    "damaged": (GOOD.replace(b"\x00\x00\x00\x00\x00\x00\xf0?", b"\x00\x00\x00\x00\x00\x01\xf0?"), "a damaged one"),
    "a single array": (npy(np.eye(2)), "a single array, without names"),
    "renamed TOML": (toml(), "no archive"),
    "a pickle": (b"\x80\x04K\x01.", "no archive"),
    "zeros": (bytes(10_000), "no archive"),
    "an archive of nothing": (archive([]), "lacks H"),
    "an encrypted one": (flagged(GOOD, 6, 8, 1), "it is encrypted"),
    "packed in an unknown way": (flagged(GOOD, 8, 10, 99), "compressed in an unknown way"),
    "a bomb": (lambda: npz(zipfile.ZIP_DEFLATED, more=[("x.npy", bytes(2**28 + 1))]), "it unpacks to 256 MiB"),
    "65 members": (npz(more=[(f"x{i}.npy", b"") for i in range(60)]), "more than 64 members"),
    "70,000 members": (lambda: archive([(f"x{i}", b"") for i in range(70_000)]), "more than 64 members"),
    "two of one name": (npz(more=[("H.npy", npy(np.eye(2)))]), "two members called H"),
    "one with an ending and one without": (npz(more=[("H", npy(np.eye(2)))]), "two members called H"),
    "an unknown name": (npz(more=[("G.npy", npy(np.eye(2)))]), "unknown key G"),
    "a member that steers": (npz(more=[("\x1b[31m.npy", npy(np.eye(2)))]), "unknown key \\x1b[31m"),
    "a path for a name": (npz(more=[("../../H.npy", npy(np.eye(2)))]), "unknown key ../../H"),
    "a header that claims 8 TB": (npz(H=shaped("(1000000, 1000000)")), "H claims 8,000,000,000,000 bytes"),
    "a header that claims less": (npz(H=shaped("(1, 1)") + bytes(80)), "H claims 8 bytes"),
    "a negative shape": (npz(H=shaped("(-1, -1)") + bytes(8)), "H claims 8 bytes"),
    "a header that is code": (npz(H=header("__import__('os').system('true')")), "H has a header that is none"),
    "a header of brackets": (npz(H=header("(" * 117)), "H has a header that is none"),
    "a header without an end": (npz(H=b"\x93NUMPY\x01\x00\xff\xff{"), "H has a header that is none"),
    "a version that is unknown": (npz(H=b"\x93NUMPY\x09\x00" + bytes(50)), "in version (9, 0)"),
    "no array": (npz(H=b"[[1, 0], [0, 1]]"), "H holds data of type"),
    "Python objects": (npz(H=npy(np.array([{}], dtype=object), allow_pickle=True)), "H holds Python objects"),
    "complex numbers": (npz(H=ARRAYS["H"].astype(complex)), "data of type complex128"),
    "truth values": (npz(Psi=np.eye(2, dtype=bool)), "Psi holds data of type bool"),
    "texts": (npz(H=np.array([["a", "b"]])), "H holds data of type <U1"),
    "dates": (npz(H=np.zeros((2, 2), "datetime64[D]")), "H holds data of type datetime64"),
    "a structure": (npz(H=np.zeros(2, [("x", float)])), "H holds data of type"),
    "nothing in it": (npz(H=np.zeros((0, 0))), "H has shape (0, 0)"),
    "nan": (npz(H=np.full((2, 2), np.nan)), "H holds nan or inf"),
    "long doubles beyond float64": (npz(H=np.array([[np.longdouble("1e4000")]])), "beyond 1.8e308"),
    "an N that is text": (npz(N=np.array("3")), "N is"),
    "a source that is a list": (npz(source=np.array(["a", "b"])), "give a text"),
}


def rows():
    """Each file audited."""
    for ending, files in (("toml", TOML), ("npz", NPZ)):
        for name, (content, says) in files.items():
            yield Row(f"{ending}: {name}", ("audit", FILE), (says,), file=f"p.{ending}", make=holding(content))
