"""Files that hold something else than they seem to: each is named on one line, in Python and at the command line."""

import io
import pickle
import sys
import warnings
import zipfile

import numpy as np
import pytest

from numerics import Problem
from proofs_checks import cli

ARRAYS = {
    "H": np.array([[2.0, 0.5], [0.5, 1.0]]),
    "Psi": np.eye(2),
    "beta_star": np.array([1.0, -1.0]),
    "sigma2": np.array(0.25),
    "M": np.array(10),
}
TOML = {"H": "[[2.0, 0.5], [0.5, 1.0]]", "Psi": "[[1, 0], [0, 1]]", "beta_star": "[1, -1]", "sigma2": "0.25", "M": "10"}


def npy(array, **options):
    file = io.BytesIO()
    np.save(file, array, **options)
    return file.getvalue()


def archive(path, members):
    """An NPZ file of these members (name, bytes), as they are."""
    with zipfile.ZipFile(path, "w") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that occur twice
        for name, content in members:
            file.writestr(name, content)
    return path


def npz(path, **changes):
    return archive(path, [(f"{name}.npy", npy(array)) for name, array in {**ARRAYS, **changes}.items()])


def toml(path, **changes):
    path.write_text("".join(f"{key} = {value}\n" for key, value in {**TOML, **changes}.items()), encoding="utf-8")
    return path


def refused(path, match):
    with pytest.raises(ValueError, match=match) as caught:
        Problem.from_file(path)
    assert "\n" not in str(caught.value)
    assert path.name in str(caught.value)


def test_the_files_that_the_others_are_made_of_are_good(tmp_path):
    for path in (npz(tmp_path / "p.npz"), toml(tmp_path / "p.toml")):
        assert Problem.from_file(path).values().keys() == {"H", "Psi", "beta_star", "sigma2", "M", "d"}


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize(
    ("convert", "match"),
    [
        (lambda a: a.astype(complex), "data of type complex128|is .*j.*: give"),
        (lambda a: a.astype(bool), "data of type bool|is .*(True|False).*: give"),
        (lambda a: a.astype(str), "data of type <U|is .*: give"),
        (lambda a: a.astype(bytes), r"data of type \|S|is .*: give"),
        (lambda a: a.astype(int).astype("datetime64[D]"), "data of type datetime64|is .*: give"),
        (lambda a: a.astype(int).astype("timedelta64[s]"), "data of type timedelta64|is .*: give"),
        (lambda a: a.astype([("x", float)]), "data of type|is .*: give"),
        (lambda a: a * np.nan, "nan or inf|is nan|: give"),
    ],
)
def test_archives_of_other_things(tmp_path, name, convert, match):
    refused(npz(tmp_path / "p.npz", **{name: convert(ARRAYS[name])}), rf"p\.npz: {name} .*({match})")


@pytest.mark.parametrize("name", ["H.npy", "sigma2.npy", "source.npy", "H"])
def test_two_members_of_one_name(tmp_path, name):
    members = [(f"{key}.npy", npy(array)) for key, array in {**ARRAYS, "source": np.array("made up")}.items()]
    second = (name, npy(2 * ARRAYS.get(name.removesuffix(".npy"), np.eye(2))))
    for order in ([*members, second], [second, *members]):
        refused(archive(tmp_path / "p.npz", order), f"two members called {name.removesuffix('.npy')}")


def test_archives_that_are_none(tmp_path):
    path = tmp_path / "p.npz"
    path.write_bytes(npy(np.eye(2)))
    refused(path, "cannot be read .*a single array")
    path.write_bytes(pickle.dumps({"H": 1}))
    refused(path, "cannot be read")
    archive(path, [("H.npy", npy(np.array([{"a": 1}], dtype=object), allow_pickle=True))])
    refused(path, "cannot be read .*H holds Python objects")
    archive(path, [*((f"{k}.npy", npy(a)) for k, a in ARRAYS.items() if k != "H"), ("H", b"[[2, 0], [0, 1]]")])
    refused(path, "H holds data of type")
    content = bytearray(npz(path).read_bytes())
    content[120] ^= 0xFF  # inside the first array
    path.write_bytes(content)
    refused(path, "cannot be read")
    header = b"\x93NUMPY\x01\x00v\x00{'descr': '<f8', 'fortran_order': False, 'shape': (999999999999, 99999), }"
    archive(path, [("H.npy", header.ljust(127) + b"\n")])
    refused(path, "cannot be read")


