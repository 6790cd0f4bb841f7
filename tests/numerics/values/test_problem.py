from fractions import Fraction

import numpy as np
import pytest

from numerics import Problem

GOOD = {
    "H": [[2.0, 0.5], [0.5, 1.0]],
    "Psi": [[1.0, 0.0], [0.0, 0.0]],
    "beta_star": [1.0, 2.0],
    "sigma2": 0.25,
    "M": 10,
}
TOML = """
H = [[2.0, 0.5], [0.5, 1.0]]
Psi = [[1, 0], [0, 0]]
beta_star = [1.0, 2.0]
sigma2 = 0.25
M = 10
source = "made up"
licence = "CC0"
"""


def test_values_go_by_the_names_of_the_symbols():
    values = Problem(**GOOD, N=7).values()
    assert sorted(values) == ["H", "M", "N", "Psi", "beta_star", "d", "sigma2"]
    assert values["d"] == 2
    assert values["beta_star"].tolist() == [[1.0], [2.0]]
    assert "N" not in Problem(**GOOD).values()


def test_a_problem_cannot_be_changed():
    given = np.array(GOOD["H"])
    problem = Problem(**{**GOOD, "H": given})
    given[0, 0] = 99.0
    assert problem.H[0, 0] == 2.0
    with pytest.raises(ValueError, match="read-only"):
        problem.H[0, 0] = 1.0
    with pytest.raises(AttributeError):
        problem.M = 3


def test_scalars_make_a_one_dimensional_problem():
    problem = Problem(H=2, Psi=0, beta_star=1, sigma2=0, M=1)
    assert (problem.d, problem.H.shape, problem.beta_star.shape) == (1, (1, 1), (1, 1))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"H": [[1.0, 2.0, 3.0]]}, r"H has shape \(1, 3\): give a square matrix"),
        ({"H": [[1.0, 2.0], [3.0]]}, r"H is not a rectangular array \(.*\): give rows of equal length"),
        ({"H": [["a", "b"], ["c", "d"]]}, r"H holds data of type <U1, such as a: give finite real numbers"),
        ({"H": [[1.0, 2.0], [0.0, 1.0]]}, r"H is not symmetric \(\[0,1\] is 2, \[1,0\] is 0\): symmetrise it"),
        ({"H": [[1.0, 2.0], [2.0, 1.0]]}, r"H has the eigenvalue -1: give a positive definite"),
        ({"H": [[1.0, 1.0], [1.0, 1.0]]}, r"H has the eigenvalue .*: give a positive definite"),
        ({"H": [[np.inf, 0.0], [0.0, 1.0]]}, r"H holds nan or inf: give finite real numbers"),
        ({"Psi": [[1.0, 0.0], [0.0, -1e-3]]}, r"Psi has the eigenvalue -0.001: give a positive semidefinite"),
        ({"Psi": [[1.0]]}, r"Psi has shape \(1, 1\), but H is 2×2: give shape \(2, 2\)"),
        ({"beta_star": [1.0]}, r"beta_star has shape \(1, 1\), but H is 2×2: give shape \(2, 1\)"),
        ({"beta_star": [[1.0, 2.0]]}, r"beta_star has shape \(1, 2\)"),
        ({"sigma2": -0.1}, r"sigma2 is -0\.1: give one number ≥ 0"),
        ({"sigma2": "half"}, r"sigma2 is 'half': give one number ≥ 0"),
        ({"sigma2": [1.0, 2.0]}, r"sigma2 is \[1\.0, 2\.0\]: give one number ≥ 0"),
        ({"M": 10**23}, r"M is 10+: give a whole number of at least 1 and below 2\^63"),
        ({"sigma2": float("nan")}, r"sigma2 holds nan or inf"),
        ({"M": 0}, r"M is 0: give a whole number of at least 1"),
        ({"M": 2.5}, r"M is 2\.5: give a whole number"),
        ({"M": True}, r"M is True: give a whole number"),
        ({"M": "10"}, r"M is '10': give a whole number"),
        ({"M": float("inf")}, r"M is inf: give a whole number"),
        ({"N": 0}, r"N is 0: give a whole number"),
    ],
)
def test_wrong_values_are_named_on_one_line(change, message):
    with pytest.raises(ValueError, match=message) as caught:
        Problem(**{**GOOD, **change})
    assert "\n" not in str(caught.value)


def test_fractions_and_texts_in_archives_are_read(tmp_path):
    assert Problem(**{**GOOD, "sigma2": Fraction(1, 4)}).sigma2 == 0.25
    np.savez(tmp_path / "p.npz", **{k: np.asarray(v) for k, v in GOOD.items()}, source="made up")
    assert Problem.from_file(tmp_path / "p.npz").M == 10


def test_rounding_of_a_singular_matrix_is_tolerated():
    u = np.array([[0.1], [0.7], [0.3]])
    Problem(H=np.eye(3), Psi=u @ u.T - 1e-16 * np.eye(3), beta_star=[0, 0, 0], sigma2=0, M=1)


def test_toml_and_npz_agree(tmp_path):
    toml, npz = tmp_path / "problem.toml", tmp_path / "problem.npz"
    toml.write_text(TOML, encoding="utf-8")
    np.savez(npz, **{k: np.asarray(v) for k, v in GOOD.items()}, N=4)
    first, second = Problem.from_file(toml), Problem.from_file(str(npz))
    assert (first.N, second.N, first.M, second.M) == (None, 4, 10, 10)
    for name in ("H", "Psi", "beta_star", "sigma2"):
        assert np.array_equal(getattr(first, name), getattr(second, name))


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("p.toml", "H = [[1", r"p\.toml cannot be read \(.*\): give a readable TOML or NPZ file"),
        ("p.toml", TOML + "extra = 1\n", r"p\.toml has the unknown key extra"),
        ("p.toml", TOML.replace("sigma2", "noise"), r"p\.toml lacks sigma2"),
        ("p.toml", TOML.replace("M = 10", "M = 0"), r"p\.toml: M is 0: give a whole number"),
        ("p.toml", TOML.replace('"CC0"', "0"), r"p\.toml: licence is 0: give a text in quotes"),
        ("p.npz", "not a zip file", r"p\.npz cannot be read \([^.]*\): give a readable TOML or NPZ file$"),
        ("p.npz", "", r"p\.npz cannot be read"),
        ("p.csv", "1,2", r"p\.csv has the ending '\.csv': give a \.toml or \.npz"),
    ],
)
def test_bad_files_are_named_on_one_line(tmp_path, name, text, message):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=message) as caught:
        Problem.from_file(path)
    assert "\n" not in str(caught.value)


def test_missing_files_pickles_and_bytes_are_refused(tmp_path):
    with pytest.raises(ValueError, match=r"none\.toml cannot be read \(No such file"):
        Problem.from_file(tmp_path / "none.toml")
    pickled = tmp_path / "p.npz"
    np.savez(pickled, H=np.array([{"a": 1}], dtype=object))
    with pytest.raises(ValueError, match=r"p\.npz cannot be read \(H holds Python objects"):
        Problem.from_file(pickled)
    binary = tmp_path / "p.toml"
    binary.write_bytes(b"\xff\xfe")
    with pytest.raises(ValueError, match=r"p\.toml cannot be read"):
        Problem.from_file(binary)