@pytest.mark.parametrize(
    ("changes", "match"),
    [
        ({"sigma2": "true"}, "sigma2 holds data of type bool"),
        ({"M": "true"}, "M is True"),
        ({"H": "[[true, false], [false, true]]"}, "H holds data of type bool"),
        ({"H": "[[2.0, 0], [0, true]]"}, "H holds data of type bool"),
        ({"sigma2": '"0.25"'}, "sigma2 is '0.25'"),
        ({"M": '"10"'}, "M is '10'"),
        ({"M": '"１０"'}, "M is '１０'"),
        ({"beta_star": '["1", "-1"]'}, "beta_star holds data of type <U2"),
        ({"beta_star": '[1, "-1"]'}, "beta_star holds data of type <U"),
        ({"sigma2": "2019-01-01"}, r"sigma2 holds datetime\.date\(2019"),
        ({"M": "2019-01-01"}, r"M is datetime\.date"),
        ({"beta_star": "[2019-01-01, 2019-01-02]"}, r"beta_star holds datetime\.date"),
        ({"beta_star": "[07:32:00, 07:32:01]"}, r"beta_star holds datetime\.time"),
        ({"sigma2": "1979-05-27T07:32:00Z"}, r"sigma2 holds datetime\.datetime"),
        ({"H": "[[2, 1], [1]]"}, "H is not a rectangular array"),
        ({"H": "[[2, [1]], [1, 2]]"}, "H is not a rectangular array"),
        ({"H": "{a = 1}"}, "H holds {'a': 1}"),
        ({"sigma2": "9223372036854775808"}, "sigma2 holds the whole number 9223372036854775808, beyond"),
        ({"H": "[[1, 0], [0, -9223372036854775809]]"}, "H holds the whole number -9223372036854775809, beyond"),
        ({"M": "9223372036854775808"}, "M holds the whole number"),
        ({"M": "1e19"}, r"M is 1e\+19: give a whole number of at least 1 and below 2\^63"),
        ({"sigma2": "nan"}, "sigma2 holds nan or inf"),
        ({"sigma2": "-inf"}, "sigma2 holds nan or inf"),
        ({"sigma2": "1e999"}, "sigma2 holds nan or inf"),
        ({"sigma2": "1__0"}, "cannot be read"),
        ({"sigma2": "01"}, "cannot be read"),
        ({"sigma2": "1\nsigma2 = 2"}, "cannot be read"),
        ({"sigma2": "1\nsigma2.x = 2"}, "cannot be read"),
        ({"sigma2": "1\n[H]\nx = 1"}, "cannot be read"),
        ({"sigma2": "9" * 5000}, "cannot be read"),
        ({"source": '["a", "b"]'}, r"source is \['a', 'b'\]: give a text"),
        ({"source": "true"}, "source is True: give a text"),
        ({"H": "[" * 5000 + "]" * 5000}, "cannot be read"),
    ],
)
def test_toml_of_other_things(tmp_path, changes, match):
    refused(toml(tmp_path / "p.toml", **changes), match)


def test_a_misspelt_key_is_suggested(tmp_path):
    path = toml(tmp_path / "p.toml")
    path.write_text(path.read_text().replace("sigma2", "sigma_2"))
    refused(path, r"lacks sigma2 \(is it what 'sigma_2' was meant for\?\): give the keys")


@pytest.mark.parametrize(
    "changes",
    [
        {"M": "10.0"},
        {"M": "1_0"},  # TOML's own way to write 10
        {"sigma2": "-0.0"},
        {"sigma2": "0"},
        {"M": "9223372036854775807"},
        {"H": "[[1, 0], [0, 1e-3]]"},
        {"beta_star": "[[1.0], [2]]"},
        {"source": '"true"'},
    ],
)
def test_near_misses_are_read(tmp_path, changes):
    Problem.from_file(toml(tmp_path / "p.toml", **changes))


@pytest.mark.parametrize("command", [["audit"], ["verify", "--problem"]], ids=" ".join)
def test_the_command_says_so_on_one_line(command, tmp_path, monkeypatch, capsys):
    files = [
        npz(tmp_path / "complex.npz", H=ARRAYS["H"].astype(complex)),
        npz(tmp_path / "bool.npz", Psi=np.eye(2, dtype=bool)),
        archive(tmp_path / "twice.npz", [(f"{k}.npy", npy(a)) for k, a in [*ARRAYS.items(), ("H", np.eye(2))]]),
        toml(tmp_path / "date.toml", M="2019-01-01"),
        toml(tmp_path / "deep.toml", H="[" * 5000 + "]" * 5000),
    ]
    for path in files:
        monkeypatch.setattr(sys, "argv", ["theorycheck", *command, str(path)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        out, err = capsys.readouterr()
        assert (stop.value.code, out) == (2, "")
        assert err.startswith("error: ")
        assert err.count("\n") == 1
        assert path.name in err
